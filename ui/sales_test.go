package ui

import (
	"path/filepath"
	"testing"

	"countertop/api/sandbox/fault"
	"countertop/flows/journal"
	"countertop/ui/page"
)

// tourOfASale does everything that is done with a sale later.
func tourOfASale(_ *testing.T, w *world) {
	v := viewer{w.home()}
	v.types("s")
	v.on("sale.find")
	v.shows("search")
	v.into("reference", "SAMPLE")
	v.into("creation_date_from", "2025-09-01")
	v.press(keyPgDnPress)
	v.on("sale.list")
	v.shows("list")
	v.choose("SAMPLE-REGULAR")
	v.on("sale.one")
	v.shows("regular purchase of another host")
	v.types("\x1b")
	v.on("sale.list")
	v.choose("SAMPLE-OPEN")
	v.on("sale.one")
	v.shows("nothing captured yet")
	v.types("c")
	v.on("sale.amount.capture")
	v.shows("amount of a capture")
	v.into("amount", "700")
	v.press(keyPgDnPress)
	v.shows("amount, too much")
	v.into("amount", "400")
	v.press(keyPgDnPress)
	v.on("sale.confirm")
	v.shows("confirm a capture")
	v.confirm()
	v.on("sale.done")
	v.shows("captured")
	v.types("r")
	v.on("document")
	v.shows("slip")
	v.types("\x1b")
	v.on("sale.done")
	v.types("\r")
	v.on("sale.one")
	v.shows("with a record of this computer")
	v.types("t")
	v.on("sale.amount.return")
	v.into("amount", "100")
	v.press(keyPgDnPress)
	v.on("sale.confirm")
	v.shows("confirm a return")
	w.server.Arm(fault.Fault{Path: "return", Lose: true, Count: 1})
	v.confirm()
	v.on("sale.doubt")
	v.lineIsBack()
	v.shows("a return in doubt")
	v.types("l")
	v.on("sale.one")
	v.shows("with a doubt")
}

func TestASaleIsReachedFromAPurchaseAndFromAnAccount(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.buy(ordinaryAccount, "300")
	h.agree()
	h.prove()
	h.confirm()
	h.on("purchase.outcome")
	h.types("o")
	h.on("sale.one")
	h.sees("Sale of $300.00, reference ORDER-77")
	h.types("\x1bl" + ordinaryAccount + "\r")
	h.on("account.report")
	h.types("s")
	h.on("sale.list")
	h.types("\r")
	h.on("sale.one")
	h.sees("Sale of $300.00, reference ORDER-77")
	h.types("\x1b\x1b\x1b")
	h.types("l" + ordinaryAccount + "\r")
	h.on("account.report")
	h.types("f")
	h.on("sale.amount.refund")
	h.sees("•••0001")
}

// choose takes the row of the list with a text.
func (h *hand) choose(text string) {
	h.t.Helper()
	table, ok := h.player().body.(*page.Choose)
	if !ok {
		h.t.Fatalf("no list is on the screen:\n%s", h.screen())
	}
	for i, row := range table.Table.Rows {
		for _, cell := range row.Cells {
			if cell.In(h.shell.language) == text {
				h.press(keyHomePress)
				for range i {
					h.press(keyDownPress)
				}
				h.types("\r")
				return
			}
		}
	}
	h.t.Fatalf("no row has %q:\n%s", text, h.screen())
}

// keptFor is a journal that tells the time of a world.
func keptFor(t *testing.T, w *world) *journal.Journal {
	t.Helper()
	j, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "journal.db"), journal.Options{Training: true, Now: w.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// lineIsBack has the line tried after a lost answer, so that the status line does not depend on what else was
// under way.
func (h *hand) lineIsBack() {
	h.t.Helper()
	if err := h.shell.services.Conn().Client.Warm(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}
