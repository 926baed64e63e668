package flowtest

// This file keeps intents in memory, for tests of flows that need no file.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"countertop/flows"

	"countertop/api"
)

// Intents is a Recorder that lives as long as the process. It may be used by several goroutines.
type Intents struct {
	now func() time.Time

	mu   sync.Mutex
	last int
	open map[flows.IntentID]*openIntent
	done map[concluded]bool // what concluded intents became
	ends map[flows.IntentID]flows.Outcome
	past []flows.RepeatedError // what was done, the oldest first
}

type concluded struct {
	kind flows.IntentKind
	id   api.ID
}

type openIntent struct {
	flows.Doubt
	answerLost bool // false while the call is under way
}

// NewIntents returns a recorder without intents.
func NewIntents(now func() time.Time) *Intents {
	return &Intents{now: now, open: map[flows.IntentID]*openIntent{}, done: map[concluded]bool{}, ends: map[flows.IntentID]flows.Outcome{}}
}

// Intend keeps an intent, unless the same one is open, or was done not long ago.
func (r *Intents) Intend(_ context.Context, in flows.Intent) (flows.IntentID, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, open := range r.open {
		if open.Intent.Freezes(in) {
			return "", &flows.InDoubtError{Intent: id, Since: open.Since, Was: open.Intent, Err: flows.ErrFrozen}
		}
	}
	for _, e := range slices.Backward(r.past) {
		if in.Known != e.Intent && in.Repeats(e.Was) && r.now().Sub(e.At) < flows.RepeatTime {
			return "", &e
		}
		if in.Known == e.Intent {
			break
		}
	}
	r.last++
	id := flows.IntentID(fmt.Sprintf("intent-%06d", r.last))
	r.open[id] = &openIntent{Doubt: flows.Doubt{ID: id, Intent: in, Since: r.now()}}
	return id, nil
}

// Conclude closes an intent, or marks it as in doubt.
func (r *Intents) Conclude(_ context.Context, id flows.IntentID, outcome flows.Outcome) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	open, ok := r.open[id]
	switch {
	case !ok:
		return fmt.Errorf("concluding %s: %w", id, flows.ErrNoIntent)
	case outcome.Result.Open():
		open.answerLost, open.NeedsPerson = true, outcome.Result == flows.ResultNeedsPerson
		if outcome.Source == flows.FromAnswer || outcome.Reply != flows.ReplyLost {
			open.Reply = outcome.Reply
		}
		if open.Lost.IsZero() {
			open.Lost = r.now()
		}
	default:
		delete(r.open, id)
		r.ends[id] = outcome
		if outcome.Result == flows.ResultDone {
			r.past = append(r.past, flows.RepeatedError{Intent: id, At: open.Since, Was: open.Intent, ID: outcome.ID})
		}
		if outcome.Result == flows.ResultDone && outcome.ID != "" {
			r.done[concluded{open.Intent.Kind, outcome.ID}] = true
		}
	}
	return nil
}

// Concluded is true where an intent was concluded with the server's id.
func (r *Intents) Concluded(_ context.Context, kind flows.IntentKind, id api.ID) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done[concluded{kind, id}], nil
}

// Outcome returns the outcome of an intent so far.
func (r *Intents) Outcome(_ context.Context, id flows.IntentID) (flows.Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if open, ok := r.open[id]; ok {
		if open.NeedsPerson {
			return flows.Outcome{Result: flows.ResultNeedsPerson}, nil
		}
		return flows.Outcome{}, nil
	}
	end, ok := r.ends[id]
	if !ok {
		return flows.Outcome{}, fmt.Errorf("looking for %s: %w", id, flows.ErrNoIntent)
	}
	return end, nil
}

// Frozen returns an error that names what an intent has to wait for.
func (r *Intents) Frozen(in flows.Intent) error { return flows.FrozenBy(r.InDoubt(), in) }

// Doubts are the intents in doubt, the oldest first.
func (r *Intents) Doubts(context.Context) ([]flows.Doubt, error) { return r.InDoubt(), nil }

// Asked forgets what the server said.
func (r *Intents) Asked(context.Context, flows.IntentID, string) error { return nil }

// InDoubt lists the intents whose answer was lost, the oldest first.
func (r *Intents) InDoubt() []flows.Doubt {
	r.mu.Lock()
	defer r.mu.Unlock()
	var doubts []flows.Doubt
	for _, open := range r.open {
		if open.answerLost && open.Intent.Kind.Doubtful() {
			d := open.Doubt
			if d.Intent.ServerAt.IsZero() {
				d.Intent.ServerAt = d.Since.UTC() // as if the server's clock agreed
			}
			doubts = append(doubts, d)
		}
	}
	slices.SortFunc(doubts, func(a, b flows.Doubt) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return doubts
}
