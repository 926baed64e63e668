package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"countertop/ui/config"
)

// ran is the result of one run of the command.
type ran struct {
	code     int
	out, err string
	asked    Sandbox
}

// sandboxes runs the command with a server that serves at once, tells a PIN and ends.
func sandboxes(t *testing.T, env map[string]string, failure error, args ...string) ran {
	t.Helper()
	var r ran
	var out, errs bytes.Buffer
	r.code = Run(t.Context(), append([]string{"sandbox"}, args...), Options{
		Env: func(name string) string { return env[name] }, Out: &out, Err: &errs, FaultKinds: []string{"quake", "flood"},
		Vet: func(c config.Config) error {
			if len(c.Training.Faults) > 1 {
				return c.Refuse("training.faults", c.Training.Faults[1], "one is enough")
			}
			return nil
		},
		Sandbox: func(_ context.Context, asked Sandbox, ready func(Serving)) error {
			r.asked = asked
			if failure != nil {
				return failure
			}
			ready(Serving{BaseURL: "http://127.0.0.1:8080/pos/", ClientID: "training", Secret: "made-up", ControlURL: "http://127.0.0.1:8080/_training/state"})
			if asked.PIN != nil {
				asked.PIN("100000001", "sms", "123456")
			}
			return nil
		},
	})
	r.out, r.err = out.String(), errs.String()
	return r
}

func TestWhatASandboxIsAskedFor(t *testing.T) {
	usual := Sandbox{
		Addr: "127.0.0.1:0", Seed: 1, Locations: []string{"00-12345"},
		Standard: true, Override: true, Business: true, Preauthorization: true, Employees: config.Default().Training.Employees,
		Idempotency: "everywhere", Lists: "published", PageSize: 50,
	}
	path := write(t, "[store]\nlocations = [\"00-7\"]\n[training]\nseed = 7\nlatency = \"2s\"\nfaults = [\"quake\"]\nstandard = false\nbusiness = false\nemployees = [\"7\"]\n")
	for _, row := range []struct {
		name string
		args []string
		want func(*Sandbox)
	}{
		{"nothing", nil, func(*Sandbox) {}},
		{"every flag", []string{
			"--addr", "0.0.0.0:1", "--state", "s", "--seed", "9", "--locations", "a,b", "--latency", "1s", "--fault", "quake path=x", "--fault", "flood",
			"--anywhere", "--control", "--cert", "c", "--key", "k",
			"--standard=false", "--override=false", "--business=false", "--preauthorization=false", "--employee", "*", "--employee", "7 apply, none",
			"--idempotency", "transactions", "--lists", "flat", "--strict", "--application-pin", "--deferred-by-month", "--no-captures", "--no-total",
			"--page-size", "7",
		}, func(s *Sandbox) {
			*s = Sandbox{
				Addr: "0.0.0.0:1", State: "s", Seed: 9, Locations: []string{"a", "b"}, Latency: time.Second,
				Faults: []string{"quake path=x", "flood"}, Anywhere: true, Control: true, Certificate: "c", Key: "k",
				Employees: []string{"*", "7 apply, none"}, Idempotency: "transactions", Lists: "flat",
				Strict: true, ApplicationPIN: true, DeferredByMonth: true, NoCaptures: true, NoTotal: true, PageSize: 7,
			}
		}},
		{"a configuration", []string{"--config", path}, func(s *Sandbox) {
			s.Seed, s.Locations, s.Latency, s.Faults = 7, []string{"00-7"}, 2*time.Second, []string{"quake"}
			s.Standard, s.Business, s.Employees = false, false, []string{"7"}
		}},
		{"a configuration and flags", []string{"--config", path, "--seed", "1", "--fault", "flood", "--latency", "0s", "--locations", "a", "--employee", "8", "--standard"}, func(s *Sandbox) {
			s.Seed, s.Locations, s.Faults = 1, []string{"a"}, []string{"flood"}
			s.Business, s.Employees = false, []string{"8"}
		}},
	} {
		want := usual
		row.want(&want)
		got := sandboxes(t, nil, nil, row.args...)
		if d := cmp.Diff(want, got.asked, cmpopts.EquateEmpty()); got.code != ExitOK || d != "" {
			t.Errorf("%s: exit code %d, %s (-want +got):\n%s", row.name, got.code, got.err, d)
		}
	}
}

// TestASandboxPrintsAConfiguration reads what it prints as a console would.
func TestASandboxPrintsAConfiguration(t *testing.T) {
	printed := sandboxes(t, nil, nil, "--locations", "00-1,00-2", "--pins")
	c, err := config.Load(write(t, printed.out), func(name string) string { return map[string]string{config.SecretVariable: "made-up"}[name] })
	if err != nil {
		t.Fatalf("%v in\n%s", err, printed.out)
	}
	if c.BaseURL() != "http://127.0.0.1:8080/pos/" || !c.IsTraining() || c.API.ClientID != "training" || len(c.Store.Locations) != 2 {
		t.Errorf("it says\n%s", printed.out)
	}
	for _, want := range []string{"secret is made-up", "/_training/state", "# PIN 123456 for account 100000001 (sms)\n"} {
		if !strings.Contains(printed.out, want) {
			t.Errorf("it does not say %q:\n%s", want, printed.out)
		}
	}
	own := sandboxes(t, map[string]string{config.SecretVariable: "hush"}, nil, "--anywhere")
	if own.asked.Secret != "hush" || strings.Contains(own.out, "hush") || own.asked.PIN != nil || !strings.Contains(own.out, "speaks https only") {
		t.Errorf("with a secret of its own it says\n%s", own.out)
	}
}

func TestWhatASandboxEndsWith(t *testing.T) {
	for _, row := range []struct {
		name    string
		failure error
		args    []string
		code    int
		says    string
	}{
		{"a port in use", errors.New("the port is taken"), nil, ExitFailure, "the port is taken"},
		{"half a certificate", nil, []string{"--cert", "c"}, ExitUsage, "[cert key]"},
		{"a seed that is no number", nil, []string{"--seed", "x"}, ExitUsage, "nvalid argument"},
		{"keys that are honoured somewhere", nil, []string{"--idempotency", "somewhere"}, ExitUsage, "everywhere, transactions, ignored"},
		{"lists in a way of their own", nil, []string{"--lists", "upside-down"}, ExitUsage, "published, nested, flat"},
		{"an argument", nil, []string{"8080"}, ExitUsage, "8080"},
		{"a configuration that is unfit", nil, []string{"--config", write(t, "[training]\nfaults = [\"a\", \"b\"]\n")}, ExitUsage, ":2: training.faults = \"b\": one is enough"},
		{"help", nil, []string{"--help"}, ExitOK, "quake, flood"},
	} {
		if got := sandboxes(t, nil, row.failure, row.args...); got.code != row.code || !strings.Contains(got.err+got.out, row.says) {
			t.Errorf("%s: exit code %d, %s%s", row.name, got.code, got.out, got.err)
		}
	}
}
