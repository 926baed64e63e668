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

// certified is what one run of the certification came to.
type certified struct {
	code     int
	out, err string
	applied  int64 // applications that reached the server
}

// certifies runs the command with a configuration, and a word typed at its question.
func certifies(t *testing.T, configuration, typed string, args ...string) certified {
	t.Helper()
	var applied atomic.Int64
	training := sandbox.New(sandbox.Options{Standard: true, Seed: 3})
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
	shared = "[api]\nenvironment = \"mi\"\nclient_id = \"invented\"\n[store]\nlocations = [\"00-12345\"]\n"
	live   = "[api]\nenvironment = \"production\"\nclient_id = \"invented\"\n[store]\nlocations = [\"00-12345\"]\n"
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
		{"production never, also with --yes", live, "yes\n", []string{"--yes"}, false, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := certifies(t, row.configuration, row.typed, row.args...)
			if c.applied > 0 != row.creates || strings.Contains(c.out, "y/yes") != row.asks {
				t.Errorf("%d applications, %s%s", c.applied, c.out, c.err)
			}
			code := map[bool]int{true: ExitOK, false: ExitIncomplete}[row.creates]
			if c.code != code || row.creates == strings.Contains(c.out, "INCOMPLETE, not tried:\n  24: it would create objects\n") {
				t.Errorf("code %d, want %d: %s%s", c.code, code, c.out, c.err)
			}
		})
	}
}

func TestCertificationReportsAndChooses(t *testing.T) {
	folder := t.TempDir()
	junit, js := filepath.Join(folder, "report.xml"), filepath.Join(folder, "report.json")
	c := certifies(t, "", "", "--only", "^token", "--junit", junit, "--json", js)
	if c.code != ExitOK || !strings.Contains(c.out, "embedded: 4 passed, 0 failed, 0 skipped") || !strings.Contains(c.out, "[3/4] passed") {
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
