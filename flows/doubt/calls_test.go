package doubt

// This file is the money calls of a counter, each with the intent that the real flow records.

import (
	"context"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

const clerk = "12345-SAMPLE"

// order is a purchase, refund, deposit, payment or trade-in that may be sent once more.
type order struct {
	kind      flows.IntentKind
	account   api.ID
	reference string
	amount    api.Money
	captured  bool           // a purchase, at once
	known     flows.IntentID // what the clerk knows that it repeats
}

// sends sends an order.
func (c *console) sends(o order) error {
	var err error
	switch o.kind {
	case flows.AuthorizationIntent:
		_, err = c.buy(o)
	case flows.RefundIntent:
		err = c.refundFor(o)
	default:
		_, err = c.transactFor(o)
	}
	return err
}

// verified asks for a PIN of the store's own. As in the real flow the console hears what time it is for the server.
func (c *console) verified(of api.ID) (pin api.Secret, requestID string) {
	w := c.host.w
	w.t.Helper()
	requestID = w.number("request")
	answer, err := c.client.Verify(w.ctx, api.Call{}, api.VerificationRequest{AccountNumber: of, By: api.VerifyOverride, RequestID: requestID})
	if err != nil {
		w.t.Fatalf("verifying: %v", err)
	}
	return answer.PIN, requestID
}

// authorize makes a purchase of $60.00 over three months; captured or not.
func (c *console) authorize(reference string, captured bool) (api.Authorization, error) {
	return c.buy(order{kind: flows.AuthorizationIntent, account: account, reference: reference, amount: 60_00, captured: captured})
}

func (c *console) buy(o order) (api.Authorization, error) {
	c.start()
	pin, requestID := c.verified(o.account)
	financing := api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3}
	c.host.w.auto[o.reference] = o.captured
	in := flows.Intent{
		Kind: flows.AuthorizationIntent, Account: o.account, Amount: o.amount, Reference: o.reference, Financing: financing, RequestID: requestID, AutoCapture: o.captured, Known: o.known,
	}
	return send(c, in, func(ctx context.Context, call api.Call, key string) (api.Authorization, error) {
		return c.client.Authorize(ctx, call, api.AuthorizationRequest{
			AccountNumber: o.account, Reference: o.reference, Financing: financing, Amount: o.amount, AutoCapture: o.captured,
			VerificationCode: pin, RequestID: requestID, Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: key,
		})
	})
}

func (c *console) capture(a api.Authorization, amount api.Money) (api.Captured, error) {
	return c.captureAs(a, amount, a.Reference)
}

func (c *console) captureAs(a api.Authorization, amount api.Money, reference string) (api.Captured, error) {
	c.start()
	in := flows.Intent{Kind: flows.CaptureIntent, Account: a.AccountNumber, Amount: amount, Reference: reference, AuthorizationID: a.ID, Remaining: a.Remaining}
	return send(c, in, func(ctx context.Context, call api.Call, key string) (api.Captured, error) {
		return c.client.Capture(ctx, call, api.CaptureRequest{AuthorizationID: a.ID, Amount: amount, Reference: reference, IdempotencyKey: key})
	})
}

// release has no reference: the API takes none.
func (c *console) release(a api.Authorization, amount api.Money) (api.Release, error) {
	c.start()
	in := flows.Intent{Kind: flows.ReleaseIntent, Account: a.AccountNumber, Amount: amount, AuthorizationID: a.ID, Remaining: a.Remaining}
	return send(c, in, func(ctx context.Context, call api.Call, key string) (api.Release, error) {
		return c.client.Release(ctx, call, api.ReleaseRequest{
			AuthorizationID: a.ID, Amount: &amount, Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: key,
		})
	})
}

// giveBack returns a capture, or a part of it, under the capture's reference.
func (c *console) giveBack(a api.Authorization, of api.Capture, amount api.Money) (api.Return, error) {
	c.start()
	in := flows.Intent{
		Kind: flows.ReturnIntent, Account: a.AccountNumber, Amount: amount, Reference: of.Reference, AuthorizationID: a.ID, CaptureID: of.ID, Remaining: of.Remaining,
	}
	return send(c, in, func(ctx context.Context, call api.Call, key string) (api.Return, error) {
		return c.client.Return(ctx, call, api.ReturnRequest{
			AuthorizationID: a.ID, CaptureID: of.ID, Reference: of.Reference, Full: amount == of.Amount, Amount: amount,
			Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: key,
		})
	})
}

func (c *console) refund(reference string, amount api.Money) error {
	return c.refundFor(order{account: account, reference: reference, amount: amount})
}

func (c *console) refundFor(o order) error {
	c.start()
	in := flows.Intent{Kind: flows.RefundIntent, Account: o.account, Amount: o.amount, Reference: o.reference, Known: o.known}
	_, err := send(c, in, func(ctx context.Context, call api.Call, key string) (struct{}, error) {
		return struct{}{}, c.client.Refund(ctx, call, api.RefundRequest{
			AccountNumber: o.account, Reference: o.reference, Amount: o.amount,
			Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: key,
		})
	})
	return err
}

func (c *console) transact(kind flows.IntentKind, amount api.Money) (api.Transaction, error) {
	return c.transactFor(order{kind: kind, account: account, amount: amount})
}

// transactFor makes a deposit, a payment or a trade-in, which have no reference.
func (c *console) transactFor(o order) (api.Transaction, error) {
	c.start()
	pin, requestID := c.verified(o.account)
	types := map[flows.IntentKind]string{flows.DepositIntent: api.Deposit, flows.PaymentIntent: api.InStorePayment, flows.TradeInIntent: api.TradeIn}
	in := flows.Intent{Kind: o.kind, Account: o.account, Amount: o.amount, RequestID: requestID, Known: o.known}
	return send(c, in, func(ctx context.Context, call api.Call, key string) (api.Transaction, error) {
		return c.client.Transact(ctx, call, api.TransactionRequest{
			Type: types[o.kind], Amount: o.amount, AccountNumber: o.account, VerificationCode: pin, RequestID: requestID,
			Location: sandbox.DefaultLocation, Clerk: clerk, IdempotencyKey: key,
		})
	})
}
