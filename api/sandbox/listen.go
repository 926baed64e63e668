package sandbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// ErrNotLoopback says that the address could be reached from other machines. A training
// server has a public secret, so it listens on this machine only, unless Options.Anywhere is set.
var ErrNotLoopback = errors.New("the training server listens on loopback only")

// lastCalls is the time that Serve gives to calls under way.
const lastCalls = 5 * time.Second

// Listen serves on a loopback address ("127.0.0.1:0" for any free port) until stop is
// called or the context ends, and gives the base URL for a client. stop waits for the
// serving goroutine, and may be called more than once.
func (s *Server) Listen(ctx context.Context, addr string) (baseURL string, stop func(), err error) {
	l, err := s.listen(ctx, addr)
	if err != nil {
		return "", nil, err
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = l.server.Serve(l.accepts()) // always ErrServerClosed: Close below is the only end
	}()
	end := func() {
		s.lines.remove(l)
		_ = l.server.Close()
	}
	release := context.AfterFunc(ctx, end)
	stop = func() {
		release()
		end()
		<-served
	}
	return s.urlOf(l), stop, nil
}

// Address has the addresses of a running server.
type Address struct {
	BaseURL    string // of the POS API, for a client
	ControlURL string // of the control endpoints' state; empty: they are not served
}

// Serve is Listen for a server that runs alone: it calls ready with its addresses, and when the context
// ends no more calls are taken, those under way are answered, and Serve returns.
func (s *Server) Serve(ctx context.Context, addr string, ready func(Address)) error {
	l, err := s.listen(ctx, addr)
	if err != nil {
		return err
	}
	defer s.lines.remove(l)
	served := make(chan error, 1)
	go func() { served <- l.server.Serve(l.accepts()) }()
	at := Address{BaseURL: s.urlOf(l)}
	if s.controlsOn(l.Addr()) {
		at.ControlURL = strings.TrimSuffix(at.BaseURL, BasePath) + controlPath + "state"
	}
	ready(at)
	select {
	case err := <-served:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastCalls)
	defer cancel()
	err = l.server.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		err = l.server.Close() // who is still there holds a connection and says nothing
	}
	if end := <-served; !errors.Is(end, http.ErrServerClosed) {
		err = errors.Join(err, end)
	}
	if err != nil {
		return fmt.Errorf("ending the server: %w", err)
	}
	return nil
}

// listen opens the port.
func (s *Server) listen(ctx context.Context, addr string) (*line, error) {
	if err := s.mayListen(addr); err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	if !isNear(listener.Addr()) && !s.options.Anywhere {
		_ = listener.Close()
		return nil, fmt.Errorf("%w: %s", ErrNotLoopback, addr)
	}
	var handler http.Handler = s
	if s.controlsOn(listener.Addr()) {
		handler = s.withControl()
	}
	if !s.options.Anywhere {
		handler = nearOnly(handler)
	}
	l := newLine(listener, &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       5 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // a log may not hold what a clerk typed
	})
	l.secured = s.options.TLS
	s.lines.add(l)
	return l, nil
}

// accepts returns the listener of the http.Server.
func (l *line) accepts() net.Listener {
	if l.secured == nil {
		return l
	}
	return tls.NewListener(l, l.secured)
}

// urlOf is the base URL of a line. One that listens everywhere is named by the machine.
func (s *Server) urlOf(l *line) string {
	scheme, address := "http://", l.Addr().String()
	if s.options.TLS != nil {
		scheme = "https://"
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		if name, err := os.Hostname(); err == nil {
			address = net.JoinHostPort(name, fmt.Sprint(tcp.Port))
		}
	}
	return scheme + address + BasePath
}

// controlsOn reports whether the control endpoints are served at an address.
func (s *Server) controlsOn(addr net.Addr) bool {
	return s.options.ControlSecret != "" && (isNear(addr) || s.options.ControlAnywhere)
}

func isNear(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

func (s *Server) mayListen(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("reading the address %s: %w", addr, err)
	}
	if ip := net.ParseIP(host); !s.options.Anywhere && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%w: %s", ErrNotLoopback, addr)
	}
	return nil
}
