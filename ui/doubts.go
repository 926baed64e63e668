package ui

// This file shows what is in doubt: in the status line, and as a list above whatever is shown.

import (
	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/lang"
)

// doubtsText is the status line's word: how many are in doubt, and how many were settled meanwhile.
func (m *Shell) doubtsText() lang.Text {
	open, settled := len(m.services.Journal.InDoubt()), m.settled
	switch {
	case open > 0 && settled > 0:
		return lang.Join(" ", msgInDoubt.With(open), msgSettledCount.With(settled))
	case open > 0:
		return msgInDoubt.With(open)
	case settled > 0:
		return msgSettledCount.With(settled)
	}
	return lang.Text{}
}

// hasDoubts reports whether the list of doubts shows something.
func (m *Shell) hasDoubts() bool {
	resolver := m.services.Doubts.Resolver()
	return resolver != nil && m.signedIn() && (len(m.services.Journal.InDoubt()) > 0 || len(resolver.Settled()) > 0)
}

// openDoubts shows the list of doubts above whatever is shown, from which Esc leads back to it.
func (m *Shell) openDoubts() tea.Cmd {
	if !m.canOpenDoubts() {
		return nil
	}
	m.settled = 0
	m.push(newPlayer(m.opener().doubts(), m.language, m.now))
	return nil
}

// canOpenDoubts is false while a task runs, and where the list is shown already.
func (m *Shell) canOpenDoubts() bool {
	if p, playing := m.top().(*player); playing {
		if _, shown := p.flow.(*doubt.Flow); shown || p.busy() {
			return false
		}
	}
	return m.hasDoubts()
}

// inDoubts lists what is in doubt now.
type inDoubts func() []flows.Doubt

// InDoubt lists it.
func (list inDoubts) InDoubt() []flows.Doubt { return list() }
