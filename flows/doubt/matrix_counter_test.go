package doubt_test

// This file is the counter that the fault matrix is run at: one console and one training server in this process, with no
// disk and no network between them, and clocks that the test moves. One cell of the matrix takes a few milliseconds.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/doubt"
)

const (
	account   = api.ID("100000001")
	stranger  = api.ID("100000002")
	reference = "Order-0042b"
	clerk     = "12345-SAMPLE"
)

// counter is a console, its server, and the clocks of both.
type counter struct {
	ctx      context.Context
	server   *sandbox.Server
	client   *api.Client // over the line
	books    *api.Client // beside the line: what the server really has
	line     *line
	ledger   *ledger
	resolver *doubt.Resolver

	clock   sync.Mutex    // a token is asked for in the background
	at      time.Time     // what time it really is
	ahead   time.Duration // how far the server's clock is
	wrong   time.Duration // how far the console's wall clock is
	undated bool          // the server says no time
	numbers int
	ended   verdict // before the same was sent once more; empty: it was not
}

// noon is in the middle of a day in Toronto and in Greenwich.
func noon() time.Time { return time.Date(2026, 6, 15, 12, 30, 15, 0, time.UTC) }

// idempotency is a server's way with the idempotency headers.
type idempotency = sandbox.Idempotency

var idempotencies = map[idempotency]string{
	sandbox.IdempotencyEverywhere: "keys honoured", sandbox.IdempotencyTransactions: "keys honoured in transactions", sandbox.IdempotencyIgnored: "keys ignored",
}

// store is servers that one counter after another works on: they have read their catalogues.
type store struct {
	servers map[idempotency]*sandbox.Server
	counter *counter // whose time it is
	undated bool     // the server of the next counter says no time
}

func newStore() *store { return &store{servers: map[idempotency]*sandbox.Server{}} }

func (s *store) serverOf(keys idempotency) *sandbox.Server {
	if s.servers[keys] == nil {
		s.servers[keys] = sandbox.New(sandbox.Options{
			Now: s.now, Seed: 1, Override: true, Standard: true, TokenLife: 1000 * time.Hour, PageSize: 2, Idempotency: keys,
		})
	}
	return s.servers[keys]
}

func (s *store) now() time.Time {
	if s.counter == nil {
		return noon()
	}
	return s.counter.serverNow()
}

// open opens a counter on a server on which nothing has happened.
func (s *store) open(ctx context.Context, at time.Time, keys idempotency) (*counter, error) {
	c := &counter{ctx: ctx, at: at, server: s.serverOf(keys), undated: s.undated}
	s.counter = c
	if err := c.server.Reset(); err != nil {
		return nil, err
	}
	c.line = &line{counter: c}
	var err error
	if c.client, err = c.clientOver(c.line, c.now); err != nil {
		return nil, err
	}
	if c.books, err = c.clientOver(beside{c}, c.serverNow); err != nil {
		return nil, err
	}
	c.ledger = &ledger{Intents: flowtest.NewIntents(c.now), counter: c, serverAt: map[flows.IntentID]time.Time{}}
	c.restart(false)
	_, err = c.client.Lookup(c.ctx, api.Call{}, api.LookupQuery{AccountNumber: string(account)}) // as a console hears from the server first
	return c, err
}

func (c *counter) clientOver(line http.RoundTripper, now func() time.Time) (*api.Client, error) {
	return api.New(api.Options{
		BaseURL: "http://127.0.0.1:1/", ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
		Transport: line, Now: now,
	})
}

func (c *counter) close() {
	c.client.Close()
	c.books.Close()
}

func (c *counter) now() time.Time {
	c.clock.Lock()
	defer c.clock.Unlock()
	return c.at.Add(c.wrong)
}

func (c *counter) serverNow() time.Time {
	c.clock.Lock()
	defer c.clock.Unlock()
	return c.at.Add(c.ahead)
}

// clocks sets the clocks.
func (c *counter) clocks(set func()) {
	c.clock.Lock()
	defer c.clock.Unlock()
	set()
}

// restart is another console on the same journal: it does not know the account's whole number.
func (c *counter) restart(forgets bool) {
	c.ledger.forgets = forgets
	c.resolver = doubt.NewResolver(doubt.Options{Server: c.client, Customers: c.client, Ledger: c.ledger, Now: c.now, Offset: c.client.ClockOffset})
	c.resolver.Next(c.ledger.InDoubt())
}

func (c *counter) number(prefix string) string {
	c.numbers++
	return fmt.Sprintf("%s-%d", prefix, c.numbers)
}

// ledger is the journal, in memory.
type ledger struct {
	*flowtest.Intents
	counter  *counter
	forgets  bool
	serverAt map[flows.IntentID]time.Time
	last     flows.Outcome // the last that was recorded, and when
	lastAt   time.Time
}

func (l *ledger) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	if offset, known := l.counter.client.ClockOffset(); known {
		in.ServerAt = l.counter.now().Add(offset).UTC()
	}
	id, err := l.Intents.Intend(ctx, in)
	if err == nil {
		l.serverAt[id] = in.ServerAt
	}
	return id, err
}

func (l *ledger) Conclude(ctx context.Context, id flows.IntentID, o flows.Outcome) error {
	l.last, l.lastAt = o, l.counter.at
	return l.Intents.Conclude(ctx, id, o)
}

// Doubts lists what is in doubt, as a journal does: only the console that made a call knows the whole number.
func (l *ledger) Doubts(context.Context) ([]flows.Doubt, error) {
	doubts := l.InDoubt()
	for i := range doubts {
		doubts[i].Intent.ServerAt = l.serverAt[doubts[i].ID]
		if l.forgets {
			doubts[i].Intent.Account = ""
		}
	}
	return doubts, nil
}

func (*ledger) Asked(context.Context, flows.IntentID, string) error { return nil }

// beside reaches the server without the line.
type beside struct{ *counter }

func (b beside) RoundTrip(r *http.Request) (*http.Response, error) { return b.serve(r) }

// serve lets the server answer. Its clock is on the answer.
func (c *counter) serve(r *http.Request) (answer *http.Response, err error) {
	if r.Body == nil {
		r = r.Clone(r.Context())
		r.Body = http.NoBody
	}
	defer func() {
		switch broken := recover().(type) {
		case nil:
		case error:
			if !errors.Is(broken, http.ErrAbortHandler) {
				panic(broken)
			}
			answer, err = nil, errHungUp
		default:
			panic(broken)
		}
	}()
	w := httptest.NewRecorder()
	c.server.ServeHTTP(w, r)
	answer = w.Result()
	return c.dated(answer), nil
}

// dated writes the server's time on an answer.
func (c *counter) dated(answer *http.Response) *http.Response {
	if !c.undated {
		answer.Header.Set("Date", c.serverNow().UTC().Format(http.TimeFormat))
	}
	return answer
}

// settle lets time pass until nothing more is asked by itself, or an hour has gone.
func (c *counter) settle() error {
	begin := c.at
	for {
		doubts, err := c.ledger.Doubts(c.ctx)
		if err != nil {
			return err
		}
		next, due := c.resolver.Next(doubts)
		if !due || !c.asks(doubts) || c.at.Sub(begin) > time.Hour {
			return nil
		}
		wait := max(0, next.Sub(c.now()))
		c.clocks(func() { c.at = c.at.Add(wait) })
		if _, err := c.resolver.Run(c.ctx); err != nil {
			return err
		}
	}
}

func (c *counter) asks(doubts []flows.Doubt) bool {
	for _, d := range doubts {
		if !d.NeedsPerson {
			return true
		}
	}
	return false
}

// credit is an account's available credit on the server.
func (c *counter) credit(of api.ID) (api.Money, error) {
	a, err := c.books.Lookup(c.ctx, api.Call{}, api.LookupQuery{AccountNumber: string(of)})
	return a.AvailableCredit, err
}
