package journal

// This file works out the current state of an intent from its entries. The table intents holds the result, and Verify
// works it out again to compare.

import (
	"context"
	"database/sql"
	"errors"

	"countertop/flows"
)

// current is the part of an intent that changes.
type current struct {
	seq           int64
	kind          flows.IntentKind
	console       string
	state         State
	outcome       int64 // the number of the last outcome's entry; 0 if there is none
	lost, ended   int64 // times in nanoseconds since 1970; 0 if they do not apply
	result        string
	authorization string
}

// asIntended returns the state of an intent that was just recorded.
func asIntended(l line) current {
	return current{seq: l.seq, kind: l.in.Kind, console: l.console, state: UnderWay, authorization: string(l.in.AuthorizationID)}
}

// apply changes the state by an outcome.
func (c *current) apply(l line) {
	c.outcome, c.state = l.seq, results[l.out.Result]
	if l.out.Result.Open() {
		if c.lost == 0 {
			c.lost = l.at.UnixNano()
		}
		return
	}
	c.ended = l.at.UnixNano()
	if l.out.Result != flows.ResultDone {
		return
	}
	c.result = string(l.out.ID)
	if c.kind == flows.AuthorizationIntent {
		c.authorization = c.result
	}
}

// currentOf reads the state of an intent. found is false if there is no such intent.
func currentOf(ctx context.Context, from rows, seq int64) (c current, found bool, err error) {
	c = current{seq: seq}
	err = from.QueryRowContext(ctx, `SELECT kind, console, state, outcome, lost, ended, result, "authorization" FROM intents WHERE seq = ?`, seq).
		Scan(&c.kind, &c.console, &c.state, &c.outcome, &c.lost, &c.ended, &c.result, &c.authorization)
	if errors.Is(err, sql.ErrNoRows) {
		return current{}, false, nil
	}
	return c, err == nil, err
}
