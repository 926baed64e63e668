package api

// This file judges what an error says beside its code (docs/contract.md §8, §10). An error proves something only where nothing in it
// could mean that the call was carried out before, or still runs.

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// errorSays holds what the body of an error says of the call.
type errorSays struct {
	plain bool // nothing but what the contract has there, and no word that leaves it open
	names bool // the id of what the call makes
}

// The members of an error's body that say nothing of how the call went (docs/contract.md §8); error_description is OAuth's.
var (
	errorMembers = []string{"url", "message", "error", "error_description", "lang", "language"}
	fieldMembers = []string{"param", "msg", "value"}
)

// readsError judges the body of an error. A page or nothing, which a firewall and a busy server answer with, is plain.
func readsError(r route, body []byte) errorSays {
	body = withoutMark(body)
	if !jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) {
		half := (shape(body) == '{' || shape(body) == '[') && strings.Contains(string(body), `"`)
		return errorSays{plain: !half && !gaveUp(string(body))}
	}
	says := errorSays{names: namesWithin(body, madeBy[r.op], deepest)}
	switch members, once := membersOnce(body); {
	case shape(body) == 'n':
		says.plain = true
	case once:
		says.plain = plainMembers(r, members)
	}
	return says
}

// membersOnce reads the members of an object by their names in small letters; false for anything else, and where a name stands twice.
func membersOnce(object []byte) (map[string]jsontext.Value, bool) {
	var written map[string]jsontext.Value
	if shape(object) != '{' || json.Unmarshal(object, &written, onceEach) != nil {
		return nil, false
	}
	members := make(map[string]jsontext.Value, len(written))
	for name, value := range written {
		members[strings.ToLower(name)] = value
	}
	return members, len(members) == len(written)
}

func plainMembers(r route, members map[string]jsontext.Value) bool {
	told, _ := plain(members["error"])
	code := canonicalCode(told)
	for name, value := range members {
		said, isPlain := plain(value)
		switch {
		case shape(value) == 'n':
		case name == "field_errors", name == "error_fields":
			if !plainFields(value) {
				return false
			}
		case !isPlain, !slices.Contains(errorMembers, name) && !ofDecision(r, name, said, code):
			return false
		case name == "error" && listedAnywhere(code), name == "url":
		case leavesOpen(said, code):
			return false
		}
	}
	return true
}

// ofDecision reports whether a member belongs to the decision that an early server answered as an error (docs/contract.md §5).
func ofDecision(r route, name, said, code string) bool {
	decided := decisionOfCode(code)
	if r.op != routeApply.op || decided == Undecided {
		return false
	}
	return name == "application_id" || name == "status" && (said == "" || decisionOfStatus(said) == decided)
}

// plainFields reports whether complaints about parameters are such, and nothing more.
func plainFields(value jsontext.Value) bool {
	var fields oneOrMany[jsontext.Value]
	if unmarshal(value, &fields) != nil {
		return false
	}
	for _, field := range fields {
		members, once := membersOnce(field)
		if !once {
			return false
		}
		for name, value := range members {
			said, isPlain := plain(value)
			if shape(value) != 'n' && (!isPlain || !slices.Contains(fieldMembers, name) || name != "value" && leavesOpen(said, "")) {
				return false
			}
		}
	}
	return true
}

// OWN: what a text of an error says that leaves open whether the call was, or will be, carried out: that somebody stopped waiting, that
// it runs, or that the server has had it before.
var (
	openLetters = []string{ // whatever stands between the letters
		"timedout", "timeout", "timesout", "deadline", "upstream", "backend", "unreachable", "serviceunavailable", "temporarilyunavailable",
		"serviceindisponible", "temporairementindisponible", "délaidattente", "delaidattente", "délaidépassé", "delaidepasse", "progress", "processing",
		"pending", "queued", "running", "entraitement", "idempoten", "contexthash", "duplicat", "doublon", "endouble", "replay", "repeated",
	}
	openPhrases = []string{"en cours", "en attente"} // as words: "encours" means a balance
	// hadBefore are openLetters too, but for a customer who has an account.
	hadBefore = []string{"already", "déjà", "deja"}
)

// leavesOpen reports whether a text says so, beside a code. A decision may be one that waits.
func leavesOpen(text, code string) bool {
	if decisionOfCode(code) != Undecided {
		return gaveUp(text)
	}
	small, only := strings.ToLower(text), letters(text)
	stands := func(word string) bool { return strings.Contains(only, word) }
	return slices.ContainsFunc(openLetters, stands) ||
		code != "customer_already_exists" && slices.ContainsFunc(hadBefore, stands) ||
		slices.ContainsFunc(openPhrases, func(words string) bool { return strings.Contains(small, words) })
}

// madeBy has the names of the ids of what a money call makes, in letters only. An error that has one may be of a call that was done.
var madeBy = map[string][]string{
	routeAuthorize.op: {"authorizationid", "captureid"}, routeRelease.op: {"releaseid"}, routeCapture.op: {"captureid"},
	routeReturn.op: {"returnid"}, routeRefund.op: {"refundid", "returnid"}, routeTransaction.op: {"transactionid"},
}

// namesWithin reports whether an id stands under one of the names, at any depth that is read.
func namesWithin(value jsontext.Value, names []string, depth int) bool {
	if depth == 0 || len(names) == 0 {
		return false
	}
	switch shape(value) {
	case '[':
		var elements []jsontext.Value
		return unmarshal(value, &elements) == nil &&
			slices.ContainsFunc(elements, func(e jsontext.Value) bool { return namesWithin(e, names, depth-1) })
	case '{':
		var members map[string]jsontext.Value
		if unmarshal(value, &members) != nil {
			return false
		}
		for name, inner := range members {
			if said, _ := plain(inner); slices.Contains(names, letters(name)) && isID(ID(said)) || namesWithin(inner, names, depth-1) {
				return true
			}
		}
	}
	return false
}

// isID reports whether a server's text can be the id of something: it can be asked for, and has a digit other than 0. Words that stand
// in an id's place ("none", "pending", "N/A") have none.
func isID(id ID) bool {
	return pathID(id) && id[0] != '-' && strings.ContainsAny(string(id), "123456789")
}
