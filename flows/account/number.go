package account

// This file tells account, card and customer numbers apart, so that a clerk scans or
// types any of them into one field and is not asked which it is.

import (
	"context"
	"strings"
	"sync"

	"countertop/api"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Lengths of the numbers (CONTRACT §4, SEEN). They overlap: 12 to 14 digits may be an account or a
// customer, 16 a card or a customer.
const (
	cardDigits        = 16
	accountMaxDigits  = 14
	customerMinDigits = 12
	customerMaxDigits = 20
)

// reading is one thing that a number may be.
type reading struct {
	what  lang.Text
	query api.LookupQuery
}

// readings are the things a number may be, the likeliest first.
func readings(number string) []reading {
	var all []reading
	n := len(number)
	if n == cardDigits {
		all = append(all, reading{msgAsCard, api.LookupQuery{CardNumber: number}})
	}
	if n <= accountMaxDigits {
		all = append(all, reading{msgAsAccount, api.LookupQuery{AccountNumber: number}})
	}
	if n >= customerMinDigits && n <= customerMaxDigits {
		all = append(all, reading{msgAsCustomer, api.LookupQuery{CustomerID: number}})
	}
	return all
}

// digitsOnly takes out what people and scanners put between digits.
func digitsOnly(typed string) string {
	return strings.NewReplacer(" ", "", "-", "", "\u00a0", "", ".", "").Replace(typed)
}

func checkNumber(value string) *form.Problem {
	if strings.Trim(value, "0123456789") != "" || len(value) > customerMaxDigits {
		return &form.Problem{Text: msgNotANumber}
	}
	return nil
}

// resolveNumber asks what a number is. A number that may be two things is asked for as both
// at once: only the server knows, and guessing could show a stranger's account.
func resolveNumber(ctx context.Context, directory Directory, call api.Call, number string) ([]match, error) {
	all := readings(number)
	if len(all) == 1 {
		return []match{{target: Target{Query: all[0].query}, what: all[0].what}}, nil
	}
	accounts, errs := make([]api.Account, len(all)), make([]error, len(all))
	var asked sync.WaitGroup
	for i, r := range all {
		asked.Go(func() { accounts[i], errs[i] = directory.Lookup(ctx, call, r.query) })
	}
	asked.Wait()
	var matches []match
	var refused error
	for i, r := range all {
		switch err := errs[i]; {
		case err == nil:
			matches = addMatch(matches, match{
				target: Target{Query: r.query, Account: numbered(accounts[i], r.query), Language: call.Language}, what: r.what,
			})
		case refused == nil || notMeant(refused) && !notMeant(err):
			refused = err
		}
	}
	if refused != nil && (len(matches) == 0 || !notMeant(refused)) {
		// Without an answer to one of the two, the other could be the wrong account.
		return nil, refused
	}
	return matches, nil
}

// addMatch adds an account that is not among the matches yet; one without a number may be any.
func addMatch(matches []match, m match) []match {
	for _, other := range matches {
		if m.target.Account.AccountNumber != "" && other.target.Account.AccountNumber == m.target.Account.AccountNumber {
			return matches
		}
	}
	return append(matches, m)
}
