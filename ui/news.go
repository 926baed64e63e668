package ui

// This file takes what the services bring into the screens, and says what they say.

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/ui/services"
)

// happened does on the screens what a service's event asks for.
func (m *Shell) happened(e services.Event) tea.Cmd {
	switch e.Kind {
	case services.NotConnected:
		m.waits.entry = 0
		if !m.signedIn() { // the home screen says it itself
			m.say = msgConnectFailed.With(e.Err.Error())
		}
		m.drop()
		return m.refresh()
	case services.Changed:
		return m.refresh()
	case services.Came:
		return tea.Batch(m.refresh(), m.openWaiting())
	case services.NoJournal:
		if waiting, ok := entryOf(m.waits.entry); ok && waiting.needs == needsJournal {
			m.waits.entry, m.say = 0, journalWarning(e.Err)
			m.drop()
		}
		return m.refresh()
	case services.LogFailed:
		m.say = msgLogFailed
	case services.PhoneRang:
		m.phone = pinText(e.PIN)
	case services.DoubtsAsked:
		return m.learned(e.News)
	}
	return nil
}

// learned tells the clerk what became of doubts. One whose page is shown goes on there.
func (m *Shell) learned(all []doubt.News) tea.Cmd {
	cmds := []tea.Cmd{m.refresh()}
	for _, news := range all {
		m.say = doubt.Told(news)
		if news.Outcome.Result.Open() { // it is counted as in doubt still
			continue
		}
		if p, playing := m.top().(*player); playing {
			if learned := p.learn(news.Doubt.ID); learned.cmd != nil { // the clerk is looking at it
				cmds = append(cmds, m.apply(p, learned))
				continue
			}
		}
		m.settled++
	}
	return tea.Batch(cmds...)
}

// pinText says where a PIN went, for the status line.
func pinText(p services.PIN) lang.Text {
	switch p.Channel {
	case "sms":
		return msgPhonePIN.With(p.Digits.Reveal())
	case "email":
		return msgEmailPIN.With(p.Digits.Reveal())
	}
	return msgApplicationPIN.With(p.Digits.Reveal())
}

// listsText says where the lists come from.
func (m *Shell) listsText() lang.Text {
	var fetched lang.Text
	if conn := m.services.Conn(); conn != nil {
		if c := conn.Catalogues.Catalogue(m.language); c != nil {
			fetched = lang.Same(c.Fetched.In(m.now().Location()).Format("2006-01-02 15:04"))
		}
	}
	switch m.services.Lists.State() {
	case services.ListsFresh:
		return msgListsFresh.With(fetched)
	case services.ListsKept:
		return msgListsOld.With(fetched)
	case services.ListsFailed:
		return msgListsNone
	}
	return msgListsLoading
}

// journalText says that nothing can be sent because nothing can be recorded, or that training is
// forgotten; else it is empty. Bad is true where it stops money calls.
func (m *Shell) journalText() (text lang.Text, bad bool) {
	conn := m.services.Conn()
	if conn == nil {
		return lang.Text{}, false
	}
	switch err := m.services.Journal.Trouble(); {
	case err != nil:
		return journalWarning(err), true
	case conn.Forgets != nil:
		return msgForgets, false
	}
	return lang.Text{}, false
}

// journalWarning says what follows from a journal that cannot be used.
func journalWarning(err error) lang.Text {
	if known, ok := errors.AsType[*journal.Trouble](err); ok {
		return known.Warning()
	}
	return msgJournalFailed.With(err.Error())
}

// noToken says why there is no token and what to do, as soon as the keeper knows: nothing can be sent, and no customer has to wait
// until somebody finds that out. It is empty while a token works that the server would renew.
func (m *Shell) noToken() lang.Text {
	if m.services.Conn() == nil {
		return lang.Text{}
	}
	state := m.services.Conn().Client.Token()
	if state.Err == nil || !state.Expires.IsZero() && state.Phase != api.TokenRefused {
		return lang.Text{}
	}
	what, next := flows.NoToken(state.Err)
	return msgNoToken.With(what, next)
}
