package dayend

// This file finds calls that this host recorded as not executed, because the server did not have them when it was
// asked or because a person said so, and that the server has after all.

import (
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// clockSkew is the greatest time by which the server's clock may be behind this one's (OWN).
const clockSkew = 15 * time.Minute

// late reports whether the server has a call that a record calls not executed. The server's entry then counts as this
// record's.
func (s sides) late(item *Item, r journal.Record, c *claims) bool {
	in := r.Intent
	switch in.Kind {
	case flows.AuthorizationIntent:
		return s.latePurchase(item, in, c)
	case flows.CaptureIntent:
		return s.lateCapture(item, r, c)
	case flows.ReleaseIntent:
		id := key(in.AuthorizationID)
		whole, ok := s.made[id]
		if !ok || !whole.RemainingTold || !whole.CapturesTold && len(whole.Captures) == 0 {
			return false
		}
		left := whole.Amount - c.released[id]
		for _, capture := range whole.Captures {
			left -= capture.Amount
		}
		return item.less(in, left, whole.Remaining, c.released, id)
	case flows.ReturnIntent:
		id := key(in.CaptureID)
		capture, ok := s.taken[id]
		if !ok || !capture.RemainingTold {
			return false
		}
		return item.less(in, capture.Amount-c.returned[id], capture.Remaining, c.returned, id)
	}
	return false
}

func (s sides) latePurchase(item *Item, in flows.Intent, c *claims) bool {
	for _, id := range inOrder(s.made) {
		there := s.made[id]
		if c.authorizations[id] || s.elsewhere[id] || !made(there) || !s.ofDay(there.Date) || !isIt(there, in) {
			continue
		}
		own := s.ownCapture(id)
		c.authorizations[id], c.captures[key(own)] = true, true
		item.AuthorizationID, item.CaptureID = there.ID, own
		item.Here, item.There = nil, amountOf(there.Amount, there.AmountTold)
		item.Standing, item.Said = Differs, msgNotDonePurchase.With(string(there.ID))
		return true
	}
	return false
}

func (s sides) lateCapture(item *Item, r journal.Record, c *claims) bool {
	in := r.Intent
	for _, id := range inOrder(s.taken) {
		there := s.taken[id]
		if c.captures[id] || s.elsewhere[id] || there.AuthorizationID == "" || !mayBeCapture(there, in) ||
			!alike(api.CompareAmounts(there.Amount, there.AmountTold, in.Amount)) || there.Reference != "" && !sameReference(there.Reference, in.Reference) {
			continue
		}
		if at := timeOf(there.Date); !at.IsZero() && at.Before(r.At.Add(-clockSkew)) || at.IsZero() && !s.ofDay(there.Date) {
			continue
		}
		c.captures[id] = true
		item.CaptureID, item.Here, item.There = there.ID, nil, amountOf(there.Amount, there.AmountTold)
		item.Standing, item.Said = Differs, msgNotDoneCapture.With(string(there.ID))
		return true
	}
	return false
}

// less reports whether less is left than the records leave, by at least the amount of the intent.
func (i *Item) less(in flows.Intent, expected, left api.Money, taken map[api.ID]api.Money, id api.ID) bool {
	if expected-left < in.Amount {
		return false
	}
	taken[id] += in.Amount
	amount := in.Amount
	i.Here, i.There = nil, &amount
	i.Standing, i.Said = Differs, msgNotDoneLess.With(lang.Money(left), lang.Money(expected))
	return true
}
