package sale

// This file makes the money calls of a sale: each is built from its intent, and sent through the ledger
// once.

import (
	"context"

	"countertop/api"
	"countertop/flows"
)

// perform makes a call, and gives what it did.
type perform func(context.Context) (deed, error)

// till is the call for an intent.
func (f *Flow) till(call api.Call, in flows.Intent) perform {
	switch in.Kind {
	case flows.CaptureIntent:
		return f.capturing(call, in)
	case flows.ReleaseIntent:
		return f.releasing(call, in)
	case flows.ReturnIntent:
		return f.returning(call, in)
	}
	return f.refunding(call, in)
}

func (f *Flow) capturing(call api.Call, in flows.Intent) perform {
	client, ledger := f.client, f.ledger
	request := api.CaptureRequest{
		AuthorizationID: in.AuthorizationID, Amount: in.Amount, Reference: in.Reference, IdempotencyKey: in.IdempotencyKey,
		Items: f.work.items.Items(),
	}
	return func(ctx context.Context) (deed, error) {
		done, err := flows.Execute(ctx, ledger, in, func(ctx context.Context) (api.Captured, error) {
			return client.Capture(ctx, call, request)
		})
		return deed{id: done.ID, date: done.Date, amount: nonzero(done.Amount), sale: done.Remaining, message: done.Message}, err
	}
}

func (f *Flow) releasing(call api.Call, in flows.Intent) perform {
	client, ledger := f.client, f.ledger
	request := api.ReleaseRequest{
		AuthorizationID: in.AuthorizationID, Amount: &in.Amount, Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
	}
	return func(ctx context.Context) (deed, error) {
		done, err := flows.Execute(ctx, ledger, in, func(ctx context.Context) (api.Release, error) {
			return client.Release(ctx, call, request)
		})
		return deed{id: done.ID, date: done.Date, amount: done.Amount, sale: done.Remaining}, err
	}
}

func (f *Flow) returning(call api.Call, in flows.Intent) perform {
	client, ledger := f.client, f.ledger
	request := api.ReturnRequest{
		AuthorizationID: in.AuthorizationID, CaptureID: in.CaptureID, Reference: in.Reference, Amount: in.Amount, CardNumber: f.userCard(),
		Full:     f.work.full(recorded(f.records, flows.ReturnIntent, in.CaptureID)),
		Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
		Items: f.work.items.Items(),
	}
	return func(ctx context.Context) (deed, error) {
		done, err := flows.Execute(ctx, ledger, in, func(ctx context.Context) (api.Return, error) {
			return client.Return(ctx, call, request)
		})
		return deed{
			id: done.ID, date: done.Date, amount: done.Amount, sale: done.RemainingAuthorization, capture: done.RemainingCapture,
		}, err
	}
}

func (f *Flow) refunding(call api.Call, in flows.Intent) perform {
	client, ledger := f.client, f.ledger
	request := api.RefundRequest{
		AccountNumber: in.Account, Reference: in.Reference, Amount: in.Amount, CardNumber: f.userCard(), CaptureID: in.CaptureID,
		Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
	}
	return func(ctx context.Context) (deed, error) {
		_, err := flows.Execute(ctx, ledger, in, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, client.Refund(ctx, call, request)
		})
		return deed{}, err
	}
}

// nonzero is an amount that the server said; nil for none.
func nonzero(amount api.Money) *api.Money {
	if amount == 0 {
		return nil
	}
	return &amount
}
