package doubt

// This file is the line between consoles and server. It can hold a money call back until its console has given up, and
// it finds out of each, by what the server has before and after, how often it was carried out.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
)

// errHeld is a call of which nobody has heard yet.
var errHeld = errors.New("the line gives no answer")

// sending is a money call that a console made, as the world knows it.
type sending struct {
	host  *host
	was   flows.Intent
	since int    // the step at which the clerk read what it is of
	done  []int  // the steps at which the server did it
	made  api.ID // the capture that it became
}

// held is a call that arrives late.
type held struct {
	due    time.Time
	arrive func()
}

// line is one console's.
type line struct {
	w     *world
	holds time.Duration // how late the next money call arrives; zero for none
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("X-Idempotency-Key") == "" {
		return l.dated(l.w.next.RoundTrip(r))
	}
	if l.holds == 0 {
		return l.dated(l.w.witnessed(r))
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	later := r.Clone(context.WithoutCancel(l.w.ctx))
	later.Body = io.NopCloser(bytes.NewReader(body))
	l.w.mu.Lock()
	defer l.w.mu.Unlock()
	l.w.late = append(l.w.late, held{l.w.at.Add(l.holds), func() {
		if answer, err := l.w.witnessed(later); err == nil {
			_ = answer.Body.Close() // nobody waits for it any more
		}
	}})
	l.holds = 0
	return nil, errHeld
}

// dated writes the server's time on an answer: net/http writes the machine's.
func (l *line) dated(answer *http.Response, err error) (*http.Response, error) {
	if err == nil {
		answer.Header.Set("Date", l.w.serverNow().UTC().Format(http.TimeFormat))
	}
	return answer, err
}

// earliest takes the first call that arrives until a time.
func (w *world) earliest(until time.Time) (held, bool) {
	first := -1
	for i, call := range w.late {
		if !call.due.After(until) && (first < 0 || call.due.Before(w.late[first].due)) {
			first = i
		}
	}
	if first < 0 {
		return held{}, false
	}
	call := w.late[first]
	w.late = slices.Delete(w.late, first, first+1)
	return call, true
}

// witnessed sends a money call, and notes how often the server did it. Where the server is down, that is seen when it is
// up again.
func (w *world) witnessed(r *http.Request) (*http.Response, error) {
	s := w.sent[api.ReferenceID(r.Header.Get("X-Reference-Id"))]
	before, known := w.left(s.was)
	answer, err := w.next.RoundTrip(r)
	if len(w.server.ArmedFaults()) > 0 {
		w.unseen = func() { w.sees(s, before, known) }
		return answer, err
	}
	w.sees(s, before, known)
	return answer, err
}

func (w *world) sees(s *sending, before api.Money, known []api.Capture) {
	after, captures := w.left(s.was)
	gone := before - after
	if gone%s.was.Amount != 0 || gone < 0 {
		w.t.Errorf("a %s of %s changed what is left by %s", s.was.Kind, s.was.Amount, gone)
	}
	for range gone / s.was.Amount {
		s.done = append(s.done, w.step())
	}
	for _, c := range captures {
		if !slices.ContainsFunc(known, func(k api.Capture) bool { return k.ID == c.ID }) {
			s.made = c.ID
		}
	}
}

// left returns the sum that an intent lowers by its amount if it is done once; of a capture also what is captured.
func (w *world) left(in flows.Intent) (api.Money, []api.Capture) {
	switch in.Kind {
	case flows.CaptureIntent:
		a := w.sale(in.AuthorizationID)
		return a.Remaining, a.Captures
	case flows.AuthorizationIntent, flows.DepositIntent:
		return w.credit(in.Account), nil
	}
	return -w.credit(in.Account), nil
}
