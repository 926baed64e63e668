package api

// This file is the authorization: a purchase is asked for, and what became of one, or of all, is read (docs/contract.md §7).

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"countertop/api/private"
)

var (
	routeAuthorize      = route{"authorization", http.MethodPost, v251, "client-id/{client_id}/authorization", moves}
	routeAuthorization  = route{"authorization", http.MethodGet, v251, "client-id/{client_id}/authorization/{authorization_id}", reads}
	routeAuthorizations = route{"authorizations", http.MethodGet, v251, "client-id/{client_id}/authorizations", reads}
)

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

// Financing says how a purchase is paid: as the regular purchase, or by a plan and a term.
type Financing struct {
	TransactionType string // promotional_purchase, regular_purchase
	PlanID          ID     // promotional only
	Term            int    // months, promotional only
}

type authorizationBody struct {
	private.Wire

	AccountNumber    ID            `json:"account_number,omitempty"`
	CardNumber       string        `json:"vcc_number,omitempty"`
	Reference        string        `json:"reference,omitempty"`
	Financing        financingBody `json:"financing_option"`
	Amount           Money         `json:"amount"`
	AutoCapture      bool          `json:"auto_capture"`
	VerificationCode string        `json:"verification_code,omitempty"`
	RequestID        string        `json:"request_id,omitempty"`
	Location         string        `json:"external_location_id,omitempty"`
	Clerk            string        `json:"external_employee_id,omitempty"`
	Items            *itemsBody    `json:"sku_data,omitempty"`
}

type financingBody struct {
	TransactionType string   `json:"transaction_type"`
	PlanID          idNumber `json:"plan_id,omitempty"`
	Term            int      `json:"term,omitempty"`
}

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

func (r AuthorizationRequest) body() authorizationBody {
	return authorizationBody{
		AccountNumber: r.AccountNumber, CardNumber: r.CardNumber, Reference: r.Reference,
		Financing: financingBody{r.Financing.TransactionType, idNumber(r.Financing.PlanID), r.Financing.Term},
		Amount:    r.Amount, AutoCapture: r.AutoCapture, VerificationCode: r.VerificationCode.Reveal(),
		RequestID: r.RequestID, Location: r.Location, Clerk: r.Clerk, Items: r.Items.body(),
	}
}

// Authorization is a purchase that the server knows (fields of the answer ASSUMED).
type Authorization struct {
	ID            ID
	AccountNumber ID
	Reference     string
	Status        string // opened, closed, unauthorized
	Date          string // UTC, ISO 8601
	Amount        Money
	AmountTold    bool  // the server gave the amount; else Amount follows from the call, or is zero
	Remaining     Money // remaining_authorization_amount
	RemainingTold bool  // the server gave it; else Remaining follows from the call
	Financing     Financing
	TermAmount    Money
	Rates         []AnnualRate
	Fees          []Fee
	Capture       *Capture  // with auto_capture only
	Captures      []Capture // in GET answers
	CapturesTold  bool      // the answer lists its captures, or says that there are none

	SaysNo   bool // a member that no contract has says that it was not made, or not as it looks: it proves nothing
	SaysMore bool // one says that there is more to it: what is not in the answer is not proved to be missing
}

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

	beside beside // what its other members say
}

type financingAnswer struct {
	TransactionType text  `json:"transaction_type"`
	PlanID          ID    `json:"plan_id"`
	Term            count `json:"term"`
}

// AuthorizationStatus is the status of a purchase (docs/contract.md §7).
type AuthorizationStatus int

// The statuses. Only an opened or a closed purchase was made.
const (
	StatusUntold       AuthorizationStatus = iota // none: it has to be asked for
	StatusOpened                                  // made, and not all captured or released
	StatusClosed                                  // made
	StatusUnauthorized                            // refused
	StatusUnknown                                 // another word: whether it was made is not known
)

// StatusOf reads a status in any spelling of the server's.
func StatusOf(text string) AuthorizationStatus {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "":
		return StatusUntold
	case "opened":
		return StatusOpened
	case "closed":
		return StatusClosed
	case "unauthorized":
		return StatusUnauthorized
	}
	return StatusUnknown
}

// Made reports whether an authorization of this status was made. One without a status is not proved to be.
func (s AuthorizationStatus) Made() bool { return s == StatusOpened || s == StatusClosed }

// Authorize asks for a purchase. It is a money call: the caller has recorded its intent before,
// and it is sent once. An *Error with ExecutedUnknown says that the purchase may have been made;
// Authorizations tells.
//
// docs/contract.md §7: the request is SEEN, the answer ASSUMED (authorizationAnswer). Amounts are CAD, the term is in months.
// Errors: 404 not_found, customer_identity_not_found; 409 invalid_role, general_error, wrong_inputs, credit_exceeded,
// auth_not_allowed, plan_term_not_set, plan_term_not_available, not_permitted, user_not_able_to_purchase, not_verified,
// wrong_verification_code, verification_code_required, external_location_id_not_found, account_type_not_permitted,
// vcc_account_mismatch.
func (c *Client) Authorize(ctx context.Context, call Call, r AuthorizationRequest) (Authorization, error) {
	asked := request{route: routeAuthorize, idempotencyKey: r.IdempotencyKey, body: r.body()}
	body, err := c.send(ctx, call, asked)
	if err != nil {
		return Authorization{}, err
	}
	if err := asSent(asked).holds(body); err != nil {
		return Authorization{}, claimed(routeAuthorize, call, err)
	}
	return readAuthorized(call, r, body)
}

// readAuthorized reads the answer of a purchase. What the answer does not say is as it was asked for. Members in a shape that is not
// known are left out: what they would say is asked for where it is needed.
func readAuthorized(call Call, r AuthorizationRequest, body []byte) (Authorization, error) {
	var answer authorizationAnswer
	err := readClaim(body, &answer)
	if err != nil {
		answer = authorizationAnswer{}
		var least struct {
			ID            ID        `json:"authorization_id"`
			AccountNumber ID        `json:"account_number"`
			Status        text      `json:"status"`
			Amount        anyAmount `json:"amount"`
		}
		if readClaim(body, &least) == nil && !least.Amount.odd {
			err, answer.ID, answer.AccountNumber, answer.Status, answer.Amount = nil, least.ID, least.AccountNumber, least.Status, least.Amount.told
		}
	}
	if err == nil {
		err = r.proved(answer)
	}
	if err != nil {
		return Authorization{}, claimed(routeAuthorize, call, err)
	}
	made := answer.authorization()
	if made.AccountNumber == "" {
		made.AccountNumber = r.AccountNumber
	}
	if made.Reference == "" {
		made.Reference = r.Reference
	}
	if answer.Amount == nil {
		made.Amount = r.Amount
	}
	if answer.Remaining == nil && !r.AutoCapture {
		made.Remaining = made.Amount
	}
	if answer.Financing.value == nil {
		made.Financing = r.Financing
	}
	return made, nil
}

// anyAmount is an amount in a shape that is known, none, or an odd one, which could be another.
type anyAmount struct {
	told *Money
	odd  bool
}

func (a *anyAmount) UnmarshalJSON(data []byte) error {
	var amount Money
	a.odd = unmarshal(data, &amount) != nil
	if !a.odd && amount != 0 {
		a.told = &amount
	}
	return nil
}

func (r AuthorizationRequest) proved(a authorizationAnswer) error {
	var p proof
	p.id("authorization id", a.ID)
	p.account(a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	p.left(a.Remaining)
	p.made(a.Status)
	if f := a.Financing.value; f != nil && CompareFinancing(Financing{string(f.TransactionType), f.PlanID, int(f.Term)}, r.Financing) == Differs {
		p.fails("another financing")
	}
	if !r.AutoCapture && StatusOf(string(a.Status)) == StatusClosed {
		p.fails("a purchase that is closed")
	}
	return p.err
}

// errOther says that another authorization was answered than was asked for.
var errOther = errors.Join(errNotJSON, errors.New("another authorization"))

// Authorization asks for one authorization, with its captures.
//
// docs/contract.md §7: the endpoint is SEEN, the answer ASSUMED (authorizationAnswer). Errors: 404 not_found.
func (c *Client) Authorization(ctx context.Context, call Call, id ID) (Authorization, error) {
	answer, err := fetch[authorizationAnswer](ctx, c, call, request{route: routeAuthorization, path: []ID{id}, proves: true})
	if err != nil {
		return Authorization{}, err
	}
	if strings.TrimLeft(string(answer.ID), "0") != strings.TrimLeft(string(id), "0") {
		return Authorization{}, understood(routeAuthorization, call, errOther)
	}
	return answer.authorization(), nil
}

// Authorizations asks for all authorizations of a query, page by page. The query's dates are in a
// time zone that is not stated: ask for a day more on both sides. There is no filter by
// reference.
//
// docs/contract.md §7: the query is SEEN, the answer ASSUMED (authorizationAnswer, pageAnswer). Errors: 409 wrong_inputs.
func (c *Client) Authorizations(ctx context.Context, call Call, q TransactionQuery) ([]Authorization, error) {
	answers, err := pages(ctx, c, call, routeAuthorizations, q, func(p pageAnswer) listed[authorizationAnswer] { return p.Authorizations })
	list := make([]Authorization, len(answers))
	for i, a := range answers {
		list[i] = a.authorization()
	}
	if failed, ok := errors.AsType[*Error](err); ok {
		failed.Shown = list
	}
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (a authorizationAnswer) authorization() Authorization {
	made := Authorization{
		ID: a.ID, AccountNumber: a.AccountNumber, Reference: string(a.Reference), Status: string(a.Status), Date: string(a.Date),
		TermAmount: a.TermAmount, Rates: a.Rates.annual(), Fees: fees(a.Fees), SaysNo: a.beside.no, SaysMore: a.beside.more,
	}
	if a.Amount != nil && *a.Amount != 0 { // nothing is made of nothing: an empty amount is none
		made.Amount, made.AmountTold = *a.Amount, true
	}
	if a.Remaining != nil {
		made.Remaining, made.RemainingTold = *a.Remaining, true
	}
	if f := a.Financing.value; f != nil {
		made.Financing = Financing{TransactionType: string(f.TransactionType), PlanID: f.PlanID, Term: int(f.Term)}
	}
	made.CapturesTold = a.Captures.told && eachOnce(a.Captures.list)
	for _, each := range a.Captures.list {
		made.Captures = append(made.Captures, each.of(a))
	}
	if taken := a.Capture.value; taken != nil {
		capture := taken.of(a)
		made.Capture = &capture
	}
	return made
}

func (a authorizationAnswer) identity() ID { return a.ID }
