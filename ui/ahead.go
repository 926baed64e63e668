package ui

// This file keeps the keys that are typed before the page is here that they are meant for.

import (
	"time"

	"countertop/ui/look"

	tea "charm.land/bubbletea/v2"
)

// toScreen gives a key or a paste to the screen on top, or keeps it while that one waits.
func (m *Shell) toScreen(msg tea.Msg) tea.Cmd {
	switch {
	case m.waiting() && isYes(msg): // what it confirms has to be seen first
		return nil
	case m.waiting() && (!isBack(msg) || m.unseen() && len(m.ahead) > 0):
		m.ahead = append(m.ahead, msg)
		return m.afterPaint()
	case m.waits.entry != 0: // Esc: what waited for the connection does not open
		m.waits.entry = 0
		m.drop()
		return nil
	}
	top := m.top()
	return m.apply(top, top.update(msg))
}

func isBack(msg tea.Msg) bool {
	press, ok := msg.(tea.KeyPressMsg)
	return ok && look.Esc.Pressed(press)
}

func isYes(msg tea.Msg) bool {
	press, ok := msg.(tea.KeyPressMsg)
	return ok && look.Yes.Pressed(press)
}

// waiting reports whether keys belong to a page that is not here yet.
func (m *Shell) waiting() bool {
	if p, ok := m.top().(*player); ok && p.busy() {
		return true
	}
	return m.waits.entry != 0 || m.unseen()
}

// unseen reports whether the text on top is to be drawn before it takes keys.
func (m *Shell) unseen() bool {
	p, ok := m.top().(*player)
	return ok && p.unseen()
}

// paintedMsg comes when a text has had the time to be painted.
type paintedMsg struct{}

// paintTime is more than the painter waits between two frames.
const paintTime = 5 * time.Millisecond

// afterPaint delivers kept keys once the text on top was painted.
func (m *Shell) afterPaint() tea.Cmd {
	if m.painting || len(m.ahead) == 0 || !m.unseen() {
		return nil
	}
	m.painting = true
	return tea.Tick(paintTime, func(time.Time) tea.Msg { return paintedMsg{} })
}

// replay gives the keys that were typed ahead to the page that is here now, until it waits
// again or a dialog stands before it. A page that sends something takes none of them: they were typed
// before anyone saw what is sent.
func (m *Shell) replay() tea.Cmd {
	var cmds []tea.Cmd
	for len(m.ahead) > 0 && !m.waiting() && m.dialog == nil && m.help == nil {
		if p, ok := m.top().(*player); ok && sends(p.page) {
			m.drop()
			break
		}
		msg := m.ahead[0]
		m.ahead = m.ahead[1:]
		if press, ok := msg.(tea.KeyPressMsg); ok {
			cmds = append(cmds, m.key(press))
		} else {
			cmds = append(cmds, m.toScreen(msg))
		}
	}
	return tea.Batch(append(cmds, m.afterPaint())...)
}

// drop forgets the keys that were typed ahead, and says how many.
func (m *Shell) drop() {
	switch n := len(m.ahead); n {
	case 0:
	case 1:
		m.say = msgKeyLost
	default:
		m.say = msgKeysLost.With(n)
	}
	m.ahead = nil
}
