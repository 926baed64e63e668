package ui

import (
	"maps"
	"testing"

	"countertop/ui/services"
)

// counted are the calls that came to the server, by their ends.
func (w *world) counted() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(w.calls)
}

// since are the calls that came after others were counted.
func (w *world) since(before map[string]int) map[string]int {
	after := w.counted()
	for end, n := range before {
		if after[end] -= n; after[end] == 0 {
			delete(after, end)
		}
	}
	return after
}

func TestAPurchaseTakesFourRequests(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	before := w.counted()
	h.buy(ordinaryAccount, "300")
	h.agree()
	h.prove()
	h.confirm()
	h.on("purchase.outcome")
	h.atRest()
	want := map[string]int{"GET lookup": 1, "POST calculate-interest": 1, "POST verify": 1, authorizing: 1}
	if got := w.since(before); !maps.Equal(got, want) {
		t.Errorf("takes %v, want %v", got, want)
	}
}

func TestALineThatWasQuietIsTriedBeforeMoneyIsSent(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.buy(ordinaryAccount, "300")
	h.agree()
	h.on("purchase.method")
	h.types("1\r")
	h.on("purchase.pin")
	before := w.counted()
	w.clock.pass(services.JustAnswered)
	h.types(w.lastPIN() + "\r")
	h.on("purchase.confirm")
	h.until("the line to be tried", func() bool { return w.since(before)[warming] == 1 })
}
