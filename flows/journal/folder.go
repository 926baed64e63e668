//go:build !windows

package journal

// This file makes the name of a new file durable.

import (
	"errors"
	"os"
)

func syncFolder(folder string) error {
	opened, err := os.Open(folder) //nolint:gosec // the folder of the caller's file
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
}
