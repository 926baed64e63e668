package doubt

// This file is the world that the tests of agreement act in: stores whose consoles share a journal on disk, one
// training server over HTTP on loopback, and clocks that need not agree.

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows/journal"
)

// failing is a test, or one run of a property.
type failing interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// world is two hosts with a journal each, the server that both work on, and the time. Its own console, of the first
// host, is for tests that need no other.
type world struct {
	*console
	t      failing
	ctx    context.Context
	server *sandbox.Server
	base   string
	next   http.RoundTripper // the line to the server
	submit time.Duration     // how long a console waits for the answer to a money call
	books  *api.Client       // asks the server beside the line, where no fault is
	hosts  []*host

	mu    sync.Mutex
	at    time.Time     // what time it really is
	ahead time.Duration // how far the server's clock is

	steps   int // what was done so far, in this order whatever the clocks say
	sent    map[api.ReferenceID]*sending
	order   []*sending
	late    []held
	unseen  func()               // sees what a call did, once the server is up again
	auto    map[string]bool      // the references of purchases that are captured at once
	begin   map[api.ID]api.Money // the accounts' available credit
	numbers int
	close   func()
}

// host is a computer of a store.
type host struct {
	w        *world
	name     string
	path     string        // of the journal that its consoles share
	wrong    time.Duration // how far its wall clock is ahead
	moved    int           // the step at which it was moved last
	started  int
	consoles []*console
}

const (
	account = api.ID("100000001")
	other   = api.ID("100000002")
)

func openWorld(t *testing.T, idempotency bool) *world {
	t.Helper()
	w := newWorld(t.Context(), t, t.TempDir(), idempotency, 0, onLoopback)
	t.Cleanup(w.close)
	return w
}

// wire is a way in which calls come to the server.
type wire int

const (
	onLoopback wire = iota // over TCP, as in a store
	inMemory               // so that a run can be repeated exactly
)

func newWorld(ctx context.Context, t failing, folder string, idempotency bool, ahead time.Duration, by wire) *world {
	t.Helper()
	w := &world{t: t, ctx: ctx, at: noon(), ahead: ahead, sent: map[api.ReferenceID]*sending{}, auto: map[string]bool{}, begin: map[api.ID]api.Money{}}
	w.server = sandbox.New(sandbox.Options{Now: w.serverNow, Seed: 1, Override: true, Standard: true, TokenLife: 1000 * time.Hour})
	base, stop, err := w.server.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	w.base, w.next, w.submit = base, transport, 1500*time.Millisecond
	if by == inMemory {
		w.next, w.submit = beside{w.server}, time.Hour
	}
	if !idempotency {
		w.next = forgetful{w.next}
	}
	w.books = w.clientOver(beside{w.server}, w.serverNow)
	for _, a := range []api.ID{account, other} {
		w.begin[a] = w.credit(a)
	}
	w.hosts = []*host{w.newHost(folder, "ORDER", 2), w.newHost(folder, "OTHER", 1)}
	w.console = w.hosts[0].consoles[0]
	w.start()
	w.close = func() {
		for _, c := range w.everyConsole() {
			c.end()
		}
		w.books.Close()
		transport.CloseIdleConnections()
		stop()
	}
	return w
}

func (w *world) newHost(folder, name string, consoles int) *host {
	h := &host{w: w, name: name, path: filepath.Join(folder, name+".db"), moved: -1}
	for range consoles {
		h.consoles = append(h.consoles, &console{host: h})
	}
	return h
}

func (w *world) everyConsole() []*console {
	var all []*console
	for _, h := range w.hosts {
		all = append(all, h.consoles...)
	}
	return all
}

func (w *world) clientOver(line http.RoundTripper, now func() time.Time) *api.Client {
	w.t.Helper()
	client, err := api.New(api.Options{
		BaseURL: w.base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1, Transport: line, Now: now,
		Timeouts: api.Timeouts{Read: w.submit, Submit: w.submit, Token: w.submit},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return client
}

// beside reaches the server without a line: nothing of it depends on how busy the machine is.
type beside struct{ server http.Handler }

func (b beside) RoundTrip(r *http.Request) (answer *http.Response, err error) {
	if r.Body == nil {
		r = r.Clone(r.Context())
		r.Body = http.NoBody
	}
	defer func() {
		switch ended := recover(); ended {
		case nil:
		case http.ErrAbortHandler: // it hangs up
			answer, err = nil, io.ErrUnexpectedEOF
		default:
			panic(ended)
		}
	}()
	recorded := httptest.NewRecorder()
	b.server.ServeHTTP(recorded, r)
	return recorded.Result(), nil
}

// forgetful is a line to a server that knows no idempotency keys.
type forgetful struct{ next http.RoundTripper }

func (f forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Del("X-Idempotency-Key")
	r.Header.Del("X-Context-Hash")
	return f.next.RoundTrip(r)
}

func (w *world) serverNow() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.at.Add(w.ahead)
}

func (h *host) now() time.Time {
	h.w.mu.Lock()
	defer h.w.mu.Unlock()
	return h.w.at.Add(h.wrong)
}

// moveClock sets the host's wall clock.
func (h *host) moveClock(by time.Duration) {
	h.moved = h.w.step()
	h.w.mu.Lock()
	defer h.w.mu.Unlock()
	h.wrong += by
}

// pass lets time pass: calls that are late arrive at their time.
func (w *world) pass(by time.Duration) {
	w.mu.Lock()
	end := w.at.Add(by)
	w.mu.Unlock()
	for {
		call, arrives := w.earliest(end)
		if !arrives {
			w.setTime(end)
			return
		}
		w.setTime(call.due)
		w.server.Disarm()
		call.arrive()
	}
}

func (w *world) setTime(at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at = at
}

// step counts what is done.
func (w *world) step() int {
	w.steps++
	return w.steps
}

func (w *world) number(prefix string) string {
	w.numbers++
	return fmt.Sprintf("%s-%d", prefix, w.numbers)
}

// sale returns the server's purchase as it is now.
func (w *world) sale(id api.ID) api.Authorization {
	w.t.Helper()
	a, err := w.books.Authorization(w.ctx, api.Call{}, id)
	if err != nil {
		w.t.Fatalf("asking for a sale: %v", err)
	}
	return a
}

// sales returns the server's purchases on an account, without those that it had at the beginning.
func (w *world) sales(of api.ID) []api.Authorization {
	w.t.Helper()
	list, err := w.books.Authorizations(w.ctx, api.Call{}, api.TransactionQuery{AccountNumber: of, From: noon().Format(time.DateOnly)})
	if err != nil {
		w.t.Fatalf("asking for all sales: %v", err)
	}
	return list
}

// credit is an account's available credit on the server.
func (w *world) credit(of api.ID) api.Money {
	w.t.Helper()
	a, err := w.books.Lookup(w.ctx, api.Call{}, api.LookupQuery{AccountNumber: string(of)})
	if err != nil {
		w.t.Fatalf("looking the account up: %v", err)
	}
	return a.AvailableCredit
}

// records is all that a host's journal has.
func (h *host) records() []journal.Record {
	h.w.t.Helper()
	c := h.consoles[0]
	c.start()
	records, err := c.journal.Find(h.w.ctx, journal.Query{Limit: 10_000})
	if err != nil {
		h.w.t.Fatal(err)
	}
	return records
}
