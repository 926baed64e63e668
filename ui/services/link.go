package services

// This file gives every service its connection, and a way to bring news.

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows/doubt"
)

// link is one connection, and how long its work goes on.
type link struct {
	wiring *Wiring
	conn   *Connection // nil before it is made
	ctx    context.Context
	cancel context.CancelFunc
}

// news makes a message of what is to be done with news.
func (l link) news(take func() (Event, tea.Cmd)) tea.Msg { return Msg{l.conn, take} }

// later does something after a while.
func (l link) later(after time.Duration, take func() (Event, tea.Cmd)) tea.Cmd {
	return l.wiring.Later(after, func(time.Time) tea.Msg { return l.news(take) })
}

// Msg is news of a service, for Take. News of a connection that is gone is dropped.
type Msg struct {
	of   *Connection
	take func() (Event, tea.Cmd)
}

// Event says what the screens have to know; the zero Event nothing.
type Event struct {
	Kind EventKind
	Err  error        // of NotConnected and NoJournal
	PIN  PIN          // of PhoneRang
	News []doubt.News // of DoubtsAsked
}

// EventKind names what happened.
type EventKind int

// The kinds of events.
const (
	Nothing      EventKind = iota
	NotConnected           // the connection could not be made
	Changed                // what screens show may have changed
	Came                   // the same, and something that was waited for is here: connection, lists, journal
	NoJournal              // the journal could not be opened; it is tried again
	LogFailed              // the log for support cannot be written
	PhoneRang              // a PIN came to the customer's phone
	DoubtsAsked            // the server was asked about what is in doubt
)
