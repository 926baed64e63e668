package config

import (
	"strings"
	"testing"
	"time"
)

func TestTheStoresZoneIsReadByItsName(t *testing.T) {
	home(t)
	c, err := Load(file(t, "[store]\ntimezone = \"America/Toronto\"\n"), variables())
	if err != nil {
		t.Fatal(err)
	}
	evening := time.Date(2026, 1, 16, 0, 30, 0, 0, time.UTC)
	if got := evening.In(c.Zone()).Format(time.DateTime); got != "2026-01-15 19:30:00" {
		t.Errorf("half past seven in Toronto is told as %s", got)
	}
	if c, err = Load("", variables()); err != nil || c.Zone() != time.Local {
		t.Errorf("without a file: %v (%v)", c.Zone(), err)
	}
}

// The zones are in the program: a small container has none of its own.
func TestZonesAreKnownWithoutTheSystems(t *testing.T) {
	t.Setenv("ZONEINFO", t.TempDir())
	for _, name := range []string{"America/Vancouver", "America/St_Johns", "America/Montreal", "UTC"} {
		if !acceptsZone(name) {
			t.Errorf("%s is not known", name)
		}
	}
}

func TestAZoneThatNobodyKnowsIsRefused(t *testing.T) {
	home(t)
	for _, name := range []string{"", "Local", "local", "Toronto", "EST5EDT4,M3", "../etc/passwd", "/etc/localtime", "GMT+25"} {
		_, err := Load(file(t, "[store]\ntimezone = \""+name+"\"\n"), variables())
		if err == nil || !strings.Contains(err.Error(), "store.timezone") || !strings.Contains(err.Error(), "America/Toronto") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
