package journal

// This file explains a journal that cannot be used: to the program with an error, to the clerk with sentences.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"countertop/flows/lang"
)

// The reasons why a journal cannot be used. Each stops money calls before anything is sent.
var (
	ErrFull     = errors.New("the disk is full")
	ErrReadOnly = errors.New("the journal cannot be written")
	ErrDamaged  = errors.New("the journal is damaged")
	ErrBusy     = errors.New("the journal is locked by another program")
	ErrDisk     = errors.New("the disk does not take the journal")
	ErrNewer    = errors.New("the journal was made by a newer version")
	ErrForeign  = errors.New("the file is not a journal")
	ErrMoney    = errors.New("the journal is of the other kind of money") // training and real money are never mixed
	ErrClosed   = errors.New("the journal is closed")
	ErrGone     = errors.New("the journal was taken away") // while a console had it open
	ErrOthers   = errors.New("the journal is another user's")
	ErrLost     = errors.New("entries of the journal are lost")
)

// Trouble is a failure of the journal. It brings its own sentences for the clerk, which flows.Explain uses.
type Trouble struct {
	Doing string // the work that failed, such as "opening the journal"
	Kind  error  // one of the errors above, or nil
	Err   error
}

func (t *Trouble) Error() string {
	if t.Kind == nil || errors.Is(t.Err, t.Kind) {
		return t.Doing + ": " + t.Err.Error()
	}
	return t.Doing + ": " + t.Kind.Error() + ": " + t.Err.Error()
}

// Unwrap returns the kind and the cause.
func (t *Trouble) Unwrap() []error {
	if t.Kind == nil {
		return []error{t.Err}
	}
	return []error{t.Kind, t.Err}
}

// Sentence says why a call was not sent, and what to do next.
func (t *Trouble) Sentence() (what, next lang.Text) {
	said := t.said()
	return msgNothingSent.With(said.cause), said.next
}

// Warning says why nothing can be sent and what to do, before anybody tries.
func (t *Trouble) Warning() lang.Text {
	said := t.said()
	return lang.Join(" ", msgNothingGoes.With(said.cause), said.next)
}

func (t *Trouble) said() sentence {
	if said, known := sentences[t.Kind]; known {
		return said
	}
	return sentence{unknownCause, nextSupport}
}

// trouble wraps a failure of the journal. Callers pass it no decisions (see inTransaction), only failures and the end
// of a context.
func trouble(doing string, err error) error {
	var known *Trouble
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return &Trouble{Doing: doing, Kind: kindOf(err), Err: err}
}

// foreign says whose journal it is that this user may not use.
func foreign(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) || errors.Is(err, ErrGroup) {
		return err
	}
	for _, name := range []string{path, filepath.Dir(path)} {
		if info, failed := os.Stat(name); failed == nil && ownerOf(info) != "" {
			return fmt.Errorf("%w: %s belongs to %s; to share it set folder and group under [journal]: %w", ErrOthers, name, ownerOf(info), err)
		}
	}
	return err
}

func kindOf(err error) error {
	for _, kind := range []error{ErrOthers, ErrGroup, ErrFull, ErrReadOnly, ErrDamaged, ErrBusy, ErrDisk, ErrNewer, ErrForeign, ErrMoney, ErrClosed, ErrGone, ErrLost} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	var failed *sqlite.Error
	if errors.As(err, &failed) {
		return kindOfCode(failed.Code())
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return ErrDisk
	}
	return nil
}

// kindOfCode returns the kind of a result code of SQLite. Its low byte is the primary code.
func kindOfCode(code int) error {
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ErrReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrBusy
	case sqlite3.SQLITE_IOERR:
		return ErrDisk
	}
	return nil
}
