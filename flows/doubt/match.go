package doubt

// This file says which of what the server has can be the intent in doubt. What it takes for it
// is shown as done, so that it rather leaves a doubt than takes another for it.

import (
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
)

// clockSkew is how far the server's clock may be behind this one's: what is older than the intent
// by more than that is an earlier one with the same reference (OWN).
const clockSkew = 15 * time.Minute

// unauthorized is the status of a purchase that the server has, and refused (CONTRACT §7,
// SEEN as a filter).
const unauthorized = "unauthorized"

// age is what a date of the server's says of it beside the intent.
type age int

const (
	older    age = iota // it was made before the intent
	unclear             // the date cannot tell
	notOlder            // it was made when the intent was, or after
)

// known says whether the server's id is the outcome of another intent.
type known func(api.ID) (bool, error)

// matches are what of a list can be the intent.
type matches struct {
	candidates []api.Authorization
	unclear    bool // one of them may be older than the intent
	refused    bool // a refused attempt is there; it may be an earlier one
}

// certain is true for one candidate that was made after the intent.
func (m matches) certain() bool { return len(m.candidates) == 1 && !m.unclear }

// among finds what can be the purchase: its account, reference, amount and financing, as far as the
// server tells them, not older, and not known as another.
func among(list []api.Authorization, was flows.Intent, since time.Time, isKnown known) (matches, error) {
	var found matches
	for _, a := range list {
		made := ageOf(a.Date, since)
		if !samePurchase(a, was) || made == older {
			continue
		}
		other, err := isKnown(a.ID)
		switch {
		case err != nil:
			return matches{}, err
		case other:
			continue
		case a.Status == unauthorized:
			found.refused = true
			continue
		}
		found.candidates = append(found.candidates, a)
		found.unclear = found.unclear || made == unclear
	}
	return found, nil
}

func samePurchase(a api.Authorization, was flows.Intent) bool {
	return strings.TrimSpace(a.Reference) == strings.TrimSpace(was.Reference) && a.Amount == was.Amount &&
		sameAccount(a.AccountNumber, was) &&
		alike(a.Financing.TransactionType, was.Financing.TransactionType) &&
		alike(a.Financing.PlanID, was.Financing.PlanID) &&
		alike(a.Financing.Term, was.Financing.Term)
}

// sameAccount compares whole numbers where both are known, else the endings.
func sameAccount(told api.ID, was flows.Intent) bool {
	if was.Account != "" {
		return alike(told, was.Account)
	}
	return told == "" || was.Ending == "" || (flows.Intent{Account: told}).AccountEnding() == was.Ending
}

// alike is true for equal values, and where the server does not tell its own.
func alike[T comparable](told, sent T) bool {
	var nothing T
	return told == nothing || told == sent
}

// ageOf compares a date that the server wrote, of a day or of a second, with the time of the
// intent. A day is the server's or the counter's: the time zone is not stated (CONTRACT §7).
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

// datesTell is how much later than the intent a date must be to tell that it was: the server dates by the second, and
// its clock is known to the second (OWN).
const datesTell = 2 * time.Second

// surely is true for a date that is after the intent, not of its moment.
func surely(date string, since time.Time) bool { return ageOf(date, since.Add(datesTell)) == notOlder }

// capturesLike are the captures of an authorization that can be the intent's.
func capturesLike(list []api.Capture, was flows.Intent, since time.Time, isKnown known) (candidates []api.Capture, vague bool, err error) {
	for _, c := range list {
		made := ageOf(c.Date, since)
		if c.Amount != was.Amount || made == older || !alike(strings.TrimSpace(c.Reference), strings.TrimSpace(was.Reference)) {
			continue
		}
		other, err := isKnown(c.ID)
		if err != nil {
			return nil, false, err
		}
		if other {
			continue
		}
		candidates = append(candidates, c)
		vague = vague || !surely(c.Date, since)
	}
	return candidates, vague, nil
}
