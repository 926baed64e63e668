package api

import (
	"net/http"
	"testing"
	"time"
)

func TestTheServersClockIsNoted(t *testing.T) {
	for name, tc := range map[string]struct {
		date  string
		want  time.Duration
		known bool
	}{
		"a server that is ahead":     {"Mon, 02 Nov 2026 09:00:30 GMT", 30 * time.Second, true},
		"a server that is behind":    {"Sun, 01 Nov 2026 09:00:00 GMT", -24 * time.Hour, true},
		"a server that does not say": {"", 0, false},
		"a date that is none":        {"yesterday", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			now := func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }
			c := &Client{}
			c.clock.note(http.Header{"Date": {tc.date}}, now)
			if got, known := c.ClockOffset(); got != tc.want || known != tc.known {
				t.Errorf("offset %s, %v", got, known)
			}
		})
	}
}

func TestEveryAnswerTellsTheTime(t *testing.T) {
	c, s := setup(t)
	if _, known := c.ClockOffset(); known {
		t.Error("known before any answer")
	}
	s.handle("GET v2.5.1/client-id/test-client/authorization/7", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusNotFound)
	})
	if _, err := c.Authorization(t.Context(), testCall, "7"); err == nil {
		t.Fatal("found")
	}
	if got, known := c.ClockOffset(); !known || got.Round(time.Minute) != -time.Hour {
		t.Errorf("offset %s, %v", got, known)
	}
}
