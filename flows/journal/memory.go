package journal

// This file remembers the end of the chain in a folder that is not the journal's, so that a journal that was removed, or replaced by
// an older copy, is noticed at the next start. It is written after each commit and not synced: it may be behind, and never ahead.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"countertop/api/plainfile"
)

// memory is where the end of a journal's chain is remembered. The zero value remembers nothing.
type memory struct {
	mu   sync.Mutex
	file *os.File
	last int64 // the entry that was remembered last, by this console
}

// rememberIn opens the memory of the journal at path, which is a file in the folder. Where that cannot be, nothing is remembered: a
// counter sells without it.
func rememberIn(folder, path string) *memory {
	m := &memory{}
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return m
	}
	m.file, _ = plainfile.OpenFile(filepath.Join(folder, memoryName(path)), os.O_RDWR|os.O_CREATE, 0o600)
	return m
}

// memoryName is the file's name: each journal has its own, by where it is.
func memoryName(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	sum := sha256.Sum256([]byte(path))
	return "journal-" + hex.EncodeToString(sum[:8]) + ".head"
}

// memoryLine is what the file holds, filled up to memorySize: number, hash and time of an entry, and a checksum of them.
const (
	memoryLine = "countertop head 1 %d %s %d"
	memorySize = 200
)

func memoryText(h Head) []byte {
	said := fmt.Sprintf(memoryLine, h.Seq, h.Hash, h.At.UnixNano())
	sum := sha256.Sum256([]byte(said))
	said += " " + hex.EncodeToString(sum[:])
	return []byte(said + strings.Repeat(" ", memorySize-1-len(said)) + "\n")
}

// recall returns the remembered head. It returns false if there is none or it cannot be read: after a power cut the file may hold
// anything.
func (m *memory) recall() (Head, bool) {
	if m.file == nil {
		return Head{}, false
	}
	content := make([]byte, memorySize)
	if _, err := m.file.ReadAt(content, 0); err != nil {
		return Head{}, false
	}
	var h Head
	var at int64
	if n, err := fmt.Sscanf(string(content), memoryLine, &h.Seq, &h.Hash, &at); n != 3 || err != nil || len(h.Hash) != 2*sha256.Size {
		return Head{}, false
	}
	h.At = time.Unix(0, at).UTC()
	return h, bytes.Equal(memoryText(h), content)
}

// remember takes note of the chain's end, unless this console has noted a later one. It is not synced.
func (m *memory) remember(h Head) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.file == nil || h.Seq <= m.last {
		return
	}
	if _, err := m.file.WriteAt(memoryText(h), 0); err == nil {
		m.last = h.Seq
	}
}

func (m *memory) close() error {
	if m.file == nil {
		return nil
	}
	return m.file.Close()
}

// absent reports whether a file is missing, or empty.
func absent(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return err == nil && info.Size() == 0, err
}
