package dayend

// This file reads both sides of a day. If something cannot be read whole, the comparison fails: no verdict rests on a
// part.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// errTooMany says that a day has more records than the console reads.
var errTooMany = errors.New("the journal has more of this day than can be compared")

func (f *Flow) compare(ctx context.Context, call api.Call, day time.Time) (*report, error) {
	s := sides{day: day}
	if err := f.readJournal(ctx, &s); err != nil {
		return nil, err
	}
	next := day.AddDate(0, 0, 1)
	signed, err := f.ledger.SignOffs(ctx, day, next)
	if err != nil {
		return nil, fmt.Errorf("reading the day's sign-offs: %w", err)
	}
	losses, err := f.ledger.Losses(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what the journal has lost: %w", err)
	}
	s.lost = slices.ContainsFunc(losses, func(l journal.Loss) bool { return l.Touches(day, next) })
	if err := f.ask(ctx, call, &s); err != nil {
		return nil, err
	}
	if err := f.recordedElsewhere(ctx, &s); err != nil {
		return nil, fmt.Errorf("looking for what was recorded on other days: %w", err)
	}
	made := &report{
		day: day, location: f.Counter.Location, training: f.Counter.Training, at: f.Counter.Now(), items: compare(s), records: s.records, lost: s.lost,
	}
	for _, sign := range signed {
		if sign.Location == f.Counter.Location {
			made.signed = append(made.signed, sign)
		}
	}
	return made, nil
}

// readJournal reads the day's records at this location, everything in doubt, and the calls of this computer around
// the day that were not executed: an entry on the server may be one of them.
func (f *Flow) readJournal(ctx context.Context, s *sides) error {
	next := s.day.AddDate(0, 0, 1)
	records, err := f.ledger.Find(ctx, journal.Query{From: s.day, To: next, Location: f.Counter.Location, Limit: mostRecords})
	if err == nil && len(records) == mostRecords {
		err = errTooMany
	}
	if err != nil {
		return fmt.Errorf("reading the day's journal: %w", err)
	}
	slices.Reverse(records)
	s.records = records
	if s.doubts, err = f.ledger.Doubts(ctx); err != nil {
		return fmt.Errorf("reading what is in doubt: %w", err)
	}
	s.refused, err = f.ledger.Find(ctx, journal.Query{
		From: s.day.AddDate(0, 0, -1), To: next.AddDate(0, 0, 1), States: []journal.State{journal.NotDone},
		Kinds: []flows.IntentKind{flows.AuthorizationIntent, flows.CaptureIntent}, Limit: mostRecords,
	})
	if err == nil && len(s.refused) == mostRecords {
		err = errTooMany
	}
	if err != nil {
		return fmt.Errorf("reading what was not done: %w", err)
	}
	return nil
}

// ask reads the server's day, and one more day on both sides, since the time zone of its dates is not stated
// (docs/contract.md §7). It also reads the earlier sales with a capture, release or return on the day.
func (f *Flow) ask(ctx context.Context, call api.Call, s *sides) error {
	query := api.TransactionQuery{
		From: s.day.AddDate(0, 0, -1).Format(time.DateOnly), To: s.day.AddDate(0, 0, 2).Format(time.DateOnly),
	}
	made, err := f.server.Authorizations(ctx, call, query)
	if err != nil {
		return fmt.Errorf("asking for the day's purchases: %w", err)
	}
	taken, err := f.server.Captures(ctx, call, query)
	if err != nil {
		return fmt.Errorf("asking for the day's captures: %w", err)
	}
	s.start()
	for _, a := range made {
		s.add(a)
	}
	for _, c := range taken {
		s.taken[key(c.ID)] = c
	}
	return f.askOneByOne(ctx, call, s)
}

// askOneByOne reads the sales of the day's records that are not in the server's list. It also reads the captures of
// sales with a release or a return, if the answer for the sale lists none.
func (f *Flow) askOneByOne(ctx context.Context, call api.Call, s *sides) error {
	asked := 0
	for _, r := range s.records {
		id := r.Intent.AuthorizationID
		if r.Intent.Kind == flows.AuthorizationIntent && r.State == journal.Done {
			id = r.Outcome.ID
		}
		if id == "" || s.absent[key(id)] {
			continue
		}
		if _, known := s.made[key(id)]; !known {
			if asked++; asked > mostAsked {
				s.unasked[key(id)] = true
				continue
			}
			whole, err := f.server.Authorization(ctx, call, id)
			switch {
			case err == nil:
				s.addAs(id, whole)
			case flows.FailureCode(err) == "not_found":
				s.absent[key(id)] = true
				continue
			default:
				return fmt.Errorf("asking for a sale of the day's records: %w", err)
			}
		}
		if r.Intent.Kind == flows.ReleaseIntent || r.Intent.Kind == flows.ReturnIntent {
			if err := f.askCaptures(ctx, call, s, key(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// askCaptures reads the captures of a sale, of any day.
func (f *Flow) askCaptures(ctx context.Context, call api.Call, s *sides, id api.ID) error {
	whole := s.made[id]
	if whole.CapturesTold || len(whole.Captures) > 0 {
		return nil
	}
	query := api.TransactionQuery{}
	if api.Whole(whole.AccountNumber) { // the server finds nothing by a masked number
		query.AccountNumber = whole.AccountNumber
	}
	if from, _, ok := api.Moment(whole.Date); ok {
		query.From = from.UTC().AddDate(0, 0, -1).Format(time.DateOnly)
	}
	all, err := f.server.Captures(ctx, call, query)
	if err != nil {
		return fmt.Errorf("asking for the captures of a sale: %w", err)
	}
	for _, c := range all {
		if key(c.AuthorizationID) == id {
			whole.Captures = append(whole.Captures, c)
			s.taken[key(c.ID)] = c
		}
	}
	whole.CapturesTold = true
	s.made[id] = whole
	return nil
}

// recordedElsewhere looks among the records of other days and locations for the server's entries that the day's
// records do not account for.
func (f *Flow) recordedElsewhere(ctx context.Context, s *sides) error {
	c := s.claims()
	for id, a := range s.made {
		if c.authorizations[id] {
			continue
		}
		known, err := f.recorded(ctx, flows.AuthorizationIntent, a.ID)
		if err != nil {
			return err
		}
		if known {
			s.elsewhere[id], s.elsewhere[key(s.ownCapture(id))] = true, true
		}
	}
	for id, taken := range s.taken {
		if c.captures[id] || s.elsewhere[id] {
			continue
		}
		known, err := f.recorded(ctx, flows.CaptureIntent, taken.ID)
		if err != nil {
			return err
		}
		s.elsewhere[id] = known
	}
	return nil
}

// recorded reports whether this journal has an id of the server, in any spelling.
func (f *Flow) recorded(ctx context.Context, kind flows.IntentKind, id api.ID) (bool, error) {
	known, err := f.ledger.Concluded(ctx, kind, id)
	if err != nil || known || key(id) == id {
		return known, err
	}
	return f.ledger.Concluded(ctx, kind, key(id))
}

// start makes empty maps for the server's entries.
func (s *sides) start() {
	s.made, s.taken = map[api.ID]api.Authorization{}, map[api.ID]api.Capture{}
	s.elsewhere, s.absent, s.unasked = map[api.ID]bool{}, map[api.ID]bool{}, map[api.ID]bool{}
}

func (s *sides) add(a api.Authorization) { s.addAs(a.ID, a) }

// addAs adds a sale that was read by its id. The answer itself may lack the id.
func (s *sides) addAs(id api.ID, a api.Authorization) {
	if a.ID == "" {
		a.ID = id
	}
	if a.Capture != nil && !slices.ContainsFunc(a.Captures, func(c api.Capture) bool { return key(c.ID) == key(a.Capture.ID) }) {
		a.Captures = append(a.Captures, *a.Capture)
	}
	s.made[key(id)] = a
	for _, c := range a.Captures {
		if c.AuthorizationID == "" {
			c.AuthorizationID = a.ID
		}
		s.taken[key(c.ID)] = c
	}
}
