package account

// This file tells account, card and customer numbers apart. A clerk can scan or type any of them into one field, and
// need not say which it is.

import (
	"context"
	"strings"
	"sync"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The lengths of the numbers (docs/contract.md §4, SEEN). They overlap: any number may be a customer's, up to 14
// digits may be an account's, 16 may be a card's.
const (
	cardDigits        = 16
	accountMaxDigits  = 14
	customerMaxLength = 20
)

// usualAccount is the number of digits of the vendor's accounts. The console looks a number of that length up as an
// account first, and as a customer only if there is no such account. One request then answers most (OWN). It looks
// other ambiguous numbers up as both at once.
const usualAccount = 9

// stripe is the first character of a number that was read from a card's magnetic stripe, as on the stripe's second
// track. Such a number is a card's, whatever its digits are.
const stripe = ";"

// reading is one kind of number that a number may be.
type reading struct {
	private.Data

	what  lang.Text
	query api.LookupQuery
}

// readings returns the kinds that a number may be, the likeliest first.
func readings(number string) []reading {
	card := reading{what: msgAsCard, query: api.LookupQuery{CardNumber: strings.TrimPrefix(number, stripe)}}
	customer := reading{what: msgAsCustomer, query: api.LookupQuery{CustomerID: number}}
	switch n := len(number); {
	case strings.HasPrefix(number, stripe), paymentCard(number): // never send the number of a card as another kind
		return []reading{card}
	case strings.Contains(number, "-"): // an authorized user's customer id
		return []reading{customer}
	case n <= accountMaxDigits:
		return []reading{{what: msgAsAccount, query: api.LookupQuery{AccountNumber: number}}, customer}
	case n == cardDigits:
		return []reading{card, customer}
	}
	return []reading{customer}
}

// paymentCard reports whether a number is the number of a payment card: 16 digits that begin with 3 to 6, with the
// check digit of ISO/IEC 7812-1.
func paymentCard(number string) bool {
	if len(number) != cardDigits || strings.Trim(number, "0123456789") != "" || number[0] < '3' || number[0] > '6' {
		return false
	}
	sum := 0
	for i, r := range number {
		digit := int(r - '0')
		if i%2 == 0 { // every second digit from the end
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return sum%10 == 0
}

// readNumber returns a number without the separators that people and scanners put between its digits. From a magnetic
// stripe it returns only the card's number: the name and everything else are dropped. A single dash with no other
// separators belongs to the number.
func readNumber(typed string) string {
	if card, read := ofStripe(typed); read {
		return stripe + card
	}
	number := strings.NewReplacer(" ", "", "\u00a0", "", ".", "").Replace(typed)
	grouped := number != strings.TrimSpace(typed) || strings.Count(number, "-") != 1
	if grouped || strings.HasPrefix(number, "-") || strings.HasSuffix(number, "-") {
		number = strings.ReplaceAll(number, "-", "")
	}
	return number
}

// ofStripe returns the card's number from a magnetic stripe: %B…^name^… on the first track, ;…=… on the second. A
// reader sends one or both of them.
func ofStripe(typed string) (string, bool) {
	typed = strings.TrimSpace(typed)
	for _, track := range []struct{ begins, ends string }{{"%B", "^"}, {"%b", "^"}, {stripe, "="}} {
		_, rest, found := strings.Cut(typed, track.begins)
		number, _, ended := strings.Cut(rest, track.ends)
		number = strings.ReplaceAll(number, " ", "")
		if found && ended && len(number) == cardDigits && strings.Trim(number, "0123456789") == "" {
			return number, true
		}
	}
	return "", false
}

func checkNumber(value string) *form.Problem {
	number := strings.TrimPrefix(value, stripe)
	digits := strings.Replace(number, "-", "", 1)
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(number) > customerMaxLength {
		return &form.Problem{Text: msgNotANumber}
	}
	return nil
}

// resolveNumber looks up what a number is. If it may be of two kinds, it looks both up at once: only the server
// knows, and a guess could show a stranger's account. A number of the usual length is an account's unless there is no
// such account.
func resolveNumber(ctx context.Context, directory Directory, call api.Call, number string) ([]match, error) {
	all := readings(number)
	if len(all) > 1 && len(number) == usualAccount {
		found, err := directory.Lookup(ctx, call, all[0].query)
		if err == nil {
			account, err := AsAsked(found, all[0].query)
			return []match{{target: Target{Query: all[0].query, Account: account, Language: call.Language}, what: all[0].what}}, err
		}
		if !notMeant(err) {
			return nil, err
		}
		all = all[1:]
	}
	if len(all) == 1 {
		return []match{{target: Target{Query: all[0].query}, what: all[0].what}}, nil
	}
	accounts, errs := make([]*api.Account, len(all)), make([]error, len(all))
	var asked sync.WaitGroup
	for i, r := range all {
		asked.Go(func() {
			found, err := directory.Lookup(ctx, call, r.query)
			if err == nil {
				accounts[i], err = AsAsked(found, r.query)
			}
			errs[i] = err
		})
	}
	asked.Wait()
	var matches []match
	var refused error
	for i, r := range all {
		switch err := errs[i]; {
		case err == nil:
			matches = addMatch(matches, match{
				target: Target{Query: r.query, Account: accounts[i], Language: call.Language}, what: r.what,
			})
		case refused == nil || notMeant(refused) && !notMeant(err):
			refused = err
		}
	}
	if refused != nil && (len(matches) == 0 || !notMeant(refused)) {
		// Without the answer to one look-up, the other could be the wrong account.
		return nil, refused
	}
	return matches, nil
}

// addMatch adds an account unless it is among the matches already. An account without a number may be any, and is
// always added.
func addMatch(matches []match, m match) []match {
	for _, other := range matches {
		if m.target.Account.AccountNumber != "" && other.target.Account.AccountNumber == m.target.Account.AccountNumber {
			return matches
		}
	}
	return append(matches, m)
}
