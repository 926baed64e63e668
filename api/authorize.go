package api

// This file asks for purchases, and for what became of them (docs/contract.md §7).

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"countertop/api/private"
)

var (
	routeAuthorize      = route{"authorization", http.MethodPost, v251, "client-id/{client_id}/authorization", moves}
	routeAuthorization  = route{"authorization", http.MethodGet, v251, "client-id/{client_id}/authorization/{authorization_id}", reads}
	routeAuthorizations = route{"authorizations", http.MethodGet, v251, "client-id/{client_id}/authorizations", reads}
	routeCaptures       = route{"captures", http.MethodGet, v251, "client-id/{client_id}/captures", reads}
)

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

func (r AuthorizationRequest) body() authorizationBody {
	return authorizationBody{
		AccountNumber: r.AccountNumber, CardNumber: r.CardNumber, Reference: r.Reference,
		Financing: financingBody{r.Financing.TransactionType, idNumber(r.Financing.PlanID), r.Financing.Term},
		Amount:    r.Amount, AutoCapture: r.AutoCapture, VerificationCode: r.VerificationCode.Reveal(),
		RequestID: r.RequestID, Location: r.Location, Clerk: r.Clerk, Items: r.Items.body(),
	}
}

type financingBody struct {
	TransactionType string   `json:"transaction_type"`
	PlanID          idNumber `json:"plan_id,omitempty"`
	Term            int      `json:"term,omitempty"`
}

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
	body, err := c.send(ctx, call, request{
		route: routeAuthorize, idempotencyKey: r.IdempotencyKey, body: r.body(),
	})
	if err != nil {
		return Authorization{}, err
	}
	return authorized(call, r, body)
}

// authorized reads the answer of a purchase. What the answer does not say is as it was asked for. Members in a shape that is not
// known are left out: what they would say is asked for where it is needed.
func authorized(call Call, r AuthorizationRequest, body []byte) (Authorization, error) {
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
	p.same("account", a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	p.left(a.Remaining)
	p.made(a.Status)
	if f := a.Financing.value; f != nil && CompareFinancing(Financing{string(f.TransactionType), f.PlanID, int(f.Term)}, r.Financing) == Differs {
		p.fails("another financing")
	}
	if a.Remaining != nil && *a.Remaining > r.Amount {
		p.fails("more remains than was asked for")
	}
	if taken := a.Capture.value; taken != nil && r.AutoCapture {
		p.amount(taken.Amount, r.Amount)
	}
	return p.err
}

// errOther says that another authorization was answered than was asked for.
var errOther = errors.Join(errNotJSON, errors.New("another authorization"))

// Authorization asks for one authorization, with its captures.
//
// docs/contract.md §7: the endpoint is SEEN, the answer ASSUMED (authorizationAnswer). Errors: 404 not_found.
func (c *Client) Authorization(ctx context.Context, call Call, id ID) (Authorization, error) {
	answer, err := fetch[authorizationAnswer](ctx, c, call, request{route: routeAuthorization, path: []ID{id}})
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
	return list, err
}

// Captures asks for all captures of a query, page by page.
//
// docs/contract.md §7: the endpoint is SEEN, query and answer are ASSUMED (captureAnswer, pageAnswer). Errors: 409 wrong_inputs.
func (c *Client) Captures(ctx context.Context, call Call, q TransactionQuery) ([]Capture, error) {
	answers, err := pages(ctx, c, call, routeCaptures, q, func(p pageAnswer) listed[captureAnswer] { return p.Captures })
	list := make([]Capture, len(answers))
	for i, a := range answers {
		list[i] = a.capture()
	}
	return list, err
}

func (q TransactionQuery) values() url.Values {
	query := url.Values{}
	setUnlessEmpty(query, "account_number", string(q.AccountNumber))
	setUnlessEmpty(query, "transaction_type", q.TransactionType)
	setUnlessEmpty(query, "authorization_status", q.Status)
	setUnlessEmpty(query, "creation_date_from", q.From)
	setUnlessEmpty(query, "creation_date_to", q.To)
	return query
}

func (a authorizationAnswer) authorization() Authorization {
	made := Authorization{
		ID: a.ID, AccountNumber: a.AccountNumber, Reference: string(a.Reference), Status: string(a.Status), Date: string(a.Date),
		TermAmount: a.TermAmount, Rates: a.Rates.annual(), Fees: fees(a.Fees),
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

// eachOnce reports whether captures have ids, all different: else the list says nothing of them.
func eachOnce(list []captureAnswer) bool {
	known := map[ID]bool{}
	for _, c := range list {
		id := PlainID(c.ID)
		if id == "" || known[id] {
			return false
		}
		known[id] = true
	}
	return true
}

// of is a capture within its authorization, which it need not name again.
func (a captureAnswer) of(whole authorizationAnswer) Capture {
	capture := a.capture()
	if capture.AuthorizationID == "" {
		capture.AuthorizationID = whole.ID
	}
	if capture.Reference == "" {
		capture.Reference = string(whole.Reference)
	}
	return capture
}

func (a captureAnswer) capture() Capture {
	capture := Capture{ID: a.ID, AuthorizationID: a.AuthorizationID, Reference: string(a.Reference), Date: string(a.Date)}
	if a.Amount != nil && *a.Amount != 0 {
		capture.Amount, capture.AmountTold = *a.Amount, true
	}
	if a.Remaining != nil {
		capture.Remaining, capture.RemainingTold = *a.Remaining, true
	} else {
		capture.Remaining = capture.Amount // nothing said of a return
	}
	return capture
}
