package payment

// This file shows what came of a payment: done, with its slip, or in doubt, which only a person can settle.

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

const (
	actionRead = "read_slip"
	actionSave = "save_slip"
	actionNew  = "new_payment"
)

// finish is the end of the payment: nothing can be gone back to.
func (f *Flow) finish(done api.Transaction, at time.Time) flows.Move {
	f.done, f.at = &done, at
	f.verifier.Finish()
	return f.Finish(atDone)
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

// doneGroup shows the server's answer.
func (f *Flow) doneGroup() flows.Group {
	lines := []flows.Line{
		flows.Labelled(msgNumber, string(f.done.ID)), flows.Labelled(msgDate, f.at.Format("2006-01-02 15:04")),
	}
	if f.done.AvailableCredit != nil {
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(*f.done.AvailableCredit)})
	}
	return flows.Group{Heading: msgForRecords, Lines: flows.Filled(lines)}
}

func (f *Flow) doneAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case "":
		return flows.Move{Leave: true}
	case actionRead:
		return flows.Move{Read: f.slip()}
	case actionSave:
		return flows.Move{Save: f.slip()}
	case actionNew:
		next := *f.Counter
		next.Language = f.Language
		return flows.Move{Open: New(&next, f.client, f.Recorder)}
	}
	return flows.Move{Refused: true}
}

// slip returns the customer's slip.
func (f *Flow) slip() *flows.Document {
	return flows.Slip{
		Title: f.kind.slip, FileName: flows.SlipName(string(f.kind.intent), f.done.ID, f.Counter.Training), Training: f.Counter.Training,
		Groups: append([]flows.Group{f.doneGroup()}, f.groups()...),
	}.Document()
}

// doubts says how a payment in doubt is shown. No query tells what came of it: a person finds out. An earlier one is never taken
// for this one: it has no reference that would tell, and of its account often only the last four digits are known.
func (f *Flow) doubts() talk.Doubts {
	return talk.Doubts{
		Words: talk.DoubtWords{
			ID: "payment.doubt", Title: msgDoubtTitle, Headline: msgDoubtHeadline, Text: msgDoubtText,
			OtherHeadline: talk.OtherHeadline, OtherText: msgOtherDoubtText, Look: msgLookAgain, Looking: msgLooking,
			StillOpen: msgNotSettledYet, StillOpenNext: msgPersonNext, StillUnknown: msgStillUnknown, Leaving: msgLeavingDoubt,
		},
		Back: atAmount,
		Begins: func(notice *flows.Notice, d talk.Doubt, _ error) {
			if !d.Same {
				notice.What, notice.Money, notice.Next = msgFrozen, msgThenUnknown, msgPersonNext
			}
		},
		Settled: func(d talk.Doubt) talk.Settling {
			return func(_ context.Context, end flows.Outcome) func() flows.Move {
				return func() flows.Move { return f.settled(d, end) }
			}
		},
	}
}

// settled shows the payment as made, or lets it be sent.
func (f *Flow) settled(d talk.Doubt, end flows.Outcome) flows.Move {
	if end.Result == flows.ResultDone && d.Same {
		f.Notice = &flows.Notice{Tone: flows.Good, What: msgWasMade}
		return f.finish(api.Transaction{ID: end.ID, Amount: d.Was.Amount}, d.Since)
	}
	f.verifier.Forget()
	notice := (&flows.Notice{Tone: flows.Good, What: msgWasNotMade.With(flows.Sentence(d.Was))}).NoMoneyMoved()
	if end.Result == flows.ResultDone {
		notice = &flows.Notice{Tone: flows.Careful, What: msgOtherWasMade.With(flows.Sentence(d.Was)), Next: msgOtherNext}
	}
	return f.GoOn(atAmount, notice)
}
