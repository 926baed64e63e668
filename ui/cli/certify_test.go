package cli

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/certification"
	"countertop/api/sandbox"
	"countertop/ui/config"
)

// certified is the result of one run of the certification.
type certified struct {
	code     int
	out, err string
	applied  int64 // applications that reached the server
}

// certifies runs the command with a configuration, and a word typed at its question.
func certifies(t *testing.T, configuration, typed string, args ...string) certified {
	t.Helper()
	return certifiesWith(t, sandbox.Options{Standard: true, Seed: 3}, configuration, typed, args...)
}

// certifiesWith is certifies against another server.
func certifiesWith(t *testing.T, options sandbox.Options, configuration, typed string, args ...string) certified {
	t.Helper()
	var applied atomic.Int64
	training := sandbox.New(options)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/apply") {
			applied.Add(1)
		}
		training.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	var c certified
	var out, errs bytes.Buffer
	args = append([]string{"certify", "--config", write(t, configuration)}, args...)
	c.code = Run(t.Context(), args, Options{
		Env: func(name string) string { return map[string]string{config.SecretVariable: "invented"}[name] },
		Target: func(context.Context, config.Config) (certification.Target, func(), error) {
			return certification.Target{
				Connect: func(change func(*api.Options)) (*api.Client, error) {
					o := api.Options{BaseURL: server.URL, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret}
					change(&o)
					return api.New(o)
				},
				Location: sandbox.DefaultLocation, Clerk: "12345-TEST", Now: time.Now, NewID: api.NewReferenceID, Language: api.English,
			}, func() {}, nil
		},
		In: strings.NewReader(typed), Out: &out, Err: &errs,
	})
	c.out, c.err, c.applied = out.String(), errs.String(), applied.Load()
	return c
}

const (
	shared  = "[api]\nenvironment = \"mi\"\nclient_id = \"invented\"\n[store]\nlocations = [\"00-12345\"]\n"
	address = "[store]\nlocations = [\"00-12345\"]\n[api]\nbase_url = \"https://pos.example.com/\"\nclient_id = \"invented\"\n"
	live    = "[api]\nenvironment = \"production\"\nclient_id = \"invented\"\n[store]\nlocations = [\"00-12345\"]\n"
)

func TestCertificationCreatesObjectsOnlyWhereItMay(t *testing.T) {
	for _, row := range []struct {
		name, configuration, typed string
		args                       []string
		creates, asks              bool
	}{
		{"training without a question", "", "", nil, true, false},
		{"a shared server after yes", shared, "yes\n", nil, true, true},
		{"a shared server after y", shared, "Y\n", nil, true, true},
		{"a shared server after oui", shared, " oui \n", nil, true, true},
		{"a shared server not after anything else", shared, "yep\n", nil, false, true},
		{"a shared server not without an answer", shared, "", nil, false, true},
		{"a shared server with --yes", shared, "", []string{"--yes"}, true, false},
		{"production never", live, "yes\n", nil, false, false},
		{"an address that nobody calls a test server's never", address, "yes\n", nil, false, false},
		{"an address of a test server after yes", address + "base_url_training = true\n", "yes\n", nil, true, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := certifies(t, row.configuration, row.typed, row.args...)
			if c.applied > 0 != row.creates || strings.Contains(c.out, "y/yes") != row.asks {
				t.Errorf("%d applications, %s%s", c.applied, c.out, c.err)
			}
			code := map[bool]int{true: ExitOK, false: ExitIncomplete}[row.creates]
			if c.code != code || row.creates == strings.Contains(c.out, "INCOMPLETE, not tried:\n  40: it would create objects") {
				t.Errorf("code %d, want %d: %s%s", c.code, code, c.out, c.err)
			}
		})
	}
}

func TestCertificationReportsAndChooses(t *testing.T) {
	folder := t.TempDir()
	junit, js := filepath.Join(folder, "report.xml"), filepath.Join(folder, "report.json")
	c := certifies(t, "", "", "--only", "^token", "--junit", junit, "--json", js)
	if c.code != ExitOK || !strings.Contains(c.out, "embedded: 5 passed, 0 failed, 0 skipped") || !strings.Contains(c.out, "[3/5] passed") {
		t.Errorf("code %d: %s%s", c.code, c.out, c.err)
	}
	for _, path := range []string{junit, js} {
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "token.bad-secret") {
			t.Errorf("%s: %v, %s", filepath.Base(path), err, text)
		}
	}
	if c := certifies(t, "", "", "--only", "nothing"); c.code != ExitFailure || !strings.Contains(c.err, `"nothing" chooses no case`) {
		t.Errorf("code %d: %s", c.code, c.err)
	}
}

func TestAFailedCaseFailsTheCommand(t *testing.T) {
	var out, errs bytes.Buffer
	code := Run(t.Context(), []string{"certify", "--config", write(t, ""), "--only", "^configuration$"}, Options{
		Env: func(string) string { return "" },
		Target: func(context.Context, config.Config) (certification.Target, func(), error) {
			return certification.Target{
				Connect: func(change func(*api.Options)) (*api.Client, error) {
					o := api.Options{BaseURL: "http://127.0.0.1:1/", ClientID: "invented", Secret: "invented", ReadAttempts: 1}
					change(&o)
					return api.New(o)
				},
				Now: time.Now, NewID: api.NewReferenceID, Language: api.English,
			}, func() {}, nil
		},
		In: strings.NewReader(""), Out: &out, Err: &errs,
	})
	if code != ExitFailure || !strings.Contains(out.String(), "failed") {
		t.Errorf("code %d: %s%s", code, out.String(), errs.String())
	}
}

func TestAChosenCaseBringsWhatItNeeds(t *testing.T) {
	c := certifies(t, "", "", "--only", "^return$")
	if c.code != ExitOK || !strings.Contains(c.out, "embedded: 3 passed, 0 failed, 0 skipped") || strings.Count(c.out, "(needed by another)") != 2 {
		t.Errorf("code %d: %s%s", c.code, c.out, c.err)
	}
}

func TestWhatIsNotTriedNamesTheReasonAndTheKey(t *testing.T) {
	for configuration, says := range map[string]string{
		live:    "money is real in production: name a test environment in [api] environment, or its address in base_url with base_url_training = true",
		address: "money may be real on pos.example.com: [api] base_url_training = true says that it is not",
		shared:  "which was not allowed: answer y, or give --yes",
	} {
		folder := t.TempDir()
		junit, js := filepath.Join(folder, "report.xml"), filepath.Join(folder, "report.json")
		c := certifies(t, configuration, "no\n", "--only", "^(sale|latency)$", "--junit", junit, "--json", js)
		if c.code != ExitIncomplete || c.applied > 0 || !strings.Contains(c.out, says) {
			t.Errorf("code %d, %d applications, %s%s", c.code, c.applied, c.out, c.err)
		}
		for _, path := range []string{junit, js} {
			if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), says[:24]) {
				t.Errorf("%s: %v, %s", filepath.Base(path), err, text)
			}
		}
	}
}

func TestYesIsRefusedWhereItCannotHelp(t *testing.T) {
	for _, configuration := range []string{live, address} {
		c := certifies(t, configuration, "yes\n", "--yes")
		if c.code != ExitUsage || c.applied > 0 || !strings.Contains(c.err, "--yes: allows nothing here") || !strings.Contains(c.err, "base_url_training") || c.out != "" {
			t.Errorf("code %d, %d applications, %s%s", c.code, c.applied, c.out, c.err)
		}
	}
}

// TestFindingsStandInTheTableAndFailNothing certifies a server that honours no idempotency key where none is documented.
func TestFindingsStandInTheTableAndFailNothing(t *testing.T) {
	c := certifiesWith(t, sandbox.Options{Standard: true, Idempotency: sandbox.IdempotencyTransactions, NoTotal: true}, "", "", "--only", "^(idempotency|sale)")
	if c.code != ExitOK || !strings.Contains(c.out, "finding: an idempotency key is not honoured by POST authorization") ||
		!strings.Contains(c.out, "finding: GET captures answers no total_count (assumed)\n") || !strings.Contains(c.out, "2 findings: what the server does otherwise") {
		t.Errorf("code %d: %s%s", c.code, c.out, c.err)
	}
}

func TestNobodyIsAskedWhereNothingIsCreated(t *testing.T) {
	if c := certifies(t, shared, "", "--only", "^latency$"); c.code != ExitOK || strings.Contains(c.out, "y/yes") {
		t.Errorf("code %d: %s%s", c.code, c.out, c.err)
	}
}
