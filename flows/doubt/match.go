package doubt

// This file says which of the server's purchases can be the one in doubt, and which of them is proved to be.

import (
	"context"
	"fmt"

	"countertop/api"
	"countertop/flows"
)

// known says whether the server's id is the outcome of another intent.
type known func(api.ID) (bool, error)

// likeness is how one of the server's purchases, or captures, compares with the intent.
type likeness struct {
	account, amount, reference, financing agreement
	age                                   age
}

// another reports whether it is clearly another one: on another account, or of another amount and under another reference,
// or different in one of both and dated before it in any time zone. A date alone tells nothing.
func (l likeness) another() bool {
	switch {
	case l.account == differs, l.amount == differs && l.reference == differs:
		return true
	}
	return l.age == before && (l.amount == differs || l.reference == differs)
}

// proved reports whether it is the one, whatever its status.
func (l likeness) proved() bool {
	return l.account == agrees && l.amount == agrees && l.reference == agrees && l.financing == agrees && l.age == after
}

// resembles reports whether nothing tells it from the intent but what proves nothing.
func (l likeness) resembles() bool {
	return l.amount != differs && l.reference != differs && l.financing != differs
}

// matches are what of a list can be the purchase.
type matches struct {
	candidates []api.Authorization
	proved     []api.Authorization // of the candidates
	resembling int                 // candidates that are not proved, and not told apart by any value
	refused    bool                // a refused attempt is there; it may be an earlier one
}

// certain reports whether one candidate is proved to be the purchase, and none of the others could be it as well.
func (m matches) certain() bool { return len(m.proved) == 1 && m.resembling == 0 }

// among finds what can be the purchase in a whole list of the account's.
func (q question) among(ctx context.Context, list []api.Authorization) (matches, error) {
	var found matches
	for _, a := range list {
		like := q.likeness(a)
		if like.another() {
			continue
		}
		if other, err := q.isPurchase(a.ID); err != nil || other {
			if err != nil {
				return matches{}, err
			}
			continue
		}
		status, err := q.statusOf(ctx, a)
		switch {
		case err != nil:
			return matches{}, err
		case status == api.StatusUnauthorized:
			found.refused = true
			continue
		}
		found.candidates = append(found.candidates, a)
		made := status.Made()
		switch {
		case made && like.proved():
			found.proved = append(found.proved, a)
		case like.resembles():
			found.resembling++
		}
	}
	return found, nil
}

func (q question) likeness(a api.Authorization) likeness {
	return likeness{
		account: q.was.CompareAccount(a.AccountNumber), amount: api.CompareAmounts(a.Amount, a.AmountTold, q.was.Amount),
		reference: api.CompareReferences(a.Reference, q.was.Reference), financing: api.CompareFinancing(a.Financing, q.was.Financing),
		age: q.since.ageOf(a.Date),
	}
}

// statusOf is the status of a purchase. Where the list names none, the purchase itself is asked for.
func (q question) statusOf(ctx context.Context, a api.Authorization) (api.AuthorizationStatus, error) {
	if status := api.StatusOf(a.Status); status != api.StatusUntold {
		return status, nil
	}
	whole, err := q.server.Authorization(ctx, q.call, a.ID)
	if err != nil {
		return api.StatusUntold, fmt.Errorf("asking for the status of a purchase: %w", err)
	}
	return api.StatusOf(whole.Status), nil
}

// captureMatches are what of an authorization's captures can be the intent's.
type captureMatches struct {
	candidates []api.Capture
	likely     *api.Capture // the one that nothing tells from the intent; nil where there are none or several
	surely     bool         // the likely one is dated after the intent
}

// capturesLike finds what can be the intent's.
func (q question) capturesLike(list []api.Capture) (captureMatches, error) {
	var found captureMatches
	resembling := 0
	for i, c := range list {
		like := likeness{
			account: agrees, amount: api.CompareAmounts(c.Amount, c.AmountTold, q.was.Amount),
			reference: api.CompareReferences(c.Reference, q.was.Reference), financing: agrees, age: q.since.ageOf(c.Date),
		}
		if like.another() {
			continue
		}
		if other, err := q.isCapture(c.ID); err != nil || other {
			if err != nil {
				return captureMatches{}, err
			}
			continue
		}
		found.candidates = append(found.candidates, c)
		if like.resembles() {
			resembling++
			found.likely, found.surely = &list[i], like.proved() && q.since.surely(c.Date)
			if like.reference != agrees && len(c.Reference) > len(q.was.Reference) { // more than was sent may be another's reference
				resembling++
			}
		}
	}
	if resembling != 1 || found.likely.Reference == "" && q.was.Reference != "" || !found.likely.AmountTold {
		found.likely, found.surely = nil, false
	}
	return found, nil
}

// intended is the moment of a doubt. Dates tell nothing where the server's time at the intent is not known, or where one of
// the two clocks was set since.
func intended(d flows.Doubt, clocks Clocks) moment {
	until := clocks.Now.Add(clocks.Offset)
	at := d.Intent.ServerAt
	if at.IsZero() {
		return moment{at: d.Since.Add(clocks.Offset), until: until}
	}
	change := at.Sub(d.Since) - clocks.Offset
	return moment{at: at, until: until, tells: clocks.Known && change.Abs() <= datesTell}
}
