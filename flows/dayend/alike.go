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

// key is an id for looking up.
func key(id api.ID) api.ID { return api.PlainID(id) }

// inOrder are the ids of what the server has, so that the same day is always told the same.
func inOrder[T any](all map[api.ID]T) []api.ID { return slices.Sorted(maps.Keys(all)) }

// alike is true for values that nothing tells apart but what proves nothing.
func alike(a api.Agreement) bool { return a != api.Differs }

// sameReference is true for two references that a person would take for one: in other letters, padded, or cut.
func sameReference(told, sent string) bool {
	return strings.TrimSpace(told) != "" && strings.TrimSpace(sent) != "" && alike(api.CompareReferences(told, sent))
}

// mayBe reports whether a purchase of the server's could be an intent: on the same account, or under the same reference with
// the same amount; without a reference, of the same amount and not on another account.
func mayBe(there api.Authorization, in flows.Intent) bool {
	switch {
	case in.Kind != flows.AuthorizationIntent:
		return false
	case in.CompareAccount(there.AccountNumber) == api.Agrees:
		return true
	case strings.TrimSpace(there.Reference) == "":
		return alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount)) && alike(in.CompareAccount(there.AccountNumber))
	}
	return sameReference(there.Reference, in.Reference) && alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount))
}

// isIt reports whether a purchase of the server's is an intent as far as it can be told: account, reference and amount.
func isIt(there api.Authorization, in flows.Intent) bool {
	return in.Kind == flows.AuthorizationIntent && in.CompareAccount(there.AccountNumber) == api.Agrees && sameReference(there.Reference, in.Reference) &&
		alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount))
}

// mayBeCapture reports whether a capture could be an intent: of the same sale, or where it names none, under the same
// reference with the same amount.
func mayBeCapture(there api.Capture, in flows.Intent) bool {
	switch {
	case in.Kind != flows.CaptureIntent:
		return false
	case there.AuthorizationID != "":
		return key(there.AuthorizationID) == key(in.AuthorizationID)
	}
	return sameReference(there.Reference, in.Reference) && alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount))
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
