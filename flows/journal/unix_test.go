//go:build unix

package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"countertop/flows"
)

// nobody is a user without rights: root writes what is read-only.
const nobody = 65534

// unixRoles are roles that other systems do not have.
var unixRoles = map[string]func([]string, io.Writer) error{"nobody": openAsNobody, "limited": sellUntilLimited, "user": sellAsUser}

// openAsNobody opens a journal as somebody whom the modes of files bind, and sells something.
func openAsNobody(args []string, out io.Writer) error {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	j, err := openAsConsole(args[0])
	if errors.Is(err, ErrReadOnly) {
		_, _ = fmt.Fprintln(out, "read-only")
		return nil
	}
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, "opened")
	return j.Close()
}

func TestAFileOrAFolderThatCannotBeWrittenIsRefused(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, folder os.FileMode
		want         string
	}{
		{"all is well", 0o600, 0o700, "opened"},
		{"the file cannot be written", 0o400, 0o700, "read-only"},
		{"the file cannot be read", 0, 0o700, "read-only"},
		{"the folder cannot be written", 0o600, 0o500, "read-only"},
		{"the folder cannot be entered", 0o600, 0o600, "read-only"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "journal.db")
			d := openDeskAt(t, path, "one")
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			for _, each := range []string{path, path + ".consoles", path + ".opening", folder} {
				if err := os.Chown(each, ownerOfTests(), -1); err != nil {
					t.Fatal(err)
				}
			}
			err := errors.Join(os.Chmod(path, c.file), os.Chmod(filepath.Dir(folder), 0o711), os.Chmod(folder, c.folder))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(folder, 0o700) }) //nolint:gosec // so that it can be removed
			p := start(t, "nobody", path)
			if line := p.says(); line != c.want {
				t.Error(line)
			}
			p.ends()
		})
	}
}

// ownerOfTests returns the owner of the files while they are tried.
func ownerOfTests() int {
	if os.Getuid() == 0 {
		return nobody
	}
	return os.Getuid()
}

// sellUntilLimited sells until the system takes no byte more, and says what stopped it.
func sellUntilLimited(args []string, out io.Writer) error {
	signal.Ignore(syscall.SIGXFSZ)
	j, err := openAsConsole(args[0])
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	before := limit
	limit.Cur = uint64(j.logSize()) + 100_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	var id flows.IntentID
	n := 0
	for ; err == nil; n++ {
		if id, err = j.Intend(context.Background(), sale(fmt.Sprint("A-", n))); err == nil {
			err = j.Conclude(context.Background(), id, approved)
		}
	}
	_, _ = fmt.Fprintln(out, errors.Is(err, ErrDisk) || errors.Is(err, ErrFull), n > 1)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		return err
	}
	if err := j.Refresh(context.Background()); err != nil {
		return err
	}
	if _, err := j.Intend(context.Background(), sale("B-1")); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, "goes on")
	return j.Close()
}

func TestADiskThatTakesNoMoreLeavesAnHonestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	p := start(t, "limited", path)
	if line := p.says(); line != "true true" {
		t.Fatal(line)
	}
	if line := p.says(); line != "goes on" {
		t.Fatal(line)
	}
	p.ends()
	if _, err := Verify(t.Context(), path, nil); err != nil {
		t.Error(err)
	}
}
