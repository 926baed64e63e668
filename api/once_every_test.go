package api

// What reaches a server that executes and hangs up, for every call that changes something.

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// once is a call that is sent once, and where it goes.
type once struct {
	path string
	call func(*Client) error
}

// sentOnce are the calls that change something: all that move money, and apply, verify, close and the widget.
func sentOnce() map[string]once {
	ctx := context.Background()
	calls := map[string]once{
		"authorization": {"v2.5.1/client-id/test-client/authorization", func(c *Client) error { _, err := c.Authorize(ctx, testCall, sale); return err }},
		"apply":         {"v2.5/client-id/test-client/apply", func(c *Client) error { _, err := c.Apply(ctx, testCall, Application{}); return err }},
		"verify": {"v2.5/client-id/test-client/account/12/verify", func(c *Client) error {
			_, err := c.Verify(ctx, testCall, VerificationRequest{AccountNumber: "12", RequestID: "r"})
			return err
		}},
		"widget": {"v2.5/client-id/test-client/widget/init", func(c *Client) error {
			_, err := c.InitWidget(ctx, testCall, WidgetRequest{Flow: WidgetApply})
			return err
		}},
		"close": {"v2.5/client-id/test-client/accounts/12/close", func(c *Client) error { return c.CloseAccount(ctx, testCall, "12") }},
	}
	for name, s := range settlements() {
		calls[name] = once{s.path, func(c *Client) error { _, err := s.call(c); return err }}
	}
	return calls
}

// declaredToChange returns how many routes the package declares that move money or act.
func declaredToChange(t *testing.T) int {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			count += len(regexp.MustCompile(`= route\{.*, (?:acts|moves)\}`).FindAll(text, -1))
		}
	}
	return count
}

// Every call that moves money or acts is among them: who adds a route adds it here.
func TestEveryCallThatChangesSomethingIsAmongThoseSentOnce(t *testing.T) {
	calls := sentOnce()
	changing := []route{routeAuthorize, routeRelease, routeCapture, routeReturn, routeRefund, routeTransaction, routeApply, routeVerify, routeClose, routeWidget}
	if declared := declaredToChange(t); declared != len(changing) {
		t.Errorf("%d routes change something, and %d are looked at here", declared, len(changing))
	}
	for _, r := range changing {
		path, err := r.fill(testClient, []ID{"7", "9"})
		if r.does == reads || err != nil {
			t.Errorf("%s: does %d, path %q (%v)", r.op, r.does, path, err)
		}
		found := false
		for _, call := range calls {
			made, err := r.fill(testClient, []ID{"12"})
			if err != nil {
				made = path
			}
			found = found || call.path == path || call.path == made
		}
		if !found {
			t.Errorf("%s is not among those sent once", r.op)
		}
	}
}

func TestWhatChangesSomethingReachesAServerOnceOverAWarmConnection(t *testing.T) {
	for name, tc := range sentOnce() {
		for protocol, start := range map[string]func(*httptest.Server){
			"HTTP/1.1":          (*httptest.Server).Start,
			"HTTP/1.1 over TLS": (*httptest.Server).StartTLS,
			"HTTP/2 over TLS":   func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() },
		} {
			t.Run(name+" over "+protocol, func(t *testing.T) {
				var executed, connections atomic.Int32
				c, s := setup(t)
				s.handle("POST "+tc.path, hangUp(&executed))
				over := httptest.NewUnstartedServer(s)
				over.Config.ConnState = func(_ net.Conn, state http.ConnState) {
					if state == http.StateNew {
						connections.Add(1)
					}
				}
				start(over)
				t.Cleanup(over.Close)
				c.base, c.transport = over.URL+testBase+"/", over.Client().Transport
				if _, err := c.tokens.access(context.Background()); err != nil {
					t.Fatal(err)
				}
				failed := asError(t, tc.call(c))
				if executed.Load() != 1 || failed.Executed != ExecutedUnknown || failed.Kind != KindNetwork {
					t.Errorf("executed %d times, error %v; want once, and not known", executed.Load(), failed)
				}
				if connections.Load() != 1 {
					t.Errorf("%d connections: the one of the token was not the one of the call", connections.Load())
				}
			})
		}
	}
}
