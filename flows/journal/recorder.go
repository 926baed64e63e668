package journal

// This file is the recorder for the flows: an intent is on the disk before Intend returns, and an outcome before
// Conclude returns.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

var _ flows.Recorder = (*Journal)(nil)

// Intend records an intent. It refuses with an *InDoubtError that wraps ErrFrozen if an open intent of any console
// freezes this one, and with a *RepeatedError if this one repeats a recent intent that it does not name as Known. Its
// other errors are *Trouble.
func (j *Journal) Intend(ctx context.Context, in flows.Intent) (id flows.IntentID, err error) {
	const doing = "recording an intent"
	if in.Training != j.training {
		return "", trouble(doing, ErrMoney)
	}
	if err := j.begin(); err != nil {
		return "", trouble(doing, err)
	}
	if err := j.keep(); err != nil {
		j.begun("", "")
		return "", err
	}
	account := in.Account // kept in memory while this console runs
	defer func() { j.begun(id, account) }()
	in.Ending, in.Account = ending(in), ""
	in.Reference = strings.TrimSpace(in.Reference)
	in.ServerAt = j.serverTime()
	l := line{kind: Intended, in: in}
	err = j.change(ctx, doing, func(tx *sql.Tx) (answer, failed error) {
		if answer, failed := j.unlost(ctx, tx); answer != nil || failed != nil {
			return answer, failed
		}
		if answer, failed := j.unfrozen(ctx, tx, in); answer != nil || failed != nil {
			return answer, failed
		}
		if answer, failed := j.unrepeated(ctx, tx, in); answer != nil || failed != nil {
			return answer, failed
		}
		if err := j.add(ctx, tx, &l); err != nil {
			return nil, err
		}
		return nil, insertIntent(ctx, tx, l)
	})
	if err != nil {
		return "", err
	}
	return idOf(l.seq), nil
}

// serverTime returns the server's time, or zero if it is not known.
func (j *Journal) serverTime() time.Time {
	if j.serverOffset == nil {
		return time.Time{}
	}
	by, known := j.serverOffset()
	if !known {
		return time.Time{}
	}
	return j.now().Add(by).UTC()
}

// ending returns the part of the account number that is recorded: four digits at most.
func ending(in flows.Intent) string {
	digits := in.AccountEnding()
	return digits[max(0, len(digits)-4):]
}

func insertIntent(ctx context.Context, tx *sql.Tx, l line) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO intents
		(seq, at, kind, ending, amount, reference, location, clerk, console, "authorization", state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		l.seq, l.at.UnixNano(), l.in.Kind, l.in.Ending, int64(l.in.Amount), l.in.Reference, l.in.Location, l.in.Clerk, l.console, l.in.AuthorizationID, UnderWay)
	return err
}

// unfrozen answers with a refusal if an open intent freezes this one.
func (j *Journal) unfrozen(ctx context.Context, tx *sql.Tx, in flows.Intent) (answer, failed error) {
	open, err := openIntents(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, other := range open {
		if was := other.intent.in; was.Freezes(in) {
			id := idOf(other.intent.seq)
			was.Account = j.account(id)
			return &flows.InDoubtError{Intent: id, Since: other.intent.at, Was: was, Err: flows.ErrFrozen}, nil
		}
	}
	return nil, nil
}

// unrepeated answers with a refusal if the intent repeats a recent one, unless the clerk knows of that one.
func (j *Journal) unrepeated(ctx context.Context, tx *sql.Tx, in flows.Intent) (answer, failed error) {
	if !in.Repeats(in) {
		return nil, nil
	}
	found, err := tx.QueryContext(ctx, `SELECT i.seq, i.result, e.body FROM intents i JOIN entries e ON e.seq = i.seq
		WHERE i.ending = ? AND i.kind = ? AND i.state = ? AND i.at > ? ORDER BY i.seq DESC`,
		in.Ending, in.Kind, Done, j.now().Add(-flows.RepeatTime).UnixNano())
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	for found.Next() {
		var seq int64
		var result api.ID
		var body []byte
		if err := found.Scan(&seq, &result, &body); err != nil {
			return nil, err
		}
		l, err := decode(body)
		if err != nil {
			return nil, fmt.Errorf("%w: entry %d: %w", ErrDamaged, seq, err)
		}
		switch id := idOf(seq); {
		case in.Known == id:
			return nil, nil // the clerk knows of this one and of all older ones
		case in.Repeats(l.in):
			return &flows.RepeatedError{Intent: id, At: l.at, Was: l.in, ID: result}, nil
		}
	}
	return nil, found.Err()
}

// errUnderWay says that another console is alive and still waits for the answer.
var errUnderWay = errors.New("another console is still sending it")

// Conclude records an outcome. An open outcome may be concluded again. For any other it returns ErrNoIntent. An
// outcome that cannot be written is kept in memory and written as soon as possible.
func (j *Journal) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	err := j.conclude(ctx, id, outcome)
	var failed *Trouble
	switch {
	case err == nil, errors.Is(err, flows.ErrNoIntent), errors.Is(err, errUnderWay):
		j.settle(id, nil)
	case errors.As(err, &failed) && j.mine(id):
		j.settle(id, &outcome)
	}
	j.show(ctx)
	return err
}

func (j *Journal) conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	l := line{kind: Concluded, intent: seqOf(id), out: outcome}
	return j.must(ctx, "recording an outcome", func(tx *sql.Tx) (answer, failed error) {
		now, found, err := currentOf(ctx, tx, l.intent)
		if err != nil {
			return nil, err
		}
		if !found || now.ended != 0 {
			return fmt.Errorf("concluding the intent %s: %w", id, flows.ErrNoIntent), nil
		}
		// The console that waits for the answer may still get it. No other one may record "not done".
		if now.state == UnderWay && outcome.Result == flows.ResultNotDone && now.console != j.console && j.consoles.alive(now.console) {
			return fmt.Errorf("concluding the intent %s: %w", id, errUnderWay), nil
		}
		if err := j.add(ctx, tx, &l); err != nil {
			return nil, err
		}
		now.apply(l)
		return nil, updateIntent(ctx, tx, now)
	})
}

func updateIntent(ctx context.Context, tx *sql.Tx, now current) error {
	_, err := tx.ExecContext(ctx, `UPDATE intents SET state = ?, outcome = ?, lost = ?, ended = ?, result = ?, "authorization" = ? WHERE seq = ?`,
		now.state, now.outcome, now.lost, now.ended, now.result, now.authorization, now.seq)
	return err
}

// settle notes that an intent of this console is no longer under way. It keeps an outcome that could not be recorded.
func (j *Journal) settle(id flows.IntentID, unrecorded *flows.Outcome) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if unrecorded != nil {
		j.unrecorded[id] = *unrecorded
	} else {
		delete(j.unrecorded, id)
	}
	if !j.underWay[id] {
		return
	}
	delete(j.underWay, id)
	j.tellSettled()
}

func (j *Journal) mine(id flows.IntentID) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.underWay[id]
}

// Asked records that the server was asked about an intent and that its answer showed no outcome. The text says what
// was asked and what the server said, in English, without personal data.
func (j *Journal) Asked(ctx context.Context, id flows.IntentID, text string) error {
	l := line{kind: Asked, intent: seqOf(id), text: text}
	return j.must(ctx, "recording an answer", func(tx *sql.Tx) (answer, failed error) {
		_, found, err := currentOf(ctx, tx, l.intent)
		switch {
		case err != nil:
			return nil, err
		case !found:
			return fmt.Errorf("recording an answer about the intent %s: %w", id, flows.ErrNoIntent), nil
		}
		return nil, j.add(ctx, tx, &l)
	})
}

// Concluded reports whether an intent of the kind has the server's id in an outcome that was executed.
func (j *Journal) Concluded(ctx context.Context, kind flows.IntentKind, id api.ID) (bool, error) {
	if id == "" {
		return false, nil
	}
	var found bool
	err := j.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM intents WHERE result = ? AND kind = ? AND state = ?)", id, kind, Done).Scan(&found)
	return found, trouble("looking for an outcome", err)
}

// Outcome returns the outcome of an intent so far, or ErrNoIntent.
func (j *Journal) Outcome(ctx context.Context, id flows.IntentID) (flows.Outcome, error) {
	var body []byte
	err := j.read.QueryRowContext(ctx, "SELECT coalesce(e.body, x'') FROM intents i LEFT JOIN entries e ON e.seq = i.outcome WHERE i.seq = ?", seqOf(id)).Scan(&body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return flows.Outcome{}, fmt.Errorf("looking for the intent %s: %w", id, flows.ErrNoIntent)
	case err != nil:
		return flows.Outcome{}, trouble("looking for an outcome", err)
	case len(body) == 0:
		return flows.Outcome{}, nil
	}
	l, err := decode(body)
	if err != nil {
		return flows.Outcome{}, trouble("looking for an outcome", fmt.Errorf("%w: %w", ErrDamaged, err))
	}
	return l.out, nil
}

// inTransaction does the work of a change within its transaction. answer is a decision for the caller, such as
// "repeated": the change is not made, and nothing is wrong with the journal. failed is the database's error, which
// becomes a *Trouble.
type inTransaction func(*sql.Tx) (answer, failed error)

// change makes one change durably, in whole or not at all. It remembers a failure as the journal's trouble, but not
// an answer.
func (j *Journal) change(ctx context.Context, doing string, do inTransaction) error {
	answer, failed := j.tryChange(ctx, do)
	if failed == nil && answer != nil {
		return answer
	}
	return j.note(doing, failed)
}

func (j *Journal) tryChange(ctx context.Context, do inTransaction) (answer, failed error) {
	j.mu.Lock()
	closed := j.closed
	j.mu.Unlock()
	if closed {
		return nil, ErrClosed
	}
	seen, err := j.held.look(ctx, j.path)
	if err == nil && seen.others {
		err = forgetPages(ctx, j.write)
	}
	if err != nil {
		return nil, err
	}
	tx, err := j.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if j.stands, err = j.standOf(ctx, tx); err != nil { // no other goroutine is in a transaction
		return nil, errors.Join(err, rollback(tx))
	}
	if answer, failed := do(tx); answer != nil || failed != nil {
		return answer, errors.Join(failed, rollback(tx))
	}
	now := j.stands
	if err := tx.Commit(); err != nil {
		return nil, errors.Join(err, rollback(tx))
	}
	j.knows(now)
	j.held.wrote(seen, j.path)
	if !now.waits {
		j.memory.remember(remembered{now.head(), now.loss, seen.end})
	}
	j.wrote()
	return nil, nil
}

// keep reserves the disk space that an outcome may need.
func (j *Journal) keep() error {
	if err := j.reserve.keep(); err != nil {
		return j.note("keeping disk space back", err)
	}
	return nil
}

// must makes a change that records an outcome. If the disk is full, it uses the reserved space.
func (j *Journal) must(ctx context.Context, doing string, do inTransaction) error {
	err := j.change(ctx, doing, do)
	if errors.Is(err, ErrFull) && j.reserve.give() {
		return j.change(ctx, doing, do)
	}
	return err
}

// rollback rolls a transaction back, unless it has ended.
func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// note remembers a trouble until something is written again.
func (j *Journal) note(doing string, err error) error {
	err = trouble(doing, err)
	var failed *Trouble
	if err == nil || errors.As(err, &failed) {
		j.trouble.Store(failed)
	}
	return err
}

// idOf and seqOf turn the number of an intent's entry into its id and back. For an invalid id seqOf returns 0, which
// no entry has.
func idOf(seq int64) flows.IntentID { return flows.IntentID(strconv.FormatInt(seq, 10)) }

func seqOf(id flows.IntentID) int64 {
	seq, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil || idOf(seq) != id {
		return 0
	}
	return seq
}
