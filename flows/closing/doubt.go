package closing

// This file is for the closing whose answer was lost: the account is looked up, and it is never sent again.

import (
	"context"
	"errors"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// doubts says how a closing in doubt is shown. What was sent before is only known by the account's last four digits, once the
// console that sent it has ended.
func (f *Flow) doubts() talk.Doubts {
	return talk.Doubts{
		Words: talk.DoubtWords{
			ID: "closing.doubt", Title: msgTitle, Headline: msgDoubtHeadline, Text: msgDoubtText,
			OtherHeadline: talk.OtherHeadline, OtherText: msgOtherDoubtText, Look: msgLookUp, Looking: msgLookingUp, Leaving: msgLeavingDoubt,
		},
		Back:   atConfirm,
		Same:   func(was, now flows.Intent) bool { return account.SameNumber(was.Account, now.Account) },
		Begins: f.hangs,
		Shows: func(page *flows.Page, report *flows.Report, d talk.Doubt) {
			if f.tells(d) {
				return
			}
			page.Forward = msgLookAgain
			if d.Same {
				report.Text = msgDoubtPersonText
			}
		},
		Asks: f.lookUp,
		Settled: func(d talk.Doubt) talk.Settling {
			return func(_ context.Context, end flows.Outcome) func() flows.Move {
				return func() flows.Move { return f.settled(d, end.Result == flows.ResultDone) }
			}
		},
	}
}

// tells reports whether looking the account up tells: it could purchase before, and a closed one cannot.
func (f *Flow) tells(d talk.Doubt) bool { return d.Same && f.found.Account != nil }

// hangs says that it is not known what came of it, and what finds out. That never is to send it again.
func (f *Flow) hangs(notice *flows.Notice, d talk.Doubt, err error) {
	*notice = *flows.Explain(err, msgClosing, false)
	next := msgPersonNext
	if f.tells(d) {
		next = msgLookUpNext
	}
	notice.Tone, notice.Money, notice.Next = flows.Careful, msgCloseUnknown, lang.Join(" ", next, flows.MaybePermission(err))
	if errors.Is(err, flows.ErrFrozen) {
		notice.What = msgFrozen
		if !d.Same {
			notice.Money = msgNotClosed
		}
	}
}

// lookUp looks the account up where that tells. It settles nothing itself: an account that cannot purchase may be blocked as well as
// closed, and one that can may be closed in a moment.
func (f *Flow) lookUp(d talk.Doubt) talk.Asking {
	call, who, query, tells := f.Call(), f.found, api.LookupQuery{AccountNumber: string(f.found.Number())}, f.tells(d)
	return func(ctx context.Context) func() flows.Move {
		if !tells {
			return f.Says(&flows.Notice{Tone: flows.Careful, What: msgNotSettledYet, Next: msgPersonNext})
		}
		answered, err := f.client.Lookup(ctx, call, query)
		switch code := flows.FailureCode(err); {
		case err == nil && api.CompareNumbers(answered.AccountNumber, who.Number()) == api.Differs:
			return f.Says(&flows.Notice{Tone: flows.Careful, What: msgNotSettledYet, Next: msgPersonNext})
		case err == nil: // it may still be under way on the server: the console looks again, and settles it
			return f.Says(&flows.Notice{Tone: flows.Careful, What: msgStillOpen, Next: msgStillOpenNext})
		case code == "user_not_able_to_purchase", code == "user_not_active", code == "not_found":
			return f.Says(&flows.Notice{Tone: flows.Careful, What: msgMaybeClosed, Next: msgMaybeClosedNext})
		}
		return f.Says(flows.Explain(err, msgLookingUp, false))
	}
}

// settled shows the account as closed, or lets it be closed. What was settled of another one lets this one
// be sent.
func (f *Flow) settled(d talk.Doubt, closed bool) flows.Move {
	switch {
	case !d.Same:
		return f.GoOn(atConfirm, &flows.Notice{Tone: flows.Careful, What: msgOtherSettled, Next: msgOtherSettledNext})
	case !closed:
		return f.GoOn(atConfirm, &flows.Notice{Tone: flows.Good, What: msgWasNotClosed})
	}
	f.decided = decision{d.Was.By, d.Was.Reason}
	f.Notice = &flows.Notice{Tone: flows.Good, What: msgWasClosed}
	return f.finish(d.Since.In(f.Counter.Zone()))
}
