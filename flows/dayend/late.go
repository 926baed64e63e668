package dayend

// This file finds what the server has after all of what this host took for not done, because the server did not have it
// when it was asked, or because a person said so.

import (
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// clockSkew is how far the server's clock may be behind this one's (OWN).
const clockSkew = 15 * time.Minute

// late is true where the server has what a record says was not done. What it has counts as this record's.
func (s sides) late(item *Item, r journal.Record, c *claims) bool {
	in := r.Intent
	switch in.Kind {
	case flows.AuthorizationIntent:
		return s.latePurchase(item, in, c)
	case flows.CaptureIntent:
		return s.lateCapture(item, r, c)
	case flows.ReleaseIntent:
		whole, ok := s.made[in.AuthorizationID]
		if !ok || !whole.RemainingTold {
			return false
		}
		left := whole.Amount - c.released[in.AuthorizationID]
		for _, capture := range whole.Captures {
			left -= capture.Amount
		}
		return item.less(in, left, whole.Remaining, c.released, in.AuthorizationID)
	case flows.ReturnIntent:
		capture, ok := s.taken[in.CaptureID]
		if !ok || !capture.RemainingTold {
			return false
		}
		return item.less(in, capture.Amount-c.returned[in.CaptureID], capture.Remaining, c.returned, in.CaptureID)
	}
	return false
}

func (s sides) latePurchase(item *Item, in flows.Intent, c *claims) bool {
	for id, there := range s.made {
		if c.authorizations[id] || s.elsewhere[id] || there.Status == unauthorized || there.Amount != in.Amount || !s.ofDay(there.Date) ||
			strings.TrimSpace(there.Reference) != strings.TrimSpace(in.Reference) || endingOf(there) != in.AccountEnding() {
			continue
		}
		c.authorizations[id], c.captures[s.ownCapture(id)] = true, true
		amount := there.Amount
		item.AuthorizationID, item.CaptureID = id, s.ownCapture(id)
		item.Here, item.There = nil, &amount
		item.Standing, item.Said = Differs, msgNotDonePurchase.With(string(id))
		return true
	}
	return false
}

func (s sides) lateCapture(item *Item, r journal.Record, c *claims) bool {
	in := r.Intent
	for id, there := range s.taken {
		at, err := time.Parse(time.RFC3339, there.Date)
		if c.captures[id] || s.elsewhere[id] || there.AuthorizationID != in.AuthorizationID || there.Amount != in.Amount ||
			there.Reference != "" && strings.TrimSpace(there.Reference) != strings.TrimSpace(in.Reference) ||
			err == nil && at.Before(r.At.Add(-clockSkew)) || err != nil && !s.ofDay(there.Date) {
			continue
		}
		c.captures[id] = true
		amount := there.Amount
		item.CaptureID, item.Here, item.There = id, nil, &amount
		item.Standing, item.Said = Differs, msgNotDoneCapture.With(string(id))
		return true
	}
	return false
}

// less is true where less is left than what was recorded leaves, by the amount of the intent at least.
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
