package sandbox

// The plans: which plan and term a customer may have, and at what price (OWN, but for
// what the contract says of 6, 7 and of non-prime customers).

import (
	"slices"

	"countertop/api"
)

// repayment is a plan's way of being paid back.
type repayment int

const (
	equalInstalments repayment = iota
	minimumPayments            // a part each month, the rest at the end
	nothingUntilEnd            // everything at the end
)

// planRule holds a plan's terms, rates and limits.
type planRule struct {
	name      text
	repayment repayment
	graceDays int
	rates     map[string]rate // by category; a category that is missing may not have the plan
	accrues   bool            // interest accrues, and is waived when the amount is paid in time
	terms     []int           // months
	total     api.Money       // administration fee, once
	monthly   api.Money       // administration fee, each month
	quebec    where
}

type where int

const (
	everywhere where = iota
	onlyQuebec
	exceptQuebec
)

var (
	regularRates = map[string]rate{categoryPreferred: 999, categoryPremium: 1499, categoryStandard: 2999}
	lowRates     = map[string]rate{categoryPreferred: 599, categoryPremium: 799}
	noInterest   = map[string]rate{categoryPreferred: 0, categoryPremium: 0}
)

// planRules are the plans of the embedded catalogue, by plan id. Plan 6 (interest accrues) is not
// for residents of Quebec, plan 7 only for them (docs/contract.md §7, ASSUMED which is which).
var planRules = map[string]planRule{
	"1": {name: text{"GRACE 90 - Regular Interest", "GRÂCE 90 - Intérêt courant"}, graceDays: 90, rates: map[string]rate{categoryPreferred: 999, categoryPremium: 1499}, terms: []int{12, 24, 36}},
	"2": {name: text{"EMP - Low Interest", "VÉ - Intérêt réduit"}, rates: lowRates, terms: []int{12, 24, 36, 48, 60}, total: 99_99},
	"4": {name: text{"EMP - Regular Interest", "VÉ - Intérêt courant"}, rates: regularRates, terms: []int{3, 6, 12, 24}},
	"5": {name: text{"EMP - No Interest", "VÉ - Sans intérêt"}, rates: noInterest, terms: []int{6, 12, 18, 24}, total: 59_99},
	"6": {name: text{"NINP - S.A.C.", "SISP - Identique au comptant"}, repayment: nothingUntilEnd, rates: noInterest, accrues: true, terms: []int{6, 12}, total: 49_99, quebec: exceptQuebec},
	"7": {name: text{"NINP - No Interest", "SISP - Sans intérêt"}, repayment: nothingUntilEnd, rates: noInterest, terms: []int{6, 12}, total: 49_99, quebec: onlyQuebec},
	"9": {name: text{"NIMP - Minimum Payments", "SIPM - Paiements minimums"}, repayment: minimumPayments, rates: noInterest, terms: []int{12, 18}, monthly: 1_95},
}

// ruleOf is the rule of a plan; a plan of a replaced catalogue that the server does not know is
// paid back by equal instalments.
func ruleOf(id, label string) planRule {
	if rule, known := planRules[id]; known {
		return rule
	}
	return planRule{name: text{label, label}, rates: regularRates, terms: []int{6, 12}}
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

// allowed says whether a customer may have a plan at all.
func (p planRule) allowed(category, province string) bool {
	_, rated := p.rates[category]
	switch p.quebec {
	case onlyQuebec:
		return rated && province == quebec
	case exceptQuebec:
		return rated && province != quebec
	}
	return rated
}

// offers says whether a customer may have a term of a plan for an amount.
func (p planRule) offers(category, province string, amount api.Money, months int) bool {
	return p.allowed(category, province) && slices.Contains(p.terms, months) && amount >= leastFor(months)
}

// category of the contract's offer types. Minimum payments are neither of the two, and have none (ASSUMED; docs/contract.md §6 gives them no mark).
func (p planRule) category() string {
	switch p.repayment {
	case equalInstalments:
		return "equal_billing"
	case nothingUntilEnd:
		return "deferred_payment"
	}
	return ""
}

// quote is the cost of a purchase over a plan's term.
type quote struct {
	termAmount api.Money // a month; all of it where nothing is due before the end
	deferred   bool      // nothing is due before the end
	schedule   schedule
	rates      annualRates
	fees       []fee
}

// interestFor is the interest of an amount over a term.
func (p planRule) interestFor(category string, amount api.Money, months int) api.Money {
	return p.repaid(category, amount, months).schedule.interest
}

// repaid is a quote with its instalments and without what must be shown with them.
func (p planRule) repaid(category string, amount api.Money, months int) quote {
	yearly := p.rates[category]
	var q quote
	switch p.repayment {
	case equalInstalments:
		q.termAmount = level(amount, yearly, months)
	case minimumPayments:
		q.termAmount = min(amount, max(10_00, api.Money(share(int64(amount), 3, 100))))
	case nothingUntilEnd:
		q.termAmount, q.deferred = amount, true
		q.schedule = repay(amount, yearly, months, 0)
		return q
	}
	q.schedule = repay(amount, yearly, months, q.termAmount)
	return q
}

// quoteFor prices an amount over a term. The customer must be allowed to have it.
func (p planRule) quoteFor(category, province string, amount api.Money, months int) quote {
	q := p.repaid(category, amount, months)
	q.fees = p.feesFor(province, amount, months)
	q.rates = p.ratesFor(category, q)
	return q
}
