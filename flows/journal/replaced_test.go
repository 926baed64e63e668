//go:build !windows

package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// sold makes a sale in an open journal.
func sold(t *testing.T, j *Journal, reference string) {
	t.Helper()
	id, err := j.Intend(t.Context(), sale(reference))
	if err == nil {
		err = j.Conclude(t.Context(), id, approved)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestNothingIsWrittenIntoAFileThatWasWrittenOver: the file and its log stay the same files, and SQLite goes on with the pages that it has
// in memory. No sale that was made can be made once more.
func TestNothingIsWrittenIntoAFileThatWasWrittenOver(t *testing.T) {
	moved := func(t *testing.T, j *Journal) {
		t.Helper()
		_, err := j.moves.ExecContext(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)")
		if err := errors.Join(err, j.held.hold(t.Context(), j.path, false)); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		name string
		does func(t *testing.T, s *store, j *Journal, old []byte)
	}{
		{"an older copy under the log", func(_ *testing.T, s *store, _ *Journal, old []byte) { s.put(s.path, old) }},
		{"an older copy, the log moved", func(t *testing.T, s *store, j *Journal, old []byte) { moved(t, j); s.put(s.path, old) }},
		{"another journal, the log moved", func(t *testing.T, s *store, j *Journal, _ []byte) {
			other := openStore(t)
			other.sells("B-1", "B-2", "B-3", "B-4", "B-5")
			moved(t, j)
			s.put(s.path, s.copied(other.path))
		}},
		{"the log emptied", func(_ *testing.T, s *store, _ *Journal, _ []byte) { s.put(s.path+"-wal", nil) }},
		{"the file cut off", func(t *testing.T, s *store, _ *Journal, _ []byte) {
			if err := os.Truncate(s.path, 8192); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := openStore(t)
			s.sells("A-1")
			old := s.copied(s.path)
			s.sells("A-2", "A-3")
			j := s.open()
			id, err := j.Intend(t.Context(), sale("A-4"))
			if err != nil {
				t.Fatal(err)
			}
			row.does(t, s, j, old)
			if _, err := j.Intend(t.Context(), sale("A-3")); !errors.Is(err, ErrGone) {
				t.Errorf("a sale that was made is taken once more: %v", err)
			}
			if err := j.Conclude(t.Context(), id, approved); !errors.Is(err, ErrGone) {
				t.Errorf("an outcome was written where nobody finds it: %v", err)
			}
			if err := j.Refresh(t.Context()); !errors.Is(err, ErrGone) || !errors.Is(j.Trouble(), ErrGone) {
				t.Errorf("a console that waits: %v, %v", err, j.Trouble())
			}
		})
	}
}

// An older log of the same length, written over the log, shows by what the journal says.
func TestAnOlderLogInItsPlaceIsNoticed(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	j := s.open()
	sold(t, j, "B-1")
	log := s.copied(s.path + "-wal")
	sold(t, j, "B-2")
	if _, err := j.standOf(t.Context(), j.moves); err != nil { // SQLite has these pages in memory too
		t.Fatal(err)
	}
	s.put(s.path+"-wal", append(log, make([]byte, j.logSize()-int64(len(log)))...))
	if err := j.Refresh(t.Context()); err == nil || j.Trouble() == nil {
		t.Errorf("a console that waits: %v, %v", err, j.Trouble())
	}
	if _, err := j.Intend(t.Context(), sale("B-2")); err == nil || j.Trouble() == nil {
		t.Errorf("a sale that was made is taken once more: %v", err)
	}
}

// TestAnOlderCopyUnderANewerLogIsRefused: together they are a journal of neither time, and its last entries may be in order.
func TestAnOlderCopyUnderANewerLogIsRefused(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	old := s.copied(s.path)
	s.sells("A-2")
	j := s.open()
	sold(t, j, "A-3")
	log := s.copied(s.path + "-wal")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	s.put(s.path, old)
	s.put(s.path+"-wal", log)
	if k, err := Open(t.Context(), s.path, Options{Training: true, Memory: s.memory}); !errors.Is(err, ErrDamaged) {
		t.Errorf("it was opened: %v", err)
		_ = k.Close()
	}
}

// TestAConsoleWhoseIndexWasRemovedDestroysNothing: another console makes an index of its own, and the two do not see each other's entries.
// The first one neither writes nor cleans up after itself.
func TestAConsoleWhoseIndexWasRemovedDestroysNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	first := start(t, "intend", path, "A-1")
	first.says()
	if err := os.Remove(path + "-shm"); err != nil {
		t.Fatal(err)
	}
	second := start(t, "sell", path, "B", "3")
	for second.out.Scan() {
	}
	second.ends()
	first.ends()
	d := openDeskAt(t, path, "later")
	records, err := d.Find(t.Context(), Query{})
	if err != nil || len(records) != 4 {
		t.Errorf("%d sales of 4, %v", len(records), err)
	}
	if _, err := Verify(t.Context(), path, nil); err != nil {
		t.Error(err)
	}
}

// A trouble is over when the journal can be read and written, not when it can be written.
func TestATroubleStaysWhileTheJournalCannotBeRead(t *testing.T) {
	for _, before := range []error{ErrFull, nil} {
		d := openDesk(t, "one")
		_ = d.note("writing", before)
		if err := d.read.Close(); err != nil {
			t.Fatal(err)
		}
		if err := d.Refresh(t.Context()); err == nil || d.Trouble() == nil {
			t.Errorf("after %v: %v, trouble %v", before, err, d.Trouble())
		}
	}
}

// The hashes of a journal of schema 1 change with the step to schema 2, and a copy of before it is noticed all the same.
func TestACopyOfBeforeTheStepOfTheSchemaIsNoticed(t *testing.T) {
	for _, row := range []struct {
		name string
		does func(s *store)
		lost bool
	}{
		{"nothing was sold since", func(*store) {}, false},
		{"sold since", func(s *store) { s.sells("N-1") }, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			path, _ := oldJournal(t)
			s := &store{t, path, t.TempDir()}
			old := s.copied(path)
			s.sells()
			row.does(s)
			s.put(path, old)
			if j := s.open(); (j.Loss() != nil) != row.lost {
				t.Errorf("lost: %+v", j.Loss())
			}
		})
	}
	t.Run("another journal of before it", func(t *testing.T) {
		path, _ := oldJournal(t)
		s := &store{t, path, t.TempDir()}
		m := rememberIn(s.memory, path)
		m.remember(remembered{Head: Head{Seq: 600, Hash: fmt.Sprintf("%064d", 7), At: time.Now()}})
		_ = m.close()
		if s.open().Loss() == nil {
			t.Error("not noticed")
		}
	})
	t.Run("the step itself", func(t *testing.T) {
		path, _ := oldJournal(t)
		head, err := Verify(t.Context(), path, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := &store{t, path, t.TempDir()}
		s.put(filepath.Join(s.memory, memoryName(path)), filled(fmt.Sprintf(memoryLine1, head.Seq, head.Hash, head.At.UnixNano()), memorySize1))
		if j := s.open(); j.Loss() != nil {
			t.Errorf("lost: %+v", j.Loss())
		}
	})
}

// A line of the memory's first version still shows a loss.
func TestAnOlderMemoryIsRead(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	old := s.copied(s.path)
	s.sells("A-2")
	head, err := Verify(t.Context(), s.path, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.put(filepath.Join(s.memory, memoryName(s.path)), filled(fmt.Sprintf(memoryLine1, head.Seq, head.Hash, head.At.UnixNano()), memorySize1))
	s.put(s.path, old)
	s.loses(4, 2)
}

// TestALaterLossIsNoticedByAnyClock: a loss that was noticed while the clock was ahead hides no later one.
func TestALaterLossIsNoticedByAnyClock(t *testing.T) {
	s := openStore(t)
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	open := func() *Journal {
		j, err := Open(t.Context(), s.path, Options{Training: true, Memory: s.memory, Now: func() time.Time { return at }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = j.Close() })
		return j
	}
	sells := func(references ...string) {
		j := open()
		for _, reference := range references {
			sold(t, j, reference)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	sells("A-1", "A-2")
	s.remove(s.path)
	at = at.Add(26 * time.Hour)
	j := open()
	if err := errors.Join(j.AcceptLoss(t.Context(), Acceptance{By: "BOSS-1", Reason: "removed"}), j.Close()); err != nil {
		t.Fatal(err)
	}
	at = at.Add(-24 * time.Hour)
	sells("B-1")
	old := s.copied(s.path)
	sells("B-2", "B-3")
	s.put(s.path, old)
	if open().Loss() == nil {
		t.Error("an older copy was not noticed")
	}
}

// TestALossIsNoticedOnce: users have memories of their own, and what one has noticed is not lost again for the next.
func TestALossIsNoticedOnce(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	two := &store{t, s.path, t.TempDir()}
	two.sells("A-2", "A-3")
	s.remove(s.path)
	j := s.open()
	if err := errors.Join(j.AcceptLoss(t.Context(), Acceptance{By: "BOSS-1", Reason: "removed"}), j.Close()); err != nil {
		t.Fatal(err)
	}
	if k := two.open(); k.Loss() != nil {
		t.Errorf("lost again: %+v", k.Loss())
	}
}

// What another console has noticed stops a console that is already open, at its next intent.
func TestALossStopsTheConsoleThatIsOpen(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	memory := s.copied(filepath.Join(s.memory, memoryName(s.path)))
	s.remove(filepath.Dir(s.path), s.memory)
	first := s.open()
	s.put(filepath.Join(s.memory, memoryName(s.path)), memory)
	second := s.open()
	if _, err := first.Intend(t.Context(), sale("A-1")); !errors.Is(err, ErrLost) || first.Loss() == nil {
		t.Fatalf("it sells on: %v, %+v", err, first.Loss())
	}
	if err := second.AcceptLoss(t.Context(), Acceptance{By: "BOSS-1", Reason: "removed"}); err != nil {
		t.Fatal(err)
	}
	sold(t, first, "A-1")
	if first.Loss() != nil || first.Trouble() != nil {
		t.Errorf("after it was accepted: %+v, %v", first.Loss(), first.Trouble())
	}
	if known := first.known(); known.loss.Seq == 0 {
		t.Error("it remembers a chain without the loss")
	}
}

// The same journal is remembered once, whichever way leads to it.
func TestTheWayToAJournalDoesNotMatter(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	old := s.copied(s.path)
	s.sells("A-2")
	s.put(s.path, old)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Dir(s.path), link); err != nil {
		t.Fatal(err)
	}
	linked := &store{t, filepath.Join(link, filepath.Base(s.path)), s.memory}
	if linked.open().Loss() == nil {
		t.Error("through a link an older copy is not noticed")
	}
	names := []string{memoryName(filepath.Join(link, "later", "journal.db")), memoryName(filepath.Join(filepath.Dir(s.path), "later", "journal.db"))}
	if len(slices.Compact(names)) != 1 {
		t.Error("the way to a folder that is made later matters")
	}
}
