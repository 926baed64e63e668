package api

// This file holds all that is only assumed about the API (docs/contract.md, ASSUMED): names of fields,
// shapes of answers, what headers and codes mean. Who has the vendor's private pages corrects it
// here, and nowhere else. Every assumption is a paragraph of its own.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"countertop/api/private"
)

// The idempotency headers are documented for POST transactions only. ASSUMED: every money call
// takes them, and a server that does not know them ignores them.
const (
	headerIdempotencyKey = "X-Idempotency-Key"
	headerContextHash    = "X-Context-Hash"
)

// contextHash is the hash of a body. ASSUMED: SHA-256, in lower-case hexadecimal digits.
func contextHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// notSentWithRefresh are the parameters that a refresh goes without. ASSUMED: none, that is, it
// takes client id, secret and scope as the first call does.
var notSentWithRefresh []string

// idNumber is an id that is sent as a JSON number. ASSUMED: plan_id (and term) are numbers, since
// the samples of calculate-interest show them so; account_number, vcc_number and
// security_qid are strings, so that leading zeros survive.
type idNumber ID

// errPlanID says that a plan's id cannot be sent as a number.
var errPlanID = errors.New("not a number")

func (id idNumber) MarshalJSON() ([]byte, error) {
	number := json.Number(id)
	if _, err := number.Int64(); err != nil {
		return nil, errPlanID
	}
	return json.Marshal(number)
}

// applicationBody is the body of apply. ASSUMED: flat JSON with these names; the marks of each are
// in docs/contract.md §5. What is empty is not sent; insurance and tos_agreement always are.
type applicationBody struct {
	private.Wire

	Salutation        string `json:"salutation,omitempty"`
	FirstName         string `json:"first_name,omitempty"`
	MiddleName        string `json:"middle_name,omitempty"`
	LastName          string `json:"last_name,omitempty"`
	BirthDate         string `json:"dob,omitempty"`
	Email             string `json:"email,omitempty"`
	Phone             string `json:"phone_number,omitempty"`
	Address1          string `json:"address_1,omitempty"`
	Address2          string `json:"address_2,omitempty"`
	City              string `json:"city,omitempty"`
	Province          string `json:"province,omitempty"`
	PostalCode        string `json:"postal_code,omitempty"`
	HousingType       string `json:"housing_type,omitempty"`
	HousingPayment    *Money `json:"housing_payment,omitempty"`
	OccupationID      string `json:"occupation_id,omitempty"`
	EmployerName      string `json:"employer_name,omitempty"`
	EmployerPhone     string `json:"employer_phone,omitempty"`
	AnnualIncome      *Money `json:"annual_income,omitempty"`
	GovIDType         string `json:"govid_type,omitempty"`
	GovIDIssuedBy     string `json:"govid_issuedby,omitempty"`
	GovIDNumber       string `json:"govid_number,omitempty"`
	GovIDExpiry       string `json:"govid_expiry,omitempty"`
	SecurityQID       string `json:"security_qid,omitempty"`
	SecurityAnswer    string `json:"security_answer,omitempty"`
	Insurance         bool   `json:"insurance"`
	AccountType       string `json:"account_type,omitempty"`
	BusinessName      string `json:"business_name,omitempty"`
	BusinessPhone     string `json:"business_phone,omitempty"`
	TermsAgreed       bool   `json:"tos_agreement"`
	PreferredLanguage string `json:"preferred_language,omitempty"`
	SIN               string `json:"sin,omitempty"`
	RequestID         string `json:"request_id,omitempty"`
	Location          string `json:"external_location_id,omitempty"`
	Clerk             string `json:"external_employee_id,omitempty"`
}

// decisionAnswer is the answer of apply. ASSUMED: these names.
type decisionAnswer struct {
	Status          text  `json:"status"`
	ApplicationID   ID    `json:"application_id"`
	CustomerID      ID    `json:"customer_id"`
	AccountNumber   ID    `json:"account_number"`
	CreditLimit     Money `json:"credit_limit"`
	AvailableCredit Money `json:"available_credit"`
	RiskRating      text  `json:"risk_rating"`
	Category        text  `json:"category_type"`
	CardEndingIn    text  `json:"card_ending_in"`
	Message         text  `json:"message"`
	Error           text  `json:"error"`
}

// decisionOfStatus reads the status of a decision. ASSUMED: these words, in any case and between any spaces.
func decisionOfStatus(status string) DecisionStatus {
	switch decided := DecisionStatus(strings.ToLower(strings.TrimSpace(status))); decided {
	case Approved, Pending, Declined:
		return decided
	}
	return Undecided
}

// decisionCodes are the beginnings of the error codes with which early servers answered a decision
// (SEEN: application_declined, _2, _3, application_marked_pending_1, _2). ASSUMED: another
// number after the beginning means the same; any other word does not.
var decisionCodes = []struct {
	prefix  string
	decided DecisionStatus
}{
	{"application_declined", Declined},
	{"application_marked_pending", Pending},
}

// termsAnswer is the answer of terms-and-conditions. ASSUMED: these names.
type termsAnswer struct {
	Version text `json:"version"`
	Title   text `json:"title"`
	Text    text `json:"text"`
}

// beforeExecution reports whether an answer is given before a call is executed. ASSUMED: 401 that names the token, 429, and the
// firewall's 465, 466 and 467.
func beforeExecution(status int, code string) bool {
	switch status {
	case http.StatusUnauthorized:
		return code == "invalid_token"
	case http.StatusTooManyRequests, 465, 466, 467:
		return true
	}
	return false
}

// doneWords are the statuses of a capture, a release, a return, a refund or a transaction that say that it was done. ASSUMED: the
// contract has no status there; every other word leaves open whether it was.
var doneWords = []string{
	"approved", "captured", "complete", "completed", "done", "ok", "posted", "processed", "refunded", "released", "returned", "settled", "success",
	"successful",
}

// typeOfApr names what v2.5 had in place of annual_rates. ASSUMED: apr is a fraction like rate, or an
// object or array like annual_rates; the type of the rate made from it is this one.
const typeOfApr = "apr"

// authorizationAnswer is an authorization, in the answer to POST and in the GET answers. ASSUMED:
// these names; a GET answer lists its captures under "captures".
type authorizationAnswer struct {
	ID            ID                     `json:"authorization_id"`
	AccountNumber ID                     `json:"account_number"`
	Reference     text                   `json:"reference"`
	Status        text                   `json:"status"`
	Date          text                   `json:"date"`
	Amount        *Money                 `json:"amount"`
	Remaining     *Money                 `json:"remaining_authorization_amount"`
	Financing     maybe[financingAnswer] `json:"financing_option"`
	TermAmount    Money                  `json:"term_amount"`
	Rates         rates                  `json:"annual_rates"`
	Fees          oneOrMany[feeAnswer]   `json:"fees"`
	Capture       maybe[captureAnswer]   `json:"capture"`
	Captures      listed[captureAnswer]  `json:"captures"`
}

type financingAnswer struct {
	TransactionType text  `json:"transaction_type"`
	PlanID          ID    `json:"plan_id"`
	Term            count `json:"term"`
}

// captureAnswer is a capture. ASSUMED: these names.
type captureAnswer struct {
	ID              ID     `json:"capture_id"`
	AuthorizationID ID     `json:"authorization_id"`
	Reference       text   `json:"reference"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	Remaining       *Money `json:"remaining_capture_amount"`
}

// pageAnswer is one page of authorizations or of captures. ASSUMED: these names, page_number
// counts from 1, and captures are under "captures" and take the same query.
type pageAnswer struct {
	TotalCount     total                       `json:"total_count"`
	Size           count                       `json:"page_size"`
	Authorizations listed[authorizationAnswer] `json:"authorizations"`
	Captures       listed[captureAnswer]       `json:"captures"`
}

// keyAnswer says whether an answer of i18n/{key} is {key: value}. ASSUMED: it is; the value by
// itself is read too.
func keyAnswer(key string, members []RawKey) bool {
	return len(members) == 1 && members[0].Key == key
}

// sendsReturnPlace is true where a return carries external_location_id and external_employee_id.
// ASSUMED: it does, as every other in-store call.
const sendsReturnPlace = true

// releaseBody is the body of a release. ASSUMED: without an amount all that is not captured is
// released.
type releaseBody struct {
	Amount   *Money `json:"amount,omitempty"`
	Location string `json:"external_location_id,omitempty"`
	Clerk    string `json:"external_employee_id,omitempty"`
}

// releaseAnswer is the answer of a release. ASSUMED: these names.
type releaseAnswer struct {
	ID              ID     `json:"release_id"`
	AuthorizationID ID     `json:"authorization_id"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	Remaining       *Money `json:"remaining_authorization_amount"`
	Status          text   `json:"status"`
}

// capturedAnswer is the answer of a capture. ASSUMED: these names.
type capturedAnswer struct {
	ID              ID     `json:"capture_id"`
	AuthorizationID ID     `json:"authorization_id"`
	Status          text   `json:"status"`
	Reference       text   `json:"reference"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	Remaining       *Money `json:"remaining_authorization_amount"`
	Message         text   `json:"message"`
}

// transactionAnswer is the answer of transactions. ASSUMED: these names.
type transactionAnswer struct {
	ID              ID     `json:"transaction_id"`
	Type            text   `json:"transaction_type"`
	Status          text   `json:"status"`
	AccountNumber   ID     `json:"account_number"`
	Date            text   `json:"date"`
	Amount          *Money `json:"amount"`
	AvailableCredit *Money `json:"available_credit"`
}
