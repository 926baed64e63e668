package journal

// This file lets several users of one machine share a journal: the members of a system group may read and write its
// folder and files. Without a group only the owner may.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrGroup says that the group cannot share the journal. The error's text says why.
var ErrGroup = errors.New("the group cannot share the journal")

// sharing says who may use a journal's files.
type sharing struct {
	group  string
	id     int // the group's number
	shared bool
}

// shareWith finds a group by its name or number. For an empty name only the owner may use the files.
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

// file and folder return the modes of new files and folders. A new file takes its group from the folder.
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

// makeFolder makes a folder and those above it. An existing folder keeps its mode, unless it is this folder itself
// and shared.
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

// openFile gives a new file its mode and group, whatever the user's mask is.
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
		info, err = os.Lstat(path) // a change of group may have cleared the bit
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
