package dayend

// This file judges what only the server has: sales of other counters, and calls that this journal has as open or not
// executed.

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// others returns the server's entries that this host's journal does not account for. On their own they are no
// difference: other hosts sell too. An entry that could be an intent which is open or was not executed is a
// difference.
func (s sides) others(c claims) []Item {
	var items []Item
	for _, id := range inOrder(s.made) {
		a := s.made[id]
		if c.authorizations[id] || s.elsewhere[id] || api.StatusOf(a.Status) == api.StatusUnauthorized {
			continue
		}
		item := Item{
			At: timeOf(a.Date), Kind: flows.AuthorizationIntent, Reference: a.Reference, Ending: endingOf(a), There: amountOf(a.Amount, a.AmountTold),
			AuthorizationID: a.ID, Standing: OnlyThere, Said: s.onlyThere(),
		}
		if !made(a) {
			item.Said = msgStatusThere.With(a.Status)
		}
		ofDay := s.ofDay(a.Date)
		if s.suspect(&item, func(in flows.Intent) bool { return ofDay && mayBe(a, in) || isIt(a, in) }) || ofDay {
			items = append(items, item)
		}
	}
	for _, id := range inOrder(s.taken) {
		taken := s.taken[id]
		if c.captures[id] || s.elsewhere[id] || s.other(taken, c) {
			continue
		}
		item := Item{
			At: timeOf(taken.Date), Kind: flows.CaptureIntent, Reference: taken.Reference, There: amountOf(taken.Amount, taken.AmountTold),
			AuthorizationID: taken.AuthorizationID, CaptureID: taken.ID, Standing: OnlyThere, Said: s.onlyThere(),
		}
		ofDay := s.ofDay(taken.Date)
		if ofDay && s.suspect(&item, func(in flows.Intent) bool { return mayBeCapture(taken, in) }) || ofDay {
			items = append(items, item)
		}
	}
	return items
}

// onlyThere says whose entry it is that only the server has, as far as that can be known.
func (s sides) onlyThere() lang.Text {
	if s.lost {
		return msgOnlyThereLost
	}
	return msgOnlyThere
}

// suspect turns an item into a difference if it could be an intent that is open or was not executed, and names the
// intent.
func (s sides) suspect(item *Item, could func(flows.Intent) bool) bool {
	for _, d := range s.doubts {
		if could(d.Intent) {
			item.Standing, item.Said = Differs, msgMaybeDoubt.With(flows.Sentence(d.Intent))
			return true
		}
	}
	for _, r := range append(s.refused[:len(s.refused):len(s.refused)], s.records...) {
		switch {
		case r.State == journal.Done || !could(r.Intent):
		case r.State == journal.NotDone:
			item.Standing, item.Said = Differs, msgMaybeRefused.With(flows.Sentence(r.Intent), r.At.In(s.day.Location()).Format("15:04"))
			return true
		default:
			item.Standing, item.Said = Differs, msgMaybeDoubt.With(flows.Sentence(r.Intent))
			return true
		}
	}
	return false
}

// other reports whether a capture was made with a purchase that is listed itself.
func (s sides) other(taken api.Capture, c claims) bool {
	whole, ok := s.made[key(taken.AuthorizationID)]
	return ok && !c.authorizations[key(taken.AuthorizationID)] && s.ofDay(whole.Date)
}

// amountOf returns the server's amount, or nil if the server names none.
func amountOf(amount api.Money, told bool) *api.Money {
	if amount == 0 && !told {
		return nil
	}
	return &amount
}

func endingOf(a api.Authorization) string {
	return api.Ending(a.AccountNumber)
}

// sorted puts the items that somebody has to look at first, and each standing in the order of time.
func sorted(items []Item) []Item {
	var all []Item
	for _, standing := range standings {
		var of []Item
		for _, item := range items {
			if item.Standing == standing {
				of = append(of, item)
			}
		}
		all = append(all, byTime(of)...)
	}
	return all
}

// compared says in a sentence or two what was compared, and the result.
func (r *report) compared() lang.Text {
	ours, agree, elsewhere, unlisted := 0, 0, 0, 0
	for _, item := range r.items {
		switch {
		case item.Standing == Unlisted:
			unlisted++
		case item.Standing == OnlyThere:
			elsewhere++
		case item.ours:
			ours++
			if item.Standing == Agrees {
				agree++
			}
		}
	}
	var said []lang.Text
	switch {
	case ours == 0:
		said = append(said, msgNoneOurs)
	case ours == agree && unlisted > 0:
		said = append(said, msgSomeOurs.With(agree, ours+unlisted))
	case ours == 1 && agree == 1:
		said = append(said, msgOneOurs)
	case ours == agree:
		said = append(said, msgAllOurs.With(ours))
	default:
		said = append(said, msgSomeOurs.With(agree, ours+unlisted))
	}
	switch {
	case elsewhere > 0 && r.lost:
		said = append(said, msgNotHere.With(elsewhere))
	case elsewhere > 0 && ours == 0:
		said = append(said, msgFromElsewhere.With(elsewhere))
	case elsewhere == 1:
		said = append(said, msgOneElsewhere)
	case elsewhere > 1:
		said = append(said, msgElsewhere.With(elsewhere))
	}
	switch {
	case unlisted == 1:
		said = append(said, msgOneUnlisted)
	case unlisted > 1:
		said = append(said, msgManyUnlisted.With(unlisted))
	}
	return lang.Join(" ", said...)
}
