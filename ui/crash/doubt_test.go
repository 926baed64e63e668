//go:build !windows

package crash

// This file works on a worker's journal beside the console.

import (
	"context"
	"errors"
	"fmt"

	"countertop/flows"
	"countertop/flows/journal"
)

// withJournal opens the journal beside the consoles that have it open.
func (w *worker) withJournal(ctx context.Context, do func(*journal.Journal) error) (err error) {
	kept, err := journal.Open(ctx, w.gate.journal, journal.Options{Training: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	return do(kept)
}

// isSettled is true where nothing in doubt keeps a deed waiting any more.
func (w *worker) isSettled(ctx context.Context, d deed) (settled bool, err error) {
	err = w.withJournal(ctx, func(kept *journal.Journal) error {
		doubts, err := kept.Doubts(ctx)
		settled = err == nil
		for _, open := range doubts {
			settled = settled && !keepsWaiting(open.Intent, d.intent())
		}
		return err
	})
	return settled, err
}

// filler is the clerk of entries that only make the log long.
const filler = "12345-FILLER"

// lengthens makes the journal's log as long as one that is moved into the file, with verifications that were never sent. A
// console must have the journal open: the last to close it moves the log too.
func (w *worker) lengthens(ctx context.Context) error {
	return w.withJournal(ctx, func(kept *journal.Journal) error {
		for i := 0; stampOf(logOf(w.gate.journal)).size <= longLog; i++ {
			id, err := kept.Intend(ctx, flows.Intent{
				Kind: flows.VerificationIntent, Account: accounts[0], RequestID: fmt.Sprintf("filler-%d", i), Clerk: filler, Training: true,
			})
			if err != nil {
				return fmt.Errorf("making the log long: %w", err)
			}
			if err := kept.Conclude(ctx, id, flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromAnswer}); err != nil {
				return fmt.Errorf("making the log long: %w", err)
			}
		}
		return nil
	})
}

// longLog is the length of a log that a console moves, in bytes.
const longLog = 1 << 20
