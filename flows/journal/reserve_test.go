package journal

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"countertop/flows"
)

// smallDisk names the folder of the small disk to the test that runs on it.
const smallDisk = "COUNTERTOP_TEST_SMALL_DISK"

// TestOnADiskThatFillsUp runs the test below on a disk of four megabytes of its own.
func TestOnADiskThatFillsUp(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no small disk can be made here")
	}
	folder := t.TempDir()
	made := exec.CommandContext(t.Context(), "unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=4m", "none", folder)
	if said, err := made.CombinedOutput(); err != nil {
		t.Skipf("no small disk can be made here: %v, %s", err, said)
	}
	run := exec.CommandContext(t.Context(), "unshare", "-rm", "sh", "-c",
		`mount -t tmpfs -o size=4m none "$1" && exec "$0" -test.run "^TestAnOutcomeFindsRoomOnAFullDisk$" -test.v`, os.Args[0], folder)
	run.Env = append(os.Environ(), smallDisk+"="+folder)
	if said, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

func TestAnOutcomeFindsRoomOnAFullDisk(t *testing.T) {
	folder := os.Getenv(smallDisk)
	if folder == "" {
		t.Skip("runs on a disk of its own")
	}
	d := openDeskAt(t, filepath.Join(folder, "journal.db"), "one")
	id := d.intend(sale("A-1"))
	fill(t, filepath.Join(folder, "filler"))

	if err := d.Conclude(t.Context(), id, approved); err != nil {
		t.Fatalf("the outcome of what was sent found no room: %v", err)
	}
	if got := d.record(id).State; got != Done {
		t.Errorf("it is %s", got)
	}
	fill(t, filepath.Join(folder, "more"))
	refusesToSend(t, d, ErrFull)
	if !errors.Is(d.Trouble(), ErrFull) {
		t.Errorf("trouble %v", d.Trouble())
	}
	for _, name := range []string{"filler", "more"} {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Refresh(t.Context()); err != nil || d.Trouble() != nil {
		t.Fatalf("%v, trouble %v", err, d.Trouble())
	}
	d.intend(sale("A-2"))
}

// fill takes all that is left of a disk.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path) //nolint:gosec // a folder of the test
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1 << 16, 1 << 12, 1} {
		for err = nil; err == nil; {
			_, err = file.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// lean is space that cannot be kept back any more.
type lean struct{ given bool }

func (*lean) keep() error { return &os.PathError{Op: "write", Path: "reserve", Err: syscall.ENOSPC} }
func (l *lean) give() bool {
	l.given = true
	return false
}

func TestNothingIsSentWhereItsOutcomeMayFindNoRoom(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	spare := &lean{}
	d.reserve = spare
	refusesToSend(t, d, ErrFull)
	if err := d.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "7001"}); err != nil || spare.given {
		t.Errorf("%v; the space was taken although there is other: %t", err, spare.given)
	}
}

func TestSpaceIsKeptBackAndGivenOnce(t *testing.T) {
	r := reserveFile{path: filepath.Join(t.TempDir(), "reserve")}
	if r.give() {
		t.Error("space that was not kept back was given")
	}
	for range 2 {
		if err := r.keep(); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(r.path); err != nil || info.Size() != reserveSize {
		t.Fatalf("%v, %v", info, err)
	}
	if !r.give() || r.give() {
		t.Error("not given, or given twice")
	}
	if err := r.keep(); err != nil {
		t.Error(err)
	}
}
