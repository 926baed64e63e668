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

// question asks about a purchase, capture, release or return in doubt.
type question struct {
	server Server
	call   api.Call
	was    flows.Intent
	since  moment
	from   time.Time // nothing of the intent can be dated before it, by whichever clock
	// isPurchase and isCapture report whether an id is the outcome of another intent.
	isPurchase, isCapture known
}

func (q question) aftersale(ctx context.Context) (Finding, error) {
	whole, err := q.server.Authorization(ctx, q.call, q.was.AuthorizationID)
	if err != nil {
		return Finding{}, fmt.Errorf("asking for the authorization of the %s in doubt: %w", q.was.Kind, err)
	}
	list, err := q.captures(ctx, whole)
	if err != nil {
		return Finding{}, err
	}
	finding, err := q.judged(whole, list)
	if err == nil && finding.Verdict != Unsure && q.contradicted(whole, list) {
		finding = Finding{Verdict: Unsure, Authorization: &whole, Said: msgContradicts}
	}
	return finding, err
}

func (q question) judged(whole api.Authorization, list []api.Capture) (Finding, error) {
	switch q.was.Kind {
	case flows.ReturnIntent:
		return q.returned(whole, list), nil
	case flows.CaptureIntent:
		return q.captured(whole, list)
	}
	return q.released(whole, list)
}

// contradicted reports whether anything in what the server has of the sale speaks against the rest of it: a status that is not made,
// another account, or a member beside the contract. It proves then neither that something was done nor that it was not.
func (q question) contradicted(whole api.Authorization, list []api.Capture) bool {
	status := api.StatusOf(whole.Status)
	if !status.Made() && status != api.StatusUntold || q.was.CompareAccount(whole.AccountNumber) == differs || whole.SaysNo || whole.SaysMore {
		return true
	}
	return slices.ContainsFunc(list, func(c api.Capture) bool {
		return (c.SaysNo || c.SaysMore) && (q.was.Kind != flows.ReturnIntent || sameID(c.ID, q.was.CaptureID))
	})
}

// oldestReturn is the greatest age of a capture that can be returned, with room for time zones and a slow server (docs/contract.md §7: 100 days).
const oldestReturn = 103 * 24 * time.Hour

// captures are all captures of an authorization. An answer that does not list them, or not the one that a return is of, says
// nothing of them: they are asked for.
func (q question) captures(ctx context.Context, whole api.Authorization) ([]api.Capture, error) {
	var list []api.Capture
	if whole.CapturesTold {
		list = whole.Captures
	}
	if whole.Capture != nil && !slices.ContainsFunc(list, is(whole.Capture.ID)) {
		list = append([]api.Capture{*whole.Capture}, list...)
	}
	from := q.from
	if q.was.Kind == flows.ReturnIntent {
		if whole.CapturesTold && slices.ContainsFunc(whole.Captures, is(q.was.CaptureID)) {
			return list, nil
		}
		if !from.IsZero() {
			from = from.Add(-oldestReturn)
		}
	}
	if whole.CapturesTold && q.was.Kind != flows.ReturnIntent {
		return list, nil
	}
	all, err := q.server.Captures(ctx, q.call, api.TransactionQuery{AccountNumber: q.account(whole), From: day(from)})
	if err != nil {
		return nil, fmt.Errorf("asking for the captures beside the %s in doubt: %w", q.was.Kind, err)
	}
	for _, c := range all {
		switch {
		case sameID(c.AuthorizationID, q.was.AuthorizationID):
			list = withCapture(list, c)
		case !api.Whole(c.AuthorizationID): // it may be of this sale, and is not proved to be
			c.AuthorizationID = unnamed
			list = withCapture(list, c)
		}
	}
	return list, nil
}

// unnamed stands for the sale of a capture that names none, or not in full.
const unnamed api.ID = "unnamed"

// contradicts reports whether a sale is closed although something may remain of it: a closed one was captured or released, and the
// rest of the answer does not say so.
func contradicts(whole api.Authorization) bool {
	return api.StatusOf(whole.Status) == api.StatusClosed && (!whole.RemainingTold || whole.Remaining > 0)
}

// withCapture adds a capture to others. Of two with one id, what remains of them decides only where they agree.
func withCapture(list []api.Capture, c api.Capture) []api.Capture {
	at := slices.IndexFunc(list, is(c.ID))
	if at < 0 {
		return append(list, c)
	}
	if list[at].RemainingTold && c.RemainingTold && list[at].Remaining != c.Remaining {
		list = slices.Clone(list)
		list[at].RemainingTold = false
	}
	return list
}

// account is the number that a query can name: a masked one would find nothing.
func (q question) account(whole api.Authorization) api.ID {
	switch {
	case q.was.Account != "":
		return q.was.Account
	case api.Whole(whole.AccountNumber):
		return whole.AccountNumber
	}
	return ""
}

func is(id api.ID) func(api.Capture) bool {
	return func(c api.Capture) bool { return sameID(c.ID, id) }
}

func sameID(a, b api.ID) bool { return api.PlainID(a) == api.PlainID(b) }

// captured looks for the capture in the whole list, and holds what remains against it: a capture of its moment may have been
// there before, and something else be gone.
func (q question) captured(whole api.Authorization, list []api.Capture) (Finding, error) {
	found, err := q.capturesLike(list)
	if err != nil {
		return Finding{}, err
	}
	lost, err := q.missing(whole, slices.DeleteFunc(slices.Clone(list), func(c api.Capture) bool {
		return slices.ContainsFunc(found.candidates, is(c.ID))
	}))
	if err != nil {
		return Finding{}, err
	}
	switch n := len(found.candidates); {
	case found.likely != nil && found.likely.AuthorizationID != unnamed && (found.surely && !lost.tooLittle(q.was.Amount) || n == 1 && lost.just(q.was.Amount)):
		id := found.likely.ID
		return Finding{Verdict: Found, ID: id, CaptureID: id, Authorization: &whole, Said: msgFoundCapture.With(string(id))}, nil
	case n == 0 && (whole.RemainingTold || !whole.CapturesTold) && !contradicts(whole) && (!lost.told || lost.tooLittle(q.was.Amount) || lost.explained()):
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	case n > 0:
		return Finding{Verdict: Unsure, Authorization: &whole, Shown: true, Said: msgCapturesUnsure.With(n)}, nil
	}
	return unsure(whole, q.was, whole.Remaining, lost.told), nil
}

// released tells a release by what is gone from what remained. Another computer's release of the same amount, or others
// that come to it, cannot be told from this one's.
func (q question) released(whole api.Authorization, list []api.Capture) (Finding, error) {
	lost, err := q.missing(whole, list)
	switch {
	case err != nil:
		return Finding{}, err
	case lost.tooLittle(q.was.Amount) && !contradicts(whole):
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	case lost.just(q.was.Amount):
		return Finding{Verdict: Found, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(whole.Remaining))}, nil
	case lost.told && lost.explained():
		return Finding{Verdict: Unsure, Authorization: &whole, Said: msgReleaseOrCapture}, nil
	}
	finding := unsure(whole, q.was, whole.Remaining, lost.told)
	finding.Shown = lost.told && lost.amount > 0
	return finding, nil
}

// loss is the amount gone from what remained before the intent, less what others surely took since.
type loss struct {
	told   bool // the server said what remained, before and now
	amount api.Money
	// maybe has what others may have taken since, too: each sum of captures whose dates cannot tell whether they were before.
	maybe sums
	blind bool // some of those captures cannot be added up
}

// tooLittle reports whether less is gone than an amount: nothing that takes so much was done.
func (l loss) tooLittle(than api.Money) bool { return l.told && l.amount >= 0 && l.amount < than }

// just reports whether an amount is gone, and others cannot have taken it.
func (l loss) just(amount api.Money) bool { return l.told && l.amount == amount && !l.explained() }

// explained reports whether others may have taken all that is gone.
func (l loss) explained() bool { return l.blind || l.maybe[l.amount] }

// missing adds up what is gone from what remained, and what others captured meanwhile.
func (q question) missing(whole api.Authorization, list []api.Capture) (loss, error) {
	lost := loss{told: whole.RemainingTold && q.was.Remaining != 0, amount: q.was.Remaining - whole.Remaining, maybe: sums{0: true}}
	unplaced := 0
	for _, c := range list {
		if q.since.ageOf(c.Date) == before {
			continue
		}
		mine, err := q.isCapture(c.ID) // recorded here: it was before, as the authorization is frozen since
		switch {
		case err != nil:
			return loss{}, err
		case mine:
		case !c.AmountTold:
			lost.blind = true
		case q.since.surely(c.Date):
			lost.amount -= c.Amount
		case unplaced == mostVague:
			lost.blind = true
		default:
			unplaced++
			lost.maybe = lost.maybe.perhaps(c.Amount)
		}
	}
	return lost, nil
}

// mostVague is the most captures with a vague date that are added up in every way.
const mostVague = 12

// sums are the possible sums of several amounts, each of which may count or not.
type sums map[api.Money]bool

func (s sums) perhaps(amount api.Money) sums {
	more := sums{}
	for sum := range s {
		more[sum], more[sum+amount] = true, true
	}
	return more
}

// returned tells a return by what remains of its capture: returns are not listed.
func (q question) returned(whole api.Authorization, list []api.Capture) Finding {
	of := slices.IndexFunc(list, is(q.was.CaptureID))
	if of < 0 {
		return Finding{Verdict: Unsure, Authorization: &whole, Said: msgNoSuchCapture.With(string(q.was.CaptureID))}
	}
	c := list[of]
	lost := loss{told: c.RemainingTold && q.was.Remaining != 0, amount: q.was.Remaining - c.Remaining}
	switch {
	case lost.just(q.was.Amount):
		return Finding{Verdict: Found, CaptureID: q.was.CaptureID, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(c.Remaining))}
	case lost.tooLittle(q.was.Amount):
		return Finding{Authorization: &whole, Said: msgNotThere}
	}
	finding := unsure(whole, q.was, c.Remaining, lost.told)
	finding.Shown = lost.told && lost.amount > 0
	return finding
}

func unsure(whole api.Authorization, was flows.Intent, now api.Money, told bool) Finding {
	said := msgRemainsElse.With(lang.Money(was.Remaining), lang.Money(now))
	if !told {
		said = msgRemainsUntold
	}
	return Finding{Verdict: Unsure, Authorization: &whole, Said: said}
}
