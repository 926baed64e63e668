package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// hangUp executes what it is sent, and drops the connection without an answer.
func hangUp(executed *atomic.Int32) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		executed.Add(1)
		panic(http.ErrAbortHandler)
	}
}

var sale = AuthorizationRequest{
	AccountNumber: "123456789", Reference: "order-1", Amount: 12345, AutoCapture: true, IdempotencyKey: "key-1",
	Financing: Financing{TransactionType: PromotionalPurchase, PlanID: "4", Term: 12}, VerificationCode: "2222",
	RequestID: "request-1", Location: "00-12345", Clerk: "12345-SMITH",
}

// The connection is warm: the token came over it. A request that carries an idempotency key is
// then sent again by net/http itself, unless it cannot.
func TestMoneyIsSentOnceOverAWarmConnection(t *testing.T) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			var executed atomic.Int32
			c, s := setup(t)
			s.handle("POST v2.5.1/client-id/test-client/authorization", hangUp(&executed))
			if http2 {
				overTLS(t, c, s)
			}
			if _, err := c.tokens.access(context.Background()); err != nil {
				t.Fatal(err)
			}
			_, err := c.Authorize(context.Background(), testCall, sale)
			failed := asError(t, err)
			if executed.Load() != 1 || failed.Executed != ExecutedUnknown || failed.Kind != KindNetwork {
				t.Errorf("executed %d times, error %v; want once, and not known", executed.Load(), err)
			}
		})
	}
}

// overTLS moves a client to a server of HTTP/2 with the same handler.
func overTLS(t *testing.T, c *Client, s *testServer) {
	t.Helper()
	over := httptest.NewUnstartedServer(s)
	over.EnableHTTP2 = true
	over.StartTLS()
	t.Cleanup(over.Close)
	transport := over.Client().Transport
	c.base = over.URL + testBase + "/"
	c.transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
		resp, err := transport.RoundTrip(r)
		if err == nil && resp.ProtoMajor != 2 {
			t.Errorf("spoke %s, want HTTP/2", resp.Proto)
		}
		return resp, err
	})
}

// What the test above guards against happens: without it, it could not fail.
func TestNetHTTPSendsAgainWhatCanBeReplayed(t *testing.T) {
	var executed atomic.Int32
	c, s := setup(t)
	s.handle("POST v2.5.1/client-id/test-client/authorization", hangUp(&executed))
	if _, err := c.tokens.access(context.Background()); err != nil {
		t.Fatal(err)
	}
	body := []byte(`{}`)
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost,
		s.URL+testBase+"/v2.5.1/client-id/test-client/authorization", bytes.NewReader(body)) // has GetBody
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set(headerIdempotencyKey, "key-1")
	resp, err := c.transport.RoundTrip(req)
	if err == nil {
		_ = resp.Body.Close()
		t.Fatal("an answer, want none")
	}
	if executed.Load() < 2 {
		t.Error("it was not sent again: the guard of GetBody can go")
	}
}

func TestMoneyCarriesItsKeyAndTheHashOfItsBody(t *testing.T) {
	c, s := setup(t)
	s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, `{"authorization_id":7}`))
	if _, err := c.Authorize(context.Background(), testCall, sale); err != nil {
		t.Fatal(err)
	}
	noKey := sale
	noKey.IdempotencyKey = ""
	if _, err := c.Authorize(context.Background(), testCall, noKey); err != nil {
		t.Fatal(err)
	}
	for i, r := range s.requests() {
		key := r.header.Get("X-Idempotency-Key")
		if r.header.Get("X-Context-Hash") != contextHash([]byte(r.body)) || len(r.header.Get("X-Context-Hash")) != 64 {
			t.Errorf("request %d: hash %q of %s", i, r.header.Get("X-Context-Hash"), r.body)
		}
		if i == 0 && key != "key-1" || i == 1 && len(key) != 32 {
			t.Errorf("request %d: key %q", i, key)
		}
	}
}

// A 401 is given before execution: the same request goes out once more, with a new token.
func TestMoneyRefusedFor401IsSentOnceMoreTheSame(t *testing.T) {
	c, s := setup(t)
	var tokens, executed atomic.Int32
	s.handle("POST v2.5.1/client-id/test-client/authorization", func(w http.ResponseWriter, r *http.Request) {
		if tokens.Add(1) == 1 {
			answer(401, `{"error":"invalid_token"}`)(w, r)
			return
		}
		executed.Add(1)
		answer(200, `{"authorization_id":"7"}`)(w, r)
	})
	made, err := c.Authorize(context.Background(), testCall, sale)
	if err != nil || made.ID != "7" || executed.Load() != 1 {
		t.Fatalf("got %v (%v), executed %d times", made.ID, err, executed.Load())
	}
	asked := s.requests()
	if len(asked) != 2 || asked[0].body != asked[1].body || asked[0].header.Get("X-Idempotency-Key") != asked[1].header.Get("X-Idempotency-Key") {
		t.Errorf("the requests differ: %v", asked)
	}
	if n := len(s.tokenRequests()); n != 2 {
		t.Errorf("%d token requests, want 2", n)
	}
}

func TestASecond401IsAnError(t *testing.T) {
	c, s := setup(t)
	s.handle("POST v2.5.1/client-id/test-client/authorization", answer(401, `{"error":"invalid_token"}`))
	_, err := c.Authorize(context.Background(), testCall, sale)
	if failed := asError(t, err); failed.Kind != KindAuth || failed.Executed != ExecutedNever || len(s.requests()) != 2 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestAnIDThatIsNoStepOfAPathIsNotSent(t *testing.T) {
	c, s := setup(t)
	for _, id := range []ID{"", "..", "1/2", "1?x=y", "1%2f2", "1 2"} {
		_, err := c.CalculateInterest(context.Background(), testCall, id, 100)
		failed := asError(t, err)
		if failed.Kind != KindInput || failed.Executed != ExecutedNever || id != "" && strings.Contains(err.Error(), string(id)) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if n := len(s.requests()); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}
