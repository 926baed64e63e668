package journal

// This file notices that the journal was removed or replaced under a running console. The system lets a program write
// on into such a file, and what it writes is lost. A copy may also be written over the same file. SQLite does not see
// that, since it keeps pages in memory.

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

// sight is the state in which the journal, its log and the log's index were found. While anybody has the journal
// open, all three stay the same files and none of them gets shorter.
type sight struct {
	file, log, index os.FileInfo
	end              int64 // the end of the chain in the file itself, without the log
	others           bool  // another console has written since
	round            int   // counts how often the files were accepted as they are
}

// held is the state in which this console last found the files in order, or left them.
type held struct {
	mu   sync.Mutex
	last sight
	// shrinks reports that old pages still have to leave the file and its log (wipe.go). Both get shorter then.
	shrinks bool
	moves   bool // this console moves the log into the file, which changes all the while
}

// hold accepts the files as they are, when the journal is opened and after a wipe.
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

// look returns ErrGone if other consoles would not find what this console writes. It takes microseconds unless
// another console has written.
func (h *held) look(ctx context.Context, path string) (sight, error) {
	h.mu.Lock()
	was, shrinks, moves := h.last, h.shrinks, h.moves
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
	if moves { // the file is looked at when it is done
		now.file = was.file
	}
	now.round, now.end, now.others = was.round, was.end, !same(was.file, now.file) || !same(was.log, now.log)
	if same(was.file, now.file) {
		return now, nil
	}
	// A checkpoint moves the end in the file forward. An older copy of the file has an earlier end.
	switch end, read := endInFile(ctx, path); {
	case !read: // another console may be writing it; look again next time
		now.file = was.file
	case end < was.end:
		return sight{}, fmt.Errorf("%w: %s ends with entry %d now, and ended with entry %d", ErrGone, now.file.Name(), end, was.end)
	default:
		now.end = end
	}
	return now, nil
}

func same(a, b os.FileInfo) bool { return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) }

// found keeps a sight, once the journal's content was found in order too. It drops a sight from before the files got
// shorter.
func (h *held) found(s sight) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.round == h.last.round {
		s.end = max(s.end, h.last.end)
		h.last = s
	}
}

// wrote keeps a sight, with the log as this console's own commit has left it.
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

// end returns the end of the chain in the file itself, as it was last found.
func (h *held) end() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last.end
}

// moving notes whether this console moves the log into the file.
func (h *held) moving(moves bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.moves = moves
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
