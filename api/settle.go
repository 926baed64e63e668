package api

// This file moves the money of an authorization: release, capture and return, and what goes to an
// account without one: refunds and transactions (docs/contract.md §7). All are money calls: the caller
// has recorded the intent before, they are sent once, and an *Error with ExecutedUnknown says that
// they may have been executed.

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"

	"countertop/api/private"
)

var (
	routeRelease     = route{"release", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/release", moves}
	routeCapture     = route{"capture", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/capture", moves}
	routeReturn      = route{"return", http.MethodPost, v25, "client-id/{client_id}/authorization/{authorization_id}/capture/{capture_id}/return", moves}
	routeRefund      = route{"refund", http.MethodPost, v25, "client-id/{client_id}/accounts/{account_number}/refund", moves}
	routeTransaction = route{"transactions", http.MethodPost, v251, "client-id/{client_id}/transactions", moves}
)

// ReleaseRequest gives back what of an authorization is not captured.
type ReleaseRequest struct {
	AuthorizationID ID
	Amount          *Money // nil: all of it (ASSUMED)
	Location        string
	Clerk           string
	IdempotencyKey  string
}

// Release is what a release did. An amount that the server does not say is nil.
type Release struct {
	ID        ID
	Date      string // UTC, ISO 8601
	Amount    *Money
	Remaining *Money // of the authorization
	Status    string // of the authorization
}

func (r ReleaseRequest) body() releaseBody { return releaseBody{r.Amount, r.Location, r.Clerk} }

// Release releases an authorization, or a part of it.
//
// docs/contract.md §7: the endpoint is SEEN; body and answer are ASSUMED (releaseBody, releaseAnswer). Amounts are CAD. Errors: 404 not_found;
// 409 authorization_ended, auth_amount_exceeded, not_permitted.
func (c *Client) Release(ctx context.Context, call Call, r ReleaseRequest) (Release, error) {
	answer, err := settle(ctx, c, call, request{
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
	p.same("authorization", a.AuthorizationID, r.AuthorizationID)
	if r.Amount != nil {
		p.amount(a.Amount, *r.Amount)
	} else if a.Remaining != nil && *a.Remaining != 0 {
		p.fails("something remains")
	}
	p.left(a.Remaining)
	p.made(a.Status)
	return p.err
}

// CaptureRequest takes an authorization, or a part of it.
type CaptureRequest struct {
	AuthorizationID ID
	Amount          Money
	Reference       string
	Items           *Items
	IdempotencyKey  string
}

type captureBody struct {
	Amount    Money      `json:"amount"`
	Reference string     `json:"reference,omitempty"`
	Items     *itemsBody `json:"sku_data,omitempty"`
}

func (r CaptureRequest) body() captureBody {
	return captureBody{r.Amount, r.Reference, r.Items.body()}
}

func (r CaptureRequest) proved(a capturedAnswer) error {
	var p proof
	p.id("capture id", a.ID)
	p.same("authorization", a.AuthorizationID, r.AuthorizationID)
	p.amount(a.Amount, r.Amount)
	p.left(a.Remaining)
	p.done(a.Status)
	return p.err
}

// Captured is what a capture did.
type Captured struct {
	ID        ID
	Reference string
	Date      string // UTC, ISO 8601
	Amount    Money
	Remaining *Money // of the authorization; nil where the server does not say
	Message   string
}

// Capture captures an authorization, or a part of it.
//
// docs/contract.md §7: the request is SEEN, the answer ASSUMED (capturedAnswer). Amounts are CAD. Errors: 404 not_found; 409
// authorization_ended, auth_amount_exceeded, not_permitted.
func (c *Client) Capture(ctx context.Context, call Call, r CaptureRequest) (Captured, error) {
	answer, err := settle(ctx, c, call, request{
		route: routeCapture, path: []ID{r.AuthorizationID}, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	if err != nil {
		return Captured{}, err
	}
	return Captured{
		ID: answer.ID, Reference: cmp.Or(string(answer.Reference), r.Reference), Date: string(answer.Date),
		Amount: *cmp.Or(answer.Amount, &r.Amount), Remaining: answer.Remaining, Message: string(answer.Message),
	}, nil
}

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

func (r ReturnRequest) body() returnBody {
	body := returnBody{Reference: r.Reference, Full: r.Full, Amount: r.Amount, CardNumber: r.CardNumber, Items: r.Items.negative()}
	if sendsReturnPlace {
		body.Location, body.Clerk = r.Location, r.Clerk
	}
	return body
}

func (r ReturnRequest) proved(a returnAnswer) error {
	var p proof
	p.id("return id", a.ID)
	p.same("capture", a.CaptureID, r.CaptureID)
	p.amount(a.Amount, r.Amount)
	p.left(a.RemainingCapture)
	p.left(a.RemainingAuthorization)
	p.done(a.Status)
	return p.err
}

// Return is what a return did. An amount that the server does not say is nil.
type Return struct {
	ID                     ID
	Reference              string
	CaptureID              ID
	Date                   string // UTC, ISO 8601
	Amount                 *Money
	RemainingCapture       *Money
	RemainingAuthorization *Money
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
	answer, err := settle(ctx, c, call, request{
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

func (r RefundRequest) proved(a refundAnswer) error {
	var p proof
	p.same("capture", a.CaptureID, r.CaptureID)
	p.same("account", a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	p.done(a.Status)
	return p.err
}

// Refund refunds to an account. A success says nothing more.
//
// docs/contract.md §7, SEEN. The amount is CAD. Errors: 404 not_found; 409 refunds_limit_exceeded_amount, not_permitted,
// external_location_id_not_found, account_type_not_permitted, vcc_account_mismatch.
func (c *Client) Refund(ctx context.Context, call Call, r RefundRequest) error {
	_, err := settle(ctx, c, call, request{
		route: routeRefund, path: []ID{r.AccountNumber}, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	return err
}

// The types of a TransactionRequest (docs/contract.md §7, SEEN).
const (
	Deposit        = "deposit" // charged to the account towards a later purchase (ASSUMED)
	InStorePayment = "instore_payment"
	TradeIn        = "tradein"
)

// TransactionRequest is a deposit, an in-store payment or a trade-in, on the one account that is
// named by card, account or customer.
type TransactionRequest struct {
	private.Data

	Type             string
	Amount           Money
	CardNumber       string
	AccountNumber    ID
	CustomerID       ID
	VerificationCode Secret
	RequestID        string // the verification's
	Location         string
	Clerk            string
	IdempotencyKey   string
}

// Transaction is what a transaction did.
type Transaction struct {
	ID              ID
	AccountNumber   ID
	Date            string // UTC, ISO 8601
	Amount          Money
	AvailableCredit *Money // nil where the server does not say
}

type transactionBody struct {
	private.Wire

	Type             string `json:"transaction_type"`
	Amount           Money  `json:"amount"`
	CardNumber       string `json:"vcc_number,omitempty"`
	AccountNumber    ID     `json:"account_number,omitempty"`
	CustomerID       ID     `json:"customer_id,omitempty"`
	VerificationCode string `json:"verification_code,omitempty"`
	RequestID        string `json:"request_id,omitempty"`
	Location         string `json:"external_location_id,omitempty"`
	Clerk            string `json:"external_employee_id,omitempty"`
}

func (r TransactionRequest) body() transactionBody {
	return transactionBody{
		Type: r.Type, Amount: r.Amount, CardNumber: r.CardNumber, AccountNumber: r.AccountNumber, CustomerID: r.CustomerID,
		VerificationCode: r.VerificationCode.Reveal(), RequestID: r.RequestID, Location: r.Location, Clerk: r.Clerk,
	}
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

// proved takes an answer without an id for made where it names the amount or the account that was asked for: no query tells.
func (r TransactionRequest) proved(a transactionAnswer) error {
	var p proof
	if (a.Amount == nil || *a.Amount == 0) && a.AccountNumber == "" {
		p.id("transaction id", a.ID)
	}
	p.same("account", a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	if a.Type != "" && !strings.EqualFold(strings.TrimSpace(string(a.Type)), r.Type) {
		p.fails("another type")
	}
	p.done(a.Status)
	return p.err
}

// Transact makes a deposit, an in-store payment or a trade-in.
//
// docs/contract.md §7: the request is SEEN, the answer ASSUMED (transactionAnswer). Amounts are CAD. Errors: 404 not_found; 409
// invalid_transaction_type, wrong_verification_code, verification_code_required, user_not_active, user_not_able_to_purchase,
// limit_payment_amount_24 (more than 10,000 CAD in 24 hours), not_enough_credit, not_verified, external_location_id_not_found,
// account_type_not_permitted, vcc_account_mismatch.
func (c *Client) Transact(ctx context.Context, call Call, r TransactionRequest) (Transaction, error) {
	if !named(r.CardNumber, r.AccountNumber, r.CustomerID) {
		return Transaction{}, &Error{Kind: KindInput, Executed: ExecutedNever, Op: routeTransaction.op, Ref: call.Reference, Err: errIdentities}
	}
	answer, err := settle(ctx, c, call, request{
		route: routeTransaction, idempotencyKey: r.IdempotencyKey,
		body: r.body(),
	}, r.proved)
	if err != nil {
		return Transaction{}, err
	}
	return Transaction{
		ID: answer.ID, AccountNumber: cmp.Or(answer.AccountNumber, r.AccountNumber), Date: string(answer.Date),
		Amount: *cmp.Or(answer.Amount, &r.Amount), AvailableCredit: answer.AvailableCredit,
	}, nil
}
