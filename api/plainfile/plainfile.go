// Package plainfile opens regular files only. A pipe, a device or a folder in place of a file would hold a console up for
// good, and a link could lead what it writes elsewhere.
package plainfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ErrKind says that something is in a file's place that is no regular file.
var ErrKind = errors.New("it is no regular file")

// Read reads a file, also through a link. It waits for nobody.
func Read(path string) ([]byte, error) {
	file, err := Open(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(file)
	return content, errors.Join(err, file.Close())
}

// Open opens a file to be read, also through a link. It waits for nobody.
func Open(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0) //nolint:gosec // the caller's choice
	if err != nil {
		return nil, err
	}
	return checked(file, path)
}

// OpenFile is os.OpenFile for a file that is written: what is there already has to be a regular file itself. It waits for
// nobody.
func OpenFile(path string, flag int, mode fs.FileMode) (*os.File, error) {
	if err := Check(path); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, flag|nonblocking, mode) //nolint:gosec // the caller's choice
	if err != nil {
		return nil, err
	}
	return checked(file, path)
}

// Check is nil where a path is a regular file itself, or nothing yet. Its other errors wrap ErrKind.
func Check(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return kind(info, path)
}

func checked(file *os.File, path string) (*os.File, error) {
	info, err := file.Stat()
	if err == nil {
		err = kind(info, path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func kind(info fs.FileInfo, path string) error {
	if !info.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("%w: %s", ErrKind, info.Mode().Type())}
	}
	return nil
}
