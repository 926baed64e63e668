package api

import "countertop/api/private"

// Application is the body of apply, an in-store credit application (docs/contract.md §5; names partly
// ASSUMED). Empty members are not sent.
type Application struct {
	private.Data

	Salutation        string // key of Catalogue.Salutations
	FirstName         string
	MiddleName        string
	LastName          string
	BirthDate         string // YYYY-MM-DD
	Email             string
	Phone             string // ten digits
	Address1          string
	Address2          string
	City              string
	Province          string
	PostalCode        string // A9A9A9
	HousingType       string
	HousingPayment    *Money // a month
	OccupationID      string
	EmployerName      string
	EmployerPhone     string
	AnnualIncome      *Money
	GovIDType         string
	GovIDIssuedBy     string
	GovIDNumber       Secret
	GovIDExpiry       string // YYYY-MM-DD
	SecurityQID       string
	SecurityAnswer    Secret
	Insurance         bool
	AccountType       string // consumer, business
	BusinessName      string
	BusinessPhone     string
	TermsAgreed       bool
	PreferredLanguage string // en-CA, fr-CA
	SIN               Secret // nine digits; only where configured
	RequestID         string
	Location          string // external_location_id
	Clerk             string // external_employee_id
}

// DecisionStatus is what became of an application.
type DecisionStatus string

// The decisions.
const (
	Approved DecisionStatus = "approved"
	Pending  DecisionStatus = "pending"
	Declined DecisionStatus = "declined"
	// Undecided is every other status, and none: the server has the application, and nobody here knows what it decided.
	Undecided DecisionStatus = "unknown"
)

// Decision is the answer of apply. Pending and declined carry status, application id and
// message only. The codes application_declined… and application_marked_pending… of early servers are
// decisions too.
// One that is not understood (Undecided) has an application id, which proves that the server has it.
type Decision struct {
	private.Data

	Status          DecisionStatus
	ApplicationID   ID
	CustomerID      ID
	AccountNumber   ID
	CreditLimit     Money
	AvailableCredit Money
	RiskRating      string
	Category        Category
	CardEndingIn    string
	Message         string // the server's, in the language asked for
	Word            string // of an Undecided one: the status, or the error code, as the server wrote it
}

// Terms are the terms and conditions to be shown before the customer agrees.
type Terms struct {
	Version string
	Title   string
	Text    string
}
