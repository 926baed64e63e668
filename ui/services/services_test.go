package services

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
)

// without are services whose connection cannot be made.
func without(why error) *Services {
	return New(Wiring{
		Connect:  func(context.Context) (*Connection, error) { return nil, why },
		Now:      func() time.Time { return time.Unix(1, 0) },
		Later:    func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil },
		Language: func() api.Language { return api.English },
	})
}

func TestAConnectionThatCannotBeMadeIsAnEvent(t *testing.T) {
	why := errors.New("of the test")
	s := without(why)
	msg, ok := s.Connect()().(Msg)
	if !ok {
		t.Fatal("no news came")
	}
	event, cmd := s.Take(msg)
	if event.Kind != NotConnected || !errors.Is(event.Err, why) || cmd != nil || !errors.Is(s.Err(), why) {
		t.Errorf("%+v, %v", event, s.Err())
	}
	s.Close()
}

func TestNewsOfAConnectionThatIsGoneIsDropped(t *testing.T) {
	gone := link{conn: &Connection{}}
	msg := gone.news(func() (Event, tea.Cmd) {
		t.Error("it was taken")
		return Event{}, nil
	})
	if event, cmd := without(nil).Take(msg.(Msg)); event.Kind != Nothing || cmd != nil {
		t.Errorf("%+v", event)
	}
}

func TestWithoutAConnectionNothingIsThereAndNothingIsDone(t *testing.T) {
	s := without(nil)
	s.Wake()
	if s.Warm() != nil || s.Doubts.Watch() != nil || s.Lists.Renew() != nil {
		t.Error("something is done")
	}
	if s.Journal.Opened() != nil || s.Journal.Reads() || s.Journal.Lost() || s.Journal.Trouble() != nil || len(s.Journal.InDoubt()) != 0 {
		t.Error("there is a journal")
	}
	if s.Lists.State() != ListsLoading || s.Doubts.Resolver() != nil || s.Conn() != nil || !s.Now().Equal(time.Unix(1, 0)) {
		t.Error("something is there")
	}
	s.Close()
}
