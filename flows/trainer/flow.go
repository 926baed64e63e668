// Package trainer is how a trainer works the training server from the console: faults are armed, the clock
// is moved on, and the lesson starts over. It is offered beside the embedded server only.
package trainer

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Server is the training server that a console has embedded.
type Server interface {
	Clock
	Faults
	// StartOver makes everything as when nothing had happened: accounts, purchases, tokens, the clock
	// and the faults. It may wait for the disk.
	StartOver() error
}

// Clock is the server's time.
type Clock interface {
	Now() time.Time
	// Ahead is how far the clock was moved on; never negative.
	Ahead() time.Duration
	// MoveClock moves the clock on, by at most ten years. It may wait for the disk.
	MoveClock(by time.Duration) error
}

// Faults are what makes calls fail.
type Faults interface {
	// Armed lists what waits for calls, in the order in which a call meets them.
	Armed() []Armed
	// Arm refuses what is no fault.
	Arm(Fault) error
	// Disarm takes away those of the ids; ids that are not armed any more are no matter.
	Disarm(ids ...int)
}

// Fault is what is armed. Of a member that is zero the kind decides, or there is no limit.
type Fault struct {
	Kind    string // of the training server's: "dropped_after"; empty where it was put together otherwise
	Path    string // the end of the call's path: "authorization/*/capture"; empty: every call
	Count   int    // how many calls it hits; 0: all until it is disarmed
	Percent int    // how many of a hundred calls it hits; 0: all
	Delay   time.Duration
	For     time.Duration // how long it stays armed; 0: until it is disarmed
}

// Armed is a fault that waits for calls: Count is what is left of it.
type Armed struct {
	ID int
	Fault
	Until time.Time // by this computer's clock; zero: until it is disarmed
}

type step int

const (
	atList step = iota
	atFault
	atKind
	atLimits
	atClock
	atStartOver
)

const (
	actionArm       = "arm"
	actionDisarm    = "disarm"
	actionClock     = "clock"
	actionStartOver = "start_over"
)

// Flow is the trainer's conversation: a list of what is armed, and what leads from it.
type Flow struct {
	server Server
	zone   *time.Location

	step     step
	selected int // row of the list
	open     Armed
	kind     int // row of kinds
	limits   *form.Draft
	move     *form.Draft
	notice   *flows.Notice
}

// New is the list of what is armed, with times as the zone's clocks show them.
func New(server Server, zone *time.Location) *Flow { return &Flow{server: server, zone: zone} }

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	page := map[step]func() flows.Page{
		atList: f.listPage, atFault: f.faultPage, atKind: f.kindPage, atLimits: f.limitsPage,
		atClock: f.clockPage, atStartOver: startOverPage,
	}[f.step]()
	page.Notice = f.notice
	return page
}

// Answer takes what the trainer did.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	f.notice = nil
	if f.step != atList && answer.Action != "" {
		return flows.Move{Refused: true}
	}
	switch f.step {
	case atList:
		return f.listAnswered(answer)
	case atFault:
		return f.disarm(f.open)
	case atKind:
		return f.kindChosen(answer.Row)
	case atLimits:
		return f.arm()
	case atClock:
		return f.moveClock()
	}
	return f.startOver()
}

// Back goes to the page before.
func (f *Flow) Back() bool {
	if f.step == atList {
		return false
	}
	f.notice = nil
	if f.step == atLimits {
		f.step = atKind
	} else {
		f.step = atList
	}
	return true
}

// told goes to the list and says there what was done.
func (f *Flow) told(notice *flows.Notice) flows.Move {
	f.step, f.notice = atList, notice
	return flows.Move{}
}

// failed says why something could not be done.
func (f *Flow) failed(err error, doing lang.Text) flows.Move {
	f.notice = &flows.Notice{Tone: flows.Bad, What: msgFailed.With(doing, err.Error()), Next: msgFailedNext}
	return flows.Move{}
}

// work is a task that may wait for the disk.
func (f *Flow) work(doing lang.Text, do func() error, done func() flows.Move) flows.Move {
	return flows.Move{Task: &flows.Task{Doing: lang.Join("", doing, lang.Same("…")), Acts: true, Run: func(context.Context) func() flows.Move {
		err := do()
		return func() flows.Move {
			if err != nil {
				return f.failed(err, doing)
			}
			return done()
		}
	}}}
}

// startOverPage says what is lost.
func startOverPage() flows.Page {
	sentences := func(heading lang.Text, texts ...lang.Text) flows.Group {
		group := flows.Group{Heading: heading}
		for _, text := range texts {
			group.Lines = append(group.Lines, flows.Line{Value: text})
		}
		return group
	}
	return flows.Page{
		ID: "trainer.start-over", Title: msgStartOverTitle, Forward: msgStartOver,
		Body: &flows.Confirm{Question: msgStartOverQuestion, Money: true, Groups: []flows.Group{
			sentences(msgLost, msgLostAccounts, msgLostSales, msgLostPINs, msgLostClock, msgLostFaults),
			sentences(msgKept, msgKeptJournal, msgKeptDoubts, msgKeptFiles),
		}},
	}
}

func (f *Flow) startOver() flows.Move {
	return f.work(msgStartingOver, f.server.StartOver, func() flows.Move {
		return f.told(&flows.Notice{Tone: flows.Good, What: msgStartedOver, Next: msgStartedOverNext})
	})
}

// Stages are none: every page leads back to the list.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is empty.
func (f *Flow) Summary() []flows.Line { return nil }

// Dirty is false: a fault or a move that was not made is soon typed again.
func (f *Flow) Dirty() bool { return false }

// Speak has nothing to ask a server for.
func (f *Flow) Speak(api.Language) *flows.Task { return nil }

// Reference is empty: nothing is sent to the POS API.
func (f *Flow) Reference() api.ReferenceID { return "" }
