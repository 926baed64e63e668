//go:build !windows

package journal

import (
	"errors"
	"os"
	"testing"

	"countertop/api"
	"countertop/flows"
)

// TestNothingIsWrittenIntoAJournalThatWasTakenAway: the next intent is refused, so that nothing is sent, and a console that
// only waits says so too.
func TestNothingIsWrittenIntoAJournalThatWasTakenAway(t *testing.T) {
	for _, row := range []struct {
		name string
		does func(path string) error
	}{
		{"the journal removed", os.Remove},
		{"the journal moved away", func(path string) error { return os.Rename(path, path+".old") }},
		{"the journal emptied", func(path string) error { return os.Truncate(path, 0) }},
		{"a copy put in its place", func(path string) error {
			content, err := os.ReadFile(path) //nolint:gosec // the test's own
			return errors.Join(err, os.Remove(path), os.WriteFile(path, content, 0o600))
		}},
		{"the index of its log removed", func(path string) error { return os.Remove(path + "-shm") }},
		{"its log removed", func(path string) error { return os.Remove(path + "-wal") }},
		{"another log in its place", func(path string) error {
			return errors.Join(os.Rename(path+"-wal", path+".x"), os.WriteFile(path+"-wal", nil, 0o600))
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			j := openTraining(t, openDesk(t, "one").path)
			id, err := j.Intend(t.Context(), sale("A-1"))
			if err != nil {
				t.Fatal(err)
			}
			if err := row.does(j.Path()); err != nil {
				t.Fatal(err)
			}
			if err := j.Refresh(t.Context()); !errors.Is(err, ErrGone) || !errors.Is(j.Trouble(), ErrGone) {
				t.Errorf("a console that waits: %v, %v", err, j.Trouble())
			}
			var failed *Trouble
			if _, err := j.Intend(t.Context(), sale("B-1")); !errors.Is(err, ErrGone) || !errors.As(err, &failed) {
				t.Errorf("the next sale: %v", err)
			}
			if err := j.Conclude(t.Context(), id, approved); !errors.Is(err, ErrGone) {
				t.Errorf("an outcome was written where nobody finds it: %v", err)
			}
			if what, next := failed.Sentence(); what.In(api.English) == "" || next.In(api.English) == "" {
				t.Error("nothing is said of it")
			}
		})
	}
}

func TestAJournalThatIsThereIsIntact(t *testing.T) {
	d := openDesk(t, "one")
	other := openDeskAt(t, d.path, "two")
	for range 3 {
		d.conclude(d.intend(sale("A-1")), flows.Outcome{Result: flows.ResultNotDone})
		other.conclude(other.intend(sale("B-1")), flows.Outcome{Result: flows.ResultNotDone})
		d.checkpoint(t.Context())
	}
	if err := errors.Join(d.present(t.Context()), other.present(t.Context()), d.Refresh(t.Context())); err != nil {
		t.Error(err)
	}
}
