package ui

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/services"
)

// inDoubt is what the console knows to be in doubt, from memory.
func (m *Shell) inDoubt() []flows.Doubt {
	if m.link.conn == nil {
		return nil
	}
	return m.link.conn.Journal.InDoubt()
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

// link is the console's side of the connection: what the status line says of it, and who waits
// for it.
type link struct {
	conn *services.Connection
	err  error // why it could not be made
	// journalErr is why the journal could not be opened, the last time.
	journalErr error
	lists      listsState
	// askedAgain is true while an application waits for lists that had failed to come.
	askedAgain bool
	fetched    time.Time // when the lists came from the server
	doubts     doubts
	probing    bool      // the line is down, and is tried now and then
	phone      lang.Text // the last PIN to the customer's phone
	making     *making
	opening    rune // the entry of the home screen that waits for the connection, or for the lists
	life
}

// life is how long a connection's work goes on.
type life struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newLife() life {
	ctx, cancel := context.WithCancel(context.Background())
	return life{ctx, cancel}
}

type listsState int

const (
	listsLoading listsState = iota
	listsKept               // from disk
	listsFresh              // from the server
	listsFailed
)

// linkMsg is news of the connection.
type linkMsg interface{ apply(*Shell) tea.Cmd }

type (
	connectedMsg struct {
		conn *services.Connection
		err  error
	}
	listsKeptMsg  struct{ err error } // lists that cannot be read are as good as none: the server has them
	listsFreshMsg struct{ err error }
	tokenMsg      struct{}
	phoneMsg      struct {
		pin  services.PIN
		open bool
	}
)

// connect makes the connection, after the first frame.
func (m *Shell) connect() tea.Cmd {
	if m.link.cancel != nil {
		m.link.cancel()
	}
	m.link.err = nil
	m.link.life = newLife()
	ctx, open, making := m.link.ctx, m.options.Connect, &making{done: make(chan struct{})}
	m.link.making = making
	return func() tea.Msg {
		making.begun.Store(true)
		defer close(making.done)
		conn, err := open(ctx)
		making.conn = conn
		return connectedMsg{conn, err}
	}
}

// making is a connection on its way.
type making struct {
	begun atomic.Bool
	done  chan struct{}
	conn  *services.Connection // once it is done
}

// close ends a connection that nobody took: the console was closed before it came.
func (w *making) close() {
	if w == nil || !w.begun.Load() {
		return
	}
	<-w.done
	if w.conn != nil && w.conn.Close != nil {
		w.conn.Close()
	}
}

func (msg connectedMsg) apply(m *Shell) tea.Cmd {
	m.link.conn, m.link.err, m.link.journalErr = msg.conn, msg.err, nil
	if msg.err != nil {
		m.link.opening = 0
		if !m.signedIn() { // the home screen says it itself
			m.say = msgConnectFailed.With(msg.err.Error())
		}
		m.drop()
		return m.refresh()
	}
	m.link.doubts, m.link.probing = m.newDoubts(msg.conn), false
	return tea.Batch(m.keptLists(), m.nextToken(), m.nextPhone(), m.watchLog(), m.openJournal(), m.refresh(), m.openWaiting())
}

// reaches is true once an entry of the home screen has what it works with: the connection, an
// application the lists or the news that there are none, and what is read from the journal that.
func (m *Shell) reaches(entry rune) bool {
	switch {
	case m.link.conn == nil:
		return false
	case entry == entryHistory, entry == entryDayEnd:
		return m.link.conn.Journal.Opened() != nil
	}
	return entry != entryApply || m.link.lists != listsLoading
}

// openWaiting opens the entry that waited for what has come now, with the keys typed meanwhile.
func (m *Shell) openWaiting() tea.Cmd {
	entry := m.link.opening
	if entry == 0 || !m.reaches(entry) {
		return nil
	}
	m.link.opening, m.say = 0, lang.Text{}
	opened := m.home(entry)
	if m.link.lists == listsFailed && entry == entryApply { // its page is another than the keys were for
		m.drop()
	}
	return tea.Batch(opened, m.replay())
}

// keptLists reads the lists kept on disk, then asks the server for the newest.
func (m *Shell) keptLists() tea.Cmd {
	lists := m.link.conn.Catalogues
	return func() tea.Msg { return listsKeptMsg{lists.Load()} }
}

func (msg listsKeptMsg) apply(m *Shell) tea.Cmd {
	if m.link.conn.Catalogues.Catalogue(m.language) != nil {
		m.link.lists = listsKept
	}
	return tea.Batch(m.refresh(), m.freshLists(), m.openWaiting())
}

func (m *Shell) freshLists() tea.Cmd {
	lists, ctx := m.link.conn.Catalogues, m.link.ctx
	return func() tea.Msg { return listsFreshMsg{lists.Refresh(ctx)} }
}

// listsAgain is how long the console waits before it asks for the lists again.
const listsAgain = 30 * time.Second

type listsAgainMsg struct{}

func (listsAgainMsg) apply(m *Shell) tea.Cmd { return m.freshLists() }

func (msg listsFreshMsg) apply(m *Shell) tea.Cmd {
	if errors.Is(msg.err, api.ErrNotKept) { // they are here all the same
		msg.err = nil
	}
	switch {
	case msg.err == nil:
		m.link.fetched = m.now()
		m.link.lists = listsFresh
	case m.link.lists == listsLoading:
		m.link.lists = listsFailed
	}
	again := tea.Cmd(nil)
	if msg.err != nil {
		again = tea.Tick(listsAgain, func(time.Time) tea.Msg { return listsAgainMsg{} })
	}
	return tea.Batch(m.refresh(), again, m.openWaiting())
}

// listsGrowOld is after how long the lists are asked for again when a flow is opened, so that a counter
// that is never closed learns of a new document the same day.
const listsGrowOld = time.Hour

// renewLists asks for the lists again where they have grown old; what is there serves meanwhile.
func (m *Shell) renewLists() tea.Cmd {
	if m.link.lists != listsFresh || m.now().Sub(m.link.fetched) < listsGrowOld {
		return nil
	}
	m.link.fetched = m.now()
	return m.freshLists()
}

// nextToken waits for the token keeper's next news.
func (m *Shell) nextToken() tea.Cmd {
	changes, ctx := m.link.conn.Client.TokenChanges(), m.link.ctx
	return func() tea.Msg {
		select {
		case <-changes:
			return tokenMsg{}
		case <-ctx.Done():
			return nil
		}
	}
}

func (tokenMsg) apply(m *Shell) tea.Cmd {
	m.hurry()
	return tea.Batch(m.nextToken(), m.nextMinute(), m.probe())
}

// nextMinute wakes the status line when the minutes that the token has left change: once a minute.
func (m *Shell) nextMinute() tea.Cmd {
	m.minutes++
	round := m.minutes
	left := m.link.conn.Client.Token().Expires.Sub(m.now())
	if left <= 0 {
		return nil
	}
	return tea.Tick(left%time.Minute+time.Millisecond, func(time.Time) tea.Msg { return minuteOf(round) })
}

type minuteOf int

func (round minuteOf) apply(m *Shell) tea.Cmd {
	if int(round) != m.minutes { // a newer token started its own
		return nil
	}
	return m.nextMinute()
}

// nextPhone waits for the next word to the customer's phone.
func (m *Shell) nextPhone() tea.Cmd {
	phone, ctx := m.link.conn.Phone, m.link.ctx
	if phone == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case pin, open := <-phone:
			return phoneMsg{pin, open}
		case <-ctx.Done():
			return nil
		}
	}
}

func (msg phoneMsg) apply(m *Shell) tea.Cmd {
	if !msg.open {
		return nil
	}
	m.link.phone = pinText(msg.pin)
	return m.nextPhone()
}

// logFailedMsg is news that the log cannot be written.
type logFailedMsg struct{}

// watchLog waits for the log's failure, of which the clerk is told once: it stops no sale.
func (m *Shell) watchLog() tea.Cmd {
	failed, ctx := m.link.conn.LogFailed, m.link.ctx
	if failed == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case _, told := <-failed:
			if !told {
				return nil
			}
			return logFailedMsg{}
		case <-ctx.Done():
			return nil
		}
	}
}

func (logFailedMsg) apply(m *Shell) tea.Cmd {
	m.say = msgLogFailed
	return m.watchLog()
}

// counter is what flows know of this place.
func (m *Shell) counter() *flows.Counter {
	return &flows.Counter{
		Clerk: m.clerk, Location: m.location, Terminal: m.options.Terminal,
		Training: m.options.Training, Language: m.language, Lists: m.link.conn.Catalogues,
		Now: m.lessonTime, NewID: m.options.newID(), AskSIN: m.options.AskSIN, Managers: m.options.Managers,
		Setup: &m.setup,
	}
}

// listsText says where the lists come from.
func (m *Shell) listsText() lang.Text {
	var fetched lang.Text
	if m.link.conn != nil {
		if c := m.link.conn.Catalogues.Catalogue(m.language); c != nil {
			fetched = lang.Same(c.Fetched.In(m.now().Location()).Format("2006-01-02 15:04"))
		}
	}
	switch m.link.lists {
	case listsFresh:
		return msgListsFresh.With(fetched)
	case listsKept:
		return msgListsOld.With(fetched)
	case listsFailed:
		return msgListsNone
	}
	return msgListsLoading
}
