//go:build unix

package sandbox

import (
	"errors"
	"os"
	"syscall"

	"countertop/api/plainfile"
)

// lockFile holds a file for this process alone; the system lets go of it when the process ends,
// however it ends.
func lockFile(path string) (*os.File, error) {
	file, err := plainfile.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		if errors.Is(err, syscall.EWOULDBLOCK) {
			err = ErrStateInUse
		}
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
