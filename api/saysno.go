package api

// This file looks in a money call's success for members that say that it was not done, under names that no contract has
// (docs/contract.md §10). It judges a success that is otherwise whole: one that says no anywhere is in doubt.

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

// OWN: what a member says of whether the call was done, by the letters of its name. An answer may have more members than the contract
// knows, and none of these may say no.
var (
	// tellNames say how it went. Their value has to be a word, or a number, that says that it was done.
	tellNames = []string{
		"status", "state", "result", "outcome", "decision", "code", "resultcode", "responsecode", "statuscode", "returncode",
	}
	// askNames ask whether it was done: their value may be a yes, too.
	askNames = []string{"success", "succeeded", "successful", "ok", "done", "completed", "approved", "authorized", "processed", "accepted", "executed", "valid"}
	yesWords = []string{"1", "y", "yes", "true"}
	// denyNames say by being there that it was not done.
	denyNames = []string{
		"error", "errors", "err", "errorcode", "errorcount", "errormsg", "errormessages", "errordetails", "failuremessage", "reversed", "void", "expired", "dryrun",
		"declined", "denied", "rejected", "refused", "failed", "failure", "failures", "fault", "exception", "cancelled", "canceled", "voided",
		"declinereason", "declinecode", "denialreason", "rejectionreason", "failurereason", "failurecode", "errormessage", "errordescription",
	}
	// noneWords are values that say that there is none of what a member is called.
	noneWords = []string{"0", "0.00", "false", "no", "n", "none", "null", "aucun", "aucune"}
	// toldNames are parts of the names of texts for a person.
	toldNames = []string{"message", "reason", "detail", "descri", "text", "warning", "note"}
	// denyWords are whole values, under any name, that say that it was not done.
	denyWords = []string{
		"declined", "denied", "rejected", "refused", "failed", "failure", "unauthorized", "not_authorized", "error", "cancelled", "canceled",
		"voided", "timeout", "timed_out", "not_done",
	}
	// denyParts are beginnings of words in a message for a person, in both languages, that say that it was not done.
	denyParts = []string{
		"declin", "denied", "reject", "fail", "error", "cannot", "could not", "unable", "not processed", "not completed", "not authorized",
		"not approved", "timed out", "insufficient", "insuffisant", "pending", "en attente", "échou", "erreur", "impossible", "rejet", "décliné", "n'a pas", "n’a pas", "non autorisé", "refusé", "refused",
	}
	// doneCodes are numbers that say that it was done.
	doneCodes = []string{"0", "00", "000", "0000", "200", "201"}
)

// saysNo reports whether a member of an object says that the call was not done, or does not say that it was where it would have
// to. The object was read before.
func saysNo(object []byte) bool { return saysNoWithin(object, deepest) }

// deepest bounds how deep objects within objects are read.
const deepest = 4

func saysNoWithin(object []byte, depth int) bool {
	var members map[string]jsontext.Value
	if depth == 0 || unmarshal(object, &members) != nil {
		return true
	}
	for name, value := range members {
		plainName := letters(name)
		if denies(plainName, value) || !slices.Contains(ownObjects, plainName) && anyWithin(value, func(inner jsontext.Value) bool { return saysNoWithin(inner, depth-1) }) {
			return true
		}
	}
	return false
}

// ownObjects are the contract's objects whose members say nothing of how the call went: fees have descriptions, plans have statuses.
var ownObjects = []string{"financingoption", "annualrates", "fees", "skudata"}

// anyWithin reports whether one of the objects in a value, which is an object or an array, is as asked for.
func anyWithin(value jsontext.Value, is func(jsontext.Value) bool) bool {
	switch {
	case shape(value) == '{' && !emptyValue(value):
		return is(value)
	case shape(value) == '[':
		var elements []jsontext.Value
		return unmarshal(value, &elements) != nil || slices.ContainsFunc(elements, func(e jsontext.Value) bool { return anyWithin(e, is) })
	}
	return false
}

// denies judges one member.
func denies(name string, value jsontext.Value) bool {
	word, isWord := plain(value)
	word = strings.ToLower(strings.TrimSpace(word))
	asked := strings.TrimPrefix(strings.TrimPrefix(name, "is"), "has")
	switch {
	case slices.Contains(askNames, name), slices.Contains(askNames, asked):
		return !isWord || word != "" && !slices.Contains(yesWords, word) && !slices.Contains(doneWords, word)
	case tells(name):
		return !isWord || word != "" && !saysDone(word)
	case slices.Contains(denyNames, name), slices.Contains(denyNames, asked):
		return !saysNothing(value) && !slices.Contains(noneWords, word)
	case name == "reference": // the merchant's own
		return false
	case slices.Contains(denyWords, strings.ReplaceAll(word, " ", "_")):
		return true
	case slices.ContainsFunc(toldNames, func(part string) bool { return strings.Contains(name, part) }):
		return slices.ContainsFunc(textsIn(value), saysNoInWords)
	}
	return false
}

// textsIn are the texts in a value, small.
func textsIn(value jsontext.Value) []string {
	switch shape(value) {
	case '{', '[':
		return []string{strings.ToLower(string(value))} // names and texts alike
	}
	word, _ := plain(value)
	return []string{strings.ToLower(word)}
}

func saysNoInWords(said string) bool {
	for _, none := range []string{"no error", "without error", "aucune erreur", "sans erreur"} {
		said = strings.ReplaceAll(said, none, "")
	}
	return slices.ContainsFunc(denyParts, func(part string) bool { return strings.Contains(said, part) })
}

// tells reports whether a name says how the call went: also that of a status of something, but of the account's, which says
// something else.
func tells(name string) bool {
	if slices.Contains(tellNames, name) {
		return true
	}
	for _, of := range []string{"account", "customer", "card", "verification", "plan", "email", "phone", "loyalty"} {
		if strings.HasPrefix(name, of) {
			return false
		}
	}
	return strings.HasSuffix(name, "status") || strings.HasSuffix(name, "result") || strings.HasSuffix(name, "outcome")
}

func saysDone(word string) bool {
	if code, _, _ := strings.Cut(word, "."); len(code) == 3 && code[0] == '2' && strings.Trim(code, "0123456789") == "" { // 204, 200.0
		return true
	}
	return word == "true" || StatusOf(word).Made() || slices.Contains(doneWords, word) || slices.Contains(doneCodes, word)
}

// letters are a name's, small.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
