package price

// This file has the plans: which plan and term a customer may have, and at what price (OWN, but for what the contract says of 6, 7
// and of non-prime customers).

import (
	"slices"

	"countertop/api"
	"countertop/api/sandbox/say"
)

// repayment is a plan's way of being paid back.
type repayment int

const (
	equalInstalments repayment = iota
	minimumPayments            // a part each month, the rest at the end
	nothingUntilEnd            // everything at the end
)

// Plan has a plan's terms, rates and limits.
type Plan struct {
	Name      say.Text
	repayment repayment
	graceDays int
	rates     map[string]Rate // by category; a category that is missing may not have the plan
	accrues   bool            // interest accrues, and is waived when the amount is paid in time
	Terms     []int           // months
	total     api.Money       // administration fee, once
	monthly   api.Money       // administration fee, each month
	province  where
}

type where int

const (
	everywhere where = iota
	onlyQuebec
	exceptQuebec
)

var (
	regularRates = map[string]Rate{Preferred: 999, Premium: 1499, Standard: 2999}
	lowRates     = map[string]Rate{Preferred: 599, Premium: 799}
	noInterest   = map[string]Rate{Preferred: 0, Premium: 0}
)

// plans are the plans of the embedded catalogue, by plan id. Plan 6 (interest accrues) is not
// for residents of Quebec, plan 7 only for them (docs/contract.md §7, ASSUMED which is which).
var plans = map[string]Plan{
	"1": {Name: say.Text{"GRACE 90 - Regular Interest", "GRÂCE 90 - Intérêt courant"}, graceDays: 90, rates: map[string]Rate{Preferred: 999, Premium: 1499}, Terms: []int{12, 24, 36}},
	"2": {Name: say.Text{"EMP - Low Interest", "VÉ - Intérêt réduit"}, rates: lowRates, Terms: []int{12, 24, 36, 48, 60}, total: 99_99},
	"4": {Name: say.Text{"EMP - Regular Interest", "VÉ - Intérêt courant"}, rates: regularRates, Terms: []int{3, 6, 12, 24}},
	"5": {Name: say.Text{"EMP - No Interest", "VÉ - Sans intérêt"}, rates: noInterest, Terms: []int{6, 12, 18, 24}, total: 59_99},
	"6": {Name: say.Text{"NINP - S.A.C.", "SISP - Identique au comptant"}, repayment: nothingUntilEnd, rates: noInterest, accrues: true, Terms: []int{6, 12}, total: 49_99, province: exceptQuebec},
	"7": {Name: say.Text{"NINP - No Interest", "SISP - Sans intérêt"}, repayment: nothingUntilEnd, rates: noInterest, Terms: []int{6, 12}, total: 49_99, province: onlyQuebec},
	"9": {Name: say.Text{"NIMP - Minimum Payments", "SIPM - Paiements minimums"}, repayment: minimumPayments, rates: noInterest, Terms: []int{12, 18}, monthly: 1_95},
}

// PlanOf is the plan with an id; a plan of a replaced catalogue that the server does not know is
// paid back by equal instalments.
func PlanOf(id, label string) Plan {
	if rule, known := plans[id]; known {
		return rule
	}
	return Plan{Name: say.Text{label, label}, rates: regularRates, Terms: []int{6, 12}}
}

// leastFor is the smallest amount that a term is offered for.
func leastFor(months int) api.Money {
	switch {
	case months <= 3:
		return 1
	case months <= 6:
		return 50_00
	case months <= 12:
		return 150_00
	case months <= 24:
		return 500_00
	case months <= 36:
		return 1_000_00
	}
	return 2_000_00
}

// Allowed reports whether a customer may have a plan at all.
func (p Plan) Allowed(category, province string) bool {
	_, rated := p.rates[category]
	switch p.province {
	case onlyQuebec:
		return rated && province == Quebec
	case exceptQuebec:
		return rated && province != Quebec
	}
	return rated
}

// Offers reports whether a customer may have a term of a plan for an amount.
func (p Plan) Offers(category, province string, amount api.Money, months int) bool {
	return p.Allowed(category, province) && slices.Contains(p.Terms, months) && amount >= leastFor(months)
}

// Category is the one of the contract's offer types. Minimum payments are neither of the two, and have none (ASSUMED; docs/contract.md §6 gives them no mark).
func (p Plan) Category() string {
	switch p.repayment {
	case equalInstalments:
		return "equal_billing"
	case nothingUntilEnd:
		return "deferred_payment"
	}
	return ""
}

// Quote is the cost of a purchase over a plan's term.
type Quote struct {
	TermAmount api.Money // a month; all of it where nothing is due before the end
	Deferred   bool      // nothing is due before the end
	Schedule   Schedule
	Rates      []AnnualRate
	Fees       []Fee
}

// InterestFor is the interest of an amount over a term.
func (p Plan) InterestFor(category string, amount api.Money, months int) api.Money {
	return p.repaid(category, amount, months).Schedule.interest
}

// repaid is a Quote with its instalments and without what must be shown with them.
func (p Plan) repaid(category string, amount api.Money, months int) Quote {
	yearly := p.rates[category]
	var q Quote
	switch p.repayment {
	case equalInstalments:
		q.TermAmount = Level(amount, yearly, months)
	case minimumPayments:
		q.TermAmount = min(amount, max(10_00, api.Money(share(int64(amount), 3, 100))))
	case nothingUntilEnd:
		q.TermAmount, q.Deferred = amount, true
		q.Schedule = repay(amount, yearly, months, 0)
		return q
	}
	q.Schedule = repay(amount, yearly, months, q.TermAmount)
	return q
}

// QuoteFor prices an amount over a term. The customer must be allowed to have it.
func (p Plan) QuoteFor(category, province string, amount api.Money, months int) Quote {
	q := p.repaid(category, amount, months)
	q.Fees = p.feesFor(province, amount, months)
	q.Rates = p.ratesFor(category, q)
	return q
}
