package sandbox

// The line to the counters: listeners that can be closed for a while and opened again on the same
// port, so that the machine refuses connections, as with a server that is down.

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// againIn is the pause before a port that somebody else holds is tried again.
const againIn = 200 * time.Millisecond

// lines are the listeners of one server.
type lines struct {
	mu   sync.Mutex
	open map[*line]bool
	cut  int // how many times the line was cut: a timer of before must not end a later outage
	down bool
	end  time.Time // of the outage, by the clock of Options
}

func (ls *lines) add(l *line) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.open == nil {
		ls.open = map[*line]bool{}
	}
	ls.open[l] = true
}

func (ls *lines) remove(l *line) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	delete(ls.open, l)
}

// downUntil returns the end of the outage, and false if there is none.
func (ls *lines) downUntil() (time.Time, bool) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	return ls.end, ls.down
}

// isDown reports whether the line is cut: calls that still arrive are hung up on.
func (ls *lines) isDown() bool {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	return ls.down
}

// cutFor refuses connections for a while. Idle connections are closed; calls under way are answered.
func (ls *lines) cutFor(d time.Duration, end time.Time) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.down, ls.end = true, end
	ls.cut++
	for l := range ls.open {
		l.close()
	}
	current := ls.cut
	time.AfterFunc(d, func() {
		ls.mu.Lock()
		defer ls.mu.Unlock()
		if ls.cut == current {
			ls.mendLocked()
		}
	})
}

func (ls *lines) mend() {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	ls.mendLocked()
}

func (ls *lines) mendLocked() {
	ls.down = false
	for l := range ls.open {
		l.mu.Lock()
		l.wanted = true
		l.mu.Unlock()
		l.reopen()
	}
}

// line is a net.Listener whose port can be closed and opened again.
type line struct {
	server  *http.Server
	addr    net.Addr
	secured *tls.Config // nil: in the clear

	mu     sync.Mutex
	inner  net.Listener  // nil while the port is closed
	turned chan struct{} // closed when the port opens again or the line ends
	wanted bool          // false during an outage
	ended  bool
}

func newLine(inner net.Listener, server *http.Server) *line {
	return &line{server: server, addr: inner.Addr(), inner: inner, wanted: true, turned: make(chan struct{})}
}

// Accept waits for the next connection, through outages.
func (l *line) Accept() (net.Conn, error) {
	for {
		l.mu.Lock()
		inner, turned, ended := l.inner, l.turned, l.ended
		l.mu.Unlock()
		if ended {
			return nil, net.ErrClosed
		}
		if inner == nil {
			<-turned
			continue
		}
		conn, err := inner.Accept()
		if err == nil {
			return conn, nil
		}
		l.mu.Lock()
		failed := l.inner == inner && !l.ended
		l.mu.Unlock()
		if failed {
			return nil, fmt.Errorf("accepting a connection: %w", err)
		}
	}
}

// Addr returns the address on which the line listens, or listened before the outage.
func (l *line) Addr() net.Addr { return l.addr }

// Close ends the line.
func (l *line) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return nil
	}
	l.ended = true
	if l.inner == nil {
		close(l.turned)
		return nil
	}
	if err := l.inner.Close(); err != nil {
		return fmt.Errorf("closing the listener: %w", err)
	}
	return nil
}

// close closes the port and the connections that no call uses.
func (l *line) close() {
	l.mu.Lock()
	l.wanted = false
	if l.inner != nil && !l.ended {
		_ = l.inner.Close() // it is refused from now on whatever this says
		l.inner, l.turned = nil, make(chan struct{})
	}
	l.mu.Unlock()
	l.server.SetKeepAlivesEnabled(false)
}

// reopen opens the port again, later where somebody else holds it.
func (l *line) reopen() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended || !l.wanted || l.inner != nil {
		return
	}
	inner, err := new(net.ListenConfig).Listen(context.Background(), "tcp", l.addr.String())
	if err != nil {
		time.AfterFunc(againIn, l.reopen)
		return
	}
	l.server.SetKeepAlivesEnabled(true)
	l.inner = inner
	close(l.turned)
}
