package api

import "countertop/api/private"

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
