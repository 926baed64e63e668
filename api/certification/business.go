package certification

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"countertop/api"
)

// This file has the cases of the vendor's test plan for business accounts that a machine can run. The plan's others ask a
// person: statements are looked at, and accounts are put into a state by the vendor.

// unknownCard is the card of the vendor's plan, which belongs to no account of a test environment (SEEN).
const unknownCard = "2374980012873425"

func businessCases() []Case {
	const business = "business"
	named := func(a *api.Application) {
		a.AccountType, a.BusinessName, a.BusinessPhone = business, "Sample Works", "4165550125"
	}
	apply := func(id, name, middle string, change func(*api.Application), holds func(api.Decision, error) error) Case {
		return Case{ID: "business." + id, Name: name, Vendor: true, Creates: true, run: func(ctx context.Context, b *bench) error {
			decision, err := b.applyAs(ctx, middle, func(a *api.Application) { named(a); change(a) })
			var failed *api.Error
			if errors.As(err, &failed) && failed.Code == "account_type_not_permitted" {
				return skip("the merchant has no business accounts")
			}
			return holds(decision, err)
		}}
	}
	nothing := func(*api.Application) {}
	return []Case{
		apply("approved", "a business is approved", "A-RR_M", nothing, decided(api.Approved)),
		apply("pending", "a business's application is pending", "P-CREDIT", nothing, decided(api.Pending)),
		apply("declined", "a business's application is declined", "D-MISSING_INFO", nothing, decided(api.Declined)),
		apply("no-name", "a business without its name is refused with wrong_inputs", "A-RR_M", func(a *api.Application) { a.BusinessName = "" }, wrongInputs),
		apply("no-phone", "a business without its phone is refused with wrong_inputs", "A-RR_M", func(a *api.Application) { a.BusinessPhone = "" }, wrongInputs),
		{ID: "card.unknown-lookup", Name: "a card that nobody has is not found", run: unknownCardLookup},
		{ID: "card.unknown-authorization", Name: "a purchase with a card that nobody has, beside an account, is not found", Vendor: true, Creates: true, run: unknownCardSale},
	}
}

func decided(want api.DecisionStatus) func(api.Decision, error) error {
	return func(decision api.Decision, err error) error {
		if err == nil && decision.Status != want {
			return fmt.Errorf("expected %s, found %s", want, decision.Status)
		}
		return err
	}
}

func wrongInputs(_ api.Decision, err error) error {
	return expectFailure(err, "wrong_inputs", func(failed *api.Error) bool {
		return failed.Status == http.StatusConflict && (failed.Code == "wrong_inputs" || failed.Code == "wrong_input")
	})
}

func unknownCardLookup(ctx context.Context, b *bench) error {
	client, err := b.counter()
	if err != nil {
		return err
	}
	_, err = client.Lookup(ctx, b.call(), api.LookupQuery{CardNumber: unknownCard})
	return expectFailure(err, "404", isNotFound)
}

func isNotFound(failed *api.Error) bool { return failed.Status == http.StatusNotFound }

// unknownCardSale has a PIN of the account, so that nothing but the card is wrong.
func unknownCardSale(ctx context.Context, b *bench) error {
	client, s, err := b.opened(ctx)
	if err != nil {
		return err
	}
	requestID := string(b.NewID())
	pin, err := b.verify(ctx, requestID, answer)
	if err != nil {
		return fmt.Errorf("verifying: %w", err)
	}
	request := b.request(s, pin, requestID, string(b.NewID()))
	request.CardNumber = unknownCard
	_, err = client.Authorize(ctx, b.call(), request)
	return expectFailure(err, "404", isNotFound)
}
