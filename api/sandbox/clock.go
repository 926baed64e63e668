package sandbox

// The server's clock: the one of Options, which can be moved on for a lesson about what happens
// "101 days later".

import (
	"errors"
	"fmt"
	"time"
)

// ErrClock says that the clock was to be moved back, or further than a lesson needs.
var ErrClock = errors.New("the clock is moved on only, by at most ten years at a time")

const furthest = 10 * 366 * day

// Now is the server's time, UTC.
func (s *Server) Now() time.Time { return s.now() }

func (s *Server) now() time.Time {
	return s.options.Now().Add(time.Duration(s.movedBy.Load())).UTC()
}

// MoveClock moves the server's clock on: tokens, PINs and keys expire, captures grow old. With a
// state file the move is kept.
func (s *Server) MoveClock(by time.Duration) error {
	if by < 0 || by > furthest || s.ahead()+by > 10*furthest {
		return fmt.Errorf("%w: %s", ErrClock, by)
	}
	s.mu.Lock()
	s.state.offset += by
	s.movedBy.Store(int64(s.state.offset))
	s.state.changed.clock = true
	ticket := s.keep()
	s.mu.Unlock()
	return s.file.wait(ticket)
}

// Ahead returns by how much the clock was moved on.
func (s *Server) Ahead() time.Duration { return s.ahead() }

// ahead returns by how much the clock was moved on.
func (s *Server) ahead() time.Duration { return time.Duration(s.movedBy.Load()) }

// Reset makes everything as it was when nothing had happened: the state, the clock and the faults.
// Tokens are no longer good.
func (s *Server) Reset() error {
	return s.beginAgain(func(*state) *state { return s.begun() })
}

// StartOver is Reset, but ids and PINs go on where they stopped: none is given twice. A console that keeps a
// journal through it does not take a new purchase for an old one.
func (s *Server) StartOver() error {
	return s.beginAgain(func(before *state) *state {
		st := emptyState(s.options.Seed)
		st.source, st.random = before.source, before.random
		return s.beginning(st)
	})
}

func (s *Server) beginAgain(begun func(before *state) *state) error {
	s.Disarm()
	s.mu.Lock()
	s.state = begun(s.state)
	s.movedBy.Store(0)
	ticket := s.file.begin(s)
	s.mu.Unlock()
	return s.file.wait(ticket)
}
