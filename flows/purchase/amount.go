package purchase

// This file asks for the amount and gets the offers for it.

import (
	"context"
	"sync"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the amount page's fields, and the answers of its choice.
const (
	keyAmount    = "amount"
	keyReference = "reference"
	keyCapture   = "auto_capture"

	captureNow   = "now"
	captureLater = "later"
)

// referenceLength is how long the merchant's order id may be (CONTRACT §7, SEEN).
const referenceLength = 40

func (f *Flow) amountPage() flows.Page {
	return flows.Page{
		ID: "purchase.amount", Title: msgAmountTitle, Intro: f.accountLine(),
		Body: &flows.Ask{Form: f.amountForm()}, Forward: msgSeeOffers,
	}
}

func (f *Flow) amountForm() *form.Form {
	return form.New(f.draft, func(form.Values) []form.Field {
		return []form.Field{
			f.amountField(),
			// The reference is required here (OWN): without it a purchase whose answer was
			// lost could not be told from another.
			form.Field{
				Key: keyReference, Label: msgReference, Hint: msgReferenceHint, Required: true,
				MaxLength: referenceLength, Width: 24,
			}.With(form.ASCII()),
			{
				Key: keyCapture, Label: msgCapture, Hint: msgCaptureHint, Kind: form.Choice, Required: true,
				Options: []form.Option{{Code: captureNow, Label: msgCaptureNow}, {Code: captureLater, Label: msgCaptureLater}},
			},
		}
	})
}

func (f *Flow) amountAnswered() flows.Move {
	if form.Stops(f.amountForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return flows.Move{Task: f.priceTask(f.amount())}
}

// priceTask asks for the offers, and for the customer's security question where it is not
// known yet.
func (f *Flow) priceTask(amount api.Money) *flows.Task {
	call, number, account := f.call(), f.found.Number(), f.found.Account
	return &flows.Task{Doing: msgPricing, Run: func(ctx context.Context) func() flows.Move {
		var offers api.Offers
		var err error
		var asked sync.WaitGroup
		asked.Go(func() { offers, err = f.client.CalculateInterest(ctx, call, number, amount) })
		if account == nil {
			// Without it a purchase still works; only the question cannot be asked.
			if found, lookupErr := f.client.Lookup(ctx, call, api.LookupQuery{AccountNumber: string(number)}); lookupErr == nil {
				account = &found
			}
		}
		asked.Wait()
		return func() flows.Move {
			f.learn(account, call.Language)
			if err != nil {
				return f.failed(err, msgPricing, f.step)
			}
			offers.Amount = amount
			return f.offersCame(price(offers, call.Language))
		}
	}}
}

// learn keeps what lookup answered.
func (f *Flow) learn(account *api.Account, language api.Language) {
	if account != nil {
		f.found.Account = account
		f.questions[language] = account.SecurityQuestion.Text
	}
}

func (f *Flow) offersCame(p priced) flows.Move {
	f.priced, f.agreed = p, false
	return f.forward(atOffers)
}

// failed shows why a call that moves no money failed, on the page where it can be put right.
func (f *Flow) failed(err error, doing lang.Text, here step) flows.Move {
	f.notice = flows.Explain(err, doing, false).NoMoneyMoved()
	return f.repair(f.repairStep(err, here))
}

// Speak sets the language of the server's texts. What the customer must be shown is asked for again
// in that language; the choice stays.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	if f.sending || f.step < atOffers || f.step > atConfirm || f.priced.told[language] != nil {
		return nil
	}
	call, number, amount := f.call(), f.found.Number(), f.priced.amount
	known := f.questions[language] != "" || f.found.Account == nil
	return &flows.Task{Doing: msgTranslating, Run: func(ctx context.Context) func() flows.Move {
		var offers api.Offers
		var err error
		var account *api.Account
		var asked sync.WaitGroup
		asked.Go(func() { offers, err = f.client.CalculateInterest(ctx, call, number, amount) })
		if !known {
			if found, lookupErr := f.client.Lookup(ctx, call, api.LookupQuery{AccountNumber: string(number)}); lookupErr == nil {
				account = &found
			}
		}
		asked.Wait()
		return func() flows.Move {
			f.learn(account, call.Language)
			if err != nil {
				f.notice = flows.Explain(err, msgTranslating, false).NoMoneyMoved()
				return flows.Move{}
			}
			offers.Amount = amount
			return f.translated(offers, call.Language)
		}
	}}
}

// translated takes the offers in another language. Where they are not the same offers any more
// the customer has to see the new ones.
func (f *Flow) translated(offers api.Offers, language api.Language) flows.Move {
	if f.step < atOffers || f.step > atConfirm || offers.Amount != f.priced.amount {
		return flows.Move{} // the clerk went elsewhere meanwhile
	}
	if f.priced.also(offers, language) {
		return flows.Move{}
	}
	f.priced, f.agreed = price(offers, language), false
	f.notice = &flows.Notice{Tone: flows.Careful, What: msgOffersChanged, Next: msgOffersChangedNext}
	return f.repair(atOffers)
}
