package journal

// This file notices a journal that was taken away from under a running console. The system lets a program write on into a file
// that was removed or replaced, and what is written there is lost. A copy may be written over the same file too, and SQLite, which
// keeps pages in memory, does not see it.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
)

// sight is how the journal, its log and the index of its log were found. All three stay the same files while anybody has the
// journal open, and none gets shorter.
type sight struct {
	file, log, index os.FileInfo
	end              int64 // the end of the chain in the file alone, as far as the log was moved into it
	others           bool  // somebody else has written since
	round            int   // how often the files have been taken as they are
}

// held is how this console last found the files in order, or left them.
type held struct {
	mu   sync.Mutex
	last sight
	// shrinks says that old pages still have to leave the file and its log (wipe.go). Both get shorter then.
	shrinks bool
}

// hold takes the files as they are when the journal is opened, or after it was wiped.
func (h *held) hold(ctx context.Context, path string, shrinks bool) error {
	now, err := stats(path)
	if err != nil {
		return err
	}
	now.end, _ = endInFile(ctx, path)
	h.mu.Lock()
	defer h.mu.Unlock()
	now.round = h.last.round + 1
	h.last, h.shrinks = now, shrinks
	return nil
}

func stats(path string) (s sight, err error) {
	if s.file, err = os.Stat(path); err != nil {
		return s, err
	}
	if s.log, err = os.Stat(path + "-wal"); err != nil {
		return s, err
	}
	s.index, err = os.Stat(path + "-shm")
	return s, err
}

// look returns ErrGone if others would not find what this console writes. It takes microseconds while nobody else has written.
func (h *held) look(ctx context.Context, path string) (sight, error) {
	h.mu.Lock()
	was, shrinks := h.last, h.shrinks
	h.mu.Unlock()
	now, err := stats(path)
	if errors.Is(err, fs.ErrNotExist) {
		return sight{}, fmt.Errorf("%w: %w", ErrGone, err)
	}
	if err != nil {
		return sight{}, err
	}
	for _, pair := range []struct{ was, now os.FileInfo }{{was.file, now.file}, {was.log, now.log}, {was.index, now.index}} {
		switch {
		case !os.SameFile(pair.was, pair.now):
			return sight{}, fmt.Errorf("%w: %s is another file", ErrGone, pair.now.Name())
		case pair.now.Size() < pair.was.Size() && !shrinks:
			return sight{}, fmt.Errorf("%w: %s was cut off or replaced", ErrGone, pair.now.Name())
		}
	}
	now.round, now.end, now.others = was.round, was.end, !same(was.file, now.file) || !same(was.log, now.log)
	if same(was.file, now.file) {
		return now, nil
	}
	// What is moved into the file moves its end forward, and a copy of before moves it back.
	switch end, read := endInFile(ctx, path); {
	case !read: // another console may be writing it: look again next time
		now.file = was.file
	case end < was.end:
		return sight{}, fmt.Errorf("%w: %s ends with entry %d now, and ended with entry %d", ErrGone, now.file.Name(), end, was.end)
	default:
		now.end = end
	}
	return now, nil
}

func same(a, b os.FileInfo) bool { return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) }

// found keeps a sight after what the journal says was found in order too. A sight of before the files got shorter is dropped.
func (h *held) found(s sight) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.round == h.last.round {
		s.end = max(s.end, h.last.end)
		h.last = s
	}
}

// wrote keeps a sight, and the log as this console's own commit has left it.
func (h *held) wrote(s sight, path string) {
	if log, err := os.Stat(path + "-wal"); err == nil && os.SameFile(s.log, log) {
		s.log = log
	}
	h.found(s)
}

// waits reports whether the file still has to get shorter.
func (h *held) waits() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.shrinks
}

// end is the end of the chain in the file alone, as it was found last.
func (h *held) end() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last.end
}

// holds reports whether there is anything to compare with.
func (h *held) holds() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last.file != nil
}

// endInFile reads the number of the last entry from the file alone, past SQLite's memory and the log. It returns false if the
// file cannot be read by itself, as while it has no tables yet or is being written.
func endInFile(ctx context.Context, path string) (int64, bool) {
	source := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: "mode=ro&immutable=1"}
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		return 0, false
	}
	var end int64
	err = errors.Join(db.QueryRowContext(ctx, "SELECT seq FROM head").Scan(&end), db.Close())
	return end, err == nil
}
