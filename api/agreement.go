package api

import "strings"

// Agreement is how a value of the server's compares with the one that was sent (CONTRACT §10).
type Agreement int

// The agreements.
const (
	Unclear Agreement = iota // it is missing, masked or cut: it proves nothing
	Agrees
	Differs
)

// shownDigits is how many digits at the end of a masked number tell one account from another.
const shownDigits = 4

// CompareNumbers compares an account's or a card's number that the server wrote with the whole one. Zeros in front are no
// difference; of a masked number the digits at its end count, four at least; one that was cut to its end is unclear.
func CompareNumbers(told, whole ID) Agreement {
	shown, all := lastDigits(string(told)), lastDigits(string(whole))
	masked := len(shown) < len(told)
	switch {
	case len(shown) == 0 || len(all) == 0:
		return Unclear
	case !masked && strings.TrimLeft(shown, "0") == strings.TrimLeft(all, "0"):
		return Agrees
	case !masked && (strings.HasSuffix(all, strings.TrimLeft(shown, "0")) || strings.Contains(shown, all)):
		return Unclear // cut to its end, masked by zeros, or with something around it
	case !masked:
		return Differs
	case len(shown) < shownDigits:
		return Unclear
	}
	short := min(len(shown), len(all))
	if shown[len(shown)-short:] == all[len(all)-short:] {
		return Agrees
	}
	return Differs
}

// lastDigits are the digits that a number ends with.
func lastDigits(number string) string {
	at := strings.LastIndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return number
	}
	return strings.TrimLeftFunc(number[at:], func(r rune) bool { return r < '0' || r > '9' })
}
