// Package services is what the console works with beside the screen: the connection to a server, its lists, the journal, the log. It
// knows no screen.
package services

// This file is what a console works with once it has started.

import (
	"fmt"
	"io"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/trainer"
)

// Connection is what the console works with once it has started: the client, the lists, and
// in the embedded environment the customer's phone.
type Connection struct {
	Client     *api.Client
	Catalogues *api.Catalogues
	// Phone brings the PINs that would go to the customer's phone; embedded only, else nil.
	Phone <-chan PIN
	// Opening opens the journal, beside everything else and again where it failed; nil where Journal and JournalErr
	// say already what came of it.
	Opening *journal.Opening
	// Journal keeps what is asked of the server; nil while it is not open. JournalErr is why it could not be
	// opened, the last time.
	Journal    *journal.Journal
	JournalErr error
	// Recorder stands in for Journal where it is not nil; for tests.
	Recorder flows.Recorder
	// Forgets is why what is done here is forgotten when the console closes; nil where it is not.
	// Training only.
	Forgets error
	// Trainer works the embedded training server; nil beside any other.
	Trainer trainer.Server
	// LogFailed tells once that the log cannot be written; nil: there is none.
	LogFailed <-chan error
	Close     func()
}

// Keeps is what every money call is recorded with. Without a journal it refuses, so that nothing is
// sent.
func (c *Connection) Keeps() flows.Recorder {
	switch {
	case c.Recorder != nil:
		return c.Recorder
	case c.Opening != nil:
		return c.Opening
	case c.Journal != nil:
		return c.Journal
	}
	return journal.Refusing(c.JournalErr)
}

// Reads is true where there is a journal to read, now or as soon as it is open.
func (c *Connection) Reads() bool {
	return c.Journal != nil || c.Opening != nil && c.JournalErr == nil
}

// Offset is how far the server's clock is ahead of the one that the journal goes by.
func (c *Connection) Offset() (time.Duration, bool) {
	if c.Trainer != nil {
		return 0, true
	}
	return c.Client.ClockOffset()
}

// Clock is the time by which whatever is done over the connection is dated, recorded and asked about: the embedded
// training server's, which a lesson moves on.
func (c *Connection) Clock(now func() time.Time) func() time.Time {
	if c.Trainer == nil {
		return now
	}
	return func() time.Time { return now().Add(c.Trainer.Ahead()) }
}

// PIN is a PIN on its way to a customer who is played by the trainer. Channel is "sms", "email" or
// "application".
type PIN struct {
	Channel string
	Digits  api.Secret
}

// Format writes dots for every verb.
func (PIN) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "•••") }
