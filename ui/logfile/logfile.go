// Package logfile writes a console's log: to a file that is replaced when it is full, opened
// after the first frame, that several consoles of one machine never write to together, and whose
// failure stops nothing but the log.
//
// The replacing itself is gopkg.in/natefinch/lumberjack.v2. It keeps one goroutine that sleeps until a file is
// full and never ends, which a program with one log can bear; in exchange it prints nothing. (Its
// successor github.com/DeRuina/timberjack ends its goroutine, but writes what it could not
// remove to standard error, that is, over the clerk's screen.) Neither lets two
// processes share a file, so the locks here do.
package logfile

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gofrs/flock"
	"gopkg.in/natefinch/lumberjack.v2"

	"countertop/api/plainfile"
)

// Options say where a log goes, and how much of it is kept.
type Options struct {
	Path       string // absolute; its folder is made where it is missing
	MaxSizeMB  int    // how large a file may grow, in megabytes
	KeptFiles  int    // how many full files are kept beside it
	MaxAgeDays int    // after how many days a full file is removed
}

// mostConsoles is the most consoles that may log to one folder at once.
const mostConsoles = 32

// What only this machine's user may do: the log names requests, not persons.
const (
	folderMode = 0o700
	fileMode   = 0o600
)

// ErrNoFile says that no file was named to log to.
var ErrNoFile = errors.New("no file is named")

// ErrTooMany says that every file that a console could log to is another's.
var ErrTooMany = errors.New("too many consoles log there")

// File is one console's log file. It may be written to by several goroutines.
type File struct {
	path   string
	lock   *flock.Flock
	failed chan error

	mu     sync.Mutex
	rolled *lumberjack.Logger
	told   bool // a failure has been told
	closed bool
}

// Open opens the log of this console: the file at the path, or, where another console has that, the
// one with -2, -3, … in its name. A file belongs to one console at a time, and its full ones
// with it, so that no console replaces a file under another's hands.
func Open(o Options) (*File, error) {
	if o.Path == "" {
		return nil, fmt.Errorf("open the log: %w", ErrNoFile)
	}
	if err := os.MkdirAll(filepath.Dir(o.Path), folderMode); err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	for n := 1; n <= mostConsoles; n++ {
		path := numbered(o.Path, n)
		if err := plainfile.Check(path + ".lock"); err != nil {
			return nil, fmt.Errorf("open the log: %w", err)
		}
		lock := flock.New(path+".lock", flock.SetPermissions(fileMode))
		mine, err := lock.TryLock()
		if err != nil {
			return nil, fmt.Errorf("open the log: %w", err)
		}
		if !mine {
			continue
		}
		if err := writable(path); err != nil {
			return nil, errors.Join(fmt.Errorf("open the log: %w", err), lock.Close())
		}
		return &File{path: path, lock: lock, failed: make(chan error, 1), rolled: &lumberjack.Logger{
			Filename: path, MaxSize: o.MaxSizeMB, MaxBackups: o.KeptFiles, MaxAge: o.MaxAgeDays,
		}}, nil
	}
	return nil, fmt.Errorf("open the log: %w", ErrTooMany)
}

// Discard is a log that nothing comes of: it tells the error as the failure, unless it is nil.
func Discard(err error) *File {
	f := &File{failed: make(chan error, 1), closed: true}
	if err != nil {
		f.failed <- err
	}
	return f
}

// Check says why a log could not be written; nil where it could. It leaves an empty file at most.
func Check(o Options) error {
	file, err := Open(o)
	if err != nil {
		return err
	}
	return file.Close()
}

// numbered is the path of the nth console.
func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), n, ext)
}

// writable makes the file where it is missing, and takes from others the right to read it.
func writable(path string) error {
	file, err := plainfile.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, fileMode)
	if err != nil {
		return err
	}
	return errors.Join(file.Chmod(fileMode), file.Close())
}

// Path is the file that this console writes; empty where it writes none.
func (f *File) Path() string { return f.path }

// Failed tells once, of the first line that could not be written. It is never closed.
func (f *File) Failed() <-chan error { return f.failed }

// Logger writes JSON, a line a record, of a level and above.
func (f *File) Logger(level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{Level: level}))
}

// Write writes one line. After Close it writes nothing: a call that is still under way may log.
func (f *File) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return len(line), nil
	}
	n, err := f.rolled.Write(line)
	if err != nil && !f.told {
		f.told = true
		f.failed <- fmt.Errorf("write to the log: %w", err)
	}
	return n, err
}

// Close closes the file and lets another console have it.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	if err := errors.Join(f.rolled.Close(), f.lock.Close()); err != nil {
		return fmt.Errorf("close the log: %w", err)
	}
	return nil
}
