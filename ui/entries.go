package ui

// This file is the home screen's entries, a row each, and opens them. What needs the connection waits for it.

import (
	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/signin"
	"countertop/ui/services"
)

// entry is one thing to do.
type entry struct {
	key        rune
	name, what lang.Text
	shown      func(*Shell) bool // whether it can be done now; nil: always
	needs      needs
	// An entry opens a flow, or does something by itself.
	open func(opener) flows.Flow
	do   func(*Shell) tea.Cmd
}

// needs names the service that an entry's flow works with.
type needs int

const (
	needsConnection needs = iota
	needsLists            // or the news that there are none
	needsJournal
)

// homeEntries are all entries, in their order.
func homeEntries() []entry {
	down := func(m *Shell) bool { return m.services.Err() != nil }
	up := func(m *Shell) bool { return m.services.Err() == nil }
	reads := func(m *Shell) bool { return m.services.Journal.Reads() }
	return []entry{
		{key: 'r', name: msgRetry, what: msgRetryWhat, shown: down, do: func(m *Shell) tea.Cmd { return m.services.Connect() }},
		{key: 'n', name: msgApply, what: msgApplyWhat, shown: up, needs: needsLists, open: opener.application},
		{key: 'p', name: msgPurchase, what: msgPurchaseWhat, shown: up, open: opener.purchase},
		{key: 'l', name: msgLookup, what: msgLookupWhat, shown: up, open: opener.lookup},
		{key: 's', name: msgSales, what: msgSalesWhat, shown: up, open: opener.sales},
		{key: 'd', name: msgPayments, what: msgPaymentsWhat, shown: up, open: opener.payment},
		{key: 'h', name: msgHistory, what: msgHistoryWhat, shown: reads, needs: needsJournal, open: opener.history},
		{key: 'e', name: msgDayEnd, what: msgDayEndWhat, shown: reads, needs: needsJournal, open: opener.dayEnd},
		{key: 'i', name: msgDoubts, what: msgDoubtsWhat, shown: (*Shell).hasDoubts, do: (*Shell).openDoubts},
		{key: 'j', name: msgLoss, what: msgLossWhat, shown: func(m *Shell) bool { return m.services.Journal.Lost() }, open: opener.loss},
		{key: 't', name: msgLesson, what: msgLessonWhat, shown: func(m *Shell) bool { return m.trainer() != nil }, open: opener.lesson},
		{key: 'o', name: msgSignOut, what: msgSignOutWhat, do: (*Shell).askSignOut},
		{key: 'q', name: msgQuit, what: msgQuitWhat, do: (*Shell).quit},
	}
}

// entryOf is the entry of a key.
func entryOf(key rune) (entry, bool) {
	for _, e := range homeEntries() {
		if e.key == key {
			return e, true
		}
	}
	return entry{}, false
}

// waits names the entry that waits for the services.
type waits struct {
	entry rune // the key of an entry; 0: none
	// listsAsked reports whether an entry waits for lists that had failed to come.
	listsAsked bool
}

// home does what an entry of the home screen names. What is not here yet is waited for, with the keys typed meanwhile.
func (m *Shell) home(key rune) tea.Cmd {
	e, ok := entryOf(key)
	switch {
	case !ok:
		return nil
	case e.do != nil:
		return e.do(m)
	}
	var again tea.Cmd
	if e.needs == needsLists && m.services.Conn() != nil && m.services.Lists.State() == services.ListsFailed && !m.waits.listsAsked {
		m.waits.listsAsked = true
		again = m.services.Lists.Retry()
	}
	if !m.reaches(e) {
		m.waits.entry = key
		m.say = msgWaitConnect
		switch {
		case e.needs == needsJournal:
			m.say = msgWaitJournal
		case m.services.Conn() != nil:
			m.say = msgWaitLists
		}
		return again
	}
	m.waits.listsAsked = false
	opened := newPlayer(e.open(m.opener()), m.language, m.now)
	m.push(opened)
	opened.spoken = "" // what begins with reading does so now
	return tea.Batch(m.apply(opened, opened.refresh(m.language)), m.services.Lists.Renew())
}

// reaches reports whether an entry has what it works with.
func (m *Shell) reaches(e entry) bool {
	switch {
	case m.services.Conn() == nil:
		return false
	case e.needs == needsJournal:
		return m.services.Journal.Opened() != nil
	}
	return e.needs != needsLists || m.services.Lists.State() != services.ListsLoading
}

// openWaiting opens the entry that waited for what has come now, with the keys typed meanwhile.
func (m *Shell) openWaiting() tea.Cmd {
	e, waiting := entryOf(m.waits.entry)
	if !waiting || !m.reaches(e) {
		return nil
	}
	m.waits.entry, m.say = 0, lang.Text{}
	opened := m.home(e.key)
	if m.services.Lists.State() == services.ListsFailed && e.needs == needsLists { // its page is another than the keys were for
		m.drop()
	}
	return tea.Batch(opened, m.replay())
}

// askSignOut asks before the clerk's session ends.
func (m *Shell) askSignOut() tea.Cmd {
	m.ask(&dialog{title: msgSignOutTitle, text: msgSignOutText, yes: msgSignOut, no: msgLeaveNo, then: action{do: actSignOut}})
	return nil
}

// newSignIn is the page a console starts with.
func (m *Shell) newSignIn() screen {
	p := newPlayer(signin.New(m.options.Locations), m.language, m.now)
	p.root = true
	return p
}
