package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"countertop/flows"
	"countertop/flows/journal"
)

// keptIn is a journal of a test in a folder.
func keptIn(t *testing.T, folder string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(t.Context(), filepath.Join(folder, "journal.db"), journal.Options{Training: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// wasKept fails where the journal holds no purchase, so that looking into its file shows nothing.
func wasKept(t *testing.T, j *journal.Journal) {
	t.Helper()
	found, err := j.Find(t.Context(), journal.Query{Kinds: []flows.IntentKind{flows.AuthorizationIntent}, States: []journal.State{journal.Done}})
	if err != nil || len(found) == 0 || found[0].Intent.Ending == "" {
		t.Fatalf("%v, %v", found, err)
	}
}

// heard takes what is told beside the screen.
type heard chan string

func (h heard) Write(line []byte) (int, error) {
	h <- strings.TrimSpace(string(line))
	return len(line), nil
}

func TestAConsoleThatClosesWaitsForTheAnswerToAMoneyCall(t *testing.T) {
	j, lines := keptIn(t, t.TempDir()), make(heard)
	id, err := j.Intend(t.Context(), flows.Intent{Kind: flows.CaptureIntent, Ending: "1234", AuthorizationID: "7001", Training: true})
	if err != nil {
		t.Fatal(err)
	}
	shell := NewShell(Options{Tell: lines, Env: utf8Terminal}, opening.Local)
	ended := make(chan journal.State, 1)
	shell.link.conn = &Connection{Journal: j, Close: func() {
		record, err := j.Record(t.Context(), id)
		if err != nil {
			t.Error(err)
		}
		ended <- record.State
	}}
	go shell.close()
	if line := <-lines; line != msgSettling.In("en") {
		t.Errorf("told %q", line)
	}
	if err := j.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "9001"}); err != nil {
		t.Fatal(err)
	}
	if line := <-lines; line != msgSettled.In("en") {
		t.Errorf("told %q", line)
	}
	if state := <-ended; state != journal.Done {
		t.Errorf("the connection was closed while it was %s", state)
	}
}

func TestWithoutAJournalNothingCanBeSentAndTheConsoleSaysSo(t *testing.T) {
	w := newWorld(t)
	w.journalErr = &journal.Trouble{Doing: "opening the journal", Kind: journal.ErrFull, Err: errors.New("of the test")}
	h := w.home()
	h.resize(120, 30)
	for _, text := range []string{"No sale can be sent: this computer's disk is full", msgNoJournal.In("en")} {
		h.sees(text)
	}
	if _, err := h.shell.link.conn.recorder().Intend(t.Context(), flows.Intent{}); !errors.Is(err, journal.ErrFull) {
		t.Errorf("an intent was taken: %v", err)
	}
	h.press(keyF2Press)
	h.sees("le disque de cet ordinateur est plein")
}

func TestAConsoleThatIsClosedBeforeItsConnectionCameClosesIt(*testing.T) {
	came, closed := make(chan struct{}), make(chan struct{})
	shell := NewShell(Options{Env: utf8Terminal, Connect: func(ctx context.Context) (*Connection, error) {
		close(came)
		<-ctx.Done()
		return &Connection{Close: func() { close(closed) }}, nil
	}}, opening.Local)
	connecting := shell.connect()
	go connecting()
	<-came
	shell.close()
	<-closed
}
