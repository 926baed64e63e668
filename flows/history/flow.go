// Package history lists what was asked of the server on this host, with the outcomes: today's activity first, and the
// whole past by filter.
package history

import (
	"context"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Ledger is the source of the history.
type Ledger interface {
	Find(context.Context, journal.Query) ([]journal.Record, error)
	Totals(context.Context, journal.Query) ([]journal.Total, error)
	Timeline(context.Context, flows.IntentID) ([]journal.Entry, error)
	Losses(context.Context) ([]journal.Loss, error)
}

// pageSize is the number of entries that are read at once (OWN).
const pageSize = 100

// The steps.
const (
	atList   talk.Name = "list"
	atFilter talk.Name = "filter"
	atEntry  talk.Name = "entry"
)

// Flow shows the history.
type Flow struct {
	talk.Talk
	ledger Ledger
	// openSale opens a sale. It is nil if the console cannot.
	openSale func(api.ID) flows.Flow

	lost    bool // entries are lost that may belong to the list
	filter  *form.Draft
	applied form.Values
	loaded  bool

	records  []journal.Record
	totals   []journal.Total
	more     bool
	selected int

	record   journal.Record
	timeline []journal.Entry
}

// New returns a flow that shows today's activity at the counter's location. The player calls Speak first, which reads
// the list.
func New(counter *flows.Counter, ledger Ledger, openSale func(api.ID) flows.Flow) *Flow {
	today := counter.Now().Format(time.DateOnly)
	values := form.Values{keyFrom: today, keyTo: today, keyLocation: counter.Location}
	f := &Flow{Talk: talk.New(counter, nil, ""), ledger: ledger, openSale: openSale, filter: form.NewDraft(values), applied: values}
	f.Way(
		talk.Step{At: atList, Page: f.listPage, Answer: f.listAnswered},
		talk.Step{At: atFilter, Page: f.filterPage, Answer: f.filtered},
		talk.Step{At: atEntry, Page: f.entryPage, Answer: f.entryAnswered},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Summary returns the sums of what was done, by kind.
func (f *Flow) Summary() []flows.Line { return f.totalLines() }

// Dirty returns false: leaving loses nothing.
func (f *Flow) Dirty() bool { return false }

// Speak reads the list the first time it is shown.
func (f *Flow) Speak(api.Language) *flows.Task {
	if f.loaded {
		return nil
	}
	return f.readTask("")
}

// Learned reads the list again, since a doubt was settled.
func (f *Flow) Learned(flows.IntentID) *flows.Task {
	if f.At() != atList {
		return nil
	}
	return f.readTask("")
}

func (f *Flow) listAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case actionFilter:
		return f.Forward(atFilter)
	case actionMore:
		if !f.more {
			return flows.Move{Refused: true}
		}
		return flows.Move{Task: f.readTask(f.records[len(f.records)-1].ID)}
	case actionAgain:
		return flows.Move{Task: f.readTask("")}
	}
	return f.chosen(answer.Row)
}

// readTask returns the task that reads a page of the list: the first one, or the entries older than before.
func (f *Flow) readTask(before flows.IntentID) *flows.Task {
	query := queryOf(f.applied, f.Counter.Now().Location())
	query.Before, query.Limit = before, pageSize+1
	return &flows.Task{Doing: msgReading, Run: func(ctx context.Context) func() flows.Move {
		records, err := f.ledger.Find(ctx, query)
		var totals []journal.Total
		var losses []journal.Loss
		if err == nil && before == "" {
			totals, err = f.ledger.Totals(ctx, query)
		}
		if err == nil && before == "" {
			losses, err = f.ledger.Losses(ctx)
		}
		return func() flows.Move {
			f.loaded = true
			if err != nil {
				f.Notice = flows.Explain(err, msgReading, false)
				return flows.Move{}
			}
			if f.more = len(records) > pageSize; f.more {
				records = records[:pageSize]
			}
			if before == "" {
				f.records, f.totals, f.selected = records, totals, 0
				f.lost = slices.ContainsFunc(losses, func(l journal.Loss) bool { return l.Touches(query.From, f.until(query)) })
				return flows.Move{}
			}
			f.selected = len(f.records)
			f.records = append(f.records, records...)
			return flows.Move{}
		}
	}}
}

// until returns the end of the span that a query picks.
func (f *Flow) until(q journal.Query) time.Time {
	if q.To.IsZero() {
		return f.Counter.Now()
	}
	return q.To
}

func (f *Flow) chosen(row int) flows.Move {
	if row < 0 || row >= len(f.records) {
		return flows.Move{Refused: true}
	}
	record := f.records[row]
	return flows.Move{Task: &flows.Task{Doing: msgReading, Run: func(ctx context.Context) func() flows.Move {
		timeline, err := f.ledger.Timeline(ctx, record.ID)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgReading, false)
				return flows.Move{}
			}
			f.selected, f.record, f.timeline = row, record, timeline
			return f.Forward(atEntry)
		}
	}}}
}
