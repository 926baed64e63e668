package sandbox_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestListenStaysOnLoopback(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		if _, _, err := server.Listen(t.Context(), addr); !errors.Is(err, sandbox.ErrNotLoopback) {
			t.Errorf("listening on %s gives %v", addr, err)
		}
	}
	if _, _, err := server.Listen(t.Context(), "127.0.0.1"); err == nil {
		t.Error("an address without a port is accepted")
	}
}

func TestListenEndsWithStopOrContext(t *testing.T) {
	for name, end := range map[string]func(cancel context.CancelFunc, stop func()){
		"stop": func(_ context.CancelFunc, stop func()) { stop() },
		"the context": func(cancel context.CancelFunc, stop func()) {
			cancel()
			stop() // waits for the goroutine
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			url, stop, err := sandbox.New(sandbox.Options{}).Listen(ctx, "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			if !serves(t, client, url) {
				t.Fatal("it does not serve")
			}
			end(cancel, stop)
			if serves(t, client, url) {
				t.Error("it serves on")
			}
		})
	}
}

// serves reports whether anything answers at all.
func serves(t *testing.T, client *http.Client, url string) bool {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return true
}

func TestFaults(t *testing.T) {
	k := setup(t, sandbox.Options{})
	path := base + "customers/lookup?account_number=100000001"

	k.server.Arm(fault.Fault{Path: "customers/lookup", Count: 2, Status: 500, Code: "general_error"})
	k.expect(k.get(base+"i18n/insurance"), 200, "") // another path
	k.expect(k.get(path), 500, "general_error")
	k.expect(k.get(path), 500, "general_error")
	k.expect(k.get(path), 200, "")

	k.server.Arm(fault.Fault{Path: "customers/lookup", Status: 504, Code: "GATEWAY_TIMEOUT", Percent: 100})
	k.expect(k.get(path), 504, "GATEWAY_TIMEOUT")
	k.server.Disarm()
	k.expect(k.get(path), 200, "")
}

func TestLostAnswerWasExecuted(t *testing.T) {
	k := setup(t, sandbox.Options{})
	buy := purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r")})
	k.server.Arm(fault.Fault{Path: "/authorization", Count: 1, Lose: true})
	if got := k.post(interest+"authorization", buy); got.status != 0 {
		t.Errorf("a lost answer arrives: %d %s", got.status, got.raw)
	}
	if got := k.get(interest + "authorizations?account_number=100000001"); !strings.Contains(got.raw, "TEST-1") {
		t.Errorf("the purchase is not there: %s", got.raw)
	}
}

func TestSomeOfTheCallsFail(t *testing.T) {
	server := sandbox.New(sandbox.Options{Seed: 1})
	token := tokenFor(t, server)
	server.Arm(fault.Fault{Percent: 50, Status: 500, Code: "general_error"})
	failed := 0
	for range 200 {
		if ask(t, server, token, "GET", base+"i18n", "") == 500 {
			failed++
		}
	}
	if failed < 60 || failed > 140 {
		t.Errorf("%d of 200 calls fail, want about half", failed)
	}
}

func TestAnswersAreHeldBackAsLongAsTheCallerWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := sandbox.New(sandbox.Options{Latency: time.Second})
		token := tokenFor(t, server)
		server.Arm(fault.Fault{Path: "i18n", Delay: time.Hour})
		for name, row := range map[string]struct {
			patience, want time.Duration
			answered       bool
		}{
			"a patient caller":    {2 * time.Hour, time.Hour + time.Second, true},
			"an impatient caller": {time.Minute, time.Minute, false},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), row.patience)
			begun, recorder := time.Now(), httptest.NewRecorder()
			request := httptest.NewRequestWithContext(ctx, http.MethodGet, "/"+base+"i18n", nil)
			request.Header.Set("x-reference-id", reference)
			request.Header.Set("Authorization", "Bearer "+token)
			server.ServeHTTP(recorder, request)
			cancel()
			if took, answered := time.Since(begun), recorder.Body.Len() > 0; took != row.want || answered != row.answered {
				t.Errorf("%s waits %s, answered: %t", name, took, answered)
			}
			token = tokenFor(t, server) // hours have passed
		}
	})
}

// TestOneKeyAtOnceIsOnePurchase sends the same purchase from several counters at once.
func TestOneKeyAtOnceIsOnePurchase(t *testing.T) {
	k := setup(t, sandbox.Options{})
	buy := purchase("100000002", "r").with(object{"verification_code": k.verified("100000002", "r")})
	answers := make([]answer, 8)
	var group sync.WaitGroup
	for n := range answers {
		group.Go(func() { answers[n] = k.post(interest+"authorization", buy, "x-idempotency-key", "K") })
	}
	group.Wait()
	for _, got := range answers {
		if got.status != 200 || got.raw != answers[0].raw {
			t.Errorf("answers %d %s, and elsewhere %s", got.status, got.raw, answers[0].raw)
		}
	}
	if left := k.available("100000002"); left != "7900.00" {
		t.Errorf("the credit left is %s", left)
	}
}

// TestManyCountersAtOnce sells to many customers at once and counts the credit, which no purchase may
// lose or use twice.
func TestManyCountersAtOnce(t *testing.T) {
	k := setup(t, sandbox.Options{})
	const counters, each = 8, 5
	var group sync.WaitGroup
	for n := range counters {
		group.Go(func() {
			for i := range each {
				id := fmt.Sprintf("r-%d-%d", n, i)
				got := k.post(base+"account/100000002/verify", object{"format": "security_question", "request_id": id, "security_qid": "4", "security_answer": "sample"})
				_, pin, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(got.raw), "}"), ":")
				buy := purchase("100000002", id).with(object{"verification_code": pin, "amount": 10, "auto_capture": i%2 == 0})
				k.post(interest+"authorization", buy, "x-idempotency-key", id)
				k.post(interest+"authorization", buy, "x-idempotency-key", id)
				k.get(base + "i18n")
				k.get(interest + "captures?account_number=100000002")
				k.post(interest+"accounts/100000002/calculate-interest", object{"amount": 10})
			}
		})
	}
	group.Wait()
	if left := k.available("100000002"); left != "7600.00" { // 8,000.00 - 8 × 5 × 10.00
		t.Errorf("the credit left is %s", left)
	}
}

func BenchmarkCalculateInterest(b *testing.B) {
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(b, server)
	for b.Loop() {
		if got := ask(b, server, token, "POST", interest+"accounts/100000002/calculate-interest", `{"amount":5000}`); got != 200 {
			b.Fatalf("answers %d", got)
		}
	}
}

func BenchmarkI18N(b *testing.B) {
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(b, server)
	for b.Loop() {
		if got := ask(b, server, token, "GET", base+"i18n", ""); got != 200 {
			b.Fatalf("answers %d", got)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		sandbox.New(sandbox.Options{})
	}
}

// TestServeAnswersWhoIsStillThere ends the server while a call is under way.
func TestServeAnswersWhoIsStillThere(t *testing.T) {
	entered, ctx := make(chan struct{}), t.Context()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := sandbox.New(sandbox.Options{Now: time.Now, ControlSecret: "x", PIN: func(sandbox.PIN) { // a call waits here
		close(entered)
		<-ctx.Done()
	}})
	token := tokenFor(t, server)
	ready, served := make(chan sandbox.Address, 1), make(chan error, 1)
	go func() { served <- server.Serve(ctx, "127.0.0.1:0", func(at sandbox.Address) { ready <- at }) }()
	at := <-ready
	if want := strings.TrimSuffix(at.BaseURL, sandbox.BasePath) + "/_training/state"; at.ControlURL != want {
		t.Errorf("the control endpoints are at %s, want %s", at.ControlURL, want)
	}
	status := make(chan int, 1)
	go func() {
		request, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodPost, at.BaseURL+base+"account/100000001/verify", strings.NewReader(`{"request_id":"r"}`))
		if err != nil {
			t.Error(err)
			return
		}
		request.Header.Set("x-reference-id", reference)
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Error(err)
			close(status)
			return
		}
		_ = response.Body.Close()
		status <- response.StatusCode
	}()
	<-entered
	cancel()
	if got := <-status; got != 200 {
		t.Errorf("the call under way is answered %d", got)
	}
	if err := <-served; err != nil {
		t.Errorf("it ends with %v", err)
	}
	if err := server.Serve(t.Context(), "0.0.0.0:0", nil); !errors.Is(err, sandbox.ErrNotLoopback) {
		t.Errorf("serving everyone gives %v", err)
	}
}

// TestServerOverTLS takes the certificate of the standard library's test server.
func TestServerOverTLS(t *testing.T) {
	other := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	server := sandbox.New(sandbox.Options{TLS: &tls.Config{Certificates: other.TLS.Certificates, MinVersion: tls.VersionTLS12}})
	url, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	if !strings.HasPrefix(url, "https://") {
		t.Errorf("it serves %s", url)
	}
	if serves(t, &http.Client{Transport: &http.Transport{}}, url) {
		t.Error("a certificate that nobody vouches for is taken")
	}
	if !serves(t, other.Client(), url) {
		t.Error("who trusts the certificate gets no answer")
	}
}
