package ui

import (
	"testing"

	"countertop/api/sandbox/fault"
)

func TestALineThatIsBackIsSeenWithoutAnybodySending(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.sees("connected")
	w.server.Arm(fault.Fault{Path: "i18n/salutations", Lose: true})
	if err := h.shell.services.Conn().Client.Warm(t.Context()); err == nil {
		t.Fatal("the line is not down")
	}
	h.sees("no connection")
	w.server.Disarm()
	h.sees("· connected")
}
