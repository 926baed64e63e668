package api

// This file looks in a money call's success for members that say that it was not done, under names that no contract has
// (CONTRACT §10). It judges a success that is otherwise whole: one that says no anywhere is in doubt.

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
	askNames = []string{"success", "succeeded", "ok", "done", "completed", "approved", "authorized"}
	yesWords = []string{"1", "y", "yes", "true"}
	// denyNames say by being there that it was not done.
	denyNames = []string{
		"declined", "denied", "rejected", "refused", "failed", "failure", "failures", "fault", "exception", "cancelled", "canceled", "voided",
		"declinereason", "declinecode", "denialreason", "rejectionreason", "failurereason", "failurecode", "errormessage", "errordescription",
	}
	// denyWords are whole values, under any name, that say that it was not done.
	denyWords = []string{
		"declined", "denied", "rejected", "refused", "failed", "failure", "unauthorized", "not_authorized", "error", "cancelled", "canceled",
		"voided", "timeout", "timed_out", "not_done",
	}
	// denyParts are beginnings of words in a message for a person, in both languages, that say that it was not done.
	denyParts = []string{
		"declin", "denied", "reject", "fail", "error", "cannot", "could not", "unable", "not processed", "not completed", "not authorized",
		"not approved", "timed out", "échou", "erreur", "impossible", "rejet", "décliné", "n'a pas", "n’a pas", "non autorisé", "refusé", "refused",
	}
	// doneCodes are numbers that say that it was done.
	doneCodes = []string{"0", "00", "000", "0000", "200", "201"}
)

// saysNo reports whether a member of an object says that the call was not done, or does not say that it was where it would have
// to. The object was read before.
func saysNo(object []byte) bool {
	var members map[string]jsontext.Value
	if unmarshal(object, &members) != nil {
		return true
	}
	for name, value := range members {
		plainName := letters(name)
		if denies(plainName, value) || plainName == "capture" && shape(value) == '{' && saysNo(value) {
			return true
		}
	}
	return false
}

// denies judges one member.
func denies(name string, value jsontext.Value) bool {
	word, isWord := plain(value)
	word = strings.ToLower(strings.TrimSpace(word))
	switch {
	case slices.Contains(askNames, name):
		return !isWord || word != "" && !slices.Contains(yesWords, word) && !slices.Contains(doneWords, word)
	case tells(name):
		return !isWord || word != "" && !saysDone(word)
	case slices.Contains(denyNames, name):
		return !saysNothing(value) && word != "0"
	case name == "reference": // the merchant's own
		return false
	case slices.Contains(denyWords, strings.ReplaceAll(word, " ", "_")):
		return true
	}
	return strings.HasPrefix(name, "message") &&
		slices.ContainsFunc(denyParts, func(part string) bool { return strings.Contains(word, part) })
}

// tells reports whether a name says how the call went: also that of a status of something, but of the account's, which says
// something else.
func tells(name string) bool {
	if slices.Contains(tellNames, name) {
		return true
	}
	for _, of := range []string{"account", "customer", "card", "verification"} {
		if strings.HasPrefix(name, of) {
			return false
		}
	}
	return strings.HasSuffix(name, "status") || strings.HasSuffix(name, "result") || strings.HasSuffix(name, "outcome")
}

func saysDone(word string) bool {
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
