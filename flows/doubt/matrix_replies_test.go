package doubt_test

// This file has the answers to money calls in the fault matrix: lost answers, errors of every spelling, and
// successes that are well-formed and strange.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"countertop/api/sandbox"
)

// reply is an answer to a money call.
type reply struct {
	name     string
	code     string // of an error that is listed for another call
	executed bool   // the server carried it out before
	// answer makes the answer of what the server's own would have been; nil hangs up.
	answer func(own object) *said
	proves proof
	// atOnce is true where the server is done with the call, so that one clean answer settles it.
	atOnce bool
	late   bool // the server did not answer, or is not done: the call may still come to light
	claims bool // it may mean a success, which there is not
	renews bool // it was refused for its token: it is sent once more with another
	// resent is a gateway's: it sends the call to the server again, and passes on what is answered then.
	resent func(http.Header)
}

// proof says what a reply proves by itself.
type proof int

const (
	nothing proof = iota
	isDone
	isRefused
)

// replies are all replies to a call.
func replies(call moneyCall) []reply {
	all := append(plainReplies(), successes(call)...)
	all = append(all, resends()...)
	for _, code := range call.listed {
		all = append(all, reply{name: "409 " + code, proves: isRefused, answer: errorOf(http.StatusConflict, code)})
	}
	for _, e := range errorReplies() {
		if slices.Contains(call.listed, e.code) {
			continue // it is a refusal
		}
		for _, executed := range []bool{false, true} {
			e.executed = executed
			all = append(all, e)
		}
	}
	if call.id != "" && movesMoney(call.kind) {
		for _, status := range []int{http.StatusConflict, http.StatusTooManyRequests, http.StatusInternalServerError} {
			named := raw(status, written(object{"error": call.listed[0], "made": object{call.id: "77"}}))
			all = append(all, reply{name: fmt.Sprint(status, namesMade), answer: named}, reply{name: fmt.Sprint(status, namesMade), answer: named, executed: true})
		}
	}
	for i := range all {
		all[i].claims = (strings.HasPrefix(all[i].name, "20") || strings.HasSuffix(all[i].name, namesMade)) && !all[i].executed
		if strings.Contains(all[i].name, ", done") || strings.Contains(all[i].name, ", not done") {
			continue
		}
		all[i].name += map[bool]string{true: ", done", false: ", not done"}[all[i].executed]
	}
	return all
}

// namesMade ends the names of errors that name what the call makes.
const namesMade = " that names what was made"

// plainReplies are answers as they should be, none, and refusals before execution.
func plainReplies() []reply {
	lost := func(object) *said { return nil }
	all := []reply{
		{name: "well", executed: true, answer: okay(func(o object) any { return o }), proves: isDone},
		{name: "hung up", answer: lost, late: true},
		{name: "hung up", executed: true, answer: lost, late: true},
		{name: "404 not_found", proves: isRefused, answer: errorOf(http.StatusNotFound, "not_found")},
		{name: "401 invalid_token", proves: isDone, renews: true, answer: errorOf(http.StatusUnauthorized, "invalid_token")},
	}
	for _, status := range []int{http.StatusTooManyRequests, 465, 466, 467} {
		all = append(all,
			reply{name: fmt.Sprint(status, " with a page"), proves: isRefused, answer: raw(status, page)},
			reply{name: fmt.Sprint(status, " with nothing"), proves: isRefused, answer: raw(status, "")},
		)
	}
	return all
}

// resends are a gateway's, to a server that honours keys.
func resends() []reply {
	return []reply{
		{name: "what it is answered when a gateway sends it again", executed: true, proves: isDone, resent: func(http.Header) {}},
		{name: "what it is answered when a gateway sends it again, changed", executed: true, atOnce: true, resent: func(h http.Header) {
			h.Set("X-Context-Hash", strings.Repeat("0", 64))
		}},
	}
}

// honours reports whether a server takes a call only once under its key.
func honours(keys idempotency, call moneyCall) bool {
	return keys == sandbox.IdempotencyEverywhere || keys == sandbox.IdempotencyTransactions && call.path == "transactions"
}

const page = "<!DOCTYPE html><html><title>Gateway</title><p>Try later.</p></html>\n"

func raw(status int, body string) func(object) *said {
	return func(object) *said { return answered(status, body) }
}

func errorOf(status int, code string) func(object) *said {
	return raw(status, written(object{"error": code, "message": "The server says " + code, "url": "https://pos.example/v2.5"}))
}

func okay(change func(object) any) func(object) *said {
	return func(own object) *said { return answered(http.StatusOK, written(change(own))) }
}

// errorReplies prove nothing: each may come before and after execution.
func errorReplies() []reply {
	var all []reply
	for _, status := range []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, 499} {
		all = append(all,
			reply{name: fmt.Sprint(status, " with a page"), answer: raw(status, page), late: true},
			reply{name: fmt.Sprint(status, " with nothing"), answer: raw(status, ""), late: true},
		)
	}
	for _, status := range []int{
		http.StatusMovedPermanently, http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusNotImplemented,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout, 599,
	} {
		all = append(all,
			reply{name: fmt.Sprint(status, " with a page"), answer: raw(status, page), late: true},
			reply{name: fmt.Sprint(status, " with nothing"), answer: raw(status, ""), late: true},
		)
	}
	for _, code := range []string{"general_error", "generic_error", "General_Error", "training_code_that_no_contract_names", "catalogue_outdated"} {
		for _, status := range []int{http.StatusBadRequest, http.StatusConflict, http.StatusInternalServerError} {
			unknown := !strings.HasPrefix(strings.ToLower(code), "gener") // anybody's, and of a call that may still run
			all = append(all, reply{name: fmt.Sprint(status, " ", code), answer: errorOf(status, code), atOnce: !unknown, late: unknown})
		}
	}
	for _, code := range []string{"gateway_timeout", "GATEWAY_TIMEOUT", "Gateway-Timeout"} {
		for _, status := range []int{http.StatusConflict, http.StatusGatewayTimeout} {
			all = append(all, reply{name: fmt.Sprint(status, " ", code), answer: errorOf(status, code), late: true})
		}
	}
	return append(all,
		reply{name: "409 about the hash of the key", answer: raw(http.StatusConflict, written(object{
			"error": "wrong_inputs", "field_errors": []any{object{"param": "x-context-hash", "msg": "differs from the first one"}},
		})), late: true},
		reply{name: "409 request_in_progress", answer: errorOf(http.StatusConflict, "request_in_progress"), late: true},
		reply{name: "409 with a time-out in words", answer: raw(http.StatusConflict, written(object{"error": "general_error", "message": "Upstream timed out"})), late: true},
		reply{name: "409 of a call that runs", answer: raw(http.StatusConflict, written(object{"error": "wrong_inputs", "message": "Still processing"})), late: true},
		reply{name: "409 with a status beside the code", answer: raw(http.StatusConflict, written(object{"error": "not_permitted", "status": "opened"})), late: true},
		reply{name: "409 with a detail beside the code", answer: raw(http.StatusConflict, written(object{"error": "wrong_inputs", "detail": "upstream timeout"})), late: true},
		reply{name: "429 of a call that was done", answer: raw(http.StatusTooManyRequests, written(object{"message": "already processed"})), late: true},
		reply{name: "401 with a detail", answer: raw(http.StatusUnauthorized, written(object{"error": "invalid_token", "detail": "upstream timeout"})), late: true},
		reply{name: "202 with an error", answer: errorOf(http.StatusAccepted, "general_error"), late: true},
		reply{name: "200 with a time-out in an object", answer: raw(http.StatusOK, written(object{"error": object{"code": "GATEWAY_TIMEOUT"}})), late: true},
		reply{name: "409 with {}", answer: raw(http.StatusConflict, "{}")},
		reply{name: "409 with null", answer: raw(http.StatusConflict, "null"), late: true},
		reply{name: "409 with a list", answer: raw(http.StatusConflict, `["not_found"]`), late: true},
		reply{name: "409 with half an answer", answer: raw(http.StatusConflict, `{"error":"credit_exceeded","mess`), late: true},
		reply{name: "409 with the error as an object", answer: raw(http.StatusConflict, `{"error":{"code":"credit_exceeded"}}`)},
		reply{name: "409 with a code of an application", code: "customer_already_exists", answer: errorOf(http.StatusConflict, "customer_already_exists"), atOnce: true},
		reply{name: "409 application_create_error", answer: errorOf(http.StatusConflict, "application_create_error")},
		reply{name: "500 with a listed code", answer: errorOf(http.StatusInternalServerError, "not_permitted"), atOnce: true},
		reply{name: "401 with a page", answer: raw(http.StatusUnauthorized, page), late: true},
		reply{name: "200 with an error alone", answer: errorOf(http.StatusOK, "general_error"), atOnce: true},
		reply{name: "200 with a time-out alone", answer: errorOf(http.StatusOK, "gateway_timeout"), late: true},
		reply{name: "200 with null", answer: raw(http.StatusOK, "null"), late: true},
		reply{name: "200 with a list", answer: raw(http.StatusOK, "[]"), late: true},
		reply{name: "200 with a text", answer: raw(http.StatusOK, `"accepted"`), late: true},
		reply{name: "200 with a page", answer: raw(http.StatusOK, page), late: true},
		reply{name: "200 with a code alone", answer: raw(http.StatusOK, `{"code":"E1042"}`), late: true},
		reply{name: "200 with a result that says no", answer: raw(http.StatusOK, `{"result":"declined"}`), late: true},
		reply{name: "200 with nothing", answer: raw(http.StatusOK, ""), late: true},
		reply{name: "202 with {}", answer: raw(http.StatusAccepted, "{}"), late: true},
		reply{name: "204", answer: raw(http.StatusNoContent, ""), late: true},
	)
}

func with(name string, value any) func(object) *said {
	return okay(func(o object) any { o[name] = value; return o })
}

func without(name string) func(object) *said {
	return okay(func(o object) any { delete(o, name); return o })
}

func respelt(name string) func(object) *said {
	return okay(func(o object) any { o[name] = fmt.Sprint(o[name]); return o })
}

func as(status int) func(object) *said {
	return func(o object) *said { return answered(status, written(o)) }
}

// success is an answer to a call that was carried out; done is one that says so.
func success(name string, answer func(object) *said) reply {
	return reply{name: name, executed: true, answer: answer}
}

func done(name string, answer func(object) *said) reply {
	return reply{name: name, executed: true, answer: answer, proves: isDone}
}

// successes returns the answers to a call that was carried out.
func successes(call moneyCall) []reply {
	all := []reply{
		success("an error at the top of the answer", with("error", "general_error")),
		success("a time-out at the top of the answer", with("error", "GATEWAY_TIMEOUT")),
		success("half an answer", func(o object) *said { body := written(o); return answered(http.StatusOK, body[:len(body)/2]) }),
		done("201", as(http.StatusCreated)),
	}
	if call.id == "" {
		return append(all, done("a null error at the top", with("error", nil)))
	}
	all = append(all,
		reply{name: "no id", executed: true, answer: without(call.id), atOnce: true},
		reply{name: "a null id", executed: true, answer: with(call.id, nil), atOnce: true},
		success("an empty id", with(call.id, "")),
		success("200 with {}", okay(func(object) any { return object{} })),
		done("ids as text", respelt(call.id)),
		done("no date", without("date")),
		done("members that nobody knows", with("loyalty", object{"error": "none", "points": 7})),
		done("202 with the answer", as(http.StatusAccepted)),
		success("a result that says no", with("result", "declined")),
		success("a status that is an object", with("status", object{"code": "opened"})),
		done("a result that says yes", with("result", "OK")),
	)
	if !movesMoney(call.kind) {
		return all
	}
	all = append(all,
		success("another amount", with("amount", json.Number("61.07"))),
		success("no amount", without("amount")),
		done("the amount as text", respelt("amount")),
		done("another reference", with("reference", strings.ToUpper(reference))),
	)
	if call.path == "authorization" {
		for _, status := range []string{"unauthorized", "Unauthorized", "declined", "pending", "on hold"} {
			all = append(all, success("status "+status, with("status", status)))
		}
		all = append(all, done("status OPENED", with("status", "OPENED")))
	}
	if call.path == "authorization" || call.path == "transactions" {
		all = append(all,
			success("another account", with("account_number", string(stranger))),
			done("the account masked", with("account_number", "*****0001")),
			done("the account with zeros before it", with("account_number", "00000"+string(account))),
			success("no account", without("account_number")),
		)
	}
	return all
}
