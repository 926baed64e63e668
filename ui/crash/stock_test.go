//go:build !windows

package crash

import (
	"context"
	"fmt"
	"strings"

	"countertop/api"
	"countertop/api/sandbox"
)

// elsewhere begins the references of purchases that another host made before the run.
const elsewhere = "ELSEWHERE-"

// stocks has another host make purchases, so that from the first kill on there is something to capture,
// release, return and refund.
func (w *worker) stocks(ctx context.Context) error {
	for i, account := range accounts {
		for j, captured := range []bool{false, true} {
			if err := w.sells(ctx, account, fmt.Sprintf("%s%d-%d", elsewhere, i+1, j+1), captured); err != nil {
				return fmt.Errorf("selling elsewhere: %w", err)
			}
		}
	}
	return nil
}

// sells makes a purchase on a plan, without a console.
func (w *worker) sells(ctx context.Context, account api.ID, reference string, captured bool) error {
	call := w.call()
	verified, err := w.client.Verify(ctx, call, api.VerificationRequest{
		AccountNumber: account, By: api.VerifyOverride, RequestID: reference,
	})
	if err != nil {
		return err
	}
	_, err = w.client.Authorize(ctx, call, api.AuthorizationRequest{
		AccountNumber: account, Reference: reference, Amount: 80_00, AutoCapture: captured,
		Financing:        api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3},
		VerificationCode: verified.PIN, RequestID: reference, Location: sandbox.DefaultLocation, Clerk: "12345-ELSEWHERE",
		IdempotencyKey: reference,
	})
	return err
}

// isElsewhere is true for what the console never knew of.
func isElsewhere(reference string) bool { return strings.HasPrefix(reference, elsewhere) }
