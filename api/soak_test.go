package api_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
)

// A shift, as the store has it: the consoles' timers run by the clock of the test, which nobody has to wait
// for; the clock on the wall is that and the hours for which the lids were closed.
const (
	shift        = 8 * time.Hour
	shiftCounter = 4
	customerTime = 3 * time.Minute // from one customer to the next
	typing       = 4 * time.Second // from the first key to the first call
	answerTime   = 150 * time.Millisecond
)

// shop is the line between the consoles and a training server, which can be cut.
type shop struct {
	began  time.Time
	asleep atomic.Int64 // nanoseconds for which the lids were closed
	down   atomic.Bool
	back   atomic.Int64 // nanoseconds on the wall since when the server is back; 0: it was never away
	server *sandbox.Server

	refused  atomic.Int64 // answers of 401
	requests atomic.Int64
	tokens   atomic.Int64 // requests for tokens
	executed sync.Map     // idempotency key: true, of what reached the server
}

func (s *shop) now() time.Time { return time.Now().Add(time.Duration(s.asleep.Load())) }

// RoundTrip takes a request straight to the training server, once.
func (s *shop) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil { // as net/http does
		trace.GetConn(r.URL.Host)
		if !s.down.Load() {
			trace.WroteHeaders()
		}
	}
	if s.down.Load() {
		return nil, syscall.ECONNREFUSED
	}
	s.requests.Add(1)
	if r.URL.Path == sandbox.BasePath+"v2.5/oauth/token" {
		s.tokens.Add(1)
	}
	if key := r.Header.Get("X-Idempotency-Key"); key != "" {
		if _, again := s.executed.LoadOrStore(key, true); again {
			return nil, errors.New("a money call came twice")
		}
	}
	pass(answerTime)
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	if w.Code == http.StatusUnauthorized {
		s.refused.Add(1)
	}
	return w.Result(), nil
}

// pass lets time go by on the clock of a synctest bubble.
func pass(d time.Duration) { time.Sleep(d) } //nolint:forbidigo // nobody waits for a bubble's clock

// tally counts the outcomes of a shift's calls.
type tally struct {
	mu                       sync.Mutex
	sales, lookups, lost     int
	moneyLost                int // of those lost, calls that move money
	justBack                 int // customers who came in the minute after the server was back
	unexpected               []string
	waitedWhileUp, waitsDown int64
}

func (n *tally) note(up bool, err error) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err == nil {
		return true
	}
	var failed *api.Error
	if up || !errors.As(err, &failed) || failed.Kind != api.KindNetwork || failed.Executed != api.ExecutedNever {
		n.unexpected = append(n.unexpected, err.Error())
	}
	n.lost++
	return false
}

// Eight hours at four counters with tokens of twenty minutes: the lids are closed three times, once for longer than
// a token lives, and the server is down for two hours. What fails, fails in these two hours, as a call
// that was not answered, and no call waits for a token: not in the minute after them either, in which every counter
// has its next customer.
func TestAShiftOfEightHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{began: time.Now()}
		pins := make(map[string]chan string)
		for _, customer := range sandbox.SampleCustomers() {
			pins[customer.AccountNumber] = make(chan string, 1)
		}
		s.server = sandbox.New(sandbox.Options{Now: s.now, TokenLife: 20 * time.Minute, PIN: func(pin sandbox.PIN) {
			pins[pin.AccountNumber] <- pin.Digits
		}})
		clients := make([]*api.Client, shiftCounter)
		for i := range clients {
			c, err := api.New(api.Options{
				BaseURL: "https://pos.example" + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
				Transport: s, Now: s.now, Jitter: func() float64 { return 0.5 },
			})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.Start()
			clients[i] = c
		}
		n := &tally{}
		events := []struct {
			at, asleep time.Duration // since the beginning, on the wall
			down       bool
			up         bool
		}{
			{at: 50 * time.Minute, asleep: 4 * time.Minute},
			{at: 100 * time.Minute, asleep: 45 * time.Minute},
			{at: 180 * time.Minute, down: true},
			{at: 300 * time.Minute, up: true},
			{at: 390 * time.Minute, asleep: 19 * time.Minute},
		}
		for _, e := range events {
			s.serve(n, clients, pins, s.began.Add(e.at))
			switch {
			case e.down:
				s.down.Store(true)
			case e.up:
				s.down.Store(false)
				s.back.Store(s.now().UnixNano())
			default:
				s.asleep.Add(int64(e.asleep)) // no timer ran meanwhile
				for _, c := range clients {
					c.Wake() // the first key
				}
			}
		}
		s.serve(n, clients, pins, s.began.Add(shift))
		t.Logf("%d sales, %d look-ups; in the two hours %d calls without answer (%d of money), %d of them without a token that works; %d requests, %d for tokens",
			n.sales, n.lookups, n.lost, n.moneyLost, n.waitsDown, s.requests.Load(), s.tokens.Load())
		if len(n.unexpected) > 0 || s.refused.Load() > 0 || n.waitedWhileUp > 0 {
			t.Errorf("%d unexpected failures %v, %d answers of 401, %d calls waited for a token; want none", len(n.unexpected), n.unexpected, s.refused.Load(), n.waitedWhileUp)
		}
		if n.justBack < shiftCounter {
			t.Errorf("%d customers in the minute after the server was back, want one at each counter", n.justBack)
		}
		if n.sales < 100 || n.lookups < 200 || n.moneyLost == 0 {
			t.Errorf("%d sales, %d look-ups, %d lost: no shift was worked", n.sales, n.lookups, n.lost)
		}
	})
}

// serve works at all counters until a time on the wall.
func (s *shop) serve(n *tally, clients []*api.Client, pins map[string]chan string, until time.Time) {
	var counters sync.WaitGroup
	for i, c := range clients {
		counters.Go(func() {
			pass(typing + time.Duration(i)*7*time.Second)
			for round := 0; s.now().Before(until); round++ {
				before := c.TokenWaits()
				up, back := !s.down.Load(), s.back.Load()
				justBack := back > 0 && s.now().Sub(time.Unix(0, back)) < time.Minute
				s.customer(n, c, i, round, up, pins)
				n.mu.Lock()
				if justBack {
					n.justBack++
				}
				if up {
					n.waitedWhileUp += c.TokenWaits() - before
				} else {
					n.waitsDown += c.TokenWaits() - before
				}
				n.mu.Unlock()
				pass(min(customerTime, until.Sub(s.now())))
			}
		})
	}
	counters.Wait()
}

// customer looks an account up, and sells something every second time. Each counter has a customer of its own.
func (s *shop) customer(n *tally, c *api.Client, i, round int, up bool, pins map[string]chan string) {
	ctx, call := context.Background(), api.Call{Reference: api.NewReferenceID(), Language: api.English}
	account := sandbox.SampleCustomers()[[shiftCounter]int{0, 1, 3, 10}[i]].AccountNumber
	purchase := api.AuthorizationRequest{
		AccountNumber: api.ID(account), Reference: "order-" + strconv.Itoa(i) + "-" + strconv.Itoa(round), Amount: 100, AutoCapture: true,
		Financing: api.Financing{TransactionType: api.RegularPurchaseType}, RequestID: string(api.NewReferenceID()),
		Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE",
	}
	if _, err := c.Lookup(ctx, call, api.LookupQuery{AccountNumber: account}); !n.note(up, err) {
		if _, err := c.Authorize(ctx, call, purchase); !n.note(up, err) { // of a customer who was looked up before
			n.mu.Lock()
			n.moneyLost++
			n.mu.Unlock()
		}
		return
	}
	n.mu.Lock()
	n.lookups++
	n.mu.Unlock()
	if round%2 != 0 {
		return
	}
	if _, err := c.Verify(ctx, call, api.VerificationRequest{AccountNumber: api.ID(account), By: api.VerifySMS, RequestID: purchase.RequestID}); !n.note(up, err) {
		return
	}
	pin := <-pins[account]
	pass(20 * time.Second) // the customer reads it out
	purchase.VerificationCode = api.Secret(pin)
	_, err := c.Authorize(ctx, call, purchase)
	if n.note(up, err) {
		n.mu.Lock()
		n.sales++
		n.mu.Unlock()
	}
}
