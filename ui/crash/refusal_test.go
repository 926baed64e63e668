//go:build !windows

package crash

// This file holds what the console did not send against what it knew: it sends nothing of what may be in doubt, and keeps
// nothing else waiting.

import (
	"math"
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/journal"
)

// intent returns the intent of a deed, with the members that other deeds wait for.
func (d deed) intent() flows.Intent {
	return flows.Intent{Kind: d.kind, Account: d.account, Reference: d.reference, AuthorizationID: d.sale}
}

// keepsWaiting reports whether an intent that is open keeps another from being sent: whatever is done with the same sale; what
// has the same account and reference; else its own kind on the same account, and a purchase every other of its reference.
func keepsWaiting(open, next flows.Intent) bool {
	sameAccount := open.AccountEnding() == next.AccountEnding()
	sameReference := open.Reference != "" && strings.EqualFold(open.Reference, next.Reference)
	switch {
	case !moves(open.Kind) || !moves(next.Kind):
		return false
	case open.AuthorizationID != "" && open.AuthorizationID == next.AuthorizationID, sameAccount && sameReference:
		return true
	case open.Kind != next.Kind || open.AuthorizationID != "" || next.AuthorizationID != "":
		return false
	}
	return sameAccount || sameReference && open.Kind == flows.AuthorizationIntent
}

// moves is true for what a run does with money.
func moves(kind flows.IntentKind) bool {
	return kind != flows.ApplicationIntent && kind != flows.VerificationIntent
}

// refusals: what was not taken had to wait for something, was not recorded, and nothing of it came to the gate.
func (b *books) refusals() {
	for _, a := range b.attempts {
		if !a.refused {
			continue
		}
		if r := b.of(a); r != nil {
			b.findf(&b.doubled, r, "the console said that it has to wait, and recorded it: %s", a.deed)
		}
		if a.sent > 0 {
			b.findf(&b.doubled, nil, "the console said that it has to wait, and sent %d calls: %s", a.sent, a.deed)
		}
		if !b.waited(a) {
			b.findf(&b.other, nil, "nothing was in doubt or done that %s at %s had to wait for", a.deed, a.to.Format("15:04:05.000"))
		}
	}
}

// waited reports whether something that keeps it waiting was open then, or, unless it had to wait, the same was done already.
func (b *books) waited(a *attempt) bool {
	for _, r := range b.here {
		if r.At.After(a.to) || !keepsWaiting(r.Intent, a.intent()) {
			continue
		}
		if !a.held && r.Intent.Kind == a.kind && r.State == journal.Done || b.ended(r).After(a.from.Add(-time.Second)) {
			return true
		}
	}
	return false
}

// frozen: nothing was recorded while something was open that keeps it waiting.
func (b *books) frozen() {
	for i, next := range b.here {
		began, _ := b.span(next)
		for _, open := range b.here {
			from, to := b.span(open)
			if from < began && began < to && keepsWaiting(open.Intent, next.Intent) {
				b.findf(&b.doubled, &b.here[i], "it was recorded while this was in doubt: %s", recordText(open))
			}
		}
	}
}

// span is from which entry of the journal to which a record was open.
func (b *books) span(r journal.Record) (from, to int64) {
	from, to = 0, math.MaxInt64
	for _, e := range b.timelines[r.ID] {
		switch {
		case e.Type == journal.Intended:
			from = e.Seq
		case e.Type == journal.Concluded && !e.Outcome.Result.Open():
			to = e.Seq
		}
	}
	return from, to
}

// ended returns the time at which a record's outcome became final; far in the future if it is not.
func (b *books) ended(r journal.Record) time.Time {
	for _, e := range b.timelines[r.ID] {
		if e.Type == journal.Concluded && !e.Outcome.Result.Open() {
			return e.At
		}
	}
	return time.Now().AddDate(1, 0, 0)
}

// afterDoubt counts the deeds of each kind that were done with a sale once something of it had been in doubt and was found
// out; found are those of which that was the purchase itself.
func (b *books) afterDoubt() (all, found map[flows.IntentKind]int) {
	all, found = map[flows.IntentKind]int{}, map[flows.IntentKind]int{}
	for _, next := range b.here {
		if next.State != journal.Done || next.Intent.AuthorizationID == "" {
			continue
		}
		began, _ := b.span(next)
		was, itself := false, false
		for _, r := range b.here {
			_, to := b.span(r)
			if to < began && saleOf(r) == next.Intent.AuthorizationID && (r.Outcome.Source == flows.FromServer || r.Outcome.Source == flows.FromPerson) {
				was, itself = true, itself || r.Intent.Kind == flows.AuthorizationIntent
			}
		}
		if was {
			all[next.Intent.Kind]++
		}
		if itself {
			found[next.Intent.Kind]++
		}
	}
	return all, found
}
