package api

// This file compares single values of the server's with those that were sent. A server writes the same value in many ways
// (docs/assumptions.md): only a clear difference tells two sales apart, and only clear agreement proves one.

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Agreement is the result of comparing a value of the server's with the one that was sent (docs/contract.md §10).
type Agreement int

// The agreements.
const (
	Unclear Agreement = iota // it is missing, masked or cut: it proves nothing
	Agrees
	Differs
)

// shownDigits is the number of digits at the end of a masked number that tell one account from another.
const shownDigits = 4

// masks are the characters that hide digits before the last ones of a number (docs/contract.md §10).
const masks = "*•xX#."

// CompareNumbers compares an account's or a card's number that the server wrote with the whole one. Zeros in front are no
// difference; of a masked number the digits at its end count, four at least; one that was cut to its end, or is written with
// something else, is unclear.
func CompareNumbers(told, whole ID) Agreement {
	said, all := strings.TrimSpace(string(told)), lastDigits(string(whole))
	shown := lastDigits(said)
	before := strings.TrimSuffix(said, shown)
	switch {
	case len(shown) == 0 || len(all) == 0:
		return Unclear
	case before == "" && strings.TrimLeft(shown, "0") == strings.TrimLeft(all, "0"):
		return Agrees
	case before == "" && (strings.Contains(shown, all) || strings.HasSuffix(all, strings.TrimLeft(shown, "0"))):
		return Unclear // cut to its end, or masked by zeros
	case before == "":
		return Differs
	case strings.Trim(before, masks+" -") != "" || !strings.ContainsAny(before, masks) || len(shown) < shownDigits:
		return Unclear // with something around it, or cut too short
	}
	short := min(len(shown), len(all))
	if shown[len(shown)-short:] == all[len(all)-short:] {
		return Agrees
	}
	return Differs
}

// Ending returns the digits of a number, whole or masked, that may be shown: the last four at most.
func Ending(told ID) string {
	digits := lastDigits(string(told))
	return digits[max(0, len(digits)-shownDigits):]
}

// Whole reports whether a number has nothing but digits: a masked one finds nothing.
func Whole(number ID) bool { return number != "" && strings.Trim(string(number), "0123456789") == "" }

// CompareAmounts compares amounts; told is false where the server named none.
func CompareAmounts(amount Money, told bool, sent Money) Agreement {
	switch {
	case amount == 0 && !told:
		return Unclear
	case amount == sent:
		return Agrees
	}
	return Differs
}

// CompareReferences ignores letter case, blanks around and zeros in front. A reference that was cut, padded or written
// without its punctuation is unclear.
func CompareReferences(told, sent string) Agreement {
	told, sent = string(PlainID(ID(told))), string(PlainID(ID(sent)))
	switch {
	case told == "" || sent == "":
		return Unclear
	case told == sent:
		return Agrees
	case strings.HasPrefix(sent, told), strings.HasSuffix(sent, told), stands(told, sent), lettersAndDigits(told) == lettersAndDigits(sent):
		return Unclear
	}
	return Differs
}

// PlainID is an id, or a reference, without what is no difference: letter case, blanks around it and zeros in front.
func PlainID(id ID) ID {
	return ID(strings.TrimLeft(strings.ToLower(strings.TrimSpace(string(id))), "0"))
}

// stands reports whether a reference stands whole within another, with anything around it: a store's number, a padding, a word.
func stands(within, reference string) bool {
	for from := 0; ; {
		at := strings.Index(within[from:], reference)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(within[:from+at])
		after, _ := utf8.DecodeRuneInString(within[from+at+len(reference):])
		if !inWord(before) && !inWord(after) || strings.Trim(within[:from+at]+within[from+at+len(reference):], "0") == "" {
			return true
		}
		from += at + 1
	}
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// CompareFinancing finds a difference in what the server names of type, plan and term. A word for the type that the
// contract does not know is no difference.
func CompareFinancing(told, sent Financing) Agreement {
	types := strings.ToLower(strings.NewReplacer(" ", "_", "-", "_").Replace(strings.TrimSpace(told.TransactionType)))
	switch {
	case (types == PromotionalPurchase || types == RegularPurchaseType) && types != sent.TransactionType:
		return Differs
	case told.PlanID != "" && sent.PlanID != "" && PlainID(told.PlanID) != PlainID(sent.PlanID):
		return Differs
	case told.Term != 0 && sent.Term != 0 && told.Term != sent.Term:
		return Differs
	}
	return Agrees
}

// lastDigits are the digits that a number ends with.
func lastDigits(number string) string {
	at := strings.LastIndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return number
	}
	return strings.TrimLeftFunc(number[at:], func(r rune) bool { return r < '0' || r > '9' })
}
