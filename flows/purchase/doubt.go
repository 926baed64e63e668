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

// clockSkew is how far the server's clock may be behind this one's: an authorization that is
// older than the sale by more than that is an earlier one with the same reference (OWN).
const clockSkew = 15 * time.Minute

const (
	actionAsk   = "ask"
	actionLeave = "leave"
)

// doubt is a sale of which nobody here knows whether it was made.
type doubt struct {
	intent flows.IntentID
	since  time.Time
	asked  bool
}

func (f *Flow) doubtPage() flows.Page {
	report := &flows.Report{Tone: flows.Careful, Headline: msgDoubtHeadline, Text: msgDoubtText, Groups: f.saleGroups()}
	if f.doubt.asked {
		report.Text = msgDoubtAskedText
	}
	return flows.Page{
		ID: "purchase.doubt", Title: msgDoubtTitle, Body: report, Forward: msgAskServer,
		Actions: []flows.Action{{ID: actionLeave, Label: msgLeaveInDoubt, Key: 'l'}},
	}
}

func (f *Flow) doubtAnswered(action string) flows.Move {
	switch action {
	case "", actionAsk:
		return flows.Move{Task: f.askTask()}
	case actionLeave:
		return flows.Move{Leave: true}
	}
	return flows.Move{Refused: true}
}

// askTask asks for the account's authorizations of the day, and a day more on both sides,
// since the time zone of the server's dates is not stated (CONTRACT §7).
func (f *Flow) askTask() *flows.Task {
	call, sale := f.call(), f.request()
	intent, since := f.doubt.intent, f.doubt.since
	query := api.TransactionQuery{
		AccountNumber: sale.AccountNumber,
		From:          since.UTC().AddDate(0, 0, -1).Format(time.DateOnly),
		To:            f.counter.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly),
	}
	return &flows.Task{Doing: msgAsking, Run: func(ctx context.Context) func() flows.Move {
		list, err := f.client.Authorizations(ctx, call, query)
		if err != nil {
			return func() flows.Move { return f.stillInDoubt(err) }
		}
		found, refused := sameSale(list, sale, since)
		if found == nil {
			return func() flows.Move { return f.notThere(refused) }
		}
		err = f.recorder.Conclude(context.WithoutCancel(ctx), intent, flows.Outcome{Result: flows.ResultDone, ID: found.ID})
		return func() flows.Move { return f.resolve(*found, err) }
	}}
}

// unauthorized is the status of a purchase that the server has, and refused (CONTRACT §7,
// SEEN as a filter).
const unauthorized = "unauthorized"

// sameSale finds the sale among the authorizations of its account: the newest that has its
// reference and amount and is not older. Refused is true where only a refused one is there: it
// may be an earlier attempt, so that it does not settle the doubt.
func sameSale(list []api.Authorization, sale api.AuthorizationRequest, since time.Time) (newest *api.Authorization, refused bool) {
	for i, a := range list {
		if a.Reference != sale.Reference || a.Amount != sale.Amount || older(a.Date, since) {
			continue
		}
		if a.Status == unauthorized {
			refused = true
			continue
		}
		if newest == nil || a.Date >= newest.Date {
			newest = &list[i]
		}
	}
	return newest, refused
}

// older is true for a time that was clearly before the sale; a date without a time
// cannot tell.
func older(date string, since time.Time) bool {
	at, err := time.Parse(time.RFC3339, date)
	return err == nil && at.Before(since.Add(-clockSkew))
}

// stillInDoubt is the answer to asking in vain.
func (f *Flow) stillInDoubt(err error) flows.Move {
	f.notice = flows.Explain(fmt.Errorf("asking for the sale in doubt: %w", err), msgAsking, false)
	f.notice.Money = msgStillUnknown
	return flows.Move{}
}

// notThere is a server that does not have the sale, yet.
func (f *Flow) notThere(refused bool) flows.Move {
	f.doubt.asked = true
	what := msgNotThereYet
	if refused {
		what = msgOnlyRefused
	}
	f.notice = &flows.Notice{
		Tone: flows.Careful, What: what, Money: msgStillUnknown, Next: msgNotThereNext, Ref: f.reference,
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
