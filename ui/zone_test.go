package ui

import (
	"strings"
	"testing"
	"time"
)

// The computer counts in UTC, where it is the next day already when a store in Toronto takes a deposit in the evening.
func TestTheStoresDayAndTimeAreShownOnAComputerInUTC(t *testing.T) {
	toronto, err := time.LoadLocation("America/Toronto")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ utc, day, clock string }{
		"a winter's evening":              {"2026-01-16T00:30:00Z", "2026-01-15", "19:30"},
		"a summer's evening":              {"2026-07-16T00:30:00Z", "2026-07-15", "20:30"},
		"the end of a day of 23 hours":    {"2026-03-09T03:30:00Z", "2026-03-08", "23:30"},
		"the end of a day of 25 hours":    {"2026-11-02T04:30:00Z", "2026-11-01", "23:30"},
		"the hour that comes twice, once": {"2026-11-01T05:30:00Z", "2026-11-01", "01:30"},
		"and again":                       {"2026-11-01T06:30:00Z", "2026-11-01", "01:30"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			at, err := time.Parse(time.RFC3339, tc.utc)
			if err != nil {
				t.Fatal(err)
			}
			w.clock.pass(at.Sub(opening))
			w.options.Zone = toronto
			h := w.home()
			h.sees("from the server, " + tc.day + " " + tc.clock)
			h.types("d")
			h.on("payment.kind")
			h.types("2\r")
			h.on("account.find")
			h.types(ordinaryAccount + "\r")
			h.on("payment.amount")
			h.into("amount", "75")
			h.press(keyPgDnPress)
			h.on("payment.method")
			h.types("3\r")
			h.on("payment.answer")
			h.types("sample\r")
			h.on("payment.confirm")
			h.press(keyCtrlYPress)
			h.on("payment.done")
			h.sees(tc.day + " " + tc.clock)
			h.types("\rh")
			h.on("history.list")
			h.sees("Today")
			h.sees(tc.clock + ":")
			h.types("\x1b")
			h.types("e")
			h.on("dayend.day")
			h.types("\r")
			h.on("dayend.report")
			h.sees(tc.day)
			h.sees("75.00")
			if next := at.Format(time.DateOnly); next != tc.day && strings.Contains(h.screen(), next) {
				t.Errorf("the host's day is on the screen:\n%s", h.screen())
			}
		})
	}
}
