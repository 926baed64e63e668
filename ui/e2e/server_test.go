package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"countertop/api/sandbox"
)

// server is a training server at an address of its own, which a story can ask what it got, and
// which can go away and come back with all it knows.
type server struct {
	t       *testing.T
	known   *sandbox.Server
	address string
	open    *httptest.Server // nil while it is away

	mu   sync.Mutex
	got  []request
	lose string // the end of the path of the call whose answer is lost, once
}

// request is a call as it arrived.
type request struct{ method, path, body string }

// serverAway is a server that nobody can reach yet: its address is nobody's. The port is below those that
// systems give out, so that nobody takes it meanwhile.
func serverAway(t *testing.T) *server {
	t.Helper()
	s := &server{t: t, known: sandbox.New(sandbox.Options{Seed: 1})}
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20_000+rand.N(12_000))
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", address)
		if err != nil {
			continue
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		s.address = address
		t.Cleanup(s.goesAway)
		return s
	}
	t.Fatal("no port is free")
	return nil
}

// serverOpen is a server that answers.
func serverOpen(t *testing.T) *server {
	t.Helper()
	s := &server{t: t, known: sandbox.New(sandbox.Options{Seed: 1})}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	s.serve(listener)
	t.Cleanup(s.goesAway)
	return s
}

// comes lets the server answer at its address.
func (s *server) comes() {
	s.t.Helper()
	listener, err := new(net.ListenConfig).Listen(s.t.Context(), "tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.serve(listener)
}

func (s *server) serve(listener net.Listener) {
	s.open = httptest.NewUnstartedServer(s)
	_ = s.open.Listener.Close() // the address is to be the same each time
	s.open.Listener = listener
	s.open.Start()
}

// goesAway ends every connection; nobody answers at the address any more.
func (s *server) goesAway() {
	if s.open == nil {
		return
	}
	s.open.CloseClientConnections()
	s.open.Close()
	s.open = nil
}

// losesAnswerTo lets the next call to a path be done, and its answer not arrive.
func (s *server) losesAnswerTo(end string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lose = end
}

// ServeHTTP notes a call and lets the sandbox answer it.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the console is gone
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if s.notes(request{r.Method, r.URL.Path, string(body)}) {
		s.known.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}
	s.known.ServeHTTP(w, r)
}

// notes keeps a call, and says whether its answer is to be lost.
func (s *server) notes(r request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, r)
	lost := s.lose != "" && r.method == http.MethodPost && strings.HasSuffix(r.path, s.lose)
	if lost {
		s.lose = ""
	}
	return lost
}

// posts are the bodies of the calls that sent something to a path.
func (s *server) posts(end string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var bodies []string
	for _, r := range s.got {
		if r.method == http.MethodPost && strings.HasSuffix(r.path, end) {
			bodies = append(bodies, r.body)
		}
	}
	return bodies
}

// holds checks that one call to a path came, with these values.
func (s *server) holds(end string, want map[string]any) {
	s.t.Helper()
	bodies := s.posts(end)
	if len(bodies) != 1 {
		s.t.Fatalf("%d calls to %s came, want one", len(bodies), end)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(bodies[0]), &got); err != nil {
		s.t.Fatalf("reading what came to %s: %v", end, err)
	}
	for key, value := range want {
		if fmt.Sprint(got[key]) != fmt.Sprint(value) {
			s.t.Errorf("%s is %v, want %v", key, got[key], value)
		}
	}
}

// clerkOf opens a console that is configured for a server.
func clerkOf(t *testing.T, s *server, width, height int) *clerk {
	t.Helper()
	c := &clerk{counterOf(t, width, height), english}
	text := fmt.Sprintf("[api]\nbase_url = %q\nbase_url_training = true\nclient_id = %q\n[store]\nlocations = [%q]\n",
		"http://"+s.address+sandbox.BasePath, sandbox.DefaultClientID, sandbox.DefaultLocation)
	if err := os.WriteFile(filepath.Join(c.home, "counter.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c.runs("COUNTERTOP_CLIENT_SECRET=" + sandbox.DefaultClientSecret + " countertop --config counter.toml; echo left with $?")
	c.sees(c.training, c.signIn, s.address)
	return c
}
