package doubt

// This file holds the journals against the server. The server does not say what each call became, so that the line's
// account of each (how often it was carried out) is held against the server's books, and each journal against it.

import (
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// settle lets time pass until nothing is left that a query could tell, and no call is late any more.
func (w *world) settle() {
	w.t.Helper()
	w.server.Disarm()
	if w.unseen != nil {
		w.unseen()
		w.unseen = nil
	}
	for _, c := range w.everyConsole() {
		c.start()
	}
	for range 200 {
		wait, due := w.untilDue()
		if !due {
			w.pass(time.Hour)
			return
		}
		w.pass(max(0, wait))
		w.askAll()
	}
	w.t.Fatalf("still in doubt: %+v", w.journal.InDoubt())
}

// untilDue returns the time until a console asks about a doubt.
func (w *world) untilDue() (wait time.Duration, due bool) {
	for _, c := range w.everyConsole() {
		doubts, err := c.journal.Doubts(w.ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		next, waits := c.Next(doubts)
		if !waits {
			continue
		}
		if until := next.Sub(c.host.now()); !due || until < wait {
			wait, due = until, true
		}
	}
	return wait, due
}

func (w *world) askAll() {
	for _, c := range w.everyConsole() {
		w.ask(c)
	}
}

// ask lets a console ask. What it says came to light late must be there.
func (w *world) ask(c *console) {
	w.t.Helper()
	news, err := c.Run(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, n := range news {
		if s := w.sent[n.Doubt.Intent.Flow]; n.Late && len(s.done) == 0 && !w.explained(s) {
			w.t.Errorf("%s is said to have come to light late; the server never did it", nameOf(s))
		}
	}
}

// agree holds every record of every journal against what the server did.
func (w *world) agree() {
	w.t.Helper()
	recorded, claimed := map[api.ReferenceID]bool{}, map[api.ID]bool{}
	unlisted := map[book]*tally{}
	for _, h := range w.hosts {
		for _, r := range h.records() {
			s := w.sent[r.Intent.Flow]
			if s == nil || recorded[r.Intent.Flow] {
				w.t.Errorf("the journal has a %s that nobody meant", r.Intent.Kind)
				continue
			}
			recorded[r.Intent.Flow] = true
			w.judge(s, r, claimed)
			tallyOf(unlisted, s.was).records(r)
		}
	}
	for _, s := range w.order {
		if len(s.done) > 0 && !recorded[s.was.Flow] {
			w.t.Errorf("%s was done, and is in no journal", nameOf(s))
		}
		tallyOf(unlisted, s.was).served(s)
	}
	for b, t := range unlisted {
		t.agree(w.t, b)
	}
	w.balance()
}

// judge holds one record against what the server did.
func (w *world) judge(s *sending, r journal.Record, claimed map[api.ID]bool) {
	w.t.Helper()
	times := len(s.done)
	switch r.State {
	case journal.Done:
		if times != 1 && (times != 0 || !w.explained(s)) {
			w.t.Errorf("%s is done here; the server did it %d times", nameOf(s), times)
		}
		w.claims(s, r, claimed)
	case journal.NotDone:
		if times != 0 {
			w.t.Errorf("%s is not done here; the server did it %d times", nameOf(s), times)
		}
	case journal.NeedsPerson:
		if times > 1 || s.was.Kind.Queryable() && !w.disturbed(s) {
			w.t.Errorf("%s needs a person; the server did it %d times", nameOf(s), times)
		}
	default:
		w.t.Errorf("%s is %s", nameOf(s), r.State)
	}
}

func nameOf(s *sending) string {
	return string(s.was.Kind) + " of " + s.was.Amount.String() + " for " + s.was.Reference + " by " + s.host.name
}

// claims checks that what a record takes for its own on the server is, and is nobody else's.
func (w *world) claims(s *sending, r journal.Record, claimed map[api.ID]bool) {
	w.t.Helper()
	id := r.Outcome.ID
	switch s.was.Kind {
	case flows.AuthorizationIntent:
		a := w.sale(id)
		if a.Reference != s.was.Reference || a.Amount != s.was.Amount || a.AccountNumber != s.was.Account {
			w.t.Errorf("%s is recorded as %s of %s", nameOf(s), a.Reference, a.Amount)
		}
		if !w.ownCapture(s, a, r.Outcome.CaptureID) {
			w.t.Errorf("%s has the capture %q here; on the server %+v", nameOf(s), r.Outcome.CaptureID, a.Captures)
		}
	case flows.CaptureIntent:
		if id == s.made || w.explained(s) {
			return // another's, which nobody could tell from it, is that one's also
		}
		w.t.Errorf("%s is recorded as the capture %s; its own is %q", nameOf(s), id, s.made)
	default:
		return
	}
	if claimed[id] {
		w.t.Errorf("%s is two intents' here", id)
	}
	claimed[id] = true
}

// ownCapture reports whether a purchase is recorded with the capture that was made with it, or with none where none was.
// Another host's capture of all of it, in the second of the purchase and under its reference, cannot be told from that:
// an intent does not say whether it is captured at once.
func (w *world) ownCapture(s *sending, a api.Authorization, recorded api.ID) bool {
	if w.auto[a.Reference] {
		return len(a.Captures) == 1 && recorded == a.Captures[0].ID
	}
	if recorded == "" {
		return true
	}
	c := a.Captures[0]
	return len(a.Captures) == 1 && c.Amount == a.Amount && c.Date == a.Date && slices.ContainsFunc(w.order, func(o *sending) bool {
		return o.made == recorded && o.host != s.host
	})
}

// touches returns what other hosts did with the same authorization, from a step on.
func (w *world) touches(s *sending, from int) []*sending {
	var found []*sending
	for _, o := range w.order {
		if o.host == s.host || s.was.AuthorizationID == "" || o.was.AuthorizationID != s.was.AuthorizationID {
			continue
		}
		for _, at := range o.done {
			if at > from {
				found = append(found, o)
			}
		}
	}
	return found
}

// disturbed reports whether a person may be needed for what a query tells of: another host worked on the same
// authorization, or made a purchase of the same amount on the same account, or the wall clock was moved.
func (w *world) disturbed(s *sending) bool {
	return s.host.moved > s.since || len(w.touches(s, 0)) > 0 || slices.ContainsFunc(w.order, func(o *sending) bool {
		return s.was.Kind == flows.AuthorizationIntent && o.was.Kind == s.was.Kind && o.host != s.host &&
			o.was.Account == s.was.Account && o.was.Amount == s.was.Amount
	})
}

// explained reports whether nothing that the server says tells an intent from what another host did since the sale was
// read: a capture of the same amount under the same reference; releases, or returns of the same capture, which no list
// has, that together with captures come to the same amount.
func (w *world) explained(s *sending) bool {
	all, unlisted, twin := sums{0: true}, false, s.was.Kind != flows.CaptureIntent
	for _, o := range w.touches(s, 0) {
		since := o.done[0] > s.since
		switch {
		case s.was.Kind == flows.ReturnIntent:
			if since && o.was.Kind == flows.ReturnIntent && o.was.CaptureID == s.was.CaptureID {
				unlisted, all = true, all.perhaps(o.was.Amount)
			}
		case o.was.Kind == flows.ReleaseIntent && since:
			unlisted, all = true, all.perhaps(o.was.Amount)
		case o.was.Kind == flows.CaptureIntent:
			all = all.perhaps(o.was.Amount).perhaps(-o.was.Amount)
			same := s.was.Kind == flows.CaptureIntent && o.was.Amount == s.was.Amount && o.was.Reference == s.was.Reference
			if same && since {
				return true
			}
			twin = twin || same // of before: what a release took may be taken for it
		}
	}
	for _, o := range w.belated(s) {
		unlisted, all = true, all.perhaps(o.was.Amount)
	}
	return twin && unlisted && (all[s.was.Amount] || all[-s.was.Amount])
}

// belated are this host's own earlier releases, returns of the same capture, or captures of the same amount under the same
// reference, that were carried out only after the sale was read again: another host's of the same amount had been taken for
// them, so that nothing waited for them any more.
func (w *world) belated(s *sending) []*sending {
	var found []*sending
	for _, o := range w.order {
		if o.host == s.host && alike(o.was, s.was) && o.since < s.since && len(o.done) > 0 && o.done[0] > s.since && w.explained(o) {
			found = append(found, o)
		}
	}
	return found
}

// alike is true of two of a sale of which the server's answers say the same.
func alike(a, b flows.Intent) bool {
	if a.Kind != b.Kind || a.AuthorizationID != b.AuthorizationID || a.AuthorizationID == "" {
		return false
	}
	switch a.Kind {
	case flows.ReleaseIntent, flows.ReturnIntent:
		return a.CaptureID == b.CaptureID
	case flows.CaptureIntent:
		return a.Amount == b.Amount && a.Reference == b.Reference
	}
	return false
}
