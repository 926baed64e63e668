//go:build linux

package journal

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

// step is one deed of a traced process that matters.
type step string

// The steps.
const (
	stepWrite  step = "write" // bytes went into the journal's log
	stepSync   step = "sync"  // the log was on the disk
	stepSend   step = "send"  // the first bytes of an authorization went into the socket
	stepOther  step = "other" // another file of the journal was synced
	stepBegins step = "begins"
	stepEnds   step = "ends"
)

var (
	tracedCall    = regexp.MustCompile(`^(\d+) +(\w+)\((\d+)<([^>]*)>+(.*)$`)
	tracedResumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
)

// stepsOf reads what strace wrote. A sync counts when it has returned.
func stepsOf(t *testing.T, trace string) []step {
	t.Helper()
	var steps []step
	pending := map[string]step{} // by thread: a sync that has not returned
	for line := range strings.SplitSeq(trace, "\n") {
		if m := tracedResumed.FindStringSubmatch(line); m != nil {
			if waiting, ok := pending[m[1]]; ok && strings.HasSuffix(m[2], "sync") {
				delete(pending, m[1])
				steps = append(steps, synced(t, waiting, m[3]))
			}
			continue
		}
		m := tracedCall.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		thread, call, file, rest := m[1], m[2], m[4], m[5]
		inLog := strings.HasSuffix(file, "journal.db-wal")
		switch {
		case strings.HasPrefix(call, "pwrite") && inLog:
			steps = append(steps, stepWrite)
		case call == "write" && strings.Contains(rest, `"POST `) && strings.Contains(rest, "/authorization"):
			steps = append(steps, stepSend)
		case call == "write" && strings.Contains(rest, `"begins`):
			steps = append(steps, stepBegins)
		case call == "write" && strings.Contains(rest, `"ends`):
			steps = append(steps, stepEnds)
		case strings.HasSuffix(call, "sync") && strings.Contains(file, "journal.db"):
			kind := stepOther
			if inLog {
				kind = stepSync
			}
			if strings.Contains(rest, "<unfinished") {
				pending[thread] = kind
				continue
			}
			steps = append(steps, synced(t, kind, rest))
		}
	}
	return steps
}

func synced(t *testing.T, kind step, rest string) step {
	t.Helper()
	if !strings.HasSuffix(strings.TrimSpace(rest), "= 0") {
		t.Fatalf("a sync failed: %s", rest)
	}
	return kind
}

func TestAnIntentIsOnTheDiskBeforeTheSocketIsWrittenWithOneSyncEach(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	server := sandbox.New(sandbox.Options{})
	baseURL, stop, err := server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	traced := filepath.Join(folder, "trace")
	command := exec.CommandContext(t.Context(), strace, "-f", "-y", "-s", "200", "-e", "trace=write,pwrite64,fsync,fdatasync,sync_file_range", "-o", traced,
		program, filepath.Join(folder, "journal.db"), baseURL)
	command.Env = append(os.Environ(), roleVariable+"=send")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	content, err := os.ReadFile(traced)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	running, writing := false, false
	for _, s := range stepsOf(t, string(content)) {
		switch {
		case s == stepBegins || s == stepEnds:
			running = s == stepBegins
			continue
		case !running:
			continue
		case s == stepWrite && writing: // several writes make one addition
			continue
		}
		writing = s == stepWrite
		got = append(got, string(s))
	}
	want := strings.TrimSpace(strings.Repeat("write sync send write sync ", salesToSend))
	if joined := strings.Join(got, " "); joined != want {
		t.Errorf("it did\n%s\nwant\n%s", joined, want)
	}
}
