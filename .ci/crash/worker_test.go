//go:build !windows

package crash

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// What a console may take to give a money call up, and how long something may come to light after:
// both are short here, so that a doubt is settled within the run.
const submit, grace = 2 * time.Second, 2 * time.Second

// worker is a counter whose console is killed again and again: a home, a journal, and a training server
// of its own, which lives on.
type worker struct {
	name   string
	home   string
	binary string
	chance *rand.Rand

	gate   *gate
	state  string // the server's file
	server *sandbox.Server
	front  *httptest.Server // where the console goes
	client *api.Client      // asks the server directly

	attempts  []*attempt
	began     map[api.ID]api.Money // the accounts' available credit before anything was done
	busy      map[api.ID]time.Time // until when a sale is left alone: something of it may be in doubt
	waiting   map[api.ID]time.Time // until when a purchase on an account may be in doubt
	refunded  map[api.ID]bool      // captures
	coverage  *coverage            // of all workers
	shared    bool                 // with another console of the host, which lives on
	neighbour *console
}

// attempt is a deed that was confirmed, or was on its way to it, on a console that was killed.
type attempt struct {
	deed
	plan
	from, to  time.Time // when it was confirmed, and its console killed
	confirmed bool
	again     bool // it repeats the attempt before: the clerk does not know what came of that
	shown     bool // the console showed that it was done
	refused   bool // the console did not send it again
}

// newWorker opens a counter. Everything of it is closed at the end of the test.
func newWorker(t *testing.T, number int, seed uint64, shared *coverage) *worker {
	t.Helper()
	w := &worker{
		name: fmt.Sprintf("worker %d", number), home: t.TempDir(), binary: os.Getenv("COUNTERTOP_BINARY"),
		shared: number%2 == 0,
		chance: rand.New(rand.NewPCG(seed, uint64(number))), //nolint:gosec // what is tried, not a secret
		busy:   map[api.ID]time.Time{}, waiting: map[api.ID]time.Time{}, refunded: map[api.ID]bool{}, coverage: shared,
	}
	w.state = filepath.Join(w.home, "server.state")
	w.gate = &gate{}
	if err := w.opensServer(seed); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.server.Close() })
	w.front = httptest.NewServer(w.gate)
	t.Cleanup(w.front.Close)
	if err := w.configures(); err != nil {
		t.Fatal(err)
	}
	direct := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.gate.handler().ServeHTTP(rw, r) }))
	t.Cleanup(direct.Close)
	client, err := api.New(api.Options{
		BaseURL: direct.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
	})
	if err != nil {
		t.Fatal(err)
	}
	client.Start()
	t.Cleanup(client.Close)
	w.client = client
	if err := w.stocks(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.began, err = w.credit(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// kills starts a console, has a clerk do something with money, and kills the console as planned. Nil is
// a clerk who could do nothing.
func (w *worker) kills(ctx context.Context) (*attempt, error) {
	var a *attempt
	var kind flows.IntentKind
	if at, least := w.coverage.least(w.chance, w.possible); w.chance.IntN(2) == 0 {
		a, kind = &attempt{plan: plan{at, delayOf(at, w.chance)}}, least
	} else {
		a, kind = &attempt{plan: planned(w.chance, w.possible)}, w.kind()
	}
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
	if a.deed, a.again, err = w.chooses(ctx, kind); err != nil {
		return nil, err
	}
	c.leadsTo(a.deed)
	if c.err == nil {
		w.confirms(c, a)
	}
	switch {
	case errors.Is(c.err, errHeld) && (a.again || a.sale == ""):
		a.refused = true
		return w.notes(a), nil
	case errors.Is(c.err, errHeld):
		w.leaves(a.sale)
		return nil, nil
	case c.err == nil, errors.Is(c.err, errEnded) && (a.confirmed || a.at == anywhere):
		return w.notes(a), nil
	}
	return nil, fmt.Errorf("%s, killed %s: %w", a.deed, a.at, c.err)
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
		c.types(confirms)
		c.kill()
		return
	case atIntent:
		go whenWritten(log, before, c.ended, func() { after(a.delay, c.ended, c.kill) })
	case around:
		go after(a.delay, c.ended, c.kill)
	}
	done := a.done()
	c.confirmsUntil("the console to be killed", func(screen string) bool {
		return notAgain(screen) || (a.at == concluded || a.at == moving) && done(screen)
	})
	if c.err == nil {
		a.refused, a.shown = notAgain(c.shows()), done(c.shows())
		if a.at == moving {
			w.untilMoved(c, a.delay)
		}
		c.kill()
	}
}

// untilMoved waits until the console, which has nothing else to do, begins to move the journal's log into
// the file.
func (w *worker) untilMoved(c *console, delay time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second) // asking about doubts puts it off
	defer cancel()
	whenWritten(w.gate.journal, stampOf(w.gate.journal), ctx.Done(), func() { after(delay, c.ended, c.kill) })
}

// notAgain is true where the console does not send what it has sent before, in doubt or done.
func notAgain(screen string) bool {
	return waits(screen) || strings.Contains(screen, "made already")
}

// notes keeps what was attempted.
func (w *worker) notes(a *attempt) *attempt {
	a.to = time.Now()
	w.attempts = append(w.attempts, a)
	w.coverage.takes(a)
	w.leaves(a.sale)
	if a.kind == flows.AuthorizationIntent && !a.shown {
		w.waiting[a.account] = time.Now().Add(submit + grace + 3*time.Second)
	}
	if a.kind == flows.RefundIntent {
		w.refunded[a.capture] = true
		if !a.shown { // a person may have to settle it first
			w.busy[a.sale] = time.Now().Add(time.Hour)
		}
	}
	return a
}

// leaves leaves a sale alone until what is in doubt of it must be settled.
func (w *worker) leaves(sale api.ID) {
	if sale != "" {
		w.busy[sale] = time.Now().Add(submit + grace + 3*time.Second)
	}
}

// possible says whether a console can be killed at a point now.
func (w *worker) possible(p point) bool {
	switch p {
	case whileAsking:
		return w.mayDoubt()
	case moving: // a short log is not moved
		return stampOf(logOf(w.gate.journal)).size > 1<<20
	}
	return true
}

// mayDoubt says whether the last kill may have left something that is asked about.
func (w *worker) mayDoubt() bool {
	last := w.last()
	if last == nil || last.kind == flows.RefundIntent {
		return false
	}
	switch last.at {
	case unsent, onTheLine, executed, answered, atIntent:
		return true
	}
	return false
}

// works kills consoles until enough were killed, settles what is in doubt, and reads both sides, also where
// something went wrong before.
func (w *worker) works(ctx context.Context, left *atomic.Int64, seed uint64) (*books, error) {
	if err := w.welcomes(ctx); err != nil {
		return nil, err
	}
	wrong := errors.Join(w.rounds(ctx, left, seed), w.restartsServer(seed), w.parts(), w.settles(ctx))
	b, err := w.books(ctx)
	if err != nil {
		return nil, errors.Join(wrong, err)
	}
	b.compare()
	return b, errors.Join(wrong, w.proves(ctx))
}

func (w *worker) rounds(ctx context.Context, left *atomic.Int64, seed uint64) error {
	for round := 0; left.Add(-1) >= 0; round++ {
		for done := (*attempt)(nil); done == nil; {
			var err error
			if done, err = w.kills(ctx); err != nil {
				return err
			}
		}
		if round%40 == 20 { // the power fails there too
			if err := w.restartsServer(seed); err != nil {
				return err
			}
		}
	}
	return nil
}

// welcomes opens a console beside those that are killed, where this host has one.
func (w *worker) welcomes(ctx context.Context) (err error) {
	if !w.shared {
		return nil
	}
	if w.neighbour, err = startConsole(w.command(ctx)); err != nil {
		return err
	}
	w.neighbour.signsIn()
	return w.neighbour.err
}

// parts has the clerk beside leave.
func (w *worker) parts() error {
	if w.neighbour == nil {
		return nil
	}
	defer w.neighbour.kill()
	if err := w.neighbour.leaves(); err != nil {
		return fmt.Errorf("the console beside: %w", err)
	}
	return nil
}

// last is the last attempt that came as far as a deed; nil before the first.
func (w *worker) last() *attempt {
	for _, a := range slices.Backward(w.attempts) {
		if a.kind != "" {
			return a
		}
	}
	return nil
}
