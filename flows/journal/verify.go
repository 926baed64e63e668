package journal

// This file proves a journal from its first entry to its last.
//
// The proof finds an entry that was changed in any column, inserted or removed; entries cut off the end, if the head
// was left; a table intents that does not follow from the entries; a table, an index or a trigger that was changed.
// The file alone cannot show two things: an older copy of the whole file in its place, and a chain that somebody
// wrote again from some entry on, with all hashes and the head. Against these, write down the head now and then: an
// honest journal always has the same hash at the number of an old head.

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"

	"countertop/api/plainfile"
)

// DamageError names the first entry that is wrong.
type DamageError struct {
	Seq int64 // 0 if it is not a single entry
	Err error
}

func (e *DamageError) Error() string {
	return ErrDamaged.Error() + ": " + e.Err.Error()
}

// Unwrap returns ErrDamaged and the cause.
func (e *DamageError) Unwrap() []error { return []error{ErrDamaged, e.Err} }

// progressStep is the number of entries between two calls of progress.
const progressStep = 4096

// Verify proves the journal at path and returns its head. It only reads, and consoles may write meanwhile. progress
// may be nil. Its error is a *DamageError, or a *Trouble if the file cannot be read.
func Verify(ctx context.Context, path string, progress func(done, total int64)) (Head, error) {
	file, err := plainfile.Open(path) // SQLite would wait for the other end of a pipe
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		return Head{}, fmt.Errorf("opening the journal: %w", err)
	}
	db, err := readOnly(path)
	if err != nil {
		return Head{}, err
	}
	head, err := verify(ctx, db, progress)
	var damage *DamageError
	if err != nil && !errors.As(err, &damage) {
		err = trouble("reading the journal "+path, err)
	}
	return head, errors.Join(err, db.Close())
}

func readOnly(path string) (*sql.DB, error) {
	source := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()}
	source.RawQuery = "mode=ro&_pragma=busy_timeout(5000)&_pragma=query_only(1)"
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(2)
	return db, nil
}

func verify(ctx context.Context, db *sql.DB, progress func(done, total int64)) (Head, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // sees the journal at one moment
	if err != nil {
		return Head{}, err
	}
	defer func() { _ = tx.Rollback() }()
	if err := verifySchema(ctx, tx); err != nil {
		return Head{}, err
	}
	var total int64
	var hash []byte
	if err := tx.QueryRowContext(ctx, "SELECT seq, hash FROM head").Scan(&total, &hash); err != nil {
		return Head{}, damaged(0, fmt.Errorf("its head: %w", err))
	}
	p := proof{open: map[int64]current{}, total: total, progress: progress}
	if err := p.entries(ctx, tx); err != nil {
		return Head{}, err
	}
	if err := p.chain.ends(total, hash); err != nil {
		return Head{}, err
	}
	if err := p.intents(ctx, tx); err != nil {
		return Head{}, err
	}
	if err := verifyPages(ctx, tx); err != nil {
		return Head{}, err
	}
	return headOf(ctx, tx)
}

func damaged(seq int64, err error) error { return &DamageError{Seq: seq, Err: err} }

// verifySchema checks that the tables, indexes and triggers are those of this version.
func verifySchema(ctx context.Context, tx *sql.Tx) error {
	id, version, err := markOf(ctx, tx)
	switch {
	case err != nil:
		return err
	case id != applicationID:
		return ErrForeign
	case version > len(migrations):
		return fmt.Errorf("%w: its schema is %d, this version knows %d", ErrNewer, version, len(migrations))
	}
	want, err := schemaOf(ctx, version)
	if err != nil {
		return err
	}
	have, err := schemaLines(ctx, tx)
	if err != nil {
		return err
	}
	for _, one := range want {
		if !slices.Contains(have, one) {
			return damaged(0, fmt.Errorf("a table, an index or a trigger was changed or is missing: %.60q", one))
		}
	}
	if len(have) > len(want) {
		return damaged(0, errors.New("it has a table, an index or a trigger too many"))
	}
	return nil
}

// schemaOf returns the content of a version's file, which it makes in memory.
func schemaOf(ctx context.Context, version int) (lines []string, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, step := range migrations[:version] {
		if _, err := db.ExecContext(ctx, step); err != nil {
			return nil, err
		}
	}
	return schemaLines(ctx, db)
}

func schemaLines(ctx context.Context, from rows) ([]string, error) {
	found, err := from.QueryContext(ctx, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var lines []string
	for found.Next() {
		var one string
		if err := found.Scan(&one); err != nil {
			return nil, err
		}
		lines = append(lines, one)
	}
	return lines, found.Err()
}

// verifyPages has SQLite check its pages and indexes.
func verifyPages(ctx context.Context, tx *sql.Tx) error {
	var said string
	if err := tx.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return damaged(0, errors.New(said))
	}
	return nil
}

// proof follows the entries and works out the table intents beside them.
type proof struct {
	chain    chain
	open     map[int64]current // intents that have no final outcome so far
	intended int64
	total    int64
	progress func(done, total int64)
}

const proofColumns = `SELECT e.seq, e.intent, e.body, e.hash, coalesce(i.seq, 0), coalesce(i.at, 0), coalesce(i.kind, ''), coalesce(i.ending, ''), coalesce(i.amount, 0),
	coalesce(i.reference, ''), coalesce(i.location, ''), coalesce(i.clerk, ''), coalesce(i.console, ''), coalesce(i."authorization", ''), coalesce(i.state, ''), coalesce(i.outcome, 0),
	coalesce(i.lost, 0), coalesce(i.ended, 0), coalesce(i.result, '')
	FROM entries e LEFT JOIN intents i ON i.seq = e.intent `

// listed is a row of the table intents.
type listed struct {
	current
	at, amount                         int64
	ending, reference, location, clerk string
}

func (p *proof) entries(ctx context.Context, tx *sql.Tx) error {
	found, err := tx.QueryContext(ctx, proofColumns+"ORDER BY e.seq")
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }()
	for found.Next() {
		var e stored
		var row listed
		next := p.chain.seq + 1
		err := found.Scan(&e.seq, &e.intent, &e.body, &e.hash, &row.seq, &row.at, &row.kind, &row.ending, &row.amount, &row.reference, &row.location, &row.clerk,
			&row.console, &row.authorization, &row.state, &row.outcome, &row.lost, &row.ended, &row.result)
		if err != nil {
			return damaged(next, fmt.Errorf("entry %d: %w", next, err))
		}
		l, err := p.chain.follow(e)
		if err == nil {
			err = p.take(l, row)
		}
		if err != nil {
			return damaged(next, err)
		}
		if p.progress != nil && (e.seq%progressStep == 0 || e.seq == p.total) {
			p.progress(e.seq, p.total)
		}
	}
	return found.Err()
}

// take works out an intent's row from an entry and compares it with the table.
func (p *proof) take(l line, row listed) error {
	switch l.kind {
	case Intended:
		p.intended++
		p.open[l.seq] = asIntended(l)
		want := listed{current: row.current, at: l.at.UnixNano(), amount: int64(l.in.Amount), ending: l.in.Ending,
			reference: l.in.Reference, location: l.in.Location, clerk: l.in.Clerk}
		want.seq, want.kind, want.console = l.seq, l.in.Kind, l.console
		if l.intent != l.seq || row != want {
			return fmt.Errorf("entry %d: the list of intents says something else of it", l.seq)
		}
	case Concluded:
		now, open := p.open[l.intent]
		if !open {
			return fmt.Errorf("entry %d: it is an outcome of the intent %d, which is not open", l.seq, l.intent)
		}
		now.apply(l)
		p.open[l.intent] = now
		if now.ended == 0 {
			return nil
		}
		delete(p.open, l.intent)
		return sameCurrent(l.seq, now, row.current)
	case Asked:
		if l.intent == 0 || row.seq != l.intent {
			return fmt.Errorf("entry %d: there is no intent %d", l.seq, l.intent)
		}
	case SignedOff, Rebuilt, Lost, Accepted:
		if l.intent != 0 {
			return fmt.Errorf("entry %d: a %s is of no intent", l.seq, l.kind)
		}
	default:
		return fmt.Errorf("entry %d: there is no such type of entry", l.seq)
	}
	return nil
}

func sameCurrent(seq int64, want, have current) error {
	if want != have {
		return fmt.Errorf("entry %d: the list of intents says something else of the intent %d", seq, want.seq)
	}
	return nil
}

// intents checks the rows of open intents, and that there are no further rows.
func (p *proof) intents(ctx context.Context, tx *sql.Tx) error {
	var count int64
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM intents").Scan(&count); err != nil {
		return err
	}
	if count != p.intended {
		return damaged(0, fmt.Errorf("the list has %d intents, the entries %d", count, p.intended))
	}
	seqs := make([]int64, 0, len(p.open))
	for seq := range p.open {
		seqs = append(seqs, seq)
	}
	slices.Sort(seqs)
	for _, seq := range seqs {
		have, _, err := currentOf(ctx, tx, seq)
		if err != nil {
			return err
		}
		if err := sameCurrent(seq, p.open[seq], have); err != nil {
			return damaged(seq, err)
		}
	}
	return nil
}

// Leads checks that a journal, which Verify has proved, contains a head that was written down earlier.
func Leads(ctx context.Context, path string, noted Head) error {
	db, err := readOnly(path)
	if err != nil {
		return err
	}
	var hash []byte
	err = db.QueryRowContext(ctx, "SELECT hash FROM entries WHERE seq = ?", noted.Seq).Scan(&hash)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		err = damaged(noted.Seq, fmt.Errorf("entry %d, which was noted, is not in it: it is an older copy, or was cut off", noted.Seq))
	case err != nil:
		err = trouble("reading the journal "+path, err)
	case hex.EncodeToString(hash) != noted.Hash:
		err = damaged(noted.Seq, fmt.Errorf("entry %d is not the one that was noted: the journal was written anew", noted.Seq))
	}
	return errors.Join(err, db.Close())
}
