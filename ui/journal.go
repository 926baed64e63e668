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

// openJournal opens the journal.
func (m *Shell) openJournal() tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	return func() tea.Msg {
		opened, err := conn.Journal.Open(ctx)
		return journalOpenedMsg{conn, opened, err}
	}
}

func (msg journalOpenedMsg) apply(m *Shell) tea.Cmd {
	conn := msg.of
	if conn != m.link.conn {
		return nil
	}
	m.link.journalErr = msg.err
	if msg.err == nil {
		return tea.Batch(m.watchJournal(msg.opened), m.watchOthers(msg.opened), m.refresh(), m.openWaiting())
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
type journalMsg struct {
	of     *services.Connection
	opened *journal.Journal
}

// watchJournal looks into the journal after a while.
func (m *Shell) watchJournal(opened *journal.Journal) tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	return m.options.later(journalAgain, func(time.Time) tea.Msg {
		// What it could not read it keeps as trouble, which the home screen shows.
		_ = opened.Refresh(ctx)
		return journalMsg{conn, opened}
	})
}

func (msg journalMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	return m.watchJournal(msg.opened)
}

// othersMsg comes when another console of this host has ended, and the journal was looked into.
type othersMsg struct {
	of     *services.Connection
	opened *journal.Journal
}

// watchOthers waits for the end of another console: a call that it left without an answer is in doubt from then on.
func (m *Shell) watchOthers(opened *journal.Journal) tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	return func() tea.Msg {
		select {
		case <-opened.Ended():
			_ = opened.Refresh(ctx) // what it could not read it keeps as trouble
			return othersMsg{conn, opened}
		case <-ctx.Done():
			return nil
		}
	}
}

func (msg othersMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	return m.watchOthers(msg.opened)
}

// journalText says that nothing can be sent because nothing can be recorded, or that training is
// forgotten; else it is empty. Bad is true where it stops money calls.
func (m *Shell) journalText() (text lang.Text, bad bool) {
	conn := m.link.conn
	if conn == nil {
		return lang.Text{}, false
	}
	err := m.link.journalErr
	if opened := conn.Journal.Opened(); opened != nil {
		err = opened.Trouble()
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
	kept := m.kept()
	return kept != nil && kept.Loss() != nil
}

// reads is true where there is a journal to read, now or as soon as it is open.
func (m *Shell) reads() bool { return m.link.conn != nil && m.link.journalErr == nil }

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
	if m.link.conn == nil {
		return nil
	}
	return m.link.conn.Journal.Opened()
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
