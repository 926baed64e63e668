// Package trainer lets a trainer work the training server from the console: arm faults, move the clock
// on, and start the lesson over. It is offered beside the embedded server only.
package trainer

import (
	"context"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
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
	// Ahead returns by how much the clock was moved on; never negative.
	Ahead() time.Duration
	// MoveClock moves the clock on, by at most ten years. It may wait for the disk.
	MoveClock(by time.Duration) error
}

// Faults arms and disarms what makes calls fail.
type Faults interface {
	// Armed lists what waits for calls, in the order in which a call meets them.
	Armed() []Armed
	// Arm refuses what is no fault.
	Arm(Fault) error
	// Disarm takes away those of the ids; ids that are not armed any more are no matter.
	Disarm(ids ...int)
}

// Fault is one fault to arm. If a member is zero, the kind decides, or there is no limit.
type Fault struct {
	Kind    string // of the training server's: "dropped_after"; empty where it was put together otherwise
	Path    string // the end of the call's path: "authorization/*/capture"; empty: every call
	Count   int    // how many calls it hits; 0: all until it is disarmed
	Percent int    // how many of a hundred calls it hits; 0: all
	Delay   time.Duration
	For     time.Duration // how long it stays armed; 0: until it is disarmed
}

// Armed is a fault that waits for calls. Count is the number still to come.
type Armed struct {
	ID int
	Fault
	Until time.Time // by this computer's clock; zero: until it is disarmed
}

// The steps.
const (
	atList      talk.Name = "list"
	atFault     talk.Name = "fault"
	atKind      talk.Name = "kind"
	atLimits    talk.Name = "limits"
	atClock     talk.Name = "clock"
	atStartOver talk.Name = "start-over"
)

const (
	actionArm       = "arm"
	actionDisarm    = "disarm"
	actionClock     = "clock"
	actionStartOver = "start_over"
)

// Flow is the trainer's conversation: a list of what is armed, and what leads from it.
type Flow struct {
	talk.Talk
	server Server
	zone   *time.Location

	selected int // row of the list
	open     Armed
	kind     int // row of kinds
	limits   *form.Draft
	move     *form.Draft
}

// New is the list of what is armed, with times as the zone's clocks show them.
func New(server Server, zone *time.Location) *Flow {
	f := &Flow{server: server, zone: zone}
	f.Way(
		talk.Step{At: atList, Page: f.listPage, Answer: f.listAnswered},
		talk.Step{At: atFault, Page: f.faultPage, Answer: forward(func() flows.Move { return f.disarm(f.open) })},
		talk.Step{At: atKind, Page: f.kindPage, Answer: f.kindChosen},
		talk.Step{At: atLimits, Page: f.limitsPage, Answer: forward(f.arm)},
		talk.Step{At: atClock, Page: f.clockPage, Answer: forward(f.moveClock)},
		talk.Step{At: atStartOver, Page: startOverPage, Answer: forward(f.startOver)},
	)
	return f
}

// forward takes the page's own way forward, and no action.
func forward(do func() flows.Move) func(flows.Answer) flows.Move {
	return func(answer flows.Answer) flows.Move {
		if answer.Action != "" {
			return flows.Move{Refused: true}
		}
		return do()
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// told goes to the list and says there what was done.
func (f *Flow) told(notice *flows.Notice) flows.Move {
	f.Notice = notice
	return f.Begin(atList)
}

// failed says why something could not be done.
func (f *Flow) failed(err error, doing lang.Text) flows.Move {
	f.Notice = &flows.Notice{Tone: flows.Bad, What: msgFailed.With(doing, err.Error()), Next: msgFailedNext}
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

// Dirty is false: a fault or a move that was not made is soon typed again.
func (f *Flow) Dirty() bool { return false }
