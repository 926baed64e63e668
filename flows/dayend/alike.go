package dayend

// This file decides whether something on the server could be an intent of this journal. A server writes the same
// value in many ways, so only a clear difference tells two sales apart.

import (
	"maps"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

// key returns an id in the form that is used for looking up.
func key(id api.ID) api.ID { return api.PlainID(id) }

// inOrder returns the ids in a fixed order, so that a report of the same day is always the same.
func inOrder[T any](all map[api.ID]T) []api.ID { return slices.Sorted(maps.Keys(all)) }

// alike reports whether two values are not clearly different.
func alike(a api.Agreement) bool { return a != api.Differs }

// sameReference reports whether a person would take two references for the same, also if the server changed their
// case, padded or cut one.
func sameReference(told, sent string) bool {
	return strings.TrimSpace(told) != "" && strings.TrimSpace(sent) != "" && alike(api.CompareReferences(told, sent))
}

// mayBe reports whether a purchase on the server could be an intent: on the same account, or under the same reference
// with the same amount. An intent without a reference must have the same amount, and not a different account.
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

// isIt reports whether a purchase on the server is an intent, judging by account, reference and amount.
func isIt(there api.Authorization, in flows.Intent) bool {
	return in.Kind == flows.AuthorizationIntent && in.CompareAccount(there.AccountNumber) == api.Agrees && sameReference(there.Reference, in.Reference) &&
		alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount))
}

// mayBeCapture reports whether a capture could be an intent: of the same sale or, if the capture names none, under
// the same reference with the same amount.
func mayBeCapture(there api.Capture, in flows.Intent) bool {
	switch {
	case in.Kind != flows.CaptureIntent:
		return false
	case there.AuthorizationID != "":
		return key(there.AuthorizationID) == key(in.AuthorizationID)
	}
	return sameReference(there.Reference, in.Reference) && alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount))
}

// made reports whether a status shows that a purchase was made. A missing status counts as made.
func made(a api.Authorization) bool {
	status := api.StatusOf(a.Status)
	return status != api.StatusUnauthorized && status != api.StatusUnknown
}

// timeOf returns the instant of a date. It is zero if the date has no time or no zone, or cannot be read.
func timeOf(date string) time.Time {
	if d := flows.DateOf(date); d.Exact() {
		return d.From
	}
	return time.Time{}
}

// ofDay reports whether a date from the server is within the day. For a date without a time or a zone the written day
// counts. A date that cannot be read may be within any day.
func (s sides) ofDay(date string) bool {
	d := flows.DateOf(date)
	return !d.Known || d.Day(s.day.Location()).Format(time.DateOnly) == s.day.Format(time.DateOnly)
}
