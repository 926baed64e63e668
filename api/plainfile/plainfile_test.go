//go:build !windows

package plainfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestOnlyRegularFilesAreOpened(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, err := range []error{
		os.WriteFile(at("file"), []byte("text"), 0o600), syscall.Mkfifo(at("pipe"), 0o600), os.Mkdir(at("folder"), 0o700),
		os.Symlink(at("file"), at("link")), os.Symlink(at("pipe"), at("link to a pipe")), os.Symlink(at("new"), at("link to nothing")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		path                  string
		reads, writes, isKind bool
	}{
		{at("file"), true, true, false},
		{at("link"), true, false, true},
		{at("pipe"), false, false, true},
		{at("folder"), false, false, true},
		{at("link to a pipe"), false, false, true},
		{at("link to nothing"), false, false, true},
		{"/dev/zero", false, false, true},
		{at("not there yet"), false, true, false},
	} {
		content, err := Read(row.path)
		if (err == nil) != row.reads || row.reads && string(content) != "text" {
			t.Errorf("reading %s: %q, %v", row.path, content, err)
		}
		file, err := OpenFile(row.path, os.O_RDWR|os.O_CREATE, 0o600)
		if (err == nil) != row.writes || errors.Is(err, ErrKind) != row.isKind {
			t.Errorf("writing %s: %v", row.path, err)
		}
		if err == nil {
			_ = file.Close()
		}
	}
	if _, err := os.Lstat(at("new")); err == nil {
		t.Error("a file was made through a link")
	}
}
