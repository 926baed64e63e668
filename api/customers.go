package api

// This file finds customers and their accounts (docs/contract.md §4, SEEN).

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"countertop/api/private"
)

var (
	routeSearch = route{"customers/search", http.MethodGet, v25, "client-id/{client_id}/customers/search", reads}
	routeLookup = route{"customers/lookup", http.MethodGet, v25, "client-id/{client_id}/customers/lookup", reads}
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

// customerAnswer has both names of the two members that samples name differently.
type customerAnswer struct {
	private.Wire

	CustomerID          ID    `json:"customer_id"`
	AccountNumber       ID    `json:"account_number"`
	Status              text  `json:"account_status"`
	StatusReason        text  `json:"account_status_reason_code"`
	TermsAgreement      flag  `json:"tos_agreement"`
	Terms               flag  `json:"tos"`
	RiskRating          text  `json:"risk_rating"`
	CustomerAccountType text  `json:"customer_account_type"`
	AccountType         text  `json:"account_type"`
	CreditLimit         Money `json:"credit_limit"`
	AvailableCredit     Money `json:"available_credit"`
	OriginatingMerchant text  `json:"originating_merchant_name"`
	CreationDate        text  `json:"creation_date"`
	FirstName           text  `json:"first_name"`
	LastName            text  `json:"last_name"`
	CardEndingIn        text  `json:"card_ending_in"`
	PreferredLanguage   text  `json:"preferred_language"`
}

// Search finds accounts by name and birth date. Blocked accounts are among them, with their
// status. No match is an *Error of KindNotFound, or no customers, as the server has it.
//
// docs/contract.md §4, SEEN. Birth dates are YYYY-MM-DD, amounts CAD. Errors: 404 not_found.
func (c *Client) Search(ctx context.Context, call Call, q SearchQuery) ([]Customer, error) {
	query := url.Values{"first_name": {q.FirstName}, "last_name": {q.LastName}, "dob": {q.BirthDate}}
	setUnlessEmpty(query, "postal_code", q.PostalCode)
	answer, err := fetch[oneOrMany[customerAnswer]](ctx, c, call, request{route: routeSearch, query: query})
	if err != nil {
		return nil, err
	}
	customers := make([]Customer, len(answer))
	for i, a := range answer {
		customers[i] = a.customer()
	}
	return customers, nil
}

func (a customerAnswer) customer() Customer {
	kind := a.CustomerAccountType
	if kind == "" {
		kind = a.AccountType
	}
	return Customer{
		CustomerID: a.CustomerID, AccountNumber: a.AccountNumber,
		Status: string(a.Status), StatusReason: string(a.StatusReason), TermsAgreed: bool(a.TermsAgreement || a.Terms),
		RiskRating: string(a.RiskRating), AccountType: string(kind),
		CreditLimit: a.CreditLimit, AvailableCredit: a.AvailableCredit,
		OriginatingMerchant: string(a.OriginatingMerchant), CreationDate: string(a.CreationDate),
		FirstName: string(a.FirstName), LastName: string(a.LastName),
		CardEndingIn: string(a.CardEndingIn), PreferredLanguage: string(a.PreferredLanguage),
	}
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

type accountAnswer struct {
	private.Wire

	CustomerID        ID                         `json:"customer_id"`
	AccountNumber     ID                         `json:"account_number"`
	AvailableCredit   Money                      `json:"available_credit"`
	SecurityQuestion  maybe[questionAnswer]      `json:"security_qid"`
	Email             text                       `json:"email"`
	Phone             text                       `json:"phone_number"`
	Address1          text                       `json:"address_1"`
	Address2          text                       `json:"address_2"`
	City              text                       `json:"city"`
	PostalCode        text                       `json:"postal_code"`
	Province          text                       `json:"province"`
	PaymentProtection flag                       `json:"payment_protection"`
	RiskRating        text                       `json:"risk_rating"`
	OfferTypes        oneOrMany[offerTypeAnswer] `json:"offer_types"`
	CardEndingIn      text                       `json:"card_ending_in"`
	PreferredLanguage text                       `json:"preferred_language"`
	AccountType       text                       `json:"account_type"`
}

type questionAnswer struct {
	ID   ID   `json:"id"`
	Text text `json:"text"`
}

type offerTypeAnswer struct {
	PlanID   ID               `json:"plan_id"`
	PlanName text             `json:"plan_name"`
	Category text             `json:"offer_category"`
	Terms    oneOrMany[count] `json:"term_options"`
}

// Lookup asks for one account. A blocked account is an *Error with the code
// user_not_able_to_purchase or user_not_active. An answer that names no account, by none of its numbers, is an *Error.
//
// docs/contract.md §4, SEEN. Amounts are CAD, terms in months. Errors: 403; 404 not_found; 409 invalid_role, user_not_able_to_purchase
// (the status is not normal), user_not_active, merchant_not_support_nonprime_regularpurchase; 504 GATEWAY_TIMEOUT.
func (c *Client) Lookup(ctx context.Context, call Call, q LookupQuery) (Account, error) {
	if !named(q.CardNumber, ID(q.AccountNumber), ID(q.CustomerID)) {
		return Account{}, &Error{Kind: KindInput, Executed: ExecutedNever, Op: routeLookup.op, Ref: call.Reference, Err: errIdentities}
	}
	query := url.Values{}
	setUnlessEmpty(query, "vcc_number", q.CardNumber)
	setUnlessEmpty(query, "account_number", q.AccountNumber)
	setUnlessEmpty(query, "customer_id", q.CustomerID)
	body, err := c.send(ctx, call, request{route: routeLookup, query: query})
	if err != nil {
		return Account{}, err
	}
	var answer accountAnswer
	err = readOnce(body, &answer)
	if err == nil && answer.CustomerID == "" && answer.AccountNumber == "" && answer.CardEndingIn == "" {
		err = fmt.Errorf("%w: no account", errNotJSON)
	}
	if err != nil {
		return Account{}, understood(routeLookup, call, err)
	}
	return answer.account(), nil
}

func (a accountAnswer) account() Account {
	account := Account{
		CustomerID: a.CustomerID, AccountNumber: a.AccountNumber, AvailableCredit: a.AvailableCredit,
		Email: string(a.Email), Phone: string(a.Phone),
		Address1: string(a.Address1), Address2: string(a.Address2), City: string(a.City),
		PostalCode: string(a.PostalCode), Province: string(a.Province),
		PaymentProtection: bool(a.PaymentProtection), RiskRating: string(a.RiskRating),
		CardEndingIn: string(a.CardEndingIn), PreferredLanguage: string(a.PreferredLanguage),
		AccountType: string(a.AccountType),
	}
	if question := a.SecurityQuestion.value; question != nil {
		account.SecurityQuestion = SecurityQuestion{ID: question.ID, Text: string(question.Text)}
	}
	for _, offer := range a.OfferTypes {
		terms := make([]int, len(offer.Terms))
		for i, months := range offer.Terms {
			terms[i] = int(months)
		}
		account.OfferTypes = append(account.OfferTypes, OfferType{
			PlanID: offer.PlanID, PlanName: string(offer.PlanName), Category: string(offer.Category), Terms: terms,
		})
	}
	return account
}

// errIdentities says that a call names more than one customer, or none.
var errIdentities = errors.New("name one of card, account and customer")

// named reports whether a call names its customer once (docs/contract.md §8: two of different customers are refused).
func named(card string, account, customer ID) bool {
	names := 0
	for _, name := range []string{card, string(account), string(customer)} {
		if name != "" {
			names++
		}
	}
	return names == 1
}

func setUnlessEmpty(query url.Values, name, value string) {
	if value != "" {
		query.Set(name, value)
	}
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
