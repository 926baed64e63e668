package certification

import (
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"countertop/api"
	"countertop/api/sandbox"
)

// withoutKeys takes the idempotency headers from calls whose path ends so.
func withoutKeys(ends string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/"+ends) {
				r.Header.Del("X-Idempotency-Key")
				r.Header.Del("X-Context-Hash")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// lacking answers calls of a path without some names.
func lacking(method, ends string, names ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != method || !endsIn(r.URL.Path, ends) {
				next.ServeHTTP(w, r)
				return
			}
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			body := recorder.Body.String()
			for _, name := range names {
				body = strings.ReplaceAll(body, `"`+name+`":`, `"x_`+name+`":`)
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(recorder.Code)
			_, _ = io.WriteString(w, body)
		})
	}
}

// TestWhatIsAssumedAndAbsentIsFoundAndFailsNothing leaves names out of answers that are no proof of anything.
func TestWhatIsAssumedAndAbsentIsFoundAndFailsNothing(t *testing.T) {
	for name, row := range map[string]struct {
		change  func(http.Handler) http.Handler
		options sandbox.Options
		id      string
		want    []string
	}{
		"a decision without its application": {lacking("POST", "apply", "application_id"), sandbox.Options{}, "apply.P-CREDIT", []string{"POST apply answers no application_id (assumed)"}},
		"an approval without its category":   {lacking("POST", "apply", "category_type"), sandbox.Options{}, "apply.A-RR_M", []string{"POST apply answers no category_type (assumed)"}},
		"a capture without a message":        {lacking("POST", "authorization/*/capture", "message", "date"), sandbox.Options{}, "capture", []string{"POST authorization/*/capture answers no date (assumed)", "POST authorization/*/capture answers no message (assumed)"}},
		"authorizations without captures":    {nil, sandbox.Options{NoCaptures: true}, "authorization", []string{"GET authorization/* answers no captures (assumed)"}},
		"lists without a total":              {nil, sandbox.Options{NoTotal: true}, "sale.captures", []string{"GET captures answers no total_count (assumed)"}},
		"rows of captures without dates":     {lacking("GET", "captures", "date"), sandbox.Options{}, "sale.captures", []string{"GET captures answers no captures.date (assumed)"}},
		"keys that authorizations ignore":    {nil, sandbox.Options{Idempotency: sandbox.IdempotencyTransactions}, "idempotency", []string{"an idempotency key is not honoured by POST authorization: the repeat was refused (not_verified)"}},
	} {
		t.Run(name, func(t *testing.T) {
			row.options.Standard = true
			for id, r := range results(t, target(t, row.options, row.change), true) {
				if r.Outcome != Passed {
					t.Errorf("%s %s: %s", id, r.Outcome, r.Detail)
				}
				if id == row.id && !slices.Equal(r.Findings, row.want) {
					t.Errorf("%s finds %q, want %q", id, r.Findings, row.want)
				}
			}
		})
	}
}

// TestASecondAuthorizationIsFoundAndReleased repeats on a server that makes a second one.
func TestASecondAuthorizationIsFoundAndReleased(t *testing.T) {
	const second = "7777777777777777"
	first, released := "", false
	twice := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case endsIn(r.URL.Path, "authorization/"+second+"/release"):
				released = true
				_, _ = io.WriteString(w, `{"release_id":1,"authorization_id":"`+second+`","date":"`+time.Now().UTC().Format(time.RFC3339)+`","amount":300,"remaining_authorization_amount":0,"status":"closed"}`)
			case r.Method == http.MethodPost && endsIn(r.URL.Path, "authorization") && first != "":
				_, _ = io.WriteString(w, regexp.MustCompile(`"authorization_id":"\d+"`).ReplaceAllString(first, `"authorization_id":"`+second+`"`))
			case r.Method == http.MethodPost && endsIn(r.URL.Path, "authorization"):
				recorder := httptest.NewRecorder()
				next.ServeHTTP(recorder, r)
				first = recorder.Body.String()
				_, _ = io.WriteString(w, first)
			default:
				next.ServeHTTP(w, r)
			}
		})
	}
	only := Choose(func(id string) bool { return id == "idempotency" })
	Run(t.Context(), target(t, sandbox.Options{}, twice), only, "", func(Case) {}, func(r Result) {
		want := []string{"an idempotency key is not honoured by POST authorization: a second one was made, and released"}
		if r.Outcome != Passed || !slices.Equal(r.Findings, want) {
			t.Errorf("%s %s %q", r.Outcome, r.Detail, r.Findings)
		}
	})
	if !released {
		t.Error("the second authorization is not released")
	}
}

// TestASaleThatAnAnswerDoesNotProveIsFoundInTheList settles as a console would.
func TestASaleThatAnAnswerDoesNotProveIsFoundInTheList(t *testing.T) {
	unproved := &api.Error{Claimed: true, Status: http.StatusOK}
	if !claimed(fmt.Errorf("buying: %w", unproved)) || claimed(&api.Error{Status: http.StatusOK}) || claimed(nil) {
		t.Error("a success that proves nothing is not told from others")
	}
	b := &bench{Target: target(t, sandbox.Options{}, nil)}
	defer b.close()
	made, err := b.authorize(t.Context(), string(b.NewID()), string(b.NewID()))
	if err != nil {
		t.Fatal(err)
	}
	found, err := b.listed(t.Context(), b.sale.account, strings.ToLower(made.Reference))
	if err != nil || found.ID != made.ID {
		t.Errorf("found %s (%v), want %s", found.ID, err, made.ID)
	}
	if _, err := b.listed(t.Context(), b.sale.account, "OTHER"); err == nil {
		t.Error("another reference is found")
	}
}

// TestThePromisesAreThoseOfTheContract holds the table to api/openapi.yaml: whatever it marks as assumed and requires.
func TestThePromisesAreThoseOfTheContract(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	optional := []string{"captures", "total_count"} // a server may leave them out, and the console asks further
	for schema, want := range map[string][]string{
		"Decision": {"status", "application_id", "message"}, "Terms": promised("GET", "terms-and-conditions").names,
		"Authorization": purchaseNames, "Capture": captureNames, "Release": promised("POST", "authorization/*/release").names,
		"Captured": promised("POST", "authorization/*/capture").names, "Transaction": promised("POST", "transactions").names,
		"Authorizations": promised("GET", "authorizations").names, "Captures": promised("GET", "captures").names,
	} {
		described := doc.Components.Schemas[schema].Value
		for _, name := range described.Required {
			if described.Properties[name].Value.Extensions["x-evidence"] != "seen" && !slices.Contains(want, name) {
				t.Errorf("%s.%s is required and assumed, and is not looked for", schema, name)
			}
		}
		for _, name := range want {
			if !slices.Contains(described.Required, name) && !slices.Contains(optional, name) {
				t.Errorf("%s.%s is looked for, and the contract does not require it", schema, name)
			}
		}
	}
	for _, name := range approvedNames {
		if doc.Components.Schemas["Decision"].Value.Properties[name] == nil {
			t.Errorf("an approval's %s is not in the contract", name)
		}
	}
}

func promised(method, ends string) promise {
	return promises[slices.IndexFunc(promises, func(p promise) bool { return p.method == method && p.ends == ends })]
}

// TestTheCertificationKeepsToTheConfiguredAuthority certifies a server whose certificate only the configuration trusts.
func TestTheCertificationKeepsToTheConfiguredAuthority(t *testing.T) {
	server := httptest.NewTLSServer(sandbox.New(sandbox.Options{}))
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	at := Target{
		Connect: func(change func(*api.Options)) (*api.Client, error) {
			o := api.Options{BaseURL: server.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, RootCAs: roots, ReadAttempts: 1}
			change(&o)
			return api.New(o)
		},
		Location: sandbox.DefaultLocation, Clerk: "12345-TEST", Now: time.Now, NewID: api.NewReferenceID, Language: api.English,
	}
	Run(t.Context(), at, Choose(func(id string) bool { return id == "configuration" || id == "token.expired" }), "", func(Case) {}, func(r Result) {
		if r.Outcome != Passed {
			t.Errorf("%s %s: %s", r.Case.ID, r.Outcome, r.Detail)
		}
	})
}
