package api

// This file judges what a purchase or a capture in a GET answer says beside the contract's members. Who decides about money by it
// needs to know that nothing in it says otherwise.

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// beside holds what members that no contract has say of a purchase or a capture.
type beside struct {
	no   bool // it was not made, or not as it looks
	more bool // there is more to it than the rest of the answer shows
}

// OWN: names of members, by their letters.
var (
	// wholeNames ask whether an answer is whole: everything but a yes says that it is not.
	wholeNames = []string{"complete", "uptodate", "whole", "final", "synced"}
	// takenParts are parts of names of what was taken or given back: the answer's amounts may show it.
	takenParts = []string{"captured", "released", "returned", "returns", "refunded"}
	// moreParts are parts of names that say, where they say anything, that something was done beside what the answer shows.
	moreParts = []string{
		"refund", "release", "reversal", "reversed", "void", "cancel", "pending", "stale", "cached", "truncat", "partial",
		"degraded", "outdated", "hidden", "omitted", "skipped", "timeout", "warning", "simulated",
		"hasmore", "nextpage", "istest", "dryrun",
	}
	// countEnds are the ends of names that count entries.
	countEnds = []string{"count", "counts", "total", "more"}
	// wholeAmounts are names of amounts that a part of was not done where they are the amount itself.
	wholeAmounts = []string{"approvedamount", "authorizedamount", "originalamount", "transactionamount", "totalamount", "requestedamount", "purchaseamount", "amountapproved", "amountauthorized"}
)

// settled holds the amounts in the contract's own members: the whole one, what was taken from it, and what remains.
type settled struct{ amount, taken, left *Money }

// accounts reports whether an amount under a name that no contract has is one that the contract's members show too.
func (s settled) accounts(value jsontext.Value) bool {
	var amount Money
	switch {
	case unmarshal(value, &amount) != nil:
		return false
	case s.taken != nil && amount == *s.taken:
		return true
	}
	return s.amount != nil && s.left != nil && amount == *s.amount-*s.left
}

// beyondContract judges all members of an object but the known ones.
func beyondContract(object []byte, known []string, told settled) beside {
	var members map[string]jsontext.Value
	if unmarshal(object, &members) != nil {
		return beside{no: true}
	}
	var said beside
	for name, value := range members {
		plainName := letters(name)
		if slices.Contains(known, plainName) {
			continue
		}
		said.no = said.no || denies(plainName, value) || anyWithin(value, deepest-1, saysNoWithin)
		said.more = said.more || saysMore(plainName, value, told)
	}
	return said
}

// saysMore judges one member.
func saysMore(name string, value jsontext.Value, told settled) bool {
	word, isWord := plain(value)
	word = strings.ToLower(strings.TrimSpace(word))
	var amount Money
	switch asked := strings.TrimPrefix(strings.TrimPrefix(name, "is"), "has"); {
	case shape(value) == 'n':
		return false
	case slices.Contains(wholeNames, asked), strings.HasSuffix(name, "complete"):
		return !isWord || !slices.Contains(yesWords, word)
	case name == "currency":
		return !isWord || word != "" && word != "cad"
	case slices.Contains(wholeAmounts, name):
		return unmarshal(value, &amount) != nil || told.amount == nil || amount != *told.amount
	case saysNothing(value), slices.Contains(noneWords, word):
		return false
	case strings.Contains(name, "returns") && shape(value) == '[': // returns that are listed show in what remains
		return told.left == nil || told.amount == nil || *told.left >= *told.amount
	case slices.ContainsFunc(takenParts, within(name)) && told.accounts(value):
		return false
	case slices.ContainsFunc(moreParts, within(name)), slices.ContainsFunc(takenParts, within(name)):
		return true
	}
	return name != "account" && name != "discount" && slices.ContainsFunc(countEnds, func(end string) bool { return strings.HasSuffix(name, end) })
}

func within(name string) func(string) bool {
	return func(part string) bool { return strings.Contains(name, part) }
}

// The contract's members, by their letters. What a status says is judged by its own words, and what is owed says nothing of whether it
// was made.
var (
	purchaseMembers = []string{
		"authorizationid", "accountnumber", "reference", "status", "date", "amount", "remainingauthorizationamount", "financingoption", "termamount",
		"annualrates", "fees", "capture", "captures", "skudata",
	}
	captureMembers = []string{"captureid", "authorizationid", "reference", "date", "amount", "remainingcaptureamount", "remainingauthorizationamount", "skudata"}
)

// UnmarshalJSON reads a purchase in which every member stands once, and judges what else it says.
func (a *authorizationAnswer) UnmarshalJSON(data []byte) error {
	type contract authorizationAnswer
	if err := json.Unmarshal(data, (*contract)(a), onceEach); err != nil {
		return err
	}
	if shape(data) == '{' {
		a.beside = beyondContract(data, purchaseMembers, settled{a.Amount, a.captured(), a.Remaining})
	}
	return nil
}

// captured returns the amount captured of a purchase, if its answer lists captures with amounts; else nil.
func (a *authorizationAnswer) captured() *Money {
	if !a.Captures.told {
		return nil
	}
	var sum Money
	for _, c := range a.Captures.list {
		if c.Amount == nil {
			return nil
		}
		sum += *c.Amount
	}
	return &sum
}

// UnmarshalJSON reads a capture in which every member stands once, and judges what else it says.
func (a *captureAnswer) UnmarshalJSON(data []byte) error {
	type contract captureAnswer
	if err := json.Unmarshal(data, (*contract)(a), onceEach); err != nil {
		return err
	}
	if shape(data) == '{' {
		a.beside = beyondContract(data, captureMembers, settled{a.Amount, nil, a.Remaining})
	}
	return nil
}
