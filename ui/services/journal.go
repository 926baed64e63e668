package services

// This file opens the journal, beside everything else, and keeps an eye on it: what other consoles of this host write to
// it, and whether it still takes what is recorded.

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/flows/journal"
)

// JournalRetry passes before the console opens a journal again that could not be opened (OWN).
const JournalRetry = 15 * time.Second

// journalAgain passes before the console looks into the journal again.
const journalAgain = time.Minute

// Journal opens the connection's journal and watches it. Its methods may be called before there is a connection.
type Journal struct {
	link
	err error // why it could not be opened, the last time
}

func (j *Journal) open() tea.Cmd {
	return func() tea.Msg {
		opened, err := j.conn.Journal.Open(j.ctx)
		return j.news(func() (Event, tea.Cmd) { return j.opened(opened, err) })
	}
}

func (j *Journal) opened(opened *journal.Journal, err error) (Event, tea.Cmd) {
	if j.err = err; err != nil {
		return Event{Kind: NoJournal, Err: err}, j.later(JournalRetry, func() (Event, tea.Cmd) { return Event{}, j.open() })
	}
	return Event{Kind: Came}, tea.Batch(j.watch(opened), j.watchOthers(opened))
}

// watch looks into the journal after a while.
func (j *Journal) watch(opened *journal.Journal) tea.Cmd {
	ctx := j.ctx
	return j.wiring.Later(journalAgain, func(time.Time) tea.Msg {
		// What it could not read it keeps as trouble, which the home screen shows.
		_ = opened.Refresh(ctx)
		return j.news(func() (Event, tea.Cmd) { return Event{}, j.watch(opened) })
	})
}

// watchOthers waits for the end of another console: a call that it left without an answer is in doubt from then on.
func (j *Journal) watchOthers(opened *journal.Journal) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-opened.Ended():
			_ = opened.Refresh(j.ctx) // what it could not read it keeps as trouble
			return j.news(func() (Event, tea.Cmd) { return Event{}, j.watchOthers(opened) })
		case <-j.ctx.Done():
			return nil
		}
	}
}

// Opened is the journal, also where a money call has opened it and the console has not heard of it yet; nil while it is not open.
func (j *Journal) Opened() *journal.Journal {
	if j.conn == nil {
		return nil
	}
	return j.conn.Journal.Opened()
}

// Trouble returns the reason why nothing can be recorded, and so nothing sent; nil: there is none.
func (j *Journal) Trouble() error {
	if opened := j.Opened(); opened != nil {
		return opened.Trouble()
	}
	return j.err
}

// Lost reports whether the journal has lost entries and nobody has accepted that.
func (j *Journal) Lost() bool {
	opened := j.Opened()
	return opened != nil && opened.Loss() != nil
}

// Reads reports whether there is a journal to read, now or as soon as it is open.
func (j *Journal) Reads() bool { return j.conn != nil && (j.err == nil || j.Opened() != nil) }

// InDoubt returns the doubts that the console knows of, from memory.
func (j *Journal) InDoubt() []flows.Doubt {
	if j.conn == nil {
		return nil
	}
	return j.conn.Journal.InDoubt()
}
