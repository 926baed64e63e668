package purchase

// This file says which of the account's authorizations can be the sale in doubt. What it takes
// for the sale is shown as made, so that it rather leaves a doubt than takes another sale for it.

import (
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// clockSkew is how far the server's clock may be behind this one's: an authorization that is
// older than the sale by more than that is an earlier one with the same reference (OWN).
const clockSkew = 15 * time.Minute

// unauthorized is the status of a purchase that the server has, and refused (CONTRACT §7,
// SEEN as a filter).
const unauthorized = "unauthorized"

// age is what an authorization's date says of it beside the sale.
type age int

const (
	older    age = iota // it was made before the sale was sent
	unclear             // the date cannot tell
	notOlder            // it was made when the sale was sent, or after
)

// answer is what the server has of a sale in doubt.
type answer struct {
	candidates []api.Authorization
	unclear    bool // one of them may be older than the sale
	refused    bool // a refused attempt is there; it may be an earlier one
}

// certain is true for one candidate that was made after the sale was sent.
func (a answer) certain() bool { return len(a.candidates) == 1 && !a.unclear }

// among finds what can be the sale: its account, reference, amount and financing, as far as the
// server tells them, not older, and not known as another sale.
func among(list []api.Authorization, sale flows.Intent, since time.Time, known func(api.ID) (bool, error)) (answer, error) {
	var found answer
	for _, a := range list {
		made := ageOf(a.Date, since)
		if !sameSale(a, sale) || made == older {
			continue
		}
		if other, err := known(a.ID); err != nil || other {
			if err != nil {
				return answer{}, err
			}
			continue
		}
		if a.Status == unauthorized {
			found.refused = true
			continue
		}
		found.candidates = append(found.candidates, a)
		found.unclear = found.unclear || made == unclear
	}
	return found, nil
}

func sameSale(a api.Authorization, sale flows.Intent) bool {
	return strings.TrimSpace(a.Reference) == strings.TrimSpace(sale.Reference) && a.Amount == sale.Amount &&
		alike(a.AccountNumber, sale.Account) &&
		alike(a.Financing.TransactionType, sale.Financing.TransactionType) &&
		alike(a.Financing.PlanID, sale.Financing.PlanID) &&
		alike(a.Financing.Term, sale.Financing.Term)
}

// alike is true for equal values, and where the server does not tell its own.
func alike[T comparable](told, sent T) bool {
	var nothing T
	return told == nothing || told == sent
}

// ageOf compares a date that the server wrote, of a day or of a second, with the time the sale
// was sent at. A day is the server's or the counter's: the time zone is not stated (CONTRACT §7).
func ageOf(date string, since time.Time) age {
	if at, err := time.Parse(time.RFC3339, date); err == nil {
		switch {
		case at.Before(since.Add(-clockSkew)):
			return older
		case at.Before(since.Truncate(time.Second)):
			return unclear
		}
		return notOlder
	}
	if _, err := time.Parse(time.DateOnly, date); err == nil {
		first := min(since.UTC().Format(time.DateOnly), since.Format(time.DateOnly))
		if date < first {
			return older
		}
	}
	return unclear
}

// named are authorizations in a sentence: number and date of each.
func named(list []api.Authorization) lang.Text {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(string(a.ID)+" "+a.Date))
	}
	return lang.Same(strings.Join(all, ", "))
}
