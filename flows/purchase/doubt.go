package purchase

// This file is for the sale whose answer was lost: it is resolved by asking the server and
// never by sending again (DESIGN rule 1).

import (
	"context"
	"fmt"
	"time"

	"countertop/api"
	"countertop/flows"
)

const (
	actionAsk   = "ask"
	actionTake  = "take"
	actionLeave = "leave"
)

// doubt is a sale of which nobody here knows whether it was made.
type doubt struct {
	intent flows.IntentID
	was    flows.Intent // as it was sent, perhaps by an earlier flow
	since  time.Time
	asked  bool
	// maybe is the one authorization that may be this sale or an earlier one: a person
	// decides. Nil where there is none, or more than one.
	maybe *api.Authorization
}

func (f *Flow) doubtPage() flows.Page {
	report := &flows.Report{Tone: flows.Careful, Headline: msgDoubtHeadline, Text: msgDoubtText, Groups: f.saleGroups()}
	if f.doubt.asked {
		report.Text = msgDoubtAskedText
	}
	page := flows.Page{ID: "purchase.doubt", Title: msgDoubtTitle, Body: report, Forward: msgAskServer}
	if f.doubt.maybe != nil {
		page.Actions = append(page.Actions, flows.Action{ID: actionTake, Label: msgTake.With(string(f.doubt.maybe.ID)), Key: 't'})
	}
	page.Actions = append(page.Actions, flows.Action{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'})
	return page
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch action {
	case "", actionAsk:
		return flows.Move{Task: f.askTask()}
	case actionTake:
		if f.doubt.maybe != nil {
			return flows.Move{Task: f.takeTask(*f.doubt.maybe)}
		}
	case actionLeave:
		return flows.Move{Leave: true}
	}
	return flows.Move{Refused: true}
}

// askTask asks for the account's authorizations of the day, and a day more on both sides,
// since the time zone of the server's dates is not stated (CONTRACT §7).
func (f *Flow) askTask() *flows.Task {
	call, d := f.call(), *f.doubt
	query := api.TransactionQuery{
		AccountNumber: d.was.Account,
		From:          d.since.UTC().AddDate(0, 0, -1).Format(time.DateOnly),
		To:            f.counter.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly),
	}
	return &flows.Task{Doing: msgAsking, Run: func(ctx context.Context) func() flows.Move {
		list, err := f.client.Authorizations(ctx, call, query)
		if err != nil {
			return func() flows.Move { return f.stillInDoubt(err) }
		}
		answer, err := among(list, d.was, d.since, func(id api.ID) (bool, error) {
			return f.recorder.Concluded(ctx, d.was.Kind, id)
		})
		if err != nil {
			return func() flows.Move { return f.stillInDoubt(err) }
		}
		if !answer.certain() {
			return func() flows.Move { return f.undecided(answer) }
		}
		return f.conclude(ctx, d.intent, answer.candidates[0])
	}}
}

// takeTask settles the doubt as a person said.
func (f *Flow) takeTask(found api.Authorization) *flows.Task {
	intent := f.doubt.intent
	return &flows.Task{Doing: msgTaking, Run: func(ctx context.Context) func() flows.Move {
		return f.conclude(ctx, intent, found)
	}}
}

func (f *Flow) conclude(ctx context.Context, intent flows.IntentID, found api.Authorization) func() flows.Move {
	err := f.recorder.Conclude(context.WithoutCancel(ctx), intent, flows.Outcome{Result: flows.ResultDone, ID: found.ID, Source: flows.FromServer})
	return func() flows.Move { return f.resolve(found, err) }
}

// stillInDoubt is the answer to asking in vain.
func (f *Flow) stillInDoubt(err error) flows.Move {
	f.notice = flows.Explain(fmt.Errorf("asking for the sale in doubt: %w", err), msgAsking, false)
	f.notice.Money = msgStillUnknown
	return flows.Move{}
}

// undecided is a server that does not have the sale, yet, or has something that only may be it.
func (f *Flow) undecided(answer answer) flows.Move {
	f.doubt.asked, f.doubt.maybe = true, nil
	f.notice = &flows.Notice{
		Tone: flows.Careful, What: msgNotThereYet, Money: msgStillUnknown, Next: msgNotThereNext, Ref: f.reference,
	}
	switch n := len(answer.candidates); {
	case n == 1:
		f.doubt.maybe = &answer.candidates[0]
		f.notice.What, f.notice.Next = msgMaybeOlder.With(named(answer.candidates)), msgMaybeOlderNext
	case n > 1:
		f.notice.What, f.notice.Next = msgSeveral.With(n, named(answer.candidates)), msgSeveralNext
	case answer.refused:
		f.notice.What = msgOnlyRefused
	}
	return flows.Move{}
}

// resolve takes what the server has of the sale.
func (f *Flow) resolve(found api.Authorization, concluded error) flows.Move {
	f.doubt = nil
	f.notice = &flows.Notice{Tone: flows.Good, What: msgWasMade, Next: msgWasMadeNext}
	if concluded != nil {
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Next: msgNotConcludedNext, Ref: f.reference}
	}
	f.adopt(found)
	return f.finish(found)
}

// adopt takes over how the sale was made, which was another way where an earlier flow sent
// it: the slip must not show the terms of this one.
func (f *Flow) adopt(found api.Authorization) {
	if found.Financing.TransactionType != "" {
		f.financing = found.Financing
	}
	switch {
	case found.Capture != nil || len(found.Captures) > 0:
		f.amountForm().Enter(keyCapture, captureNow)
	case found.Remaining > 0:
		f.amountForm().Enter(keyCapture, captureLater)
	}
}
