package loss

import (
	"context"
	"errors"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// ledger is a journal that has lost entries.
type ledger struct {
	lost     *journal.Loss
	accepted []journal.Acceptance
	err      error
}

func (l *ledger) Loss() *journal.Loss { return l.lost }
func (l *ledger) Path() string        { return "/somewhere/journal.db" }

func (l *ledger) AcceptLoss(_ context.Context, a journal.Acceptance) error {
	if l.err == nil {
		l.accepted = append(l.accepted, a)
	}
	return l.err
}

var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

func counter(managers ...string) *flows.Counter {
	return &flows.Counter{
		Clerk: "12345-SAMPLE", Location: "00-12345", Language: api.English, Managers: managers,
		Now: func() time.Time { return noon }, NewID: func() api.ReferenceID { return "0123456789abcdef0123456789abcdef" },
	}
}

func lost() *ledger {
	return &ledger{lost: &journal.Loss{Noticed: noon, Last: journal.Head{Seq: 1042, At: noon.Add(-time.Hour)}}}
}

// on fails unless the flow is at a page.
func on(t *testing.T, f *Flow, id string) flows.Page {
	t.Helper()
	page := f.Page()
	if page.ID != id {
		t.Fatalf("is at %s, want %s; notice %+v", page.ID, id, page.Notice)
	}
	return page
}

func run(t *testing.T, f *Flow, answer flows.Answer) flows.Move {
	t.Helper()
	move := f.Answer(answer)
	for move.Task != nil {
		move = move.Task.Run(t.Context())()
	}
	return move
}

func fill(t *testing.T, f *Flow, values form.Values) flows.Move {
	t.Helper()
	for key, value := range values {
		f.Page().Body.(*flows.Ask).Form.Enter(key, value)
	}
	return run(t, f, flows.Answer{})
}

func TestAManagerOfTheStoreLetsSalesGoOn(t *testing.T) {
	l := lost()
	f := New(counter("12345-BOSS"), l)
	on(t, f, "loss.report")
	run(t, f, flows.Answer{Action: actionAccept})
	on(t, f, "loss.accept")
	for name, values := range map[string]form.Values{
		"nothing":             {},
		"somebody else":       {flows.KeyManager: "12345-SAMPLE", flows.KeyReason: "the disk was replaced"},
		"no reason":           {flows.KeyManager: "12345-BOSS", flows.KeyReason: ""},
		"a reason of a blank": {flows.KeyManager: "12345-BOSS", flows.KeyReason: "  "},
	} {
		if move := fill(t, f, values); !move.Refused {
			t.Errorf("%s was taken: %s", name, f.Page().ID)
		}
	}
	fill(t, f, form.Values{flows.KeyManager: "12345-BOSS", flows.KeyReason: "the disk was replaced"})
	on(t, f, "loss.confirm")
	if !f.Dirty() || !f.Back() {
		t.Error("what was typed may be lost")
	}
	fill(t, f, nil)
	run(t, f, flows.Answer{})
	on(t, f, "loss.done")
	if len(l.accepted) != 1 || l.accepted[0] != (journal.Acceptance{By: "12345-BOSS", Reason: "the disk was replaced", Location: "00-12345"}) {
		t.Errorf("accepted %+v", l.accepted)
	}
	if f.Dirty() || f.Back() || !f.Answer(flows.Answer{}).Leave {
		t.Error("the end is not the end")
	}
}

func TestWithoutManagersTheClerkGivesTheReason(t *testing.T) {
	l := lost()
	f := New(counter(), l)
	run(t, f, flows.Answer{Action: actionAccept})
	if move := fill(t, f, nil); !move.Refused {
		t.Error("no reason was taken")
	}
	fill(t, f, form.Values{flows.KeyReason: "the disk was replaced"})
	run(t, f, flows.Answer{})
	on(t, f, "loss.done")
	if l.accepted[0].By != "12345-SAMPLE" {
		t.Errorf("accepted %+v", l.accepted)
	}
}

func TestNothingIsAcceptedThatCouldNotBeRecorded(t *testing.T) {
	l := lost()
	l.err = errors.New("of the test")
	f := New(counter(), l)
	run(t, f, flows.Answer{Action: actionAccept})
	fill(t, f, form.Values{flows.KeyReason: "the disk was replaced"})
	run(t, f, flows.Answer{})
	if page := on(t, f, "loss.confirm"); page.Notice == nil {
		t.Error("nothing is said of it")
	}
	l.err = journal.ErrNothingLost // another console was faster
	run(t, f, flows.Answer{})
	on(t, f, "loss.done")
	on(t, New(counter(), &ledger{}), "loss.done")
}

func TestLeavingLetsNothingGoOn(t *testing.T) {
	l := lost()
	f := New(counter(), l)
	if !f.Answer(flows.Answer{}).Leave || len(l.accepted) != 0 {
		t.Errorf("accepted %+v", l.accepted)
	}
}
