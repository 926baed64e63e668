package cli

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countertop/flows"
	"countertop/flows/journal"
)

// aJournal makes a journal with a sale that was done, and answers where it is.
func aJournal(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	j, err := journal.Open(t.Context(), path, journal.Options{Training: true})
	if err != nil {
		t.Fatal(err)
	}
	id, err := j.Intend(t.Context(), flows.Intent{Kind: flows.AuthorizationIntent, Ending: "1234", Amount: 1000, Reference: "A-1", Training: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "7001"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnHonestJournalIsProvedWithItsHead(t *testing.T) {
	path := aJournal(t)
	c := call(t, nil, nil, "journal", "verify", path)
	if c.code != ExitOK || !strings.Contains(c.out, "proved: 2 entries") || c.started != nil {
		t.Fatalf("%+v", c)
	}
	_, head, _ := strings.Cut(c.out, "head: ")
	head = strings.TrimSpace(head)
	if c := call(t, nil, nil, "journal", "verify", path, "--head", head); c.code != ExitOK {
		t.Errorf("with its own head: %+v", c)
	}
	other := strings.Replace(head, "2:", "1:", 1)
	if c := call(t, nil, nil, "journal", "verify", path, "--head", other); c.code != ExitFailure || !strings.Contains(c.err, "entry 1 is not the one that was noted") {
		t.Errorf("with another head: %+v", c)
	}
	later := strings.Replace(head, "2:", "3:", 1)
	if c := call(t, nil, nil, "journal", "verify", path, "--head", later); c.code != ExitFailure || !strings.Contains(c.err, "entry 3, which was noted, is not in it") {
		t.Errorf("with a later head: %+v", c)
	}
	if c := call(t, nil, nil, "journal", "verify", path, "--head", "yesterday"); c.code != ExitFailure || !strings.Contains(c.err, "is not a head") {
		t.Errorf("with no head: %+v", c)
	}
}

func TestTheFirstBadEntryIsNamed(t *testing.T) {
	path := aJournal(t)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "DROP TRIGGER entries_stay; UPDATE entries SET body = replace(CAST(body AS TEXT), '10.00', '90.00') WHERE seq = 1"+
		"; CREATE TRIGGER entries_stay BEFORE UPDATE ON entries\n\tBEGIN SELECT RAISE(ABORT, 'entries are not changed'); END"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	c := call(t, nil, nil, "journal", "verify", path)
	if c.code != ExitFailure || c.out != "" || !strings.Contains(c.err, "entry 1:") || !strings.Contains(c.err, path) {
		t.Errorf("%+v", c)
	}
}

func TestTheConfiguredJournalIsProvedWhereNoneIsNamed(t *testing.T) {
	kept := filepath.Join(t.TempDir(), "kept")
	file := write(t, fmt.Sprintf("[journal]\nfolder = %q\n", kept))
	if c := call(t, nil, nil, "--config", file, "journal", "verify"); c.code != ExitFailure || !strings.Contains(c.err, "no such file") {
		t.Errorf("there is none: %+v", c)
	}
	place := filepath.Join(kept, "embedded", "seed-1")
	if err := os.MkdirAll(place, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aJournal(t), filepath.Join(place, "journal.db")); err != nil {
		t.Fatal(err)
	}
	if c := call(t, nil, nil, "--config", file, "journal", "verify"); c.code != ExitOK || !strings.Contains(c.out, place) {
		t.Errorf("%+v", c)
	}
}
