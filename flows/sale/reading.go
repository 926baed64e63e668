package sale

// This file reads a sale: from the server, and from this host's journal at the same time.

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/journal"
)

// mostRecords is the most records of one sale that are read: more than any sale has.
const mostRecords = 1000

// errOtherSale says that the server answered another sale than the one that was asked for.
var errOtherSale = errors.New("another sale was answered")

// reading holds the answers of the server and the journal, or their errors.
type reading struct {
	language    api.Language
	sale        api.Authorization
	err         error
	capturesErr error
	records     []journal.Record
	recordsErr  error
	loose       api.Money
}

// readTask brings the sale as it is now.
func (f *Flow) readTask() *flows.Task {
	call, id := f.Call(), f.which.AuthorizationID
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
	asked.Go(func() {
		if r.sale, r.err = f.client.Authorization(ctx, call, id); r.err != nil {
			return
		}
		switch {
		case r.sale.ID == "":
			r.sale.ID = id
		case !account.SameNumber(r.sale.ID, id):
			r.err = errOtherSale
			return
		}
		r.capturesErr = f.withCaptures(ctx, call, &r.sale)
	})
	r.records, r.recordsErr = recordsOf(ctx, f.ledger, id, f.asked)
	asked.Wait()
	if r.err == nil && r.recordsErr == nil && r.sale.ID != id {
		r.records, r.recordsErr = recordsOf(ctx, f.ledger, id, r.sale.ID, f.asked)
	}
	if r.err == nil && r.recordsErr == nil {
		r.loose, r.recordsErr = f.looseRefunds(ctx, r.sale)
	}
	return r
}

// recordsOf returns this host's records of a sale, the oldest first, however its number is written.
func recordsOf(ctx context.Context, ledger Ledger, ids ...api.ID) ([]journal.Record, error) {
	for _, id := range ids {
		ids = append(ids, api.ID(strings.TrimLeft(string(id), "0")))
	}
	slices.Sort(ids)
	var all []journal.Record
	for _, id := range slices.Compact(ids) {
		if id == "" {
			continue
		}
		found, err := ledger.Find(ctx, journal.Query{AuthorizationID: id, Limit: mostRecords})
		if err != nil {
			return nil, err
		}
		slices.Reverse(found)
		for _, r := range found {
			if !slices.ContainsFunc(all, func(had journal.Record) bool { return had.ID == r.ID }) {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b journal.Record) int { return a.At.Compare(b.At) })
	return all, nil
}

// looseRefunds returns the amount that this host refunded to the sale's account without naming a sale, since the day before it.
func (f *Flow) looseRefunds(ctx context.Context, sale api.Authorization) (api.Money, error) {
	ending := flows.Intent{Account: sale.AccountNumber}.AccountEnding()
	if ending == "" {
		return 0, nil
	}
	query := journal.Query{Kinds: []flows.IntentKind{flows.RefundIntent}, Ending: ending, Limit: mostRecords}
	if m := flows.DateOf(sale.Date); m.Known {
		query.From = m.From.AddDate(0, 0, -1)
	}
	found, err := f.ledger.Find(ctx, query)
	return looseOf(found), err
}

// take keeps what was read. A sale that could not be read again stays as it was read last; its page
// says so.
func (f *Flow) take(r reading) {
	f.saleErr, f.missing = r.err, notFound(r.err)
	switch {
	case r.err == nil:
		f.sale, f.read, f.capturesErr = &r.sale, f.Counter.Now(), r.capturesErr
		f.which.AuthorizationID = r.sale.ID // as the server writes it
		f.texts[r.language] = texts{r.sale.Rates, r.sale.Fees}
	case f.missing:
		f.sale = nil
	}
	if f.recordsErr = r.recordsErr; r.recordsErr == nil {
		if f.records = r.records; !f.InDoubt() { // the page of a doubt is about one
			f.Dismiss() // the records tell of it
		}
		if r.err == nil {
			f.loose = r.loose
		}
	}
	if f.work != nil && f.work.draft != nil {
		f.limit()
	}
}

func notFound(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && (failed.Kind == api.KindNotFound || flows.FailureCode(err) == "not_found")
}

// open are the records of which it is not known what came of them.
func (f *Flow) open() []journal.Record {
	return slices.DeleteFunc(slices.Clone(f.records), func(r journal.Record) bool {
		return r.State == journal.Done || r.State == journal.NotDone
	})
}
