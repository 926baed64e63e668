package api

// This file decides how long the token keeper leaves the server in peace after a failure, and what callers get
// meanwhile.

import (
	"context"
	"errors"
	"time"
)

// refused reports whether the attempt was answered with a refusal.
func refused(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Status >= 200 && failed.Status < 500 // no token in a success, or a page of somebody else's
}

// saysWhen reports whether the server said when it wants to be asked again.
func saysWhen(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.RetryAfter > 0
}

// remembered reports whether every caller gets this failure until the keeper asks again by itself. The secret is not
// sent once a key to a server that refuses it. A server that fails or is not reached is asked for each caller: it
// may be back at any moment.
func remembered(err error) bool { return refused(err) || saysWhen(err) }

// unreached reports whether the attempt got no answer.
func unreached(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Kind == KindNetwork
}

// The pauses after failures: 1 s (for short lives a quarter of the margin), doubling, of each between the
// half and the whole. A server that answers with a failure is left in peace ever longer, up to a minute. One that
// is not reached is asked again within 3 s, however long it was away: nothing else tells that the line is back,
// and a clerk types about that long before the first call. A Retry-After is obeyed up to 5 minutes, even where the
// pause would be shorter. OWN.
const (
	firstBackoff     = time.Second
	maxBackoff       = time.Minute
	unreachedBackoff = 3 * time.Second
	leastBackoff     = 50 * time.Millisecond
	maxRetryAfter    = 5 * time.Minute
)

// pause waits until the next attempt is due; false says that the keeper ends. A caller without a
// token that works ends a pause at once, except after a refusal; other than that nothing wakes the keeper.
func (k *keeper) pause(ctx context.Context, failures int) bool {
	timer := time.NewTimer(k.untilNext(failures))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-timer.C:
			return true
		case <-k.wake:
			if again, barred := k.lift(failures); barred {
				timer.Reset(again)
			} else if k.wanted(failures > 0) {
				return true
			}
		}
	}
}

// leastRest is the time that the keeper leaves a server in peace that gives out tokens of less than three seconds, while nobody calls (OWN).
const leastRest = 10 * time.Second

// atFault counts the tokens that single calls were refused for, by the names of the calls. A call that is refused with several that
// other calls are served with is itself at fault: no new token helps it.
type atFault struct {
	open map[string]int // since a call of the name was served
	sure map[string]int // of these, those after which another call was served
}

func (f *atFault) refused(op string) {
	if f.open == nil {
		f.open, f.sure = map[string]int{}, map[string]int{}
	}
	f.open[op]++
}

func (f *atFault) served(op string) {
	delete(f.open, op)
	delete(f.sure, op)
	for other, n := range f.open {
		f.sure[other] = n
	}
}

func (f *atFault) is(op string) bool { return f.sure[op] >= mostUntaken }

// mostUntaken bounds how many new tokens in a row a server may refuse before the keeper pauses (OWN). One may have ended early, and
// the next may have been given out before the server knew it.
const mostUntaken = 3

// lift ends a bar, and says how long the pause is that takes its place.
func (k *keeper) lift(failures int) (time.Duration, bool) {
	k.mu.Lock()
	barred := k.barred
	k.barred = false
	failures = max(failures, k.untaken-mostUntaken+1)
	k.mu.Unlock()
	if !barred {
		return 0, false
	}
	return k.untilNext(failures), true
}

func (k *keeper) wanted(failing bool) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.told != nil {
		return false
	}
	return !k.works() || !failing && k.due()
}

func (k *keeper) untilNext(failures int) time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	if failures == 0 {
		rest := k.held.expires.Add(-k.held.margin).Sub(k.now())
		if k.held.margin < time.Second { // it lives less than three
			rest = max(rest, leastRest)
		}
		return rest
	}
	first := firstBackoff
	if quarter := k.held.margin / 4; quarter > 0 {
		first = min(first, max(quarter, leastBackoff))
	}
	longest := maxBackoff
	if unreached(k.err) {
		longest = unreachedBackoff
	}
	pause := jittered(min(first<<min(failures-1, 16), longest), k.jitter())
	var failed *Error
	if errors.As(k.err, &failed) {
		pause = max(pause, failed.RetryAfter)
	}
	return pause
}
