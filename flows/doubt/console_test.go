package doubt

// This file is a console that can end at any step of a money call, and be started again.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/journal"
)

// console is one of a host's. Without a journal it has ended, and not been started again.
type console struct {
	*Resolver
	host    *host
	journal *journal.Journal
	client  *api.Client
	line    *line
	dies    point // where it ends in its next call
	read    int   // the step at which it last read what it acts on
}

// point is a step of a money call at which a console may end.
type point int

const (
	nowhere point = iota
	beforeIntent
	afterIntent  // and nothing is sent
	afterSending // the call arrives when the console is gone
	afterAnswer  // and the outcome is not recorded
	afterOutcome // and the clerk does not learn it
)

var points = map[point]string{
	beforeIntent: "before the intent", afterIntent: "after the intent", afterSending: "after sending",
	afterAnswer: "after the answer", afterOutcome: "after the outcome",
}

var errKilled = errors.New("the console has ended")

// start starts a console that has ended. Like a real one it hears from the server before it asks about a doubt.
func (c *console) start() {
	h, w := c.host, c.host.w
	w.t.Helper()
	if c.journal != nil {
		return
	}
	h.started++
	c.line = &line{w: w}
	client := w.clientOver(c.line, h.now)
	j, err := journal.Open(w.ctx, h.path, journal.Options{
		Now: h.now, Training: true, Console: fmt.Sprintf("%s-console-%d", h.name, h.started), ServerOffset: client.ClockOffset,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.server.Disarm()
	if _, err := client.Lookup(w.ctx, api.Call{}, api.LookupQuery{AccountNumber: string(account)}); err != nil {
		w.t.Fatal(err)
	}
	c.journal, c.client, c.dies = j, client, nowhere
	c.Resolver = NewResolver(Options{Server: client, Ledger: j, Now: h.now, Offset: client.ClockOffset})
	c.Next(j.InDoubt()) // it knows of them now
}

// end ends a console, whatever it has under way.
func (c *console) end() {
	if c.journal == nil {
		return
	}
	if err := c.journal.Close(); err != nil {
		c.host.w.t.Errorf("closing the journal: %v", err)
	}
	c.client.Close()
	c.journal, c.client, c.Resolver, c.dies = nil, nil, nil, nowhere
}

// mortal is a journal whose console ends in the middle of a call.
type mortal struct {
	*journal.Journal
	c *console
}

func (m mortal) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	if m.c.dies == beforeIntent {
		return "", errKilled
	}
	return m.Journal.Intend(ctx, in)
}

func (m mortal) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	switch m.c.dies {
	case nowhere:
		return m.Journal.Conclude(ctx, id, outcome)
	case afterOutcome:
		if err := m.Journal.Conclude(ctx, id, outcome); err != nil {
			return err
		}
	}
	return errKilled
}

// send makes a money call as the flows do. What is frozen must be refused, and stay unsent.
func send[T any](c *console, in flows.Intent, call func(context.Context, api.Call, string) (T, error)) (T, error) {
	w := c.host.w
	w.t.Helper()
	in.Flow, in.Location, in.Clerk, in.Training = api.NewReferenceID(), sandbox.DefaultLocation, "12345-SAMPLE", true
	in.IdempotencyKey, in.Ending = w.number("key"), in.AccountEnding()
	s := &sending{host: c.host, was: in, since: c.read}
	w.sent[in.Flow], w.order = s, append(w.order, s)
	doubts, err := c.journal.Doubts(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	waits := flows.FrozenBy(doubts, in) != nil && c.dies != beforeIntent
	result, err := flows.Execute(w.ctx, mortal{c.journal, c}, in, func(ctx context.Context) (T, error) {
		switch {
		case c.dies == afterIntent:
			var none T
			return none, errKilled
		case c.dies == afterSending && c.line.holds == 0:
			c.line.holds = time.Second
		}
		return call(ctx, api.Call{Reference: in.Flow}, in.IdempotencyKey)
	})
	c.line.holds = 0
	if waits != errors.Is(err, flows.ErrFrozen) || waits && len(s.done) > 0 {
		w.t.Errorf("a %s of %s, which must wait: %v, gave %v, and was done %d times", in.Kind, in.Amount, waits, err, len(s.done))
	}
	if c.dies != nowhere {
		c.end()
	} else {
		c.Next(c.journal.InDoubt())
	}
	return result, err
}
