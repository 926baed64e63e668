package doubt

// This file has the property's deeds with a sale: any that the server lists, of whichever host, in doubt or not.

import (
	"time"

	"pgregory.net/rapid"

	"countertop/api"
)

// one draws a console, and a sale as the console reads it. Another host may work on the sale between that and the call.
func (r *run) one(rt *rapid.T) (*console, api.Authorization) {
	r.server.Disarm()
	list := append(r.sales(account), r.sales(other)...)
	if len(list) == 0 {
		rt.Skip("no sale yet")
	}
	if r.last == "" || rapid.IntRange(0, 3).Draw(rt, "another sale") == 3 { // on one sale hosts get into each other's way
		r.last = list[rapid.IntRange(0, len(list)-1).Draw(rt, "sale")].ID
	}
	id := r.last
	c := r.anyone(rt)
	a := c.reads(id)
	if rapid.IntRange(0, 3).Draw(rt, "meanwhile") == 3 {
		r.meanwhile(rt, c.host, a)
	}
	return c, a
}

// reads is a sale as the console shows it.
func (c *console) reads(id api.ID) api.Authorization {
	w := c.host.w
	w.t.Helper()
	c.read = w.step()
	a, err := c.client.Authorization(w.ctx, api.Call{}, id)
	if err != nil {
		w.t.Fatalf("reading a sale: %v", err)
	}
	return a
}

// meanwhile lets another host capture or release, and some time pass.
func (r *run) meanwhile(rt *rapid.T, not *host, a api.Authorization) {
	for _, h := range r.hosts {
		if h == not || a.Remaining == 0 {
			continue
		}
		c, amount := h.consoles[0], part(rt, a.Remaining)
		c.start()
		c.reads(a.ID)
		var err error
		if rapid.Bool().Draw(rt, "by capture") {
			_, err = c.captureAs(a, amount, r.referenceOf(rt, c, a))
		} else {
			_, err = c.release(a, amount)
		}
		expected(rt, err)
	}
	r.pass(time.Duration(rapid.IntRange(0, 60_000).Draw(rt, "milliseconds")) * time.Millisecond)
}

// part draws an amount of what remains, often one of a few, so that what hosts do is of equal amounts.
func part(rt *rapid.T, remaining api.Money) api.Money {
	if remaining == 0 {
		rt.Skip("nothing remains")
	}
	most := int(remaining)
	if rapid.IntRange(0, 3).Draw(rt, "any amount") < 3 {
		most = min(most, 2)
	}
	return api.Money(rapid.IntRange(1, most).Draw(rt, "amount"))
}

// referenceOf is the sale's, which the console offers, or one that the clerk writes.
func (r *run) referenceOf(rt *rapid.T, c *console, a api.Authorization) string {
	if rapid.Bool().Draw(rt, "under the sale's reference") {
		return a.Reference
	}
	return r.number(c.host.name + "-PART")
}

func (r *run) captures(rt *rapid.T) {
	c, a := r.one(rt)
	amount, reference := part(rt, a.Remaining), r.referenceOf(rt, c, a)
	r.draws(rt, c, "authorization/*/capture")
	_, err := c.captureAs(a, amount, reference)
	r.server.Disarm()
	expected(rt, err)
}

func (r *run) releases(rt *rapid.T) {
	c, a := r.one(rt)
	amount := part(rt, a.Remaining)
	r.draws(rt, c, "release")
	_, err := c.release(a, amount)
	r.server.Disarm()
	expected(rt, err)
}

func (r *run) returns(rt *rapid.T) {
	c, a := r.one(rt)
	if len(a.Captures) == 0 {
		rt.Skip("nothing was captured")
	}
	of := a.Captures[rapid.IntRange(0, len(a.Captures)-1).Draw(rt, "capture")]
	amount := part(rt, of.Remaining)
	r.draws(rt, c, "return")
	_, err := c.giveBack(a, of, amount)
	r.server.Disarm()
	expected(rt, err)
}
