package dayend

// This file says whether what the server has could be an intent of this journal. A server writes the same value in many
// ways: only a clear difference tells two sales apart.

import (
	"maps"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

// key is an id for looking up: zeros in front and letter case are no difference.
func key(id api.ID) api.ID {
	return api.ID(strings.ToUpper(strings.TrimLeft(strings.TrimSpace(string(id)), "0")))
}

// inOrder are the ids of what the server has, so that the same day is always told the same.
func inOrder[T any](all map[api.ID]T) []api.ID { return slices.Sorted(maps.Keys(all)) }

// shownDigits is how many digits a masked number leaves at its end.
const shownDigits = 4

// sameAccount is true where a number, whole, padded or masked, ends as the account does.
func sameAccount(told api.ID, in flows.Intent) bool {
	shown, ending := lastDigits(string(told)), in.AccountEnding()
	return len(shown) >= shownDigits && len(ending) >= shownDigits && strings.HasSuffix(shown, ending)
}

// otherAccount is true where a number ends otherwise.
func otherAccount(told api.ID, in flows.Intent) bool {
	return len(lastDigits(string(told))) >= shownDigits && len(in.AccountEnding()) >= shownDigits && !sameAccount(told, in)
}

// lastDigits are the digits that a number ends with.
func lastDigits(number string) string {
	at := strings.LastIndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	return string([]byte(number)[at+1:])
}

// sameReference is true for two references that a person would take for one: in other letters, padded, or cut.
func sameReference(told, sent string) bool {
	told, sent = plainReference(told), plainReference(sent)
	return told != "" && sent != "" && (strings.HasPrefix(sent, told) || strings.HasSuffix(sent, told) || strings.HasPrefix(told, sent) || strings.HasSuffix(told, sent))
}

// plainReference has no blanks, zeros or signs around it, and capitals.
func plainReference(reference string) string {
	return strings.TrimRight(strings.TrimLeft(strings.ToUpper(strings.TrimSpace(reference)), "0 -_*#."), " -_*#.")
}

// sameAmount is true where the server names the amount, or none.
func sameAmount(there api.Money, told bool, sent api.Money) bool {
	return there == sent || there == 0 && !told
}

// mayBe is true where a purchase of the server's could be an intent: on the same account, or under the same reference with
// the same amount; without a reference, of the same amount and not on another account.
func mayBe(there api.Authorization, in flows.Intent) bool {
	switch {
	case in.Kind != flows.AuthorizationIntent:
		return false
	case sameAccount(there.AccountNumber, in):
		return true
	case strings.TrimSpace(there.Reference) == "":
		return sameAmount(there.Amount, there.AmountTold, in.Amount) && !otherAccount(there.AccountNumber, in)
	}
	return sameReference(there.Reference, in.Reference) && sameAmount(there.Amount, there.AmountTold, in.Amount)
}

// isIt is true where a purchase of the server's is an intent as far as it can be told: account, reference and amount.
func isIt(there api.Authorization, in flows.Intent) bool {
	return in.Kind == flows.AuthorizationIntent && sameAccount(there.AccountNumber, in) && sameReference(there.Reference, in.Reference) &&
		sameAmount(there.Amount, there.AmountTold, in.Amount)
}

// mayBeCapture is true where a capture could be an intent: of the same sale, or where it names none, under the same
// reference with the same amount.
func mayBeCapture(there api.Capture, in flows.Intent) bool {
	switch {
	case in.Kind != flows.CaptureIntent:
		return false
	case there.AuthorizationID != "":
		return key(there.AuthorizationID) == key(in.AuthorizationID)
	}
	return sameReference(there.Reference, in.Reference) && sameAmount(there.Amount, there.AmountTold, in.Amount)
}

// made is true for a status that says that a purchase was made, or for none.
func made(a api.Authorization) bool {
	status := api.StatusOf(a.Status)
	return status != api.StatusUnauthorized && status != api.StatusUnknown
}

// timeOf is the instant that a date names; zero where it names only a day, has no zone or cannot be read.
func timeOf(date string) time.Time {
	if d := flows.DateOf(date); d.Exact() {
		return d.From
	}
	return time.Time{}
}

// ofDay is true for a date of the server's within the day. Without a time or a zone the written day counts; what cannot
// be read may be of any day.
func (s sides) ofDay(date string) bool {
	d := flows.DateOf(date)
	return !d.Known || d.Day(s.day.Location()).Format(time.DateOnly) == s.day.Format(time.DateOnly)
}
