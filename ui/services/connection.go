// Package services works beside the screen: the connection to a server, its lists, the journal, the doubts, the line, the log. It
// knows no screen.
package services

// This file holds the connection of a console that has started.

import (
	"fmt"
	"io"
	"time"

	"countertop/api"
	"countertop/flows/journal"
	"countertop/flows/trainer"
)

// Connection is made once the console has started: the client, the lists, and
// in the embedded environment the customer's phone.
type Connection struct {
	Client     *api.Client
	Catalogues *api.Catalogues
	// Phone brings the PINs that would go to the customer's phone; embedded only, else nil.
	Phone <-chan PIN
	// Journal records every money call. It is opened beside everything else, and again where that failed; until then it
	// refuses, so that nothing is sent.
	Journal *journal.Opening
	// Forgets is the reason why nothing is kept when the console closes; nil where it is not.
	// Training only.
	Forgets error
	// Trainer works the embedded training server; nil beside any other.
	Trainer trainer.Server
	// LogFailed tells once that the log cannot be written; nil: there is none.
	LogFailed <-chan error
	Close     func()
}

// Offset returns how far the server's clock is ahead of the one that the journal goes by.
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
