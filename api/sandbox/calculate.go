package sandbox

// calculate-interest: what this customer may be offered for an amount (docs/contract.md §6).

import (
	"countertop/api"
	"countertop/api/sandbox/price"
)

type offersAnswer struct {
	Account   any                `json:"account_number"`
	Kind      string             `json:"account_type"`
	Amount    api.Money          `json:"amount"`
	Customer  offersCustomer     `json:"customer"`
	Regular   *regularOffer      `json:"regular_purchase,omitempty"`
	Promotion []promotionalOffer `json:"promotional_purchase"`
}

type offersCustomer struct {
	AIR       price.Rate `json:"air"`
	Available api.Money  `json:"available_credit"`
	FirstName string     `json:"first_name"`
	LastName  string     `json:"last_name"`
	Category  string     `json:"category_type"`
}

type regularOffer struct {
	TermAmount api.Money   `json:"term_amount"`
	AIR        price.Rate  `json:"air"`
	Fees       []feeAnswer `json:"fees"`
	Verify     bool        `json:"verify"` // the bypass may be used
}

type promotionalOffer struct {
	ID    any         `json:"plan_id"`
	Name  string      `json:"plan_name"`
	Terms []termOffer `json:"terms"`
}

type termOffer struct {
	Months     int         `json:"term"`
	TermAmount api.Money   `json:"term_amount"`
	Fees       []feeAnswer `json:"fees"`
	shownRates
}

// calculateInterest offers every plan and term the customer may have. A term whose interest goes
// over the credit is offered too: authorization refuses it.
func (s *Server) calculateInterest(c *call) (any, error) {
	in, err := bodyInput(c)
	if err != nil {
		return nil, conflict("wrong_inputs")
	}
	amount := in.requiredAmount("amount")
	if err := in.done(); err != nil {
		return nil, err
	}
	a, err := s.purchaser(c.path("account_number"), "")
	if err != nil {
		return nil, err
	}
	if amount > a.available() {
		return nil, conflict("credit_exceeded")
	}
	air := price.AIROf(price.CategoryOf(a.rating))
	answer := offersAnswer{
		Account: number(a.number), Kind: a.kind, Amount: amount,
		Customer:  offersCustomer{air, a.available(), a.firstName, a.lastName, price.CategoryOf(a.rating)},
		Promotion: s.promotions(a, amount, c),
	}
	if s.permits(regularPurchase) {
		answer.Regular = &regularOffer{amount, air, []feeAnswer{}, s.mayBypass(a, amount, c)}
	}
	return answer, nil
}

// shown is the term_amount of a quote: the amount to be paid by the month, or, of a plan that is paid at its end,
// the whole amount or as much of it as falls on a month (docs/contract.md §6).
func (s *Server) shown(q price.Quote) api.Money {
	if q.Deferred && s.options.DeferredByMonth {
		return price.Level(q.TermAmount, 0, len(q.Schedule.Instalments))
	}
	return q.TermAmount
}

func (s *Server) mayBypass(a *account, amount api.Money, c *call) bool {
	return amount <= maxBypass && a.mayBypass(c.now)
}

func (s *Server) promotions(a *account, amount api.Money, c *call) []promotionalOffer {
	offers := []promotionalOffer{}
	if !s.permits(promotionalPurchase) {
		return offers
	}
	for _, plan := range s.catalogue(c.lang).plans {
		rule := price.PlanOf(plan.code, plan.label)
		offer := promotionalOffer{ID: id(plan.code), Name: rule.Name.In(c.lang)}
		for _, months := range rule.Terms {
			if !rule.Offers(price.CategoryOf(a.rating), a.province, amount, months) {
				continue
			}
			q := rule.QuoteFor(price.CategoryOf(a.rating), a.province, amount, months)
			offer.Terms = append(offer.Terms, termOffer{months, s.shown(q), feesIn(q.Fees, c.lang), c.rates(q)})
		}
		if offer.Terms != nil {
			offers = append(offers, offer)
		}
	}
	return offers
}

// permits reports whether the catalogue holds a transaction type: the merchant may do no other.
func (s *Server) permits(kind string) bool {
	_, found := s.catalogue(english).transactions.label(kind)
	return found
}
