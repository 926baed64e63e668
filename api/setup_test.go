package api

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	testBase   = "/some/base"
	testClient = "test-client"
	testRef    = ReferenceID("0123456789abcdef0123456789abcdef")
)

var testCall = Call{Reference: testRef, Language: English}

// received is a request as the server saw it.
type received struct {
	method, path, query, body string
	header                    http.Header
}

// testServer answers under a base path, gives out tokens, and remembers what it was asked.
type testServer struct {
	*httptest.Server
	mux *http.ServeMux

	mu    sync.Mutex
	asked []received
}

// setup makes a server and a client of it, which end with the test.
func setup(t testing.TB, adjust ...func(*Options)) (*Client, *testServer) {
	t.Helper()
	s := &testServer{mux: http.NewServeMux()}
	s.handle("POST v2.5/oauth/token", answer(200, `{"token_type":"bearer","access_token":"token-1","expires_in":1200,"refresh_token":"refresh-1"}`))
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	o := Options{
		BaseURL: s.URL + testBase, ClientID: testClient, Secret: "test-secret",
		Jitter: func() float64 { return 0 },
	}
	for _, change := range adjust {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, s
}

// handle mounts a handler at "METHOD version/path".
func (s *testServer) handle(pattern string, h http.HandlerFunc) {
	method, path, _ := strings.Cut(pattern, " ")
	s.mux.HandleFunc(method+" "+testBase+"/"+path, h)
}

func (s *testServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	s.asked = append(s.asked, received{r.Method, strings.TrimPrefix(r.URL.EscapedPath(), testBase+"/"), r.URL.RawQuery, string(body), r.Header.Clone()})
	s.mu.Unlock()
	s.mux.ServeHTTP(w, r)
}

// requests are those received so far but the token's.
func (s *testServer) requests() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.asked), func(r received) bool { return strings.HasSuffix(r.path, "oauth/token") })
}

func (s *testServer) tokenRequests() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.asked), func(r received) bool { return !strings.HasSuffix(r.path, "oauth/token") })
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// fakeTransport answers in memory, so that a test can hold the clock (testing/synctest).
type fakeTransport func(*http.Request) (*http.Response, error)

func (f fakeTransport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func response(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
}

// asError gives the *Error in an error, or fails the test.
func asError(t *testing.T, err error) *Error {
	t.Helper()
	failed, ok := err.(*Error) //nolint:errorlint // the methods return *Error itself
	if !ok {
		t.Fatalf("got %T (%v), want *Error", err, err)
	}
	return failed
}

var testTime = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func compact(t *testing.T, data []byte) []byte {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
