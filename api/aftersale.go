package api

// This file makes the calls that follow a sale: the release of an authorization, the return of a capture, and a refund to an account
// (docs/contract.md §7). All are money calls: the caller has recorded the intent before, they are sent once, and an *Error with
// ExecutedUnknown says that they may have been executed.

import (
	"cmp"
	"context"
	"net/http"

	"countertop/api/private"
)

var routeRelease = route{"release", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/release", moves}

// ReleaseRequest gives back what of an authorization is not captured.
type ReleaseRequest struct {
	AuthorizationID ID
	Amount          *Money // nil: all of it (ASSUMED)
	Location        string
	Clerk           string
	IdempotencyKey  string
}

// releaseBody is the body of a release. ASSUMED: without an amount all that is not captured is
// released.
type releaseBody struct {
	Amount   *Money `json:"amount,omitempty"`
	Location string `json:"external_location_id,omitempty"`
	Clerk    string `json:"external_employee_id,omitempty"`
}

func (r ReleaseRequest) body() releaseBody { return releaseBody{r.Amount, r.Location, r.Clerk} }

// Release is the answer to a release. An amount that the server does not give is nil.
type Release struct {
	ID        ID
	Date      string // UTC, ISO 8601
	Amount    *Money
	Remaining *Money // of the authorization
	Status    string // of the authorization
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

// Release releases an authorization, or a part of it.
//
// docs/contract.md §7: the endpoint is SEEN; body and answer are ASSUMED (releaseBody, releaseAnswer). Amounts are CAD. Errors: 404 not_found;
// 409 authorization_ended, auth_amount_exceeded, not_permitted.
func (c *Client) Release(ctx context.Context, call Call, r ReleaseRequest) (Release, error) {
	answer, err := sendProved(ctx, c, call, request{
		route: routeRelease, path: []ID{r.AuthorizationID}, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	if err != nil {
		return Release{}, err
	}
	return Release{answer.ID, string(answer.Date), cmp.Or(answer.Amount, r.Amount), answer.Remaining, string(answer.Status)}, nil
}

func (r ReleaseRequest) proved(a releaseAnswer) error {
	var p proof
	p.id("release id", a.ID)
	if r.Amount != nil {
		p.amount(a.Amount, *r.Amount)
	} else if a.Remaining != nil && *a.Remaining != 0 {
		p.fails("something remains")
	}
	p.left(a.Remaining)
	p.made(a.Status)
	return p.err
}

var routeReturn = route{"return", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/capture/{capture_id}/return", moves}

// ReturnRequest returns a capture of a promotional purchase, or a part of it.
type ReturnRequest struct {
	private.Data

	AuthorizationID ID
	CaptureID       ID
	Reference       string
	Full            bool
	Amount          Money // positive
	CardNumber      string
	Location        string
	Clerk           string
	Items           *Items // positive; the totals are sent negative
	IdempotencyKey  string
}

type returnBody struct {
	private.Wire

	Reference  string `json:"reference,omitempty"`
	Full       bool   `json:"full_return"`
	Amount     Money  `json:"amount"`
	CardNumber string `json:"vcc_number,omitempty"`
	Location   string `json:"external_location_id,omitempty"`
	Clerk      string `json:"external_employee_id,omitempty"`

	Items *itemsBody `json:"sku_data,omitempty"`
}

// sendsReturnPlace is true where a return carries external_location_id and external_employee_id.
// ASSUMED: it does, as every other in-store call.
const sendsReturnPlace = true

func (r ReturnRequest) body() returnBody {
	body := returnBody{Reference: r.Reference, Full: r.Full, Amount: r.Amount, CardNumber: r.CardNumber, Items: r.Items.negative()}
	if sendsReturnPlace {
		body.Location, body.Clerk = r.Location, r.Clerk
	}
	return body
}

// Return is the answer to a return. An amount that the server does not give is nil.
type Return struct {
	ID                     ID
	Reference              string
	CaptureID              ID
	Date                   string // UTC, ISO 8601
	Amount                 *Money
	RemainingCapture       *Money
	RemainingAuthorization *Money
}

type returnAnswer struct {
	ID                     ID     `json:"return_id"`
	Reference              text   `json:"reference"`
	CaptureID              ID     `json:"capture_id"`
	Date                   text   `json:"date"`
	Amount                 *Money `json:"amount"`
	RemainingCapture       *Money `json:"remaining_capture_amount"`
	RemainingAuthorization *Money `json:"remaining_authorization_amount"`
	Status                 text   `json:"status"`
}

// Return returns a capture, or a part of it.
//
// docs/contract.md §7: SEEN, but that it names location and clerk is ASSUMED (sendsReturnPlace). Amounts are CAD, a capture is at most 100 days
// old. Errors: 404 not_found; 409 capture_amount_exceeded, return_date_exceeded, wrong_transaction_type, not_permitted,
// external_location_id_not_found, account_type_not_permitted, vcc_account_mismatch.
func (c *Client) Return(ctx context.Context, call Call, r ReturnRequest) (Return, error) {
	answer, err := sendProved(ctx, c, call, request{
		route: routeReturn, path: []ID{r.AuthorizationID, r.CaptureID}, idempotencyKey: r.IdempotencyKey, body: r.body(),
	}, r.proved)
	if err != nil {
		return Return{}, err
	}
	return Return{
		ID: answer.ID, Reference: cmp.Or(string(answer.Reference), r.Reference), CaptureID: cmp.Or(answer.CaptureID, r.CaptureID),
		Date: string(answer.Date), Amount: answer.Amount,
		RemainingCapture: answer.RemainingCapture, RemainingAuthorization: answer.RemainingAuthorization,
	}, nil
}

func (r ReturnRequest) proved(a returnAnswer) error {
	var p proof
	p.id("return id", a.ID)
	p.amount(a.Amount, r.Amount)
	p.left(a.RemainingCapture)
	p.left(a.RemainingAuthorization)
	p.done(a.Status)
	return p.err
}

var routeRefund = route{"refund", http.MethodPost, v25, "client-id/{client_id}/accounts/{account_number}/refund", moves}

// RefundRequest credits an account with what is not a return.
type RefundRequest struct {
	private.Data

	AccountNumber  ID
	Reference      string
	Amount         Money
	CardNumber     string
	CaptureID      ID
	Location       string
	Clerk          string
	IdempotencyKey string
}

type refundBody struct {
	private.Wire

	Reference  string `json:"reference,omitempty"`
	Amount     Money  `json:"amount"`
	Location   string `json:"external_location_id,omitempty"`
	Clerk      string `json:"external_employee_id,omitempty"`
	CardNumber string `json:"vcc_number,omitempty"`
	CaptureID  ID     `json:"capture_id,omitempty"`
}

func (r RefundRequest) body() refundBody {
	return refundBody{
		Reference: r.Reference, Amount: r.Amount, Location: r.Location, Clerk: r.Clerk, CardNumber: r.CardNumber, CaptureID: r.CaptureID,
	}
}

// refundAnswer is empty (SEEN). What a server says beyond that must not contradict.
type refundAnswer struct {
	AccountNumber ID     `json:"account_number"`
	CaptureID     ID     `json:"capture_id"`
	Amount        *Money `json:"amount"`
	Status        text   `json:"status"`
}

// Refund refunds to an account. A success says nothing more.
//
// docs/contract.md §7, SEEN. The amount is CAD. Errors: 404 not_found; 409 refunds_limit_exceeded_amount, not_permitted,
// external_location_id_not_found, account_type_not_permitted, vcc_account_mismatch.
func (c *Client) Refund(ctx context.Context, call Call, r RefundRequest) error {
	_, err := sendProved(ctx, c, call, request{
		route: routeRefund, path: []ID{r.AccountNumber}, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	return err
}

func (r RefundRequest) proved(a refundAnswer) error {
	var p proof
	p.account(a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	p.done(a.Status)
	return p.err
}
