package certification

import (
	"context"
	"errors"
	"fmt"

	"countertop/api"
)

// This file has the cases of an everyday sale, which is captured at once; of the lists that tell of it; and of the
// transactions on an account.

func everydayCases() []Case {
	cases := []Case{
		{ID: "sale", Name: "an everyday sale is captured at once", Creates: true, run: everydaySale},
		{ID: "sale.captures", Name: "GET captures has its capture", Creates: true, Needs: []string{"sale"}, run: everydayCapture},
		{ID: "sale.return", Name: "it is returned by the capture that GET captures has", Creates: true, Needs: []string{"sale", "sale.captures"}, run: everydayReturn},
		{ID: "lists", Name: "the lists are read to their end, each id stands there once, and they keep to their filters", Creates: true, Needs: []string{"sale"}, run: lists},
	}
	for _, kind := range []string{api.Deposit, api.InStorePayment, api.TradeIn} {
		cases = append(cases, Case{ID: "transaction." + kind, Name: "a transaction " + kind + " is made", Creates: true, run: func(ctx context.Context, b *bench) error {
			_, err := b.pay(ctx, kind, paidAmount, string(b.NewID()))
			return err
		}})
	}
	return cases
}

// paidAmount is that of each transaction.
const paidAmount api.Money = 10_00

func everydaySale(ctx context.Context, b *bench) error {
	_, s, err := b.opened(ctx)
	if err != nil {
		return err
	}
	requestID := string(b.NewID())
	pin, err := b.verify(ctx, requestID, answer)
	if err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	request := b.request(s, pin, requestID, string(b.NewID()))
	request.AutoCapture = true
	made, err := b.purchase(ctx, request)
	if err != nil {
		return err
	}
	found, err := b.client.Authorization(ctx, b.call(), made.ID)
	switch {
	case err != nil:
		return fmt.Errorf("finding it again: %w", err)
	case found.Amount != saleAmount || found.RemainingTold && found.Remaining != 0:
		return fmt.Errorf("expected %s with nothing remaining, found %s with %s", saleAmount, found.Amount, found.Remaining)
	}
	s.everyday = made
	return nil
}

// captureOf is the one capture of an authorization, by GET captures: not every server tells it elsewhere.
func (b *bench) captureOf(ctx context.Context, account, authorization api.ID) (api.Capture, error) {
	all, err := b.client.Captures(ctx, b.call(), b.around(account))
	if err != nil {
		return api.Capture{}, fmt.Errorf("listing captures: %w", err)
	}
	var found []api.Capture
	for _, c := range all {
		if c.AuthorizationID == authorization {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return api.Capture{}, fmt.Errorf("expected one capture of the authorization in the list, found %d", len(found))
	}
	return found[0], nil
}

func everydayCapture(ctx context.Context, b *bench) error {
	taken, err := b.captureOf(ctx, b.sale.account, b.sale.everyday.ID)
	switch {
	case err != nil:
		return err
	case taken.Amount != saleAmount:
		return fmt.Errorf("expected %s, found %s", saleAmount, taken.Amount)
	}
	b.sale.everydayTaken = taken.ID
	return nil
}

func everydayReturn(ctx context.Context, b *bench) error {
	s := b.sale
	back, err := b.client.Return(ctx, b.call(), api.ReturnRequest{
		AuthorizationID: s.everyday.ID, CaptureID: s.everydayTaken, Reference: s.everyday.Reference, Full: true,
		Amount: saleAmount, Location: b.Location, Clerk: b.Clerk, IdempotencyKey: string(b.NewID()),
	})
	return remains(err, back.RemainingCapture, 0)
}

// lists reads the account's authorizations and captures, all of them and by what they are.
func lists(ctx context.Context, b *bench) error {
	query := b.around(b.sale.account)
	all, err := b.client.Authorizations(ctx, b.call(), query)
	if err != nil {
		return fmt.Errorf("listing authorizations: %w", err)
	}
	ids := map[api.ID]bool{}
	for _, a := range all {
		if ids[a.ID] {
			return errors.New("an authorization stands in the list twice")
		}
		if ids[a.ID] = true; a.AccountNumber != "" && a.AccountNumber != b.sale.account {
			return errors.New("the list has an authorization of another account")
		}
	}
	if !ids[b.sale.everyday.ID] {
		return errors.New("the everyday sale is not in the list")
	}
	query.TransactionType = api.RegularPurchaseType
	others, err := b.client.Authorizations(ctx, b.call(), query)
	switch {
	case err != nil:
		return fmt.Errorf("listing regular purchases: %w", err)
	case len(others) > 0:
		return fmt.Errorf("expected no regular purchase of a new account, found %d", len(others))
	}
	query = b.around(b.sale.account)
	query.From, query.To = "2001-01-01", "2001-01-02"
	if others, err = b.client.Authorizations(ctx, b.call(), query); err != nil {
		return fmt.Errorf("listing an old day: %w", err)
	}
	if len(others) > 0 {
		return fmt.Errorf("expected nothing on a day in 2001, found %d", len(others))
	}
	return nil
}

// pay makes a transaction on the account of the sale.
func (b *bench) pay(ctx context.Context, kind string, amount api.Money, key string) (api.Transaction, error) {
	request, err := b.payment(ctx, kind, amount, key)
	if err != nil {
		return api.Transaction{}, err
	}
	made, err := b.client.Transact(ctx, b.call(), request)
	if claimed(err) {
		b.found.addf("POST transactions does not prove what was asked, and no call tells of a transaction")
		return made, nil
	}
	return made, err
}

// payment is a transaction whose customer is verified.
func (b *bench) payment(ctx context.Context, kind string, amount api.Money, key string) (api.TransactionRequest, error) {
	_, s, err := b.opened(ctx)
	if err != nil {
		return api.TransactionRequest{}, err
	}
	requestID := string(b.NewID())
	pin, err := b.verify(ctx, requestID, answer)
	if err != nil {
		return api.TransactionRequest{}, fmt.Errorf("verifying: %w", err)
	}
	return api.TransactionRequest{
		Type: kind, Amount: amount, AccountNumber: s.account, VerificationCode: pin, RequestID: requestID,
		Location: b.Location, Clerk: b.Clerk, IdempotencyKey: key,
	}, nil
}
