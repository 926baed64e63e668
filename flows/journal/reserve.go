package journal

// This file keeps disk space back: an intent is only recorded where its outcome will find room too, however full the disk
// gets while the call is under way.

import (
	"errors"
	"os"

	"countertop/api/plainfile"
)

// reserveSize is many times what the outcomes of all calls under way take, log and all (OWN).
const reserveSize = 1 << 20

// reserve is space that is kept back.
type reserve interface {
	// keep keeps the space back, unless it is already. Its error says why that cannot be.
	keep() error
	// give gives it up for what has to be written now; false where there was none.
	give() bool
}

// reserveFile is space in a file beside the journal. It serves as far as a file system gives back what is freed.
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
	if err != nil { // part of it would be taken for all of it by nobody, and helps nobody either
		err = errors.Join(err, file.Truncate(0))
	}
	return errors.Join(err, file.Close())
}

func (r reserveFile) give() bool {
	info, err := os.Lstat(r.path)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0 && os.Truncate(r.path, 0) == nil
}
