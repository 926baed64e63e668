package certification

import (
	"context"
	"errors"
	"fmt"

	"countertop/api"
)

// This file has the cases of idempotency keys. They are documented for transactions alone: elsewhere a server that does
// not know them is found, and fails nothing.

func idempotencyCases() []Case {
	return []Case{
		{ID: "idempotency", Name: "an authorization that is repeated with its idempotency key is made once, or the key is not known there", Creates: true, run: repeatedSale},
		{ID: "idempotency.transactions", Name: "a transaction that is repeated with its idempotency key is made once", Creates: true, run: repeatedPayment},
		{ID: "idempotency.hash", Name: "a transaction with a used key and another content is not made", Creates: true, run: otherContent},
	}
}

// repeatedSale repeats an authorization with its key. Where the server made a second one, it is released: a counter must
// never repeat there, and does not.
func repeatedSale(ctx context.Context, b *bench) error {
	client, s, err := b.opened(ctx)
	if err != nil {
		return err
	}
	requestID, key := string(b.NewID()), string(b.NewID())
	pin, err := b.verify(ctx, requestID, answer)
	if err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	request := b.request(s, pin, requestID, key)
	first, err := b.purchase(ctx, request)
	if err != nil {
		return err
	}
	again, err := client.Authorize(ctx, b.call(), request)
	switch {
	case refused(err):
		b.found.addf("an idempotency key is not honoured by POST authorization: the repeat was refused (%s)", codeOf(err))
		return nil
	case err != nil && !claimed(err):
		return fmt.Errorf("expected the first answer again, or a refusal, found %w", err)
	case again.ID != first.ID:
		b.found.addf("an idempotency key is not honoured by POST authorization: a second one was made, and released")
		_, err = client.Release(ctx, b.call(), api.ReleaseRequest{AuthorizationID: again.ID, Location: b.Location, Clerk: b.Clerk, IdempotencyKey: string(b.NewID())})
		if err != nil {
			return fmt.Errorf("releasing the second authorization: %w", err)
		}
	}
	return nil
}

// refused reports whether the server refused a call and did nothing.
func refused(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && failed.Status >= 400 && failed.Status < 500
}

func codeOf(err error) string {
	var failed *api.Error
	if errors.As(err, &failed) && failed.Code != "" {
		return failed.Code
	}
	return "no code"
}

func repeatedPayment(ctx context.Context, b *bench) error {
	request, err := b.payment(ctx, api.TradeIn, paidAmount, string(b.NewID()))
	if err != nil {
		return err
	}
	first, err := b.client.Transact(ctx, b.call(), request)
	if err != nil && !claimed(err) {
		return err
	}
	again, err := b.client.Transact(ctx, b.call(), request)
	switch {
	case err != nil && !claimed(err):
		return fmt.Errorf("expected the first answer again, found %w", err)
	case again.ID != first.ID:
		return errors.New("expected the first answer again, found a second transaction")
	}
	return nil
}

// otherContent uses a key again with another amount. The server warns; it must not make it.
func otherContent(ctx context.Context, b *bench) error {
	request, err := b.payment(ctx, api.TradeIn, paidAmount, string(b.NewID()))
	if err != nil {
		return err
	}
	first, err := b.client.Transact(ctx, b.call(), request)
	if err != nil && !claimed(err) {
		return err
	}
	request.Amount += paidAmount
	again, err := b.client.Transact(ctx, b.call(), request)
	switch {
	case refused(err):
		return nil
	case claimed(err) || err == nil && again.ID == first.ID:
		b.found.addf("POST transactions answers the first content again for a key with another hash, without a warning")
		return nil
	case err != nil:
		return fmt.Errorf("expected a refusal, found %w", err)
	}
	return errors.New("expected a refusal, found a second transaction")
}
