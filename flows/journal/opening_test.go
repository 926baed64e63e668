package journal

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"

	"countertop/api"
	"countertop/flows"
)

// late is a journal that cannot be opened before the disk has space, and how often that was tried.
func late(t *testing.T) (o *Opening, space *atomic.Bool, tried *atomic.Int64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	space, tried = &atomic.Bool{}, &atomic.Int64{}
	o = NewOpening(func(ctx context.Context) (*Journal, error) {
		tried.Add(1)
		if !space.Load() {
			return nil, &Trouble{Doing: "opening the journal", Kind: ErrFull, Err: errors.New("of the test")}
		}
		return Open(ctx, path, Options{Training: true})
	})
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	return o, space, tried
}

func TestAMoneyCallOpensTheJournalOnceThereIsSpace(t *testing.T) {
	o, space, tried := late(t)
	if _, err := o.Open(t.Context()); !errors.Is(err, ErrFull) || o.Opened() != nil {
		t.Fatal(err)
	}
	refusesToSend(t, o, ErrFull)
	if tried.Load() != 2 {
		t.Errorf("tried %d times", tried.Load())
	}
	space.Store(true)
	done, err := flows.Execute(t.Context(), o, sale("A-1"), func(context.Context) (api.Authorization, error) {
		return api.Authorization{ID: "7001"}, nil
	})
	if err != nil || done.ID != "7001" || o.Opened() == nil {
		t.Fatalf("%+v, %v", done, err)
	}
	found, err := o.Find(t.Context(), Query{})
	if err != nil || len(found) != 1 || found[0].State != Done || tried.Load() != 3 {
		t.Errorf("%v, %v, tried %d times", found, err, tried.Load())
	}
	if known, err := o.Concluded(t.Context(), flows.AuthorizationIntent, "7001"); err != nil || !known {
		t.Errorf("%v, %v", known, err)
	}
}

func TestAnOpenedJournalFreezesAndListsWhatIsInDoubt(t *testing.T) {
	o, space, _ := late(t)
	if len(o.InDoubt()) != 0 || o.Frozen(sale("A-1")) != nil {
		t.Error("something is in doubt before it is open")
	}
	space.Store(true)
	id, err := o.Intend(t.Context(), sale("A-1"))
	if err == nil {
		err = o.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt})
	}
	if err == nil {
		err = o.Asked(t.Context(), id, "not there")
	}
	if err != nil {
		t.Fatal(err)
	}
	doubts, err := o.Doubts(t.Context())
	if err != nil || len(doubts) != 1 || len(o.InDoubt()) != 1 || !errors.Is(o.Frozen(sale("A-1")), flows.ErrFrozen) || o.Frozen(sale("A-2")) != nil {
		t.Errorf("%v, %v", doubts, err)
	}
	if outcome, err := o.Outcome(t.Context(), id); err != nil || !outcome.Result.Open() {
		t.Errorf("%+v, %v", outcome, err)
	}
}

func TestAJournalIsOpenedOnceAndNotAfterItsClosing(t *testing.T) {
	o, space, tried := late(t)
	space.Store(true)
	first := make(chan *Journal, 8)
	for range cap(first) {
		go func() {
			j, _ := o.Open(t.Context())
			first <- j
		}()
	}
	for range cap(first) {
		if j := <-first; j == nil || j != o.Opened() {
			t.Error("one of several got another journal, or none")
		}
	}
	if tried.Load() != 1 {
		t.Errorf("opened %d times", tried.Load())
	}
	never, _, _ := late(t)
	if err := never.Close(); err != nil {
		t.Fatal(err)
	}
	refusesToSend(t, never, ErrClosed)
	given, cancel := context.WithCancel(t.Context())
	cancel()
	never.turn <- struct{}{}
	if _, err := never.Open(given); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	<-never.turn
}
