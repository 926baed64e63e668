package sale

// This file is for a call whose answer was lost: nobody knows whether money moved, it is never sent
// again, and the console goes on asking by itself (DESIGN rule 1).

import (
	"context"
	"errors"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

const actionLeave = "leave"

// hanging is a call of which nobody here knows whether it was carried out, or an earlier one that keeps
// this one from being sent.
type hanging struct {
	id    flows.IntentID
	was   flows.Intent
	since time.Time
	// reply is what came back of this very call.
	reply flows.Reply
	// same is true where what is in doubt is this very call; else this one was not sent.
	same bool
}

// hang shows that it is not known what came of a call.
func (f *Flow) hang(inDoubt flows.InDoubtError, made deed, err error) flows.Move {
	h := &hanging{id: inDoubt.Intent, was: inDoubt.Was, since: made.at, same: inDoubt.Since.IsZero(), reply: replyOf(err)}
	if !h.same {
		h.since = inDoubt.Since
		h.same = sameCall(h.was, made.intent)
	}
	f.doubt, f.step, f.trail = h, atDoubt, nil
	f.notice = flows.Explain(err, wordsOf(made.intent.Kind).doing, true)
	return flows.Move{}
}

// replyOf is what came back of a call that is in doubt.
func replyOf(err error) flows.Reply {
	answered, ok := errors.AsType[*api.Error](err)
	switch {
	case ok && answered.Claimed:
		return flows.ReplyClaim
	case ok && answered.Answered:
		return flows.ReplyError
	}
	return flows.ReplyLost
}

// sameCall is true where what is in doubt is what was about to be sent.
func sameCall(was, now flows.Intent) bool {
	return was.Kind == now.Kind && was.Amount == now.Amount && was.AccountEnding() == now.AccountEnding() &&
		was.AuthorizationID == now.AuthorizationID && was.CaptureID == now.CaptureID && was.Reference == now.Reference
}

func (f *Flow) doubtPage() flows.Page {
	said := replies[f.doubt.reply]
	report := &flows.Report{
		Tone: flows.Careful, Headline: msgDoubtHeadline, Text: lang.Join(" ", said.came, said.asked, msgNeverTwice),
		Groups: []flows.Group{flows.Facts(f.doubt.was, f.doubt.since)},
	}
	switch {
	case !f.doubt.same:
		report.Headline, report.Text = msgOtherDoubtHeadline, msgOtherDoubtText
	case !f.doubt.was.Kind.Queryable():
		report.Text = lang.Join(" ", said.came, msgDoubtPersonText, msgNeverTwice)
	}
	return flows.Page{
		ID: "sale.doubt", Title: msgDoubtTitle, Body: report, Forward: msgLookAgain,
		Actions: []flows.Action{{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'}},
	}
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch action {
	case "":
		return flows.Move{Task: f.settledTask()}
	case actionLeave:
		if f.alone() {
			return flows.Move{Leave: true}
		}
		f.toSale()
		return flows.Move{Task: f.readTask()}
	}
	return flows.Move{Refused: true}
}

// Learned takes over what became of a call that this sale waits for: the console has found out.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	switch {
	case f.sending:
	case f.step == atDoubt && f.doubt.id == id:
		return f.settledTask()
	case f.step == atSale && !f.alone() && slices.ContainsFunc(f.open(), func(r journal.Record) bool { return r.ID == id }):
		return f.readTask()
	}
	return nil
}

// settledTask looks whether the console has found out meanwhile what came of it.
func (f *Flow) settledTask() *flows.Task {
	h, ledger, call, id := *f.doubt, f.ledger, f.call(), f.which.AuthorizationID
	alone := f.alone()
	return &flows.Task{Doing: msgLooking, Run: func(ctx context.Context) func() flows.Move {
		end, err := ledger.Outcome(ctx, h.id)
		var r reading
		if !alone && err == nil && !end.Result.Open() {
			r = f.ask(ctx, call, id)
		}
		return func() flows.Move {
			switch {
			case err != nil:
				f.notice = flows.Explain(err, msgLooking, false)
				f.notice.Money = msgStillUnknown
			case end.Result.Open():
				f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotKnownYet, Money: msgStillUnknown, Next: msgGoesOn}
			default:
				f.settled(h, end, r)
			}
			return flows.Move{}
		}
	}}
}

// settled goes back to where the clerk can go on: to the sale, or to the refund's amount.
func (f *Flow) settled(h hanging, end flows.Outcome, r reading) {
	f.doubt = nil
	what := flows.Sentence(h.was)
	if f.alone() {
		f.step, f.trail = atAmount, nil
	} else {
		f.toSale()
		f.take(r)
		f.doubt = nil
	}
	f.notice = &flows.Notice{Tone: flows.Good, What: msgWasDone.With(what), Next: msgWasDoneNext}
	if end.Result != flows.ResultDone {
		f.notice = (&flows.Notice{Tone: flows.Good, What: msgWasNotDone.With(what), Next: msgWasNotDoneNext}).NoMoneyMoved()
	}
}
