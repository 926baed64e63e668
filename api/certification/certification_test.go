package certification

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
)

// target is an embedded server, with the changes of a test before it.
func target(t *testing.T, options sandbox.Options, before func(http.Handler) http.Handler) Target {
	t.Helper()
	options.Seed = 7
	var handler http.Handler = sandbox.New(options)
	if before != nil {
		handler = before(handler)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return Target{
		Connect: func(change func(*api.Options)) (*api.Client, error) {
			o := api.Options{BaseURL: server.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, Transport: server.Client().Transport}
			change(&o)
			return api.New(o)
		},
		Location: sandbox.DefaultLocation, Clerk: "12345-TEST", Now: time.Now, NewID: api.NewReferenceID, Language: api.English,
	}
}

// wouldCreate is a reason against creating objects.
const wouldCreate = "it would create objects"

func everything() Plan { return Choose(func(string) bool { return true }) }

// results runs cases and answers their results by id.
func results(t *testing.T, at Target, creating bool) map[string]Result {
	t.Helper()
	all := map[string]Result{}
	against := ""
	if !creating {
		against = wouldCreate
	}
	Run(t.Context(), at, everything(), against, func(Case) {}, func(r Result) { all[r.Case.ID] = r })
	if len(all) != len(Cases()) {
		t.Fatalf("%d results of %d cases: an id stands twice", len(all), len(Cases()))
	}
	return all
}

func TestTheTrainingServerPassesEveryCase(t *testing.T) {
	for name, standard := range map[string]bool{"with non-prime accounts": true, "without them": false} {
		t.Run(name, func(t *testing.T) {
			for id, r := range results(t, target(t, sandbox.Options{Standard: standard}, nil), true) {
				if r.Outcome != Passed || len(r.Findings) > 0 {
					t.Errorf("%s %s: %s %q", id, r.Outcome, r.Detail, r.Findings)
				}
			}
		})
	}
}

func TestNothingIsCreatedUnlessAllowed(t *testing.T) {
	for id, r := range results(t, target(t, sandbox.Options{}, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == sandbox.BasePath+"v2.5/client-id/"+sandbox.DefaultClientID+"/apply" {
				t.Error("an application was sent")
			}
			next.ServeHTTP(w, r)
		})
	}), false) {
		if want := map[bool]Outcome{true: Skipped, false: Passed}[r.Case.Creates]; r.Outcome != want {
			t.Errorf("%s %s: %s; want %s", id, r.Outcome, r.Detail, want)
		}
	}
}

// TestAFaultOfTheServerFailsItsCase plants faults and looks which case names them.
func TestAFaultOfTheServerFailsItsCase(t *testing.T) {
	for name, row := range map[string]struct {
		change func(http.Handler) http.Handler
		want   string
	}{
		"any token is good": {func(next http.Handler) http.Handler {
			good := ""
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch sent := r.Header.Get("Authorization"); {
				case sent == "Bearer 0000000000000000000000000000000000000000":
					r.Header.Set("Authorization", good)
				case sent != "":
					good = sent
				}
				next.ServeHTTP(w, r)
			})
		}, "token.expired"},
		"the clock is an hour late": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
				next.ServeHTTP(w, r)
			})
		}, "clock"},
		"there is no French": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				query := r.URL.Query()
				if query.Has("lang") {
					query.Set("lang", "en")
				}
				r.URL.RawQuery = query.Encode()
				next.ServeHTTP(w, r)
			})
		}, "language"},
		"a returned sale is not given back": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/return") {
					http.Error(w, `{"error":"return_date_exceeded"}`, http.StatusConflict)
					return
				}
				next.ServeHTTP(w, r)
			})
		}, "return sale.return token.customer-scope-money"},
		"captures are not listed": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/captures") {
					_, _ = io.WriteString(w, `{"page_number":1,"page_size":50,"total_count":0,"captures":[]}`)
					return
				}
				next.ServeHTTP(w, r)
			})
		}, "sale.captures token.customer-scope"},
		"every scope may do everything": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/token") {
					form, err := io.ReadAll(r.Body)
					if err != nil {
						t.Error(err)
					}
					r.Body = io.NopCloser(strings.NewReader(strings.Replace(string(form), "scope=customer", "scope=merchant", 1)))
				}
				next.ServeHTTP(w, r)
			})
		}, "token.customer-scope token.customer-scope-money"},
		"a business needs no name": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/apply") {
					body, err := io.ReadAll(r.Body)
					if err != nil {
						t.Error(err)
					}
					if text := string(body); strings.Contains(text, `"business"`) && !strings.Contains(text, "business_name") {
						body = []byte(strings.Replace(text, `"account_type":"business"`, `"account_type":"business","business_name":"None"`, 1))
					}
					r.Body = io.NopCloser(bytes.NewReader(body))
				}
				next.ServeHTTP(w, r)
			})
		}, "business.no-name"},
		"a list ignores its filters": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				query := r.URL.Query()
				query.Del("transaction_type")
				r.URL.RawQuery = query.Encode()
				next.ServeHTTP(w, r)
			})
		}, "lists"},
		"an unknown card is taken": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				query := r.URL.Query()
				if query.Get("vcc_number") == unknownCard {
					query.Set("vcc_number", "9900000000000001")
					r.URL.RawQuery = query.Encode()
				}
				next.ServeHTTP(w, r)
			})
		}, "card.unknown-lookup"},
		"payments fail": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/transactions") {
					http.Error(w, `{"error":"general_error"}`, http.StatusConflict)
					return
				}
				next.ServeHTTP(w, r)
			})
		}, "transaction.deposit transaction.instore_payment transaction.tradein idempotency.transactions idempotency.hash"},
		"a transaction is made again for its key": {withoutKeys("transactions"), "idempotency.transactions"},
	} {
		t.Run(name, func(t *testing.T) {
			for id, r := range results(t, target(t, sandbox.Options{Standard: true}, row.change), true) {
				if (r.Outcome == Failed) != slices.Contains(strings.Fields(row.want), id) {
					t.Errorf("%s %s: %s", id, r.Outcome, r.Detail)
				}
			}
		})
	}
}

func TestAnInterruptedRunSkipsTheRest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ran := 0
	Run(ctx, target(t, sandbox.Options{}, nil), everything(), "", func(Case) {}, func(r Result) {
		if r.Outcome != Skipped {
			ran++
		}
		cancel()
	})
	if ran != 1 {
		t.Errorf("%d cases ran after the interruption of the first", ran)
	}
}

func TestReportsHoldEveryResult(t *testing.T) {
	all := []Result{
		{Case: Case{ID: "one", Name: "it holds", Vendor: true}, Outcome: Passed, Took: 1500 * time.Millisecond},
		{Case: Case{ID: "two", Name: "it breaks"}, Outcome: Failed, Detail: `expected <this> & found "that"`, Findings: []string{"no status (assumed)", "no date (assumed)"}},
		{Case: Case{ID: "three", Name: "it waits"}, Outcome: Skipped, Detail: "it would create objects"},
	}
	report := Report{
		Environment: "mi", Host: "server.example", Training: true, Language: "fr_CA", Location: "00-12345", Version: "v1",
		Began: time.Date(2026, 6, 15, 12, 0, 0, 0, time.FixedZone("", -4*60*60)), Took: 1500 * time.Millisecond, Results: all,
	}
	var junit, js bytes.Buffer
	if err := WriteJUnit(&junit, report); err != nil {
		t.Fatal(err)
	}
	var suite junitSuite
	if err := xml.Unmarshal(junit.Bytes(), &suite); err != nil {
		t.Fatal(err)
	}
	if suite.Tests != 3 || suite.Failures != 1 || suite.Skipped != 1 || suite.Cases[1].Failure.Message != all[1].Detail || suite.Time != "1.500" || suite.Began != "2026-06-15T16:00:00" || suite.Of[1] != (junitProperty{"host", "server.example"}) ||
		suite.Cases[1].Out != "no status (assumed)\nno date (assumed)" || suite.Cases[0].Out != "" || suite.Of[len(suite.Of)-1] != (junitProperty{"findings", "2"}) {
		t.Errorf("the JUnit report reads as %+v", suite)
	}
	if err := WriteJSON(&js, report); err != nil {
		t.Fatal(err)
	}
	var whole struct {
		Host     string           `json:"host"`
		Began    string           `json:"began_at"`
		Skipped  int              `json:"skipped"`
		Findings int              `json:"findings"`
		Complete *bool            `json:"complete"`
		Cases    []map[string]any `json:"cases"`
	}
	if err := json.Unmarshal(js.Bytes(), &whole); err != nil || len(whole.Cases) != 3 || whole.Cases[1]["detail"] != all[1].Detail ||
		whole.Host != "server.example" || whole.Began != "2026-06-15T16:00:00Z" || whole.Skipped != 1 || whole.Findings != 2 || len(whole.Cases[1]["findings"].([]any)) != 2 || whole.Complete == nil || *whole.Complete {
		t.Errorf("the JSON report reads as %+v, %v", whole, err)
	}
}

func TestACaseThatIsChosenBringsWhatItNeeds(t *testing.T) {
	ids := func(p Plan) (list []string) {
		for _, c := range p.Cases {
			list = append(list, c.ID)
		}
		return list
	}
	only := Choose(func(id string) bool { return id == "release" })
	if got := ids(only); !slices.Equal(got, []string{"authorization", "capture", "release"}) {
		t.Errorf("planned %v", got)
	}
	Run(t.Context(), target(t, sandbox.Options{}, nil), only, "", func(Case) {}, func(r Result) {
		if r.Outcome != Passed || r.Needed != (r.Case.ID != "release") {
			t.Errorf("%s %s %s, needed %t", r.Case.ID, r.Outcome, r.Detail, r.Needed)
		}
	})
	if n := len(Choose(func(string) bool { return false }).Cases); n != 0 {
		t.Errorf("%d cases of none", n)
	}
}

func TestACaseWhoseNeedFailedIsSkippedAndSaysSo(t *testing.T) {
	broken := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/capture") {
				http.Error(w, "{}", http.StatusInternalServerError)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	all := results(t, target(t, sandbox.Options{Standard: true}, broken), true)
	if all["capture"].Outcome != Failed || all["return"].Outcome != Skipped || all["return"].Detail != "the case capture did not pass" {
		t.Errorf("capture %+v, return %+v", all["capture"], all["return"])
	}
}
