package payment

// This file repeats the payment, sends it once, and goes where an answer can be put right.

import (
	"context"
	"errors"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/lang"
)

func (f *Flow) confirmPage() flows.Page {
	question := f.kind.question.With(lang.Money(f.amount()))
	if f.known != "" {
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
	counter := []flows.Line{flows.Labelled(msgLocation, f.counter.Location), flows.Labelled(msgClerk, f.counter.Clerk)}
	if f.counter.Training {
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
func (f *Flow) send() flows.Move {
	f.sending = true
	call, now, kind := f.call(), f.counter.Now(), f.kind
	request := api.TransactionRequest{
		Type: kind.asked, Amount: f.amount(), AccountNumber: f.found.Number(), CardNumber: f.found.UserCard(),
		VerificationCode: f.verifier.PIN(), RequestID: f.verifier.RequestID(),
		Location: f.counter.Location, Clerk: f.counter.Clerk, IdempotencyKey: string(f.counter.NewID()),
	}
	if request.CardNumber != "" { // one of them names the account (CONTRACT §7, SEEN)
		request.AccountNumber = ""
	}
	intent := flows.Intent{
		Kind: kind.intent, Account: f.found.Number(), Amount: request.Amount, RequestID: request.RequestID,
		IdempotencyKey: request.IdempotencyKey, Flow: f.reference,
		Location: request.Location, Clerk: request.Clerk, Terminal: f.counter.Terminal, Training: f.counter.Training, Known: f.known,
	}
	return flows.Move{Task: &flows.Task{Doing: kind.doing, Money: true, Run: func(ctx context.Context) func() flows.Move {
		done, err := flows.Execute(ctx, f.recorder, intent, func(ctx context.Context) (api.Transaction, error) {
			return f.client.Transact(ctx, call, request)
		})
		return func() flows.Move {
			f.sending = false
			return f.answered(done, err, now)
		}
	}}}
}

func (f *Flow) answered(done api.Transaction, err error, sent time.Time) flows.Move {
	if inDoubt, ok := errors.AsType[*flows.InDoubtError](err); ok {
		return f.hang(*inDoubt, sent, err)
	}
	if repeated, ok := errors.AsType[*flows.RepeatedError](err); ok { // the page asks once more
		f.notice, f.known = f.counter.Explain(err, f.kind.doing, true), repeated.Intent
		return flows.Move{}
	}
	switch {
	case err == nil:
		return f.finish(done, sent)
	case errors.Is(err, flows.ErrNotConcluded):
		move := f.finish(done, sent)
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Next: msgNotConcludedNext, Ref: f.reference}
		return move
	}
	f.notice = flows.Explain(err, f.kind.doing, true)
	moved := f.repair(f.repairStep(err, atConfirm))
	if flows.FailureCode(err) == "not_enough_credit" {
		f.stale, moved.Task = true, f.creditTask()
	}
	return moved
}

// creditTask asks what the credit is now: another counter may have used it since it was read.
func (f *Flow) creditTask() *flows.Task {
	call, who := f.call(), f.found
	return &flows.Task{Doing: msgAskingCredit, Run: func(ctx context.Context) func() flows.Move {
		now, err := f.client.Lookup(ctx, call, who.Query())
		return func() flows.Move {
			if err == nil && f.found.Account != nil && account.SameNumber(now.AccountNumber, who.Number()) {
				known := *f.found.Account
				known.AvailableCredit = now.AvailableCredit
				f.found.Account, f.stale = &known, false
			}
			return flows.Move{}
		}
	}}
}

// repairs are the pages where what the server refused can be put right.
var repairs = map[string]step{
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

	"not_verified":                     atMethod,
	"tries_exceed":                     atMethod,
	"piw_mismatch":                     atMethod,
	"sms_not_valid_phone":              atMethod,
	"merchant_override_is_not_allowed": atMethod,
	"secret_answer_mismatch":           atAnswer,
	"wrong_verification_code":          atPIN,
	"verification_code_required":       atPIN,
}

// repairStep is the page to go back to, and forgets there what the server did not accept.
func (f *Flow) repairStep(err error, here step) step {
	to, known := repairs[flows.FailureCode(err)]
	switch {
	case !known || to > here, to == atAmount && here < atConfirm: // of a verification no amount is wrong
		return here
	case to == atPIN && f.verifier.Answered():
		to = atMethod // the server's own PIN cannot be typed differently
	}
	switch {
	case to == atMethod && here == atConfirm:
		f.verifier.Forget()
	case to == atPIN:
		f.verifier.ForgetPIN()
	case to == atAnswer:
		f.verifier.ForgetAnswer()
	}
	return to
}
