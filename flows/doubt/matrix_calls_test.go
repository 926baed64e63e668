package doubt_test

// This file is the money calls of the fault matrix, each with the intent that the real flow records.

import (
	"context"
	"fmt"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// moneyCall is a call of the matrix.
type moneyCall struct {
	name string
	kind flows.IntentKind
	path string // for a fault of the server
	id   string // what its answer names what it made; empty for none
	// prepared makes what the call needs, and returns the intent.
	prepared func(*counter) (flows.Intent, error)
	listed   []string // the codes that the contract lists for it, all refusals before execution
}

// everyCall is all calls that move money.
func everyCall() []moneyCall {
	common := []string{"invalid_role", "wrong_inputs", "external_location_id_not_found"}
	purchase := append([]string{
		"credit_exceeded", "auth_not_allowed", "plan_term_not_set", "not_permitted", "plan_term_not_available", "user_not_able_to_purchase",
		"not_verified", "wrong_verification_code", "verification_code_required", "account_type_not_permitted", "vcc_account_mismatch",
	}, common...)
	return []moneyCall{
		{"purchase captured at once", flows.AuthorizationIntent, "authorization", "authorization_id", buys(true), purchase},
		{"pre-authorization", flows.AuthorizationIntent, "authorization", "authorization_id", buys(false), purchase},
		{"capture", flows.CaptureIntent, "authorization/*/capture", "capture_id", captures, []string{"authorization_ended", "auth_amount_exceeded", "not_permitted"}},
		{"release", flows.ReleaseIntent, "release", "release_id", releases, []string{"authorization_ended", "auth_amount_exceeded", "not_permitted"}},
		{"return", flows.ReturnIntent, "return", "return_id", returns, []string{
			"capture_amount_exceeded", "return_date_exceeded", "wrong_transaction_type", "not_permitted", "external_location_id_not_found",
			"account_type_not_permitted", "vcc_account_mismatch",
		}},
		{"refund", flows.RefundIntent, "refund", "", refunds, []string{"refunds_limit_exceeded_amount"}},
		{"deposit", flows.DepositIntent, "transactions", "transaction_id", transacts(flows.DepositIntent), transactionCodes()},
		{"payment", flows.PaymentIntent, "transactions", "transaction_id", transacts(flows.PaymentIntent), transactionCodes()},
		{"trade-in", flows.TradeInIntent, "transactions", "transaction_id", transacts(flows.TradeInIntent), transactionCodes()},
	}
}

func transactionCodes() []string {
	return []string{
		"invalid_transaction_type", "wrong_verification_code", "verification_code_required", "user_not_active", "user_not_able_to_purchase",
		"limit_payment_amount_24", "not_enough_credit", "not_verified", "external_location_id_not_found", "account_type_not_permitted", "vcc_account_mismatch",
	}
}

func buys(captured bool) func(*counter) (flows.Intent, error) {
	return func(*counter) (flows.Intent, error) {
		return flows.Intent{
			Kind: flows.AuthorizationIntent, Account: account, Amount: 60_00, Reference: reference, AutoCapture: captured,
			Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3},
		}, nil
	}
}

// bought is a sale that this console made before.
func (c *counter) bought(captured bool) (api.Authorization, error) {
	in, err := buys(captured)(c)
	if err != nil {
		return api.Authorization{}, err
	}
	if err := c.send(in); err != nil {
		return api.Authorization{}, fmt.Errorf("buying first: %w", err)
	}
	list, err := c.books.Authorizations(c.ctx, api.Call{}, api.TransactionQuery{AccountNumber: account, From: "2026-06-01"})
	if err != nil {
		return api.Authorization{}, err
	}
	return c.books.Authorization(c.ctx, api.Call{}, list[0].ID)
}

func captures(c *counter) (flows.Intent, error) {
	a, err := c.bought(false)
	return flows.Intent{
		Kind: flows.CaptureIntent, Account: a.AccountNumber, Amount: 25_00, Reference: a.Reference, AuthorizationID: a.ID, Remaining: a.Remaining,
	}, err
}

func releases(c *counter) (flows.Intent, error) {
	a, err := c.bought(false)
	return flows.Intent{Kind: flows.ReleaseIntent, Account: a.AccountNumber, Amount: 25_00, AuthorizationID: a.ID, Remaining: a.Remaining}, err
}

func returns(c *counter) (flows.Intent, error) {
	a, err := c.bought(true)
	if err != nil {
		return flows.Intent{}, err
	}
	of := a.Captures[0]
	return flows.Intent{
		Kind: flows.ReturnIntent, Account: a.AccountNumber, Amount: 25_00, Reference: of.Reference, AuthorizationID: a.ID, CaptureID: of.ID, Remaining: of.Remaining,
	}, nil
}

// refunds needs a debt, which another counter's sale makes.
func refunds(c *counter) (flows.Intent, error) {
	sale, _ := buys(true)(c)
	sale.Reference = "P-99"
	return flows.Intent{Kind: flows.RefundIntent, Account: account, Amount: 25_00, Reference: reference}, c.others(sale)
}

func transacts(kind flows.IntentKind) func(*counter) (flows.Intent, error) {
	return func(*counter) (flows.Intent, error) {
		return flows.Intent{Kind: kind, Account: account, Amount: 25_00}, nil
	}
}

// verified asks for a PIN of the store's own; of what needs none, for nothing.
func (c *counter) verified(in flows.Intent) (pin api.Secret, requestID string, err error) {
	switch in.Kind {
	case flows.CaptureIntent, flows.ReleaseIntent, flows.ReturnIntent, flows.RefundIntent, flows.ApplicationIntent, flows.CloseIntent:
		return "", "", nil
	}
	requestID = c.number("request")
	answer, err := c.client.Verify(c.ctx, api.Call{}, api.VerificationRequest{AccountNumber: in.Account, By: api.VerifyOverride, RequestID: requestID})
	return answer.PIN, requestID, err
}

// send makes a money call as the flows do.
func (c *counter) send(in flows.Intent) error {
	pin, requestID, err := c.verified(in)
	if err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	in.RequestID, in.IdempotencyKey, in.Flow = requestID, c.number("key"), api.NewReferenceID()
	in.Location, in.Clerk, in.Training, in.Ending = sandbox.DefaultLocation, clerk, true, in.AccountEnding()
	call := api.Call{Reference: in.Flow}
	switch in.Kind {
	case flows.ApplicationIntent, flows.CloseIntent:
		return c.sendsCustomer(in, call)
	case flows.AuthorizationIntent:
		return execute(c, in, func(ctx context.Context) (api.Authorization, error) {
			return c.client.Authorize(ctx, call, api.AuthorizationRequest{
				AccountNumber: in.Account, Reference: in.Reference, Financing: in.Financing, Amount: in.Amount, AutoCapture: in.AutoCapture,
				VerificationCode: pin, RequestID: requestID, Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
			})
		})
	case flows.CaptureIntent, flows.ReleaseIntent, flows.ReturnIntent:
		return c.sendsAftersale(in, call)
	case flows.RefundIntent:
		return execute(c, in, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, c.client.Refund(ctx, call, api.RefundRequest{
				AccountNumber: in.Account, Reference: in.Reference, Amount: in.Amount,
				Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
			})
		})
	}
	types := map[flows.IntentKind]string{flows.DepositIntent: api.Deposit, flows.PaymentIntent: api.InStorePayment, flows.TradeInIntent: api.TradeIn}
	return execute(c, in, func(ctx context.Context) (api.Transaction, error) {
		return c.client.Transact(ctx, call, api.TransactionRequest{
			Type: types[in.Kind], Amount: in.Amount, AccountNumber: in.Account, VerificationCode: pin, RequestID: requestID,
			Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
		})
	})
}

// sendsAftersale makes a call about an authorization.
func (c *counter) sendsAftersale(in flows.Intent, call api.Call) error {
	switch in.Kind {
	case flows.CaptureIntent:
		return execute(c, in, func(ctx context.Context) (api.Captured, error) {
			return c.client.Capture(ctx, call, api.CaptureRequest{
				AuthorizationID: in.AuthorizationID, Amount: in.Amount, Reference: in.Reference, IdempotencyKey: in.IdempotencyKey,
			})
		})
	case flows.ReleaseIntent:
		return execute(c, in, func(ctx context.Context) (api.Release, error) {
			return c.client.Release(ctx, call, api.ReleaseRequest{
				AuthorizationID: in.AuthorizationID, Amount: &in.Amount, Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
			})
		})
	}
	return execute(c, in, func(ctx context.Context) (api.Return, error) {
		return c.client.Return(ctx, call, api.ReturnRequest{
			AuthorizationID: in.AuthorizationID, CaptureID: in.CaptureID, Reference: in.Reference, Amount: in.Amount,
			Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
		})
	})
}

func execute[T any](c *counter, in flows.Intent, call func(context.Context) (T, error)) error {
	_, err := flows.Execute(c.ctx, c.ledger, in, call)
	return err
}

// left returns the sum that an intent lowers by its amount if it is done once.
func (c *counter) left(in flows.Intent) (api.Money, error) {
	switch in.Kind {
	case flows.CaptureIntent:
		a, err := c.books.Authorization(c.ctx, api.Call{}, in.AuthorizationID)
		return a.Remaining, err
	case flows.AuthorizationIntent, flows.DepositIntent:
		return c.credit(in.Account)
	case flows.ApplicationIntent, flows.CloseIntent:
		return c.leftOfCustomer(in)
	}
	credit, err := c.credit(in.Account)
	return -credit, err
}

// others are sales of another counter on the same account, which this journal does not know.
func (c *counter) others(orders ...flows.Intent) error {
	for _, o := range orders {
		requestID := c.number("other")
		v, err := c.books.Verify(c.ctx, api.Call{}, api.VerificationRequest{AccountNumber: o.Account, By: api.VerifyOverride, RequestID: requestID})
		if err != nil {
			return err
		}
		if _, err := c.books.Authorize(c.ctx, api.Call{}, api.AuthorizationRequest{
			AccountNumber: o.Account, Reference: o.Reference, Financing: o.Financing, Amount: o.Amount, AutoCapture: o.AutoCapture,
			VerificationCode: v.PIN, RequestID: requestID, Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: c.number("others-key"),
		}); err != nil {
			return err
		}
	}
	return nil
}
