// Package loss lets sales go on after entries of the journal were lost. Whoever decides it first sees what is lost.
package loss

import (
	"context"
	"errors"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Ledger is the journal that has lost entries.
type Ledger interface {
	Loss() *journal.Loss
	AcceptLoss(context.Context, journal.Acceptance) error
	Path() string
}

// The steps.
const (
	atReport  talk.Name = "report"
	atAccept  talk.Name = "accept"
	atConfirm talk.Name = "confirm"
	atDone    talk.Name = "done"
)

const actionAccept = "accept"

// Flow shows what is lost, and records who lets sales go on.
type Flow struct {
	talk.Talk
	ledger Ledger

	lost      journal.Loss
	accepting *form.Draft
}

// New returns a flow that shows what a journal has lost.
func New(counter *flows.Counter, ledger Ledger) *Flow {
	f := &Flow{Talk: talk.New(counter, nil, counter.NewID()), ledger: ledger, accepting: form.NewDraft(nil)}
	f.Way(
		talk.Step{At: atReport, Page: f.reportPage, Answer: f.reportAnswered},
		talk.Step{At: atAccept, Page: f.acceptPage, Answer: f.accepted},
		talk.Step{At: atConfirm, Page: f.confirmPage, Answer: f.confirmed},
		talk.Step{At: atDone, Page: donePage, Answer: leave, Sealed: true},
	)
	if lost := ledger.Loss(); lost != nil {
		f.lost = *lost
	} else { // somebody accepted the loss at another console meanwhile
		f.Begin(atDone)
	}
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether something was typed and not recorded.
func (f *Flow) Dirty() bool {
	return f.At() == atConfirm || f.At() == atAccept && !f.accepting.Empty()
}

func leave(flows.Answer) flows.Move { return flows.Move{Leave: true} }

func (f *Flow) reportAnswered(answer flows.Answer) flows.Move {
	if answer.Action != actionAccept {
		return flows.Move{Leave: true}
	}
	return f.Next()
}

func (f *Flow) accepted(flows.Answer) flows.Move {
	if form.Stops(f.acceptForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return f.Next()
}

func (f *Flow) confirmed(flows.Answer) flows.Move { return flows.Move{Task: f.acceptTask()} }

func (f *Flow) reportPage() flows.Page {
	return flows.Page{
		ID: "loss.report", Title: msgTitle, Forward: msgLater,
		Body:    &flows.Report{Tone: flows.Bad, Headline: msgHeadline, Text: msgText, Groups: f.groups()},
		Actions: []flows.Action{{ID: actionAccept, Label: f.acceptLabel(), Key: 'm'}},
	}
}

// groups returns what is known of the lost entries, and where the journal is.
func (f *Flow) groups() []flows.Group {
	missing := flows.Group{Heading: msgMissing, Lines: []flows.Line{
		{Label: msgKnown, Value: f.entry(f.lost.Last, msgNotKnown)},
		{Label: msgHas, Value: f.entry(f.lost.Has, msgNothing)},
		{Label: msgNoticed, Value: f.clock(f.lost.Noticed)},
	}}
	return []flows.Group{
		missing,
		{Heading: msgFirst, Lines: []flows.Line{{Value: msgPutBack}, {Value: msgAsk}}},
		{Heading: msgSupport, Lines: []flows.Line{{Label: msgFile, Value: lang.Same(f.ledger.Path())}, {Label: msgReference, Value: lang.Same(string(f.Reference()))}}},
	}
}

// entry describes the end of a journal by its number and time. If there is no end, it returns none.
func (f *Flow) entry(h journal.Head, none lang.Text) lang.Text {
	if h.Seq == 0 {
		return none
	}
	return msgEntry.With(h.Seq, f.clock(h.At))
}

func (f *Flow) clock(at time.Time) lang.Text {
	return lang.Same(at.In(f.Counter.Now().Location()).Format("2006-01-02 15:04:05"))
}

// acceptLabel says who may let sales go on.
func (f *Flow) acceptLabel() lang.Text {
	if len(f.Counter.Managers) == 0 {
		return msgGoOn
	}
	return msgManagerGoesOn
}

// acceptForm asks for a manager of the store. If the counter has no list of managers, the clerk gives the reason.
func (f *Flow) acceptForm() *form.Form {
	return form.New(f.accepting, func(form.Values) []form.Field {
		fields := f.Counter.SignOffFields(true)
		if len(f.Counter.Managers) == 0 {
			return fields[len(fields)-1:]
		}
		return fields
	})
}

func (f *Flow) acceptPage() flows.Page {
	return flows.Page{ID: "loss.accept", Title: msgTitle, Intro: msgAcceptIntro, Body: &flows.Ask{Form: f.acceptForm()}, Forward: msgContinue}
}

// acceptance says who lets sales go on, and why.
func (f *Flow) acceptance() journal.Acceptance {
	values := f.acceptForm().Values()
	by := values[flows.KeyManager]
	if len(f.Counter.Managers) == 0 {
		by = f.Counter.Clerk
	}
	return journal.Acceptance{By: by, Reason: values[flows.KeyReason], Location: f.Counter.Location}
}

func (f *Flow) confirmPage() flows.Page {
	a := f.acceptance()
	who := flows.Group{Heading: msgDecision, Lines: []flows.Line{
		{Label: msgBy, Value: lang.Same(a.By), Emphasis: true}, {Label: msgReason, Value: lang.Same(a.Reason)},
	}}
	return flows.Page{
		ID: "loss.confirm", Title: msgTitle, Forward: msgGoOn,
		Body: &flows.Confirm{Question: msgQuestion, Groups: []flows.Group{who, f.groups()[0]}, Money: true},
	}
}

func (f *Flow) acceptTask() *flows.Task {
	a := f.acceptance()
	return &flows.Task{Doing: msgRecording, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		err := f.ledger.AcceptLoss(context.WithoutCancel(ctx), a)
		return func() flows.Move {
			if err != nil && !errors.Is(err, journal.ErrNothingLost) {
				f.Notice = flows.Explain(err, msgRecording, false)
				return flows.Move{}
			}
			return f.Begin(atDone)
		}
	}}
}

func donePage() flows.Page {
	return flows.Page{
		ID: "loss.done", Title: msgTitle, Forward: msgClose,
		Body: &flows.Report{Tone: flows.Good, Headline: msgDone, Text: msgDoneText},
	}
}
