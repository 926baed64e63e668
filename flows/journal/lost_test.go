package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
)

// store is a folder with a journal, and another one in which its end is remembered.
type store struct {
	t            *testing.T
	path, memory string
}

func openStore(t *testing.T) *store {
	folder := t.TempDir()
	return &store{t, filepath.Join(folder, "journal", "journal.db"), filepath.Join(folder, "memory")}
}

func (s *store) open() *Journal {
	s.t.Helper()
	j, err := Open(s.t.Context(), s.path, Options{Training: true, Memory: s.memory})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = j.Close() })
	return j
}

// sells makes sales in a console of its own.
func (s *store) sells(references ...string) {
	s.t.Helper()
	j := s.open()
	for _, reference := range references {
		id, err := j.Intend(s.t.Context(), sale(reference))
		if err == nil {
			err = j.Conclude(s.t.Context(), id, approved)
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *store) copied(name string) []byte {
	s.t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	return content
}

func (s *store) put(name string, content []byte) {
	s.t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s *store) remove(names ...string) {
	s.t.Helper()
	for _, name := range names {
		if err := os.RemoveAll(name); err != nil {
			s.t.Fatal(err)
		}
	}
}

func TestALostJournalIsNoticedAtTheNextStart(t *testing.T) {
	for _, row := range []struct {
		name string
		does func(*store)
		last int64 // the entry that is known to be lost; 0 where only that there was one
		has  int64
	}{
		{"the journal removed", func(s *store) { s.remove(s.path) }, 4, 0},
		{"its folder removed", func(s *store) { s.remove(filepath.Dir(s.path)) }, 4, 0},
		{"the journal emptied", func(s *store) { s.put(s.path, nil) }, 4, 0},
		{"the journal and the memory of it removed", func(s *store) { s.remove(s.path, s.memory) }, 0, 0},
		{"emptied, and the memory of it unreadable", func(s *store) {
			s.put(s.path, nil)
			s.put(filepath.Join(s.memory, memoryName(s.path)), []byte("nothing"))
		}, 0, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := openStore(t)
			s.sells("A-1", "A-2")
			row.does(s)
			s.loses(row.last, row.has)
		})
	}
	t.Run("yesterday's copy in its place", func(t *testing.T) {
		s := openStore(t)
		s.sells("A-1")
		old := s.copied(s.path)
		s.sells("A-2")
		s.put(s.path, old)
		s.loses(4, 2)
	})
	t.Run("another journal in its place", func(t *testing.T) {
		s, other := openStore(t), openStore(t)
		s.sells("A-1", "A-2")
		other.sells("B-1", "B-2", "B-3")
		s.put(s.path, s.copied(other.path))
		s.loses(4, 6)
	})
	t.Run("its log removed, which had the newest entries", func(t *testing.T) {
		s := openStore(t)
		j := s.open()
		id, err := j.Intend(t.Context(), sale("A-1"))
		if err == nil {
			err = j.Conclude(t.Context(), id, approved)
		}
		if err != nil {
			t.Fatal(err)
		}
		content := s.copied(s.path) // as after a power cut: the log was not moved into it
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		s.put(s.path, content)
		s.remove(s.path+"-wal", s.path+"-shm")
		s.loses(2, 0)
	})
}

// loses shows that nothing is sent until somebody accepts the loss, whoever asks, and that it goes on afterwards.
func (s *store) loses(last, has int64) {
	s.t.Helper()
	ctx := s.t.Context()
	for range 2 { // it is not forgotten with the console that noticed it
		j := s.open()
		lost := j.Loss()
		if lost == nil || lost.Last.Seq != last || lost.Has.Seq != has || lost.Noticed.IsZero() || last > 0 && lost.Last.At.IsZero() {
			s.t.Fatalf("lost: %+v", lost)
		}
		var failed *Trouble
		if _, err := j.Intend(ctx, sale("C-1")); !errors.Is(err, ErrLost) || !errors.As(err, &failed) || !errors.Is(j.Trouble(), ErrLost) {
			s.t.Fatalf("a sale: %v, %v", err, j.Trouble())
		}
		if what, next := failed.Sentence(); what.In(api.English) == "" || !strings.Contains(next.In(api.French), "j") {
			s.t.Error("nothing is said of it")
		}
		if err := j.Refresh(ctx); err != nil || j.Loss() == nil {
			s.t.Fatalf("after a look: %v", err)
		}
		if err := j.Close(); err != nil {
			s.t.Fatal(err)
		}
	}
	one, two := s.open(), s.open()
	for _, a := range []Acceptance{{By: "BOSS-1"}, {Reason: "the disk was replaced"}} {
		if err := one.AcceptLoss(ctx, a); err == nil || one.Loss() == nil {
			s.t.Fatalf("accepted by %+v", a)
		}
	}
	if err := one.AcceptLoss(ctx, Acceptance{By: "BOSS-1", Reason: "the disk was replaced", Location: "00-12345"}); err != nil || one.Trouble() != nil {
		s.t.Fatalf("accepting: %v, %v", err, one.Trouble())
	}
	if err := two.AcceptLoss(ctx, Acceptance{By: "BOSS-2", Reason: "late"}); !errors.Is(err, ErrNothingLost) || two.Trouble() != nil {
		s.t.Errorf("accepting once more: %v, %v", err, two.Trouble())
	}
	three := s.open()
	for _, j := range []*Journal{one, two, three} {
		id, err := j.Intend(ctx, sale("C-1"))
		if err == nil {
			err = j.Conclude(ctx, id, flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromAnswer})
		}
		if err != nil || j.Loss() != nil {
			s.t.Errorf("a sale afterwards: %v", err)
		}
	}
	for _, j := range []*Journal{one, two, three} {
		if err := j.Close(); err != nil {
			s.t.Fatal(err)
		}
	}
	if head, err := Verify(ctx, s.path, nil); err != nil || head.Seq != has+8 { // the loss, its acceptance, three sales
		s.t.Errorf("proved to %d: %v", head.Seq, err)
	}
	if s.open().Loss() != nil {
		s.t.Error("lost again at the next start")
	}
}

func TestWhatIsThereIsNotTakenForLost(t *testing.T) {
	for name, does := range map[string]func(*store){
		"nothing":         func(*store) {},
		"no memory of it": func(s *store) { s.remove(s.memory) },
		"an empty memory": func(s *store) { s.put(filepath.Join(s.memory, memoryName(s.path)), nil) },
		"a torn memory": func(s *store) {
			s.put(filepath.Join(s.memory, memoryName(s.path)), []byte(strings.Repeat("\x00", memorySize)))
		},
		"no reserve": func(s *store) { s.remove(s.path + ".reserve") },
		"an older memory": func(s *store) {
			m := s.copied(filepath.Join(s.memory, memoryName(s.path)))
			s.sells("A-2")
			s.put(filepath.Join(s.memory, memoryName(s.path)), m)
		},
		"a pipe in its place":  func(s *store) { s.remove(s.memory); s.put(s.memory, nil) },
		"the memory read only": func(s *store) { _ = os.Chmod(filepath.Join(s.memory, memoryName(s.path)), 0o400) },
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			s.sells("A-1")
			does(s)
			one, two := s.open(), s.open()
			for _, j := range []*Journal{one, two} {
				if _, err := j.Intend(t.Context(), sale("B-"+j.console)); err != nil || j.Loss() != nil {
					t.Errorf("%v, %+v", err, j.Loss())
				}
			}
		})
	}
	s := openStore(t)
	if j := s.open(); j.Loss() != nil {
		t.Errorf("a first start: %+v", j.Loss())
	}
}

// A loss that was accepted hides no later one.
func TestASecondLossIsNoticedToo(t *testing.T) {
	s := openStore(t)
	var many []string
	for i := range 20 {
		many = append(many, fmt.Sprint("A-", i))
	}
	s.sells(many...)
	s.remove(s.path)
	j := s.open()
	if err := j.AcceptLoss(t.Context(), Acceptance{By: "BOSS-1", Reason: "the disk was replaced"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	s.sells("B-1")
	old := s.copied(s.path)
	s.sells("B-2", "B-3")
	s.put(s.path, old)
	if s.open().Loss() == nil {
		t.Error("an older copy was not noticed")
	}
}

// A console that noticed nothing itself learns of the loss that another one noticed.
func TestALossIsKnownToEveryConsole(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	memory := s.copied(filepath.Join(s.memory, memoryName(s.path)))
	s.remove(filepath.Dir(s.path), s.memory)
	first := s.open()
	if first.Loss() != nil {
		t.Fatalf("nothing shows it: %+v", first.Loss())
	}
	s.put(filepath.Join(s.memory, memoryName(s.path)), memory)
	if s.open().Loss() == nil {
		t.Fatal("not noticed")
	}
	if err := first.Refresh(t.Context()); err != nil || first.Loss() == nil {
		t.Errorf("not told: %v", err)
	}
}

// The newest entries may stand in the log of a journal that is gone: it is put aside, not deleted.
func TestTheLogOfALostJournalIsKept(t *testing.T) {
	s := openStore(t)
	s.sells("A-1")
	s.put(s.path+"-wal", []byte("what was not moved"))
	s.remove(s.path)
	s.open()
	found, err := filepath.Glob(s.path + "-wal.lost-*")
	if err != nil || len(found) != 1 || string(s.copied(found[0])) != "what was not moved" {
		t.Errorf("found %v (%v)", found, err)
	}
}

func BenchmarkRemember(b *testing.B) {
	m := rememberIn(b.TempDir(), "journal.db")
	defer func() { _ = m.close() }()
	h := remembered{Head: Head{Hash: strings.Repeat("0", 64)}}
	for b.Loop() {
		h.Seq++
		m.remember(h)
	}
}
