package doubt

import (
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox/fault"
	"countertop/flows"
)

// moneyCalls are all money calls of a counter, each after what it needs, and the path that a fault
// hits them on.
var moneyCalls = map[flows.IntentKind]struct {
	path string
	make func(*world) func() error
}{
	flows.AuthorizationIntent: {"authorization", func(w *world) func() error {
		return func() error { _, err := w.authorize("ORDER-1", true); return err }
	}},
	flows.CaptureIntent: {"authorization/*/capture", func(w *world) func() error {
		a := w.opened("ORDER-1")
		return func() error { _, err := w.capture(a, 25_00); return err }
	}},
	flows.ReleaseIntent: {"release", func(w *world) func() error {
		a := w.opened("ORDER-1")
		return func() error { _, err := w.release(a, 25_00); return err }
	}},
	flows.ReturnIntent: {"return", func(w *world) func() error {
		made, err := w.authorize("ORDER-1", true)
		if err != nil {
			w.t.Fatal(err)
		}
		a := w.sale(made.ID)
		return func() error { _, err := w.giveBack(a, a.Captures[0], 25_00); return err }
	}},
	flows.RefundIntent: {"refund", func(w *world) func() error {
		return func() error { return w.refund("ORDER-1", 25_00) }
	}},
	flows.DepositIntent: {"transactions", func(w *world) func() error {
		return func() error { _, err := w.transact(flows.DepositIntent, 25_00); return err }
	}},
	flows.PaymentIntent: {"transactions", func(w *world) func() error {
		return func() error { _, err := w.transact(flows.PaymentIntent, 25_00); return err }
	}},
	flows.TradeInIntent: {"transactions", func(w *world) func() error {
		return func() error { _, err := w.transact(flows.TradeInIntent, 25_00); return err }
	}},
}

// opened is a purchase of $60.00 that is not captured.
func (w *world) opened(reference string) api.Authorization {
	w.t.Helper()
	made, err := w.authorize(reference, false)
	if err != nil {
		w.t.Fatalf("authorizing: %v", err)
	}
	return w.sale(made.ID)
}

// faultsOfTheLine are the faults that a real line and a journal on disk are needed for. The fault matrix runs every kind.
var faultsOfTheLine = []fault.Kind{
	fault.Refused, fault.DroppedBefore, fault.DroppedAfter, fault.Slow, fault.Unauthorized,
	fault.TokenDown, fault.RefreshRefused, fault.Truncated, fault.Empty, fault.Maintenance,
}

func TestEveryFaultOfTheLineAtEveryMoneyCallLeavesJournalAndServerInAgreement(t *testing.T) {
	t.Parallel()
	for _, kind := range faultsOfTheLine {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for call, c := range moneyCalls {
				for _, idempotency := range []bool{true, false} {
					if kind == fault.Slow && !idempotency {
						continue // it takes real time, and is answered as a lost answer is
					}
					name := string(call) + ", without idempotency"
					if idempotency {
						name = string(call) + ", with idempotency"
					}
					t.Run(name, func(t *testing.T) {
						t.Parallel()
						w := openWorld(t, idempotency)
						send := c.make(w)
						before := w.credit(account)
						armed := fault.Fault{Kind: kind, Path: c.path, Count: 1}
						switch kind {
						case fault.TokenDown, fault.RefreshRefused:
							armed.Path = ""
						case fault.Refused, fault.Maintenance:
							armed.For = time.Minute
						case fault.Slow:
							armed.Delay = 1700 * time.Millisecond
						}
						w.server.Arm(armed)
						err := send()
						w.pass(2 * time.Minute) // what lasts is over
						w.settle()
						w.agree()
						w.untold(call, err, before)
					})
				}
			}
		})
	}
}

// untold holds what no query tells against the account's credit: where the journal says that it was
// done or was not, the server agrees; else it needs a person.
func (w *world) untold(kind flows.IntentKind, err error, before api.Money) {
	w.t.Helper()
	if kind.Queryable() {
		return
	}
	moved := w.credit(account) != before
	open := len(w.journal.InDoubt()) > 0
	switch {
	case err == nil && (!moved || open):
		w.t.Errorf("answered well: moved %v, in doubt %v", moved, open)
	case err != nil && moved && !open:
		w.t.Errorf("money moved, and nobody is told: %v", err)
	}
}

func TestAConsoleThatEndsInAnyCallAgreesWithTheServerAfterwards(t *testing.T) {
	for call, c := range moneyCalls {
		for at, name := range points {
			t.Run(string(call)+" "+name, func(t *testing.T) {
				w := openWorld(t, true)
				send := c.make(w)
				w.dies = at
				if err := send(); err == nil || w.journal != nil {
					t.Fatal("the console lives on")
				}
				w.start()
				want := 1
				if at == beforeIntent || at == afterOutcome {
					want = 0
				}
				if n := len(w.journal.InDoubt()); n != want {
					t.Fatalf("%d in doubt after the start, want %d", n, want)
				}
				w.settle()
				w.agree()
			})
		}
	}
}

func TestTheSameIsNotSentWhileItIsInDoubt(t *testing.T) {
	for call, c := range moneyCalls {
		t.Run(string(call), func(t *testing.T) {
			w := openWorld(t, false)
			send := c.make(w)
			w.server.Arm(fault.Fault{Kind: fault.DroppedAfter, Path: c.path, Count: 1})
			if err := send(); err == nil {
				t.Fatal("the answer is not lost")
			}
			credit := w.credit(account)
			if err := send(); flows.FailureCode(err) != "" || err == nil {
				t.Errorf("the second time: %v", err)
			}
			if w.credit(account) != credit {
				t.Error("it was sent twice")
			}
			w.settle()
			w.agree()
		})
	}
}
