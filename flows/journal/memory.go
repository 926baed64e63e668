package journal

// This file remembers the end of the chain in a second folder, so that the next start notices a journal that was
// removed or replaced by an older copy. It is written after each commit and not synced: it may be behind the journal,
// and is never ahead of it.

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

// memory is the file that remembers the end of a journal's chain. The zero value remembers nothing.
type memory struct {
	mu   sync.Mutex
	file *os.File
	last int64 // the number of the entry that this console remembered last
}

// rememberIn opens the memory of the journal at path, a file in the folder. If that fails, nothing is remembered: a
// counter can sell without it.
func rememberIn(folder, path string) *memory {
	m := &memory{}
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return m
	}
	m.file, _ = plainfile.OpenFile(filepath.Join(folder, memoryName(path)), os.O_RDWR|os.O_CREATE, 0o600)
	return m
}

// memoryName returns the name of the file. It depends on where the journal is, and not on the links that lead there.
func memoryName(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	path = filepath.Join(resolved(filepath.Dir(path)), filepath.Base(path))
	sum := sha256.Sum256([]byte(path))
	return "journal-" + hex.EncodeToString(sum[:8]) + ".head"
}

// resolved follows the links in a path, as far as the folders exist.
func resolved(folder string) string {
	if path, err := filepath.EvalSymlinks(folder); err == nil || filepath.Dir(folder) == folder {
		return cmp.Or(path, folder)
	}
	return filepath.Join(resolved(filepath.Dir(folder)), filepath.Base(folder))
}

// remembered is a remembered end of the chain: the last entry, the last entry that records a loss (its number is 0 if
// there is none), and the end of the chain in the file itself.
type remembered struct {
	Head
	loss Head
	file int64
}

// is reports whether an entry is the remembered one.
func (r remembered) is(seq int64, hash []byte) bool {
	return r.Seq == seq && r.Hash == hex.EncodeToString(hash)
}

// memoryLine is the content of the file, padded to memorySize: number, hash and time of the last entry, number and
// hash of the last one that records a loss, the number of the last one in the file itself, and a checksum. The first
// version had only the first three. It is still read, and replaced at the next entry.
const (
	memoryLine  = "countertop head 2 %d %s %d %d %s %d"
	memorySize  = 350
	memoryLine1 = "countertop head 1 %d %s %d"
	memorySize1 = 200
)

func memoryText(r remembered) []byte {
	return filled(fmt.Sprintf(memoryLine, r.Seq, r.Hash, r.At.UnixNano(), r.loss.Seq, cmp.Or(r.loss.Hash, "-"), r.file), memorySize)
}

// filled returns a line with its checksum, or nil if the line is too long to be this program's.
func filled(said string, size int) []byte {
	sum := sha256.Sum256([]byte(said))
	said += " " + hex.EncodeToString(sum[:])
	if len(said) >= size {
		return nil
	}
	return []byte(said + strings.Repeat(" ", size-1-len(said)) + "\n")
}

// recall returns what is remembered. It returns false if nothing is, or the file cannot be read: after a power cut it
// may hold anything.
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

// remember writes the chain's end, unless this console has written a later one. The file is not synced.
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

// absent reports whether a file is missing or empty.
func absent(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return err == nil && info.Size() == 0, err
}
