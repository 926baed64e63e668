package doubt

// This file says which of the server's purchases can be the one in doubt, and which of them is proved to be.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"countertop/api"
	"countertop/flows"
)

// known says whether the server's id is the outcome of another intent.
type known func(api.ID) (bool, error)

// likeness compares one of the server's purchases, or captures, with the intent.
type likeness struct {
	account, amount, reference, financing agreement
	age                                   age
}

// another reports whether it is clearly another one: of another amount and under another reference, or different in account,
// amount or reference and dated before it in any time zone, or on another account and not the same in both others. A date alone
// tells nothing, nor does an account alone: a server may write a card's number in its place.
func (l likeness) another() bool {
	switch {
	case l.amount == differs && l.reference == differs:
		return true
	case l.account == differs && (l.amount != agrees || l.reference != agrees):
		return true
	}
	return l.age == before && (l.account == differs || l.amount == differs || l.reference == differs)
}

// proved reports whether it is the one, whatever its status.
func (l likeness) proved() bool {
	return l.account == agrees && l.amount == agrees && l.reference == agrees && l.financing == agrees && l.age == after
}

// resembles reports whether nothing tells it from the intent but what proves nothing.
func (l likeness) resembles() bool {
	return l.account != differs && l.amount != differs && l.reference != differs && l.financing != differs
}

// matches are the entries of a list that can be the purchase.
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
		told, err := q.withStatus(ctx, a)
		switch {
		case err != nil:
			return matches{}, err
		case wasRefused(told):
			found.refused = true
			continue
		}
		found.candidates = append(found.candidates, a)
		switch {
		case api.StatusOf(told.Status).Made() && !saysNo(told) && !told.SaysMore && like.proved() && !q.capturedOtherwise(told):
			found.proved = append(found.proved, a)
		case like.resembles():
			found.resembling++
		}
	}
	return found, nil
}

// shows reports whether a list that could not be read to its end has what can be the purchase.
func (q question) shows(err error) bool {
	failed, ok := errors.AsType[*api.Error](err)
	return ok && slices.ContainsFunc(failed.Shown, func(a api.Authorization) bool {
		if q.likeness(a).another() || wasRefused(a) {
			return false
		}
		other, err := q.isPurchase(a.ID)
		return err == nil && !other
	})
}

func (q question) likeness(a api.Authorization) likeness {
	return likeness{
		account: q.was.CompareAccount(a.AccountNumber), amount: api.CompareAmounts(a.Amount, a.AmountTold, q.was.Amount),
		reference: api.CompareReferences(a.Reference, q.was.Reference), financing: api.CompareFinancing(a.Financing, q.was.Financing),
		age: q.since.ageOf(a.Date),
	}
}

// withStatus is a purchase with its status. Where the list names none, the purchase itself is asked for.
func (q question) withStatus(ctx context.Context, a api.Authorization) (api.Authorization, error) {
	if api.StatusOf(a.Status) != api.StatusUntold {
		return a, nil
	}
	whole, err := q.server.Authorization(ctx, q.call, a.ID)
	if err != nil {
		return a, fmt.Errorf("asking for the status of a purchase: %w", err)
	}
	whole.SaysNo = saysNo(whole) || saysNo(a)
	whole.SaysMore = whole.SaysMore || a.SaysMore
	return whole, nil
}

// wasRefused reports whether a purchase was refused, and nothing in it says otherwise.
func wasRefused(a api.Authorization) bool {
	return api.StatusOf(a.Status) == api.StatusUnauthorized && a.Capture == nil && len(a.Captures) == 0 && !a.SaysMore
}

// saysNo reports whether a purchase, or one of its captures, says beside the contract that it was not made.
func saysNo(a api.Authorization) bool {
	return a.SaysNo || a.Capture != nil && a.Capture.SaysNo || slices.ContainsFunc(a.Captures, func(c api.Capture) bool { return c.SaysNo })
}

// capturedOtherwise reports whether a purchase shows that it was captured otherwise than the intent: not, or not whole, although it
// was to be captured at once; or together with it, although it was to be captured later.
func (q question) capturedOtherwise(a api.Authorization) bool {
	if !q.was.AutoCapture {
		return a.Capture != nil || CaptureOf(a, q.was) != ""
	}
	captures := a.Captures
	if a.Capture != nil && !slices.ContainsFunc(captures, is(a.Capture.ID)) {
		captures = append(slices.Clip(captures), *a.Capture)
	}
	only := len(captures) == 1 && (!captures[0].AmountTold || captures[0].Amount == q.was.Amount)
	return a.RemainingTold && a.Remaining > 0 || len(captures) > 0 && !only || len(captures) == 0 && a.CapturesTold
}

// captureMatches are the captures of an authorization that can be the intent's.
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
			if c.SaysNo || c.SaysMore {
				resembling++ // it proves nothing
			}
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
