package flows

// This file names plans and transaction types as the catalogue does, in both languages.

import (
	"countertop/api"
	"countertop/flows/lang"
)

// Payment says how a plan's term_amount is paid (docs/contract.md §6: "the amount to be paid by month (or a deferred
// payment)", SEEN).
type Payment int

// The payments.
const (
	PaymentUntold  Payment = iota // not known: show the server's figure without a word about when it is due
	PaymentMonthly                // paid each month
	PaymentOnce                   // it may be due at once, at the end of the term
)

// Categories of a plan in the account's offer types (docs/contract.md §4, SEEN).
const (
	EqualBilling    = "equal_billing"
	DeferredPayment = "deferred_payment"
)

// PaymentOf returns how a plan of a category is paid. If the months' payments would come to more than twice the
// amount, the payment is no monthly one, whatever the category (OWN). Without a category it is not known.
func PaymentOf(category string, payment, amount api.Money, months int) Payment {
	switch {
	case months > 1 && payment > 2*amount/api.Money(months), category == DeferredPayment && payment >= amount:
		return PaymentOnce
	case category == EqualBilling:
		return PaymentMonthly
	}
	return PaymentUntold
}

var msgAtOnce = lang.Of("%s, which may be due at once at the end", "%s, peut-être dus en une fois à la fin")

// Text returns an amount as text. It says if the amount may be due at once.
func (p Payment) Text(amount api.Money) lang.Text {
	if p == PaymentOnce {
		return msgAtOnce.With(lang.Money(amount))
	}
	return lang.Money(amount)
}

// PlanName returns a plan's name: the catalogue's by the id, else the server's, else the id.
func (c *Counter) PlanName(id api.ID, server string) lang.Text {
	if server == "" {
		server = string(id)
	}
	return c.label(func(k *api.Catalogue) []api.Option { return k.Plans }, string(id), lang.Same(server))
}

// TransactionName returns the catalogue's name of a transaction type, or otherwise if the catalogue has none.
func (c *Counter) TransactionName(code string, otherwise lang.Text) lang.Text {
	return c.label(func(k *api.Catalogue) []api.Option { return k.TransactionTypes }, code, otherwise)
}

// label reads a label in both languages. If the catalogue has it in one language only, that label stands for both.
func (c *Counter) label(list func(*api.Catalogue) []api.Option, code string, otherwise lang.Text) lang.Text {
	english, inEnglish := c.labelIn(api.English, list, code)
	french, inFrench := c.labelIn(api.French, list, code)
	switch {
	case inEnglish && inFrench:
		return lang.Of(english, french)
	case inEnglish:
		return lang.Same(english)
	case inFrench:
		return lang.Same(french)
	}
	return otherwise
}

func (c *Counter) labelIn(language api.Language, list func(*api.Catalogue) []api.Option, code string) (string, bool) {
	if c.Lists == nil {
		return "", false
	}
	catalogue := c.Lists.Catalogue(language)
	if catalogue == nil {
		return "", false
	}
	return api.Label(list(catalogue), code)
}
