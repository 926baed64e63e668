package account

// This file holds what is known of the account that a clerk found, by a number or by name.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
)

// Directory finds accounts (docs/contract.md §4).
type Directory interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
	Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error)
}

// Found is the account that a clerk found.
type Found struct {
	private.Data

	// Customer is the result of the search. It is nil if the account was found by a number.
	Customer *api.Customer
	// Account is the answer of the look-up. It is nil for an account that may not purchase.
	Account *api.Account
	// CardNumber is the whole number of the card by which the account was found, else empty.
	CardNumber string
	// Language is the language of the look-up and of the security question's text.
	Language api.Language
}

var (
	errOtherAccount = errors.New("lookup answers another account than the one asked for")
	errNoNumber     = errors.New("the server tells no account number")
)

// Number returns the account's number.
func (f Found) Number() api.ID {
	if f.Account != nil && f.Account.AccountNumber != "" {
		return f.Account.AccountNumber
	}
	if f.Customer != nil {
		return f.Customer.AccountNumber
	}
	return ""
}

// Ending returns the part of the account's number that may be shown.
func (f Found) Ending() string { return ending(string(f.Number())) }

// Name returns the customer's name. A look-up does not return it, so an account that was found by a number has none
// until its offers have come.
func (f Found) Name() string {
	if f.Customer == nil {
		return ""
	}
	return strings.TrimSpace(f.Customer.FirstName + " " + f.Customer.LastName)
}

// CardEnding returns the last digits of the customer's card.
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

// Type returns consumer or business. It is empty if the server did not say.
func (f Found) Type() string {
	if f.Account != nil && f.Account.AccountType != "" {
		return f.Account.AccountType
	}
	if f.Customer != nil {
		return f.Customer.AccountType
	}
	return ""
}

// UserCard returns the card number (vcc_number) of a business account's authorized user. Verification and
// authorization send it. It is empty for everybody else (docs/contract.md §4, §7, SEEN).
func (f Found) UserCard() string {
	if f.Type() == api.BusinessAccount {
		return f.CardNumber
	}
	return ""
}

// Target is one account that a search led to, before its look-up.
type Target struct {
	private.Data

	Query    api.LookupQuery
	Customer *api.Customer // the result of the search; nil if found by a number
	Account  *api.Account  // the answer of the look-up, if there was one
	Language api.Language  // the language of that look-up
}

// Resolve looks a target up, unless that was done already. The answer must be the account that the search found, and
// must have a number: a purchase must not be on another account.
func (t Target) Resolve(ctx context.Context, directory Directory, call api.Call) (Found, error) {
	found := Found{Customer: t.Customer, CardNumber: t.Query.CardNumber, Language: t.Language}
	account := t.Account
	if account == nil {
		answered, err := directory.Lookup(ctx, call, t.Query)
		if err != nil {
			return found, err
		}
		if account, err = AsAsked(answered, t.Query); err != nil {
			return found, err
		}
		found.Language = call.Language
	}
	if c := t.Customer; c != nil && c.AccountNumber != "" && account.AccountNumber != "" && !SameNumber(c.AccountNumber, account.AccountNumber) {
		return found, fmt.Errorf("looking the account up: %w", errOtherAccount)
	}
	found.Account = account
	if found.Number() == "" {
		found.Account = nil
		return found, fmt.Errorf("looking the account up: %w", errNoNumber)
	}
	return found, nil
}

// AsAsked returns the account of a look-up. It returns an error if that is not the account of the query: a purchase
// must not be on a stranger's account. If the look-up does not return the whole account number, the account gets the
// query's.
func AsAsked(a api.Account, query api.LookupQuery) (*api.Account, error) {
	if query.AccountNumber != "" {
		switch api.CompareNumbers(a.AccountNumber, api.ID(query.AccountNumber)) {
		case api.Differs:
			return nil, fmt.Errorf("looking the account up: %w", errOtherAccount)
		case api.Unclear:
			a.AccountNumber = api.ID(query.AccountNumber)
		case api.Agrees:
			if !api.Whole(a.AccountNumber) {
				a.AccountNumber = api.ID(query.AccountNumber)
			}
		}
	}
	if query.CustomerID != "" && !sameCustomer(a.CustomerID, api.ID(query.CustomerID)) || query.CardNumber != "" && !sameCard(a, query.CardNumber) {
		return nil, fmt.Errorf("looking the account up: %w", errOtherAccount)
	}
	return &a, nil
}

// Again returns the answer of a second look-up of the account, unless it is another account.
func (f Found) Again(answered api.Account) (*api.Account, bool) {
	a, err := AsAsked(answered, f.Query())
	if err != nil || api.CompareNumbers(a.AccountNumber, f.Number()) == api.Differs {
		return nil, false
	}
	a.AccountNumber = f.Number()
	return a, true
}

// sameCustomer compares customer ids. An authorized user's id is the holder's, a dash and more. The holder's id alone
// belongs to the same account (ASSUMED).
func sameCustomer(told, asked api.ID) bool {
	holder, user, is := strings.Cut(string(asked), "-")
	toldHolder, toldUser, toldIs := strings.Cut(string(told), "-")
	if is && toldIs && api.PlainID(api.ID(user)) != api.PlainID(api.ID(toldUser)) {
		return false
	}
	return api.CompareNumbers(api.ID(toldHolder), api.ID(holder)) != api.Differs
}

// sameCard compares the end of a card. For a business account the look-up may return the end of the holder's card
// instead of an authorized user's (ASSUMED).
func sameCard(a api.Account, card string) bool {
	return strings.EqualFold(a.AccountType, api.BusinessAccount) || api.CompareNumbers(api.ID(a.CardEndingIn), api.ID(card)) != api.Differs
}

// SameNumber compares numbers of which one may lack its leading zeros.
func SameNumber(a, b api.ID) bool {
	return strings.TrimLeft(string(a), "0") == strings.TrimLeft(string(b), "0")
}

// unfound says why a search could not show whether there is such an account.
func unfound(err error, ref api.ReferenceID) *flows.Notice {
	if errors.Is(err, errOtherAccount) {
		return Unopened(err, ref)
	}
	return flows.Explain(err, msgSearching, false)
}

// Unopened says why an account could not be opened. It returns nil if err is nil.
func Unopened(err error, ref api.ReferenceID) *flows.Notice {
	switch {
	case errors.Is(err, errOtherAccount):
		return &flows.Notice{Tone: flows.Bad, What: msgOtherAccount, Next: msgUnopenedNext, Ref: ref}
	case errors.Is(err, errNoNumber):
		return &flows.Notice{Tone: flows.Bad, What: msgNoAccountNumber, Next: msgUnopenedNext, Ref: ref}
	}
	return flows.Explain(err, msgOpening, false)
}

// blockedCode reports whether the look-up answered that the account exists and may not purchase (docs/contract.md §4,
// SEEN).
func blockedCode(err error) bool {
	code := strings.ToLower(flows.FailureCode(err))
	return code == "user_not_able_to_purchase" || code == "user_not_active"
}

// notMeant reports whether an answer shows that a number is not of the kind that was asked for: nothing matches, or
// the number breaks the rules of that kind.
func notMeant(err error) bool {
	var failed *api.Error
	return notThere(err) || flows.FailureCode(err) == "wrong_inputs" || errors.As(err, &failed) && failed.Kind == api.KindInput
}

// notThere reports whether an answer shows that nothing matches.
func notThere(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && (failed.Kind == api.KindNotFound || flows.FailureCode(err) == "not_found")
}
