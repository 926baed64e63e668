package services

// This file fetches the lists that clerks choose from: those kept on disk first, then the server's.

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
)

// Lists are the lists that clerks choose from, and where they come from.
type Lists struct {
	link
	state   ListsState
	fetched time.Time // when they came from the server
}

// ListsState names the source of the lists.
type ListsState int

// The states of the lists.
const (
	ListsLoading ListsState = iota
	ListsKept               // from disk
	ListsFresh              // from the server
	ListsFailed
)

// State returns the source of the lists.
func (l *Lists) State() ListsState { return l.state }

// load reads the lists kept on disk, then asks the server for the newest. Lists that cannot be read are as good as none: the
// server has them.
func (l *Lists) load() tea.Cmd {
	return func() tea.Msg {
		_ = l.conn.Catalogues.Load()
		return l.news(func() (Event, tea.Cmd) {
			if l.conn.Catalogues.Catalogue(l.wiring.Language()) != nil {
				l.state = ListsKept
			}
			return Event{Kind: Came}, l.refresh()
		})
	}
}

// refresh asks the server for the lists.
func (l *Lists) refresh() tea.Cmd {
	lists, ctx := l.conn.Catalogues, l.ctx
	return func() tea.Msg {
		err := lists.Refresh(ctx)
		return l.news(func() (Event, tea.Cmd) { return l.refreshed(err) })
	}
}

// listsAgain passes before the console asks for the lists again.
const listsAgain = 30 * time.Second

func (l *Lists) refreshed(err error) (Event, tea.Cmd) {
	if errors.Is(err, api.ErrNotKept) { // they are here all the same
		err = nil
	}
	switch {
	case err == nil:
		l.fetched, l.state = l.wiring.Now(), ListsFresh
		return Event{Kind: Came}, nil
	case l.state == ListsLoading:
		l.state = ListsFailed
	}
	return Event{Kind: Came}, tea.Tick(listsAgain, func(time.Time) tea.Msg {
		return l.news(func() (Event, tea.Cmd) { return Event{}, l.refresh() })
	})
}

// Retry asks again for lists that could not be had: the line may be back.
func (l *Lists) Retry() tea.Cmd {
	l.state = ListsLoading
	return l.refresh()
}

// listsGrowOld is after how long the lists are asked for again when a flow is opened, so that a counter
// that is never closed learns of a new document the same day.
const listsGrowOld = time.Hour

// Renew asks for the lists again where they have grown old; what is there serves meanwhile.
func (l *Lists) Renew() tea.Cmd {
	if l.state != ListsFresh || l.wiring.Now().Sub(l.fetched) < listsGrowOld {
		return nil
	}
	l.fetched = l.wiring.Now()
	return l.refresh()
}
