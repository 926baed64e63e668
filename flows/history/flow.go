// Package history lists what was asked of the server on this host, and what came of it: today's activity
// first, and all of the past by filter.
package history

import (
	"context"
	"slices"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// Ledger is what the history is read from.
type Ledger interface {
	Find(context.Context, journal.Query) ([]journal.Record, error)
	Totals(context.Context, journal.Query) ([]journal.Total, error)
	Timeline(context.Context, flows.IntentID) ([]journal.Entry, error)
	Losses(context.Context) ([]journal.Loss, error)
}

// pageSize is how many entries are read at once (OWN).
const pageSize = 100

type step int

const (
	atList step = iota
	atFilter
	atEntry
)

// Flow is a look into the history.
type Flow struct {
	private.Data

	counter *flows.Counter
	ledger  Ledger
	// openSale shows a sale; nil where there is no such flow.
	openSale func(api.ID) flows.Flow

	step    step
	notice  *flows.Notice
	lost    bool // entries that may be of the list are lost
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

// New is today's activity at the counter's location. Its player speaks to it first, which reads it.
func New(counter *flows.Counter, ledger Ledger, openSale func(api.ID) flows.Flow) *Flow {
	today := counter.Now().Format(time.DateOnly)
	values := form.Values{keyFrom: today, keyTo: today, keyLocation: counter.Location}
	return &Flow{counter: counter, ledger: ledger, openSale: openSale, filter: form.NewDraft(values), applied: values}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is empty: nothing is sent.
func (f *Flow) Reference() api.ReferenceID { return "" }

// Stages are none: it is a list.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is what was done, by kind.
func (f *Flow) Summary() []flows.Line { return f.totalLines() }

// Dirty is false: nothing is lost.
func (f *Flow) Dirty() bool { return false }

// Speak reads the list the first time it is shown.
func (f *Flow) Speak(api.Language) *flows.Task {
	if f.loaded {
		return nil
	}
	return f.readTask("")
}

// Learned reads the list again: something in it has been settled.
func (f *Flow) Learned(flows.IntentID) *flows.Task {
	if f.step != atList {
		return nil
	}
	return f.readTask("")
}

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	pages := map[step]func() flows.Page{atList: f.listPage, atFilter: f.filterPage, atEntry: f.entryPage}
	page := pages[f.step]()
	page.Notice = f.notice
	return page
}

// Back goes to the list.
func (f *Flow) Back() bool {
	if f.step == atList {
		return false
	}
	f.step, f.notice = atList, nil
	return true
}

// Answer takes what was done.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	f.notice = nil
	switch f.step {
	case atFilter:
		return f.filtered()
	case atEntry:
		return f.entryAnswered(answer.Action)
	}
	switch answer.Action {
	case actionFilter:
		f.step = atFilter
	case actionMore:
		if !f.more {
			return flows.Move{Refused: true}
		}
		return flows.Move{Task: f.readTask(f.records[len(f.records)-1].ID)}
	case actionAgain:
		return flows.Move{Task: f.readTask("")}
	default:
		return f.chosen(answer.Row)
	}
	return flows.Move{}
}

// readTask reads a page of the list: the first one, or what is older than an entry.
func (f *Flow) readTask(before flows.IntentID) *flows.Task {
	query := queryOf(f.applied, f.counter.Now().Location())
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
				f.notice = flows.Explain(err, msgReading, false)
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

// until is the end of what a query picks.
func (f *Flow) until(q journal.Query) time.Time {
	if q.To.IsZero() {
		return f.counter.Now()
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
				f.notice = flows.Explain(err, msgReading, false)
				return flows.Move{}
			}
			f.selected, f.record, f.timeline, f.step = row, record, timeline, atEntry
			return flows.Move{}
		}
	}}}
}
