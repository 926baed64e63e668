package config

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestTheJournalIsKeptWhereTheSystemKeepsState(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder of Linux")
	}
	folder := home(t)
	for _, c := range []struct{ name, state, want string }{
		{"the home has one", "", filepath.Join(folder, ".local", "state", "countertop")},
		{"the environment names one", "/srv/state", "/srv/state/countertop"},
		{"the environment names one that is nowhere", "state", filepath.Join(folder, ".local", "state", "countertop")},
	} {
		got, err := Load("", variables("XDG_STATE_HOME", c.state))
		if err != nil || got.Journal.Folder != c.want {
			t.Errorf("%s: %q, %v", c.name, got.Journal.Folder, err)
		}
	}
}

func TestEveryEnvironmentHasAJournalOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, c := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"the embedded server", func(*Config) {}, "/j/embedded/seed-1/journal.db"},
		{"the embedded server of another lesson", func(c *Config) { c.Training.Seed = 7 }, "/j/embedded/seed-7/journal.db"},
		{"the vendor's training server", func(c *Config) { c.API.Environment = TrainingServer }, "/j/training/journal.db"},
		{"production", func(c *Config) { c.API.Environment = Production }, "/j/production/journal.db"},
		{"a server by its address", func(c *Config) { c.API.BaseURL = "https://pos.example.com:8443/x/" }, "/j/server-pos.example.com_8443/journal.db"},
	} {
		set := Default()
		set.Journal.Folder = filepath.FromSlash("/j")
		c.change(&set)
		got := filepath.ToSlash(set.JournalPath())
		if got != c.want || seen[got] != "" {
			t.Errorf("%s: %q, as %s", c.name, got, seen[got])
		}
		seen[got] = c.name
	}
}

func TestOnlyTheEmbeddedServerKeepsItsStateAndOnlyIfItShall(t *testing.T) {
	set := Default()
	set.Journal.Folder = filepath.FromSlash("/j")
	if got := filepath.ToSlash(set.TrainingStatePath()); got != "/j/embedded/seed-1/server.state" {
		t.Errorf("%q", got)
	}
	set.Training.Keep = false
	if got := set.TrainingStatePath(); got != "" {
		t.Errorf("it shall forget: %q", got)
	}
	set = Default()
	set.Journal.Folder, set.API.Environment = "/j", TrainingServer
	if got := set.TrainingStatePath(); got != "" {
		t.Errorf("another server: %q", got)
	}
}

func TestTheMemoryOfAJournalIsNotBesideIt(t *testing.T) {
	folder := t.TempDir()
	env := func(name string) string { return map[string]string{"XDG_DATA_HOME": folder, "AppData": folder}[name] }
	c := Default()
	if got := c.JournalMemory(env); got != "" {
		t.Errorf("of the embedded server: %q", got)
	}
	c.API.Environment = Production
	if got, want := c.JournalMemory(env), filepath.Join(folder, "countertop", "production"); got != want || strings.HasPrefix(c.JournalPath(), got) {
		t.Errorf("got %q, want %q, away from %q", got, want, c.JournalPath())
	}
	if got := c.JournalMemory(func(string) string { return "" }); !filepath.IsAbs(got) {
		t.Errorf("without a word of the system: %q", got)
	}
}
