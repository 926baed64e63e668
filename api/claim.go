package api

// This file holds what a money call's success says against what was asked (docs/contract.md §7, §10). A success that does not show
// it is neither done nor not done: the caller asks.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// errClaim says that a success does not show what was asked for.
var errClaim = errors.New("the answer does not show what was asked for")

// errSaysNo says that a member of a success says that it is none.
var errSaysNo = fmt.Errorf("%w: a member says that it was not done", errClaim)

// claimed is the error of a success that proves nothing.
func claimed(r route, call Call, err error) *Error {
	return &Error{
		Kind: KindServer, Executed: ExecutedUnknown, Claimed: true, Op: r.op, Status: http.StatusOK, Ref: call.Reference, Err: err,
	}
}

// onceEach reads an answer in which no member may stand twice: two that differ would say two things.
var onceEach = json.JoinOptions(
	json.MatchCaseInsensitiveNames(true), jsonv1.MatchCaseSensitiveDelimiter(true),
	jsontext.AllowDuplicateNames(false), jsontext.AllowInvalidUTF8(true),
)

// readClaim reads a success of a money call, which is a JSON object in which no member says no.
func readClaim(body []byte, into any) error {
	if err := readOnce(body, into); err != nil {
		return err
	}
	if saysNo(withoutMark(body)) {
		return errSaysNo
	}
	return nil
}

// readOnce reads a JSON object in which every member stands once.
func readOnce(body []byte, into any) error {
	body = withoutMark(body)
	if shape(body) != '{' {
		return errNotJSON
	}
	if json.Unmarshal(body, into, onceEach) != nil { // its text may quote the answer
		return errNotJSON
	}
	return nil
}

// sendProved sends a call and reads its success. Proved returns what of a success that can be read does not show that the call was done.
func sendProved[T any](ctx context.Context, c *Client, call Call, r request, proved func(T) error) (T, error) {
	var answer, nothing T
	body, err := c.send(ctx, call, r)
	if err != nil {
		return nothing, err
	}
	if err = readClaim(body, &answer); err == nil {
		err = proved(answer)
	}
	if err == nil {
		err = asSent(r).holds(body)
	}
	if err != nil {
		return nothing, claimed(r.route, call, err)
	}
	return answer, nil
}

// proof collects what of a success differs from what was asked.
type proof struct{ err error }

func (p *proof) fails(what string) {
	if p.err == nil {
		p.err = fmt.Errorf("%w: %s", errClaim, what)
	}
}

// id wants an id that the answer has to name.
func (p *proof) id(what string, id ID) {
	if !isID(id) {
		p.fails("no " + what)
	}
}

// amount wants the amount that was asked for, where the answer names one.
func (p *proof) amount(told *Money, asked Money) {
	if told != nil && *told != asked {
		p.fails("another amount")
	}
}

// account wants the number that was asked for, where the answer names one. A masked number agrees with what ends alike.
func (p *proof) account(told, asked ID) {
	if told != "" && asked != "" && CompareNumbers(told, asked) == Differs {
		p.fails("another account")
	}
}

// made wants no status that says something else than made. Every word is taken from an authorization, whose statuses are
// known; of other calls, which have none in the contract, the words that say no.
func (p *proof) made(status text) {
	if told := StatusOf(string(status)); told == StatusUnauthorized || told == StatusUnknown {
		p.fails("a status that is not made")
	}
}

// left wants what remains to be no less than nothing.
func (p *proof) left(remaining *Money) {
	if remaining != nil && *remaining < 0 {
		p.fails("less than nothing remains")
	}
}

// done wants, of a call that has no status in the contract, none, or a word that says that it was done.
func (p *proof) done(status text) {
	word := strings.ToLower(strings.TrimSpace(string(status)))
	if word != "" && !StatusOf(word).Made() && !slices.Contains(doneWords, word) {
		p.fails("a status that is not done")
	}
}

// doneWords are the statuses of a capture, a release, a return, a refund or a transaction that say that it was done. ASSUMED: the
// contract has no status there; every other word leaves open whether it was.
var doneWords = []string{
	"approved", "captured", "complete", "completed", "done", "ok", "posted", "processed", "refunded", "released", "returned", "settled", "success",
	"successful",
}

// onlyTaken reports whether a success with 202 says that a call was taken, and not that it was done: it names no id of what a money call
// makes. A refund and a closing name none.
func onlyTaken(p prepared, body []byte) bool {
	switch {
	case p.does == moves || p.op == routeClose.op:
		members, _ := membersOnce(withoutMark(body))
		for name, value := range members {
			if id, _ := plain(value); slices.Contains(madeBy[p.op], letters(name)) && isID(ID(id)) {
				return false
			}
		}
		return true
	}
	return p.does == acts && emptyValue(withoutMark(body))
}

// errorInside is the error that stands at the top of a success; nil where there is none. What the server did is not known; that it is
// done with the call, only where the error is one of the contract's and the status does not say that the call was only taken.
func errorInside(p prepared, status int, body []byte) *Error {
	if p.limit == maxCatalogue || p.op == routeApply.op || shape(withoutMark(body)) != '{' {
		return nil // a catalogue's members are texts, and an application says itself what came of it
	}
	var inside failure
	read := unmarshal(withoutMark(body), &inside) == nil // else whoever reads the answer says why not
	if !read || !inside.told() {
		return nil
	}
	failed := refusal(p.route, status, body)
	if p.does != reads {
		failed.Executed, failed.Answered = ExecutedUnknown, failed.Answered && status != http.StatusAccepted
	}
	if _, known := kindOfCode[canonicalCode(failed.Code)]; !known {
		failed.Kind = KindServer
	}
	return failed
}

// saysNothing reports whether a value is as good as none: null, false, "", {} and [].
func saysNothing(value jsontext.Value) bool {
	kind := shape(value)
	return kind == 'n' || kind == 'f' || emptyValue(value) || string(value) == "[]"
}

// failure holds the members at the top of a success that may say that it is none, as far as they are known.
type failure struct {
	Error       jsontext.Value `json:"error"`
	Errors      jsontext.Value `json:"errors"`
	Code        jsontext.Value `json:"error_code"`
	Fields      jsontext.Value `json:"field_errors"`
	ErrorFields jsontext.Value `json:"error_fields"`
	Success     jsontext.Value `json:"success"`
}

func (f failure) told() bool {
	return string(f.Success) == "false" || slices.ContainsFunc(
		[]jsontext.Value{f.Error, f.Errors, f.Code, f.Fields, f.ErrorFields}, func(v jsontext.Value) bool { return !saysNothing(v) })
}
