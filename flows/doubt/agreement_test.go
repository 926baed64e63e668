package doubt

// This file is the property that all of this is for: whatever interleaving of calls, faults, ends of consoles and
// moved clocks, each journal agrees with the server. A longer run: make property CHECKS=30000.

import (
	"errors"
	"os"
	"testing"
	"time"

	"pgregory.net/rapid"

	"countertop/api"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/journal"
)

// faultsInProperties are the faults that a run may draw; those that take real time are in a
// table of their own.
var faultsInProperties = []fault.Kind{
	fault.DroppedBefore, fault.DroppedAfter, fault.ServerError, fault.GatewayTimeout,
	fault.HTML, fault.Truncated, fault.Empty, fault.UnknownCode, fault.Unauthorized,
}

// latest is the greatest delay with which a call may arrive (OWN): its console has given it up by DefaultCallTime after the intent, and
// within the grace time after that it comes to light.
const latest = DefaultGrace - time.Second

// mostWrong is the most that a wall clock may be off, either way: it is moved by less than the clockSkew in which a date is
// still taken for that of an intent.
const mostWrong = 5 * time.Minute

// run is one run of the property: a world, and what was ordered in it.
type run struct {
	*world
	orders []ordered
	last   api.ID // the sale that was worked on last
}

// ordered is an order that a host sent.
type ordered struct {
	order
	host *host
	flow api.ReferenceID
}

func TestWhateverHappensJournalAndServerAgree(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ahead := time.Duration(rapid.IntRange(-600, 600).Draw(rt, "seconds that the server's clock is ahead")) * time.Second
		folder, err := os.MkdirTemp(t.TempDir(), "run") //nolint:usetesting // its journals go with the run, and not with thousands of them
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = os.RemoveAll(folder) }()
		w := newWorld(t.Context(), rt, folder, rapid.Bool().Draw(rt, "idempotency"), ahead, inMemory)
		defer w.close()
		r := &run{world: w}
		rt.Repeat(map[string]func(*rapid.T){
			"authorize": r.authorizes, "capture": r.captures, "release": r.releases, "return": r.returns,
			"refund": r.refunds, "pay": r.pays, "the same again": r.again,
			"time passes": r.waits, "a console asks": r.asks, "a console ends": r.ends, "a clock is moved": r.moves,
		})
		w.settle()
		w.agree()
	})
}

func (r *run) waits(rt *rapid.T) {
	r.pass(time.Duration(rapid.IntRange(1, 400_000).Draw(rt, "milliseconds")) * time.Millisecond)
}

// anyone draws a console, and starts it where it has ended.
func (r *run) anyone(rt *rapid.T) *console {
	all := r.everyConsole()
	c := all[rapid.IntRange(0, len(all)-1).Draw(rt, "console")]
	c.start()
	return c
}

func (r *run) asks(rt *rapid.T) {
	c := r.anyone(rt)
	r.server.Disarm()
	r.ask(c)
}

func (r *run) ends(rt *rapid.T) { r.anyone(rt).end() }

// moves moves a host's wall clock while no call is late: a running console measures the grace time with a clock that
// nobody moves, which a test's time does not have.
func (r *run) moves(rt *rapid.T) {
	if len(r.late) > 0 {
		rt.Skip("a call is late")
	}
	h := r.hosts[rapid.IntRange(0, len(r.hosts)-1).Draw(rt, "host")]
	by := time.Duration(rapid.IntRange(-300, 300).Draw(rt, "seconds")) * time.Second
	if total := h.wrong + by; total < -mostWrong || total > mostWrong {
		rt.Skip("too far")
	}
	h.moveClock(by)
	r.pass(time.Second) // answers of one second are one to the client
}

// draws decides how the next call goes: well, with a fault, late, or the console ends in it.
func (r *run) draws(rt *rapid.T, c *console, path string) {
	c.start()
	r.server.Disarm()
	late := func(most time.Duration) time.Duration {
		return time.Duration(rapid.IntRange(1, int(most/time.Second)).Draw(rt, "seconds late")) * time.Second
	}
	switch rapid.SampledFrom([]string{"well", "well", "with a fault", "late", "to its end"}).Draw(rt, "goes") {
	case "with a fault":
		kind := rapid.SampledFrom(faultsInProperties).Draw(rt, "fault")
		r.server.Arm(fault.Fault{Kind: kind, Path: path, Count: 1})
	case "late":
		c.line.holds = late(latest)
	case "to its end":
		c.dies = point(rapid.IntRange(int(beforeIntent), int(afterOutcome)).Draw(rt, "ends"))
		if c.dies == afterSending {
			c.line.holds = late(DefaultCallTime + latest)
		}
	}
}

// places draws how an order goes, and sends it.
func (r *run) places(rt *rapid.T, c *console, o order, path string) error {
	c.read = r.step()
	r.draws(rt, c, path)
	err := c.sends(o)
	r.server.Disarm()
	r.orders = append(r.orders, ordered{o, c.host, r.order[len(r.order)-1].was.Flow})
	expected(rt, err)
	return err
}

func (r *run) authorizes(rt *rapid.T) {
	c := r.anyone(rt)
	_ = r.places(rt, c, order{
		kind: flows.AuthorizationIntent, account: anAccount(rt), reference: r.number(c.host.name),
		amount: api.Money(rapid.IntRange(100, 400).Draw(rt, "cents")), captured: rapid.Bool().Draw(rt, "captured"),
	}, "authorization")
}

func anAccount(rt *rapid.T) api.ID {
	return rapid.SampledFrom([]api.ID{account, other}).Draw(rt, "account")
}

func (r *run) refunds(rt *rapid.T) {
	c := r.anyone(rt)
	_ = r.places(rt, c, order{
		kind: flows.RefundIntent, account: anAccount(rt), reference: r.number(c.host.name + "-REFUND"), amount: api.Money(rapid.IntRange(1, 50).Draw(rt, "cents")),
	}, "refund")
}

func (r *run) pays(rt *rapid.T) {
	kinds := []flows.IntentKind{flows.DepositIntent, flows.PaymentIntent, flows.TradeInIntent}
	_ = r.places(rt, r.anyone(rt), order{
		kind: rapid.SampledFrom(kinds).Draw(rt, "kind"), account: anAccount(rt), amount: api.Money(rapid.IntRange(1, 50).Draw(rt, "cents")),
	}, "transactions")
}

// again sends an order once more, from any console of its host: it is refused while it is in doubt, and told to be a
// repeat once it is done; the clerk may then mean another one.
func (r *run) again(rt *rapid.T) {
	if len(r.orders) == 0 {
		rt.Skip("nothing was ordered yet")
	}
	o := r.orders[rapid.IntRange(0, len(r.orders)-1).Draw(rt, "order")]
	c := o.host.consoles[rapid.IntRange(0, len(o.host.consoles)-1).Draw(rt, "console")]
	c.start()
	r.server.Disarm()
	state := r.stateOf(o)
	c.read = r.step()
	before := len(r.order)
	err := c.sends(o.order)
	done := len(r.order[before].done)
	var repeated *flows.RepeatedError
	switch state {
	case journal.InDoubt, journal.NeedsPerson:
		if !errors.Is(err, flows.ErrFrozen) || done > 0 {
			rt.Fatalf("sent once more while it was %s: %v, done %d times", state, err, done)
		}
	case journal.Done:
		if !errors.As(err, &repeated) && !errors.Is(err, flows.ErrFrozen) || done > 0 {
			rt.Fatalf("sent once more when it was done: %v, done %d times", err, done)
		}
	}
	if repeated == nil || !rapid.Bool().Draw(rt, "another one is meant") {
		expected(rt, err)
		return
	}
	meant := o.order
	meant.known = repeated.Intent
	path := map[flows.IntentKind]string{flows.AuthorizationIntent: "authorization", flows.RefundIntent: "refund"}[o.kind]
	if path == "" {
		path = "transactions"
	}
	_ = r.places(rt, c, meant, path)
}

// stateOf returns an order's state in its journal; empty if it was not recorded.
func (r *run) stateOf(o ordered) journal.State {
	for _, record := range o.host.records() {
		if record.Intent.Flow == o.flow {
			return record.State
		}
	}
	return ""
}

// expected is any failure but that of a program that asks for the wrong things.
func expected(rt *rapid.T, err error) {
	if flows.FailureCode(err) == "wrong_inputs" {
		rt.Fatalf("the server does not take it: %v", err)
	}
}
