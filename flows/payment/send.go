package payment

// This file repeats the payment, sends it once, and goes where an answer can be put right.

import (
	"context"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

func (f *Flow) confirmPage() flows.Page {
	question := f.kind.question.With(lang.Money(f.amount()))
	if f.Known != "" {
		question = lang.Join(" ", msgLooksRepeated, question)
	}
	return flows.Page{
		ID: "payment.confirm", Title: f.kind.confirm,
		Body:    &flows.Confirm{Question: question, Groups: f.groups(), Money: true},
		Forward: f.kind.do,
	}
}

// groups repeat everything that is about to be sent.
func (f *Flow) groups() []flows.Group {
	counter := []flows.Line{flows.Labelled(msgLocation, f.Counter.Location), flows.Labelled(msgClerk, f.Counter.Clerk)}
	if f.Counter.Training {
		counter = append(counter, flows.Line{Value: msgTraining, Tone: flows.Careful, Emphasis: true})
	}
	return []flows.Group{
		{Heading: f.kind.name, Lines: flows.Filled([]flows.Line{
			{Label: msgAmount, Value: lang.Money(f.amount()), Emphasis: true}, {Value: f.kind.means},
			{Label: msgVerification, Value: f.verifier.How()},
		})},
		{Heading: msgCustomer, Lines: f.customerLines()},
		{Heading: msgCounter, Lines: flows.Filled(counter)},
	}
}

// send sends the payment, once.
func (f *Flow) send(flows.Answer) flows.Move {
	call, kind := f.Call(), f.kind
	return talk.Send(&f.Talk, talk.Money[api.TransactionRequest, api.Transaction]{
		Doing: kind.doing,
		Intent: func(r api.TransactionRequest) flows.Intent {
			return flows.Intent{Kind: kind.intent, Account: f.found.Number(), Amount: r.Amount, RequestID: r.RequestID, IdempotencyKey: r.IdempotencyKey}
		},
		Send: func(ctx context.Context, r api.TransactionRequest) (api.Transaction, error) {
			return f.client.Transact(ctx, call, r)
		},
		Done: func(done api.Transaction, sent talk.Sent) flows.Move { return f.finish(done, sent.At) }, Refused: f.refused,
	}, f.request())
}

// request returns the request to send. One of card and account names the account (docs/contract.md §7, SEEN).
func (f *Flow) request() api.TransactionRequest {
	request := api.TransactionRequest{
		Type: f.kind.asked, Amount: f.amount(), AccountNumber: f.found.Number(), CardNumber: f.found.UserCard(),
		VerificationCode: f.verifier.PIN(), RequestID: f.verifier.RequestID(),
		Location: f.Counter.Location, Clerk: f.Counter.Clerk, IdempotencyKey: string(f.Counter.NewID()),
	}
	if request.CardNumber != "" {
		request.AccountNumber = ""
	}
	return request
}

// refused goes to where the server's refusal can be put right.
func (f *Flow) refused(err error, _ talk.Sent) flows.Move {
	code := flows.FailureCode(err)
	if to, known := repairs[code]; known {
		f.Repair(to)
	} else if f.verifier.Repair(err, true) {
		f.Repair(atVerify)
	}
	if code != "not_enough_credit" {
		return flows.Move{}
	}
	f.stale = true
	return flows.Move{Task: f.creditTask()}
}

// creditTask asks what the credit is now: another counter may have used it since it was read.
func (f *Flow) creditTask() *flows.Task {
	call, who := f.Call(), f.found
	return &flows.Task{Doing: msgAskingCredit, Run: func(ctx context.Context) func() flows.Move {
		answered, err := f.client.Lookup(ctx, call, who.Query())
		now, same := who.Again(answered)
		return func() flows.Move {
			if err == nil && same && f.found.Account != nil && account.SameNumber(f.found.Number(), who.Number()) {
				known := *f.found.Account
				known.AvailableCredit = now.AvailableCredit
				f.found.Account, f.stale = &known, false
			}
			return flows.Move{}
		}
	}}
}

// repairs are the steps where what the server refused can be put right, beside those of the verification.
var repairs = map[string]talk.Name{
	"invalid_transaction_type": atKind,

	"not_found":                   atFind,
	"customer_identity_not_found": atFind,
	"user_not_able_to_purchase":   atFind,
	"user_not_active":             atFind,
	"account_type_not_permitted":  atFind,
	"vcc_account_mismatch":        atFind,

	"limit_payment_amount_24": atAmount,
	"not_enough_credit":       atAmount,
	"wrong_inputs":            atAmount,
}
