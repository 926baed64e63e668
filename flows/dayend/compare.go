// Package dayend holds a day's journal against the server's, names every difference, and has a manager sign the
// day off.
package dayend

import (
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// Standing is how an item stands with both sides.
type Standing string

// The standings, those that somebody has to look at first.
const (
	Differs   Standing = "differs"
	OnlyHere  Standing = "only_here"
	Doubtful  Standing = "in_doubt"
	OnlyThere Standing = "only_on_the_server"
	Unlisted  Standing = "not_listed" // the server has no list of it
	Agrees    Standing = "agrees"
)

// standings are all, in that order.
var standings = []Standing{Differs, OnlyHere, Doubtful, OnlyThere, Unlisted, Agrees}

// Item is one thing of the day on both sides.
type Item struct {
	At              time.Time
	Kind            flows.IntentKind
	Reference       string
	Ending          string
	Here, There     *api.Money // nil where that side does not have it
	AuthorizationID api.ID
	CaptureID       api.ID
	Clerk           string
	Standing        Standing
	Said            lang.Text // what differs, in words
}

// sides are what is compared: the journal of the day and place, and what the server has.
type sides struct {
	day     time.Time // the local day's beginning
	records []journal.Record
	made    map[api.ID]api.Authorization
	taken   map[api.ID]api.Capture
	// elsewhere are ids of the server's that the journal has for another day or location: a clock that differs, or
	// midnight, must not make them another computer's.
	elsewhere map[api.ID]bool
	// doubts are all of this computer, of whatever day and location.
	doubts []flows.Doubt
}

// claims are the server's ids that the journal accounts for, and what it has taken off them.
type claims struct {
	authorizations, captures map[api.ID]bool
	released, returned       map[api.ID]api.Money
}

// compare puts both sides beside one another.
func compare(s sides) []Item {
	c := s.claims()
	var items []Item
	for _, r := range s.records {
		settled := r.State == journal.Done || r.State == journal.NotDone
		if settled && (r.Intent.Kind == flows.ApplicationIntent || r.Intent.Kind == flows.VerificationIntent) {
			continue // no money
		}
		if item, counts := s.item(r, &c); counts {
			items = append(items, item)
		}
	}
	items = append(items, s.earlierDoubts()...)
	return sorted(append(items, s.others(c)...))
}

// claims are what the day's records account for.
func (s sides) claims() claims {
	c := claims{map[api.ID]bool{}, map[api.ID]bool{}, map[api.ID]api.Money{}, map[api.ID]api.Money{}}
	for _, r := range s.records {
		c.claim(r)
		if r.Intent.Kind == flows.AuthorizationIntent && r.State == journal.Done && r.Outcome.CaptureID == "" {
			c.captures[s.ownCapture(r.Outcome.ID)] = true
		}
	}
	return c
}

// earlierDoubts are those of other days and locations: a day is not closed over them in silence.
func (s sides) earlierDoubts() []Item {
	listed := map[flows.IntentID]bool{}
	for _, r := range s.records {
		listed[r.ID] = true
	}
	var items []Item
	for _, d := range s.doubts {
		if listed[d.ID] {
			continue
		}
		item := itemOf(d.Intent, d.Since)
		item.Standing, item.Said = Doubtful, msgInDoubtFrom.With(d.Intent.Location)
		items = append(items, item)
	}
	return items
}

// itemOf is what is known here of an intent.
func itemOf(in flows.Intent, at time.Time) Item {
	item := Item{
		At: at, Kind: in.Kind, Reference: in.Reference, Ending: in.AccountEnding(),
		AuthorizationID: in.AuthorizationID, CaptureID: in.CaptureID, Clerk: in.Clerk, Standing: Agrees,
	}
	if in.Amount != 0 {
		amount := in.Amount
		item.Here = &amount
	}
	return item
}

// ownCapture is the capture that was made with a purchase whose record does not name it: the only one, of the
// whole amount and at the same instant.
func (s sides) ownCapture(id api.ID) api.ID {
	whole, ok := s.made[id]
	if !ok || len(whole.Captures) != 1 || whole.Captures[0].Amount != whole.Amount || whole.Captures[0].Date != whole.Date {
		return ""
	}
	return whole.Captures[0].ID
}

// claim notes what a record accounts for.
func (c *claims) claim(r journal.Record) {
	if r.State != journal.Done {
		return
	}
	switch r.Intent.Kind {
	case flows.AuthorizationIntent:
		c.authorizations[r.Outcome.ID] = true
		c.captures[r.Outcome.CaptureID] = true
	case flows.CaptureIntent:
		c.captures[r.Outcome.ID] = true
	case flows.ReleaseIntent:
		c.released[r.Intent.AuthorizationID] += r.Intent.Amount
	case flows.ReturnIntent:
		c.returned[r.Intent.CaptureID] += r.Intent.Amount
	}
}

// item is a record beside the server's; false for what was not done and is not there.
func (s sides) item(r journal.Record, c *claims) (Item, bool) {
	in := r.Intent
	item := itemOf(in, r.At)
	switch {
	case r.State == journal.NotDone:
		return item, r.Outcome.Source != flows.FromAnswer && s.late(&item, r, c)
	case r.State != journal.Done:
		item.Standing, item.Said = Doubtful, msgInDoubt
		return item, true
	}
	switch in.Kind {
	case flows.AuthorizationIntent:
		item.AuthorizationID, item.CaptureID = r.Outcome.ID, r.Outcome.CaptureID
		there, ok := s.made[r.Outcome.ID]
		item.beside(there.Amount, ok)
	case flows.CaptureIntent:
		item.CaptureID = r.Outcome.ID
		there, ok := s.taken[r.Outcome.ID]
		item.beside(there.Amount, ok)
	case flows.ReleaseIntent:
		s.release(&item, c)
	case flows.ReturnIntent:
		s.giveBack(&item, c)
	default:
		item.Standing, item.Said = Unlisted, msgUnlisted
	}
	return item, true
}

// beside takes the server's amount.
func (i *Item) beside(there api.Money, known bool) {
	switch {
	case !known:
		i.Standing, i.Said = OnlyHere, msgOnlyHere
		return
	case i.Here != nil && there != *i.Here:
		i.Standing, i.Said = Differs, msgAmounts.With(lang.Money(*i.Here), lang.Money(there))
	}
	i.There = &there
}

// release is told by what remains of the authorization: it can't be more than the day's releases leave.
func (s sides) release(item *Item, c *claims) {
	whole, ok := s.made[item.AuthorizationID]
	if !ok || !whole.RemainingTold {
		item.Standing, item.Said = Unlisted, msgUnlisted
		return
	}
	most := whole.Amount - c.released[item.AuthorizationID]
	for _, capture := range whole.Captures {
		most -= capture.Amount
	}
	item.Said = msgRemains
	if whole.Remaining > most {
		item.Standing, item.Said = Differs, msgRemainsMore.With(lang.Money(whole.Remaining), lang.Money(most))
	}
}

// giveBack is told by what remains of the capture.
func (s sides) giveBack(item *Item, c *claims) {
	capture, ok := s.taken[item.CaptureID]
	if !ok || !capture.RemainingTold {
		item.Standing, item.Said = Unlisted, msgUnlisted
		return
	}
	item.Said = msgRemains
	if most := capture.Amount - c.returned[item.CaptureID]; capture.Remaining > most {
		item.Standing, item.Said = Differs, msgRemainsMore.With(lang.Money(capture.Remaining), lang.Money(most))
	}
}

// unauthorized is the status of a purchase that the server has, and refused (CONTRACT §7, SEEN as a filter).
const unauthorized = "unauthorized"

// others are what the server has of the day and this host's journal does not account for: other hosts' too.
func (s sides) others(c claims) []Item {
	var items []Item
	for id, a := range s.made {
		if c.authorizations[id] || s.elsewhere[id] || a.Status == unauthorized || !s.ofDay(a.Date) {
			continue
		}
		amount := a.Amount
		items = append(items, Item{
			At: timeOf(a.Date), Kind: flows.AuthorizationIntent, Reference: a.Reference, Ending: endingOf(a), There: &amount,
			AuthorizationID: id, Standing: OnlyThere, Said: msgOnlyThere,
		})
	}
	for id, taken := range s.taken {
		if c.captures[id] || s.elsewhere[id] || !s.ofDay(taken.Date) || s.other(taken, c) {
			continue
		}
		amount := taken.Amount
		items = append(items, Item{
			At: timeOf(taken.Date), Kind: flows.CaptureIntent, Reference: taken.Reference, There: &amount,
			AuthorizationID: taken.AuthorizationID, CaptureID: id, Standing: OnlyThere, Said: msgOnlyThere,
		})
	}
	return items
}

// other is true for a capture that was made with a purchase that is listed itself.
func (s sides) other(taken api.Capture, c claims) bool {
	whole, ok := s.made[taken.AuthorizationID]
	return ok && !c.authorizations[taken.AuthorizationID] && s.ofDay(whole.Date)
}

// ofDay is true for a date of the server's within the day.
func (s sides) ofDay(date string) bool {
	if at, err := time.Parse(time.RFC3339, date); err == nil {
		return !at.Before(s.day) && at.Before(s.day.AddDate(0, 0, 1))
	}
	return strings.HasPrefix(date, s.day.Format(time.DateOnly))
}

func timeOf(date string) time.Time {
	at, err := time.Parse(time.RFC3339, date)
	if err != nil {
		return time.Time{}
	}
	return at
}

func endingOf(a api.Authorization) string {
	return flows.Intent{Account: a.AccountNumber}.AccountEnding()
}

// sorted puts what has to be looked at first, and each standing in the order of time.
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
