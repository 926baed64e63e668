package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

// Tokens live 3 seconds; 8 goroutines make 200 calls over 15 lifetimes, while the token
// endpoint takes 300 ms. A call takes no time by itself, so that any time it takes is a wait.
func TestNobodyWaitsForARefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const lives, callers, calls = 15, 8, 200
		server := newTokenServer(3*time.Second, 300*time.Millisecond)
		c := tokenClient(t, server)
		c.Start()
		pause := lives * server.life / (calls / callers)
		var wait sync.WaitGroup
		for caller := range callers {
			wait.Go(func() {
				pass(time.Duration(caller) * 17 * time.Millisecond)
				for i := range calls / callers {
					asked := time.Now()
					if _, err := c.Terms(context.Background(), testCall); err != nil {
						t.Errorf("caller %d, call %d: %v", caller, i, err)
					}
					if waited := time.Since(asked); i > 0 && waited > 0 {
						t.Errorf("caller %d, call %d: waited %v", caller, i, waited)
					}
					pass(pause)
				}
			})
		}
		wait.Wait()
		grants := server.asked()
		if server.refused != 0 || server.together != 1 {
			t.Errorf("got %d answers of 401 and %d token requests at once, want 0 and 1", server.refused, server.together)
		}
		if len(grants) < lives || grants[0] != grantCredentials {
			t.Fatalf("got the grants %v, want at least %d, the first with credentials", grants, lives)
		}
		for i, grant := range grants[1:] {
			if grant != grantRefresh {
				t.Errorf("token %d came by %s, want a refresh", i+2, grant)
			}
		}
	})
}

func TestTokenIsRefreshedAMinuteBeforeItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, 0)
		c := tokenClient(t, server)
		c.Start()
		pass(1139 * time.Second)
		if n := len(server.asked()); n != 1 {
			t.Fatalf("after 1139 s: %d token requests, want 1", n)
		}
		pass(2 * time.Second)
		if n := len(server.asked()); n != 2 {
			t.Fatalf("after 1141 s: %d token requests, want 2", n)
		}
		if server.tokenRefs[0] == server.tokenRefs[1] || len(server.tokenRefs[0]) != 32 {
			t.Errorf("reference ids of the token requests: %q", server.tokenRefs)
		}
	})
}

func TestKeeperAsleepPastExpiryStartsAgainWithCredentials(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asleep time.Duration // the wall clock went on, timers did not
		server := newTokenServer(1200*time.Second, time.Second)
		server.now = func() time.Time { return time.Now().Add(asleep) }
		c := tokenClient(t, server, func(o *Options) { o.Now = server.now })
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		asleep = 8 * time.Hour
		if state := c.Token(); state.Phase != TokenNone || !state.Expires.IsZero() {
			t.Errorf("after the sleep: %+v, want no token", state)
		}
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		grants := server.asked()
		if len(grants) != 2 || grants[1] != grantCredentials || server.refused != 0 {
			t.Errorf("got the grants %v and %d answers of 401, want credentials twice and 0", grants, server.refused)
		}
	})
}

func TestKeeperAwakeInTheLastMinuteRefreshesWithoutAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asleep time.Duration
		server := newTokenServer(1200*time.Second, time.Second)
		server.now = func() time.Time { return time.Now().Add(asleep) }
		c := tokenClient(t, server, func(o *Options) { o.Now = server.now })
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		asleep = 1170 * time.Second
		asked := time.Now()
		if _, err := c.Terms(context.Background(), testCall); err != nil || time.Since(asked) != 0 {
			t.Fatalf("the call took %v: %v", time.Since(asked), err)
		}
		synctest.Wait()
		if state := c.Token(); state.Phase != TokenRefreshing {
			t.Errorf("phase %v, want refreshing", state.Phase)
		}
		pass(2 * time.Second)
		if grants := server.asked(); len(grants) != 2 || grants[1] != grantRefresh {
			t.Errorf("got the grants %v, want a refresh", grants)
		}
	})
}

func TestRefreshThatFailsFallsBackToCredentials(t *testing.T) {
	for name, status := range map[string]int{"refused": 400, "the server failed": 500} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := newTokenServer(90*time.Second, 0)
				server.fail = func(grant string) (int, string) {
					if grant == grantRefresh {
						return status, `{"error":"invalid_request"}`
					}
					return 0, ""
				}
				c := tokenClient(t, server)
				c.Start()
				pass(61 * time.Second)
				if state := c.Token(); state.Phase != TokenFresh {
					t.Errorf("phase %v, want fresh", state.Phase)
				}
				want := []string{grantCredentials, grantRefresh, grantCredentials}
				if got := server.asked(); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("got the grants %v, want %v", got, want)
				}
			})
		})
	}
}

func TestOldTokenWorksUntilItsOwnExpiryWhileRefreshesFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(300*time.Second, 0)
		c := tokenClient(t, server)
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		server.mu.Lock()
		server.fail = func(string) (int, string) { return 500, "" }
		server.mu.Unlock()
		pass(299 * time.Second)
		before := len(server.asked())
		for range 20 {
			if _, err := c.Terms(context.Background(), testCall); err != nil {
				t.Fatalf("a second before expiry: %v", err)
			}
		}
		synctest.Wait()
		if state := c.Token(); state.Phase != TokenUnreachable || state.Err == nil || state.Expires.IsZero() {
			t.Errorf("state %+v, want unreachable with a token that works", state)
		}
		if n := len(server.asked()); n > 20 || n != before {
			t.Errorf("%d token requests, of them %d for calls with a token; want a few and 0", n, n-before)
		}
		pass(2 * time.Second)
		if _, err := c.Terms(context.Background(), testCall); err == nil {
			t.Error("after expiry: no error")
		}
		server.mu.Lock()
		server.fail = nil
		server.mu.Unlock()
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Errorf("once the server is back: %v", err)
		}
	})
}

func TestA401FetchesOneTokenAndSendsOnceMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, time.Second)
		c := tokenClient(t, server)
		if _, err := c.Terms(context.Background(), testCall); err != nil {
			t.Fatal(err)
		}
		server.mu.Lock()
		clear(server.live)
		server.mu.Unlock()
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if _, err := c.Terms(context.Background(), testCall); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		grants := server.asked()
		if len(grants) != 2 || grants[1] != grantCredentials || server.refused == 0 {
			t.Errorf("got the grants %v after %d answers of 401, want one more with credentials", grants, server.refused)
		}
	})
}

func TestCallersWaitNoLongerThanTheirContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := tokenClient(t, newTokenServer(1200*time.Second, 9*time.Second))
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		asked := time.Now()
		_, err := c.Terms(ctx, testCall)
		failed := asError(t, err)
		if waited := time.Since(asked); waited != time.Second || failed.Kind != KindNetwork || failed.Executed != ExecutedNever {
			t.Errorf("waited %v, got %v", waited, err)
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the context's error", err)
		}
	})
}

func TestRefusedCredentialsAreToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, time.Second)
		server.fail = func(string) (int, string) { return 400, `{"error":"invalid_client","message":"No."}` }
		c := tokenClient(t, server)
		asked := time.Now()
		_, err := c.Terms(context.Background(), testCall)
		failed := asError(t, err)
		if time.Since(asked) != time.Second || failed.Kind != KindAuth || failed.Code != "invalid_client" || failed.Executed != ExecutedNever {
			t.Errorf("after %v: %v", time.Since(asked), err)
		}
		if state := c.Token(); state.Phase != TokenRefused || state.Err == nil {
			t.Errorf("state %+v, want refused", state)
		}
	})
}

func TestTokenChangesNeverBlockTheKeeperAndTellTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(30*time.Second, time.Second)
		c := tokenClient(t, server)
		if phase := c.Token().Phase; phase != TokenNone {
			t.Errorf("before the start: phase %v", phase)
		}
		c.Start()
		<-c.TokenChanges()
		if phase := c.Token().Phase; phase != TokenFetching {
			t.Errorf("first change: phase %v, want fetching", phase)
		}
		pass(310 * time.Second) // nobody listens
		<-c.TokenChanges()
		select {
		case <-c.TokenChanges():
			t.Error("a second change was waiting, want one for any number")
		default:
		}
		if state := c.Token(); state.Phase != TokenFresh || len(server.asked()) < 10 {
			t.Errorf("state %+v after %d token requests", state, len(server.asked()))
		}
	})
}

func TestFailuresAreRepeatedEverMoreSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTokenServer(1200*time.Second, 0)
		server.fail = func(string) (int, string) { return 503, "<html>" }
		c := tokenClient(t, server)
		c.Start()
		pass(time.Hour)
		if n := len(server.asked()); n < 60 || n > 130 {
			t.Errorf("%d token requests in an hour without answer, want about one in 45 s", n)
		}
	})
}

// Two hours without a line, and nobody calls: the token is there before a clerk has typed anything.
func TestTheTokenIsThereSoonAfterTheLineIsBack(t *testing.T) {
	for name, jitter := range map[string]float64{"the shortest pauses": 0, "the longest pauses": 1} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var away atomic.Bool
				var missed atomic.Int64
				server := newTokenServer(1200*time.Second, 150*time.Millisecond)
				c := tokenClient(t, server, func(o *Options) {
					o.Jitter = func() float64 { return jitter }
					o.Transport = fakeTransport(func(r *http.Request) (*http.Response, error) {
						if away.Load() {
							missed.Add(1)
							return nil, syscall.ECONNREFUSED
						}
						return server.RoundTrip(r)
					})
				})
				c.Start()
				pass(time.Second)
				away.Store(true)
				pass(2*time.Hour + 10*time.Second)
				if state := c.Token(); state.Phase != TokenUnreachable || c.Reachable() {
					t.Errorf("after two hours: phase %v, reachable %t", state.Phase, c.Reachable())
				}
				if n := missed.Load(); n > 10_000 {
					t.Errorf("%d requests in two hours: the line is not left in peace", n)
				}
				away.Store(false)
				pass(4 * time.Second) // what a clerk types before the first call
				synctest.Wait()
				if state := c.Token(); state.Phase != TokenFresh || !c.Reachable() {
					t.Errorf("once the line is back: phase %v, reachable %t", state.Phase, c.Reachable())
				}
				if _, err := c.Terms(context.Background(), testCall); err != nil || c.TokenWaits() != 0 {
					t.Errorf("the first call: %v; %d calls waited, want none", err, c.TokenWaits())
				}
			})
		})
	}
}

func TestKeeperEndsWithItsClient(t *testing.T) {
	server := newTokenServer(1200*time.Second, time.Hour)
	c := tokenClient(t, server)
	before := goleak.IgnoreCurrent()
	c.Start()
	<-c.TokenChanges() // its request is under way
	result := make(chan error, 1)
	go func() {
		_, err := c.Terms(context.Background(), testCall)
		result <- err
	}()
	c.Close()
	c.Close()
	if err := <-result; !errors.Is(err, ErrClosed) {
		t.Errorf("a call that waited: %v, want ErrClosed", err)
	}
	if _, err := c.Terms(context.Background(), testCall); !errors.Is(err, ErrClosed) {
		t.Errorf("a call after it: %v, want ErrClosed", err)
	}
	c.Start()
	goleak.VerifyNone(t, before)
}

func TestLifeOfATokenIsReadInEveryShape(t *testing.T) {
	for body, want := range map[string]time.Duration{
		`{"access_token":"a","expires_in":1199}`:                                                1199 * time.Second,
		`{"access_token":"a","expires_in":"1200"}`:                                              1200 * time.Second,
		`{"access_token":"a"}`:                                                                  unsaidLife,
		`{"access_token":"a","expires_in":0}`:                                                   unsaidLife,
		`{"access_token":"a","expires_in":999999}`:                                              longestLife,
		`{"access_token":"a","expires_in":null}`:                                                unsaidLife,
		`{"access_token":"a","expires_in":-1200}`:                                               unsaidLife,
		`{"access_token":"a","expires_in":{}}`:                                                  unsaidLife,
		`{"access_token":"a","expires_in":[1200]}`:                                              unsaidLife,
		`{"access_token":"a","expires_in":true}`:                                                unsaidLife,
		`{"access_token":"a","expires_in":"soon"}`:                                              unsaidLife,
		`{"access_token":"a","expires_in":"inf"}`:                                               unsaidLife,
		`{"access_token":"a","expires_in":"0x400"}`:                                             unsaidLife,
		`{"access_token":"a","expires_in":0.4}`:                                                 unsaidLife,
		`{"access_token":"a","expires_in":1199.9}`:                                              1199 * time.Second,
		`{"access_token":"a","expires_in":" 1199.9 "}`:                                          1199 * time.Second,
		`{"access_token":"a","expires_in":1.2e3}`:                                               1200 * time.Second,
		`{"access_token":"a","expires_in":99999999999999999999}`:                                longestLife,
		`{"access_token":"a","expires_in":1e999}`:                                               longestLife,
		`{"access_token":"a","token_type":null,"expires_in":1200}`:                              1200 * time.Second,
		`{"access_token":"a","token_type":{"is":"MAC"},"refresh_token":null,"expires_in":1200}`: 1200 * time.Second,
	} {
		c := tokenClient(t, newTokenServer(0, 0), func(o *Options) {
			o.Now = func() time.Time { return testTime }
			o.Transport = fakeTransport(func(*http.Request) (*http.Response, error) { return response(200, body), nil })
		})
		got, err := c.fetchToken(context.Background(), "")
		if err != nil || got.expires.Sub(testTime) != want {
			t.Errorf("%s: expires after %v (%v), want %v", body, got.expires.Sub(testTime), err, want)
		}
	}
}

func TestTokenAnswersWithoutATokenAreFailures(t *testing.T) {
	for _, body := range []string{"", "<html>", "[]", "{}", `{"access_token":""}`} {
		c := tokenClient(t, newTokenServer(0, 0), func(o *Options) {
			o.Transport = fakeTransport(func(*http.Request) (*http.Response, error) { return response(200, body), nil })
		})
		if _, err := c.fetchToken(context.Background(), ""); err == nil {
			t.Errorf("%q: no error", body)
		}
	}
}
