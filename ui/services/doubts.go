package services

// This file has the console ask, by itself, what became of what is in doubt.

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows/doubt"
)

// Doubts asks what became of what is in doubt.
type Doubts struct {
	link
	resolver *doubt.Resolver // nil before the connection
	due      time.Time       // what the timer runs for; zero without one
	asking   bool
}

// newDoubts is the asking over a connection.
func newDoubts(l link) Doubts {
	language := l.wiring.Language() // the server's words about a doubt are not shown
	return Doubts{link: l, resolver: doubt.NewResolver(doubt.Options{
		Server: l.conn.Client, Customers: l.conn.Client, Ledger: l.conn.Journal, Now: l.conn.Clock(l.wiring.Now),
		Grace: l.wiring.Grace, CallTime: l.wiring.Longest, Language: func() api.Language { return language }, Offset: l.conn.Offset,
	})}
}

// Resolver finds out what became of a doubt; nil before the connection.
func (d *Doubts) Resolver() *doubt.Resolver { return d.resolver }

// Watch starts the timer for the next doubt that is due, unless it runs already. It is called after every update; without a
// doubt it costs nothing.
func (d *Doubts) Watch() tea.Cmd {
	if d.resolver == nil || d.asking {
		return nil
	}
	next, due := d.resolver.Next(d.conn.Journal.InDoubt())
	switch {
	case !due:
		d.due = time.Time{}
		return nil
	case next.Equal(d.due):
		return nil
	}
	d.due = next
	return d.later(max(0, next.Sub(d.conn.Clock(d.wiring.Now)())), func() (Event, tea.Cmd) {
		if d.asking || !next.Equal(d.due) {
			return Event{}, nil
		}
		return Event{}, d.ask()
	})
}

// ask asks about every doubt that is due. What the journal could not take stays in doubt, and its trouble is on the home screen.
func (d *Doubts) ask() tea.Cmd {
	d.asking, d.due = true, time.Time{}
	return func() tea.Msg {
		news, _ := d.resolver.Run(d.ctx)
		return d.news(func() (Event, tea.Cmd) {
			d.asking = false
			return Event{Kind: DoubtsAsked, News: news}, nil
		})
	}
}

// hurry asks at once about what could not be asked about: the line is back.
func (d *Doubts) hurry() {
	if d.resolver != nil && len(d.conn.Journal.InDoubt()) > 0 && d.conn.Client.Reachable() {
		d.resolver.Hurry()
	}
}
