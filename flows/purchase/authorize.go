package purchase

// This file repeats the purchase, sends it once, and goes where an answer can be put
// right.

import (
	"context"
	"errors"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Flow) confirmPage() flows.Page {
	question := msgConfirmCapture
	switch {
	case f.known != "":
		question = msgConfirmAgain
	case !f.captures():
		question = msgConfirmLater
	}
	groups := f.saleGroups()
	groups = slices.Insert(groups, len(groups)-1, f.toldGroup()) // the counter comes last
	return flows.Page{
		ID: "purchase.confirm", Title: msgConfirmTitle,
		Body:    &flows.Confirm{Question: question, Groups: groups, Money: true},
		Forward: msgAuthorize,
	}
}

// toldGroup is what the customer was shown of the offer, and how they were verified: a clerk is asked about it before the
// key is pressed.
func (f *Flow) toldGroup() flows.Group {
	group := flows.Group{Heading: msgShownTo}
	if o := f.chosen(); o != nil {
		for _, r := range o.rates {
			group.Lines = append(group.Lines, flows.Line{Label: r.label, Value: lang.Percent(r.rate)})
		}
		for _, x := range o.fees {
			group.Lines = append(group.Lines, flows.Line{Label: x.label, Value: x.price()})
		}
	}
	group.Lines = flows.Filled(append(group.Lines, flows.Line{Label: msgVerification, Value: f.verifier.How()}))
	return group
}

// saleGroups repeat everything that is about to be sent, or was.
func (f *Flow) saleGroups() []flows.Group {
	sale := []flows.Line{{Label: msgAmount, Value: lang.Money(f.priced.amount), Emphasis: true}}
	sale = append(sale, f.offerLines()...)
	sale = append(sale,
		flows.Line{Label: msgCapture, Value: f.captureName()},
		flows.Labelled(msgReference, f.draft.Value(keyReference)),
	)
	counter := []flows.Line{flows.Labelled(msgLocation, f.counter.Location), flows.Labelled(msgClerk, f.counter.Clerk)}
	if f.counter.Training {
		counter = append(counter, flows.Line{Value: msgTraining, Tone: flows.Careful, Emphasis: true})
	}
	groups := []flows.Group{
		{Heading: msgCustomer, Lines: f.found.Who(f.customer())},
		{Heading: msgSale, Lines: flows.Filled(sale)},
	}
	if !f.items.Empty() {
		groups = append(groups, f.items.Group())
	}
	return append(groups, flows.Group{Heading: msgCounter, Lines: flows.Filled(counter)})
}

// offerLines are the chosen offer: its plan, term and payment.
func (f *Flow) offerLines() []flows.Line {
	o := f.chosen()
	if o == nil {
		return nil
	}
	lines := []flows.Line{{Label: msgPlan, Value: f.offerName(*o), Emphasis: true}}
	if !o.regular() {
		lines = append(lines,
			flows.Line{Label: msgTerm, Value: lang.Months(o.financing.Term)},
			f.paymentLine(*o, o.payment))
	}
	return lines
}

func (f *Flow) captureName() lang.Text {
	if f.captures() {
		return msgCaptureNow
	}
	return msgCaptureLater
}

// authorize sends the purchase, once.
func (f *Flow) authorize() flows.Move {
	if f.chosen() == nil || !f.agreed {
		return f.repair(atOffers)
	}
	f.sending = true
	call, since := f.call(), f.counter.Now()
	request := f.request()
	intent := flows.Intent{
		Kind:           flows.AuthorizationIntent,
		Account:        request.AccountNumber,
		Amount:         request.Amount,
		Reference:      request.Reference,
		Financing:      request.Financing,
		RequestID:      request.RequestID,
		IdempotencyKey: request.IdempotencyKey,
		Flow:           f.reference,
		Location:       request.Location,
		Clerk:          request.Clerk,
		Terminal:       f.counter.Terminal,
		Training:       f.counter.Training,
		AutoCapture:    request.AutoCapture,
		Known:          f.known,
	}
	return flows.Move{Task: &flows.Task{Doing: msgAuthorizing, Money: true, Run: func(ctx context.Context) func() flows.Move {
		done, err := flows.Execute(ctx, f.recorder, intent, func(ctx context.Context) (api.Authorization, error) {
			return f.client.Authorize(ctx, call, request)
		})
		return func() flows.Move {
			f.sending = false
			return f.authorized(intent, done, err, since)
		}
	}}}
}

// request is what is sent. A purchase that was refused and put right is another request to
// the server, and has its own idempotency key; one in doubt is never sent again.
func (f *Flow) request() api.AuthorizationRequest {
	return api.AuthorizationRequest{
		AccountNumber:    f.found.Number(),
		CardNumber:       f.found.UserCard(),
		Reference:        f.draft.Value(keyReference),
		Financing:        f.financing,
		Amount:           f.priced.amount,
		AutoCapture:      f.captures(),
		VerificationCode: f.verifier.PIN(),
		RequestID:        f.verifier.RequestID(),
		Location:         f.counter.Location,
		Clerk:            f.counter.Clerk,
		Items:            f.items.Items(),
		IdempotencyKey:   string(f.counter.NewID()),
	}
}

func (f *Flow) authorized(intent flows.Intent, done api.Authorization, err error, since time.Time) flows.Move {
	var inDoubt *flows.InDoubtError
	var repeated *flows.RepeatedError
	switch {
	case err == nil:
		return f.finish(done)
	case errors.As(err, &repeated): // the page asks once more
		f.notice, f.known = f.counter.Explain(err, msgAuthorizing, true), repeated.Intent
		return flows.Move{}
	case errors.Is(err, flows.ErrNotConcluded):
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Next: msgNotConcludedNext, Ref: f.reference}
		return f.finish(done)
	case errors.As(err, &inDoubt):
		if !inDoubt.Since.IsZero() {
			since = inDoubt.Since
		}
		f.notice = flows.Explain(err, msgAuthorizing, true)
		f.doubt, f.step = &doubt{intent: inDoubt.Intent, was: inDoubt.Was, since: since, same: sameSale(inDoubt.Was, intent), back: atConfirm}, atDoubt
		return flows.Move{}
	}
	f.notice = flows.Explain(err, msgAuthorizing, true)
	if flows.FailureCode(err) == "auth_not_allowed" && !intent.AutoCapture {
		return f.ordinaryInstead()
	}
	return f.repaired(err, atConfirm)
}

// ordinaryInstead offers the same purchase as an ordinary one, captured at once. It is confirmed anew; what was typed, chosen and
// proved stays.
func (f *Flow) ordinaryInstead() flows.Move {
	f.counter.Setup.NoPreauthorization(f.counter.Location)
	f.notice.Next, f.ordinary = msgOrdinaryInstead, true
	return flows.Move{}
}

// repaired goes to where the server's refusal can be put right.
func (f *Flow) repaired(err error, here step) flows.Move {
	to := f.repairStep(err, here)
	moved := f.repair(to)
	if to == atAmount && creditCodes[flows.FailureCode(err)] {
		return f.creditRefused(moved)
	}
	return moved
}

// creditCodes say that the credit does not suffice.
var creditCodes = map[string]bool{"credit_exceeded": true, "not_enough_credit": true}

// repairs are the pages where what the server refused can be put right. Codes that are not
// here stay where they are.
var repairs = map[string]step{
	"not_found":                                     atFind,
	"customer_identity_not_found":                   atFind,
	"user_not_able_to_purchase":                     atFind,
	"user_not_active":                               atFind,
	"account_type_not_permitted":                    atFind,
	"vcc_account_mismatch":                          atFind,
	"merchant_not_support_nonprime_regularpurchase": atFind,

	"credit_exceeded":   atAmount,
	"not_enough_credit": atAmount,
	"wrong_inputs":      atAmount,

	"plan_term_not_set":       atOffers,
	"plan_term_not_available": atOffers,

	"not_verified":                           atMethod,
	"tries_exceed":                           atMethod,
	"piw_mismatch":                           atMethod,
	"sms_not_valid_phone":                    atMethod,
	"merchant_override_is_not_allowed":       atMethod,
	"regular_purchase_bypass_is_not_allowed": atMethod,
	"secret_answer_mismatch":                 atAnswer,
	"wrong_verification_code":                atPIN,
	"verification_code_required":             atPIN,
}

// repairStep is the page to go back to, and forgets there what the server did not accept.
func (f *Flow) repairStep(err error, here step) step {
	to, known := repairs[flows.FailureCode(err)]
	switch {
	case !known || to > here:
		return here
	case to == atFind && f.finder == nil:
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
