package services

// This file brings what comes by itself: PINs to the customer's phone, and the log's failure.

import (
	tea "charm.land/bubbletea/v2"
)

// nextPhone waits for the next PIN to the customer's phone.
func (l link) nextPhone() tea.Cmd {
	phone := l.conn.Phone
	if phone == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case pin, open := <-phone:
			if !open {
				return nil
			}
			return l.news(func() (Event, tea.Cmd) { return Event{Kind: PhoneRang, PIN: pin}, l.nextPhone() })
		case <-l.ctx.Done():
			return nil
		}
	}
}

// watchLog waits for the log's failure, which the clerk sees once: it stops no sale.
func (l link) watchLog() tea.Cmd {
	failed := l.conn.LogFailed
	if failed == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case _, fails := <-failed:
			if !fails {
				return nil
			}
			return l.news(func() (Event, tea.Cmd) { return Event{Kind: LogFailed}, l.watchLog() })
		case <-l.ctx.Done():
			return nil
		}
	}
}
