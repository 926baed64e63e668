package sandbox_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"countertop/api/sandbox"
)

const consoles = 200

// BenchmarkTrainingClass is 200 consoles that sell at once, each on a connection of its own: a
// verification and an authorization. It reports authorizations a second, and the time of an
// authorization that one of a hundred exceeds.
func BenchmarkTrainingClass(b *testing.B) {
	for _, row := range []struct {
		name string
		open func(b *testing.B) *sandbox.Server
	}{
		{"memory", func(*testing.B) *sandbox.Server { return sandbox.New(sandbox.Options{}) }},
		{"file", func(b *testing.B) *sandbox.Server {
			server, err := sandbox.Open(filepath.Join(b.TempDir(), "state"), sandbox.Options{})
			if err != nil {
				b.Fatal(err)
			}
			return server
		}},
	} {
		b.Run(row.name, func(b *testing.B) {
			server := row.open(b)
			url, stop, err := server.Listen(b.Context(), "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			class := newClass(b, url)
			b.ResetTimer()
			class.sell(b.N)
			b.StopTimer()
			class.client.CloseIdleConnections()
			stop()
			if err := server.Close(); err != nil {
				b.Error(err)
			}
			slices.Sort(class.took)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "authorizations/s")
			b.ReportMetric(float64(class.took[len(class.took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(class.took[len(class.took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(0, "ns/op") // is the time of a class of 200, not of a call
		})
	}
}

// class is the consoles of a training class.
type class struct {
	tb     testing.TB
	url    string
	client *http.Client
	token  string
	took   []time.Duration
}

func newClass(tb testing.TB, baseURL string) *class {
	c := &class{tb: tb, url: baseURL, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: consoles}}}
	answer := c.call("v2.5/oauth/token", credentials(url.Values{}).Encode(), "application/x-www-form-urlencoded")
	_, rest, _ := strings.Cut(answer, `"access_token":"`)
	c.token, _, _ = strings.Cut(rest, `"`)
	if c.token == "" {
		tb.Fatalf("the token call answers %s", answer)
	}
	return c
}

// sell makes n sales, shared among the consoles.
func (c *class) sell(n int) {
	c.took = make([]time.Duration, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range consoles {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				c.took[i] = c.sale(i)
			}
		})
	}
	group.Wait()
}

// sale is one purchase for a cent, and gives how long its authorization took.
func (c *class) sale(n int) time.Duration {
	verified := c.call(base+"account/100000002/verify", fmt.Sprintf(`{"format":"security_question","request_id":"r%d","security_qid":4,"security_answer":"sample"}`, n), "application/json")
	_, pin, _ := strings.Cut(strings.TrimSpace(verified), `{"verification_code":`)
	buy := fmt.Sprintf(`{"account_number":100000002,"reference":"R%d","amount":0.01,"auto_capture":true,"financing_option":{"transaction_type":"regular_purchase"},`+
		`"verification_code":%s,"request_id":"r%d","external_location_id":"00-12345","external_employee_id":"12345-TEST"}`, n, strings.TrimSuffix(pin, "}"), n)
	begun := time.Now()
	answer := c.call(interest+"authorization", buy, "application/json")
	took := time.Since(begun)
	if !strings.Contains(answer, `"authorization_id"`) {
		c.tb.Errorf("authorization answers %s", answer)
	}
	return took
}

func (c *class) call(path, body, kind string) string {
	request, err := http.NewRequestWithContext(c.tb.Context(), http.MethodPost, c.url+path, strings.NewReader(body))
	if err != nil {
		c.tb.Error(err)
		return ""
	}
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Content-Type", kind)
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := c.client.Do(request)
	if err != nil {
		c.tb.Error(err)
		return ""
	}
	defer func() { _ = response.Body.Close() }()
	var answer bytes.Buffer
	if _, err := io.Copy(&answer, response.Body); err != nil {
		c.tb.Error(err)
	}
	return answer.String()
}

// TestATrainingClassSellsAtOnce is 200 consoles with a state file; every purchase is counted.
func TestATrainingClassSellsAtOnce(t *testing.T) {
	server, err := sandbox.Open(filepath.Join(t.TempDir(), "state"), sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	baseURL, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := newClass(t, baseURL)
	c.sell(2 * consoles)
	before := server.State().Figures["authorizations"]
	c.client.CloseIdleConnections()
	stop()
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	fresh := sandbox.New(sandbox.Options{}).State().Figures["authorizations"]
	if before != fresh+2*consoles {
		t.Errorf("%d purchases were made, want %d", before-fresh, 2*consoles)
	}
}

// TestMemoryIsBounded verifies and repeats without end, an hour apart for each hundred: what is
// remembered stays as much as a few days hold.
func TestMemoryIsBounded(t *testing.T) {
	now := noon
	server := sandbox.New(sandbox.Options{Now: func() time.Time { return now }})
	var before, after runtime.MemStats
	figures := func() map[string]int { return server.State().Figures }
	hours := func(from, to int) {
		for hour := from; hour < to; hour++ {
			now = now.Add(time.Hour)
			token := tokenFor(t, server)
			for n := range 20 {
				id := fmt.Sprintf("%d-%d", hour, n)
				askWith(t, server, token, base+"account/100000001/verify", `{"request_id":"`+id+`"}`, "")
				askWith(t, server, token, base+"accounts/100000016/refund", `{"reference":"F","amount":0.01,"external_location_id":"00-12345","external_employee_id":"1"}`, id)
			}
		}
	}
	hours(0, 100)
	first := figures()
	runtime.GC()
	runtime.ReadMemStats(&before)
	hours(100, 600)
	if last := figures(); last["verifications"] != first["verifications"] || last["idempotency_keys"] != first["idempotency_keys"] || last["tokens"] > 2 {
		t.Errorf("after 100 hours %v are remembered, after 600 %v", first, last)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("10,000 more calls of each take %d bytes", grown)
	}
	if first["verifications"] > 24*20 || first["idempotency_keys"] > 48*20 || first["verifications"] == 0 {
		t.Errorf("%v are remembered", first)
	}
}

// askWith is ask with an idempotency key; anything but 200 is an error.
func askWith(t *testing.T, server http.Handler, token, path, body, key string) {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/"+path, strings.NewReader(body))
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("x-idempotency-key", key)
	if server.ServeHTTP(recorder, request); recorder.Code != 200 {
		t.Fatalf("%s answers %d %s", path, recorder.Code, recorder.Body)
	}
}
