package doubt

// This file goes on asking, for a while, about what was taken for not done: a server that was slower than the grace time must
// not leave a customer with a purchase that nobody knows of.

import (
	"context"
	"time"

	"countertop/flows"
)

// latePauses are the times between which it is asked about again; then no more (OWN). The day's end compares whatever
// comes to light later still, or after the console was closed.
var latePauses = []time.Duration{5 * time.Minute, 15 * time.Minute, 40 * time.Minute, time.Hour}

// watch is something that was not found in its time.
type watch struct {
	doubt flows.Doubt
	next  time.Time
	times int
	told  bool // that something came to light that may be it
}

// watched is true for what a list of the server's names, so that a late one cannot be taken for another: what was done
// again by hand meanwhile is known by its number.
func watched(d flows.Doubt, o flows.Outcome) bool {
	listed := d.Intent.Kind == flows.AuthorizationIntent || d.Intent.Kind == flows.CaptureIntent
	return listed && o.Result == flows.ResultNotDone && o.Code == CodeNotFound
}

// nextLate returns the time at which a watched one is due; zero if there is none. The caller holds the lock.
func (r *Resolver) nextLate() time.Time {
	var next time.Time
	for _, w := range r.watches {
		if next.IsZero() || w.next.Before(next) {
			next = w.next
		}
	}
	return next
}

// dueLate takes the watched ones that are due.
func (r *Resolver) dueLate() []watch {
	r.mu.Lock()
	defer r.mu.Unlock()
	var due, kept []watch
	for _, w := range r.watches {
		if r.o.Now().Before(w.next) {
			kept = append(kept, w)
		} else {
			due = append(due, w)
		}
	}
	r.watches = kept
	return due
}

// askLate asks about the watched ones that are due. A server that cannot be asked is asked the next time. What may be it is news once,
// and asked about further.
func (r *Resolver) askLate(ctx context.Context) []News {
	var news []News
	for _, w := range r.dueLate() {
		finding, err := r.find(ctx, w.doubt, r.clocks())
		r.mu.Lock()
		found := err == nil && finding.Verdict == Found
		if found || err == nil && finding.Shown && !w.told {
			w.told = true
			late := News{Doubt: w.doubt, Finding: finding, Outcome: flows.Outcome{Result: flows.ResultNotDone, Code: CodeNotFound, Source: flows.FromServer}, At: r.o.Now(), Late: true}
			r.settled = append(r.settled, late)
			news = append(news, late)
		}
		if !found && w.times+1 < len(latePauses) {
			w.times++
			w.next = r.o.Now().Add(latePauses[w.times])
			r.watches = append(r.watches, w)
		}
		r.mu.Unlock()
	}
	return news
}
