package journal

// This file reads the journal back: records by every filter, one record, the entries of one intent.

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"countertop/flows"
)

const defaultLimit = 100

// leastPart is the least length, in characters, of a part of a reference. A shorter text must match a whole
// reference.
const leastPart = 3

const recordColumns = `i.seq, i.kind, i.console, i.state, i.outcome, i.lost, i.ended, e.body, coalesce(o.body, x'')
	FROM intents i JOIN entries e ON e.seq = i.seq LEFT JOIN entries o ON o.seq = i.outcome`

// Find returns the records that a query picks, the newest first. The order is the journal's, which does not depend on
// clocks.
func (j *Journal) Find(ctx context.Context, q Query) ([]Record, error) {
	where, args, err := j.conditions(ctx, q)
	if err != nil {
		return nil, trouble("searching the journal", err)
	}
	text := "SELECT " + recordColumns
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	args = append(args, cmp.Or(q.Limit, defaultLimit))
	found, err := j.records(ctx, text+" ORDER BY i.seq DESC LIMIT ?", args...)
	return found, trouble("searching the journal", err)
}

// Record returns one intent with its outcome, or ErrNoIntent.
func (j *Journal) Record(ctx context.Context, id flows.IntentID) (Record, error) {
	found, err := j.records(ctx, "SELECT "+recordColumns+" WHERE i.seq = ?", seqOf(id))
	switch {
	case err != nil:
		return Record{}, trouble("reading the journal", err)
	case len(found) == 0:
		return Record{}, fmt.Errorf("reading the intent %s: %w", id, flows.ErrNoIntent)
	}
	return found[0], nil
}

func (j *Journal) records(ctx context.Context, text string, args ...any) ([]Record, error) {
	found, err := j.read.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	alive := j.aliveConsoles()
	var records []Record
	for found.Next() {
		var c current
		var intent, outcome []byte
		if err := found.Scan(&c.seq, &c.kind, &c.console, &c.state, &c.outcome, &c.lost, &c.ended, &intent, &outcome); err != nil {
			return nil, err
		}
		record, err := recordOf(c, intent, outcome)
		if err != nil {
			return nil, fmt.Errorf("%w: entry %d: %w", ErrDamaged, c.seq, err)
		}
		record.State = j.stateOf(c, alive)
		records = append(records, record)
	}
	return records, found.Err()
}

func recordOf(c current, intent, outcome []byte) (Record, error) {
	l, err := decode(intent)
	if err != nil {
		return Record{}, err
	}
	record := Record{ID: idOf(c.seq), Intent: l.in, At: l.at}
	if c.ended != 0 {
		record.Ended = time.Unix(0, c.ended).UTC()
	}
	if len(outcome) > 0 {
		end, err := decode(outcome)
		if err != nil {
			return Record{}, err
		}
		record.Outcome = end.out
	}
	return record, nil
}

// conditions returns the conditions of a query in SQL, with their arguments.
func (j *Journal) conditions(ctx context.Context, q Query) (where []string, args []any, err error) {
	need := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	if len(q.Kinds) > 0 {
		need("i.kind IN ("+marks(len(q.Kinds))+")", values(q.Kinds)...)
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		from, to := nanoseconds(q.From, math.MinInt64), nanoseconds(q.To, math.MaxInt64)
		// Bounds of the range, by sequence number.
		var first, last int64
		err := j.read.QueryRowContext(ctx, "SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) FROM intents WHERE at >= ? AND at < ?", from, to).Scan(&first, &last)
		if err != nil {
			return nil, nil, err
		}
		need("i.seq BETWEEN ? AND ? AND +i.at >= ? AND +i.at < ?", first, last, from, to)
	}
	for _, whole := range []struct{ column, value string }{
		{"i.clerk", q.Clerk}, {"i.location", q.Location}, {"i.ending", q.Ending}, {`i."authorization"`, string(q.AuthorizationID)},
	} {
		if whole.value != "" {
			need(whole.column+" = ?", whole.value)
		}
	}
	if q.AuthorizationID != "" {
		need(`i."authorization" <> ''`) // lets SQLite use the partial index
	}
	switch reference := strings.TrimSpace(q.Reference); {
	case len([]rune(reference)) >= leastPart:
		need(`i.reference LIKE ? ESCAPE '\'`, "%"+likeEscaper.Replace(reference)+"%")
	case reference != "":
		need("i.reference = ?", reference)
	}
	if q.Amount != nil {
		need("i.amount = ?", int64(*q.Amount))
	}
	if seq := seqOf(q.Before); seq != 0 {
		need("i.seq < ?", seq)
	}
	if len(q.States) > 0 {
		condition, of, err := j.inStates(ctx, q.States)
		if err != nil {
			return nil, nil, err
		}
		need(condition, of...)
	}
	return where, args, nil
}

// nanoseconds returns a time as the journal stores it. For a zero time it returns open.
func nanoseconds(at time.Time, open int64) int64 {
	if at.IsZero() {
		return open
	}
	return at.UnixNano()
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// inStates returns the condition for a set of states. An open intent is under way or in doubt depending on its
// console. Open intents are few, so the condition lists them.
func (j *Journal) inStates(ctx context.Context, states []State) (string, []any, error) {
	var final []State
	for _, state := range states {
		if state == Done || state == NotDone {
			final = append(final, state)
		}
	}
	var seqs []int64
	if len(final) < len(states) {
		open, err := openIntents(ctx, j.read)
		if err != nil {
			return "", nil, err
		}
		alive := j.aliveConsoles()
		for _, o := range open {
			if slices.Contains(states, j.stateOf(o.current, alive)) {
				seqs = append(seqs, o.intent.seq)
			}
		}
	}
	if len(final) == 0 {
		return "i.seq IN (" + marks(len(seqs)) + ")", values(seqs), nil
	}
	return "(i.state IN (" + marks(len(final)) + ") OR i.seq IN (" + marks(len(seqs)) + "))", append(values(final), values(seqs)...), nil
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func values[T any](all []T) []any {
	boxed := make([]any, len(all))
	for i, one := range all {
		boxed[i] = one
	}
	return boxed
}

// Timeline returns all entries of an intent, the oldest first.
func (j *Journal) Timeline(ctx context.Context, id flows.IntentID) ([]Entry, error) {
	entries, err := entriesOf(ctx, j.read, seqOf(id))
	switch {
	case err != nil:
		return nil, trouble("reading the journal", err)
	case len(entries) == 0 || seqOf(id) == 0:
		return nil, fmt.Errorf("reading the intent %s: %w", id, flows.ErrNoIntent)
	}
	timeline := make([]Entry, len(entries))
	for i, e := range entries {
		timeline[i] = e.Entry
	}
	return timeline, nil
}

type entryLine struct {
	Entry
	line line
}

// entriesOf returns the entries of an intent. With intent 0 it returns the entries that belong to no intent.
func entriesOf(ctx context.Context, from rows, intent int64) ([]entryLine, error) {
	found, err := from.QueryContext(ctx, "SELECT body, hash FROM entries WHERE intent = ? ORDER BY seq", intent)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var entries []entryLine
	for found.Next() {
		var body, hash []byte
		if err := found.Scan(&body, &hash); err != nil {
			return nil, err
		}
		l, err := decode(body)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		e := entryLine{Entry{Seq: l.seq, At: l.at, Type: l.kind, Outcome: l.out, Text: l.text, Hash: hex.EncodeToString(hash)}, l}
		if l.intent != 0 {
			e.Intent = idOf(l.intent)
		}
		entries = append(entries, e)
	}
	return entries, found.Err()
}

var errNoManager = errors.New("a sign-off names its day and its manager")

// SignOff records that a manager closed a day.
func (j *Journal) SignOff(ctx context.Context, s SignOff) error {
	if s.Day.IsZero() || s.Manager == "" {
		return errNoManager
	}
	if s.Training != j.training {
		return trouble("recording a sign-off", ErrMoney)
	}
	s.Day = s.Day.UTC().Round(0)
	l := line{kind: SignedOff, signOff: s, text: fmt.Sprintf("Day signed off with %d in doubt.", s.InDoubt)}
	return j.change(ctx, "recording a sign-off", func(tx *sql.Tx) (answer, failed error) { return nil, j.add(ctx, tx, &l) })
}

// SignOffs returns the sign-offs of the days from from (inclusive) to to (exclusive), in the order in which they were
// recorded.
func (j *Journal) SignOffs(ctx context.Context, from, to time.Time) ([]SignOff, error) {
	entries, err := entriesOf(ctx, j.read, 0)
	if err != nil {
		return nil, trouble("reading the sign-offs", err)
	}
	var made []SignOff
	for _, e := range entries {
		if e.Type != SignedOff {
			continue
		}
		if day := e.line.signOff.Day; !day.Before(from) && day.Before(to) {
			made = append(made, e.line.signOff)
		}
	}
	return made, nil
}
