package sandbox

// The state file: a log to which every change is added, and is on the disk, before the call that
// made it is answered. A server that is killed at any moment starts again with everything that it
// has answered.
//
// The file is lines, each a checksum and a JSON array of records (record.go). The first line is a
// whole state; it gets there by a temporary file and a rename. Calls that are answered at the same
// time share one write. A last line that is broken was never answered and is left out; any other
// broken line is damage, and the file is refused. The file holds what the sandbox invented and what
// callers sent, PINs too: it is opened by its owner only. Tokens are not in it.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"countertop/api/plainfile"
)

// Errors of Open.
var (
	ErrStateInUse   = errors.New("another training server uses the state file")
	ErrStateDamaged = errors.New("the state file is damaged, or is something else")
	errStateClosed  = errors.New("the state file is closed")
)

const (
	stateVersion = 1
	leastGrown   = 8 << 20 // bytes that are added before the file is made anew; also at least
	timesGrown   = 3       // as many times as it begins with
)

// stateFile is safe for concurrent use. A nil one keeps nothing.
type stateFile struct {
	path string
	lock *os.File // of the file beside it: two servers would write over each other

	mu      sync.Mutex
	turned  sync.Cond
	whole   []byte // a state that replaces the file, before pending is added
	pending []byte // records that are not written yet
	filling uint64 // the number of the batch that pending is
	done    uint64 // the last batch that is on the disk
	writing bool   // one of the waiting writes for all of them
	base    int    // bytes of the state that the file begins with
	grown   int    // bytes since
	least   int    // that are added before the file is made anew
	failed  error  // from then on nothing is kept, and no call answers

	log *os.File // used by the one who writes
}

// Open is New with a state file: the server goes on where the one that wrote the file stopped, and a
// file that is missing or empty is made. An empty path keeps nothing. Close it when it serves no more.
func Open(path string, options Options) (*Server, error) {
	s := New(options)
	if path == "" {
		return s, nil
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the state file: %w", err)
	}
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("locking the state file %s: %w", path, err)
	}
	f := &stateFile{path: path, lock: lock, filling: 1, least: leastGrown}
	f.turned.L = &f.mu
	if err := s.resume(path); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	s.file = f
	s.mu.Lock()
	ticket := f.begin(s)
	s.mu.Unlock()
	if err := f.wait(ticket); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return s, nil
}

// Close ends the use of the state file. Calls that come later are answered by an error.
func (s *Server) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.close()
}

// resume reads what the file holds into the state.
func (s *Server) resume(path string) error {
	content, err := plainfile.Read(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(content) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the state file: %w", err)
	}
	records, err := readRecords(content)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrStateDamaged, path, err)
	}
	st := emptyState(s.options.Seed)
	for i, r := range records {
		if err := st.apply(r); err != nil {
			return fmt.Errorf("%w: %s: record %d: %w", ErrStateDamaged, path, i+1, err)
		}
	}
	s.state = st
	s.movedBy.Store(int64(st.offset))
	return nil
}

// readRecords checks and decodes the lines.
func readRecords(content []byte) ([]record, error) {
	var records []record
	lines := bytes.SplitAfter(content, []byte("\n"))
	if len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	for i, line := range lines {
		batch, err := readLine(line)
		if err != nil {
			if i > 0 && i == len(lines)-1 {
				break // it was being written when the server ended, and nobody got an answer
			}
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		records = append(records, batch...)
	}
	if len(records) == 0 || records[0].Version != stateVersion {
		return nil, fmt.Errorf("it does not begin with a state of version %d", stateVersion)
	}
	return records, nil
}

func readLine(line []byte) ([]record, error) {
	sum, body, found := bytes.Cut(line, []byte(" "))
	body, ended := bytes.CutSuffix(body, []byte("\n"))
	if !found || !ended || string(sum) != checksum(body) {
		return nil, errors.New("the checksum is wrong")
	}
	var batch []record
	if err := json.Unmarshal(body, &batch); err != nil {
		return nil, fmt.Errorf("decoding: %w", err)
	}
	return batch, nil
}

func checksum(body []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(body)) }

// writeLine is a line of the file.
func writeLine(records []byte) []byte {
	body := "[" + string(records) + "]"
	return []byte(checksum([]byte(body)) + " " + body + "\n")
}

// keep hands what the state has changed to the file, and gives the ticket to wait with. Who only
// read waits for the changes that were read. The caller holds the server's lock.
func (s *Server) keep() uint64 {
	changed := s.state.changed.take()
	switch {
	case s.file == nil:
		return 0
	case changed.none():
		return s.file.last()
	}
	return s.file.add(s, s.state.record(changed, s.now()))
}

// add puts a record behind those that wait, or makes the file anew where it has grown long.
func (f *stateFile) add(s *Server, r record) uint64 {
	encoded, err := json.Marshal(r)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		f.failed = errors.Join(f.failed, fmt.Errorf("encoding a change: %w", err))
		return f.filling
	}
	if f.grown += len(encoded); f.grown > max(f.least, timesGrown*f.base) {
		f.beginLocked(s)
		return f.filling
	}
	if len(f.pending) > 0 {
		f.pending = append(f.pending, ',')
	}
	f.pending = append(f.pending, encoded...)
	return f.filling
}

// begin replaces the file by the whole state. The caller holds the server's lock.
func (f *stateFile) begin(s *Server) uint64 {
	if f == nil {
		return 0
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.beginLocked(s)
	return f.filling
}

func (f *stateFile) beginLocked(s *Server) {
	encoded, err := json.Marshal(s.state.record(s.state.everything(s.now()), s.now()))
	if err != nil {
		f.failed = errors.Join(f.failed, fmt.Errorf("encoding the state: %w", err))
		return
	}
	f.whole, f.pending = encoded, nil
	f.base, f.grown = len(encoded), 0
}

// last is the ticket of everything that was handed over so far.
func (f *stateFile) last() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.pending) > 0 || f.whole != nil {
		return f.filling
	}
	return f.filling - 1
}

// wait returns when everything of a ticket is on the disk.
func (f *stateFile) wait(ticket uint64) error {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.done < ticket && f.failed == nil {
		if f.writing {
			f.turned.Wait()
			continue
		}
		f.writing = true
		whole, pending, batch := f.whole, f.pending, f.filling
		f.whole, f.pending = nil, nil
		f.filling++
		f.mu.Unlock()
		err := f.write(whole, pending)
		f.mu.Lock()
		f.writing, f.done = false, batch
		if err != nil {
			f.failed = errors.Join(f.failed, err)
		}
		f.turned.Broadcast()
	}
	return f.failed
}

// write puts a batch on the disk.
func (f *stateFile) write(whole, pending []byte) error {
	if whole != nil {
		if err := f.replace(writeLine(whole)); err != nil {
			return fmt.Errorf("writing the state file: %w", err)
		}
	}
	if len(pending) == 0 {
		return nil
	}
	if _, err := f.log.Write(writeLine(pending)); err != nil {
		return fmt.Errorf("adding to the state file: %w", err)
	}
	if err := f.log.Sync(); err != nil {
		return fmt.Errorf("adding to the state file: %w", err)
	}
	return nil
}

// replace makes the file anew. At any moment the old or the new one is there, whole.
func (f *stateFile) replace(content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(f.path), filepath.Base(f.path)+".*.new") // 0600
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if f.log != nil {
		err = errors.Join(err, f.log.Close()) // some systems rename over no open file
		f.log = nil
	}
	if err == nil {
		err = os.Rename(temporary.Name(), f.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	if err := syncFolder(filepath.Dir(f.path)); err != nil {
		return err
	}
	f.log, err = plainfile.OpenFile(f.path, os.O_WRONLY|os.O_APPEND, 0o600)
	return err
}

// syncFolder makes a rename durable. Windows knows no such thing.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	opened, err := os.Open(folder) //nolint:gosec // the folder of the caller's file
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
}

// close writes what waits and lets go of the file.
func (f *stateFile) close() error {
	err := f.wait(f.last())
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.writing {
		f.turned.Wait()
	}
	if errors.Is(f.failed, errStateClosed) {
		return nil
	}
	f.failed = errors.Join(f.failed, errStateClosed)
	if f.log != nil {
		err = errors.Join(err, f.log.Close())
	}
	return errors.Join(err, f.lock.Close())
}
