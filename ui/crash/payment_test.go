//go:build !windows

package crash

// This file has the deeds that no query of the server's finds: payments, deposits and trade-ins. One that was lost waits for a
// person, and keeps another of its kind on the account waiting.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// paymentKinds are the kinds of a transaction, by the name that the API has for them (docs/contract.md §7).
var paymentKinds = map[string]flows.IntentKind{
	"instore_payment": flows.PaymentIntent, "deposit": flows.DepositIntent, "tradein": flows.TradeInIntent,
}

// kindOfPayment says which payment a body is.
func kindOfPayment(body []byte) flows.IntentKind {
	var sent struct {
		Kind string `json:"transaction_type"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		return ""
	}
	return paymentKinds[sent.Kind]
}

// payment is one of a kind, on any account. Now and then a manager has said before what came of those in doubt; else it may
// have to wait for one of them.
func (w *worker) payment(ctx context.Context, kind flows.IntentKind) (deed, error) {
	if w.chance.IntN(5) > 0 {
		if err := w.decides(ctx, kind); err != nil {
			return deed{}, err
		}
	}
	return deed{
		kind: kind, account: accounts[w.chance.IntN(len(accounts))],
		amount: api.Money(1_00 + 3*len(w.attempts)), // each its own: it has no reference
	}, nil
}

// decides records what a manager finds out of what is in doubt of a kind: what the gate saw.
func (w *worker) decides(ctx context.Context, kind flows.IntentKind) error {
	return w.withJournal(ctx, func(kept *journal.Journal) error {
		doubts, err := kept.Doubts(ctx)
		if err != nil {
			return err
		}
		b := books{calls: w.gate.came()}
		for _, d := range doubts {
			if d.Intent.Kind != kind {
				continue
			}
			said := flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromPerson, By: "12345-BOSS", Reason: "support saw nothing"}
			if b.truth(journal.Record{Intent: d.Intent}) == wasExecuted {
				said.Result, said.Reason = flows.ResultDone, "support saw it"
			}
			if err := kept.Conclude(ctx, d.ID, said); err != nil && !errors.Is(err, flows.ErrNoIntent) {
				return fmt.Errorf("a manager's decision: %w", err)
			}
			delete(w.busy, d.Intent.AuthorizationID)
		}
		return nil
	})
}
