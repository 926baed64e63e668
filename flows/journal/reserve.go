package journal

// This file reserves disk space. An intent is only recorded if its outcome will find room too, however full the disk
// gets while the call is under way.

import (
	"errors"
	"os"

	"countertop/api/plainfile"
)

// reserveSize is many times the size of the outcomes of all calls under way, including the log (OWN).
const reserveSize = 1 << 20

// reserve is reserved disk space.
type reserve interface {
	// keep reserves the space, unless it is reserved already. Its error says why it cannot.
	keep() error
	// give frees the space for a write that must succeed now. It returns false if no space was reserved.
	give() bool
}

// reserveFile reserves space with a file beside the journal. It works as far as the file system reuses freed space.
type reserveFile struct {
	path    string
	sharing sharing
}

func (r reserveFile) keep() error {
	if info, err := os.Lstat(r.path); err == nil && info.Mode().IsRegular() && info.Size() >= reserveSize {
		return nil
	}
	file, err := plainfile.OpenFile(r.path, os.O_WRONLY|os.O_CREATE, r.sharing.file())
	if err != nil {
		return err
	}
	if err := r.sharing.openFile(r.path); err != nil {
		return errors.Join(err, file.Close())
	}
	_, err = file.Write(make([]byte, reserveSize))
	if err == nil {
		err = file.Sync()
	}
	if err != nil { // a file of part of the size would not count as the reserve, and would waste space
		err = errors.Join(err, file.Truncate(0))
	}
	return errors.Join(err, file.Close())
}

func (r reserveFile) give() bool {
	info, err := os.Lstat(r.path)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0 && os.Truncate(r.path, 0) == nil
}
