package certification

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
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

// results runs cases and answers their results by id.
func results(t *testing.T, at Target, creating bool) map[string]Result {
	t.Helper()
	all := map[string]Result{}
	Run(t.Context(), at, Cases(), creating, func(r Result) { all[r.Case.ID] = r })
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
	Run(ctx, target(t, sandbox.Options{}, nil), Cases(), true, func(r Result) {
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
	var junit, js bytes.Buffer
	if err := WriteJUnit(&junit, all); err != nil {
		t.Fatal(err)
	}
	var suite junitSuite
	if err := xml.Unmarshal(junit.Bytes(), &suite); err != nil {
		t.Fatal(err)
	}
	if suite.Tests != 3 || suite.Failures != 1 || suite.Skipped != 1 || suite.Cases[1].Failure.Message != all[1].Detail || suite.Time != "1.500" {
		t.Errorf("the JUnit report reads as %+v", suite)
	}
	if err := WriteJSON(&js, all); err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(js.Bytes(), &rows); err != nil || len(rows) != 3 || rows[1]["detail"] != all[1].Detail {
		t.Errorf("the JSON report reads as %v, %v", rows, err)
	}
}
