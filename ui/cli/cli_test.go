package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countertop/ui/config"
)

// called is the result of one call of the program.
type called struct {
	code     int
	out, err string
	started  *config.Config
}

// call runs the program with arguments, an environment and a console that ends with
// failure.
func call(t *testing.T, env map[string]string, failure error, args ...string) called {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "AppData", "LocalAppData", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"} {
		t.Setenv(name, folder)
	}
	var c called
	var out, errs bytes.Buffer
	c.code = Run(t.Context(), args, Options{
		Version: "1.2.3",
		Example: "# an example\n",
		Env:     func(name string) string { return env[name] },
		Start: func(_ context.Context, with config.Config) error {
			c.started = &with
			return failure
		},
		Out: &out, Err: &errs,
	})
	c.out, c.err = out.String(), errs.String()
	return c
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "counter.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWithoutArgumentsTheConsoleStarts(t *testing.T) {
	c := call(t, nil, nil)
	if c.code != ExitOK || c.started == nil || !c.started.IsEmbedded() || c.out+c.err != "" {
		t.Errorf("%+v", c)
	}
}

func TestTheConsoleStartsWithTheFileThatIsNamed(t *testing.T) {
	path := write(t, "[api]\nlanguage = \"fr\"\n")
	for _, args := range [][]string{{"--config", path}, {"--config=" + path}} {
		if c := call(t, nil, nil, args...); c.code != ExitOK || c.started == nil || c.started.File != path {
			t.Errorf("%v: %+v", args, c)
		}
	}
	if c := call(t, map[string]string{config.PathVariable: path}, nil); c.code != ExitOK || c.started == nil || c.started.File != path {
		t.Errorf("by variable: %+v", c)
	}
}

func TestWhatEndsWithWhichCode(t *testing.T) {
	wrong := write(t, "[api]\nlanguage = \"de\"\n[console]\nsound = true\n")
	for _, row := range []struct {
		name    string
		failure error
		args    []string
		code    int
		says    []string
	}{
		{"a console that fails", errors.New("the screen broke"), nil, ExitFailure, []string{"the screen broke"}},
		{"a connection that finds the configuration unfit", config.Problems{{Key: "api.client_id", Message: "unfit"}}, nil, ExitUsage, []string{"api.client_id: unfit"}},
		{"a flag that nobody knows", nil, []string{"--colour"}, ExitUsage, []string{"nknown flag: --colour"}},
		{"a secret as an argument", nil, []string{"--client-secret", "invented"}, ExitUsage, []string{"nknown flag: --client-secret"}},
		{"a command that nobody knows", nil, []string{"sell"}, ExitUsage, []string{"nknown command \"sell\""}},
		{"an argument too many", nil, []string{"config", "check", "it"}, ExitUsage, []string{"\"it\""}},
		{"a configuration with two mistakes", nil, []string{"--config", wrong}, ExitUsage, []string{":2: api.language = \"de\"", ":4: console.sound"}},
		{"a check of it", nil, []string{"config", "check", "--config", wrong}, ExitUsage, []string{":2: api.language = \"de\"", ":4: console.sound"}},
		{"a file that is not there", nil, []string{"--config", wrong + ".bak"}, ExitUsage, []string{"counter.toml.bak: cannot be read"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := call(t, nil, row.failure, row.args...)
			if c.code != row.code {
				t.Errorf("exit code %d, want %d", c.code, row.code)
			}
			for _, want := range row.says {
				if !strings.Contains(c.err, want) {
					t.Errorf("standard error misses %q:\n%s", want, c.err)
				}
			}
			if strings.Contains(c.out+c.err, "invented") {
				t.Errorf("repeats a secret:\n%s%s", c.out, c.err)
			}
			if row.failure == nil && c.started != nil {
				t.Error("the console started")
			}
		})
	}
}

func TestHelpVersionAndCompletionPrintAndExit(t *testing.T) {
	for _, row := range []struct {
		args []string
		says []string
	}{
		{[]string{"--version"}, []string{"countertop version 1.2.3"}},
		{[]string{"--help"}, []string{"--config", "COUNTERTOP_CLIENT_SECRET", "Exit codes: 0 done", "completion"}},
		{[]string{"config"}, []string{"check", "example"}},
		{[]string{"config", "example"}, []string{"# an example\n"}},
		{[]string{"completion", "bash"}, []string{"countertop"}},
		{[]string{"completion", "zsh"}, []string{"countertop"}},
		{[]string{"completion", "fish"}, []string{"countertop"}},
		{[]string{"completion", "powershell"}, []string{"countertop"}},
	} {
		c := call(t, nil, nil, row.args...)
		if c.code != ExitOK || c.started != nil || c.err != "" {
			t.Errorf("%v: exit code %d, started %v, standard error %q", row.args, c.code, c.started != nil, c.err)
		}
		for _, want := range row.says {
			if !strings.Contains(c.out, want) {
				t.Errorf("%v misses %q:\n%s", row.args, want, c.out)
			}
		}
	}
}

func TestACheckShowsEverySettingWithItsOriginAndNoSecret(t *testing.T) {
	path := write(t, "[api]\nenvironment = \"production\"\nclient_id = \"merchant-of-tests\"\n[store]\nlocations = [\"00-1\", \"00-2\"]\n")
	c := call(t, map[string]string{config.SecretVariable: "invented"}, nil, "config", "check", "--config", path)
	if c.code != ExitOK || c.err != "" || c.started != nil {
		t.Errorf("exit code %d, standard error %q, started %v", c.code, c.err, c.started != nil)
	}
	for _, want := range []string{
		"# file          " + path + "\n",
		"# environment   production (live: what happens here is money)\n",
		"# server        https://posapi.flexiti.fi/flexiti/pos-api/\n",
		"# secret        from COUNTERTOP_CLIENT_SECRET\n",
		"locations = [\"00-1\", \"00-2\"]",
		"# " + path + ":5\n",
		"mouse = true",
		"# base_url is not set\n",
		"# default\n",
	} {
		if !strings.Contains(c.out, want) {
			t.Errorf("misses %q:\n%s", want, c.out)
		}
	}
	if strings.Contains(c.out, "invented") {
		t.Errorf("repeats the secret:\n%s", c.out)
	}
}

func TestACheckFindsASecretThatCannotBeRead(t *testing.T) {
	path := write(t, "[api]\nenvironment = \"mi\"\nclient_id = \"merchant-of-tests\"\nclient_secret_file = \"nowhere\"\n[store]\nlocations = [\"00-1\"]\n")
	c := call(t, nil, nil, "config", "check", "--config", path)
	if c.code != ExitUsage || !strings.Contains(c.err, ":4: api.client_secret_file = ") || !strings.Contains(c.out, "see below") {
		t.Errorf("%+v", c)
	}
}

func TestACheckSaysHowTheServerIsReachedAndWhereTheLogGoes(t *testing.T) {
	const counter = "[api]\nenvironment = \"mi\"\nclient_id = \"merchant-of-tests\"\n%s\n[store]\nlocations = [\"00-1\"]\n[log]\n%s\n"
	secret := map[string]string{config.SecretVariable: "invented"}
	inTheWay := write(t, "a file where a folder is needed")
	for _, row := range []struct {
		name, api, log string
		code           int
		out, err       string
	}{
		{"a proxy", "proxy = \"http://proxy.example.com:3128\"", "", ExitOK, "# proxy         http://proxy.example.com:3128\n", ""},
		{"no proxy", "proxy = \"none\"", "", ExitOK, "# proxy         none\n", ""},
		{"the system's certificates", "", "", ExitOK, "# certificates  the system's\n", ""},
		{"certificates that are not there", "ca_file = \"nowhere.pem\"", "", ExitUsage, "# certificates  can't be used, see below\n", ":4: api.ca_file = "},
		{"certificates that are none", fmt.Sprintf("ca_file = %q", inTheWay), "", ExitUsage, "see below", "holds no certificate: expected PEM"},
		{"no log", "", "level = \"off\"", ExitOK, "# log           off\n", ""},
		{"a log that can't be written", "", fmt.Sprintf("file = %q", filepath.Join(inTheWay, "console.log")), ExitOK, "# log           can't be written (", ""},
		{"a log", "", "", ExitOK, "console.log\n", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			path := write(t, fmt.Sprintf(counter, row.api, row.log))
			c := call(t, secret, nil, "config", "check", "--config", path)
			if c.code != row.code || !strings.Contains(c.out, row.out) || !strings.Contains(c.err, row.err) {
				t.Errorf("exit code %d, standard error %q, standard output\n%s", c.code, c.err, c.out)
			}
		})
	}
}

func TestAProxyIsShownWithoutItsPassword(t *testing.T) {
	address, err := url.Parse("http://clerk:invented-word@proxy.example.com:3128/?word=invented-word")
	if err != nil {
		t.Fatal(err)
	}
	if shown := withoutUser(address); shown != "http://proxy.example.com:3128" {
		t.Errorf("%q", shown)
	}
}

// BenchmarkStart measures the command line's part of a start, before the first frame.
func BenchmarkStart(b *testing.B) {
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	o := Options{
		Env:   func(string) string { return "" },
		Start: func(context.Context, config.Config) error { return nil },
		Out:   io.Discard, Err: io.Discard,
	}
	b.ReportAllocs()
	for b.Loop() {
		if code := Run(context.Background(), nil, o); code != ExitOK {
			b.Fatalf("exit code %d", code)
		}
	}
}
