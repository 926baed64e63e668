// Package trainer lets a trainer control the training server from the console: arm faults, move the clock forward,
// and start the lesson over. The console offers it only with the embedded server.
package trainer

import (
	"context"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Server is the training server within the console.
type Server interface {
	Clock
	Faults
	// StartOver returns the server to its first state: accounts, purchases, tokens, the clock and the faults. It may
	// wait for the disk.
	StartOver() error
}

// Clock reads and moves the server's clock.
type Clock interface {
	Now() time.Time
	// Ahead returns by how much the clock was moved forward. It is never negative.
	Ahead() time.Duration
	// MoveClock moves the clock forward, by ten years at most. It may wait for the disk.
	MoveClock(by time.Duration) error
}

// Faults arms and disarms faults, which make calls fail.
type Faults interface {
	// Armed returns the armed faults, in the order in which a call meets them.
	Armed() []Armed
	// Arm arms a fault. It returns an error if there is no such fault.
	Arm(Fault) error
	// Disarm disarms the faults with these ids. It ignores ids that are not armed.
	Disarm(ids ...int)
}

// Fault describes a fault. If a member is zero, the kind decides, or there is no limit.
type Fault struct {
	Kind    string // the training server's name of it: "dropped_after"; empty if it was put together by hand
	Path    string // the end of the path of the calls that it hits: "authorization/*/capture"; empty for every call
	Count   int    // the number of calls that it hits; 0 for all until it is disarmed
	Percent int    // how many of a hundred calls it hits; 0 for all
	Delay   time.Duration
	For     time.Duration // how long it stays armed; 0 until it is disarmed
}

// Armed is an armed fault. Count is the number of calls that it still hits.
type Armed struct {
	ID int
	Fault
	Until time.Time // by this computer's clock; zero if it stays until it is disarmed
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

// Flow is the trainer's conversation: the list of armed faults, and the pages that it leads to.
type Flow struct {
	talk.Talk
	server Server
	zone   *time.Location

	selected int // the selected row of the list
	open     Armed
	kind     int // the selected row of the kinds
	limits   *form.Draft
	move     *form.Draft
}

// New returns a flow that shows the armed faults, with times in a zone.
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

// forward calls do when the clerk goes forward, and refuses every action.
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

// told returns to the list and shows there what was done.
func (f *Flow) told(notice *flows.Notice) flows.Move {
	f.Notice = notice
	return f.Begin(atList)
}

// failed shows why something could not be done.
func (f *Flow) failed(err error, doing lang.Text) flows.Move {
	f.Notice = &flows.Notice{Tone: flows.Bad, What: msgFailed.With(doing, err.Error()), Next: msgFailedNext}
	return flows.Move{}
}

// work returns a task that may wait for the disk.
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

// startOverPage says what starting over deletes and what it keeps.
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

// Dirty returns false: a fault or a span is soon typed again.
func (f *Flow) Dirty() bool { return false }
