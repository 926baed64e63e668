package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"slices"
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

// benchAnswer is a look-up's answer with every member that the contract shows.
const benchAnswer = `{"available_credit":"659.51","account_number":100000001,"customer_id":"900000000001","security_qid":{"id":4,"text":"Colour?"},
"email":"testa@example.com","phone_number":"4165550101","address_1":"1 Sample Street","address_2":"","city":"Toronto","postal_code":"M5J2H7","province":"ON",
"payment_protection":true,"risk_rating":"H","offer_types":[{"plan_name":"EMP","plan_id":4,"offer_category":"equal_billing","term_options":[3,6,12]}],
"card_ending_in":"0041","preferred_language":"en-CA","account_type":"consumer"}`

// byHand is a look-up's answer as a hand-written caller of this one server declares it: plain types,
// which read none of the other shapes.
type byHand struct {
	AvailableCredit string `json:"available_credit"`
	AccountNumber   int64  `json:"account_number"`
	CustomerID      string `json:"customer_id"`
	Question        struct {
		ID   int    `json:"id"`
		Text string `json:"text"`
	} `json:"security_qid"`
	Email             string `json:"email"`
	Phone             string `json:"phone_number"`
	Address1          string `json:"address_1"`
	Address2          string `json:"address_2"`
	City              string `json:"city"`
	PostalCode        string `json:"postal_code"`
	Province          string `json:"province"`
	PaymentProtection bool   `json:"payment_protection"`
	RiskRating        string `json:"risk_rating"`
	OfferTypes        []struct {
		PlanName string `json:"plan_name"`
		PlanID   int    `json:"plan_id"`
		Category string `json:"offer_category"`
		Terms    []int  `json:"term_options"`
	} `json:"offer_types"`
	CardEndingIn      string `json:"card_ending_in"`
	PreferredLanguage string `json:"preferred_language"`
	AccountType       string `json:"account_type"`
}

// lookUpByHand does with net/http alone what any caller must do for the same result: the query, the
// headers that the contract asks for, a deadline, a limited body, the status, and its JSON.
func lookUpByHand(ctx context.Context, client *http.Client, base, account string) (byHand, error) {
	var got byHand
	ctx, cancel := context.WithTimeout(ctx, defaultRead)
	defer cancel()
	query := url.Values{"account_number": {account}, "lang": {"en"}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/v2.5/client-id/"+url.PathEscape(testClient)+"/customers/lookup?"+query.Encode(), nil)
	if err != nil {
		return got, err
	}
	req.Header.Set("X-Reference-Id", string(testRef))
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "countertop")
	req.Header.Set("Authorization", "Bearer token-1")
	resp, err := client.Do(req)
	if err != nil {
		return got, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return got, err
	}
	if resp.StatusCode != http.StatusOK || len(body) > maxAnswer {
		return got, errors.New("no answer")
	}
	return got, json.Unmarshal(body, &got)
}

// BenchmarkClientOverhead makes look-ups through the client and by hand with net/http, over connections of
// the same transport to the same server, in turns of ten whose order alternates. "ratio" is the median turn of the
// first by that of the second, which what else the machine does hardly moves; "ratio-of-sums" has it all in; "more-allocs" is how many allocations a call of the first makes more.
func BenchmarkClientOverhead(b *testing.B) {
	b.Run("a whole account", func(b *testing.B) { overhead(b, benchAnswer) })
	b.Run("a small answer", func(b *testing.B) { overhead(b, `{"account_number":100000001,"available_credit":"10.50"}`) })
}

func overhead(b *testing.B, body string) {
	b.Helper()
	const turns = 100
	c, s := setup(b)
	// The server itself must allocate the same for both, so that it is not what is measured: no record is kept.
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/oauth/token") {
			answer(200, `{"access_token":"token-1","expires_in":1200,"refresh_token":"refresh-1"}`)(w, r)
			return
		}
		answer(200, body)(w, r)
	})
	ctx, query := context.Background(), LookupQuery{AccountNumber: "100000001"}
	plain := &http.Client{Transport: c.transport}
	byHand := func() {
		if got, err := lookUpByHand(ctx, plain, s.URL+testBase, "100000001"); err != nil || got.AccountNumber != 100000001 {
			b.Fatal(err)
		}
	}
	client := func() {
		if got, err := c.Lookup(ctx, testCall, query); err != nil || got.AccountNumber != "100000001" {
			b.Fatal(err)
		}
	}
	client()
	byHand()
	var ours, theirs spent
	for b.Loop() {
		for i := range turns {
			if i%2 == 0 {
				ours.add(client)
				theirs.add(byHand)
			} else {
				theirs.add(byHand)
				ours.add(client)
			}
		}
	}
	calls := float64(b.N * turns * turn)
	b.ReportMetric(float64(ours.median())/float64(theirs.median()), "ratio")
	b.ReportMetric(float64(ours.time)/float64(theirs.time), "ratio-of-sums")
	b.ReportMetric((float64(ours.allocs)-float64(theirs.allocs))/calls, "more-allocs")
	b.ReportMetric(float64(ours.time.Nanoseconds())/1000/calls, "client-µs/call")
	b.ReportMetric(float64(theirs.time.Nanoseconds())/1000/calls, "raw-µs/call")
}

// spent is the time and the allocations that something took.
type spent struct {
	time   time.Duration
	turns  []time.Duration
	allocs uint64
}

func (s *spent) median() time.Duration {
	slices.Sort(s.turns)
	return s.turns[len(s.turns)/2]
}

// turn is the number of calls that are made at once.
const turn = 10

func (s *spent) add(do func()) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	for range turn {
		do()
	}
	took := time.Since(began)
	s.time += took
	s.turns = append(s.turns, took)
	runtime.ReadMemStats(&after)
	s.allocs += after.Mallocs - before.Mallocs
}

func BenchmarkPath(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if path, err := routeInterest.fill(testClient, []ID{"123456789"}); err != nil || !strings.HasPrefix(path, v251) {
			b.Fatal(path, err)
		}
	}
}
