package dayend

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Server reads the day from the server.
type Server interface {
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
}

// Ledger reads the day from the journal, and records its sign-off.
type Ledger interface {
	Find(context.Context, journal.Query) ([]journal.Record, error)
	Doubts(context.Context) ([]flows.Doubt, error)
	Concluded(context.Context, flows.IntentKind, api.ID) (bool, error)
	SignOff(context.Context, journal.SignOff) error
	SignOffs(ctx context.Context, from, to time.Time) ([]journal.SignOff, error)
	Losses(context.Context) ([]journal.Loss, error)
}

// mostRecords limits the records of a day, to more than any counter has. mostAsked limits the sales of earlier days
// that the console reads one by one (OWN).
const (
	mostRecords = 100_000
	mostAsked   = 200
)

// The steps.
const (
	atDay     talk.Name = "day"
	atReport  talk.Name = "report"
	atSignOff talk.Name = "sign-off"
	atConfirm talk.Name = "confirm"
	atItems   talk.Name = "items"
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
	talk.Talk
	server Server
	ledger Ledger

	day     *form.Draft
	signing *form.Draft
	report  *report

	sale     func(api.ID) flows.Flow // nil if the console cannot open a sale
	selected int
}

// New returns a flow that first asks for the day.
func New(counter *flows.Counter, server Server, ledger Ledger) *Flow {
	f := &Flow{
		Talk: talk.New(counter, nil, counter.NewID()), server: server, ledger: ledger,
		day: form.NewDraft(form.Values{keyDay: today}), signing: form.NewDraft(nil),
	}
	f.Way(
		talk.Step{At: atDay, Page: f.dayPage, Answer: f.dayChosen},
		talk.Step{At: atReport, Page: f.reportPage, Answer: f.reportAnswered},
		talk.Step{At: atSignOff, Page: f.signOffPage, Answer: f.signOffTyped},
		talk.Step{At: atConfirm, Page: f.confirmPage, Answer: f.confirmed},
		talk.Step{At: atItems, Page: f.itemsPage, Answer: f.itemChosen},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether a sign-off is typed.
func (f *Flow) Dirty() bool { return f.At() == atSignOff && !f.signing.Empty() }

func (f *Flow) dayChosen(flows.Answer) flows.Move {
	if form.Stops(f.dayForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return flows.Move{Task: f.compareTask(f.chosenDay())}
}

func (f *Flow) signOffTyped(flows.Answer) flows.Move {
	if form.Stops(f.signOffForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return f.Next()
}

func (f *Flow) confirmed(flows.Answer) flows.Move { return flows.Move{Task: f.signOffTask()} }

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
				if value > f.Counter.Now().Format(time.DateOnly) {
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
		ID: "dayend.day", Title: msgTitle, Intro: msgIntro.With(f.Counter.Location), Body: &flows.Ask{Form: f.dayForm()}, Forward: msgCompare,
	}
}

// chosenDay returns the beginning of the chosen day in the store's zone.
func (f *Flow) chosenDay() time.Time {
	now, values := f.Counter.Now(), f.dayForm().Values()
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

// compareTask returns the task that reads both sides of a day.
func (f *Flow) compareTask(day time.Time) *flows.Task {
	call := f.Call()
	return &flows.Task{Doing: msgComparing, Run: func(ctx context.Context) func() flows.Move {
		made, err := f.compare(ctx, call, day)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgComparing, false)
				return flows.Move{}
			}
			f.report = made
			return f.Repair(atReport)
		}
	}}
}
