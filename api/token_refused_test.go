package api

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// refusing is a token server that answers as told, with a Retry-After where it is not empty.
func refusing(t *testing.T, status int, after string) (c *Client, server *tokenServer, mended *atomic.Bool) {
	t.Helper()
	mended = &atomic.Bool{}
	server = newTokenServer(1200*time.Second, 0)
	c = tokenClient(t, server, func(o *Options) {
		o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
			if mended.Load() || r.URL.Path != "/base/v2.5/oauth/token" {
				return server.RoundTrip(r)
			}
			server.mu.Lock()
			server.grants = append(server.grants, "refused")
			server.mu.Unlock()
			answer := response(status, `{"error":"some_code"}`)
			if after != "" {
				answer.Header.Set("Retry-After", after)
			}
			answer.Header.Set("Date", time.Now().UTC().Add(time.Hour).Format(http.TimeFormat)) // a clock of its own
			return answer, nil
		})
	})
	return c, server, mended
}

// Sixty keys are typed within a minute at a counter whose secret is wrong.
func TestARefusalIsRememberedAndNotAskedForWithEachKey(t *testing.T) {
	for _, status := range []int{200, 302, 400, 401, 404, 407, 409, 429, 466} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, server, mended := refusing(t, status, "")
				for key := range 60 {
					began := time.Now()
					_, err := c.Terms(context.Background(), testCall)
					failed := asError(t, err)
					if failed.Status != status || failed.Code != "some_code" || failed.Executed != ExecutedNever || time.Since(began) != 0 {
						t.Fatalf("key %d, after %v: %v", key, time.Since(began), err)
					}
					pass(time.Second)
				}
				if n := len(server.asked()); n > 8 {
					t.Errorf("%d token requests for 60 keys in a minute", n)
				}
				if c.TokenWaits() > 1 {
					t.Errorf("%d calls waited", c.TokenWaits())
				}
				mended.Store(true)
				pass(time.Minute)
				if _, err := c.Terms(context.Background(), testCall); err != nil {
					t.Errorf("once it is mended: %v", err)
				}
			})
		})
	}
}

// A server that gives tokens out and takes none of them must not be asked for one with each key.
func TestTokensThatNobodyTakesAreNotAskedForWithEachKey(t *testing.T) {
	for name, body := range map[string]string{"by its code": `{"error":"invalid_token"}`, "by a page": "<html>", "without a body": ""} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := newTokenServer(1200*time.Second, 0)
				mended := &atomic.Bool{}
				c := tokenClient(t, server, func(o *Options) {
					o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
						if mended.Load() || r.URL.Path == "/base/v2.5/oauth/token" {
							return server.RoundTrip(r)
						}
						return response(http.StatusUnauthorized, body), nil
					})
				})
				for key := range 60 {
					_, err := c.Terms(context.Background(), testCall)
					if failed := asError(t, err); failed.Status != http.StatusUnauthorized || failed.Executed != ExecutedNever {
						t.Fatalf("key %d: %v", key, err)
					}
					pass(time.Second)
				}
				if n := len(server.asked()); n > 10 {
					t.Errorf("%d token requests for 60 keys in a minute", n)
				}
				if state := c.Token(); state.Phase != TokenRefused || state.Err == nil {
					t.Errorf("phase %v (%v), want a refusal", state.Phase, state.Err)
				}
				mended.Store(true)
				pass(time.Minute)
				if _, err := c.Terms(context.Background(), testCall); err != nil {
					t.Errorf("once it is mended: %v", err)
				}
				pass(time.Second)
				if state := c.Token(); state.Phase != TokenFresh {
					t.Errorf("once it is mended: phase %v", state.Phase)
				}
			})
		})
	}
}

// One call that is refused with every token must not have a new one fetched for each time, while others are served.
func TestACallThatIsRefusedWithEveryTokenLeavesTheTokenToTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, 0)
		refused, mended := &atomic.Int32{}, &atomic.Bool{}
		c := tokenClient(t, server, func(o *Options) {
			o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
				switch {
				case strings.HasSuffix(r.URL.Path, "/lookup") && !mended.Load():
					refused.Add(1)
					return response(http.StatusUnauthorized, `{"error":"invalid_token"}`), nil
				case strings.HasSuffix(r.URL.Path, "/lookup"):
					return response(http.StatusOK, `{"account_number":12}`), nil
				case strings.HasSuffix(r.URL.Path, "/captures"):
					return response(http.StatusOK, `{"total_count":0}`), nil
				}
				return server.RoundTrip(r)
			})
		})
		for range 10 {
			_, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "12"})
			if failed := asError(t, err); failed.Status != http.StatusUnauthorized {
				t.Fatal(err)
			}
			if _, err := c.Captures(context.Background(), testCall, TransactionQuery{}); err != nil {
				t.Fatal(err)
			}
			pass(time.Second)
		}
		if n := len(server.asked()); n > 6 || refused.Load() > 14 {
			t.Errorf("%d token requests for 10 look-ups, which were sent %d times", n, refused.Load())
		}
		mended.Store(true)
		for range 2 {
			if _, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "12"}); err != nil {
				t.Errorf("once it is mended: %v", err)
			}
		}
	})
}

func TestTokensOfASecondAreNotAskedForWhileNobodyCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(time.Second, 0)
		c := tokenClient(t, server)
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		if n := len(server.asked()); n > 8 {
			t.Errorf("%d token requests in a minute of rest", n)
		}
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Errorf("after the rest: %v", err)
		}
	})
}

// A call that moves money and may have been executed is not sent again, so that it fetches no token for the next.
func TestATokenTakenBackIsReplacedAlsoWhereNobodyAsksAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, 0)
		c := tokenClient(t, server, func(o *Options) {
			o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path == "/base/v2.5/oauth/token" {
					return server.RoundTrip(r)
				}
				return response(http.StatusUnauthorized, `<html>`), nil
			})
		})
		err := c.Refund(context.Background(), testCall, RefundRequest{
			AccountNumber: "100000001", Reference: "ORDER-1", Amount: 1_00, Location: "00-00001", Clerk: "12345-SAMPLE", IdempotencyKey: "key-1",
		})
		if failed := asError(t, err); failed.Executed != ExecutedUnknown {
			t.Fatalf("it may have been executed: %v", err)
		}
		pass(time.Second)
		if state, n := c.Token(), len(server.asked()); state.Phase != TokenFresh || state.Expires.IsZero() || n != 2 {
			t.Errorf("phase %v until %v after %d token requests, want a second token", state.Phase, state.Expires, n)
		}
	})
}

// A clerk who may not do something must not cost everybody the token.
func TestARefusalOfTheClerkLeavesTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, 0)
		c := tokenClient(t, server, func(o *Options) {
			o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path == "/base/v2.5/oauth/token" {
					return server.RoundTrip(r)
				}
				return response(http.StatusUnauthorized, `{"error":"not_permitted"}`), nil
			})
		})
		for range 10 {
			if _, err := c.Terms(context.Background(), testCall); asError(t, err).Code != "not_permitted" {
				t.Fatal(err)
			}
		}
		if n := len(server.asked()); n != 1 {
			t.Errorf("%d token requests for 10 calls", n)
		}
	})
}

func TestRetryAfterIsObeyed(t *testing.T) {
	date := func(ahead time.Duration) string {
		return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(ahead).Format(http.TimeFormat) // when a bubble begins
	}
	for _, tc := range []struct {
		name   string
		status int
		after  string
		want   time.Duration
	}{
		{"seconds of a busy server", 429, "90", 90 * time.Second},
		{"seconds of one in maintenance", 503, " 120 ", 2 * time.Minute},
		{"a moment by the server's clock", 503, date(time.Hour + 100*time.Second), 100 * time.Second},
		{"longer than is believed", 503, "86400", 5 * time.Minute},
		{"a number beyond all bounds", 429, "99999999999999999999999", 5 * time.Minute},
		{"a moment that is over", 429, date(-time.Hour), 0},
		{"less than nothing", 429, "-5", 0},
		{"no number", 429, "soon", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, server, mended := refusing(t, tc.status, tc.after)
				_, err := c.Terms(context.Background(), testCall)
				if failed := asError(t, err); failed.RetryAfter != tc.want {
					t.Fatalf("reads %v, want %v", failed.RetryAfter, tc.want)
				}
				if tc.want == 0 {
					return
				}
				mended.Store(true)
				pass(tc.want - time.Second)
				if _, err := c.Terms(context.Background(), testCall); err == nil || len(server.asked()) != 1 {
					t.Errorf("a second before: %v after %d token requests, want the refusal and 1", err, len(server.asked()))
				}
				pass(2 * time.Second)
				if _, err := c.Terms(context.Background(), testCall); err != nil || len(server.asked()) != 2 {
					t.Errorf("afterwards: %v after %d token requests, want 2", err, len(server.asked()))
				}
			})
		})
	}
}

// A refresh that is answered "later" is not followed by a request with the secret.
func TestABusyServerIsNotAskedTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, server, mended := refusing(t, 429, "30")
		mended.Store(true)
		c.Start()
		pass(time.Second)
		mended.Store(false)
		pass(1142 * time.Second)
		if got := server.asked(); len(got) != 2 || got[1] != "refused" {
			t.Errorf("got the token requests %v, want one refresh", got)
		}
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Errorf("with a token that works: %v", err)
		}
	})
}

func TestWithoutARefreshTokenTheNextComesBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		c := tokenClient(t, newTokenServer(0, 0), func(o *Options) {
			o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
				if err := r.ParseForm(); err != nil || r.PostForm.Get("grant_type") != grantCredentials {
					t.Errorf("asked by %s (%v)", r.PostForm.Get("grant_type"), err)
				}
				asked.Add(1)
				return response(200, `{"token_type":7,"access_token":"a","expires_in":"1200"}`), nil
			})
		})
		c.Start()
		pass(1141 * time.Second)
		if state := c.Token(); asked.Load() != 2 || state.Phase != TokenFresh {
			t.Errorf("%d token requests, phase %v", asked.Load(), state.Phase)
		}
	})
}

// A proxy that wants a password answers before any TLS, and net/http keeps only a text of it.
func TestALineIsToldByWhatBrokeIt(t *testing.T) {
	secured := httptest.NewTLSServer(http.NotFoundHandler())
	defer secured.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	answering := func(status int) func(*http.Request) (*url.URL, error) {
		p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		t.Cleanup(p.Close)
		return func(*http.Request) (*url.URL, error) { return url.Parse(p.URL) }
	}
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, tc := range map[string]struct {
		base  string
		proxy func(*http.Request) (*url.URL, error)
		trip  error
		want  LineFault
	}{
		"nobody listens":                {closed.URL, nil, nil, LineRefused},
		"a certificate of nobody known": {secured.URL, nil, nil, LineCertificate},
		"no TLS":                        {"https://" + plain.Listener.Addr().String(), nil, nil, LineNoTLS},
		"a proxy with a password":       {"https://pos.example", answering(http.StatusProxyAuthRequired), nil, LineProxyLogin},
		"a proxy that does not let":     {"https://pos.example", answering(http.StatusForbidden), nil, LineProxy},
		"no such name":                  {"https://pos.example", nil, &net.DNSError{IsNotFound: true}, LineName},
		"too late":                      {"https://pos.example", nil, context.DeadlineExceeded, LineDeadline},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{BaseURL: tc.base, ClientID: testClient, Secret: "test-secret", ReadAttempts: 1, Proxy: tc.proxy}
			if o.Proxy == nil {
				o.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
			}
			if tc.trip != nil {
				o.Transport = fakeTransport(func(*http.Request) (*http.Response, error) { return nil, tc.trip })
			}
			c, err := New(o)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, err = c.Terms(context.Background(), testCall)
			if got := LineFaultOf(err); got != tc.want || asError(t, err).Kind != KindNetwork {
				t.Errorf("got %d (%v), want %d", got, err, tc.want)
			}
		})
	}
}
