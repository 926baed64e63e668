//go:build !windows

// Package crash kills the built console at every step of a money call, as a power cut does, and shows
// that nothing is lost, doubled, or left in doubt that the server can tell. A clerk sells, captures,
// releases, returns, refunds, takes payments and sends applications on its real screens, against a training
// server that lives on, and tries again what is in doubt; afterwards the journal and the server are compared
// here, without the console's own comparison.
package crash

import (
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// number reads a setting of the run.
func number(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

func TestAConsoleThatIsKilledAtAnyStepLosesAndDoublesNothing(t *testing.T) {
	if os.Getenv("COUNTERTOP_BINARY") == "" {
		t.Skip("COUNTERTOP_BINARY names the console to kill: run make crash")
	}
	began := time.Now()
	seed := number(t, "CRASH_SEED", uint64(began.UnixNano()))
	t.Logf("CRASH_SEED=%d", seed)
	var left atomic.Int64
	kills := number(t, "CRASH_KILLS", short)
	left.Store(int64(kills))
	report, shared := newReport(), newCoverage()
	var running sync.WaitGroup
	for i := range int(number(t, "CRASH_WORKERS", 6)) {
		w := newWorker(t, i+1, seed, shared)
		running.Go(func() {
			b, err := w.works(t.Context(), &left, seed)
			if err != nil {
				t.Errorf("%s: %v", w.name, err)
			}
			if b != nil {
				report.takes(b)
			}
		})
	}
	running.Wait()
	t.Logf("%s", report.text(time.Since(began), seed))
	for _, finding := range report.findings() {
		t.Error(finding)
	}
	for _, missing := range append(shared.missing(int(kills)), report.missing(int(kills))...) {
		t.Error(missing)
	}
}
