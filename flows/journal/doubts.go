package journal

// This file finds what is in doubt: intents whose answer was lost, and intents of a console that ended before the
// answer came.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
)

// openIntent is an intent without a final outcome.
type openIntent struct {
	intent  line
	last    line // its last outcome, which is open too; without a kind if there is none
	current current
}

func openIntents(ctx context.Context, from rows) ([]openIntent, error) {
	found, err := from.QueryContext(ctx, `SELECT i.seq, i.kind, i.console, i.state, i.outcome, i.lost, e.body, coalesce(o.body, x'')
		FROM intents i JOIN entries e ON e.seq = i.seq LEFT JOIN entries o ON o.seq = i.outcome WHERE i.ended = 0 ORDER BY i.seq`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var open []openIntent
	for found.Next() {
		var o openIntent
		var body, last []byte
		if err := found.Scan(&o.current.seq, &o.current.kind, &o.current.console, &o.current.state, &o.current.outcome, &o.current.lost, &body, &last); err != nil {
			return nil, err
		}
		if o.intent, err = decode(body); err != nil {
			return nil, fmt.Errorf("%w: entry %d: %w", ErrDamaged, o.current.seq, err)
		}
		if len(last) > 0 {
			if o.last, err = decode(last); err != nil {
				return nil, fmt.Errorf("%w: entry %d: %w", ErrDamaged, o.current.outcome, err)
			}
		}
		open = append(open, o)
	}
	return open, found.Err()
}

// InDoubt returns what was in doubt when this console last wrote or called Refresh, the oldest first. It only reads
// memory. The caller must not change the slice.
func (j *Journal) InDoubt() []flows.Doubt {
	if doubts := j.doubts.Load(); doubts != nil {
		return *doubts
	}
	return nil
}

// Frozen returns the error of the doubt that freezes an intent, or nil. Like InDoubt it only reads memory.
func (j *Journal) Frozen(in flows.Intent) error { return flows.FrozenBy(j.InDoubt(), in) }

// Doubts reads the journal and returns what is in doubt, the oldest first.
func (j *Journal) Doubts(ctx context.Context) ([]flows.Doubt, error) {
	err := trouble("reading what is in doubt", j.reload(ctx))
	return slices.Clone(j.InDoubt()), err
}

// Refresh reads what other consoles wrote, looks which of them have ended, and records outcomes that could not be
// recorded before. After a trouble it finds out whether the journal can be read and written again.
func (j *Journal) Refresh(ctx context.Context) error {
	if err := j.present(ctx); err != nil {
		return j.note("looking after the journal", err)
	}
	j.others.look(ctx)
	err := j.catchUp(ctx)
	if unread := errors.Join(j.readLoss(ctx, j.read), j.reload(ctx)); unread != nil {
		return errors.Join(err, j.note("reading the journal", unread))
	}
	if err == nil && j.trouble.Load() != nil {
		err = j.keep()
	}
	if err == nil && j.trouble.Load() != nil {
		err = j.change(ctx, "writing the journal", func(tx *sql.Tx) (answer, failed error) { return nil, j.touch(ctx, tx) })
	}
	return err
}

// touch makes a change that means nothing, to find out whether the disk accepts it.
func (j *Journal) touch(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE about SET opened = ?", j.now().UnixNano())
	return err
}

// catchUp records the outcomes that the journal could not take before.
func (j *Journal) catchUp(ctx context.Context) error {
	j.mu.Lock()
	waiting := make(map[flows.IntentID]flows.Outcome, len(j.unrecorded))
	for id, outcome := range j.unrecorded {
		waiting[id] = outcome
	}
	j.mu.Unlock()
	for id, outcome := range waiting {
		err := j.conclude(ctx, id, outcome)
		if err != nil && !errors.Is(err, flows.ErrNoIntent) {
			return err
		}
		j.settle(id, nil)
	}
	return nil
}

// show reads the doubts again after a change by this console. The change holds whether or not show succeeds.
func (j *Journal) show(ctx context.Context) { _ = j.reload(context.WithoutCancel(ctx)) }

func (j *Journal) reload(ctx context.Context) error {
	open, err := openIntents(ctx, j.read)
	if err != nil {
		return err
	}
	alive := j.aliveConsoles()
	doubts := []flows.Doubt{}
	still := map[flows.IntentID]bool{}
	for _, o := range open {
		id := idOf(o.intent.seq)
		still[id] = true
		if state := j.stateOf(o.current, alive); state == UnderWay || state == Unanswered {
			continue
		}
		doubt := flows.Doubt{ID: id, Intent: o.intent.in, Since: o.intent.at, Reply: o.last.out.Reply, NeedsPerson: o.current.state == NeedsPerson}
		doubt.Intent.Account = j.account(id)
		if o.current.lost != 0 {
			doubt.Lost = time.Unix(0, o.current.lost).UTC()
		}
		doubts = append(doubts, doubt)
	}
	j.doubts.Store(&doubts)
	j.forget(still)
	return nil
}

// aliveConsoles returns a function that reports whether a console is alive. It looks once for each console.
func (j *Journal) aliveConsoles() func(string) bool {
	known := map[string]bool{}
	return func(console string) bool {
		alive, asked := known[console]
		if !asked {
			alive = j.consoles.alive(console)
			known[console] = alive
		}
		return alive
	}
}

// stateOf returns the state of an intent. If no live console is sending it any more, it is in doubt or unanswered.
func (j *Journal) stateOf(c current, alive func(string) bool) State {
	state := j.standing(c, alive)
	if !c.kind.Doubtful() && (state == InDoubt || state == NeedsPerson) {
		return Unanswered // its console ended before the answer, or an older version wrote the entry
	}
	return state
}

func (j *Journal) standing(c current, alive func(string) bool) State {
	switch {
	case c.state != UnderWay:
		return c.state
	case c.console != j.console && alive(c.console):
		return UnderWay
	case c.console != j.console:
		return InDoubt
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.underWay[idOf(c.seq)] || j.beginning > 0 {
		return UnderWay
	}
	return InDoubt // this console could not record the outcome
}

func (j *Journal) account(id flows.IntentID) api.ID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.accounts[id]
}

// forget drops the account numbers of intents that are not open.
func (j *Journal) forget(open map[flows.IntentID]bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for id := range j.accounts {
		if !open[id] && !j.underWay[id] {
			delete(j.accounts, id)
		}
	}
}
