//go:build !windows

package crash

// This file holds the accounts' credit, and what the screens showed, against the journal.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// credits: what was used of each account is what the journal says, the refunds included. What of them needs a
// person counts as the gate saw it.
func (b *books) credits() {
	used := map[string]api.Money{}
	for _, r := range b.here {
		executed := r.State == journal.Done || r.State == journal.NeedsPerson && b.truth(r) == wasExecuted
		switch {
		case !executed:
		case r.Intent.Kind == flows.AuthorizationIntent || r.Intent.Kind == flows.DepositIntent:
			used[r.Intent.AccountEnding()] += r.Intent.Amount
		case r.Intent.Kind == flows.ReleaseIntent || r.Intent.Kind == flows.ReturnIntent || r.Intent.Kind == flows.RefundIntent ||
			r.Intent.Kind == flows.PaymentIntent || r.Intent.Kind == flows.TradeInIntent:
			used[r.Intent.AccountEnding()] -= r.Intent.Amount
		}
	}
	for account, before := range b.began {
		ending := (flows.Intent{Account: account}).AccountEnding()
		if there := before - b.left[account]; there != used[ending] {
			b.findf(&b.other, nil, "of the account ending in %s, $%s is used there, $%s by the journal", ending, there, used[ending])
		}
	}
}

// shown: what a console showed as done is done.
func (b *books) shown() {
	for _, a := range b.attempts {
		if !a.shown {
			continue
		}
		if r := b.of(a); r == nil || r.State != journal.Done {
			b.findf(&b.lost, r, "the console showed as done: %s", a.deed)
		}
	}
}

// of is the record of an attempt; nil where it was not recorded.
func (b *books) of(a *attempt) *journal.Record {
	for i, r := range b.here {
		same := r.Intent.Kind == a.kind && r.Intent.Amount == a.amount && r.Intent.AuthorizationID == a.sale && r.Intent.Reference == a.reference
		if same && !r.At.Before(a.from) && !r.At.After(a.to) {
			return &b.here[i]
		}
	}
	return nil
}
