package journal

// This file moves SQLite's log into the journal's file while nobody waits for it.

import (
	"context"
	"os"
	"time"
)

const (
	// checkpointQuiet is the pause without a new entry after which the log is moved.
	checkpointQuiet = 2 * time.Second
	// checkpointLeast is the least length of a log, in bytes, that is worth moving. From checkpointMost on the log is
	// moved although entries keep coming.
	checkpointLeast, checkpointMost = 1 << 20, 64 << 20
)

// checkpoints moves the log whenever writing pauses, until ctx ends. A checkpoint (PASSIVE) waits for nobody, and
// nobody waits for it. Closing the last connection moves the rest.
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

// pause waits until nothing has been written for a while or ctx has ended, and returns true. It returns early, after
// a new entry, and reports whether the log is too long to wait.
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

// checkpoint moves as much as can be moved now. If it fails, the next entry causes another try. It moves nothing into
// a file that is no longer the journal.
func (j *Journal) checkpoint(ctx context.Context) {
	if j.present(ctx) != nil {
		return
	}
	j.held.moving(true)
	_, err := j.moves.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	j.held.moving(false)
	if err == nil {
		_ = j.present(ctx) // takes note of the file as it is after the checkpoint
	}
}

// wipeRest finishes, if it can, a wipe that was interrupted when the journal was opened.
func (j *Journal) wipeRest(ctx context.Context) {
	if j.held.waits() && j.present(ctx) == nil && j.scrub(ctx) == nil {
		_ = j.held.hold(ctx, j.path, false)
	}
}

// wrote wakes the checkpointer, unless it has been woken already.
func (j *Journal) wrote() {
	select {
	case j.written <- struct{}{}:
	default:
	}
}
