package api

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// tokenServer gives out tokens that live by the test's clock, and refuses calls without a live one.
type tokenServer struct {
	life  time.Duration
	slow  time.Duration // how long the token endpoint takes
	now   func() time.Time
	fail  func(grant string) (status int, body string) // 0: answers
	trips error                                        // the line is down

	mu        sync.Mutex
	made      int
	live      map[string]time.Time // access token: its expiry
	refresh   map[string]time.Time // refresh token, good for one use: expiry
	grants    []string
	running   int
	together  int // most token requests at once
	refused   int // 401s
	tokenRefs []string
}

func newTokenServer(life, slow time.Duration) *tokenServer {
	return &tokenServer{life: life, slow: slow, now: time.Now, live: map[string]time.Time{}, refresh: map[string]time.Time{}}
}

func (s *tokenServer) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.trips != nil {
		return nil, s.trips
	}
	if strings.HasSuffix(r.URL.Path, "/oauth/token") {
		return s.token(r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	expires, known := s.live[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	if !known || !s.now().Before(expires) {
		s.refused++
		return response(401, `{"error":"invalid_token"}`), nil
	}
	return response(200, `{"version":"1","text":"terms"}`), nil
}

func (s *tokenServer) token(r *http.Request) (*http.Response, error) {
	data, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(data))
	grant := form.Get("grant_type")
	s.mu.Lock()
	s.grants = append(s.grants, grant)
	s.tokenRefs = append(s.tokenRefs, r.Header.Get("X-Reference-Id"))
	s.running++
	s.together = max(s.together, s.running)
	s.mu.Unlock()
	timer := time.NewTimer(s.slow)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
	if r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	if s.fail != nil {
		if status, body := s.fail(grant); status != 0 {
			return response(status, body), nil
		}
	}
	if old := form.Get("refresh_token"); grant == "refresh_token" {
		expires, known := s.refresh[old]
		delete(s.refresh, old)
		if !known || !s.now().Before(expires) {
			return response(400, `{"error":"invalid_request"}`), nil
		}
	}
	s.made++
	access, refresh := fmt.Sprintf("access-%d", s.made), fmt.Sprintf("refresh-%d", s.made)
	s.live[access], s.refresh[refresh] = s.now().Add(s.life), s.now().Add(s.life)
	return response(200, fmt.Sprintf(`{"token_type":"Bearer","access_token":%q,"expires_in":"%d","refresh_token":%q,"scope":"merchant"}`,
		access, int(s.life/time.Second), refresh)), nil
}

func (s *tokenServer) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.grants...)
}

// pass lets time go by on the clock of a synctest bubble.
func pass(d time.Duration) { time.Sleep(d) } //nolint:forbidigo // nobody waits for a bubble's clock

func tokenClient(t *testing.T, s *tokenServer, adjust ...func(*Options)) *Client {
	t.Helper()
	o := Options{
		BaseURL: "https://pos.example/base/", ClientID: testClient, Secret: "test-secret", Transport: s,
		Jitter: func() float64 { return 0.5 }, ReadAttempts: 1,
	}
	for _, change := range adjust {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}
