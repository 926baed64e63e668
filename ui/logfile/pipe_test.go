//go:build !windows

package logfile

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"countertop/api/plainfile"
)

// TestAPipeAsTheLogHoldsNobodyUp: nobody reads it, so that opening it would wait for good.
func TestAPipeAsTheLogHoldsNobodyUp(t *testing.T) {
	for _, ending := range []string{"", ".lock"} {
		path := filepath.Join(t.TempDir(), "console.log")
		if err := syscall.Mkfifo(path+ending, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(Options{Path: path}); !errors.Is(err, plainfile.ErrKind) {
			t.Errorf("console.log%s: %v", ending, err)
		}
	}
}
