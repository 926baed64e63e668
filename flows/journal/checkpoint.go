package journal

// This file moves the log into the file, when nobody waits for it.

import (
	"context"
	"os"
	"time"
)

const (
	// checkpointQuiet is how long no entry has been written before the log is moved.
	checkpointQuiet = 2 * time.Second
	// checkpointLeast is how long the log is at least, in bytes, and checkpointMost when it is moved
	// although entries keep coming.
	checkpointLeast, checkpointMost = 1 << 20, 64 << 20
)

// checkpoints moves the log whenever writing has paused, until ctx ends. A checkpoint waits for nobody
// (PASSIVE), and nobody for it; closing the last connection moves the rest.
func (j *Journal) checkpoints(ctx context.Context) {
	defer close(j.ended)
	for {
		select {
		case <-ctx.Done():
			return
		case <-j.written:
		}
		for quiet := false; !quiet; {
			quiet = j.pause(ctx)
		}
		j.wipeRest(ctx)
		if j.logSize() >= checkpointLeast {
			j.checkpoint(ctx)
		}
	}
}

// pause is true once nothing has been written for a while, or the log is too long to wait on.
func (j *Journal) pause(ctx context.Context) bool {
	timer := time.NewTimer(checkpointQuiet)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return true
	case <-timer.C:
		return true
	case <-j.written:
		return j.logSize() >= checkpointMost
	}
}

func (j *Journal) logSize() int64 {
	info, err := os.Stat(j.path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// checkpoint moves what can be moved now. What fails is tried again after the next entry. Nothing is moved into a file that is
// not the journal any more.
func (j *Journal) checkpoint(ctx context.Context) {
	if j.present(ctx) != nil {
		return
	}
	if _, err := j.moves.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err == nil {
		_ = j.present(ctx) // takes note of the file as it is now
	}
}

// wipeRest ends a wipe that was held up when the journal was opened, if it can.
func (j *Journal) wipeRest(ctx context.Context) {
	if j.held.waits() && j.present(ctx) == nil && j.scrub(ctx) == nil {
		_ = j.held.hold(ctx, j.path, false)
	}
}

// wrote tells the checkpointer, who may be told already.
func (j *Journal) wrote() {
	select {
	case j.written <- struct{}{}:
	default:
	}
}
