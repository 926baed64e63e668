package payment

// This file asks what kind of payment it is, how much, and who the customer is.

import (
	"cmp"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/verification"
)

// kind is one kind of payment: what it is to the server, to the journal and to the customer.
type kind struct {
	intent flows.IntentKind
	asked  string // transaction_type
	name   lang.Text
	means  lang.Text // what it does to the account
	wording
}

// kinds are the kinds (docs/contract.md §7, SEEN; what a deposit does is ASSUMED there).
var kinds = []kind{
	{flows.PaymentIntent, api.InStorePayment, msgPayment, msgPaymentMeans, paymentWords},
	{flows.DepositIntent, api.Deposit, msgDeposit, msgDepositMeans, depositWords},
	{flows.TradeInIntent, api.TradeIn, msgTradeIn, msgTradeInMeans, tradeInWords},
}

const keyAmount = "amount"

// The least and the most that is taken, in cents (OWN): the most stops a barcode that was scanned into
// the field.
const (
	leastAmount api.Money = 1
	mostAmount  api.Money = 999_999_99
)

func (f *Flow) kindPage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{{Title: msgStageKind}, {Title: msgMeans}}}
	for i, k := range kinds {
		table.Rows = append(table.Rows, flows.Row{Cells: []lang.Text{k.name, k.means}})
		if k.intent == f.kind.intent {
			table.Selected = i
		}
	}
	return flows.Page{ID: "payment.kind", Title: msgTitle, Body: table, Forward: msgChoose}
}

func (f *Flow) kindChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	if row < 0 || row >= len(kinds) {
		return flows.Move{Refused: true}
	}
	f.kind = kinds[row]
	return f.Next()
}

func (f *Flow) amountPage() flows.Page {
	intro := f.kind.means
	switch a := f.found.Account; {
	case f.stale:
		intro = lang.Join(" ", intro, msgCreditNotKnown)
	case a != nil:
		intro = lang.Join(" ", intro, msgAvailableNow.With(lang.Money(a.AvailableCredit)))
	}
	return flows.Page{ID: "payment.amount", Title: f.kind.name, Intro: intro, Body: &flows.Ask{Form: f.amountForm()}, Forward: msgContinue}
}

func (f *Flow) amountForm() *form.Form {
	return form.New(f.draft, func(form.Values) []form.Field {
		rule := form.Amount(leastAmount, mostAmount)
		field := form.Field{Key: keyAmount, Label: msgAmount, Hint: msgAmountHint, Required: true, Width: 12}
		return []form.Field{field.With(form.Rule{Normalize: rule.Normalize, Check: func(value string) *form.Problem {
			if problem := rule.Check(value); problem != nil {
				return problem
			}
			return f.warning(form.MoneyOf(value))
		}})}
	})
}

// warning tells early what the server may refuse; it stops nobody.
func (f *Flow) warning(amount api.Money) *form.Problem {
	if a := f.found.Account; f.kind.intent == flows.DepositIntent && a != nil && !f.stale && amount > a.AvailableCredit {
		return &form.Problem{Text: msgDepositOver.With(lang.Money(amount), lang.Money(a.AvailableCredit)), Warning: true}
	}
	return nil
}

func (f *Flow) amount() api.Money {
	return form.MoneyOf(form.Amount(leastAmount, mostAmount).Normalize(f.draft.Value(keyAmount)))
}

// notVerified goes to where it can be put right that the customer could not be verified. Of a verification no amount is wrong.
func (f *Flow) notVerified(err error) flows.Move {
	if to, known := repairs[flows.FailureCode(err)]; known && to != atAmount {
		return f.Repair(to)
	}
	f.verifier.Repair(err, false)
	return flows.Move{}
}

// toVerify is the customer as the verification knows them. There is no bypass: that is for purchases
// (docs/contract.md §4, SEEN).
func (f *Flow) toVerify() verification.Customer {
	english, french := f.questions[api.English], f.questions[api.French]
	return verification.Customer{Found: f.found, Name: f.found.Name(), Question: lang.Of(cmp.Or(english, french), cmp.Or(french, english))}
}
