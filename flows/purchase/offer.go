package purchase

// This file holds the offers that calculate-interest answered as one list, with the texts
// the customer must be shown in every language that they were asked for in.

import (
	"slices"
	"strings"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/lang"
)

// offer is the regular purchase, or one term of a plan.
type offer struct {
	financing api.Financing
	name      string    // the server's name of the plan
	payment   api.Money // term_amount: a month's, or what is due at the end (Flow.pays)
	rates     []rate
	fees      []fee
	bypass    bool
}

// rate is a rate that the customer must be shown.
type rate struct {
	label, message lang.Text
	rate           api.Rate
}

// fee is a fee that the customer must be shown.
type fee struct {
	label, message lang.Text
	amount         api.Money
	kind           string
}

// priced holds the answer of calculate-interest for an amount.
type priced struct {
	private.Data

	amount    api.Money
	available api.Money
	interest  api.Rate // the account's annual interest rate
	name      string   // the customer's
	told      map[api.Language][]offer
	offers    []offer // told, in all its languages
}

// price reads an answer in a language.
func price(o api.Offers, language api.Language) priced {
	p := priced{
		amount: o.Amount, available: o.AvailableCredit, interest: o.AnnualInterest,
		name: fullName(o.FirstName, o.LastName),
		told: map[api.Language][]offer{language: flatten(o)},
	}
	p.offers = p.told[language]
	return p
}

// also adds the same answer in another language; it is false where the offers themselves
// have changed meanwhile.
func (p *priced) also(o api.Offers, language api.Language) bool {
	list := flatten(o)
	if !slices.EqualFunc(p.offers, list, sameOffer) {
		return false
	}
	p.told[language] = list
	english, french := p.told[api.English], p.told[api.French]
	if english != nil && french != nil {
		p.offers = inBoth(english, french)
	}
	return true
}

func flatten(o api.Offers) []offer {
	var all []offer
	if r := o.Regular; r != nil {
		all = append(all, offer{
			financing: api.Financing{TransactionType: api.RegularPurchaseType},
			payment:   r.TermAmount,
			rates:     []rate{{label: msgAnnualRate, rate: r.AnnualInterest}},
			fees:      fees(r.Fees),
			bypass:    r.Bypass,
		})
	}
	for _, plan := range o.Plans {
		for _, term := range plan.Terms {
			all = append(all, offer{
				financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: plan.ID, Term: term.Months},
				name:      plan.Name,
				payment:   term.TermAmount,
				rates:     rates(term.Rates),
				fees:      fees(term.Fees),
			})
		}
	}
	return all
}

func rates(answered []api.AnnualRate) []rate {
	all := make([]rate, len(answered))
	for i, r := range answered {
		all[i] = rate{label: lang.Same(r.Description), message: lang.Same(r.Message), rate: r.Rate}
	}
	return all
}

func fees(answered []api.Fee) []fee {
	all := make([]fee, len(answered))
	for i, a := range answered {
		all[i] = fee{label: lang.Same(a.Description), message: lang.Same(a.Message), amount: a.Amount, kind: a.Type}
	}
	return all
}

// sameOffer compares everything but the texts, which are in another language.
func sameOffer(a, b offer) bool {
	return a.financing == b.financing && a.payment == b.payment && a.bypass == b.bypass &&
		slices.EqualFunc(a.rates, b.rates, func(x, y rate) bool { return x.rate == y.rate }) &&
		slices.EqualFunc(a.fees, b.fees, func(x, y fee) bool { return x.amount == y.amount && x.kind == y.kind })
}

// inBoth puts the texts of the same offers side by side.
func inBoth(english, french []offer) []offer {
	both := slices.Clone(english)
	for i := range both {
		both[i].rates, both[i].fees = slices.Clone(both[i].rates), slices.Clone(both[i].fees)
		for k, other := range french[i].rates {
			r := &both[i].rates[k]
			r.label, r.message = beside(r.label, other.label), beside(r.message, other.message)
		}
		for k, other := range french[i].fees {
			x := &both[i].fees[k]
			x.label, x.message = beside(x.label, other.label), beside(x.message, other.message)
		}
	}
	return both
}

// beside is an English text and a French one; a text that is missing in one language is
// shown in the other rather than not at all.
func beside(english, french lang.Text) lang.Text {
	switch {
	case english.Empty():
		return french
	case french.Empty():
		return english
	}
	return lang.Of(english.In(api.English), french.In(api.French))
}

// chosen is the offer that was chosen, nil while none is.
func (f *Flow) chosen() *offer {
	if i := f.chosenRow(); i >= 0 {
		return &f.priced.offers[i]
	}
	return nil
}

func (f *Flow) chosenRow() int {
	if f.financing == (api.Financing{}) {
		return -1
	}
	return slices.IndexFunc(f.priced.offers, func(o offer) bool { return o.financing == f.financing })
}

// offerName is an offer's name: the catalogue's of its plan or of the regular purchase.
func (f *Flow) offerName(o offer) lang.Text {
	if o.regular() {
		return f.Counter.TransactionName(api.RegularPurchaseType, msgRegular)
	}
	return f.Counter.PlanName(o.financing.PlanID, o.name)
}

func (o offer) regular() bool { return o.financing.TransactionType == api.RegularPurchaseType }

// charged returns what an offer takes of the credit, as far as it can be known here: the amount, and
// with a plan of equal payments its interest too (docs/contract.md §7: amount plus interest must fit).
func (f *Flow) charged(o offer) api.Money {
	if f.pays(o) == flows.PaymentMonthly {
		return max(f.priced.amount, o.payment*api.Money(o.financing.Term))
	}
	return f.priced.amount
}

// pays returns the payment of a plan.
func (f *Flow) pays(o offer) flows.Payment { return f.paysOf(o, o.payment) }

func (f *Flow) paysOf(o offer, payment api.Money) flows.Payment {
	category := ""
	if a := f.found.Account; a != nil && !o.regular() {
		for _, kind := range a.OfferTypes {
			if kind.PlanID == o.financing.PlanID {
				category = strings.ToLower(strings.TrimSpace(kind.Category))
			}
		}
	}
	return flows.PaymentOf(category, payment, f.priced.amount, o.financing.Term)
}

// paymentLine is a payment with what it is: "A month: $52.00".
func (f *Flow) paymentLine(o offer, payment api.Money) flows.Line {
	pays := f.paysOf(o, payment)
	if pays == flows.PaymentMonthly {
		return flows.Line{Label: msgMonthly, Value: lang.Money(payment)}
	}
	return flows.Line{Label: msgPayment, Value: pays.Text(payment)}
}

// allMonthly reports whether every plan's payment is known to be a month's.
func (f *Flow) allMonthly() bool {
	return !slices.ContainsFunc(f.priced.offers, func(o offer) bool { return !o.regular() && f.pays(o) != flows.PaymentMonthly })
}

// tooMuch reports whether the credit cannot suffice. Each monthly amount is rounded by up to half a
// cent, so that a cent a month is allowed for: the server decides what is that close.
func (f *Flow) tooMuch(o offer) bool {
	slack := api.Money(o.financing.Term)
	return f.priced.amount > f.priced.available || f.charged(o)-slack > f.priced.available
}
