package ui

// This file has the console ask, by itself, what became of what is in doubt, and tells the clerk.

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/lang"
	"countertop/ui/services"
)

// doubts is how the console stands with what is in doubt.
type doubts struct {
	resolver *doubt.Resolver // nil before the connection
	due      time.Time       // what the timer runs for; zero without one
	asking   bool
	told     int // settled ones that the clerk has not looked at
}

type (
	// doubtDueMsg comes when the next doubt is to be asked about.
	doubtDueMsg struct {
		of  *services.Connection
		due time.Time
	}
	// doubtsMsg brings what came of asking.
	doubtsMsg struct {
		of   *services.Connection
		news []doubt.News
		err  error
	}
)

// newDoubts is the asking over a connection.
func (m *Shell) newDoubts(conn *services.Connection) doubts {
	language := m.language // the server's words about a doubt are not shown
	return doubts{resolver: doubt.NewResolver(doubt.Options{
		Server: conn.Client, Customers: conn.Client, Ledger: conn.Journal, Now: conn.Clock(m.now), Grace: m.options.Grace, CallTime: m.options.Longest,
		Language: func() api.Language { return language }, Offset: conn.Offset,
	})}
}

// askLater starts the timer for the next doubt that is due, unless it runs already. It is called after
// every update; without a doubt it costs nothing.
func (m *Shell) askLater() tea.Cmd {
	d := &m.link.doubts
	if d.resolver == nil || d.asking {
		return nil
	}
	next, due := d.resolver.Next(m.inDoubt())
	switch {
	case !due:
		d.due = time.Time{}
		return nil
	case next.Equal(d.due):
		return nil
	}
	d.due = next
	conn := m.link.conn
	return m.options.later(max(0, next.Sub(m.lessonTime())), func(time.Time) tea.Msg { return doubtDueMsg{conn, next} })
}

func (msg doubtDueMsg) apply(m *Shell) tea.Cmd {
	d := &m.link.doubts
	if msg.of != m.link.conn || d.asking || !msg.due.Equal(d.due) {
		return nil
	}
	return m.askNow()
}

// askNow asks about every doubt that is due.
func (m *Shell) askNow() tea.Cmd {
	d := &m.link.doubts
	d.asking, d.due = true, time.Time{}
	conn, ctx, resolver := m.link.conn, m.link.ctx, d.resolver
	return func() tea.Msg {
		news, err := resolver.Run(ctx)
		return doubtsMsg{conn, news, err}
	}
}

// apply tells the clerk. What the journal could not take stays in doubt, and its trouble is on the
// home screen.
func (msg doubtsMsg) apply(m *Shell) tea.Cmd {
	if msg.of != m.link.conn {
		return nil
	}
	m.link.doubts.asking = false
	cmds := []tea.Cmd{m.refresh()}
	for _, news := range msg.news {
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
		m.link.doubts.told++
	}
	return tea.Batch(cmds...)
}

// hurry asks at once about what could not be asked about: the line is back.
func (m *Shell) hurry() {
	if d := &m.link.doubts; d.resolver != nil && len(m.inDoubt()) > 0 && m.link.conn.Client.Reachable() {
		d.resolver.Hurry()
	}
}

// doubtsText is the status line's word: how many are in doubt, and how many were settled meanwhile.
func (m *Shell) doubtsText() lang.Text {
	open, told := len(m.inDoubt()), m.link.doubts.told
	switch {
	case open > 0 && told > 0:
		return lang.Join(" ", msgInDoubt.With(open), msgSettledCount.With(told))
	case open > 0:
		return msgInDoubt.With(open)
	case told > 0:
		return msgSettledCount.With(told)
	}
	return lang.Text{}
}

// hasDoubts is true where the list of doubts shows something.
func (m *Shell) hasDoubts() bool {
	d := m.link.doubts
	return d.resolver != nil && m.signedIn() && (len(m.inDoubt()) > 0 || len(d.resolver.Settled()) > 0)
}

// openDoubts shows the list of doubts above whatever is shown, from which Esc leads back to it.
func (m *Shell) openDoubts() tea.Cmd {
	if !m.canOpenDoubts() {
		return nil
	}
	m.link.doubts.told = 0
	m.push(newPlayer(m.doubtsFlow(), m.language, m.now))
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

func (m *Shell) doubtsFlow() *doubt.Flow {
	conn := m.link.conn
	return doubt.New(m.counter(), doubt.Deps{
		Resolver: m.link.doubts.resolver, List: inDoubts(m.inDoubt), Directory: conn.Client, OpenSale: m.openSale,
	})
}

// inDoubts lists what is in doubt now.
type inDoubts func() []flows.Doubt

// InDoubt lists it.
func (list inDoubts) InDoubt() []flows.Doubt { return list() }
