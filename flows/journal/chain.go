package journal

// This file holds the chain. The hash of each entry covers the hash of the entry before it and everything that the
// entry says. Changing, removing or inserting an entry breaks every later hash.

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
)

// stored is an entry as its row in the table holds it.
type stored struct {
	seq, intent int64
	body, hash  []byte
}

// chain is the position up to which a chain was followed. The zero value is before the first entry.
type chain struct {
	seq  int64
	hash []byte
	last line
}

// firstHash takes the place of a hash before the first entry.
var firstHash = make([]byte, 32)

// follow checks that e is the next entry and decodes it.
func (c *chain) follow(e stored) (line, error) {
	if e.seq != c.seq+1 {
		return line{}, fmt.Errorf("entry %d is missing", c.seq+1)
	}
	previous := c.hash
	if previous == nil {
		previous = firstHash
	}
	if !bytes.Equal(chained(previous, e.body), e.hash) {
		return line{}, fmt.Errorf("entry %d: its hash is not that of what it says", e.seq)
	}
	l, err := decode(e.body)
	if err != nil {
		return line{}, fmt.Errorf("entry %d: %w", e.seq, err)
	}
	if l.seq != e.seq || l.intent != e.intent {
		return line{}, fmt.Errorf("entry %d: it says that it is entry %d, of the intent %d", e.seq, l.seq, l.intent)
	}
	c.seq, c.hash, c.last = e.seq, e.hash, l
	return l, nil
}

// ends checks that the chain ends at the head.
func (c *chain) ends(seq int64, hash []byte) error {
	last := c.hash
	if last == nil {
		last = firstHash
	}
	switch {
	case c.seq < seq:
		return damaged(c.seq+1, fmt.Errorf("entry %d is missing: the journal went on to entry %d", c.seq+1, seq))
	case c.seq > seq:
		return damaged(seq+1, fmt.Errorf("entry %d is one too many: the journal ended with entry %d", seq+1, seq))
	case !bytes.Equal(last, hash):
		return damaged(seq, fmt.Errorf("entry %d: the head has another hash for it", seq))
	}
	return nil
}

// add appends an entry within the running transaction and gives it its number.
func (j *Journal) add(ctx context.Context, tx *sql.Tx, l *line) error {
	l.seq = j.stands.seq + 1
	l.at, l.console = j.now().UTC().Round(0), j.console
	if l.kind == Intended {
		l.intent = l.seq
	}
	body, err := encode(*l)
	if err != nil {
		return err
	}
	hash := chained(j.stands.hash, body)
	if _, err := tx.ExecContext(ctx, "INSERT INTO entries (seq, intent, body, hash) VALUES (?, ?, ?, ?)", l.seq, l.intent, body, hash); err != nil {
		return err
	}
	j.stands.seq, j.stands.hash, j.stands.at = l.seq, hash, l.at
	_, err = tx.ExecContext(ctx, "UPDATE head SET seq = ?, hash = ?", l.seq, hash)
	return err
}

// Head returns the current end of the chain. In an empty journal its number is 0.
func (j *Journal) Head(ctx context.Context) (Head, error) {
	head, err := headOf(ctx, j.read)
	return head, trouble("reading the journal's head", err)
}

func headOf(ctx context.Context, from rows) (Head, error) {
	var head Head
	var hash, body []byte
	err := from.QueryRowContext(ctx, "SELECT h.seq, h.hash, e.body FROM head h LEFT JOIN entries e ON e.seq = h.seq").Scan(&head.Seq, &hash, &body)
	if err != nil {
		return Head{}, err
	}
	head.Hash = hex.EncodeToString(hash)
	if head.Seq == 0 {
		return head, nil
	}
	last, err := decode(body)
	head.At = last.at
	return head, err
}
