package api

// This file is the token keeper: it has a token ready before anybody asks for one. A goroutine of
// its own refreshes it, one request at a time; callers never wait for a refresh, but only
// where there is no token that works (docs/architecture.md rule 3).

import (
	"context"
	"sync"
	"time"

	"countertop/api/private"
)

// TokenPhase is the keeper's phase.
type TokenPhase int

// The phases of the token.
const (
	TokenNone        TokenPhase = iota // nothing asked for yet, or asleep past expiry, or closed
	TokenFetching                      // none that works; one is being fetched
	TokenFresh                         // one that works
	TokenRefreshing                    // one that works, and the next is being fetched
	TokenRefused                       // the server, or what stands before it, refuses to give one
	TokenUnreachable                   // the server does not answer, or fails
)

// TokenState describes the token for the status line.
type TokenState struct {
	Phase   TokenPhase
	Expires time.Time // UTC; zero without a token that works. It may be in the future with Refused and Unreachable too
	Err     error     // why the last attempt failed, while the next runs too; nil after one that worked
}

// token is an answer of the token endpoint.
type token struct {
	private.Data

	access  Secret
	refresh Secret
	expires time.Time // by the wall clock: the monotonic one stands still while the machine sleeps
	margin  time.Duration
}

// refreshMargin is the time before expiry at which a token is refreshed (docs/contract.md §2, suggested).
// A token that lives less than three times as long is refreshed after two thirds of its life (OWN).
const refreshMargin = 60 * time.Second

func newToken(access, refresh Secret, asked time.Time, life time.Duration) token {
	return token{access: access, refresh: refresh, expires: asked.UTC().Round(0).Add(life), margin: min(refreshMargin, life/3)}
}

// keeper keeps the token.
type keeper struct {
	private.Data

	// fetch asks for a token: with a refresh token, or with client credentials where it is empty.
	fetch  func(ctx context.Context, refresh Secret) (token, error)
	now    func() time.Time
	jitter func() float64

	wake    chan struct{} // a caller has no token that works
	changes chan struct{} // the state changed

	mu     sync.Mutex // never held while anything is waited for
	held   token
	phase  TokenPhase
	err    error
	told   error    // the refusal that every caller gets until the next attempt; nil: a caller has one made
	next   *renewal // the attempt that runs, or the next one
	cancel context.CancelFunc
	done   chan struct{} // closed when the goroutine has ended
	closed bool
	waits  int64 // calls that found no token that works
	// untaken counts the tokens in a row that the server gave out and then refused. barred is set until the pause after the last
	// one begins.
	untaken int
	barred  bool
	calls   atFault
}

func newKeeper(fetch func(context.Context, Secret) (token, error), now func() time.Time, jitter func() float64) *keeper {
	return &keeper{
		fetch: fetch, now: now, jitter: jitter,
		wake: make(chan struct{}, 1), changes: make(chan struct{}, 1),
		next: newRenewal(), done: make(chan struct{}),
	}
}

// renewal is one attempt at a token, for those who wait for it.
type renewal struct {
	ended chan struct{}
	err   error // to be read once ended is closed
}

func newRenewal() *renewal { return &renewal{ended: make(chan struct{})} }

// start starts the goroutine, once.
func (k *keeper) start() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed || k.cancel != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	k.cancel = cancel
	go k.run(ctx)
}

// ended reports whether the keeper was closed.
func (k *keeper) ended() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.closed
}

// close ends the goroutine and waits for its end.
func (k *keeper) close() {
	k.mu.Lock()
	if !k.closed {
		k.closed = true
		if k.cancel == nil {
			close(k.done)
		} else {
			k.cancel()
		}
	}
	k.mu.Unlock()
	<-k.done
}

// access gives the token. It waits, no longer than ctx, only while there is none that works:
// for the first, after a sleep past expiry, after a 401. Where the attempt it waits for fails,
// its error is returned. After a refusal everybody gets that refusal at once, until the keeper asks again.
func (k *keeper) access(ctx context.Context) (Secret, error) {
	k.start()
	for first := true; ; first = false {
		k.mu.Lock()
		now := k.now()
		access, works, next, closed, told := k.held.access, k.held.worksAt(now), k.next, k.closed, k.told
		if !works || k.held.dueAt(now) { // due: the timer stood still while the machine slept
			k.poke()
		}
		if first && !works && !closed && told == nil {
			k.waits++
		}
		k.mu.Unlock()
		switch {
		case closed:
			return "", ErrClosed
		case works:
			return access, nil
		case told != nil:
			return "", told
		}
		select {
		case <-next.ended:
			if next.err != nil {
				return "", next.err
			}
		case <-k.done:
			return "", ErrClosed
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// refuse says that the server answered a call's token with 401: it does not work, and cannot be refreshed. Where the server takes
// none of several tokens that it gave out, every caller gets the refusal until the keeper asks again.
func (k *keeper) refuse(op string, access Secret, failed *Error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held.access != access || k.calls.is(op) {
		return
	}
	k.held = token{}
	k.untaken++
	k.calls.refused(op)
	k.poke() // also where the call that found it out asks no second time
	if k.untaken < mostUntaken || k.told != nil || k.closed {
		return
	}
	k.told, k.barred, k.phase, k.err = failed, true, TokenRefused, failed
	k.tell()
}

// take says that the server answered a call's token with anything but 401.
func (k *keeper) take(op string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.untaken = 0
	k.calls.served(op)
}

// blames reports whether a call is refused with every token, and others are not.
func (k *keeper) blames(op string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.calls.is(op)
}

// poke ends the keeper's pause. k.mu is held, so that end knows for which attempt it was.
func (k *keeper) poke() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// state is the phase as it is now.
func (k *keeper) state() TokenState {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := TokenState{Phase: k.phase, Err: k.err}
	if k.works() {
		s.Expires = k.held.expires
		return s
	}
	switch s.Phase {
	case TokenFresh:
		s.Phase = TokenNone
	case TokenRefreshing:
		s.Phase = TokenFetching
	}
	return s
}

// works reports whether the token held can be sent. k.mu is held.
func (k *keeper) works() bool { return k.held.worksAt(k.now()) }

// due is true from when on the token should be refreshed. k.mu is held.
func (k *keeper) due() bool { return k.held.dueAt(k.now()) }

func (t *token) worksAt(now time.Time) bool { return t.access != "" && now.Before(t.expires) }

func (t *token) dueAt(now time.Time) bool { return !now.Before(t.expires.Add(-t.margin)) }

// look has a token fetched or refreshed where the clock says that it is time, and waits for nothing.
func (k *keeper) look() {
	k.start()
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.works() || k.due() {
		k.poke()
	}
}

// waited returns the number of calls that had to wait for a token.
func (k *keeper) waited() int64 {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.waits
}

// run keeps a token until ctx ends.
func (k *keeper) run(ctx context.Context) {
	defer close(k.done)
	defer k.become(TokenNone, nil)
	for failures := 0; ; {
		err := k.renew(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			failures = 0
		} else {
			failures++
		}
		if !k.pause(ctx, failures) {
			return
		}
	}
}

// renew makes one attempt: with the refresh token where there is one that works, and with
// client credentials where there is none, or it was refused, or its answer was lost. A server that says when it wants
// to be asked again is not asked a second time now.
func (k *keeper) renew(ctx context.Context) error {
	refresh := k.begin()
	got, err := token{}, error(nil)
	if refresh != "" {
		got, err = k.fetch(ctx, refresh)
	}
	if refresh == "" || err != nil && ctx.Err() == nil && !saysWhen(err) {
		got, err = k.fetch(ctx, "")
	}
	if ctx.Err() == nil {
		k.end(got, err)
	}
	return err
}

// begin marks that an attempt runs, and takes the refresh token: it is good for one use.
func (k *keeper) begin() Secret {
	k.mu.Lock()
	works, refresh, last := k.works(), k.held.refresh, k.err
	k.held.refresh, k.told = "", nil
	k.mu.Unlock()
	if !works {
		k.become(TokenFetching, last)
		return "" // an expired token cannot be refreshed
	}
	k.become(TokenRefreshing, last)
	return refresh
}

// end takes what an attempt gave, and tells who waits for it. The token held before stays
// until its own expiry where there is no new one.
func (k *keeper) end(got token, err error) {
	phase := TokenFresh
	switch {
	case err == nil:
	case refused(err):
		phase = TokenRefused
	default:
		phase = TokenUnreachable
	}
	k.mu.Lock()
	if err == nil {
		k.held, k.told, k.barred = got, nil, false // a bar of the token before is over
	}
	select {
	case <-k.wake: // who poked during the attempt has its result
	default:
	}
	if remembered(err) {
		k.told = err
	}
	k.next.err = err
	close(k.next.ended)
	k.next = newRenewal()
	k.phase, k.err = phase, err
	k.mu.Unlock()
	k.tell()
}

func (k *keeper) become(phase TokenPhase, err error) {
	k.mu.Lock()
	k.phase, k.err = phase, err
	k.mu.Unlock()
	k.tell()
}

// tell says that the state changed; who has not yet heard of the last change hears once.
func (k *keeper) tell() {
	select {
	case k.changes <- struct{}{}:
	default:
	}
}
