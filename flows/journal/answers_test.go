package journal

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"countertop/flows"
)

// TestACallersAnswerIsNoTroubleOfTheJournal: what a caller is refused says nothing about the journal, so that the status
// line keeps quiet, whichever answer it is.
func TestACallersAnswerIsNoTroubleOfTheJournal(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	repeated, frozen := new(*flows.RepeatedError), new(*flows.InDoubtError)
	for _, row := range []struct {
		name string
		asks func(d *desk, other *desk) error
		is   func(error) bool
	}{
		{"the same was made already", func(d, _ *desk) error {
			d.conclude(d.intend(sale("A-1")), approved)
			_, err := d.Intend(context.Background(), sale("A-1"))
			return err
		}, func(err error) bool { return errors.As(err, repeated) }},
		{"the same is in doubt", func(d, _ *desk) error {
			d.conclude(d.intend(sale("A-1")), flows.Outcome{Result: flows.ResultInDoubt})
			_, err := d.Intend(context.Background(), sale("A-1"))
			return err
		}, func(err error) bool { return errors.As(err, frozen) && errors.Is(err, flows.ErrFrozen) }},
		{"an outcome of what has one", func(d, _ *desk) error {
			id := d.intend(sale("A-1"))
			d.conclude(id, approved)
			return d.Conclude(context.Background(), id, approved)
		}, func(err error) bool { return errors.Is(err, flows.ErrNoIntent) }},
		{"an outcome of no intent", func(d, _ *desk) error { return d.Conclude(context.Background(), "999", approved) },
			func(err error) bool { return errors.Is(err, flows.ErrNoIntent) }},
		{"an answer about no intent", func(d, _ *desk) error { return d.Asked(context.Background(), "999", "nothing") },
			func(err error) bool { return errors.Is(err, flows.ErrNoIntent) }},
		{"not done, of what another console still sends", func(d, other *desk) error {
			return d.Conclude(context.Background(), other.intend(sale("A-1")), flows.Outcome{Result: flows.ResultNotDone})
		}, func(err error) bool { return errors.Is(err, errUnderWay) }},
		{"a sign-off without a manager", func(d, _ *desk) error { return d.SignOff(context.Background(), SignOff{Training: true}) },
			func(err error) bool { return errors.Is(err, errNoManager) }},
		{"who asks has left", func(d, _ *desk) error {
			_, err := d.Intend(ended, sale("A-1"))
			return err
		}, func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := openDesk(t, "one")
			other := openDeskAt(t, d.path, "two")
			err := row.asks(d, other)
			var failed *Trouble
			if !row.is(err) || errors.As(err, &failed) {
				t.Errorf("answered %#v", err)
			}
			if err := d.Trouble(); err != nil {
				t.Errorf("the journal counts as out of order: %v", err)
			}
		})
	}
}

// TestAnyAnswerAtAllIsNoTrouble holds the rule for every answer that a change may give, also for one that nobody thought of yet.
func TestAnyAnswerAtAllIsNoTrouble(t *testing.T) {
	d := openDesk(t, "one")
	said, broke := errors.New("said"), errors.New("broke")
	if err := d.change(t.Context(), "testing", func(*sql.Tx) (error, error) { return said, nil }); err != said || d.Trouble() != nil { //nolint:errorlint // this very one
		t.Errorf("%v, %v", err, d.Trouble())
	}
	if err := d.change(t.Context(), "testing", func(*sql.Tx) (error, error) { return nil, broke }); !errors.Is(err, broke) || d.Trouble() == nil {
		t.Errorf("%v, %v", err, d.Trouble())
	}
	if err := d.change(t.Context(), "testing", func(*sql.Tx) (error, error) { return said, nil }); err != said || d.Trouble() == nil { //nolint:errorlint // this very one
		t.Errorf("an answer ended a trouble: %v, %v", err, d.Trouble())
	}
}
