package trainer

import (
	"errors"
	"slices"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// server keeps what it receives.
type server struct {
	armed  []Armed
	next   int
	ahead  time.Duration
	begun  int
	broken error
}

// toronto is the store's time zone, in winter.
var toronto = time.FixedZone("EST", -5*60*60)

var errBroken = errors.New("the disk is full")

func (s *server) Now() time.Time {
	return time.Date(2026, 1, 15, 15, 30, 0, 0, time.UTC).Add(s.ahead)
}
func (s *server) Ahead() time.Duration { return s.ahead }

func (s *server) MoveClock(by time.Duration) error {
	if s.broken == nil {
		s.ahead += by
	}
	return s.broken
}

func (s *server) Armed() []Armed { return slices.Clone(s.armed) }

func (s *server) Arm(f Fault) error {
	if s.broken == nil {
		s.next++
		s.armed = append(s.armed, Armed{ID: s.next, Fault: f})
	}
	return s.broken
}

func (s *server) Disarm(ids ...int) {
	s.armed = slices.DeleteFunc(s.armed, func(a Armed) bool { return slices.Contains(ids, a.ID) })
}

func (s *server) StartOver() error {
	if s.broken == nil {
		s.begun++
		s.ahead, s.armed = 0, nil
	}
	return s.broken
}

// trainee is a trainer at work: a flow and the server that it works.
type trainee struct {
	*Flow
	t      *testing.T
	server *server
}

func begun(t *testing.T, armed ...Fault) *trainee {
	t.Helper()
	s := &server{}
	for _, f := range armed {
		if err := s.Arm(f); err != nil {
			t.Fatal(err)
		}
	}
	return &trainee{New(s, toronto), t, s}
}

// on fails where another page is shown.
func (f *trainee) on(page string) {
	f.t.Helper()
	if got := f.Page().ID; got != page {
		f.t.Fatalf("the page is %s, want %s", got, page)
	}
}

// does answers the page, and runs what follows from it.
func (f *trainee) does(answer flows.Answer) flows.Move {
	f.t.Helper()
	move := f.Answer(answer)
	if move.Task == nil {
		return move
	}
	if move.Task.Money || !move.Task.Acts {
		f.t.Errorf("the task is %+v", move.Task)
	}
	return move.Task.Run(f.t.Context())()
}

// action takes an action of the page.
func (f *trainee) action(id string) {
	f.t.Helper()
	f.does(flows.Answer{Action: id})
}

// forward is the page's own way.
func (f *trainee) forward() flows.Move {
	f.t.Helper()
	return f.does(flows.Answer{})
}

// enters fills in fields of the page in their order.
func (f *trainee) enters(pairs ...string) {
	f.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		ask, ok := f.Page().Body.(*flows.Ask)
		if !ok {
			f.t.Fatal("the page has no fields")
		}
		if !slices.ContainsFunc(ask.Form.Fields(), func(field form.Field) bool { return field.Key == pairs[i] }) {
			f.t.Fatalf("there is no field %s", pairs[i])
		}
		ask.Form.Enter(pairs[i], pairs[i+1])
		ask.Form.Leave(pairs[i])
	}
}

// kindRow is the row of a kind.
func kindRow(t *testing.T, code string) int {
	t.Helper()
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.code == code })
	if i < 0 {
		t.Fatalf("there is no kind %s", code)
	}
	return i
}

// says returns the notice's text.
func (f *trainee) says() string {
	notice := f.Page().Notice
	if notice == nil {
		return ""
	}
	return lang.Join(" ", notice.What, notice.Next).In(api.English)
}
