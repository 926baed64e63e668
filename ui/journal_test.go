package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/flows/journal"
	"countertop/ui/services"
)

// wasKept fails where the journal holds no purchase, so that looking into its file shows nothing.
func wasKept(t *testing.T, j *journal.Journal) {
	t.Helper()
	found, err := j.Find(t.Context(), journal.Query{Kinds: []flows.IntentKind{flows.AuthorizationIntent}, States: []journal.State{journal.Done}})
	if err != nil || len(found) == 0 || found[0].Intent.Ending == "" {
		t.Fatalf("%v, %v", found, err)
	}
}

// heard takes the lines beside the screen.
type heard chan string

func (h heard) Write(line []byte) (int, error) {
	h <- strings.TrimSpace(string(line))
	return len(line), nil
}

func TestAConsoleThatClosesWaitsForTheAnswerToAMoneyCall(t *testing.T) {
	w, lines, ended := newWorld(t), make(heard), make(chan journal.State, 1)
	w.options.Tell = lines
	var id flows.IntentID
	connect := w.options.Connect
	w.options.Connect = func(ctx context.Context) (*services.Connection, error) {
		conn, err := connect(ctx)
		if err != nil {
			return nil, err
		}
		end := conn.Close
		conn.Close = func() {
			record, err := conn.Journal.Opened().Record(t.Context(), id)
			if err != nil {
				t.Error(err)
			}
			end()
			ended <- record.State
		}
		return conn, nil
	}
	shell := NewShell(w.options, w.clock.now)
	h := newHand(t, shell, 80, 24)
	h.world = w
	h.ready()
	j := w.journal().Opened()
	var err error
	id, err = j.Intend(t.Context(), flows.Intent{Kind: flows.CaptureIntent, Ending: "1234", AuthorizationID: "7001", Training: true})
	if err != nil {
		t.Fatal(err)
	}
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
	full := &journal.Trouble{Doing: "opening the journal", Kind: journal.ErrFull, Err: errors.New("of the test")}
	w.opens = func(context.Context) (*journal.Journal, error) { return nil, full }
	h := w.home()
	h.resize(120, 30)
	for _, text := range []string{"No sale can be sent: this computer's disk is full", msgNoJournal.In("en")} {
		h.sees(text)
	}
	if _, err := h.shell.services.Conn().Journal.Intend(t.Context(), flows.Intent{}); !errors.Is(err, journal.ErrFull) {
		t.Errorf("an intent was taken: %v", err)
	}
	h.press(keyF2Press)
	h.sees("le disque de cet ordinateur est plein")
}

func TestAConsoleThatIsClosedBeforeItsConnectionCameClosesIt(*testing.T) {
	came, closed := make(chan struct{}), make(chan struct{})
	shell := NewShell(Options{Env: utf8Terminal, Connect: func(ctx context.Context) (*services.Connection, error) {
		close(came)
		<-ctx.Done()
		return &services.Connection{Close: func() { close(closed) }}, nil
	}}, opening.Local)
	connecting := shell.services.Connect()
	go connecting()
	<-came
	shell.close()
	<-closed
}

func TestAJournalThatCannotBeOpenedAtTheStartIsOpenedLater(t *testing.T) {
	w := newWorld(t)
	earlier := keptFor(t, w) // another console's, which left something in doubt
	id, err := earlier.Intend(t.Context(), flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 5_00, Training: true})
	if err == nil {
		err = earlier.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultNeedsPerson})
	}
	if err != nil {
		t.Fatal(err)
	}
	full := &journal.Trouble{Doing: "opening the journal", Kind: journal.ErrFull, Err: errors.New("of the test")}
	w.opens = func(ctx context.Context) (*journal.Journal, error) {
		if full != nil {
			return nil, full
		}
		return journal.Open(ctx, earlier.Path(), journal.Options{Training: true, Now: w.clock.now})
	}
	again := make(chan func(), 1)
	w.options.Later = func(after time.Duration, msg func(time.Time) tea.Msg) tea.Cmd {
		if after != services.JournalRetry {
			return nil
		}
		return func() tea.Msg {
			comes := make(chan struct{})
			again <- func() { close(comes) }
			<-comes
			return msg(time.Time{})
		}
	}
	h := w.home()
	h.resize(120, 30)
	h.sees("No sale can be sent: this computer's disk is full")
	if strings.Contains(h.screen(), "History") {
		t.Error("a journal that is not there can be read")
	}
	full = nil
	(<-again)()
	h.until("the journal to be open", func() bool { return !strings.Contains(h.screen(), "No sale can be sent") })
	h.sees("IN DOUBT: 1")
	h.types("h")
	h.on("history.list")
}

func TestALostJournalStopsSalesUntilAManagerHasSeenIt(t *testing.T) {
	w := newWorld(t)
	w.options.Managers = []string{"12345-BOSS"}
	path, memory := filepath.Join(t.TempDir(), "journal.db"), t.TempDir()
	open := func(ctx context.Context) (*journal.Journal, error) {
		return journal.Open(ctx, path, journal.Options{Training: true, Now: w.clock.now, Memory: memory})
	}
	earlier, err := open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := earlier.Intend(t.Context(), flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 5_00, Training: true}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(earlier.Close(), os.Remove(path)); err != nil {
		t.Fatal(err)
	}
	w.opens = open
	h := w.home()
	h.until("the journal to be open", func() bool { return strings.Contains(h.screen(), "Journal lost") })
	h.sees("No sale can be sent")
	h.sees(msgNoJournal.In("en"))
	h.press(keyF2Press)
	h.sees("Journal perdu")
	h.press(keyF2Press)
	h.types("j")
	h.on("loss.report")
	h.sees("no. 1, of ")
	h.types("m")
	h.on("loss.accept")
	h.into(flows.KeyManager, "12345-BOSS")
	h.into(flows.KeyReason, "the disk was replaced")
	h.press(keyPgDnPress)
	h.on("loss.confirm")
	h.press(keyCtrlYPress)
	h.on("loss.done")
	h.types("\r")
	h.until("the warning to go", func() bool { return !strings.Contains(h.screen(), "Journal lost") })
	if _, err := w.journal().Intend(t.Context(), flows.Intent{Kind: flows.DepositIntent, Account: "116994755", Amount: 5_00, Training: true}); err != nil {
		t.Error(err)
	}
}
