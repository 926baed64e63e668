package doubt

// This file is the sums: the line's account of every call against the server's books, and what no list has, by account
// and reference, in the journals against it.

import (
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// book is an account that intents are counted on.
type book struct {
	kind      flows.IntentKind
	account   api.ID
	reference string
}

// count has a number and a sum.
type count struct {
	times int
	sum   api.Money
}

func (c *count) add(times int, amount api.Money) {
	c.times, c.sum = c.times+times, c.sum+api.Money(times)*amount
}

// tally compares a book in the journals and on the server.
type tally struct{ done, person, server count }

func tallyOf(all map[book]*tally, in flows.Intent) *tally {
	b := book{in.Kind, in.Account, in.Reference}
	if in.Kind.Queryable() {
		b = book{kind: in.Kind} // they are held against the server's lists
	}
	if all[b] == nil {
		all[b] = &tally{}
	}
	return all[b]
}

func (t *tally) records(r journal.Record) {
	switch r.State {
	case journal.Done:
		t.done.add(1, r.Intent.Amount)
	case journal.NeedsPerson:
		t.person.add(1, r.Intent.Amount)
	}
}

func (t *tally) served(s *sending) { t.server.add(len(s.done), s.was.Amount) }

// agree: what is done here was done, and what was done is done here, or a person is named it.
func (t *tally) agree(on failing, b book) {
	if b.kind.Queryable() {
		return
	}
	more := count{t.server.times - t.done.times, t.server.sum - t.done.sum}
	if more.times < 0 || more.sum < 0 || more.times > t.person.times || more.sum > t.person.sum {
		on.Errorf("%+v: done here %+v, for a person %+v, on the server %+v", b, t.done, t.person, t.server)
	}
}

// done sums what the server did with one authorization.
type done struct{ captured, released, returned api.Money }

// balance holds the line's account against the server's own books: each account's credit, each purchase once, and what
// was captured, released and returned of it.
func (w *world) balance() {
	w.t.Helper()
	credit, bought, of := map[api.ID]api.Money{}, map[book]count{}, map[api.ID]done{}
	for _, s := range w.order {
		n := api.Money(len(s.done)) * s.was.Amount
		sum := of[s.was.AuthorizationID]
		switch s.was.Kind {
		case flows.AuthorizationIntent:
			b := book{s.was.Kind, s.was.Account, s.was.Reference}
			c := bought[b]
			c.add(len(s.done), s.was.Amount)
			bought[b] = c
			credit[s.was.Account] -= n
		case flows.DepositIntent:
			credit[s.was.Account] -= n
		case flows.CaptureIntent:
			sum.captured += n
		case flows.ReleaseIntent:
			sum.released += n
			credit[s.was.Account] += n
		case flows.ReturnIntent:
			sum.returned += n
			credit[s.was.Account] += n
		default:
			credit[s.was.Account] += n
		}
		of[s.was.AuthorizationID] = sum
	}
	for a, before := range w.begin {
		if now := w.credit(a); now != before+credit[a] {
			w.t.Errorf("the credit of %s is %s, and should be %s", a, now, before+credit[a])
		}
		w.listed(a, bought, of)
	}
}

// listed holds an account's purchases against the line's account of them.
func (w *world) listed(a api.ID, bought map[book]count, of map[api.ID]done) {
	w.t.Helper()
	for _, made := range w.sales(a) {
		b := book{flows.AuthorizationIntent, a, made.Reference}
		c := bought[b]
		c.add(-1, made.Amount)
		bought[b] = c
		made = w.sale(made.ID)
		var is done
		for _, c := range made.Captures {
			is.captured += c.Amount
			is.returned += c.Amount - c.Remaining
		}
		is.released = made.Amount - made.Remaining - is.captured
		want := of[made.ID]
		if w.auto[made.Reference] {
			want.captured += made.Amount
		}
		if is != want {
			w.t.Errorf("%s: captured, released, returned %v on the server, by the calls %v", made.Reference, is, want)
		}
	}
	left := slices.Collect(func(yield func(count) bool) {
		for b, c := range bought {
			if b.account == a && !yield(c) {
				return
			}
		}
	})
	if slices.ContainsFunc(left, func(c count) bool { return c != count{} }) {
		w.t.Errorf("purchases of %s that the server has less or more: %+v", a, bought)
	}
}
