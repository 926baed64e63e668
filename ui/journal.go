package ui

// This file opens the journal, beside everything else, and keeps an eye on it: what other consoles of this host write to
// it, and whether it still takes what is recorded.

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/ui/services"
)

// journalRetry is how long the console waits before it opens a journal again that could not be opened (OWN).
const journalRetry = 15 * time.Second

type (
	// journalOpenedMsg comes when the journal was opened, or could not be.
	journalOpenedMsg struct {
		of     *services.Connection
		opened *journal.Journal
		err    error
	}
	// journalRetryMsg comes when it is time to open it again.
	journalRetryMsg struct{ of *services.Connection }
)

// openJournal opens the journal; where that was done before the connection was there, it is watched.
func (m *Shell) openJournal() tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	if conn.Opening == nil || conn.Journal != nil {
		return tea.Batch(m.watchJournal(), m.watchOthers())
	}
	return func() tea.Msg {
		opened, err := conn.Opening.Open(ctx)
		return journalOpenedMsg{conn, opened, err}
	}
}

func (msg journalOpenedMsg) apply(m *Shell) tea.Cmd {
	conn := msg.of
	if conn != m.link.conn {
		return nil
	}
	conn.Journal, conn.JournalErr = msg.opened, msg.err
	if msg.err == nil {
		return tea.Batch(m.watchJournal(), m.watchOthers(), m.refresh(), m.openWaiting())
	}
	if m.link.opening == entryHistory || m.link.opening == entryDayEnd {
		m.link.opening, m.say = 0, journalWarning(msg.err)
		m.drop()
	}
	return tea.Batch(m.refresh(), m.options.later(journalRetry, func(time.Time) tea.Msg { return journalRetryMsg{conn} }))
}

func (msg journalRetryMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	return m.openJournal()
}

// journalAgain is how long the console waits before it looks into the journal again.
const journalAgain = time.Minute

// journalMsg comes when the journal was looked into.
type journalMsg struct{ of *services.Connection }

// watchJournal looks into the journal after a while.
func (m *Shell) watchJournal() tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	if conn.Journal == nil {
		return nil
	}
	return m.options.later(journalAgain, func(time.Time) tea.Msg {
		// What it could not read it keeps as trouble, which the home screen shows.
		_ = conn.Journal.Refresh(ctx)
		return journalMsg{conn}
	})
}

func (msg journalMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	return m.watchJournal()
}

// othersMsg comes when another console of this host has ended, and the journal was looked into.
type othersMsg struct{ of *services.Connection }

// watchOthers waits for the end of another console: a call that it left without an answer is in doubt from then on.
func (m *Shell) watchOthers() tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	if conn.Journal == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case <-conn.Journal.Ended():
			_ = conn.Journal.Refresh(ctx) // what it could not read it keeps as trouble
			return othersMsg{conn}
		case <-ctx.Done():
			return nil
		}
	}
}

func (msg othersMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	return m.watchOthers()
}

// journalText says that nothing can be sent because nothing can be recorded, or that training is
// forgotten; else it is empty. Bad is true where it stops money calls.
func (m *Shell) journalText() (text lang.Text, bad bool) {
	conn := m.link.conn
	if conn == nil {
		return lang.Text{}, false
	}
	err := conn.JournalErr
	if conn.Journal != nil {
		err = conn.Journal.Trouble()
	}
	switch {
	case err != nil:
		return journalWarning(err), true
	case conn.Forgets != nil:
		return msgForgets, false
	}
	return lang.Text{}, false
}

// hasLoss is true while the journal has lost entries and nobody has accepted that.
func (m *Shell) hasLoss() bool {
	conn := m.link.conn
	return conn != nil && conn.Journal != nil && conn.Journal.Loss() != nil
}

// journalWarning is what a journal that cannot be used means.
func journalWarning(err error) lang.Text {
	if known, ok := errors.AsType[*journal.Trouble](err); ok {
		return known.Warning()
	}
	return msgJournalFailed.With(err.Error())
}

// settleTime is how long a console that is closing waits for the answer to a money call, beyond the time
// that the call itself may take.
const settleTime = 10 * time.Second

// kept is the journal, also where a money call has opened it and the console has not heard of it yet.
func (m *Shell) kept() *journal.Journal {
	conn := m.link.conn
	switch {
	case conn == nil:
		return nil
	case conn.Opening != nil:
		return conn.Opening.Opened()
	}
	return conn.Journal
}

// settle lets nothing more be sent, and waits until the money calls under way have their outcome in the
// journal: a call ends at its own deadline at the latest.
func (m *Shell) settle() {
	kept := m.kept()
	if kept == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), m.options.Longest+settleTime)
	defer cancel()
	waited := kept.UnderWay() > 0
	if waited {
		m.options.tell(msgSettling.In(m.language))
	}
	err := kept.Settle(ctx)
	switch {
	case err != nil:
		m.options.tell(msgNotSettled.In(m.language))
	case waited:
		m.options.tell(msgSettled.In(m.language))
	}
}
