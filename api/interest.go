package api

// This file asks what a customer may be offered for an amount (docs/contract.md §6, SEEN).

import (
	"context"
	"net/http"
	"strings"

	"countertop/api/private"
)

var routeInterest = route{"calculate-interest", http.MethodPost, v251, "client-id/{client_id}/accounts/{account_number}/calculate-interest", reads}

// Offers is the answer of calculate-interest: the plans and terms this merchant may offer
// this customer for an amount (docs/contract.md §6, SEEN).
type Offers struct {
	private.Data

	AccountNumber   ID
	AccountType     string
	Amount          Money
	AvailableCredit Money
	AnnualInterest  Rate // customer.air
	Category        Category
	FirstName       string
	LastName        string
	Regular         *RegularPurchase // nil: not offered
	Plans           []Plan
}

// RegularPurchase is a purchase on the revolving account.
type RegularPurchase struct {
	TermAmount     Money
	AnnualInterest Rate // air
	Fees           []Fee
	// Bypass is the field verify: the customer's verification may be bypassed.
	Bypass bool
}

// Plan is a promotional plan with the terms offered.
type Plan struct {
	ID    ID
	Name  string // the server's; the catalogue's name goes before it
	Terms []Term
}

// Term is one length of a plan.
type Term struct {
	Months     int
	TermAmount Money // a month
	Rates      []AnnualRate
	Fees       []Fee
}

// AnnualRate is a rate the merchant is obliged to show, with its message.
type AnnualRate struct {
	Description string
	Rate        Rate
	Type        string
	Message     string
}

// Fee is a fee whose message the merchant is obliged to show.
type Fee struct {
	Description string
	Amount      Money
	Type        string // admin_total, admin_monthly, annual_fee (ASSUMED)
	Message     string
}

type offersAnswer struct {
	AccountNumber ID    `json:"account_number"`
	AccountType   text  `json:"account_type"`
	Amount        Money `json:"amount"`
	Customer      struct {
		AvailableCredit Money `json:"available_credit"`
		AnnualInterest  Rate  `json:"air"`
		FirstName       text  `json:"first_name"`
		LastName        text  `json:"last_name"`
		Category        text  `json:"category_type"`
	} `json:"customer"`
	Regular maybe[regularAnswer]  `json:"regular_purchase"`
	Plans   oneOrMany[planAnswer] `json:"promotional_purchase"`
}

type regularAnswer struct {
	TermAmount     Money                `json:"term_amount"`
	AnnualInterest Rate                 `json:"air"`
	Fees           oneOrMany[feeAnswer] `json:"fees"`
	Verify         flag                 `json:"verify"`
}

type planAnswer struct {
	ID    ID                    `json:"plan_id"`
	Name  text                  `json:"plan_name"`
	Terms oneOrMany[termAnswer] `json:"terms"`
}

type termAnswer struct {
	Months     count                `json:"term"`
	TermAmount Money                `json:"term_amount"`
	Rates      rates                `json:"annual_rates"`
	APR        rates                `json:"apr"` // v2.5
	Fees       oneOrMany[feeAnswer] `json:"fees"`
}

type rateAnswer struct {
	Description text `json:"description"`
	Rate        Rate `json:"rate"`
	Type        text `json:"type"`
	Message     text `json:"message"`
}

type feeAnswer struct {
	Description text  `json:"description"`
	Amount      Money `json:"amount"`
	Type        text  `json:"type"`
	Message     text  `json:"message"`
}

// rates are annual rates: an object, an array, or, as v2.5 had it, the rate by itself.
type rates []rateAnswer

// typeOfApr names what v2.5 had in place of annual_rates. ASSUMED: apr is a fraction like rate, or an
// object or array like annual_rates; the type of the rate made from it is this one.
const typeOfApr = "apr"

func (l *rates) UnmarshalJSON(data []byte) error {
	switch shape(data) {
	case '[', '{', 'n', 'f':
		var listed oneOrMany[rateAnswer]
		if err := unmarshal(data, &listed); err != nil {
			return err
		}
		*l = rates(listed)
		return nil
	}
	if emptyValue(data) {
		return nil
	}
	alone := rateAnswer{Type: typeOfApr}
	if err := unmarshal(data, &alone.Rate); err != nil {
		return err
	}
	*l = rates{alone}
	return nil
}

// CalculateInterest asks for the plans and terms that this merchant may offer this customer for an
// amount. Every rate and every fee of an answer must be shown to the customer.
//
// docs/contract.md §6, SEEN. Amounts are CAD, rates fractions (0.0999 is 9.99 %), terms in months. Errors: as Authorize, as far as they apply.
func (c *Client) CalculateInterest(ctx context.Context, call Call, account ID, amount Money) (Offers, error) {
	answer, err := fetch[offersAnswer](ctx, c, call, request{
		route: routeInterest, path: []ID{account},
		body: struct {
			Amount Money `json:"amount"`
		}{amount},
	})
	if err != nil {
		return Offers{}, err
	}
	return answer.offers(), nil
}

func (a offersAnswer) offers() Offers {
	offers := Offers{
		AccountNumber: a.AccountNumber, AccountType: string(a.AccountType), Amount: a.Amount,
		AvailableCredit: a.Customer.AvailableCredit, AnnualInterest: a.Customer.AnnualInterest,
		Category:  Category(strings.ToLower(string(a.Customer.Category))),
		FirstName: string(a.Customer.FirstName), LastName: string(a.Customer.LastName),
	}
	if regular := a.Regular.value; regular != nil {
		offers.Regular = &RegularPurchase{
			TermAmount: regular.TermAmount, AnnualInterest: regular.AnnualInterest,
			Fees: fees(regular.Fees), Bypass: bool(regular.Verify),
		}
	}
	for _, p := range a.Plans {
		plan := Plan{ID: p.ID, Name: string(p.Name)}
		for _, t := range p.Terms {
			plan.Terms = append(plan.Terms, Term{
				Months: int(t.Months), TermAmount: t.TermAmount,
				Rates: append(t.Rates.annual(), t.APR.annual()...), Fees: fees(t.Fees),
			})
		}
		offers.Plans = append(offers.Plans, plan)
	}
	return offers
}

func (l rates) annual() []AnnualRate {
	var annual []AnnualRate
	for _, r := range l {
		annual = append(annual, AnnualRate{
			Description: string(r.Description), Rate: r.Rate, Type: string(r.Type), Message: string(r.Message),
		})
	}
	return annual
}

func fees(answers []feeAnswer) []Fee {
	var list []Fee
	for _, f := range answers {
		list = append(list, Fee{Description: string(f.Description), Amount: f.Amount, Type: string(f.Type), Message: string(f.Message)})
	}
	return list
}
