package services

// This file keeps the line to the server open and finds out that one that was down is back; it follows the token.

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// line is the line to the server.
type line struct {
	link
	probing bool   // it is down, and is tried now and then
	minutes int    // rounds of minutes counted for the token
	back    func() // does what waits for the line
}

// nextToken waits for the token keeper's next news.
func (l *line) nextToken() tea.Cmd {
	changes, ctx := l.conn.Client.TokenChanges(), l.ctx
	return func() tea.Msg {
		select {
		case <-changes:
			return l.news(func() (Event, tea.Cmd) {
				l.back()
				return Event{}, tea.Batch(l.nextToken(), l.nextMinute(), l.probe())
			})
		case <-ctx.Done():
			return nil
		}
	}
}

// nextMinute wakes the status line when the minutes that the token has left change: once a minute.
func (l *line) nextMinute() tea.Cmd {
	l.minutes++
	round := l.minutes
	left := l.conn.Client.Token().Expires.Sub(l.wiring.Now())
	if left <= 0 {
		return nil
	}
	return tea.Tick(left%time.Minute+time.Millisecond, func(time.Time) tea.Msg {
		return l.news(func() (Event, tea.Cmd) {
			if round != l.minutes { // a newer token started its own
				return Event{}, nil
			}
			return Event{}, l.nextMinute()
		})
	})
}

// One of the probePauses passes before the console tries a line that is down, again and again:
// nobody else may be sending anything that would show that it is back.
var probePauses = []time.Duration{2 * time.Second, 5 * time.Second, 10 * time.Second, 30 * time.Second}

// probe tries a line that is down after a while.
func (l *line) probe() tea.Cmd {
	if l.probing || l.conn.Client.Reachable() {
		return nil
	}
	l.probing = true
	return l.probeAfter(0)
}

func (l *line) probeAfter(times int) tea.Cmd {
	return l.wiring.Later(probePauses[min(times, len(probePauses)-1)], func(time.Time) tea.Msg {
		if l.ctx.Err() == nil {
			_ = l.conn.Client.Warm(l.ctx) // the client notes what came of it
		}
		return l.news(func() (Event, tea.Cmd) {
			if l.probing = !l.conn.Client.Reachable(); l.probing {
				return Event{}, l.probeAfter(times + 1)
			}
			l.back()
			return Event{Kind: Changed}, nil
		})
	})
}
