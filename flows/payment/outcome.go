package payment

// This file shows what came of a payment: done, with its slip, or in doubt, which only a person can settle.

import (
	"context"
	"errors"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

const (
	actionRead  = "read_slip"
	actionSave  = "save_slip"
	actionNew   = "new_payment"
	actionLeave = "leave"
)

// finish is the end of the payment: nothing can be gone back to.
func (f *Flow) finish(done api.Transaction, at time.Time) flows.Move {
	f.done, f.at, f.step, f.trail = &done, at, atDone, nil
	f.verifier.Finish()
	return flows.Move{}
}

func (f *Flow) donePage() flows.Page {
	return flows.Page{
		ID: "payment.done", Title: f.kind.made,
		Body: &flows.Report{
			Tone: flows.Good, Headline: f.kind.headline.With(lang.Money(f.done.Amount)), Text: f.kind.means,
			Groups: append([]flows.Group{f.doneGroup()}, f.groups()...),
		},
		Forward: msgDone,
		Actions: []flows.Action{
			{ID: actionRead, Label: msgReadSlip, Key: 'r'}, {ID: actionSave, Label: msgSaveSlip, Key: 's'}, {ID: actionNew, Label: msgAnother, Key: 'n'},
		},
	}
}

// doneGroup is what the server says of it.
func (f *Flow) doneGroup() flows.Group {
	lines := []flows.Line{
		flows.Labelled(msgNumber, string(f.done.ID)), flows.Labelled(msgDate, f.at.Format("2006-01-02 15:04")),
	}
	if f.done.AvailableCredit != nil {
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(*f.done.AvailableCredit)})
	}
	return flows.Group{Heading: msgForRecords, Lines: flows.Filled(lines)}
}

func (f *Flow) doneAnswered(action string) flows.Move {
	switch action {
	case "":
		return flows.Move{Leave: true}
	case actionRead:
		return flows.Move{Read: f.slip()}
	case actionSave:
		return flows.Move{Save: f.slip()}
	case actionNew:
		next := *f.counter
		next.Language = f.language
		return flows.Move{Open: New(&next, f.client, f.recorder)}
	}
	return flows.Move{Refused: true}
}

// slip is what the customer takes home.
func (f *Flow) slip() *flows.Document {
	return flows.Slip{
		Title: f.kind.slip, FileName: flows.SlipName(string(f.kind.intent), f.done.ID, f.counter.Training), Training: f.counter.Training,
		Groups: append([]flows.Group{f.doneGroup()}, f.groups()...),
	}.Document()
}

// hanging is a payment of which nobody here knows whether it was made, or an earlier one that keeps this
// one from being sent.
type hanging struct {
	id    flows.IntentID
	was   flows.Intent
	since time.Time
	// same is true where this payment itself was sent. An earlier one has no reference that would
	// tell, and of its account often only the last four digits are known: it is never taken for this one.
	same bool
}

// hang shows that it is not known what came of it.
func (f *Flow) hang(inDoubt flows.InDoubtError, sent time.Time, err error) flows.Move {
	h := &hanging{id: inDoubt.Intent, was: inDoubt.Was, since: sent, same: true}
	f.doubt, f.step, f.trail = h, atDoubt, nil
	f.notice = flows.Explain(err, f.kind.doing, true)
	if errors.Is(err, flows.ErrFrozen) {
		h.since, h.same = inDoubt.Since, false
		f.notice.What, f.notice.Money, f.notice.Next = msgFrozen, msgThenUnknown, msgPersonNext
	}
	return flows.Move{}
}

func (f *Flow) doubtPage() flows.Page {
	report := &flows.Report{
		Tone: flows.Careful, Headline: msgDoubtHeadline, Text: msgDoubtText,
		Groups: []flows.Group{flows.Facts(f.doubt.was, f.doubt.since)},
	}
	if !f.doubt.same {
		report.Headline, report.Text = msgOtherDoubtHeadline, msgOtherDoubtText
	}
	return flows.Page{
		ID: "payment.doubt", Title: msgDoubtTitle, Body: report, Forward: msgLookAgain,
		Actions: []flows.Action{{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'}},
	}
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch action {
	case "":
		return flows.Move{Task: f.settledTask()}
	case actionLeave:
		return flows.Move{Leave: true}
	}
	return flows.Move{Refused: true}
}

// Learned takes over what a person recorded meanwhile.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	if f.step != atDoubt || f.doubt.id != id {
		return nil
	}
	return f.settledTask()
}

// settledTask looks whether somebody has settled it meanwhile.
func (f *Flow) settledTask() *flows.Task {
	h := *f.doubt
	return &flows.Task{Doing: msgLooking, Run: func(ctx context.Context) func() flows.Move {
		end, err := f.recorder.Outcome(ctx, h.id)
		return func() flows.Move {
			switch {
			case err != nil:
				f.notice = flows.Explain(err, msgLooking, false)
				f.notice.Money = msgStillUnknown
			case end.Result.Open():
				f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotSettledYet, Money: msgStillUnknown, Next: msgPersonNext}
			default:
				f.settled(h, end)
			}
			return flows.Move{}
		}
	}}
}

// settled shows the payment as made, or lets it be sent.
func (f *Flow) settled(h hanging, end flows.Outcome) {
	f.doubt = nil
	if end.Result == flows.ResultDone && h.same {
		f.finish(api.Transaction{ID: end.ID, Amount: h.was.Amount}, h.since)
		f.notice = &flows.Notice{Tone: flows.Good, What: msgWasMade}
		return
	}
	f.step, f.trail = atAmount, nil
	f.verifier.Forget()
	f.notice = (&flows.Notice{Tone: flows.Good, What: msgWasNotMade.With(flows.Sentence(h.was))}).NoMoneyMoved()
	if end.Result == flows.ResultDone {
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgOtherWasMade.With(flows.Sentence(h.was)), Next: msgOtherNext}
	}
}
