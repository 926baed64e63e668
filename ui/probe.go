package ui

// This file finds out that a line that was down is back.

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/ui/services"
)

// probePauses are how long the console waits before it tries a line that is down, again and again:
// nobody else may be sending anything that would show that it is back.
var probePauses = []time.Duration{2 * time.Second, 5 * time.Second, 10 * time.Second, 30 * time.Second}

// probeMsg comes when a line that was down was tried.
type probeMsg struct {
	of    *services.Connection
	times int
}

// probe tries a line that is down after a while.
func (m *Shell) probe() tea.Cmd {
	if m.link.probing || m.link.conn.Client.Reachable() {
		return nil
	}
	m.link.probing = true
	return m.probeAfter(0)
}

func (m *Shell) probeAfter(times int) tea.Cmd {
	conn, ctx := m.link.conn, m.link.ctx
	return m.options.later(probePauses[min(times, len(probePauses)-1)], func(time.Time) tea.Msg {
		if ctx.Err() == nil {
			_ = conn.Client.Warm(ctx) // the client notes what came of it
		}
		return probeMsg{conn, times + 1}
	})
}

func (msg probeMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	if m.link.probing = !m.link.conn.Client.Reachable(); m.link.probing {
		return m.probeAfter(msg.times)
	}
	m.hurry()
	return m.refresh()
}
