package closing

// This file is for the closing whose answer was lost: the account is looked up, and it is never sent again.

import (
	"context"
	"errors"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/lang"
)

// hanging is a closing of which nobody here knows whether it was done.
type hanging struct {
	id    flows.IntentID
	was   flows.Intent
	since time.Time
	// same is true where it is this account's. What was sent before is only known by the last four
	// digits, once the console that sent it has ended.
	same bool
	// tells is true where looking the account up tells: it could purchase before, and a closed one cannot.
	tells bool
}

// hang shows that it is not known what came of it.
func (f *Flow) hang(inDoubt flows.InDoubtError, sent time.Time, err error) flows.Move {
	h := hanging{id: inDoubt.Intent, was: inDoubt.Was, since: sent, same: account.SameNumber(inDoubt.Was.Account, f.found.Number())}
	if !inDoubt.Since.IsZero() {
		h.since = inDoubt.Since
	}
	h.tells = h.same && f.found.Account != nil
	f.doubt, f.step = h, atDoubt
	f.notice = flows.Explain(err, msgClosing, false)
	f.notice.Tone, f.notice.Money, f.notice.Next = flows.Careful, msgCloseUnknown, lang.Join(" ", h.next(), flows.MaybePermission(err))
	if errors.Is(err, flows.ErrFrozen) {
		f.notice.What, f.notice.Money = msgFrozen, msgNotClosed
		if h.same {
			f.notice.Money = msgCloseUnknown
		}
	}
	return flows.Move{}
}

// next is what finds out. It never is to send it again.
func (h hanging) next() lang.Text {
	if h.tells {
		return msgLookUpNext
	}
	return msgPersonNext
}

func (f *Flow) doubtPage() flows.Page {
	report := &flows.Report{
		Tone: flows.Careful, Headline: msgDoubtHeadline, Text: msgDoubtText,
		Groups: []flows.Group{flows.Facts(f.doubt.was, f.doubt.since)},
	}
	page := flows.Page{
		ID: "closing.doubt", Title: msgTitle, Body: report, Forward: msgLookUp,
		Actions: []flows.Action{{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'}},
	}
	if !f.doubt.tells {
		report.Text, page.Forward = msgDoubtPersonText, msgLookAgain
	}
	if !f.doubt.same {
		report.Headline, report.Text = msgOtherDoubtHeadline, msgOtherDoubtText
	}
	return page
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch action {
	case "":
		return flows.Move{Task: f.lookUpTask()}
	case actionLeave:
		return flows.Move{Leave: true}
	}
	return flows.Move{Refused: true}
}

// Learned takes over what was found out meanwhile.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	if f.step != atDoubt || f.doubt.id != id {
		return nil
	}
	return f.lookUpTask()
}

// lookUpTask asks the recorder, since somebody may have settled it, and then looks the account up where
// that tells. It settles nothing itself: an account that cannot purchase may be blocked as well as closed, and one that can may be
// closed in a moment.
func (f *Flow) lookUpTask() *flows.Task {
	h, call, number := f.doubt, f.call(), f.found.Number()
	return &flows.Task{Doing: msgLookingUp, Run: func(ctx context.Context) func() flows.Move {
		if end, err := f.recorder.Outcome(ctx, h.id); err == nil && !end.Result.Open() {
			return func() flows.Move { return f.settled(h, end.Result == flows.ResultDone) }
		}
		if !h.tells {
			return f.says(&flows.Notice{Tone: flows.Careful, What: msgNotSettledYet, Next: msgPersonNext})
		}
		_, err := f.client.Lookup(ctx, call, api.LookupQuery{AccountNumber: string(number)})
		switch code := flows.FailureCode(err); {
		case err == nil: // it may still be under way on the server: the console looks again, and settles it
			return f.says(&flows.Notice{Tone: flows.Careful, What: msgStillOpen, Next: msgStillOpenNext})
		case code == "user_not_able_to_purchase", code == "user_not_active", code == "not_found":
			return f.says(&flows.Notice{Tone: flows.Careful, What: msgMaybeClosed, Next: msgMaybeClosedNext})
		}
		return f.says(flows.Explain(err, msgLookingUp, false))
	}}
}

// says shows a notice, and stays.
func (f *Flow) says(notice *flows.Notice) func() flows.Move {
	return func() flows.Move {
		f.notice = notice
		return flows.Move{}
	}
}

// settled shows the account as closed, or lets it be closed. What was settled of another one lets this one
// be sent.
func (f *Flow) settled(h hanging, closed bool) flows.Move {
	switch {
	case !h.same:
		f.step = atConfirm
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgOtherSettled, Next: msgOtherSettledNext}
	case closed:
		f.finish(h.since.In(f.counter.Now().Location()))
		f.notice = &flows.Notice{Tone: flows.Good, What: msgWasClosed}
	default:
		f.step = atConfirm
		f.notice = &flows.Notice{Tone: flows.Good, What: msgWasNotClosed}
	}
	return flows.Move{}
}
