package api

// This file decides whether a call is sent again, and when. It knows of an attempt whether it can have reached the server.

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// lineState follows a request on its way out.
type lineState struct{ asked, wrote atomic.Bool }

func (l *lineState) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn:      func(string) { l.asked.Store(true) },
		WroteHeaders: func() { l.wrote.Store(true) },
	}
}

// mayHaveLeft is false only where the transport is seen to trace, and has not come as far as the
// end of the headers: no server executes a request it has not the headers of. A transport
// that does not trace may have sent anything.
func (l *lineState) mayHaveLeft() bool { return !l.asked.Load() || l.wrote.Load() }

// mayRepeat reports whether a failed attempt is followed by another.
//
//	it acts or moves money            no: nobody knows whether it was executed
//	the attempts are used up          no
//	no token was to be had            no: its keeper repeats by itself
//	cancelled, or the deadline passed no: nobody waits any more
//	name or certificate wrong         no: it stays wrong for longer than the clerk waits
//	any other lack of an answer       yes
//	500 502 503 504                   yes
//	any other answer                  no: it would be the same
func (c *Client) mayRepeat(p prepared, attempt int, failed *Error) bool {
	var token *Error
	if p.does != reads || attempt >= c.attempts || errors.As(failed.Err, &token) {
		return false
	}
	switch failed.Status {
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	case 0:
		return failed.Kind == KindNetwork && !lasting(failed.Err)
	}
	return false
}

func lasting(err error) bool {
	var (
		name    *net.DNSError
		trusted *tls.CertificateVerificationError
	)
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrClosed) ||
		errors.As(err, &name) && name.IsNotFound || errors.As(err, &trusted)
}

// The pauses between attempts: 0.2 s, then 0.6 s, of each between the half and the whole. OWN.
const (
	firstPause  = 200 * time.Millisecond
	pauseGrowth = 3
)

// pause waits before the next attempt; false says that there is no time left for it.
func (c *Client) pause(ctx context.Context, attempt int) bool {
	wait := firstPause
	for range attempt - 1 {
		wait *= pauseGrowth
	}
	wait = jittered(wait, c.jitter())
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// jittered is between the half and the whole of a duration.
func jittered(d time.Duration, j float64) time.Duration {
	return d/2 + time.Duration(float64(d/2)*j)
}

// retryAfter reads the header of that name: seconds, or a moment, which is held against the server's own Date where it
// sends one. 0 stands for none, for one that is over and for one that cannot be read.
func retryAfter(header http.Header, now func() time.Time) time.Duration {
	said := strings.TrimSpace(header.Get("Retry-After"))
	if said == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(said, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return bounded(seconds, maxRetryAfter)
	}
	at, err := http.ParseTime(said)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		from = now()
	}
	return min(max(at.Sub(from), 0), maxRetryAfter)
}

// bounded is a number of seconds between 0 and the longest; 0 for what is no number.
func bounded(seconds float64, longest time.Duration) time.Duration {
	switch {
	case seconds >= longest.Seconds():
		return longest
	case seconds > 0:
		return time.Duration(seconds * float64(time.Second))
	}
	return 0
}
