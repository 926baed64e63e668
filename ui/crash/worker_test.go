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
	"sync/atomic"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
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
	doubted   map[string]bool      // references and sales of what a console was killed in
	coverage  *coverage            // of all workers
	shared    bool                 // with another console of the host, which lives on
	neighbour *console
}

// newWorker opens a counter. Everything of it is closed at the end of the test.
func newWorker(t *testing.T, number int, seed uint64, shared *coverage) *worker {
	t.Helper()
	w := &worker{
		name: fmt.Sprintf("worker %d", number), home: t.TempDir(), binary: os.Getenv("COUNTERTOP_BINARY"),
		shared: number%2 == 0,
		chance: rand.New(rand.NewPCG(seed, uint64(number))), //nolint:gosec // what is tried, not a secret
		busy:   map[api.ID]time.Time{}, waiting: map[api.ID]time.Time{}, refunded: map[api.ID]bool{},
		doubted: map[string]bool{}, coverage: shared,
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
		for done := (*attempt)(nil); done == nil || done.refused; { // what had to wait is no kill in a money call
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
