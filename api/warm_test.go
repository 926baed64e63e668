package api

// What a submit costs over a slow line: the proxy below holds back what goes each way, and counts
// connections and round trips.

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// slowLine is a TCP proxy on loopback. Each direction takes half of a round trip; the round trip that TCP itself
// takes to connect, which a proxy cannot hold back, is added to the first bytes of a connection.
type slowLine struct {
	net.Listener
	target string
	half   time.Duration

	connections atomic.Int64
	trips       atomic.Int64 // how often the client spoke after the server, or first
	ended       sync.WaitGroup

	mu   sync.Mutex
	open []net.Conn
}

func newSlowLine(t testing.TB, target string, half time.Duration) *slowLine {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &slowLine{Listener: listener, target: target, half: half}
	l.ended.Go(l.accept)
	t.Cleanup(l.end)
	return l
}

func (l *slowLine) accept() {
	for {
		near, err := l.Accept()
		if err != nil {
			return
		}
		far, err := new(net.Dialer).DialContext(context.Background(), "tcp", l.target)
		if err != nil {
			_ = near.Close()
			continue
		}
		l.connections.Add(1)
		l.mu.Lock()
		l.open = append(l.open, near, far)
		l.mu.Unlock()
		var asking atomic.Bool
		connected := time.Now().Add(2 * l.half)
		l.ended.Go(func() { l.carry(far, near, connected, func() { l.count(!asking.Swap(true)) }) })
		l.ended.Go(func() { l.carry(near, far, connected, func() { asking.Store(false) }) })
	}
}

func (l *slowLine) count(turned bool) {
	if turned {
		l.trips.Add(1)
	}
}

// carry takes bytes from one end to the other, each half a round trip later.
func (l *slowLine) carry(to, from net.Conn, connected time.Time, seen func()) {
	type piece struct {
		due  time.Time
		data []byte
	}
	under := make(chan piece, 1024) // what is on its way
	l.ended.Go(func() {
		defer func() { _ = to.Close() }()
		for p := range under {
			if wait := time.Until(p.due); wait > 0 {
				<-time.After(wait)
			}
			if _, err := to.Write(p.data); err != nil {
				_ = from.Close()
			}
		}
	})
	defer close(under)
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			seen()
			sent := time.Now()
			if sent.Before(connected) {
				sent = connected
			}
			under <- piece{sent.Add(l.half), append([]byte(nil), buffer[:n]...)}
		}
		if err != nil {
			return
		}
	}
}

func (l *slowLine) end() {
	_ = l.Close()
	l.mu.Lock()
	for _, conn := range l.open {
		_ = conn.Close()
	}
	l.mu.Unlock()
	l.ended.Wait()
}

// overSlowLine is a client of a server over TLS behind a slow line, with the transport that a console has.
func overSlowLine(t testing.TB, half time.Duration, http2 bool) (*Client, *slowLine) {
	t.Helper()
	c, s := setup(t)
	s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, `{"authorization_id":7}`))
	s.handle("GET v2.5/client-id/test-client/i18n/salutations", answer(200, `{"salutations":{"mx":"Mx."}}`))
	over := httptest.NewUnstartedServer(s)
	over.EnableHTTP2 = http2
	over.StartTLS()
	t.Cleanup(over.Close)
	line := newSlowLine(t, over.Listener.Addr().String(), half)
	trusted, _ := over.Client().Transport.(*http.Transport)
	transport := newTransport(trusted.TLSClientConfig.RootCAs, nil)
	t.Cleanup(transport.CloseIdleConnections)
	c.base, c.transport = "https://"+line.Addr().String()+testBase+"/", transport
	return c, line
}

func TestASubmitOverAWarmLineOpensNoConnectionAndTakesOneRoundTrip(t *testing.T) {
	ctx := context.Background()
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			c, line := overSlowLine(t, 0, http2)
			if err := c.Warm(ctx); err != nil {
				t.Fatal(err)
			}
			connections, trips := line.connections.Load(), line.trips.Load()
			if _, err := c.Authorize(ctx, testCall, sale); err != nil {
				t.Fatal(err)
			}
			if more := line.connections.Load() - connections; more != 0 || connections != 1 {
				t.Errorf("%d connections to warm the line, %d more to submit; want 1 and 0", connections, more)
			}
			// HTTP/2 has words of its own on the line (settings, windows), which are no part of the call.
			if more := line.trips.Load() - trips; !http2 && more != 1 {
				t.Errorf("%d round trips, want 1", more)
			}
			if c.TokenWaits() != 1 { // the first of all, of Warm
				t.Errorf("%d calls waited for a token, want the one that warmed the line", c.TokenWaits())
			}
		})
	}
}

// Without it the submit connects, agrees on TLS and fetches a token: the test above could not fail.
func TestASubmitOverAColdLineTakesMore(t *testing.T) {
	c, line := overSlowLine(t, 0, false)
	if _, err := c.Authorize(context.Background(), testCall, sale); err != nil {
		t.Fatal(err)
	}
	if line.connections.Load() != 1 || line.trips.Load() < 3 {
		t.Errorf("%d connections and %d round trips, want 1 and at least 3", line.connections.Load(), line.trips.Load())
	}
}

// memoryLine is a listener whose connections are in memory, so that a test can hold the clock.
type memoryLine struct {
	dialed chan net.Conn
	ended  chan struct{}
	count  atomic.Int64
}

func (l *memoryLine) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case l.dialed <- far:
		l.count.Add(1)
		return near, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *memoryLine) Accept() (net.Conn, error) {
	select {
	case conn := <-l.dialed:
		return conn, nil
	case <-l.ended:
		return nil, net.ErrClosed
	}
}

func (l *memoryLine) Close() error   { close(l.ended); return nil }
func (l *memoryLine) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// A connection outlives the time that a clerk takes over a page; a console that was left alone for longer
// opens one when the page comes (Warm), so that the submit does not.
func TestAConnectionIsKeptWhileAClerkTypesAndWarmedAfterALongPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		line := &memoryLine{dialed: make(chan net.Conn), ended: make(chan struct{})}
		server := &http.Server{ReadHeaderTimeout: time.Hour, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/oauth/token"):
				answer(200, `{"access_token":"t","expires_in":1200,"refresh_token":"r"}`)(w, r)
			case strings.HasSuffix(r.URL.Path, "/authorization"):
				answer(200, `{"authorization_id":7}`)(w, r)
			default:
				answer(200, `{"salutations":{"mx":"Mx."}}`)(w, r)
			}
		})}
		go func() { _ = server.Serve(line) }()
		defer func() { _ = server.Close() }()
		transport := newTransport(nil, nil)
		transport.DialContext = line.dial
		c, err := New(Options{BaseURL: "http://127.0.0.1/base/", ClientID: testClient, Secret: "test-secret", Transport: transport})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		submit := func() int64 {
			before := line.count.Load()
			if _, err := c.Authorize(ctx, testCall, sale); err != nil {
				t.Fatal(err)
			}
			return line.count.Load() - before
		}
		warm := func() {
			if err := c.Warm(ctx); err != nil {
				t.Fatal(err)
			}
		}
		warm()
		pass(idleTimeout - time.Second)
		if opened := submit(); opened != 0 {
			t.Errorf("a submit after a pause of nearly %v opened %d connections, want 0", idleTimeout, opened)
		}
		pass(idleTimeout + time.Second)
		if opened := submit(); opened != 1 {
			t.Errorf("a submit after more than %v opened %d connections, want 1", idleTimeout, opened)
		}
		pass(2 * time.Hour)
		warm()
		if opened := submit(); opened != 0 || c.TokenWaits() != 1 {
			t.Errorf("after two hours and Warm, a submit opened %d connections; %d calls waited for a token, want 0 and the first alone", opened, c.TokenWaits())
		}
	})
}

// BenchmarkSubmitOver80Milliseconds submits over a line with a round trip of 80 ms: "trips-warm" is what a submit takes
// on a line that was warmed, in round trips, the server's time included; "trips-cold" on a new
// line with a token at hand.
func BenchmarkSubmitOver80Milliseconds(b *testing.B) {
	const trip = 80 * time.Millisecond
	ctx := context.Background()
	c, line := overSlowLine(b, trip/2, true)
	var warm, cold time.Duration
	for b.Loop() {
		if err := c.Warm(ctx); err != nil {
			b.Fatal(err)
		}
		warm += timedSubmit(b, c)
		transport, _ := c.transport.(*http.Transport)
		transport.CloseIdleConnections()
		cold += timedSubmit(b, c)
	}
	trips := float64(trip) * float64(b.N)
	b.ReportMetric(float64(warm)/trips, "trips-warm")
	b.ReportMetric(float64(cold)/trips, "trips-cold")
	b.ReportMetric(float64(line.connections.Load())/float64(b.N), "connections/op")
}

func timedSubmit(b *testing.B, c *Client) time.Duration {
	b.Helper()
	began := time.Now()
	if _, err := c.Authorize(context.Background(), testCall, sale); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}
