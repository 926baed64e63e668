package doubt

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// faultsInProperties are the faults that a run may draw; those that take real time are in a
// table of their own.
var faultsInProperties = []sandbox.FaultKind{
	sandbox.FaultDroppedBefore, sandbox.FaultDroppedAfter, sandbox.FaultServerError, sandbox.FaultGatewayTimeout,
	sandbox.FaultHTML, sandbox.FaultTruncated, sandbox.FaultEmpty, sandbox.FaultUnknownCode, sandbox.FaultUnauthorized,
}

// run is one run of the property: a world and the sales that were opened in it.
type run struct {
	*world
	t     *rapid.T
	sales []api.ID
}

func TestWhateverHappensJournalAndServerAgree(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t.Context(), rt, t.TempDir(), rapid.Bool().Draw(rt, "idempotency"))
		defer w.close()
		r := &run{world: w, t: rt}
		rt.Repeat(map[string]func(*rapid.T){
			"authorize": r.authorizes, "capture": r.captures, "release": r.releases, "return": r.returns, "refund": r.refunds,
			"time passes": func(rt *rapid.T) {
				w.pass(time.Duration(rapid.IntRange(1, 400).Draw(rt, "seconds")) * time.Second)
			},
			"the console asks": func(rt *rapid.T) {
				w.server.Disarm()
				if _, err := w.Run(w.ctx); err != nil {
					rt.Fatal(err)
				}
			},
			"the console is restarted": func(*rapid.T) { w.restart() },
		})
		w.settle()
		w.agree()
	})
}

// draws decides how the next call goes: well, with a fault, or the console ends in it.
func (r *run) draws(rt *rapid.T, path string) {
	r.server.Disarm()
	switch rapid.IntRange(0, 3).Draw(rt, "goes") {
	case 0:
		kind := rapid.SampledFrom(faultsInProperties).Draw(rt, "fault")
		r.server.Arm(sandbox.Fault{Kind: kind, Path: path, Count: 1})
	case 1:
		r.dies = rapid.SampledFrom([]point{afterIntent, afterAnswer}).Draw(rt, "ends")
	}
}

func (r *run) authorizes(rt *rapid.T) {
	reference := r.next("ORDER")
	r.pass(time.Second)
	r.draws(rt, "authorization")
	if made, err := r.authorizeFor(reference, api.Money(rapid.IntRange(100, 400).Draw(rt, "cents")), rapid.Bool().Draw(rt, "captured")); err == nil {
		r.sales = append(r.sales, made.ID)
	}
}

// one draws a sale and what the server has of it now.
func (r *run) one(rt *rapid.T) api.Authorization {
	if len(r.sales) == 0 {
		rt.Skip("no sale yet")
	}
	r.server.Disarm()
	return r.sale(rapid.SampledFrom(r.sales).Draw(rt, "sale"))
}

// part draws an amount of what remains.
func part(rt *rapid.T, remaining api.Money) api.Money {
	if remaining == 0 {
		rt.Skip("nothing remains")
	}
	return api.Money(rapid.IntRange(1, int(remaining)).Draw(rt, "amount"))
}

func (r *run) captures(rt *rapid.T) {
	a := r.one(rt)
	amount := part(rt, a.Remaining)
	r.pass(time.Second)
	r.draws(rt, "authorization/*/capture")
	_, err := r.capture(a, amount)
	r.expected(err)
}

func (r *run) releases(rt *rapid.T) {
	a := r.one(rt)
	amount := part(rt, a.Remaining)
	r.draws(rt, "release")
	_, err := r.release(a, amount)
	r.expected(err)
}

func (r *run) returns(rt *rapid.T) {
	a := r.one(rt)
	if len(a.Captures) == 0 {
		rt.Skip("nothing was captured")
	}
	c := rapid.SampledFrom(a.Captures).Draw(rt, "capture")
	amount := part(rt, c.Remaining)
	r.draws(rt, "return")
	_, err := r.giveBack(a, c, amount)
	r.expected(err)
}

func (r *run) refunds(rt *rapid.T) {
	r.draws(rt, "refund")
	r.expected(r.refund(r.next("REFUND"), api.Money(rapid.IntRange(1, 50).Draw(rt, "cents"))))
}

// expected is any failure but that of a program that asks for the wrong things.
func (r *run) expected(err error) {
	if flows.FailureCode(err) == "wrong_inputs" {
		r.t.Fatalf("the server does not take it: %v", err)
	}
}
