package flows

// This file keeps intents in memory, for tests of flows that need no file.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"countertop/api"
)

// Intents is a Recorder that lives as long as the process. It may be used by several goroutines.
type Intents struct {
	now func() time.Time

	mu   sync.Mutex
	last int
	open map[IntentID]*openIntent
	done map[concluded]bool // the outcomes of concluded intents
	ends map[IntentID]Outcome
	past []RepeatedError // executed calls, the oldest first
}

type concluded struct {
	kind IntentKind
	id   api.ID
}

type openIntent struct {
	Doubt
	answerLost bool // false while the call is under way
}

// NewIntents returns a recorder without intents.
func NewIntents(now func() time.Time) *Intents {
	return &Intents{now: now, open: map[IntentID]*openIntent{}, done: map[concluded]bool{}, ends: map[IntentID]Outcome{}}
}

// Intend records an intent. It refuses one that is frozen by an open intent, or that repeats a recent one.
func (r *Intents) Intend(_ context.Context, in Intent) (IntentID, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, open := range r.open {
		if open.Intent.Freezes(in) {
			return "", &InDoubtError{Intent: id, Since: open.Since, Was: open.Intent, Err: ErrFrozen}
		}
	}
	for _, e := range slices.Backward(r.past) {
		if in.Known != e.Intent && in.Repeats(e.Was) && r.now().Sub(e.At) < RepeatTime {
			return "", &e
		}
		if in.Known == e.Intent {
			break
		}
	}
	r.last++
	id := IntentID(fmt.Sprintf("intent-%06d", r.last))
	r.open[id] = &openIntent{Doubt: Doubt{ID: id, Intent: in, Since: r.now()}}
	return id, nil
}

// Conclude closes an intent, or marks it as in doubt.
func (r *Intents) Conclude(_ context.Context, id IntentID, outcome Outcome) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	open, ok := r.open[id]
	switch {
	case !ok:
		return fmt.Errorf("concluding %s: %w", id, ErrNoIntent)
	case outcome.Result.Open():
		open.answerLost, open.NeedsPerson = true, outcome.Result == ResultNeedsPerson
		if outcome.Source == FromAnswer || outcome.Reply != ReplyLost {
			open.Reply = outcome.Reply
		}
		if open.Lost.IsZero() {
			open.Lost = r.now()
		}
	default:
		delete(r.open, id)
		r.ends[id] = outcome
		if outcome.Result == ResultDone {
			r.past = append(r.past, RepeatedError{Intent: id, At: open.Since, Was: open.Intent, ID: outcome.ID})
		}
		if outcome.Result == ResultDone && outcome.ID != "" {
			r.done[concluded{open.Intent.Kind, outcome.ID}] = true
		}
	}
	return nil
}

// Concluded reports whether an intent was concluded with the server's id.
func (r *Intents) Concluded(_ context.Context, kind IntentKind, id api.ID) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done[concluded{kind, id}], nil
}

// Outcome returns the outcome of an intent so far.
func (r *Intents) Outcome(_ context.Context, id IntentID) (Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if open, ok := r.open[id]; ok {
		if open.NeedsPerson {
			return Outcome{Result: ResultNeedsPerson}, nil
		}
		return Outcome{}, nil
	}
	end, ok := r.ends[id]
	if !ok {
		return Outcome{}, fmt.Errorf("looking for %s: %w", id, ErrNoIntent)
	}
	return end, nil
}

// Frozen returns the error of the doubt that freezes an intent, or nil.
func (r *Intents) Frozen(in Intent) error { return FrozenBy(r.InDoubt(), in) }

// Doubts returns the intents in doubt, the oldest first.
func (r *Intents) Doubts(context.Context) ([]Doubt, error) { return r.InDoubt(), nil }

// Asked does nothing: no test of a flow reads what the server said.
func (r *Intents) Asked(context.Context, IntentID, string) error { return nil }

// InDoubt returns the intents whose answer was lost, the oldest first.
func (r *Intents) InDoubt() []Doubt {
	r.mu.Lock()
	defer r.mu.Unlock()
	var doubts []Doubt
	for _, open := range r.open {
		if open.answerLost && open.Intent.Kind.Doubtful() {
			d := open.Doubt
			if d.Intent.ServerAt.IsZero() {
				d.Intent.ServerAt = d.Since.UTC() // as if the server's clock agreed
			}
			doubts = append(doubts, d)
		}
	}
	slices.SortFunc(doubts, func(a, b Doubt) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return doubts
}
