package journal

// This file notices a journal that was taken away from under a running console. The system lets a program write on into a file
// that was removed or replaced, and what is written there is lost.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// held are the journal and its log as they were when the journal was opened. The log stays the same file while anybody has
// the journal open.
type held struct{ file, log os.FileInfo }

func holdFiles(path string) (h held, err error) {
	if h.file, err = os.Stat(path); err != nil {
		return held{}, err
	}
	h.log, err = os.Stat(path + "-wal")
	return h, err
}

// intact is ErrGone where others would not find what this console writes. It takes microseconds.
func (h held) intact(path string) error {
	for name, was := range map[string]os.FileInfo{path: h.file, path + "-wal": h.log} {
		now, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%w: %s was removed", ErrGone, name)
		case err != nil:
			return err
		case !os.SameFile(was, now):
			return fmt.Errorf("%w: %s is another file", ErrGone, name)
		case was == h.file && now.Size() == 0:
			return fmt.Errorf("%w: %s was emptied", ErrGone, name)
		}
	}
	return nil
}
