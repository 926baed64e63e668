//go:build !windows

package crash

import (
	"context"
	"fmt"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

// accounts are sample customers with credit to spare, who are verified by the store's word.
var accounts = []api.ID{"100000001", "100000002", "100000012", "100000013"}

// ours begins every reference of the run; the samples' begin otherwise.
const ours = "CRASH-"

// kinds are the deeds of a clerk, each with its share among the others.
var kinds = []struct {
	flows.IntentKind
	weight int
}{
	{flows.AuthorizationIntent, 30}, {flows.CaptureIntent, 20}, {flows.ReleaseIntent, 12}, {flows.ReturnIntent, 28}, {flows.RefundIntent, 10},
	{flows.PaymentIntent, 5}, {flows.DepositIntent, 5}, {flows.TradeInIntent, 5},
	{flows.ApplicationIntent, 3},
}

// sales returns the server's purchases of this run and of elsewhere.
func (w *worker) sales(ctx context.Context) ([]api.Authorization, error) {
	all, err := w.client.Authorizations(ctx, w.call(), api.TransactionQuery{From: time.Now().UTC().AddDate(0, 0, -1).Format(time.DateOnly)})
	if err != nil {
		return nil, fmt.Errorf("reading the server's sales: %w", err)
	}
	var own []api.Authorization
	for _, a := range all {
		if strings.HasPrefix(a.Reference, ours) || isElsewhere(a.Reference) {
			own = append(own, a)
		}
	}
	return own, nil
}

// kind draws a kind.
func (w *worker) kind() flows.IntentKind {
	sum := 0
	for _, k := range kinds {
		sum += k.weight
	}
	drawn := w.chance.IntN(sum)
	for _, k := range kinds {
		if drawn -= k.weight; drawn < 0 {
			return k.IntentKind
		}
	}
	return flows.AuthorizationIntent
}

// draws draws a purchase, something with a sale that the server has, or a payment.
func (w *worker) draws(ctx context.Context, kind flows.IntentKind) (deed, error) {
	switch kind {
	case flows.AuthorizationIntent:
		return w.purchase(), nil
	case flows.ApplicationIntent:
		return deed{kind: kind, applicant: w.applicant()}, nil
	case flows.PaymentIntent, flows.DepositIntent, flows.TradeInIntent:
		return w.payment(ctx, kind)
	}
	if w.chance.IntN(5) == 0 {
		if err := w.decides(ctx, flows.RefundIntent); err != nil {
			return deed{}, err
		}
	}
	sales, err := w.sales(ctx)
	if err != nil {
		return deed{}, err
	}
	var possible, doubted, found []deed
	for _, sale := range sales {
		if time.Now().Before(w.busy[sale.ID]) {
			continue
		}
		deeds := w.allowed(kind, sale)
		possible = append(possible, deeds...)
		if w.doubted[string(sale.ID)] {
			doubted = append(doubted, deeds...)
		}
		if w.doubted[sale.Reference] {
			found = append(found, deeds...)
		}
	}
	switch { // what was in doubt is to be worked with
	case len(found) > 0 && w.chance.IntN(4) > 0:
		possible = found
	case len(doubted) > 0 && w.chance.IntN(2) == 0:
		possible = doubted
	}
	if len(possible) == 0 {
		return w.purchase(), nil
	}
	d := possible[w.chance.IntN(len(possible))]
	d.reference = w.reference()
	if kind == flows.ReleaseIntent {
		d.reference = ""
	}
	return d, nil
}

// purchase is one on an account on which none can be in doubt, or now and then on any: that one must wait.
func (w *worker) purchase() deed {
	account := accounts[w.chance.IntN(len(accounts))]
	for range 8 * w.chance.IntN(8) {
		if time.Now().After(w.waiting[account]) {
			break
		}
		account = accounts[w.chance.IntN(len(accounts))]
	}
	return deed{
		kind: flows.AuthorizationIntent, account: account, reference: w.reference(),
		amount: api.Money(20_00 + w.chance.IntN(40_00)), later: w.chance.IntN(2) == 0, regular: w.chance.IntN(6) == 0,
	}
}

// reference is one that no other deed has, whoever runs.
func (w *worker) reference() string {
	return fmt.Sprintf("%s%s-%d", ours, strings.ReplaceAll(w.name, " ", "-"), len(w.attempts)+1)
}

// allowed are the deeds of a kind that a sale allows, for a whole or a part.
func (w *worker) allowed(kind flows.IntentKind, sale api.Authorization) []deed {
	d := deed{kind: kind, account: sale.AccountNumber, sale: sale.ID}
	switch kind {
	case flows.CaptureIntent, flows.ReleaseIntent:
		if sale.Remaining < 2_00 {
			return nil
		}
		d.amount = w.part(sale.Remaining)
		return []deed{d}
	}
	var list []deed
	for i, c := range sale.Captures {
		if c.Remaining < 2_00 || kind == flows.ReturnIntent && sale.Financing.TransactionType != api.PromotionalPurchase || w.refunded[c.ID] {
			continue
		}
		d.capture, d.amount = c.ID, w.part(c.Remaining)
		if kind == flows.RefundIntent {
			if c.Remaining < 4_00 { // it may be refunded twice
				continue
			}
			d.amount = min(d.amount, api.Money(50+w.chance.IntN(1_00)))
		}
		if len(sale.Captures) > 1 {
			d.row = i + 1
		}
		list = append(list, d)
	}
	return list
}

// part is a whole amount, or a part of it.
func (w *worker) part(whole api.Money) api.Money {
	if w.chance.IntN(5) < 2 {
		return whole
	}
	return api.Money(1_00 + w.chance.Int64N(int64(whole)-1_50))
}
