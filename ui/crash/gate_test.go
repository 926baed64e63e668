//go:build !windows

package crash

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"

	"countertop/flows"
)

// gate stands before a training server: it notes every money call that comes, and springs the trap that
// was set for the next one.
type gate struct {
	journal string // the path of the journal of the console that comes here

	mu     sync.Mutex
	server http.Handler
	trap   *trap
	calls  []*call
	late   sync.WaitGroup // calls that are still on the line
}

// trap says what happens to the next call of its kind.
type trap struct {
	plan
	console *console
}

// call is a money call that came to the gate.
type call struct {
	kind     flows.IntentKind
	key      string // as keyOf names its intent
	path     string
	sentOn   bool
	executed bool // the server answered that it was done
	code     int  // of the server's answer; 0 without one
}

// kindOf says which money call a request is; empty for any other.
func kindOf(r *http.Request, body []byte) flows.IntentKind {
	if r.Method != http.MethodPost {
		return ""
	}
	switch path := r.URL.Path; path[strings.LastIndexByte(path, '/')+1:] {
	case "apply":
		return flows.ApplicationIntent
	case "authorization":
		return flows.AuthorizationIntent
	case "capture":
		return flows.CaptureIntent
	case "release":
		return flows.ReleaseIntent
	case "return":
		return flows.ReturnIntent
	case "refund":
		return flows.RefundIntent
	case "transactions":
		return kindOfPayment(body)
	}
	return ""
}

// keyOfCall names a call as keyOf names its intent.
func keyOfCall(kind flows.IntentKind, r *http.Request) string {
	if kind == flows.ApplicationIntent {
		return r.Header.Get("X-Reference-Id")
	}
	return r.Header.Get("X-Idempotency-Key")
}

// asks is true for what a console asks about a doubt.
func asks(r *http.Request) bool {
	return r.Method == http.MethodGet && (strings.HasSuffix(r.URL.Path, "/authorizations") || strings.Contains(r.URL.Path, "/authorization/"))
}

// sets sets a trap, in place of any other.
func (g *gate) sets(t *trap) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.trap = t
}

// springs takes the trap if it is for a request. Whether somebody else asks meanwhile does not matter.
func (g *gate) springs(asking bool) *trap {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.trap == nil || (g.trap.at == whileAsking) != asking {
		return nil
	}
	t := g.trap
	g.trap = nil
	return t
}

// came are the money calls so far, once none is on the line any more.
func (g *gate) came() []*call {
	g.late.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]*call(nil), g.calls...)
}

// counts returns the number of money calls so far.
func (g *gate) counts() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.calls)
}

// ServeHTTP passes a request on, unless its trap says otherwise.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the console is gone
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	kind := kindOf(r, body)
	switch {
	case kind != "":
		g.money(w, r, &call{kind: kind, key: keyOfCall(kind, r), path: r.URL.Path})
	case asks(r):
		g.question(w, r)
	default:
		g.handler().ServeHTTP(w, r)
	}
}

// serves has a server answer from now on.
func (g *gate) serves(server http.Handler) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.server = server
}

func (g *gate) handler() http.Handler {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.server
}

// question answers what a console asks, and kills it with the answer where it is to be.
func (g *gate) question(w http.ResponseWriter, r *http.Request) {
	t := g.springs(true)
	if t == nil {
		g.handler().ServeHTTP(w, r)
		return
	}
	answer := httptest.NewRecorder()
	g.handler().ServeHTTP(answer, r)
	g.passes(w, answer)
	after(t.delay, t.console.ended, t.console.kill)
}

// money notes a call and does to it what its trap says.
func (g *gate) money(w http.ResponseWriter, r *http.Request, c *call) {
	g.late.Add(1)
	defer g.late.Done()
	g.mu.Lock()
	g.calls = append(g.calls, c)
	g.mu.Unlock()
	t := g.springs(false)
	if t == nil {
		g.passes(w, g.sendsOn(r, c))
		return
	}
	switch t.at {
	case unsent:
		t.console.kill()
	case onTheLine: // its bytes had left before the power failed
		t.console.kill()
		after(t.delay, nil, func() { g.sendsOn(r, c) })
	case executed:
		g.sendsOn(r, c)
		t.console.kill()
	case answered:
		g.passes(w, g.sendsOn(r, c))
		after(t.delay, t.console.ended, t.console.kill)
	case atOutcome:
		answer := g.sendsOn(r, c)
		before := stampOf(logOf(g.journal)) // the intent is there: the next is the outcome
		g.passes(w, answer)
		whenWritten(logOf(g.journal), before, t.console.ended, func() { after(t.delay, t.console.ended, t.console.kill) })
	default:
		g.passes(w, g.sendsOn(r, c))
		return
	}
	panic(http.ErrAbortHandler)
}

// sendsOn has the server execute a call, whoever still waits for it.
func (g *gate) sendsOn(r *http.Request, c *call) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	g.handler().ServeHTTP(answer, r.WithContext(context.WithoutCancel(r.Context())))
	g.mu.Lock()
	defer g.mu.Unlock()
	c.sentOn, c.code, c.executed = true, answer.Code, answer.Code == http.StatusOK
	return answer
}

// passes gives an answer to the console, all of it.
func (g *gate) passes(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
	_ = http.NewResponseController(w).Flush() // the console may be gone
}
