package api

import (
	"strings"

	"countertop/api/private"
)

// SearchQuery finds accounts by name and birth date (docs/contract.md §4, SEEN).
type SearchQuery struct {
	private.Data

	FirstName  string // at most 35 characters
	LastName   string // at most 50 characters
	BirthDate  string // YYYY-MM-DD
	PostalCode string // A9A9A9 without a space, or empty
}

// Customer is one account as customers/search answers it. A blocked account is in the
// answer too, with its status.
type Customer struct {
	private.Data

	CustomerID          ID
	AccountNumber       ID
	Status              string // N A F Z C
	StatusReason        string // NNOR, FFRD, …
	TermsAgreed         bool
	RiskRating          string // L M H X Y Z P Q R S N, older XH XXH XXXH
	AccountType         string // consumer, business
	CreditLimit         Money
	AvailableCredit     Money
	OriginatingMerchant string
	CreationDate        string // YYYY-MM-DD
	FirstName, LastName string
	CardEndingIn        string
	PreferredLanguage   string // en-CA, fr-CA
}

// LookupQuery names one account: exactly one member is set (docs/contract.md §4, SEEN).
type LookupQuery struct {
	private.Data

	CardNumber    string // vcc_number, 16 digits
	AccountNumber string // at most 14 digits
	CustomerID    string // at most 20 characters; an authorized user's has a dash
}

// Account is one account as customers/lookup answers it. Only accounts that may purchase are
// answered: a blocked one is the error user_not_able_to_purchase.
type Account struct {
	private.Data

	CustomerID        ID
	AccountNumber     ID
	AvailableCredit   Money
	SecurityQuestion  SecurityQuestion
	Email, Phone      string // masked for authorized users of business accounts
	Address1          string
	Address2          string
	City              string
	PostalCode        string
	Province          string
	PaymentProtection bool
	RiskRating        string
	OfferTypes        []OfferType
	CardEndingIn      string
	PreferredLanguage string
	AccountType       string
}

// SecurityQuestion is the question that the customer chose at the application.
type SecurityQuestion struct {
	ID   ID     `json:"id"`
	Text string `json:"text"`
}

// OfferType is a plan that the merchant may offer this customer, with its terms in months.
type OfferType struct {
	PlanID   ID
	PlanName string
	Category string // equal_billing, deferred_payment
	Terms    []int
}

// Category is a risk rating's group (docs/contract.md §4, SEEN).
type Category string

// The categories of risk ratings.
const (
	Preferred  Category = "preferred" // L, M
	Premium    Category = "premium"   // H, XH (also X)
	Standard   Category = "standard"  // Y, Z, P, Q, R, S (older XXH, XXXH): non-prime
	NoCategory Category = ""          // N, none, or one that is not known
)

// CategoryOf is the category of a risk rating.
func CategoryOf(rating string) Category {
	switch strings.ToUpper(strings.TrimSpace(rating)) {
	case "L", "M":
		return Preferred
	case "H", "X", "XH":
		return Premium
	case "Y", "Z", "XXH", "XXXH", "P", "Q", "R", "S":
		return Standard
	}
	return NoCategory
}
