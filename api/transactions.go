package api

// This file is the deposit, the in-store payment and the trade-in, which move money of an account without an authorization
// (docs/contract.md §7). All are money calls, as those of aftersale.go.

import (
	"cmp"
	"context"
	"net/http"

	"countertop/api/private"
)

var routeTransaction = route{"transactions", http.MethodPost, v251, "client-id/{client_id}/transactions", moves}

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

// Transaction is the answer to a transaction.
type Transaction struct {
	ID              ID
	AccountNumber   ID
	Date            string // UTC, ISO 8601
	Amount          Money
	AvailableCredit *Money // nil where the server does not say
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
	answer, err := sendProved(ctx, c, call, request{
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

// proved takes an answer without an id for made where it names the amount or the account that was asked for: no query tells.
func (r TransactionRequest) proved(a transactionAnswer) error {
	var p proof
	if a.ID != "" || (a.Amount == nil || *a.Amount == 0) && (r.AccountNumber == "" || CompareNumbers(a.AccountNumber, r.AccountNumber) != Agrees) {
		p.id("transaction id", a.ID)
	}
	p.account(a.AccountNumber, r.AccountNumber)
	p.amount(a.Amount, r.Amount)
	p.done(a.Status)
	return p.err
}
