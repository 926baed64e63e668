package history

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// archive is a clerk before the history of a journal on disk, at a time of the test's.
type archive struct {
	t       *testing.T
	journal *journal.Journal
	at      time.Time
	flow    *Flow
	opened  api.ID
}

const here = "00-12345"

func openArchive(t *testing.T) *archive {
	t.Helper()
	a := &archive{t: t, at: time.Date(2026, 6, 15, 12, 0, 0, 0, time.Local)}
	j, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "journal.db"), journal.Options{Training: true, Now: func() time.Time { return a.at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	a.journal = j
	return a
}

// did records what was sent, and what came of it.
func (a *archive) did(in flows.Intent, outcome flows.Outcome) flows.IntentID {
	a.t.Helper()
	in.Training, in.Flow = true, "ref"
	if in.Location == "" {
		in.Location = here
	}
	id, err := a.journal.Intend(a.t.Context(), in)
	if err == nil {
		err = a.journal.Conclude(a.t.Context(), id, outcome)
	}
	if err != nil {
		a.t.Fatal(err)
	}
	return id
}

func (a *archive) open() {
	a.t.Helper()
	counter := &flows.Counter{Clerk: "12345-SAMPLE", Location: here, Training: true, Now: func() time.Time { return a.at }}
	a.flow = New(counter, a.journal, func(id api.ID) flows.Flow {
		a.opened = id
		return New(counter, a.journal, nil)
	})
	a.play(flows.Move{Task: a.flow.Speak(api.English)})
	if a.flow.Speak(api.French) != nil {
		a.t.Error("another language reads it again")
	}
}

func (a *archive) play(move flows.Move) flows.Move {
	a.t.Helper()
	for move.Task != nil {
		move = move.Task.Run(a.t.Context())()
	}
	return move
}

func (a *archive) does(action string) flows.Move {
	return a.play(a.flow.Answer(flows.Answer{Action: action}))
}

func (a *archive) rows() []string {
	a.t.Helper()
	table, ok := a.flow.Page().Body.(*flows.Choose)
	if !ok {
		a.t.Fatalf("%s has no table", a.flow.Page().ID)
	}
	var rows []string
	for _, row := range table.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, cell.In(api.English))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

func (a *archive) filter(values form.Values) flows.Move {
	a.t.Helper()
	a.does(actionFilter)
	ask := a.flow.Page().Body.(*flows.Ask)
	for _, field := range ask.Form.Fields() {
		ask.Form.Enter(field.Key, values[field.Key])
	}
	return a.play(a.flow.Answer(flows.Answer{}))
}

func purchase(reference string) flows.Intent {
	return flows.Intent{
		Kind: flows.AuthorizationIntent, Account: "116994755", Amount: 150_00, Reference: reference, Clerk: "12345-SAMPLE",
		IdempotencyKey: "key-" + reference,
	}
}

// week is a journal of two days and two places.
func week(t *testing.T) *archive {
	t.Helper()
	a := openArchive(t)
	a.at = a.at.AddDate(0, 0, -1)
	a.did(purchase("YESTERDAY-1"), flows.Outcome{Result: flows.ResultDone, ID: "6999", Source: flows.FromAnswer})
	a.at = a.at.AddDate(0, 0, 1)
	a.did(flows.Intent{Kind: flows.ApplicationIntent, Clerk: "12345-SAMPLE"}, flows.Outcome{Result: flows.ResultDone, Decision: "declined", ID: "5001"})
	a.did(purchase("ORDER-1"), flows.Outcome{Result: flows.ResultDone, ID: "7001", CaptureID: "801", Source: flows.FromServer})
	other := purchase("ORDER-2")
	other.Amount, other.Account, other.Clerk = 20_50, "116990001", "12345-OTHER"
	a.did(other, flows.Outcome{Result: flows.ResultNotDone, Code: "credit_exceeded", Source: flows.FromAnswer})
	a.did(flows.Intent{Kind: flows.CaptureIntent, Account: "116994755", Amount: 10_00, AuthorizationID: "7001", Reference: "ORDER-1", Clerk: "12345-SAMPLE"},
		flows.Outcome{Result: flows.ResultInDoubt})
	elsewhere := purchase("ORDER-9")
	elsewhere.Location = "00-99999"
	a.did(elsewhere, flows.Outcome{Result: flows.ResultDone, ID: "7009", Source: flows.FromAnswer})
	return a
}

func TestTodayAtThisLocationIsShownFirst(t *testing.T) {
	a := week(t)
	a.open()
	want := []string{
		"12:00:00|Capture|$10.00|ORDER-1|4755|IN DOUBT|12345-SAMPLE|00-12345",
		"12:00:00|Purchase|$20.50|ORDER-2|0001|not done, refused|12345-OTHER|00-12345",
		"12:00:00|Purchase|$150.00|ORDER-1|4755|done|12345-SAMPLE|00-12345",
		"12:00:00|Application||||declined|12345-SAMPLE|00-12345",
	}
	if got := a.rows(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	intro := a.flow.Page().Intro
	for _, part := range []string{"Today", "Location 00-12345", "Purchase\u00a01, $150.00", "Credit application\u00a01"} {
		if !strings.Contains(intro.In(api.English), part) {
			t.Errorf("%q is not in %q", part, intro.In(api.English))
		}
	}
	if !strings.Contains(intro.In(api.French), "Aujourd'hui") || len(a.flow.Summary()) != 2 {
		t.Errorf("in French %q, beside it %v", intro.In(api.French), a.flow.Summary())
	}
}

func TestEachFilterPicks(t *testing.T) {
	for name, c := range map[string]struct {
		values form.Values
		want   []string // references, or kinds without one
	}{
		"nothing filters nothing": {form.Values{}, []string{"ORDER-9", "ORDER-1", "ORDER-2", "ORDER-1", "Application", "YESTERDAY-1"}},
		"yesterday":               {form.Values{keyFrom: "2026-06-14", keyTo: "2026-06-14"}, []string{"YESTERDAY-1"}},
		"until yesterday":         {form.Values{keyTo: "2026-06-14"}, []string{"YESTERDAY-1"}},
		"since today":             {form.Values{keyFrom: "2026-06-15"}, []string{"ORDER-9", "ORDER-1", "ORDER-2", "ORDER-1", "Application"}},
		"a kind":                  {form.Values{keyKind: "capture"}, []string{"ORDER-1"}},
		"a part of a reference":   {form.Values{keyReference: "ERDAY"}, []string{"YESTERDAY-1"}},
		"an account":              {form.Values{keyEnding: "0001"}, []string{"ORDER-2"}},
		"an amount":               {form.Values{keyAmount: "20.50"}, []string{"ORDER-2"}},
		"a state":                 {form.Values{keyState: "in doubt"}, []string{"ORDER-1"}},
		"a clerk":                 {form.Values{keyClerk: "12345-OTHER"}, []string{"ORDER-2"}},
		"a location":              {form.Values{keyLocation: "00-99999"}, []string{"ORDER-9"}},
		"several at once":         {form.Values{keyKind: "authorization", keyState: "done", keyLocation: here}, []string{"ORDER-1", "YESTERDAY-1"}},
		"nothing fits":            {form.Values{keyReference: "NOWHERE"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := week(t)
			a.open()
			a.filter(c.values)
			if id := a.flow.Page().ID; id != "history.list" {
				t.Fatalf("is at %s, notice %+v", id, a.flow.Page().Notice)
			}
			var got []string
			for _, r := range a.flow.records {
				if r.Intent.Reference == "" {
					got = append(got, "Application")
					continue
				}
				got = append(got, r.Intent.Reference)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("shows %v, want %v", got, c.want)
			}
			for key, value := range c.values {
				if key != keyKind && key != keyState && !strings.Contains(a.flow.Page().Intro.In(api.English), value) {
					t.Errorf("%q is not said in %q", value, a.flow.Page().Intro.In(api.English))
				}
			}
		})
	}
}

func TestAFilterThatCannotBeIsRefused(t *testing.T) {
	for name, values := range map[string]form.Values{
		"days that go backwards": {keyFrom: "2026-06-15", keyTo: "2026-06-14"},
		"no date":                {keyFrom: "soon"},
		"half an ending":         {keyEnding: "12"},
		"no amount":              {keyAmount: "much"},
	} {
		t.Run(name, func(t *testing.T) {
			a := week(t)
			a.open()
			if move := a.filter(values); !move.Refused || a.flow.Page().ID != "history.filter" {
				t.Error("was taken")
			}
			a.flow.Back()
			if len(a.rows()) != 4 {
				t.Error("the list has changed")
			}
		})
	}
}

func TestALongDayIsReadPageByPage(t *testing.T) {
	a := openArchive(t)
	for n := range 2*pageSize + 5 {
		a.did(purchase(fmt.Sprintf("ORDER-%04d", n)), flows.Outcome{Result: flows.ResultDone, ID: api.ID(fmt.Sprint(7000 + n))})
	}
	a.open()
	if n := len(a.rows()); n != pageSize {
		t.Fatalf("%d rows at first", n)
	}
	a.does(actionMore)
	a.does(actionMore)
	if n := len(a.rows()); n != 2*pageSize+5 {
		t.Errorf("%d rows in the end", n)
	}
	if !a.does(actionMore).Refused {
		t.Error("there is more than all")
	}
	seen := map[string]bool{}
	for _, r := range a.flow.records {
		if seen[r.Intent.Reference] {
			t.Errorf("%s stands there twice", r.Intent.Reference)
		}
		seen[r.Intent.Reference] = true
	}
}

func TestAnEntryIsShownInFullAndLeadsToItsSale(t *testing.T) {
	a := week(t)
	a.open()
	a.play(a.flow.Answer(flows.Answer{Row: 2}))
	page := a.flow.Page()
	if page.ID != "history.entry" {
		t.Fatalf("is at %s", page.ID)
	}
	report := page.Body.(*flows.Report)
	var text strings.Builder
	for _, g := range report.Groups {
		for _, l := range g.Lines {
			text.WriteString(l.Label.In(api.English) + "|" + l.Value.In(api.English) + "\n")
		}
	}
	for _, part := range []string{"Number on the server|7001", "Capture number|801", "Known by|asking the server afterwards", "recorded, then sent", "Idempotency key|key-ORDER-1"} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("%q is missing in\n%s", part, text.String())
		}
	}
	if move := a.does(actionSale); move.Show == nil || a.opened != "7001" {
		t.Errorf("opened %q", a.opened)
	}
	a.does("")
	a.play(a.flow.Answer(flows.Answer{Row: 1}))
	if !a.does(actionSale).Refused || len(a.flow.Page().Actions) != 0 {
		t.Error("a purchase that was refused has a sale")
	}
	a.flow.Back()
	a.play(a.flow.Answer(flows.Answer{Row: 0}))
	if a.flow.Page().Intro.Empty() || len(a.flow.Page().Actions) != 1 {
		t.Error("what is in doubt does not say where it is settled")
	}
}

func TestWhatIsSettledMeanwhileShows(t *testing.T) {
	a := week(t)
	a.open()
	id := a.flow.records[0].ID
	if err := a.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "802"}); err != nil {
		t.Fatal(err)
	}
	a.play(flows.Move{Task: a.flow.Learned(id)})
	if got := a.rows()[0]; !strings.Contains(got, "|done|") {
		t.Errorf("shows %s", got)
	}
}

// broken cannot be read.
type broken struct{ *journal.Journal }

var errBroken = errors.New("the disk does not answer")

func (broken) Find(context.Context, journal.Query) ([]journal.Record, error) { return nil, errBroken }

func TestAJournalThatCannotBeReadSaysSo(t *testing.T) {
	a := week(t)
	a.flow = New(&flows.Counter{Location: here, Now: func() time.Time { return a.at }}, broken{a.journal}, nil)
	a.play(flows.Move{Task: a.flow.Speak(api.English)})
	if a.flow.Page().Notice == nil || !a.play(a.flow.Answer(flows.Answer{})).Refused {
		t.Error("nothing is said, or an entry can be opened")
	}
}

func TestTheDaysAreTheStores(t *testing.T) {
	a := openArchive(t)
	toronto := time.FixedZone("EDT", -4*60*60)
	a.at = time.Date(2026, 6, 14, 23, 59, 0, 0, toronto)
	a.did(flows.Intent{Kind: flows.PaymentIntent, Ending: "0001", Amount: 1_00}, flows.Outcome{Result: flows.ResultDone})
	a.at = time.Date(2026, 6, 15, 20, 30, 0, 0, toronto) // the next day in UTC
	a.did(flows.Intent{Kind: flows.PaymentIntent, Ending: "0002", Amount: 2_00}, flows.Outcome{Result: flows.ResultDone})
	a.open()
	rows := a.flow.Page().Body.(*flows.Choose).Rows
	if len(rows) != 1 || rows[0].Cells[0].In(api.English) != "20:30:00" || rows[0].Cells[4].In(api.English) != "0002" {
		t.Fatalf("today has %+v", rows)
	}
	a.play(a.flow.Answer(flows.Answer{Row: 0}))
	report := a.flow.Page().Body.(*flows.Report)
	if line := report.Groups[1].Lines[0]; line.Label.In(api.English) != "2026-06-15 20:30:00" {
		t.Errorf("the timeline begins at %q", line.Label.In(api.English))
	}
}

// A list of days of which entries are lost says so.
func TestALossIsSaidAboveTheList(t *testing.T) {
	a := openArchive(t)
	for noticed, said := range map[time.Time]bool{a.at: true, a.at.AddDate(0, 0, -3): false} {
		ledger := forgetful{a.journal, []journal.Loss{{Noticed: noticed}}}
		a.flow = New(&flows.Counter{Location: here, Now: func() time.Time { return a.at }}, ledger, nil)
		a.play(flows.Move{Task: a.flow.Speak(api.English)})
		if got := strings.Contains(a.flow.Page().Intro.In(api.English), "has lost entries"); got != said {
			t.Errorf("lost on %s: said %t", noticed, got)
		}
	}
}

// forgetful is a journal that has lost entries.
type forgetful struct {
	*journal.Journal
	losses []journal.Loss
}

func (f forgetful) Losses(context.Context) ([]journal.Loss, error) { return f.losses, nil }
