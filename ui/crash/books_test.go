//go:build !windows

package crash

import (
	"fmt"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// books are both sides at the end, and what came to the gate between them. They are compared here
// without the console's own comparison.
type books struct {
	worker      string
	there       []api.Authorization // the server's
	opened      map[string]int      // the server's accounts of each applicant
	here        []journal.Record    // the journal's
	timelines   map[flows.IntentID][]journal.Entry
	calls       []*call
	attempts    []*attempt
	began, left map[api.ID]api.Money // the accounts' available credit, before and after

	lost, doubled, open, other []string // what was found
	persons                    []string // what needs a person
}

// compare finds everything that the two sides do not agree on.
func (b *books) compare() {
	b.purchases()
	for _, sale := range b.there {
		b.captures(sale)
		b.releases(sale)
		b.returns(sale)
	}
	b.applications()
	b.recorded()
	b.arrived()
	b.credits()
	b.shown()
	b.refusals()
	b.frozen()
}

// findf notes a finding, with the timeline of its intent, and what else was recorded of the sale.
func (b *books) findf(into *[]string, r *journal.Record, format string, args ...any) {
	text := b.worker + ": " + fmt.Sprintf(format, args...)
	if r != nil {
		text += "\n    " + recordText(*r)
		for _, e := range b.timelines[r.ID] {
			text += fmt.Sprintf("\n      %s %s %s %s", e.At.Format("15:04:05.000"), e.Type, e.Outcome.ID, e.Text)
		}
		for _, other := range b.here {
			if other.ID != r.ID && saleOf(other) != "" && saleOf(other) == saleOf(*r) {
				text += "\n    " + recordText(other)
			}
		}
	}
	*into = append(*into, text)
}

// saleOf is the authorization that a record made or is of.
func saleOf(r journal.Record) api.ID {
	if r.Intent.Kind == flows.AuthorizationIntent {
		return r.Outcome.ID
	}
	return r.Intent.AuthorizationID
}

func recordText(r journal.Record) string {
	of := ""
	if r.Intent.AuthorizationID != "" {
		of = " of the sale " + string(r.Intent.AuthorizationID)
	}
	return fmt.Sprintf("journal: %s $%s %q%s, %s: %s %s", r.Intent.Kind, r.Intent.Amount, r.Intent.Reference, of, r.At.Format("15:04:05.000"), r.State, r.Outcome.Source)
}

// done are the records of a kind that are done and that pass.
func (b *books) done(kind flows.IntentKind, pass func(journal.Record) bool) []journal.Record {
	var list []journal.Record
	for _, r := range b.here {
		if r.Intent.Kind == kind && r.State == journal.Done && pass(r) {
			list = append(list, r)
		}
	}
	return list
}

func sum(records []journal.Record) api.Money {
	var total api.Money
	for _, r := range records {
		total += r.Intent.Amount
	}
	return total
}

// purchases: each reference of the server's, but for those of elsewhere, is there once, and done here once, with the same amount on
// the same account.
func (b *books) purchases() {
	times := map[string]int{}
	for _, sale := range b.there {
		if isElsewhere(sale.Reference) {
			continue
		}
		times[sale.Reference]++
		made := b.done(flows.AuthorizationIntent, func(r journal.Record) bool { return r.Outcome.ID == sale.ID })
		switch {
		case len(made) == 0:
			b.findf(&b.lost, b.byReference(sale.Reference), "the server has the purchase %s, %q, which is not done here", sale.ID, sale.Reference)
			continue
		case len(made) > 1:
			b.findf(&b.doubled, &made[1], "the purchase %s is done here %d times", sale.ID, len(made))
		}
		if in := made[0].Intent; in.Reference != sale.Reference || in.Amount != sale.Amount || in.AccountEnding() != (flows.Intent{Account: sale.AccountNumber}).AccountEnding() {
			b.findf(&b.other, &made[0], "the purchase %s is another there: %q of $%s", sale.ID, sale.Reference, sale.Amount)
		}
	}
	for reference, n := range times {
		if n > 1 {
			b.findf(&b.doubled, b.byReference(reference), "the server has %d purchases %q", n, reference)
		}
	}
}

func (b *books) byReference(reference string) *journal.Record {
	for i, r := range b.here {
		if reference != "" && r.Intent.Reference == reference {
			return &b.here[i]
		}
	}
	return nil
}

func (b *books) sale(id api.ID) *api.Authorization {
	for i := range b.there {
		if b.there[i].ID == id {
			return &b.there[i]
		}
	}
	return nil
}

// captures: each capture of the server's is done here once, by a purchase or by itself.
func (b *books) captures(sale api.Authorization) {
	for _, c := range sale.Captures {
		if isElsewhere(c.Reference) {
			continue
		}
		alone := b.done(flows.CaptureIntent, func(r journal.Record) bool { return r.Outcome.ID == c.ID })
		with := b.done(flows.AuthorizationIntent, func(r journal.Record) bool { return r.Outcome.CaptureID == c.ID })
		switch n := len(alone) + len(with); {
		case n == 0:
			b.findf(&b.lost, b.byReference(c.Reference), "the server has the capture %s of $%s of %q, which is not done here", c.ID, c.Amount, sale.Reference)
			continue
		case n > 1:
			b.findf(&b.doubled, &append(alone, with...)[1], "the capture %s is done here %d times", c.ID, n)
		}
		if len(alone) == 1 && (alone[0].Intent.Amount != c.Amount || alone[0].Intent.Reference != c.Reference) {
			b.findf(&b.other, &alone[0], "the capture %s is another there: %q of $%s", c.ID, c.Reference, c.Amount)
		}
	}
}

// releases are not listed: what is neither captured nor left of a sale was released.
func (b *books) releases(sale api.Authorization) {
	gone := sale.Amount - sale.Remaining
	for _, c := range sale.Captures {
		gone -= c.Amount
	}
	made := b.done(flows.ReleaseIntent, func(r journal.Record) bool { return r.Intent.AuthorizationID == sale.ID })
	b.sums(gone, made, b.last(flows.ReleaseIntent, sale.ID), fmt.Sprintf("released of the sale %s", sale.ID))
}

// returns are not listed: what is not left of a capture was returned.
func (b *books) returns(sale api.Authorization) {
	for _, c := range sale.Captures {
		made := b.done(flows.ReturnIntent, func(r journal.Record) bool { return r.Intent.CaptureID == c.ID })
		b.sums(c.Amount-c.Remaining, made, b.last(flows.ReturnIntent, sale.ID), fmt.Sprintf("returned of the capture %s", c.ID))
	}
}

// last is the last record of a kind of a sale, whatever came of it.
func (b *books) last(kind flows.IntentKind, sale api.ID) *journal.Record {
	for i, r := range b.here {
		if r.Intent.Kind == kind && r.Intent.AuthorizationID == sale {
			return &b.here[i]
		}
	}
	return nil
}

func (b *books) sums(there api.Money, made []journal.Record, last *journal.Record, what string) {
	switch here := sum(made); {
	case there > here:
		b.findf(&b.lost, last, "$%s is %s there, $%s here", there, what, here)
	case there < here:
		b.findf(&b.doubled, last, "$%s is %s there, $%s here", there, what, here)
	}
}

// recorded: what is done here is there, and what is in doubt no query could resolve.
func (b *books) recorded() {
	for i, r := range b.here {
		at := &b.here[i]
		id := r.Outcome.ID
		switch {
		case r.State == journal.InDoubt || r.State == journal.UnderWay:
			b.findf(&b.open, at, "it is still %s", r.State)
		case r.State == journal.NeedsPerson && queryable(r.Intent.Kind):
			b.findf(&b.open, at, "a query could tell")
		case r.State == journal.NeedsPerson:
			b.persons = append(b.persons, fmt.Sprintf("%s: %s %s of $%s, %q: %s", b.worker, r.Intent.Kind, r.ID, r.Intent.Amount, r.Intent.Reference, b.truth(r)))
		case r.State != journal.Done:
		case r.Intent.Kind == flows.AuthorizationIntent && b.sale(id) == nil:
			b.findf(&b.doubled, at, "the purchase %s is done here, and not there", id)
		case r.Intent.Kind == flows.CaptureIntent && !b.hasCapture(id):
			b.findf(&b.doubled, at, "the capture %s is done here, and not there", id)
		}
	}
}

// queryable is true for what a console that was killed in it can ask about: of an applicant nothing is kept to ask with.
func queryable(kind flows.IntentKind) bool {
	return kind.Queryable() && kind != flows.ApplicationIntent
}

func (b *books) hasCapture(id api.ID) bool {
	for _, sale := range b.there {
		for _, c := range sale.Captures {
			if c.ID == id {
				return true
			}
		}
	}
	return false
}

// truth returns the gate's record of an intent that no query of the server's finds.
func (b *books) truth(r journal.Record) string {
	for _, c := range b.calls {
		if c.key == keyOf(r.Intent) && c.executed {
			return wasExecuted
		}
	}
	return "it was not executed"
}

const wasExecuted = "it was executed"

// arrived: every money call was recorded before it came, came once, and ended as the server answered.
func (b *books) arrived() {
	recorded := map[string]*journal.Record{}
	for i, r := range b.here {
		if key := keyOf(r.Intent); key != "" {
			recorded[key] = &b.here[i]
		}
	}
	came := map[string]*call{}
	for _, c := range b.calls {
		r := recorded[c.key]
		switch {
		case c.key == "" || r == nil:
			b.findf(&b.lost, nil, "a %s came that was not recorded before: %s", c.kind, c.path)
			continue
		case came[c.key] != nil:
			b.findf(&b.doubled, r, "the %s came twice: %s", c.kind, c.path)
		case r.Intent.Kind != c.kind:
			b.findf(&b.other, r, "it came as a %s", c.kind)
		case c.executed && r.State == journal.NotDone:
			b.findf(&b.lost, r, "it was executed")
		case !c.executed && r.State == journal.Done:
			b.findf(&b.doubled, r, "it was not executed")
		}
		came[c.key] = c
	}
	for key, r := range recorded {
		if came[key] == nil && r.State == journal.Done {
			b.findf(&b.doubled, r, "it never came")
		}
	}
}
