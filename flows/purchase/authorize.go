package purchase

// This file repeats the purchase, sends it once, and goes where an answer can be put
// right.

import (
	"context"
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

func (f *Flow) confirmPage() flows.Page {
	question := msgConfirmCapture
	switch {
	case f.Known != "":
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

// toldGroup repeats what the customer was shown of the offer, and how they were verified: a clerk is asked about it before the
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
	counter := []flows.Line{flows.Labelled(msgLocation, f.Counter.Location), flows.Labelled(msgClerk, f.Counter.Clerk)}
	if f.Counter.Training {
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
func (f *Flow) authorize(flows.Answer) flows.Move {
	if f.chosen() == nil || !f.agreed {
		return f.Repair(atOffers)
	}
	call := f.Call()
	return talk.Send(&f.Talk, talk.Money[api.AuthorizationRequest, api.Authorization]{
		Doing:  msgAuthorizing,
		Intent: intentOf,
		Send: func(ctx context.Context, r api.AuthorizationRequest) (api.Authorization, error) {
			return f.client.Authorize(ctx, call, r)
		},
		Done:    func(done api.Authorization, _ talk.Sent) flows.Move { return f.finish(done) },
		Refused: f.refused,
	}, f.request())
}

// intentOf returns the intent of a purchase, which is recorded before it is sent.
func intentOf(r api.AuthorizationRequest) flows.Intent {
	return flows.Intent{
		Kind: flows.AuthorizationIntent, Account: r.AccountNumber, Amount: r.Amount, Reference: r.Reference, Financing: r.Financing,
		RequestID: r.RequestID, IdempotencyKey: r.IdempotencyKey, AutoCapture: r.AutoCapture,
	}
}

// request returns the request to send. A purchase that was refused and put right is another request to
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
		Location:         f.Counter.Location,
		Clerk:            f.Counter.Clerk,
		Items:            f.items.Items(),
		IdempotencyKey:   string(f.Counter.NewID()),
	}
}

// refused goes to where the server's refusal can be put right.
func (f *Flow) refused(err error, sent talk.Sent) flows.Move {
	if flows.FailureCode(err) == "auth_not_allowed" && !sent.Intent.AutoCapture {
		return f.ordinaryInstead()
	}
	return f.repaired(err, true)
}

// ordinaryInstead offers the same purchase as an ordinary one, captured at once. It is confirmed anew; what was typed, chosen and
// proved stays.
func (f *Flow) ordinaryInstead() flows.Move {
	f.Counter.Setup.NoPreauthorization(f.Counter.Location)
	f.Notice.Next, f.ordinary = msgOrdinaryInstead, true
	return flows.Move{}
}

// repaired goes to where a refusal can be put right: of the purchase, where it was sent, or of what leads to it. It stays where the
// way has not come to that step, or does not have it.
func (f *Flow) repaired(err error, sent bool) flows.Move {
	code := flows.FailureCode(err)
	to, known := repairs[code]
	switch {
	case known && f.Reached(to) && (to != atFind || f.finder != nil):
		f.Repair(to)
	case !known && f.verifier.Repair(err, sent) && sent:
		f.Repair(atVerify)
	}
	if f.At() == atAmount && creditCodes[code] {
		return f.creditRefused()
	}
	return flows.Move{}
}

// creditCodes say that the credit does not suffice.
var creditCodes = map[string]bool{"credit_exceeded": true, "not_enough_credit": true}

// repairs are the steps where what the server refused can be put right, beside those of the verification. Codes that are
// nowhere stay where they are.
var repairs = map[string]talk.Name{
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
}
