package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// ErrNotLoopback says that the address could be reached from other machines. A training
// server has a public secret, so it listens on this machine only.
var ErrNotLoopback = errors.New("the training server listens on loopback only")

// Listen serves on a loopback address ("127.0.0.1:0" for any free port) until stop is
// called or the context ends, and gives the base URL for a client. stop waits for the
// serving goroutine, and may be called more than once.
func (s *Server) Listen(ctx context.Context, addr string) (baseURL string, stop func(), err error) {
	if err := loopbackOnly(addr); err != nil {
		return "", nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return "", nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		_ = listener.Close()
		return "", nil, fmt.Errorf("%w: %s", ErrNotLoopback, addr)
	}
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // a log may not hold what a clerk typed
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(listener) // always ErrServerClosed: Close below is the only end
	}()
	release := context.AfterFunc(ctx, func() { _ = server.Close() })
	stop = func() {
		release()
		_ = server.Close()
		<-served
	}
	return "http://" + listener.Addr().String() + BasePath, stop, nil
}

func loopbackOnly(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("reading the address %s: %w", addr, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%w: %s", ErrNotLoopback, addr)
	}
	return nil
}
