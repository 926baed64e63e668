package api

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func BenchmarkCatalogueDecode(b *testing.B) {
	body := sample(b)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeCatalogue(body, English, testTime); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThousandCalls makes 1,000 look-ups through the client and 1,000 GETs of the same URL with
// net/http alone, from the same server, in turns of ten; the metric is the time of the first by
// the time of the second.
func BenchmarkThousandCalls(b *testing.B) {
	const calls, turn = 1000, 10
	c, s := setup(b)
	s.handle("GET v2.5/client-id/test-client/customers/lookup", answer(200, `{"account_number":12,"available_credit":"10.50"}`))
	ctx, query := context.Background(), LookupQuery{AccountNumber: "12"}
	raw := func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+testBase+"/v2.5/client-id/test-client/customers/lookup?account_number=12&lang=en", nil)
		if err != nil {
			b.Fatal(err)
		}
		resp, err := c.transport.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		if _ = resp.Body.Close(); err != nil {
			b.Fatal(err)
		}
	}
	client := func() {
		if _, err := c.Lookup(ctx, testCall, query); err != nil {
			b.Fatal(err)
		}
	}
	client()
	raw()
	var ours, theirs time.Duration
	for b.Loop() {
		for range calls / turn {
			ours += timed(turn, client)
			theirs += timed(turn, raw)
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N*calls), "client-µs/call")
	b.ReportMetric(float64(theirs.Microseconds())/float64(b.N*calls), "raw-µs/call")
}

func timed(n int, do func()) time.Duration {
	began := time.Now()
	for range n {
		do()
	}
	return time.Since(began)
}

func BenchmarkPath(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if path, err := routeInterest.fill(testClient, []ID{"123456789"}); err != nil || !strings.HasPrefix(path, v251) {
			b.Fatal(path, err)
		}
	}
}
