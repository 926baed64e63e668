package journal

// This file opens a journal beside everything else, and again where it failed: a disk that is full, or busy for a while,
// at the start must not keep a counter from selling for the rest of the day.

import (
	"context"
	"sync"

	"countertop/api"
	"countertop/flows"
)

var _ flows.Recorder = (*Opening)(nil)

// Opening is a journal that is opened when it is first needed. What is asked of it before, opens it; where that fails, the
// answer is the *Trouble of it, nothing is sent, and the next one tries again. Its methods may be called from several
// goroutines.
type Opening struct {
	open func(context.Context) (*Journal, error)
	turn chan struct{} // holds one who opens

	mu     sync.Mutex
	opened *Journal
	closed bool
}

// NewOpening is a journal that open opens.
func NewOpening(open func(context.Context) (*Journal, error)) *Opening {
	return &Opening{open: open, turn: make(chan struct{}, 1)}
}

// Opened is the journal, where it is open; else nil.
func (o *Opening) Opened() *Journal {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.opened
}

// Open is the journal. It is opened unless it is open already.
func (o *Opening) Open(ctx context.Context) (*Journal, error) {
	const doing = "opening the journal"
	select {
	case o.turn <- struct{}{}:
		defer func() { <-o.turn }()
	case <-ctx.Done():
		return nil, trouble(doing, ctx.Err())
	}
	if j := o.Opened(); j != nil {
		return j, nil
	}
	o.mu.Lock()
	closed := o.closed
	o.mu.Unlock()
	if closed {
		return nil, trouble(doing, ErrClosed)
	}
	j, err := o.open(ctx)
	if err != nil {
		return nil, trouble(doing, err)
	}
	o.mu.Lock()
	o.opened, closed = j, o.closed
	o.mu.Unlock()
	if closed { // meanwhile
		return nil, trouble(doing, ErrClosed)
	}
	return j, nil
}

// Close closes the journal, and waits for one who opens it.
func (o *Opening) Close() error {
	o.mu.Lock()
	o.closed = true
	o.mu.Unlock()
	o.turn <- struct{}{}
	defer func() { <-o.turn }()
	if j := o.Opened(); j != nil {
		return j.Close()
	}
	return nil
}

// Intend records an intent.
func (o *Opening) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return "", err
	}
	return j.Intend(ctx, in)
}

// Conclude records an outcome.
func (o *Opening) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	j, err := o.Open(ctx)
	if err != nil {
		return err
	}
	return j.Conclude(ctx, id, outcome)
}

// Concluded is true where the server's id is that of another intent's outcome.
func (o *Opening) Concluded(ctx context.Context, kind flows.IntentKind, id api.ID) (bool, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return false, err
	}
	return j.Concluded(ctx, kind, id)
}

// Outcome is what came of an intent so far.
func (o *Opening) Outcome(ctx context.Context, id flows.IntentID) (flows.Outcome, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return flows.Outcome{}, err
	}
	return j.Outcome(ctx, id)
}

// Find reads records.
func (o *Opening) Find(ctx context.Context, q Query) ([]Record, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return nil, err
	}
	return j.Find(ctx, q)
}

// Doubts reads what is in doubt now.
func (o *Opening) Doubts(ctx context.Context) ([]flows.Doubt, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return nil, err
	}
	return j.Doubts(ctx)
}

// Asked records that the server was asked about an intent.
func (o *Opening) Asked(ctx context.Context, id flows.IntentID, said string) error {
	j, err := o.Open(ctx)
	if err != nil {
		return err
	}
	return j.Asked(ctx, id, said)
}

// Frozen is what an intent has to wait for, as far as is known before the journal is open.
func (o *Opening) Frozen(in flows.Intent) error { return flows.FrozenBy(o.InDoubt(), in) }

// InDoubt is what is known to be in doubt: nothing before the journal is open.
func (o *Opening) InDoubt() []flows.Doubt {
	if j := o.Opened(); j != nil {
		return j.InDoubt()
	}
	return nil
}
