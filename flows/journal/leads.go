package journal

// This file remembers the end of the chain as this console knows it. Each transaction first checks that the journal
// still contains that entry. An older copy, written over the file, does not.

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// stand is an end of the chain, with what it says of losses.
type stand struct {
	seq   int64
	hash  []byte
	at    time.Time // zero if another console wrote the entry
	loss  Head      // the last entry that records a loss, accepted or not; its number is 0 if there is none
	waits bool      // a loss waits to be accepted
}

func (s stand) head() Head { return Head{s.seq, hex.EncodeToString(s.hash), s.at} }

// standOf reads the current end of the chain. It returns ErrGone if the journal does not contain the end that this
// console knows.
func (j *Journal) standOf(ctx context.Context, from rows) (stand, error) {
	known := j.known()
	now := stand{loss: known.loss}
	var lost int64
	err := from.QueryRowContext(ctx, "SELECT seq, hash, lost FROM head, about").Scan(&now.seq, &now.hash, &lost)
	now.waits = lost > 0
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return stand{}, fmt.Errorf("%w: it has no end", ErrDamaged)
	case err != nil:
		return stand{}, err
	case now.seq == known.seq && bytes.Equal(now.hash, known.hash): // no other console has written
		return now, nil
	case known.seq > 0:
		leads, err := leadsThrough(ctx, from, known.head())
		if err == nil && !leads {
			err = fmt.Errorf("%w: it does not lead through entry %d any more", ErrGone, known.seq)
		}
		if err != nil {
			return stand{}, err
		}
	}
	now.loss, err = lastLoss(ctx, from, known)
	return now, err
}

// lastLoss returns the last entry after a stand that records a loss.
func lastLoss(ctx context.Context, from rows, after stand) (Head, error) {
	last := after.loss
	found, err := from.QueryContext(ctx, "SELECT body, hash FROM entries WHERE intent = 0 AND seq > ? AND instr(body, CAST(? AS BLOB)) > 0 ORDER BY seq",
		after.seq, fmt.Sprintf("\ntype %d:%s\n", len(Lost), Lost))
	if err != nil {
		return Head{}, err
	}
	defer func() { _ = found.Close() }()
	for found.Next() {
		var body, hash []byte
		if err := found.Scan(&body, &hash); err != nil {
			return Head{}, err
		}
		l, err := decode(body)
		if err != nil {
			return Head{}, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if l.kind == Lost {
			last = Head{l.seq, hex.EncodeToString(hash), l.at}
		}
	}
	return last, found.Err()
}

// known returns the end of the chain as this console knows it.
func (j *Journal) known() stand {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.end
}

// knows takes note of a later end of the chain.
func (j *Journal) knows(s stand) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if s.seq >= j.end.seq {
		j.end = s
	}
}

// present returns ErrGone if the journal was taken away. If other consoles have written, it reads the journal itself,
// past the pages that SQLite keeps in memory.
func (j *Journal) present(ctx context.Context) error {
	seen, err := j.held.look(ctx, j.path)
	if err != nil || !seen.others {
		return err
	}
	if err := forgetPages(ctx, j.moves); err != nil {
		return err
	}
	now, err := j.standOf(ctx, j.moves)
	if err != nil {
		return err
	}
	j.knows(now)
	j.held.found(seen)
	return nil
}

// forgetPages makes SQLite read the file again. Until somebody writes through SQLite, it takes the pages in its
// memory for those of the file.
func forgetPages(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "PRAGMA shrink_memory")
	return err
}

// connections returns the connections that have to be closed. For a journal that was taken away it returns none:
// SQLite would move the old log into the file that is there now, and delete the log that others write. The system
// closes the files when the program ends.
func (j *Journal) connections() (open []*sql.DB) {
	if j.held.holds() && errors.Is(j.present(context.Background()), ErrGone) {
		return nil
	}
	for _, db := range []*sql.DB{j.read, j.moves, j.write} {
		if db != nil {
			open = append(open, db)
		}
	}
	return open
}
