package journal

// This file tells live consoles from dead ones. While it runs, each console holds an operating system's lock on a
// file of its own beside the journal. The system releases the lock however the console ends.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const lockEnding = ".lock"

// lockTime limits the time in which a console tries to lock its own file (OWN).
const lockTime = time.Second

// consoles are the consoles that share a journal, seen from one of them.
type consoles struct {
	folder string
	own    string
	lock   *flock.Flock
}

// enter locks this console's own file.
func enter(ctx context.Context, folder, own string, s sharing) (*consoles, error) {
	c := &consoles{folder: folder, own: own}
	if err := s.makeFolder(folder); err != nil {
		return nil, fmt.Errorf("making the folder of the consoles' locks: %w", err)
	}
	c.lock = flock.New(c.path(own), flock.SetPermissions(s.file()))
	trying, cancel := context.WithTimeout(ctx, lockTime)
	defer cancel()
	locked, err := c.lock.TryLockContext(trying, 5*time.Millisecond) // another console that sees the new file may be testing its lock
	if err != nil {
		return nil, fmt.Errorf("locking this console's file: %w", err)
	}
	if locked {
		err = s.openFile(c.path(own))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sharing this console's lock: %w", err), c.leave())
	}
	if !locked || !c.holds() {
		return nil, errors.Join(fmt.Errorf("locking this console's file: %s is in use", own), c.lock.Unlock())
	}
	return c, nil
}

func (c *consoles) path(console string) string { return filepath.Join(c.folder, console+lockEnding) }

// holds reports whether the locked file is still the one that others find under its name.
func (c *consoles) holds() bool {
	locked, err := c.lock.Stat()
	if err != nil {
		return false
	}
	found, err := os.Stat(c.path(c.own))
	return err == nil && os.SameFile(locked, found)
}

// alive reports whether a console is alive. If that cannot be found out, it returns true: the console's call may
// still be on its way.
func (c *consoles) alive(console string) bool {
	if console == c.own {
		return true
	}
	path := c.path(console)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return false
	}
	probe := flock.New(path, flock.SetFlag(os.O_RDWR))
	free, err := probe.TryRLock() // a shared lock, so that two consoles that look at once do not take each other for the owner
	if errors.Is(err, os.ErrNotExist) {
		return false
	}
	if err != nil || !free {
		return true
	}
	return probe.Unlock() != nil
}

// clear removes the files of dead consoles while no other console can enter. A file that cannot be removed stays.
func (c *consoles) clear() {
	found, err := os.ReadDir(c.folder)
	if err != nil {
		return
	}
	for _, file := range found {
		console, ok := strings.CutSuffix(file.Name(), lockEnding)
		if !ok || console == c.own || !file.Type().IsRegular() {
			continue
		}
		probe := flock.New(c.path(console), flock.SetFlag(os.O_RDWR))
		if free, err := probe.TryRLock(); err == nil && free {
			_ = os.Remove(c.path(console))
			_ = probe.Unlock()
			_ = os.Remove(c.path(console)) // some systems do not remove an open file
			continue
		}
		_ = probe.Unlock()
	}
}

// leave releases the lock. From now on this console is dead to the others.
func (c *consoles) leave() error {
	_ = os.Remove(c.path(c.own))
	err := c.lock.Unlock()
	_ = os.Remove(c.path(c.own)) // some systems do not remove an open file
	return err
}
