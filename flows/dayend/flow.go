package dayend

import (
	"context"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// Server is what is asked for the day.
type Server interface {
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
}

// Ledger is the journal of the day.
type Ledger interface {
	Find(context.Context, journal.Query) ([]journal.Record, error)
	Doubts(context.Context) ([]flows.Doubt, error)
	Concluded(context.Context, flows.IntentKind, api.ID) (bool, error)
	SignOff(context.Context, journal.SignOff) error
	SignOffs(ctx context.Context, from, to time.Time) ([]journal.SignOff, error)
	Losses(context.Context) ([]journal.Loss, error)
}

// mostRecords and mostAsked bound a day (OWN): more than any counter has, and how many sales of earlier days
// are asked for one by one.
const (
	mostRecords = 100_000
	mostAsked   = 200
)

type step int

const (
	atDay step = iota
	atReport
	atSignOff
	atConfirm
	atItems
)

const (
	keyDay   = "day"
	keyDate  = "date"
	today    = "today"
	before   = "yesterday"
	otherDay = "other"
)

// Flow is the end of one day at the counter's location.
type Flow struct {
	private.Data

	counter   *flows.Counter
	server    Server
	ledger    Ledger
	reference api.ReferenceID
	language  api.Language

	step    step
	notice  *flows.Notice
	day     *form.Draft
	signing *form.Draft
	report  *report

	sale     func(api.ID) flows.Flow // nil where there is no way to one
	selected int
}

// New asks for the day.
func New(counter *flows.Counter, server Server, ledger Ledger) *Flow {
	return &Flow{
		counter: counter, server: server, ledger: ledger, reference: counter.NewID(), language: counter.Language,
		day: form.NewDraft(form.Values{keyDay: today}), signing: form.NewDraft(nil),
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Stages are none.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is empty.
func (f *Flow) Summary() []flows.Line { return nil }

// Dirty is true while a sign-off is typed.
func (f *Flow) Dirty() bool { return f.step == atSignOff && !f.signing.Empty() }

// Speak sets the language of the server's texts.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	return nil
}

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	pages := map[step]func() flows.Page{atDay: f.dayPage, atReport: f.reportPage, atSignOff: f.signOffPage, atConfirm: f.confirmPage, atItems: f.itemsPage}
	page := pages[f.step]()
	page.Notice = f.notice
	return page
}

// Back goes to the page before.
func (f *Flow) Back() bool {
	before := map[step]step{atReport: atDay, atSignOff: atReport, atConfirm: atSignOff, atItems: atReport}
	to, ok := before[f.step]
	if ok {
		f.step, f.notice = to, nil
	}
	return ok
}

// Answer takes what was done.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	f.notice = nil
	switch f.step {
	case atDay:
		if form.Stops(f.dayForm().Finish()) {
			return flows.Move{Refused: true}
		}
		return flows.Move{Task: f.compareTask(f.chosenDay())}
	case atReport:
		return f.reportAnswered(answer.Action)
	case atSignOff:
		if form.Stops(f.signOffForm().Finish()) {
			return flows.Move{Refused: true}
		}
		f.step = atConfirm
		return flows.Move{}
	case atItems:
		return f.itemChosen(answer.Row)
	}
	return flows.Move{Task: f.signOffTask()}
}

func (f *Flow) dayForm() *form.Form {
	return form.New(f.day, func(values form.Values) []form.Field {
		fields := []form.Field{{
			Key: keyDay, Label: msgDay, Kind: form.Choice, Required: true,
			Options: []form.Option{{Code: today, Label: msgToday}, {Code: before, Label: msgYesterday}, {Code: otherDay, Label: msgOtherDay}},
		}}
		if values[keyDay] == otherDay {
			date := form.Field{Key: keyDate, Label: msgDate, Hint: msgDateHint, Required: true, MaxLength: 10, Width: 12}.With(form.Date())
			check := date.Check
			date.Check = func(value string) *form.Problem {
				if problem := check(value); problem != nil {
					return problem
				}
				if value > f.counter.Now().Format(time.DateOnly) {
					return &form.Problem{Text: msgNotYet.With(value)}
				}
				return nil
			}
			fields = append(fields, date)
		}
		return fields
	})
}

func (f *Flow) dayPage() flows.Page {
	return flows.Page{
		ID: "dayend.day", Title: msgTitle, Intro: msgIntro.With(f.counter.Location), Body: &flows.Ask{Form: f.dayForm()}, Forward: msgCompare,
	}
}

// chosenDay is the store's beginning of the day that was chosen.
func (f *Flow) chosenDay() time.Time {
	now, values := f.counter.Now(), f.dayForm().Values()
	zone := now.Location()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
	switch values[keyDay] {
	case before:
		return day.AddDate(0, 0, -1)
	case otherDay:
		if at, err := time.ParseInLocation(time.DateOnly, values[keyDate], zone); err == nil {
			return at
		}
	}
	return day
}

// compareTask reads both sides of a day.
func (f *Flow) compareTask(day time.Time) *flows.Task {
	call := api.Call{Reference: f.reference, Language: f.language}
	return &flows.Task{Doing: msgComparing, Run: func(ctx context.Context) func() flows.Move {
		made, err := f.compare(ctx, call, day)
		return func() flows.Move {
			if err != nil {
				f.notice = flows.Explain(err, msgComparing, false)
				return flows.Move{}
			}
			f.report, f.step = made, atReport
			return flows.Move{}
		}
	}}
}
