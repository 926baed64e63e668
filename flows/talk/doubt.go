package talk

// This file is for the call whose answer was lost: it is settled by finding out, never by sending it again.

import (
	"context"
	"errors"
	"time"

	"countertop/flows"
	"countertop/flows/lang"
)

// AtDoubt is the step that shows what is in doubt.
const AtDoubt Name = "doubt"

// ActionLeave leaves a doubt as it is.
const ActionLeave = "leave"

// Doubt is a call of which nobody here knows whether it was executed: this conversation's, or an earlier one that keeps this
// one from being sent.
type Doubt struct {
	ID    flows.IntentID
	Was   flows.Intent // as it was sent, perhaps by an earlier flow
	Since time.Time    // when it was sent
	Reply flows.Reply  // what came back of this conversation's call
	// Same is true where what is in doubt is this very call; else this one was not sent.
	Same bool
	// Back is the step where the conversation goes on once what keeps it from sending is settled.
	Back Name

	waits bool // it was found before this call could be sent
}

// Doubts says how a conversation shows what is in doubt, and how it goes on. Only Words and Back must be there.
type Doubts struct {
	Words DoubtWords
	// Back is the step from which the call can be sent again once it is known not to have been executed.
	Back Name
	// Same reports whether an earlier call that is in doubt is the one that was to be sent. Nil: it never is taken for it.
	Same func(was, now flows.Intent) bool
	// Begins changes what is said when the doubt begins.
	Begins func(*flows.Notice, Doubt, error)
	// Shows changes the page, which says the facts.
	Shows func(*flows.Page, *flows.Report, Doubt)
	// Takes takes an action of the page's that is the conversation's own. Nil: there is none.
	Takes func(action string) flows.Move
	// Asks returns what finds out more where the journal does not know yet; nil: only the console or a person finds out.
	Asks func(Doubt) Asking
	// Settled returns what goes on with an outcome. It may ask the server for more.
	Settled func(Doubt) Settling
	// Leave leaves the doubt as it is; nil: the flow ends.
	Leave func() flows.Move
}

// Asking finds out what came of a doubt. Like a task it runs away from the player's goroutine, and returns what to do there.
type Asking func(context.Context) func() flows.Move

// Settling goes on with what came of a doubt, in the same way.
type Settling func(context.Context, flows.Outcome) func() flows.Move

// DoubtWords are the words of the page. Those of what is open are of this call, the others of an earlier one.
type DoubtWords struct {
	ID                       string // the page's
	Title, Headline, Text    lang.Text
	OtherHeadline, OtherText lang.Text
	Look                     lang.Text // the way forward
	Looking                  lang.Text // while it is found out
	StillOpen, StillOpenNext lang.Text // it is not settled yet
	StillUnknown             lang.Text // whether money moved
	Leaving                  lang.Text // what leaving means
}

// InDoubtBy sets how the conversation shows what is in doubt, and returns the step to put into its way.
func (t *Talk) InDoubtBy(doubts Doubts) Step {
	t.doubts = doubts
	return Step{At: AtDoubt, Page: t.doubtPage, Answer: t.doubtAnswered, Back: t.stopWaiting, Sealed: true}
}

// Doubt returns what is in doubt; nil if nothing is.
func (t *Talk) Doubt() *Doubt { return t.doubt }

// InDoubt reports whether the conversation is at what is in doubt.
func (t *Talk) InDoubt() bool { return t.doubt != nil && (t.at == AtDoubt || t.Above(AtDoubt)) }

// Leaving says that what is in doubt stays so.
func (t *Talk) Leaving() lang.Text {
	if t.InDoubt() {
		return t.doubts.Words.Leaving
	}
	return lang.Text{}
}

// showDoubt shows that it is not known what came of a call, or of the earlier one that it has to wait for.
func (t *Talk) showDoubt(inDoubt flows.InDoubtError, sent Sent, doing lang.Text, err error) flows.Move {
	d := Doubt{ID: inDoubt.Intent, Was: inDoubt.Was, Since: sent.At, Reply: inDoubt.Reply, Same: true, Back: t.at}
	if !inDoubt.Since.IsZero() {
		d.Since, d.Same = inDoubt.Since, t.doubts.Same != nil && t.doubts.Same(inDoubt.Was, sent.Intent)
	}
	if t.doubts.Back != "" {
		d.Back = t.doubts.Back
	}
	t.Notice = flows.Explain(err, doing, true)
	if t.doubts.Begins != nil {
		t.doubts.Begins(t.Notice, d, err)
	}
	t.doubt, t.at = &d, AtDoubt
	return flows.Move{}
}

// Waits shows what a call has to wait for, where it is known before anything could be sent. Once that is settled the
// conversation goes on where it was. It reports false for any other error.
func (t *Talk) Waits(err error) bool {
	inDoubt, ok := errors.AsType[*flows.InDoubtError](err)
	if ok {
		t.doubt = &Doubt{ID: inDoubt.Intent, Was: inDoubt.Was, Since: inDoubt.Since, Back: t.at, waits: true}
		t.at = AtDoubt
	}
	return ok
}

// stopWaiting goes back from what a call waits for: nothing was sent.
func (t *Talk) stopWaiting() bool {
	if !t.doubt.waits {
		return false
	}
	t.at, t.doubt, t.Notice = t.doubt.Back, nil, nil
	return true
}

func (t *Talk) doubtPage() flows.Page {
	words, d := t.doubts.Words, *t.doubt
	report := &flows.Report{Tone: flows.Careful, Headline: words.Headline, Text: words.Text, Groups: []flows.Group{flows.Facts(d.Was, d.Since)}}
	page := flows.Page{ID: words.ID, Title: words.Title, Body: report, Forward: words.Look}
	if !d.Same {
		report.Headline, report.Text = words.OtherHeadline, words.OtherText
	}
	if t.doubts.Shows != nil {
		t.doubts.Shows(&page, report, d)
	}
	page.Actions = append(page.Actions, flows.Action{ID: ActionLeave, Label: msgLeaveInDoubt, Key: 'l'})
	return page
}

func (t *Talk) doubtAnswered(answer flows.Answer) flows.Move {
	switch {
	case answer.Action == "":
		return t.FindOut()
	case answer.Action == ActionLeave && t.doubts.Leave == nil:
		return flows.Move{Leave: true}
	case answer.Action == ActionLeave:
		return t.doubts.Leave()
	case t.doubts.Takes != nil:
		return t.doubts.Takes(answer.Action)
	}
	return flows.Move{Refused: true}
}

// Learned takes over what the console, or a person, found out about the doubt that is shown.
func (t *Talk) Learned(id flows.IntentID) *flows.Task {
	if t.busy || !t.InDoubt() || t.doubt.ID != id {
		return nil
	}
	return t.findOut()
}

// FindOut looks what came of the doubt.
func (t *Talk) FindOut() flows.Move { return flows.Move{Task: t.findOut()} }

// findOut looks what came of it: in the journal first, since the console asks by itself.
func (t *Talk) findOut() *flows.Task {
	d, words, recorder := *t.doubt, t.doubts.Words, t.Recorder
	settle, ask := t.doubts.Settled(d), Asking(nil)
	if t.doubts.Asks != nil {
		ask = t.doubts.Asks(d)
	}
	return &flows.Task{Doing: words.Looking, Run: func(ctx context.Context) func() flows.Move {
		end, err := recorder.Outcome(ctx, d.ID)
		switch {
		case err == nil && !end.Result.Open():
			return settle(ctx, end)
		case ask != nil:
			return ask(ctx)
		case err != nil:
			notice := flows.Explain(err, words.Looking, false)
			notice.Money = words.StillUnknown
			return t.Says(notice)
		}
		return t.Says(&flows.Notice{Tone: flows.Careful, What: words.StillOpen, Money: words.StillUnknown, Next: words.StillOpenNext})
	}}
}

// Dismiss forgets the doubt, where something else tells of it.
func (t *Talk) Dismiss() { t.doubt = nil }

// GoOn ends the doubt, and goes on at a step with a notice: nothing leads back to the doubt.
func (t *Talk) GoOn(at Name, notice *flows.Notice) flows.Move {
	t.doubt = nil
	t.Repair(at)
	t.Notice = notice
	return flows.Move{}
}

// Finish goes to the step that shows what was done. Nothing leads back from it, and nothing is in doubt any more.
func (t *Talk) Finish(at Name) flows.Move {
	t.doubt = nil
	return t.Begin(at)
}
