package sale

// This file reads a sale: from the server, and from this host's journal at the same time.

import (
	"context"
	"errors"
	"slices"
	"sync"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// mostRecords is how many records of one sale are read: more than any sale has.
const mostRecords = 1000

// reading is what the server and the journal answered, each or why not.
type reading struct {
	language   api.Language
	sale       api.Authorization
	err        error
	records    []journal.Record
	recordsErr error
}

// readTask brings the sale as it is now.
func (f *Flow) readTask() *flows.Task {
	call, id := f.call(), f.which.AuthorizationID
	return &flows.Task{Doing: msgReading, Run: func(ctx context.Context) func() flows.Move {
		r := f.ask(ctx, call, id)
		return func() flows.Move {
			f.take(r)
			return flows.Move{}
		}
	}}
}

// ask reads both sides at once; each may fail without the other.
func (f *Flow) ask(ctx context.Context, call api.Call, id api.ID) reading {
	r := reading{language: call.Language}
	var asked sync.WaitGroup
	asked.Go(func() { r.sale, r.err = f.client.Authorization(ctx, call, id) })
	r.records, r.recordsErr = f.ledger.Find(ctx, journal.Query{AuthorizationID: id, Limit: mostRecords})
	asked.Wait()
	if r.err == nil && r.sale.ID == "" {
		r.sale.ID = id
	}
	slices.Reverse(r.records)
	return r
}

// take keeps what was read. A sale that could not be read again stays as it was read last; its page
// says so.
func (f *Flow) take(r reading) {
	f.saleErr, f.missing = r.err, notFound(r.err)
	switch {
	case r.err == nil:
		f.sale, f.read = &r.sale, f.counter.Now()
		f.texts[r.language] = texts{r.sale.Rates, r.sale.Fees}
	case f.missing:
		f.sale = nil
	}
	if f.recordsErr = r.recordsErr; r.recordsErr == nil {
		f.records, f.doubt = r.records, nil // the records tell of it
	}
	if f.work != nil && f.work.draft != nil {
		f.limit()
	}
}

func notFound(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && (failed.Kind == api.KindNotFound || flows.FailureCode(err) == "not_found")
}

// left is what remains to capture. Told is false where the server does not say it: then it is what
// follows from the captures it shows and the releases recorded here.
func (f *Flow) left() (left api.Money, told bool) {
	if f.sale.RemainingTold {
		return f.sale.Remaining, true
	}
	left = f.sale.Amount - recorded(f.records, flows.ReleaseIntent, "")
	for _, c := range f.sale.Captures {
		left -= c.Amount
	}
	return max(0, left), false
}

// returnable is what remains to return of a capture; where the server does not say it, what this host
// has not returned.
func (f *Flow) returnable(c api.Capture) api.Money {
	if c.RemainingTold {
		return c.Remaining
	}
	return max(0, c.Amount-recorded(f.records, flows.ReturnIntent, c.ID))
}

// recorded is how much of a kind this host has recorded as done; of one capture, where it is named.
func recorded(records []journal.Record, kind flows.IntentKind, capture api.ID) api.Money {
	var sum api.Money
	for _, r := range records {
		if r.Intent.Kind == kind && r.State == journal.Done && (capture == "" || r.Intent.CaptureID == capture) {
			sum += r.Intent.Amount
		}
	}
	return sum
}

// open are the records of which it is not known what came of them.
func (f *Flow) open() []journal.Record {
	return slices.DeleteFunc(slices.Clone(f.records), func(r journal.Record) bool {
		return r.State == journal.Done || r.State == journal.NotDone
	})
}
