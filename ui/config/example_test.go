package config

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// example reads config.example.toml with every commented setting switched on.
func example(t *testing.T) (text, switchedOn string) {
	t.Helper()
	content, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(content), regexp.MustCompile(`(?m)^# ([a-z_]+ = )`).ReplaceAllString(string(content), "$1")
}

func TestTheExampleDocumentsEverySettingInOrder(t *testing.T) {
	_, switchedOn := example(t)
	var documented []string
	table := ""
	for line := range strings.Lines(switchedOn) {
		if name, ok := strings.CutPrefix(line, "["); ok {
			table, _, _ = strings.Cut(name, "]")
		} else if key, _, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
			documented = append(documented, table+"."+key)
		}
	}
	var known []string
	for _, s := range settings() {
		known = append(known, s.key)
	}
	if got, want := strings.Join(documented, "\n"), strings.Join(known, "\n"); got != want {
		t.Errorf("documented\n%s\nread\n%s", got, want)
	}
}

func TestTheExampleAsItComesIsTheDefaults(t *testing.T) {
	home(t)
	text, _ := example(t)
	c, err := Load(file(t, text), variables())
	if err != nil {
		t.Fatal(err)
	}
	none, err := Load("", variables())
	if err != nil {
		t.Fatal(err)
	}
	for i, value := range c.Values() {
		if value != none.Values()[i] {
			t.Errorf("%v, without a file %v", value, none.Values()[i])
		}
	}
}

// noDefault are the settings whose line in the example is an example.
var noDefault = map[string]bool{
	"api.base_url": true, "api.client_id": true, "api.client_secret_file": true, "api.ca_file": true, "log.file": true,
	"console.slip_folder": true,
	"journal.folder":      true,
}

func TestTheExampleShowsTheDefaultsAndValuesThatAreAccepted(t *testing.T) {
	home(t)
	_, switchedOn := example(t)
	// environment and base_url stand in each other's place.
	for _, without := range []string{"environment = ", "base_url = |base_url_training = "} {
		text := regexp.MustCompile(`(?m)^(`+without+`)`).ReplaceAllString(switchedOn, "# $1")
		c, err := Load(file(t, text), variables())
		if err != nil {
			t.Fatalf("without %q: %v", without, err)
		}
		defaults := Default()
		for i, s := range settings() {
			if value := c.Values()[i]; !noDefault[s.key] && value.TOML != "" && value.TOML != s.show(&defaults) {
				t.Errorf("%s = %s in the example, the default is %s", s.key, value.TOML, s.show(&defaults))
			}
		}
	}
}

func TestValuesThatAreWrittenDownAndReadAgainStayTheSame(t *testing.T) {
	home(t)
	const rest = "client_id = \"merchant-of-tests\"\nclient_secret_file = \"/srv/a \\\"secret\\\"\"\n[store]\nlocations = [\"00-1\", \"00-2\"]\n"
	for _, text := range []string{"", "[api]\nenvironment = \"mi\"\n" + rest, "[api]\nbase_url = \"https://pos.example.com/\"\n" + rest} {
		first, err := Load(file(t, text), variables())
		if err != nil {
			t.Fatal(err)
		}
		var lines strings.Builder
		for _, v := range first.Values() {
			if v.TOML != "" {
				lines.WriteString(v.Key + " = " + v.TOML + "\n")
			}
		}
		second, err := Load(file(t, lines.String()), variables())
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range second.Values() {
			if v.TOML != first.Values()[i].TOML {
				t.Errorf("%s was %s and is %s", v.Key, first.Values()[i].TOML, v.TOML)
			}
		}
	}
}

func TestValuesSayWhereTheyComeFrom(t *testing.T) {
	home(t)
	path := file(t, "[api]\nlanguage = \"fr\"\n")
	c, err := Load(path, variables())
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range c.Values() {
		want := "default"
		if value.Key == "api.language" {
			want = path + ":2"
		}
		if value.Origin != want {
			t.Errorf("%s comes from %q, want %q", value.Key, value.Origin, want)
		}
	}
}
