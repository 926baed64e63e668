package purchase

// This file asks for the amount and gets the offers for it.

import (
	"context"
	"errors"
	"sync"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/items"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// The keys of the amount page's fields, and the answers of its choice.
const (
	keyAmount    = "amount"
	keyReference = "reference"
	keyCapture   = "auto_capture"

	captureNow   = "now"
	captureLater = "later"
)

// referenceLength is the most characters of the merchant's order id (docs/contract.md §7, SEEN).
const referenceLength = 40

func (f *Flow) amountPage() flows.Page {
	intro := f.accountLine()
	if !f.preauthorizes() {
		intro = lang.Join(" ", intro, msgNoPreauthorization)
	}
	return flows.Page{
		ID: "purchase.amount", Title: msgAmountTitle, Intro: intro,
		Body: &flows.Ask{Form: f.amountForm()}, Forward: msgSeeOffers,
		Actions: []flows.Action{{ID: actionItems, Label: f.items.Label(), Key: 'i'}},
	}
}

// actionItems opens what is bought.
const actionItems = "items"

// openItems are the items while they are open.
func (f *Flow) openItems() talk.Part {
	if !f.items.Opened() {
		return nil
	}
	return filling{f.items, f}
}

// filling is the items' editor. Once they are done, they fill in an amount that is still empty.
type filling struct {
	*items.Editor
	f *Flow
}

// Answer takes what the clerk did.
func (i filling) Answer(answer flows.Answer) flows.Move {
	f := i.f
	move := i.Editor.Answer(answer)
	if total := f.items.Sum().Total; !f.items.Opened() && total > 0 && f.draft.Value(keyAmount) == "" {
		f.amountForm().Enter(keyAmount, form.AmountText(total, f.Language))
	}
	return move
}

func (f *Flow) amountForm() *form.Form {
	return form.New(f.draft, func(form.Values) []form.Field {
		fields := []form.Field{
			f.amountField(),
			// The reference is required here (OWN): without it a purchase whose answer was
			// lost could not be told from another.
			form.Field{
				Key: keyReference, Label: msgReference, Hint: msgReferenceHint, Required: true,
				MaxLength: referenceLength, Width: 24,
			}.With(form.ASCII()),
		}
		if !f.preauthorizes() {
			return fields
		}
		return append(fields, form.Field{
			Key: keyCapture, Label: msgCapture, Hint: msgCaptureHint, Kind: form.Choice, Required: true,
			Options: []form.Option{{Code: captureNow, Label: msgCaptureNow}, {Code: captureLater, Label: msgCaptureLater}},
		})
	})
}

// preauthorizes is false once the server refused a pre-authorization of this location: only ordinary sales are offered.
func (f *Flow) preauthorizes() bool {
	return !f.ordinary && f.Counter.Setup.Preauthorizes(f.Counter.Location)
}

// captures is true for a purchase that is captured at once.
func (f *Flow) captures() bool {
	return f.ordinary || f.draft.Value(keyCapture) != captureLater
}

func (f *Flow) amountAnswered(answer flows.Answer) flows.Move {
	if answer.Action == actionItems {
		f.items.Open()
		return flows.Move{}
	}
	if form.Stops(f.amountForm().Finish()) {
		return flows.Move{Refused: true}
	}
	if f.Notice = f.items.Notice(); f.Notice != nil {
		return flows.Move{Refused: true}
	}
	f.ordinary = !f.preauthorizes()
	if f.Waits(f.waitsFor()) {
		return flows.Move{}
	}
	return flows.Move{Task: f.priceTask(f.amount())}
}

// priceTask asks for the offers, and for the customer's security question where it is not
// known yet.
func (f *Flow) priceTask(amount api.Money) *flows.Task {
	call, who, lookup := f.Call(), f.found, !f.asked(f.Language)
	return &flows.Task{Doing: msgPricing, Run: func(ctx context.Context) func() flows.Move {
		offers, found, err := f.ask(ctx, call, who, amount, lookup)
		return func() flows.Move {
			f.learn(found, call.Language)
			if err != nil {
				return f.failed(err, msgPricing)
			}
			return f.offersCame(price(offers, call.Language))
		}
	}}
}

// ask gets the offers for an amount and, where it is to look up too, the account at once.
// Without the account a purchase still works; only the question cannot be asked.
func (f *Flow) ask(ctx context.Context, call api.Call, who account.Found, amount api.Money, lookup bool) (offers api.Offers, found *api.Account, err error) {
	var asked sync.WaitGroup
	asked.Go(func() { offers, err = f.client.CalculateInterest(ctx, call, who.Number(), amount) })
	if lookup {
		found = f.lookup(ctx, call, who)
	}
	asked.Wait()
	if err == nil && another(offers, who, amount) {
		return api.Offers{}, found, errOtherOffers
	}
	offers.Amount = amount
	return offers, found, err
}

// errOtherOffers says that the server answered the offers of another account or amount. Their rates and payments are not this customer's.
var errOtherOffers = errors.New("the offers are of another account or amount")

// another reports whether offers say that they are of another account or amount than was asked for.
func another(offers api.Offers, who account.Found, amount api.Money) bool {
	return api.CompareNumbers(offers.AccountNumber, who.Number()) == api.Differs || api.CompareAmounts(offers.Amount, false, amount) == api.Differs
}

// lookup is the account once more, or nil.
func (f *Flow) lookup(ctx context.Context, call api.Call, who account.Found) *api.Account {
	answered, err := f.client.Lookup(ctx, call, who.Query())
	if err != nil {
		return nil
	}
	found, _ := who.Again(answered)
	return found
}

// asked reports whether the customer's security question is known in a language, or known not to be.
func (f *Flow) asked(language api.Language) bool {
	_, known := f.questions[language]
	return known || f.found.Account != nil && f.questionID() == ""
}

// learn keeps what lookup answered, unless the clerk went on to another account meanwhile.
func (f *Flow) learn(answered *api.Account, language api.Language) {
	if answered != nil && account.SameNumber(answered.AccountNumber, f.found.Number()) {
		f.found.Account, f.stale = answered, false
		f.questions[language] = answered.SecurityQuestion.Text
	}
}

// creditRefused says that the credit does not suffice, and asks what it is now: another counter, or a payment, may have
// changed it since it was read.
func (f *Flow) creditRefused() flows.Move {
	call, who := f.Call(), f.found
	f.stale = true
	return flows.Move{Task: &flows.Task{Doing: msgAskingCredit, Run: func(ctx context.Context) func() flows.Move {
		found := f.lookup(ctx, call, who)
		return func() flows.Move {
			f.learn(found, call.Language)
			return flows.Move{}
		}
	}}}
}

func (f *Flow) offersCame(p priced) flows.Move {
	f.priced, f.agreed = p, false
	if a := f.found.Account; a != nil && p.available != 0 { // it is newer than the look-up's
		known := *a
		known.AvailableCredit = p.available
		f.found.Account, f.stale = &known, false
	}
	return f.Next()
}

// failed shows why a call that moves no money failed, on the page where it can be put right.
func (f *Flow) failed(err error, doing lang.Text) flows.Move {
	f.Notice = f.unpriced(err, doing)
	return f.repaired(err, false)
}

// unpriced says why there are no offers to show.
func (f *Flow) unpriced(err error, doing lang.Text) *flows.Notice {
	if errors.Is(err, errOtherOffers) {
		return &flows.Notice{Tone: flows.Bad, What: msgOtherOffers, Money: msgNoMoney, Next: msgOtherOffersNext, Ref: f.Call().Reference}
	}
	return flows.Explain(err, doing, false).NoMoneyMoved()
}

// offered reports whether the offers are on the way that was gone, and nothing was sent.
func (f *Flow) offered() bool { return f.Reached(atOffers) && !f.Past(atConfirm) }

// Speak sets the language of the server's texts. What the customer must be shown is asked for again
// in that language; the choice stays.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.Language = language
	if f.Busy() || !f.offered() {
		return nil
	}
	told, asked := f.priced.told[language] != nil, f.asked(language)
	switch {
	case told && asked:
		return nil
	case told:
		return f.questionTask()
	}
	call, who, amount := f.Call(), f.found, f.priced.amount
	return &flows.Task{Doing: msgTranslating, Run: func(ctx context.Context) func() flows.Move {
		offers, found, err := f.ask(ctx, call, who, amount, !asked)
		return func() flows.Move {
			f.learn(found, call.Language)
			if err != nil {
				f.Notice = f.unpriced(err, msgTranslating)
				return flows.Move{}
			}
			return f.translated(offers, call.Language)
		}
	}}
}

// questionTask asks for the customer's security question alone.
func (f *Flow) questionTask() *flows.Task {
	call, who := f.Call(), f.found
	return &flows.Task{Doing: msgAskingQuestion, Run: func(ctx context.Context) func() flows.Move {
		found := f.lookup(ctx, call, who)
		return func() flows.Move {
			f.learn(found, call.Language)
			return flows.Move{}
		}
	}}
}

// translated takes the offers in another language. Where they are not the same offers any more
// the customer has to see the new ones.
func (f *Flow) translated(offers api.Offers, language api.Language) flows.Move {
	if !f.offered() || offers.Amount != f.priced.amount {
		return flows.Move{} // the clerk went elsewhere meanwhile
	}
	if f.priced.also(offers, language) {
		return flows.Move{}
	}
	f.priced, f.agreed = price(offers, language), false
	f.Notice = &flows.Notice{Tone: flows.Careful, What: msgOffersChanged, Money: msgNoMoney, Next: msgOffersChangedNext}
	return f.Repair(atOffers)
}
