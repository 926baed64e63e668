package journal

// This file remembers the end of the chain in a folder that is not the journal's, so that a journal that was removed, or replaced by
// an older copy, is noticed at the next start. It is written after each commit and not synced: it may be behind, and never ahead.

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
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

// memoryName is the file's name: each journal has its own, by where it is, whichever way leads there.
func memoryName(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	path = filepath.Join(resolved(filepath.Dir(path)), filepath.Base(path))
	sum := sha256.Sum256([]byte(path))
	return "journal-" + hex.EncodeToString(sum[:8]) + ".head"
}

// resolved follows the links that lead to a folder, as far as there is one.
func resolved(folder string) string {
	if path, err := filepath.EvalSymlinks(folder); err == nil || filepath.Dir(folder) == folder {
		return cmp.Or(path, folder)
	}
	return filepath.Join(resolved(filepath.Dir(folder)), filepath.Base(folder))
}

// remembered is the end of a chain, the last entry in it that says that entries are lost (its number is 0 where there is none), and how far
// the chain went in the file alone.
type remembered struct {
	Head
	loss Head
	file int64
}

// is reports whether an entry is the remembered one.
func (r remembered) is(seq int64, hash []byte) bool {
	return r.Seq == seq && r.Hash == hex.EncodeToString(hash)
}

// memoryLine is what the file holds, filled up to memorySize: number, hash and time of the last entry, number and hash of the last one
// that says that entries are lost, the number of the last one in the file, and a checksum of them. The first version had the first three; it
// is read, and replaced at the next entry.
const (
	memoryLine  = "countertop head 2 %d %s %d %d %s %d"
	memorySize  = 350
	memoryLine1 = "countertop head 1 %d %s %d"
	memorySize1 = 200
)

func memoryText(r remembered) []byte {
	return filled(fmt.Sprintf(memoryLine, r.Seq, r.Hash, r.At.UnixNano(), r.loss.Seq, cmp.Or(r.loss.Hash, "-"), r.file), memorySize)
}

// filled is a line with its checksum. It returns nil for one that is too long to be this program's.
func filled(said string, size int) []byte {
	sum := sha256.Sum256([]byte(said))
	said += " " + hex.EncodeToString(sum[:])
	if len(said) >= size {
		return nil
	}
	return []byte(said + strings.Repeat(" ", size-1-len(said)) + "\n")
}

// recall returns what is remembered. It returns false if there is nothing or it cannot be read: after a power cut the file may hold
// anything.
func (m *memory) recall() (remembered, bool) {
	if m == nil || m.file == nil {
		return remembered{}, false
	}
	content := make([]byte, memorySize)
	n, err := m.file.ReadAt(content, 0)
	if content = content[:n]; err != nil && !errors.Is(err, io.EOF) {
		return remembered{}, false
	}
	var r remembered
	var at int64
	if n, err := fmt.Sscanf(string(content), memoryLine, &r.Seq, &r.Hash, &at, &r.loss.Seq, &r.loss.Hash, &r.file); n == 6 && err == nil {
		r.At = time.Unix(0, at).UTC()
		return r, bytes.Equal(memoryText(r), content)
	}
	r.loss = Head{}
	if n, err := fmt.Sscanf(string(content), memoryLine1, &r.Seq, &r.Hash, &at); n != 3 || err != nil {
		return remembered{}, false
	}
	r.At = time.Unix(0, at).UTC()
	return r, bytes.Equal(filled(fmt.Sprintf(memoryLine1, r.Seq, r.Hash, at), memorySize1), content)
}

// remember takes note of the chain's end, unless this console has noted a later one. It is not synced.
func (m *memory) remember(r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.file == nil || r.Seq <= m.last {
		return
	}
	if _, err := m.file.WriteAt(memoryText(r), 0); err == nil {
		m.last = r.Seq
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
