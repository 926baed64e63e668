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
		"rc", "respcode", "actioncode", "hostcode", "phase",
	}
	// askNames ask whether it was done: their value may be a yes, too.
	askNames = []string{"success", "succeeded", "successful", "ok", "done", "completed", "approved", "authorized", "processed", "accepted", "executed", "valid"}
	yesWords = []string{"1", "y", "yes", "true"}
	// denyNames say by being there that it was not done.
	denyNames = []string{
		"error", "errors", "err", "errorcode", "errorcount", "errormsg", "errormessages", "errordetails", "errormessage", "errordescription", "fault",
		"expired", "dryrun", "held", "erreur", "erreurs", "refus", "échec", "rejet",
	}
	// denyStems begin names that say so, of a flag, a reason, a number or a time.
	denyStems = []string{
		"declin", "reject", "refused", "void", "cancel", "revers", "denied", "denial", "fail", "exception", "timeout", "timedout", "pending", "queued",
		"onhold", "incomplete", "unsuccess", "notapproved", "notauthorized", "notmade", "notdone", "partial", "simulated", "unauthorized", "annul",
	}
	// noneWords are values that say that there is none of what a member is called.
	noneWords = []string{"0", "0.00", "false", "no", "n", "none", "null", "aucun", "aucune"}
	// toldNames are parts of the names of texts for a person.
	toldNames = []string{"message", "reason", "detail", "descri", "text", "warning", "note"}
	// denyWords are whole values, under any name, that say that it was not done.
	denyWords = []string{
		"void", "reversed", "pending", "queued", "on_hold", "not_made", "not_approved", "unsuccessful", "incomplete", "partial", "refusé", "refusée", "annulé", "annulée",
		"échoué", "échouée", "en_attente", "en_cours",
		"declined", "denied", "rejected", "refused", "failed", "failure", "unauthorized", "not_authorized", "error", "cancelled", "canceled",
		"voided", "timeout", "timed_out", "not_done",
	}
	// denyParts are beginnings of words in a message for a person, in both languages, that say that it was not done.
	denyParts = []string{
		"declin", "denied", "reject", "fail", "error", "cannot", "could not", "unable", "not processed", "not completed", "not authorized",
		"not approved", "not made", "not done", "not successful", "not allowed", "not permitted", "not accepted", "not possible", "not captured", "not charged",
		"unsuccessful", "was not", "timed out", "timeout", "cancelled", "canceled", "voided", "reversed", "exceed", "queued", "on hold", "under review", "after review", "will be",
		"stays open", "remains open", "blocked", "dépass", "annul", "en cours", "bloqué", "n'est pas", "n’est pas", "sera trait", "refus", "insufficient", "insuffisant", "pending", "en attente", "échou", "erreur", "impossible", "rejet", "décliné", "n'a pas", "n’a pas", "non autorisé", "refused",
	}
	// doneCodes are numbers that say that it was done.
	doneCodes = []string{"0", "00", "000", "0000", "200", "201"}
)

// saysNo reports whether a member of an object says that the call was not done, or does not say that it was where it would have
// to. The object was read before.
func saysNo(object []byte) bool { return saysNoWithin(object, deepest) }

// deepest bounds how deep objects and arrays within others are read: each level is read once more.
const deepest = 4

func saysNoWithin(object jsontext.Value, depth int) bool {
	var members map[string]jsontext.Value
	if depth == 0 || unmarshal(object, &members) != nil {
		return true
	}
	for name, value := range members {
		plainName := letters(name)
		no := saysNoWithin
		if slices.Contains(ownObjects, plainName) {
			no = refusedWithin
		}
		if denies(plainName, value) || anyWithin(value, depth-1, no) {
			return true
		}
	}
	return false
}

// ownObjects are the contract's objects whose members say little of how the call went: fees have descriptions, plans have statuses.
var ownObjects = []string{"financingoption", "annualrates", "fees", "skudata"}

// refusedWithin reports whether an object of the contract's has a status, or the like, that says no.
func refusedWithin(object jsontext.Value, _ int) bool {
	var members map[string]jsontext.Value
	if unmarshal(object, &members) != nil {
		return true
	}
	for name, value := range members {
		word, _ := plain(value)
		word = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(word)), " ", "_")
		if plainName := letters(name); tells(plainName) && slices.Contains(denyWords, word) || plainName == "error" && !saysNothing(value) && !slices.Contains(noneWords, word) {
			return true
		}
	}
	return false
}

// anyWithin reports whether one of the objects in a value, which is an object or an array, is as asked for, or lies too deep.
func anyWithin(value jsontext.Value, depth int, is func(jsontext.Value, int) bool) bool {
	switch {
	case shape(value) == '{' && !emptyValue(value):
		return depth <= 0 || is(value, depth)
	case shape(value) == '[':
		var elements []jsontext.Value
		return depth <= 0 || unmarshal(value, &elements) != nil ||
			slices.ContainsFunc(elements, func(e jsontext.Value) bool { return anyWithin(e, depth-1, is) })
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
		return !isWord || word != "" && !slices.Contains(yesWords, word) && !slices.Contains(doneWords, word) && !amountOf(name, value)
	case tells(name):
		return !isWord || word != "" && !saysDone(word)
	case name == "approval", name == "response": // or the number of one
		return isWord && word != "" && !saysDone(word) && !slices.Contains(yesWords, word) && (!strings.ContainsAny(word, "123456789") || saysNoInWords(word) || len(word) < 3)
	case saysByItsName(name), saysByItsName(asked):
		return !saysNothing(value) && !slices.Contains(noneWords, word)
	case ofItsOwn(name): // whatever it says
		return false
	case slices.Contains(denyWords, strings.ReplaceAll(word, " ", "_")):
		return true
	case slices.ContainsFunc(toldNames, func(part string) bool { return strings.Contains(name, part) }), isWord:
		return slices.ContainsFunc(textsIn(value), saysNoInWords)
	}
	return false
}

// saysByItsName reports whether a name says, where anything stands under it, that the call was not done.
func saysByItsName(name string) bool {
	return slices.Contains(denyNames, name) ||
		!strings.HasSuffix(name, "able") && slices.ContainsFunc(denyStems, func(stem string) bool { return strings.HasPrefix(name, stem) })
}

// amountOf reports whether a name that may ask whether it was done has an amount under it, which is compared as one.
func amountOf(name string, value jsontext.Value) bool {
	var amount Money
	return slices.Contains(movedNames, name) && shape(value) != 't' && shape(value) != 'f' && unmarshal(value, &amount) == nil && amount > 1_00
}

// ofItsOwn reports whether a text under a name says nothing of the call: the merchant's reference, a name, an address.
func ofItsOwn(name string) bool {
	return name == "reference" || ofAnother(name) && strings.HasSuffix(name, "status") || strings.HasSuffix(name, "name") || strings.HasSuffix(name, "url") || strings.HasSuffix(name, "link")
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

// ofAnother reports whether a name is of something that the call is not about.
func ofAnother(name string) bool {
	return slices.ContainsFunc([]string{"account", "customer", "card", "verification", "plan", "email", "phone", "loyalty"}, func(of string) bool {
		return strings.HasPrefix(name, of)
	})
}

// tells reports whether a name says how the call went: also that of a status of something, but of the account's, which says
// something else.
func tells(name string) bool {
	if slices.Contains(tellNames, name) {
		return true
	}
	if ofAnother(name) {
		return false
	}
	return strings.HasSuffix(name, "status") || strings.HasSuffix(name, "state") || strings.HasSuffix(name, "result") || strings.HasSuffix(name, "outcome")
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
