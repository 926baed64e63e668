//go:build !windows

package crash

// This file holds what the console did not send against what it knew: it sends nothing of what may be in doubt, and keeps
// nothing else waiting.

import (
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/journal"
)

// refusals: what was not taken had to wait for something, and nothing of it came to the gate.
func (b *books) refusals() {
	for _, a := range b.attempts {
		if !a.refused {
			continue
		}
		if r := b.of(a); r != nil {
			b.findf(&b.doubled, r, "the console said that it has to wait, and recorded it: %s", a.deed)
		}
		if !b.waited(a) {
			b.findf(&b.other, nil, "nothing was in doubt or done that %s at %s had to wait for", a.deed, a.to.Format("15:04:05.000"))
		}
	}
}

// waited is true where something of its kind on its account was open then, or the same was done already.
func (b *books) waited(a *attempt) bool {
	for _, r := range b.here {
		sameAccount := r.Intent.AccountEnding() == flows.Intent{Account: a.account}.AccountEnding()
		sameReference := a.reference != "" && strings.EqualFold(r.Intent.Reference, a.reference)
		if r.Intent.Kind != a.kind || r.At.After(a.to) || !sameAccount && !sameReference {
			continue
		}
		if sameReference && r.State == journal.Done || b.ended(r).After(a.from.Add(-time.Second)) {
			return true
		}
	}
	return false
}

// ended is when the outcome of a record became final; far in the future where it is not.
func (b *books) ended(r journal.Record) time.Time {
	for _, e := range b.timelines[r.ID] {
		if e.Type == journal.Concluded && !e.Outcome.Result.Open() {
			return e.At
		}
	}
	return time.Now().AddDate(1, 0, 0)
}
