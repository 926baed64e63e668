package api

// This file notes what time it is for the server, from the Date of its answers. A counter whose own
// clock is wrong must not take what the server dates differently for something else.

import (
	"net/http"
	"sync/atomic"
	"time"
)

// serverClock is the Date of the last answer, and when it came.
type serverClock struct{ seen atomic.Pointer[dated] }

type dated struct {
	date string
	came time.Time
}

// note keeps an answer's Date. Answers of the same second are one.
func (c *serverClock) note(header http.Header, now func() time.Time) {
	date := header.Get("Date")
	if last := c.seen.Load(); date == "" || last != nil && last.date == date {
		return
	}
	c.seen.Store(&dated{date, now()})
}

// ClockOffset returns by how much the server's clock was ahead of this one's at its last answer, to
// about a second. It returns false before the first answer, and if no answer had a Date.
func (c *Client) ClockOffset() (time.Duration, bool) {
	seen := c.clock.seen.Load()
	if seen == nil {
		return 0, false
	}
	at, err := http.ParseTime(seen.date)
	if err != nil {
		return 0, false
	}
	return at.Sub(seen.came), true
}
