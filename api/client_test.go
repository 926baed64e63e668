package api

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestNewRefusesWhatCannotWork(t *testing.T) {
	for name, tc := range map[string]struct {
		base, id, secret string
		want             string // in the error
	}{
		"plain HTTP elsewhere":   {"http://pos.example/x", "id", "s", `"http://pos.example/x"`},
		"plain HTTP, lookalike":  {"http://localhost.example/", "id", "s", "localhost.example"},
		"another scheme":         {"ftp://127.0.0.1/", "id", "s", "ftp://"},
		"no scheme":              {"pos.example/x", "id", "s", `"pos.example/x"`},
		"nothing":                {"", "id", "s", `""`},
		"a query":                {"https://pos.example/?a=b", "id", "s", "query"},
		"a password":             {"https://me:hunter2@pos.example/", "id", "s", "pos.example"},
		"a password, unreadable": {"https://me:hunter2%zz@pos.example/", "id", "s", "pos.example"},
		"no client id":           {"https://pos.example/", "", "s", "client id"},
		"a client id of dots":    {"https://pos.example/", "..", "s", `".."`},
		"a client id too long":   {"https://pos.example/", strings.Repeat("x", 101), "s", "100"},
		"no secret":              {"https://pos.example/", "id", "", "secret"},
		"a secret of two lines":  {"https://pos.example/", "id", "hunter2\n", "secret"},
	} {
		_, err := New(Options{BaseURL: tc.base, ClientID: tc.id, Secret: Secret(tc.secret)})
		if err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v, want an error with %q", name, err, tc.want)
		}
	}
	for _, base := range []string{"https://pos.example", "https://pos.example/a/b/", "http://localhost:1/x", "http://127.0.0.1:1", "http://[::1]:1/"} {
		c, err := New(Options{BaseURL: base, ClientID: "id", Secret: "s"})
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		c.Close()
	}
}

func TestReferenceIDsAreGUIDsWithoutDashes(t *testing.T) {
	shape := regexp.MustCompile(`^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$`)
	first, second := NewReferenceID(), NewReferenceID()
	if !shape.MatchString(string(first)) || first == second {
		t.Errorf("got %q and %q", first, second)
	}
}

func TestEveryRequestSaysWhoAndOnWhoseBehalf(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/terms-and-conditions", answer(200, `{"version":"1","title":"T","text":"X"}`))
	terms, err := c.Terms(context.Background(), Call{Reference: testRef, Language: French})
	if err != nil || terms != (Terms{"1", "T", "X"}) {
		t.Fatalf("got %+v (%v)", terms, err)
	}
	r := s.requests()[0]
	if r.query != "lang=fr" || r.header.Get("X-Reference-Id") != string(testRef) || r.header.Get("Authorization") != "Bearer token-1" {
		t.Errorf("got %s?%s with %v", r.path, r.query, r.header)
	}
	if len(r.header["X-Idempotency-Key"]) != 0 {
		t.Error("a call that reads has an idempotency key")
	}
	token := s.tokenRequests()[0]
	if token.query != "" || token.header.Get("Authorization") != "" || len(token.header.Get("X-Reference-Id")) != 32 ||
		token.body != "client_id=test-client&client_secret=test-secret&grant_type=client_credentials&scope=merchant" {
		t.Errorf("token request: %s %v %s", token.query, token.header, token.body)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/terms-and-conditions", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	})
	_, err := c.Terms(context.Background(), testCall)
	if failed := asError(t, err); failed.Kind != KindServer || failed.Status != 302 || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestAnswersAreLimited(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/customers/lookup", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte(" "), maxAnswer+1))
	})
	_, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "1"})
	if failed := asError(t, err); failed.Kind != KindServer || !errors.Is(err, errTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestReadsAreRepeatedAndWhatActsIsNot(t *testing.T) {
	for name, tc := range map[string]struct {
		status, want int
	}{"the server failed": {500, 3}, "a gateway": {504, 3}, "a refusal": {409, 1}, "nothing there": {404, 1}} {
		c, s := setup(t)
		s.handle("GET v2.5/client-id/test-client/customers/lookup", answer(tc.status, ""))
		s.handle("POST v2.5/client-id/test-client/apply", answer(tc.status, ""))
		if _, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "1"}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if n := len(s.requests()); n != tc.want {
			t.Errorf("%s: a look-up was sent %d times, want %d", name, n, tc.want)
		}
		if _, err := c.Apply(context.Background(), testCall, Application{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if n := len(s.requests()); n != tc.want+1 {
			t.Errorf("%s: an application was sent %d times, want once", name, n-tc.want)
		}
	}
}

func TestRepeatsWaitLongerEachTimeAndEndWithTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		began := time.Now()
		down := fakeTransport(func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/oauth/token") {
				return response(200, `{"access_token":"a","expires_in":1200}`), nil
			}
			at = append(at, time.Since(began))
			return nil, io.ErrUnexpectedEOF
		})
		c := tokenClient(t, nil, func(o *Options) { o.Transport, o.ReadAttempts = down, 3 })
		_, err := c.Terms(context.Background(), testCall)
		if failed := asError(t, err); failed.Kind != KindNetwork || failed.Executed != ExecutedNever || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("got %v", err)
		}
		if len(at) != 3 || at[1] != 150*time.Millisecond || at[2] != 600*time.Millisecond {
			t.Errorf("sent at %v", at)
		}
		at, began = nil, time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		if _, err := c.Terms(ctx, testCall); err == nil || len(at) != 2 {
			t.Errorf("with 200 ms: sent at %v (%v)", at, err)
		}
	})
}

func TestEachKindOfCallHasItsDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := fakeTransport(func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/oauth/token") {
				return response(200, `{"access_token":"a","expires_in":1200}`), nil
			}
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		c := tokenClient(t, nil, func(o *Options) { o.Transport, o.ReadAttempts = hang, 3 })
		began := time.Now()
		_, err := c.Terms(context.Background(), testCall)
		if took := time.Since(began); took != defaultRead || asError(t, err).Kind != KindNetwork || asError(t, err).Executed != ExecutedNever {
			t.Errorf("a call that reads: %v after %v", err, took)
		}
		began = time.Now()
		_, err = c.Apply(context.Background(), testCall, Application{})
		if took := time.Since(began); took != defaultSubmit || asError(t, err).Executed != ExecutedUnknown {
			t.Errorf("an application: %v after %v", err, took)
		}
	})
}

func TestCancelledCallsSayWhetherTheyLeft(t *testing.T) {
	c, s := setup(t)
	arrived := make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.handle("POST v2.5.1/client-id/test-client/authorization", func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	go func() { <-arrived; cancel() }()
	_, err := c.Authorize(ctx, testCall, AuthorizationRequest{AccountNumber: "1"})
	if failed := asError(t, err); failed.Kind != KindCanceled || failed.Executed != ExecutedUnknown || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled on the way: %v", err)
	}
	_, err = c.Authorize(ctx, testCall, AuthorizationRequest{AccountNumber: "1"})
	if failed := asError(t, err); failed.Kind != KindCanceled || failed.Executed != ExecutedNever || len(s.requests()) != 1 {
		t.Errorf("cancelled before: %v", err)
	}
}

func TestUnreachableAndUntrustedServersExecuteNothing(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	strange := httptest.NewUnstartedServer(answer(200, "{}"))
	strange.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(io.Discard, nil), 0)
	strange.StartTLS()
	t.Cleanup(strange.Close)
	old := httptest.NewUnstartedServer(answer(200, "{}"))
	old.Config.ErrorLog = strange.Config.ErrorLog
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11} //nolint:gosec // the client must refuse it
	old.StartTLS()
	t.Cleanup(old.Close)
	for name, base := range map[string]string{"refused": gone.URL, "untrusted": strange.URL, "old TLS": old.URL} {
		c, _ := setup(t)
		c.base = base + "/"
		// A token from before the line went down: only the authorization fails.
		c.tokens.start()
		c.tokens.mu.Lock()
		c.tokens.held = newToken("kept", "", c.now(), time.Hour)
		c.tokens.mu.Unlock()
		_, err := c.Authorize(context.Background(), testCall, AuthorizationRequest{AccountNumber: "1"})
		failed := asError(t, err)
		if failed.Kind != KindNetwork || failed.Executed != ExecutedNever || failed.Status != 0 {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("%s: the text holds an address: %v", name, err)
		}
	}
}

func TestLogHoldsNoPersonalData(t *testing.T) {
	var log bytes.Buffer
	c, s := setup(t, func(o *Options) { o.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
	s.handle("GET v2.5/client-id/test-client/customers/search", answer(404, `{"error":"not_found","message":"No Testa."}`))
	_, err := c.Search(context.Background(), testCall, SearchQuery{FirstName: "Testa", LastName: "Sample", BirthDate: "1990-01-02"})
	text := log.String() + err.Error()
	for _, secret := range []string{"Testa", "Sample", "1990", "token-1", "test-secret", "refresh-1"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in %s", secret, text)
		}
	}
	for _, part := range []string{"route=v2.5/client-id/{client_id}/customers/search", "status=404", "ref=" + string(testRef), "attempt=1", "code=not_found", "duration="} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("%q is not in %s", part, log.String())
		}
	}
}

func TestTheLevelOfARecordSaysWhoIsToBlame(t *testing.T) {
	for name, tc := range map[string]struct {
		failed *Error
		want   slog.Level
	}{
		"an answer":                              {nil, slog.LevelInfo},
		"a refusal":                              {&Error{Kind: KindRefused, Executed: ExecutedNo}, slog.LevelWarn},
		"a customer who is not there":            {&Error{Kind: KindNotFound, Executed: ExecutedNever}, slog.LevelWarn},
		"a purchase whose answer was lost":       {&Error{Kind: KindNetwork, Executed: ExecutedUnknown}, slog.LevelError},
		"a purchase that was cancelled too late": {&Error{Kind: KindCanceled, Executed: ExecutedUnknown}, slog.LevelError},
		"a look-up that was cancelled":           {&Error{Kind: KindCanceled, Executed: ExecutedNever}, slog.LevelInfo},
		"a server that fails":                    {&Error{Kind: KindServer, Executed: ExecutedNever}, slog.LevelError},
		"credentials that are refused":           {&Error{Kind: KindAuth, Executed: ExecutedNever}, slog.LevelError},
	} {
		if got := logLevel(tc.failed); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

func TestAtDebugARequestIsLoggedBeforeItIsAnswered(t *testing.T) {
	var log bytes.Buffer
	var before string
	c, s := setup(t, func(o *Options) {
		o.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	c.Start()
	if err := c.Warm(context.Background()); err != nil { // the token's records are written
		t.Fatal(err)
	}
	s.handle("GET v2.5/client-id/test-client/terms-and-conditions", func(w http.ResponseWriter, r *http.Request) {
		before = log.String()
		answer(200, `{"version":"1","title":"Terms","text":"Text."}`)(w, r)
	})
	if _, err := c.Terms(context.Background(), testCall); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"level=DEBUG msg=sending", "route=v2.5/client-id/{client_id}/terms-and-conditions", "attempt=1", "ref=" + string(testRef)} {
		if !strings.Contains(before, part) {
			t.Errorf("%q is not in %s", part, before)
		}
	}
	if !strings.Contains(log.String()[len(before):], "level=INFO msg=request") {
		t.Errorf("after the answer: %s", log.String()[len(before):])
	}
}

func TestWarmNeedsAnAnswerOfAnyKind(t *testing.T) {
	c, s := setup(t)
	if err := c.Warm(context.Background()); err != nil || len(s.requests()) != 1 { // 404
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
	s.Close()
	if err := c.Warm(context.Background()); err == nil {
		t.Error("a server that is gone: no error")
	}
}
