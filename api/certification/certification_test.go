package certification

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
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

func everything() Plan { return Choose(func(string) bool { return true }) }

// results runs cases and answers their results by id.
func results(t *testing.T, at Target, creating bool) map[string]Result {
	t.Helper()
	all := map[string]Result{}
	Run(t.Context(), at, everything(), creating, func(Case) {}, func(r Result) { all[r.Case.ID] = r })
	if len(all) != len(Cases()) {
		t.Fatalf("%d results of %d cases: an id stands twice", len(all), len(Cases()))
	}
	return all
}

func TestTheTrainingServerPassesEveryCase(t *testing.T) {
	for name, standard := range map[string]bool{"with non-prime accounts": true, "without them": false} {
		t.Run(name, func(t *testing.T) {
			for id, r := range results(t, target(t, sandbox.Options{Standard: standard}, nil), true) {
				if r.Outcome != Passed {
					t.Errorf("%s %s: %s", id, r.Outcome, r.Detail)
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
		"idempotency keys are not known": {func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("X-Idempotency-Key")
				r.Header.Del("X-Context-Hash")
				next.ServeHTTP(w, r)
			})
		}, "idempotency"},
	} {
		t.Run(name, func(t *testing.T) {
			for id, r := range results(t, target(t, sandbox.Options{Standard: true}, row.change), true) {
				if (r.Outcome == Failed) != (id == row.want) {
					t.Errorf("%s %s: %s", id, r.Outcome, r.Detail)
				}
			}
		})
	}
}

func TestAnInterruptedRunSkipsTheRest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ran := 0
	Run(ctx, target(t, sandbox.Options{}, nil), everything(), true, func(Case) {}, func(r Result) {
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
		{Case: Case{ID: "two", Name: "it breaks"}, Outcome: Failed, Detail: `expected <this> & found "that"`},
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
	if suite.Tests != 3 || suite.Failures != 1 || suite.Skipped != 1 || suite.Cases[1].Failure.Message != all[1].Detail || suite.Time != "1.500" || suite.Began != "2026-06-15T16:00:00" || suite.Of[1] != (junitProperty{"host", "server.example"}) {
		t.Errorf("the JUnit report reads as %+v", suite)
	}
	if err := WriteJSON(&js, report); err != nil {
		t.Fatal(err)
	}
	var whole struct {
		Host     string           `json:"host"`
		Began    string           `json:"began_at"`
		Skipped  int              `json:"skipped"`
		Complete *bool            `json:"complete"`
		Cases    []map[string]any `json:"cases"`
	}
	if err := json.Unmarshal(js.Bytes(), &whole); err != nil || len(whole.Cases) != 3 || whole.Cases[1]["detail"] != all[1].Detail ||
		whole.Host != "server.example" || whole.Began != "2026-06-15T16:00:00Z" || whole.Skipped != 1 || whole.Complete == nil || *whole.Complete {
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
	Run(t.Context(), target(t, sandbox.Options{}, nil), only, true, func(Case) {}, func(r Result) {
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
