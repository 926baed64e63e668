package doubt

// This file finds out about what is done with an authorization: a capture by the list of its captures, a release or a
// return, which no list has, by what remains.

import (
	"context"
	"fmt"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// question is a capture, release or return in doubt, and whom to ask about it.
type question struct {
	server  Server
	call    api.Call
	was     flows.Intent
	since   time.Time // when it was intended, by the server's clock
	isKnown known     // of captures
}

func (q question) ask(ctx context.Context) (Finding, error) {
	whole, err := q.server.Authorization(ctx, q.call, q.was.AuthorizationID)
	if err != nil {
		return Finding{}, fmt.Errorf("asking for the authorization of the %s in doubt: %w", q.was.Kind, err)
	}
	if q.was.Kind == flows.ReturnIntent {
		return returned(whole, q.was), nil
	}
	list, err := q.captures(ctx, whole)
	switch {
	case err != nil:
		return Finding{}, err
	case q.was.Kind == flows.CaptureIntent:
		return q.captured(whole, list)
	}
	return q.released(whole, list)
}

// captures are those of an authorization. Where it lists none although something is gone from what remained, they are
// asked for: whoever made one may be on another computer.
func (q question) captures(ctx context.Context, whole api.Authorization) ([]api.Capture, error) {
	list := whole.Captures
	if whole.Capture != nil && len(list) == 0 {
		list = []api.Capture{*whole.Capture}
	}
	if rest := remains(whole.Remaining, whole.RemainingTold, q.was); len(list) > 0 || rest == unchanged {
		return list, nil
	}
	account := q.was.Account
	if account == "" {
		account = whole.AccountNumber
	}
	all, err := q.server.Captures(ctx, q.call, api.TransactionQuery{
		AccountNumber: account, From: q.since.UTC().AddDate(0, 0, -1).Format(time.DateOnly),
	})
	if err != nil {
		return nil, fmt.Errorf("asking for the captures beside the %s in doubt: %w", q.was.Kind, err)
	}
	for _, c := range all {
		if c.AuthorizationID == q.was.AuthorizationID {
			list = append(list, c)
		}
	}
	return list, nil
}

// captured looks for the capture in the list. What remains must agree with it: a capture of its moment may have been
// there before, and something else be gone.
func (q question) captured(whole api.Authorization, list []api.Capture) (Finding, error) {
	candidates, vague, err := capturesLike(list, q.was, q.since, q.isKnown)
	if err != nil {
		return Finding{}, err
	}
	rest := remains(whole.Remaining, whole.RemainingTold, q.was)
	with, without, err := q.explained(whole, slices.DeleteFunc(slices.Clone(list), func(c api.Capture) bool {
		return slices.ContainsFunc(candidates, func(own api.Capture) bool { return own.ID == c.ID })
	}))
	switch {
	case err != nil:
		return Finding{}, err
	case len(candidates) > 0 && rest != untold && (q.was.Remaining-whole.Remaining < q.was.Amount || vague && without && !with):
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	case len(candidates) == 1 && (!vague || rest != untold && with && !without):
		id := candidates[0].ID
		return Finding{Verdict: Found, ID: id, CaptureID: id, Authorization: &whole, Said: msgFoundCapture.With(string(id))}, nil
	case len(candidates) > 0:
		return Finding{Verdict: Unsure, Authorization: &whole, Said: msgCapturesUnsure.With(len(candidates))}, nil
	case rest == unchanged || rest == untold && len(list) > 0:
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	}
	return unsure(whole, q.was, whole.Remaining, rest), nil
}

// released tells a release by what is gone from what remained. Another computer's release of the same amount, or others
// that come to it, cannot be told from this one's.
func (q question) released(whole api.Authorization, list []api.Capture) (Finding, error) {
	if rest := remains(whole.Remaining, whole.RemainingTold, q.was); rest == untold {
		return unsure(whole, q.was, whole.Remaining, rest), nil
	}
	with, without, err := q.explained(whole, list)
	switch {
	case err != nil:
		return Finding{}, err
	case with && without:
		return Finding{Verdict: Unsure, Authorization: &whole, Said: msgReleaseOrCapture}, nil
	case with:
		return Finding{Verdict: Found, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(whole.Remaining))}, nil
	case without:
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	}
	return unsure(whole, q.was, whole.Remaining, changed), nil
}

// explained says whether what is gone from what remained is explained with the intent, and whether without it, by what
// others captured meanwhile: a capture that is surely later is gone too, one of which the date cannot tell may be, or
// was gone before. Where both are true nothing is certain.
func (q question) explained(whole api.Authorization, list []api.Capture) (with, without bool, err error) {
	gone := q.was.Remaining - whole.Remaining
	others, vague := sums{0: true}, 0
	for _, c := range list {
		if ageOf(c.Date, q.since) == older {
			continue
		}
		mine, err := q.isKnown(c.ID) // recorded here: it was before, as the authorization is frozen since
		switch {
		case err != nil:
			return false, false, err
		case mine:
		case surely(c.Date, q.since):
			gone -= c.Amount
		default:
			if vague++; vague > mostVague {
				return true, true, nil
			}
			others = others.perhaps(c.Amount)
		}
	}
	return others[gone-q.was.Amount], others[gone], nil
}

// mostVague is how many captures of which the dates cannot tell are added up in every way.
const mostVague = 12

// sums are what several amounts, each of which may count or not, can come to.
type sums map[api.Money]bool

func (s sums) perhaps(amount api.Money) sums {
	more := sums{}
	for sum := range s {
		more[sum], more[sum+amount] = true, true
	}
	return more
}

// returned tells a return by what remains of its capture: returns are not listed.
func returned(whole api.Authorization, was flows.Intent) Finding {
	list := whole.Captures
	if whole.Capture != nil {
		list = append([]api.Capture{*whole.Capture}, list...)
	}
	for _, c := range list {
		if c.ID != was.CaptureID {
			continue
		}
		switch rest := remains(c.Remaining, c.RemainingTold, was); rest {
		case taken:
			return Finding{Verdict: Found, CaptureID: was.CaptureID, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(c.Remaining))}
		case unchanged:
			return Finding{Authorization: &whole, Said: msgNotThere}
		default:
			return unsure(whole, was, c.Remaining, rest)
		}
	}
	return Finding{Verdict: Unsure, Authorization: &whole, Said: msgNoSuchCapture.With(string(was.CaptureID))}
}

func unsure(whole api.Authorization, was flows.Intent, now api.Money, rest rest) Finding {
	said := msgRemainsElse.With(lang.Money(was.Remaining), lang.Money(now))
	if rest == untold {
		said = msgRemainsUntold
	}
	return Finding{Verdict: Unsure, Authorization: &whole, Said: said}
}

// rest is what has become of what remained before the intent.
type rest int

const (
	untold    rest = iota // the server does not say, or did not before
	unchanged             // all is there still
	taken                 // just the intent's amount is gone
	changed               // something else happened meanwhile
)

func remains(now api.Money, told bool, was flows.Intent) rest {
	switch {
	case !told || was.Remaining == 0:
		return untold
	case now == was.Remaining:
		return unchanged
	case now == was.Remaining-was.Amount:
		return taken
	}
	return changed
}
