package services

// This file holds the services together: it makes the connection that they work over, and hands each its news.

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
)

// Wiring has the parts that services are made of.
type Wiring struct {
	// Connect makes the connection.
	Connect func(context.Context) (*Connection, error)
	Now     func() time.Time
	// Later brings a message after a while, for what is done unasked.
	Later func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	// Something that the server does not have may still come to light for the time of Grace; Longest limits a money call.
	Grace, Longest time.Duration
	// Language is the console's.
	Language func() api.Language
}

// Services work beside the screen. Their commands run away from the program's goroutine and bring a
// Msg, which Take takes on it. They change no screen: what concerns one, an Event says.
type Services struct {
	wiring  *Wiring
	waiting *making
	err     error // why there is no connection

	link
	Lists   Lists
	Journal Journal
	Doubts  Doubts
	line    line
}

// New makes services without a connection: nothing is read or sent yet.
func New(w Wiring) *Services { return &Services{wiring: &w} }

// Take gives news to the service that it is of.
func (s *Services) Take(msg Msg) (Event, tea.Cmd) {
	if msg.of != s.conn {
		return Event{}, nil
	}
	return msg.take()
}

// Conn is the connection; nil while there is none.
func (s *Services) Conn() *Connection { return s.conn }

// Err returns the reason why the connection could not be made.
func (s *Services) Err() error { return s.err }

// Connect makes the connection.
func (s *Services) Connect() tea.Cmd {
	if s.cancel != nil {
		s.cancel()
	}
	s.err = nil
	ctx, cancel := context.WithCancel(context.Background())
	s.link = link{wiring: s.wiring, conn: s.conn, ctx: ctx, cancel: cancel}
	open, waiting := s.wiring.Connect, &making{done: make(chan struct{})}
	s.waiting = waiting
	before := s.link
	return func() tea.Msg {
		waiting.begun.Store(true)
		defer close(waiting.done)
		conn, err := open(ctx)
		waiting.conn = conn
		return before.news(func() (Event, tea.Cmd) { return s.connected(conn, err) })
	}
}

// connected starts the services over the connection that was made.
func (s *Services) connected(conn *Connection, err error) (Event, tea.Cmd) {
	s.conn, s.err = conn, err
	if err != nil {
		return Event{Kind: NotConnected, Err: err}, nil
	}
	s.Lists, s.Journal, s.Doubts, s.line = Lists{link: s.link}, Journal{link: s.link}, newDoubts(s.link), line{link: s.link}
	s.line.back = s.Doubts.hurry
	return Event{Kind: Came}, tea.Batch(s.Lists.load(), s.line.nextToken(), s.nextPhone(), s.watchLog(), s.Journal.open())
}

// making is a connection on its way.
type making struct {
	begun atomic.Bool
	done  chan struct{}
	conn  *Connection // once it is done
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

// Close ends the services and their connection.
func (s *Services) Close() {
	if s.cancel != nil {
		s.cancel()
	}
	switch {
	case s.conn == nil:
		s.waiting.close()
	case s.conn.Close != nil:
		s.conn.Close()
	}
}

// Now returns the clerk's time: in a lesson whose clock was moved on, the training server's, so that what is shown agrees
// with what the server says.
func (s *Services) Now() time.Time {
	if s.conn != nil {
		return s.conn.Clock(s.wiring.Now)()
	}
	return s.wiring.Now()
}

// Wake has the token looked at: the clerk is here, perhaps after the machine slept, and sends something soon.
func (s *Services) Wake() {
	if s.conn != nil {
		s.conn.Client.Wake()
	}
}

// JustAnswered is the time after an answer for which a line is taken for open (OWN).
const JustAnswered = 10 * time.Second

// Warm opens the line for something that is sent soon, so that sending costs one round trip. Where the server has just answered,
// it is open.
func (s *Services) Warm() tea.Cmd {
	if s.conn == nil || s.conn.Client.Answered(JustAnswered) {
		return nil
	}
	client, ctx := s.conn.Client, s.ctx
	return func() tea.Msg {
		// A line that cannot be opened now shows when something is sent.
		_ = client.Warm(ctx)
		return nil
	}
}
