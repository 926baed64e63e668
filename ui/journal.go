package ui

// This file keeps an eye on the journal: what other consoles of this host write to it, and whether it
// still takes what is recorded.

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows/journal"
	"countertop/flows/lang"
)

// journalAgain is how long the console waits before it looks into the journal again.
const journalAgain = time.Minute

// journalMsg comes when the journal was looked into.
type journalMsg struct{ of *Connection }

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

// settle lets nothing more be sent, and waits until the money calls under way have their outcome in the
// journal: a call ends at its own deadline at the latest.
func (m *Shell) settle() {
	if m.link.conn == nil || m.link.conn.Journal == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), m.options.Longest+settleTime)
	defer cancel()
	waited := m.link.conn.Journal.UnderWay() > 0
	if waited {
		m.options.tell(msgSettling.In(m.language))
	}
	err := m.link.conn.Journal.Settle(ctx)
	switch {
	case err != nil:
		m.options.tell(msgNotSettled.In(m.language))
	case waited:
		m.options.tell(msgSettled.In(m.language))
	}
}
