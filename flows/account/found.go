package account

// This file says what is known of the account that a clerk found, by whichever way.

import (
	"context"
	"errors"
	"strings"

	"countertop/api"
	"countertop/flows"
)

// Directory finds accounts (CONTRACT §4).
type Directory interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
	Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error)
}

// Found is the account that a clerk found.
type Found struct {
	// Customer is what search answered; nil when the account was found by a number.
	Customer *api.Customer
	// Account is what lookup answered; nil for an account that may not purchase.
	Account *api.Account
	// CardNumber is the whole number of the card that the account was found by, else empty.
	CardNumber string
}

// Number is the account's number.
func (f Found) Number() api.ID {
	if f.Account != nil {
		return f.Account.AccountNumber
	}
	if f.Customer != nil {
		return f.Customer.AccountNumber
	}
	return ""
}

// Ending is what of the account's number is shown.
func (f Found) Ending() string { return ending(string(f.Number())) }

// Name is the customer's name; lookup does not answer it, so that an account found by a
// number has none until its offers came.
func (f Found) Name() string {
	if f.Customer == nil {
		return ""
	}
	return strings.TrimSpace(f.Customer.FirstName + " " + f.Customer.LastName)
}

// CardEnding is the last digits of the customer's card.
func (f Found) CardEnding() string {
	if f.CardNumber != "" {
		return f.CardNumber[max(0, len(f.CardNumber)-4):]
	}
	if f.Account != nil && f.Account.CardEndingIn != "" {
		return f.Account.CardEndingIn
	}
	if f.Customer != nil {
		return f.Customer.CardEndingIn
	}
	return ""
}

// Type is consumer or business, or empty where the server did not say.
func (f Found) Type() string {
	if f.Account != nil && f.Account.AccountType != "" {
		return f.Account.AccountType
	}
	if f.Customer != nil {
		return f.Customer.AccountType
	}
	return ""
}

// UserCard is the card number (vcc_number) of a business account's authorized user, which
// verify and authorization are told; empty for everyone else (CONTRACT §4, §7, SEEN).
func (f Found) UserCard() string {
	if f.Type() == "business" {
		return f.CardNumber
	}
	return ""
}

// Target is one account that a search led to, before it is looked up.
type Target struct {
	Query    api.LookupQuery
	Customer *api.Customer // what search answered, nil when found by a number
	Account  *api.Account  // what lookup answered, where it was asked already
}

// Resolve looks a target up, where that was not done already.
func (t Target) Resolve(ctx context.Context, directory Directory, call api.Call) (Found, error) {
	found := Found{Customer: t.Customer, Account: t.Account, CardNumber: t.Query.CardNumber}
	if found.Account != nil {
		return found, nil
	}
	account, err := directory.Lookup(ctx, call, t.Query)
	if err != nil {
		return found, err
	}
	found.Account = &account
	return found, nil
}

// notMeant is true for an answer that says that a number is not of the kind it was asked
// as: nothing matches, or it breaks that kind's rules.
func notMeant(err error) bool {
	var failed *api.Error
	return notThere(err) || flows.FailureCode(err) == "wrong_inputs" || errors.As(err, &failed) && failed.Kind == api.KindInput
}

// notThere is true for an answer that says that nothing matches.
func notThere(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && (failed.Kind == api.KindNotFound || flows.FailureCode(err) == "not_found")
}
