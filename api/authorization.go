package api

import "countertop/api/private"

// AuthorizationRequest asks for a purchase on an account (docs/contract.md §7, SEEN). It is a money
// call: it is never sent twice.
type AuthorizationRequest struct {
	private.Data

	AccountNumber    ID
	CardNumber       string // vcc_number of an authorized user, or empty
	Reference        string // the merchant's order id, at most 40 characters
	Financing        Financing
	Amount           Money
	AutoCapture      bool // false: pre-authorized, captured later
	VerificationCode Secret
	RequestID        string // the verification's
	Location         string // external_location_id
	Clerk            string // external_employee_id
	Items            *Items // what was bought; optional
	IdempotencyKey   string // x-idempotency-key, ASSUMED for authorization
}

// Financing is how a purchase is paid: the regular purchase, or a plan and a term.
type Financing struct {
	TransactionType string // promotional_purchase, regular_purchase
	PlanID          ID     // promotional only
	Term            int    // months, promotional only
}

// Authorization is a purchase that the server knows (fields of the answer ASSUMED).
type Authorization struct {
	ID            ID
	AccountNumber ID
	Reference     string
	Status        string // opened, closed, unauthorized
	Date          string // UTC, ISO 8601
	Amount        Money
	AmountTold    bool  // the server said the amount; else Amount is what follows from the call, or zero
	Remaining     Money // remaining_authorization_amount
	RemainingTold bool  // the server said so; else Remaining is what follows from the call
	Financing     Financing
	TermAmount    Money
	Rates         []AnnualRate
	Fees          []Fee
	Capture       *Capture  // with auto_capture only
	Captures      []Capture // in GET answers
	CapturesTold  bool      // the answer lists its captures, or says that there are none
}

// Capture is the part of an authorization that was taken.
type Capture struct {
	ID              ID
	AuthorizationID ID
	Reference       string
	Date            string
	Amount          Money
	AmountTold      bool  // the server said the amount
	Remaining       Money // remaining_capture_amount: what can still be returned
	RemainingTold   bool  // the server said so; else Remaining is the whole amount
}

// TransactionQuery filters authorizations and captures (docs/contract.md §7, SEEN).
type TransactionQuery struct {
	AccountNumber   ID
	TransactionType string
	Status          string // opened, closed, unauthorized; authorizations only
	From, To        string // creation dates, YYYY-MM-DD
}
