package journal

// This file removes the hashes of bodies from a journal of schema 1. Such a hash gives away the account number and
// the PIN to anybody who tries all combinations. So would the chain, if one old hash of an entry were left. Therefore
// every entry from the first with such a hash on gets a new hash, and so does the head. Then the freed pages and the
// log are emptied.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// wipeStep is the number of entries that are read at a time.
const wipeStep = 1024

// wipe writes the entries again within the migration to schema 2, in whole or not at all. It leaves a damaged journal
// as it is, since a new chain would hide the damage.
func (j *Journal) wipe(ctx context.Context, tx *sql.Tx) error {
	w := wiping{tx: tx}
	w.known, _ = j.memory.recall()
	if err := w.all(ctx); err != nil || w.count == 0 {
		return err
	}
	j.anew, j.knew = true, w.knew
	j.stands = stand{seq: w.old.seq, hash: w.hash}
	text := fmt.Sprintf("The hashes of %d bodies were taken out. The entries %d to %d were hashed anew; heads that were noted before are void.",
		w.count, w.first, w.old.seq)
	if err := j.add(ctx, tx, &line{kind: Rebuilt, text: text}); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "UPDATE about SET wiped = 0")
	return err
}

// wiping follows the old chain and makes the new one beside it.
type wiping struct {
	tx    *sql.Tx
	old   chain
	hash  []byte // the end of the new chain
	first int64  // the first entry that is written again; 0 if there is none so far
	count int    // the number of body hashes found so far
	known remembered
	knew  bool // one of the entries is the remembered one, with its old hash or its new one
}

// all goes through the entries. The trigger that protects them is removed meanwhile.
func (w *wiping) all(ctx context.Context) error {
	var trigger string
	if err := w.tx.QueryRowContext(ctx, "SELECT sql FROM sqlite_schema WHERE name = 'entries_stay'").Scan(&trigger); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if _, err := w.tx.ExecContext(ctx, "DROP TRIGGER entries_stay"); err != nil {
		return err
	}
	for more := true; more; {
		entries, err := w.next(ctx)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := w.take(ctx, e); err != nil {
				return err
			}
		}
		more = len(entries) > 0
	}
	if err := w.ends(ctx); err != nil {
		return err
	}
	_, err := w.tx.ExecContext(ctx, trigger)
	return err
}

func (w *wiping) next(ctx context.Context) ([]stored, error) {
	found, err := w.tx.QueryContext(ctx, "SELECT seq, intent, body, hash FROM entries WHERE seq > ? ORDER BY seq LIMIT ?", w.old.seq, wipeStep)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var entries []stored
	for found.Next() {
		var e stored
		if err := found.Scan(&e.seq, &e.intent, &e.body, &e.hash); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, found.Err()
}

// take removes the body's hash from an entry, and hashes again every entry from the first such one on.
func (w *wiping) take(ctx context.Context, e stored) error {
	l, err := w.old.follow(e)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if l.bodyHash != "" {
		l.bodyHash = ""
		w.count++
		if w.first == 0 {
			w.first = e.seq
		}
	}
	w.knew = w.knew || w.known.is(e.seq, e.hash)
	if w.first == 0 {
		w.hash = e.hash
		return nil
	}
	body, err := encode(l)
	if err != nil {
		return err
	}
	previous := w.hash
	if previous == nil {
		previous = firstHash
	}
	w.hash = chained(previous, body)
	w.knew = w.knew || w.known.is(e.seq, w.hash)
	_, err = w.tx.ExecContext(ctx, "UPDATE entries SET body = ?, hash = ? WHERE seq = ?", body, w.hash, e.seq)
	return err
}

// ends checks the end of the old chain, and moves the head to the end of the new one.
func (w *wiping) ends(ctx context.Context) error {
	var seq int64
	var hash []byte
	if err := w.tx.QueryRowContext(ctx, "SELECT seq, hash FROM head").Scan(&seq, &hash); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := w.old.ends(seq, hash); err != nil {
		return err
	}
	if w.first == 0 {
		return nil
	}
	_, err := w.tx.ExecContext(ctx, "UPDATE head SET hash = ?", w.hash)
	return err
}

// errScrub says that another program still reads the old pages.
var errScrub = errors.New("the log is still being read")

// scrub removes what was wiped from freed pages and from the log. It starts again after an interruption. If there is
// nothing to do, it costs one query.
func (j *Journal) scrub(ctx context.Context) error {
	var wiped bool
	if err := j.write.QueryRowContext(ctx, "SELECT wiped FROM about").Scan(&wiped); err != nil || wiped {
		return err
	}
	if _, err := j.write.ExecContext(ctx, "VACUUM"); err != nil {
		return err
	}
	var busy bool
	var log, moved int
	if err := j.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &moved); err != nil {
		return err
	}
	if busy {
		return errScrub
	}
	_, err := j.write.ExecContext(ctx, "UPDATE about SET wiped = 1")
	return err
}
