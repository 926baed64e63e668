package sale

// This file is for a call whose answer was lost: nobody knows whether money moved, it is never sent
// again, and the console goes on asking by itself (docs/architecture.md rule 1).

import (
	"context"
	"slices"

	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// doubts says how a call in doubt is shown, and goes on.
func (f *Flow) doubts() talk.Doubts {
	d := talk.Doubts{
		Words: talk.DoubtWords{
			ID: "sale.doubt", Title: msgDoubtTitle, Headline: msgDoubtHeadline,
			OtherHeadline: talk.OtherHeadline, OtherText: msgOtherDoubtText, Look: msgLookAgain, Looking: msgLooking,
			StillOpen: msgNotKnownYet, StillOpenNext: msgGoesOn, StillUnknown: msgStillUnknown, Leaving: msgLeavingDoubt,
		},
		Back: atAmount, Same: sameCall, Shows: showDoubt, Settled: f.settling,
	}
	if !f.alone() {
		d.Leave = func() flows.Move {
			f.toSale()
			return flows.Move{Task: f.readTask()}
		}
	}
	return d
}

// sameCall reports whether the call in doubt is the one that was about to be sent.
func sameCall(was, now flows.Intent) bool {
	return was.Kind == now.Kind && was.Amount == now.Amount && was.AccountEnding() == now.AccountEnding() &&
		was.AuthorizationID == now.AuthorizationID && was.CaptureID == now.CaptureID && was.Reference == now.Reference
}

// showDoubt says what came back of the call, and who finds out.
func showDoubt(_ *flows.Page, report *flows.Report, d talk.Doubt) {
	said := replies[d.Reply]
	switch {
	case !d.Same:
	case d.Was.Kind.Queryable():
		report.Text = lang.Join(" ", said.came, said.asked, msgNeverTwice)
	default:
		report.Text = lang.Join(" ", said.came, msgDoubtPersonText, msgNeverTwice)
	}
}

// Learned takes over what became of a call that this sale waits for: the console has found out.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	if !f.Busy() && f.At() == atSale && slices.ContainsFunc(f.open(), func(r journal.Record) bool { return r.ID == id }) {
		return f.readTask()
	}
	return f.Talk.Learned(id)
}

// settling reads the sale again, and goes back to where the clerk can go on: to the sale, or to the refund's amount.
func (f *Flow) settling(d talk.Doubt) talk.Settling {
	call, id, alone := f.Call(), f.which.AuthorizationID, f.alone()
	return func(ctx context.Context, end flows.Outcome) func() flows.Move {
		var r reading
		if !alone {
			r = f.ask(ctx, call, id)
		}
		return func() flows.Move { return f.settled(d, end, r) }
	}
}

func (f *Flow) settled(d talk.Doubt, end flows.Outcome, r reading) flows.Move {
	what := flows.Sentence(d.Was)
	notice := &flows.Notice{Tone: flows.Good, What: msgWasDone.With(what), Next: msgWasDoneNext}
	if end.Result != flows.ResultDone {
		notice = (&flows.Notice{Tone: flows.Good, What: msgWasNotDone.With(what), Next: msgWasNotDoneNext}).NoMoneyMoved()
	}
	if f.alone() {
		return f.GoOn(atAmount, notice)
	}
	f.toSale()
	f.take(r)
	return f.GoOn(atSale, notice)
}
