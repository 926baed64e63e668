package talk

// This file makes a money call: the intent from the request, the call once, and where the conversation goes with what came
// back. Every money call of every flow goes through here, as it does through flows.Execute.

import (
	"context"
	"errors"
	"time"

	"countertop/flows"
	"countertop/flows/lang"
)

// Money is one kind of call that moves money, or changes something that must not be done twice. Q is the request, A the
// answer.
type Money[Q, A any] struct {
	// Doing says what goes on: "Authorizing the purchase…". It also begins the sentence that says that it did not work.
	Doing lang.Text
	// Acts says that no money moves: what is in doubt is not shown as money.
	Acts bool
	// Recorder records the call; nil: the conversation's does.
	Recorder flows.Recorder
	// Intent returns the intent of a request, which is recorded before it is sent. What the counter knows (clerk, location, terminal, training,
	// the flow's reference id, the call that this one repeats) is added to it.
	Intent func(Q) flows.Intent
	// Check looks, right before the call is sent, at what may have changed since the page was shown; nil: nothing can have. With
	// an error nothing is recorded or sent.
	Check func(context.Context, flows.Intent) error
	// Send makes the call.
	Send func(context.Context, Q) (A, error)
	// Answered gets the answer in the task itself, also where the player has left it behind; nil: nothing is.
	Answered func(context.Context, A, error)
	// Done goes to where it is shown that it was done.
	Done func(A, Sent) flows.Move
	// Refused goes to where a refusal can be put right. The notice explains the refusal already.
	Refused func(error, Sent) flows.Move
	// Lost goes on where it is not known whether the call was executed; nil: to the page of the doubt.
	Lost func(error, Sent) flows.Move
}

// Sent holds what is known of a call apart from its answer.
type Sent struct {
	Intent flows.Intent
	At     time.Time // when it was sent, in the store's zone
}

// Send sends a request once. While money may be moving no answer of the clerk's is taken; what moves none may be left behind.
func Send[Q, A any](t *Talk, m Money[Q, A], request Q) flows.Move {
	t.busy = !m.Acts
	sent := Sent{Intent: t.intent(m.Intent(request)), At: t.Counter.Now()}
	recorder := m.Recorder
	if recorder == nil {
		recorder = t.Recorder
	}
	return flows.Move{Task: &flows.Task{Doing: m.Doing, Money: !m.Acts, Acts: m.Acts, Run: func(ctx context.Context) func() flows.Move {
		var answer A
		var err error
		if m.Check != nil {
			err = m.Check(ctx, sent.Intent)
		}
		if err == nil {
			answer, err = flows.Execute(ctx, recorder, sent.Intent, func(ctx context.Context) (A, error) { return m.Send(ctx, request) })
		}
		if errors.Is(err, flows.ErrNotConcluded) && m.Acts {
			err = nil // the answer counts; what is not recorded is asked for later
		}
		if m.Answered != nil {
			m.Answered(ctx, answer, err)
		}
		return func() flows.Move {
			t.busy = false
			return answered(t, m, sent, answer, err)
		}
	}}}
}

// intent completes an intent with what the counter and the conversation know.
func (t *Talk) intent(in flows.Intent) flows.Intent {
	in.Flow, in.Known = t.reference, t.Known
	in.Location, in.Clerk, in.Terminal, in.Training = t.Counter.Location, t.Counter.Clerk, t.Counter.Terminal, t.Counter.Training
	return in
}

func answered[Q, A any](t *Talk, m Money[Q, A], sent Sent, answer A, err error) flows.Move {
	var inDoubt *flows.InDoubtError
	var repeated *flows.RepeatedError
	switch {
	case err == nil:
		return m.Done(answer, sent)
	case errors.Is(err, flows.ErrNotConcluded):
		move := m.Done(answer, sent)
		t.Notice = t.NotConcluded()
		return move
	case errors.As(err, &repeated): // the page asks once more
		t.Notice, t.Known = t.Counter.Explain(err, m.Doing, true), repeated.Intent
		return flows.Move{}
	case errors.As(err, &inDoubt) && m.Lost == nil:
		return t.showDoubt(*inDoubt, sent, m.Doing, err)
	}
	t.Notice = flows.Explain(err, m.Doing, !m.Acts)
	if m.Lost != nil && flows.MaybeExecuted(err) {
		return m.Lost(err, sent)
	}
	return m.Refused(err, sent)
}

// NotConcluded says that something was done whose outcome could not be recorded.
func (t *Talk) NotConcluded() *flows.Notice {
	return &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Next: msgNotConcludedNext, Ref: t.reference}
}
