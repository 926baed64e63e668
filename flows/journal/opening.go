package journal

// This file opens a journal in the background, and tries again if that failed. A disk that is full or busy at the
// start must not keep a counter from selling for the rest of the day.

import (
	"context"
	"sync"

	"countertop/api"
	"countertop/flows"
)

var _ flows.Recorder = (*Opening)(nil)

// Opening is a journal that is opened when it is first needed. Each method opens it if it is not open. If that fails,
// the method returns the *Trouble, nothing is sent, and the next call tries again. Several goroutines may call its
// methods.
type Opening struct {
	open func(context.Context) (*Journal, error)
	turn chan struct{} // held by the goroutine that opens or closes

	mu     sync.Mutex
	opened *Journal
	closed bool
}

// NewOpening returns an Opening that calls open to open the journal.
func NewOpening(open func(context.Context) (*Journal, error)) *Opening {
	return &Opening{open: open, turn: make(chan struct{}, 1)}
}

// Opened returns the journal if it is open, else nil.
func (o *Opening) Opened() *Journal {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.opened
}

// Open returns the journal, and opens it if necessary.
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
	if closed { // closed while this goroutine waited
		return nil, trouble(doing, ErrClosed)
	}
	return j, nil
}

// Close closes the journal. It waits for a goroutine that is opening it.
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

// Concluded reports whether another intent already has the server's id in its outcome.
func (o *Opening) Concluded(ctx context.Context, kind flows.IntentKind, id api.ID) (bool, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return false, err
	}
	return j.Concluded(ctx, kind, id)
}

// Outcome returns the outcome of an intent so far.
func (o *Opening) Outcome(ctx context.Context, id flows.IntentID) (flows.Outcome, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return flows.Outcome{}, err
	}
	return j.Outcome(ctx, id)
}

// Find returns the records that a query picks.
func (o *Opening) Find(ctx context.Context, q Query) ([]Record, error) {
	j, err := o.Open(ctx)
	if err != nil {
		return nil, err
	}
	return j.Find(ctx, q)
}

// Doubts reads the journal and returns what is in doubt.
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

// Frozen returns the error of the doubt that freezes an intent, or nil. Before the journal is open it knows of no
// doubt.
func (o *Opening) Frozen(in flows.Intent) error { return flows.FrozenBy(o.InDoubt(), in) }

// InDoubt returns what is known to be in doubt. Before the journal is open that is nothing.
func (o *Opening) InDoubt() []flows.Doubt {
	if j := o.Opened(); j != nil {
		return j.InDoubt()
	}
	return nil
}
