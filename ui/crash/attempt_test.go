//go:build !windows

package crash

// This file is one kill: a console is started, a clerk does something with money on it, and it is killed as planned.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

// attempt is a deed that was confirmed, or was on its way to it, on a console that was killed.
type attempt struct {
	deed
	plan
	from, to  time.Time // when it was confirmed, and its console killed
	confirmed bool
	again     bool // it repeats an attempt before: the clerk does not know what came of that
	over      bool // what came of it showed before it was tried again
	shown     bool // the console showed that it was done
	refused   bool // the console did not send it
	held      bool // refused, as something else was in doubt
	sent      int  // the money calls that came to the gate meanwhile
}

// kills starts a console, has a clerk do something with money, and kills the console as planned. Nil is
// a clerk who could do nothing.
func (w *worker) kills(ctx context.Context) (*attempt, error) {
	planned, kind := w.plans()
	a := &attempt{plan: planned}
	c, err := startConsole(w.command(ctx))
	if err != nil {
		return nil, err
	}
	defer c.kill()
	defer w.gate.sets(nil)
	a.from = time.Now()
	switch {
	case a.at == starting:
		after(a.delay, c.ended, c.kill)
		return w.notes(a), nil
	case a.at == whileAsking && w.isAsked(c, a.plan):
		return w.notes(a), nil
	case a.at == whileAsking:
		a.plan = plan{at: executed}
	case a.at == anywhere:
		go after(a.delay, c.ended, c.kill)
		c.signsIn()
	default:
		c.signsIn()
	}
	came := w.gate.counts()
	could, err := w.acts(ctx, c, a, kind)
	if err != nil || !could {
		return nil, err
	}
	a.sent = w.gate.counts() - came
	switch {
	case errors.Is(c.err, errHeld):
		a.refused, a.held = true, true
		return w.notes(a), nil
	case c.err == nil, errors.Is(c.err, errEnded) && (a.confirmed || a.at == anywhere):
		return w.notes(a), nil
	}
	return nil, fmt.Errorf("%s, killed %s: %w", a.deed, a.at, c.err)
}

// plans draws when a console is killed, and what its clerk does: more often what was reached least than by chance, as long
// as something was not reached at all.
func (w *worker) plans() (plan, flows.IntentKind) {
	at, kind, never := w.coverage.least(w.chance, w.possible)
	if drawn := w.chance.IntN(8); drawn < 4 || drawn < 7 && never {
		return plan{at, delayOf(at, w.chance)}, kind
	}
	return planned(w.chance, w.possible), w.kind()
}

// acts has the clerk choose a deed and do it; false where there is nothing to do.
func (w *worker) acts(ctx context.Context, c *console, a *attempt, kind flows.IntentKind) (could bool, err error) {
	if w.repeats(a.at) {
		a.deed, a.again = w.last().deed, true
	} else if a.deed, err = w.draws(ctx, kind); err != nil {
		return false, err
	}
	if a.at == moving && c.err == nil {
		if err := w.lengthens(ctx); err != nil {
			return false, err
		}
	}
	if a.again && a.sale != "" {
		c.finds(a.deed)
		if c.err == nil { // its page takes something
			if w.last().over, err = w.isSettled(ctx, a.deed); err != nil || w.last().over {
				return false, err
			}
		}
		c.begins(a.deed)
		c.fills(a.deed)
		c.rests()
	} else {
		c.leadsTo(a.deed)
	}
	if c.err == nil {
		w.confirms(c, a)
	}
	return true, nil
}

// repeats reports whether the clerk tries at once again what went before, not knowing what came of it.
func (w *worker) repeats(at point) bool {
	last := w.last()
	switch {
	case last == nil, !last.confirmed, last.shown, last.over:
		return false
	case last.kind == flows.ApplicationIntent && (at == concluded || at == moving): // the server may refuse it
		return false
	}
	return w.chance.IntN(4) < w.coverage.eagerness(last.kind)
}

// isAsked lets the console ask about a doubt, and be killed with the answer; false where it does not ask.
func (w *worker) isAsked(c *console, p plan) bool {
	w.gate.sets(&trap{p, c})
	c.signsIn()
	asked := time.NewTimer(4 * time.Second)
	defer asked.Stop()
	select {
	case <-c.ended:
		return true
	case <-asked.C:
	}
	w.gate.sets(nil)
	return false
}

// confirms presses the key that confirms, and sees to it that the console is killed.
func (w *worker) confirms(c *console, a *attempt) {
	w.gate.sets(&trap{a.plan, c})
	log := logOf(w.gate.journal)
	before := stampOf(log)
	a.confirmed, a.from = true, time.Now()
	switch a.at {
	case withTheKey:
		c.types(a.key())
		c.kill()
		return
	case atIntent:
		go whenWritten(log, before, c.ended, func() { after(a.delay, c.ended, c.kill) })
	case around:
		go after(a.delay, c.ended, c.kill)
	}
	done := a.done()
	c.confirmsUntil(a.key(), "the console to be killed", func(screen string) bool {
		return notAgain(screen) || (a.at == concluded || a.at == moving) && done(screen)
	})
	if c.err == nil {
		a.refused, a.shown = notAgain(c.shows()), done(c.shows())
		a.held = waits(c.shows())
		if a.at == moving && a.shown && !w.untilMoved(c, a.delay) {
			a.at = concluded
		}
		c.kill()
	}
}

// untilMoved waits until the console, which has nothing else to do, begins to move the journal's log into
// the file, and kills it then; false where it did not begin.
func (w *worker) untilMoved(c *console, delay time.Duration) (moved bool) {
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second) // asking about doubts puts it off
	defer cancel()
	whenWritten(w.gate.journal, stampOf(w.gate.journal), ctx.Done(), func() {
		moved = true
		after(delay, c.ended, c.kill)
	})
	return moved
}

// notAgain reports whether the console does not send what it has sent before, in doubt or done.
func notAgain(screen string) bool {
	return waits(screen) || strings.Contains(screen, "made already")
}

// notes keeps what was attempted.
func (w *worker) notes(a *attempt) *attempt {
	a.to = time.Now()
	w.attempts = append(w.attempts, a)
	w.coverage.takes(a)
	w.leaves(a.sale, settledBy(a.to))
	if a.refused || a.kind == "" {
		return a
	}
	unknown := a.confirmed && !a.shown
	if unknown {
		w.doubted[a.reference], w.doubted[string(a.sale)] = true, true
	}
	switch a.kind {
	case flows.AuthorizationIntent:
		if !a.shown {
			w.waiting[a.account] = settledBy(a.to)
		}
	case flows.RefundIntent:
		w.refunded[a.capture] = true
		if !a.shown { // a person may have to settle it first
			w.leaves(a.sale, a.to.Add(time.Hour))
		}
	}
	return a
}

// settledBy returns the time by which the outcome of what a console was killed in must be known.
func settledBy(killed time.Time) time.Time { return killed.Add(submit + grace + 3*time.Second) }

// leaves leaves a sale alone until then, or longer.
func (w *worker) leaves(sale api.ID, until time.Time) {
	if sale != "" && until.After(w.busy[sale]) {
		w.busy[sale] = until
	}
}

// possible reports whether a console can be killed at a point now.
func (w *worker) possible(p point) bool { return p != whileAsking || w.mayDoubt() }

// mayDoubt reports whether the last kill may have left something that is asked about.
func (w *worker) mayDoubt() bool {
	last := w.last()
	if last == nil || !queryable(last.kind) || last != w.attempts[len(w.attempts)-1] {
		return false
	}
	switch last.at {
	case unsent, onTheLine, executed, answered, atIntent:
		return true
	}
	return false
}

// last is the last attempt that came as far as a deed, and was not refused; nil before the first.
func (w *worker) last() *attempt {
	for _, a := range slices.Backward(w.attempts) {
		if a.kind != "" && !a.refused {
			return a
		}
	}
	return nil
}
