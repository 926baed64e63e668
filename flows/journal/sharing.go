package journal

// This file has several users of one machine share a journal: a group of the system's may read and write its folder and files. Without a
// group they are their owner's alone.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrGroup says that a group cannot have the journal. Its text says why.
var ErrGroup = errors.New("the group cannot share the journal")

// sharing is who may use a journal's files.
type sharing struct {
	group  string
	id     int // the group's number
	shared bool
}

// shareWith finds the group of a name or number; an empty one is nobody but the owner.
func shareWith(group string) (sharing, error) {
	if group == "" {
		return sharing{}, nil
	}
	id, err := groupOf(group)
	if err != nil {
		return sharing{}, fmt.Errorf("%w: %w", ErrGroup, err)
	}
	return sharing{group: group, id: id, shared: true}, nil
}

// file and folder are the modes of what is made. A folder gives its group to what is made in it.
func (s sharing) file() fs.FileMode {
	if s.shared {
		return 0o660
	}
	return 0o600
}

func (s sharing) folder() fs.FileMode {
	if s.shared {
		return 0o770 | fs.ModeSetgid
	}
	return 0o700
}

// makeFolder makes a folder, and those above it. What is there keeps its mode, unless it is shared and is this folder itself.
func (s sharing) makeFolder(path string) error {
	made := []string{path}
	for above := filepath.Dir(path); above != filepath.Dir(above); above = filepath.Dir(above) {
		if _, err := os.Stat(above); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append(made, above)
	}
	if err := os.MkdirAll(path, s.folder().Perm()); err != nil || !s.shared {
		return err
	}
	for _, folder := range made {
		if err := s.open(folder, s.folder()); err != nil {
			return err
		}
	}
	return nil
}

// openFile gives a file that was made the mode and the group that it should have, whatever the user's own mask is.
func (s sharing) openFile(path string) error { return s.open(path, s.file()) }

const permissions = fs.ModePerm | fs.ModeSetgid

func (s sharing) open(path string, mode fs.FileMode) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if s.shared && groupOfFile(info) != s.id {
		if err := os.Lchown(path, -1, s.id); err != nil {
			return fmt.Errorf("%w: giving it %s: %w", ErrGroup, path, err)
		}
		info, err = os.Lstat(path) // a change of group may take the bit away
		if err != nil {
			return err
		}
	}
	if info.Mode()&permissions == mode {
		return nil
	}
	if err := os.Chmod(path, mode); err != nil {
		if s.shared {
			return fmt.Errorf("%w: opening %s to it: %w", ErrGroup, path, err)
		}
		return err
	}
	return nil
}
