// Package dayend compares a day's journal with the server, names every difference, and lets a manager sign the day
// off.
package dayend

import (
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// Standing says which sides have an item, and whether they agree.
type Standing string

// The standings. Those that somebody has to look at come first.
const (
	Differs   Standing = "differs"
	OnlyHere  Standing = "only_here"
	Doubtful  Standing = "in_doubt"
	Uncertain Standing = "not_compared" // the server's answer does not suffice
	OnlyThere Standing = "only_on_the_server"
	Unlisted  Standing = "not_listed" // the server has no list of such calls
	Agrees    Standing = "agrees"
)

// standings lists all of them in that order.
var standings = []Standing{Differs, OnlyHere, Doubtful, Uncertain, OnlyThere, Unlisted, Agrees}

// Item is one call of the day, on both sides.
type Item struct {
	At              time.Time
	Kind            flows.IntentKind
	Reference       string
	Ending          string
	Here, There     *api.Money // the amounts; nil if that side does not have the call
	AuthorizationID api.ID
	CaptureID       api.ID
	Clerk           string
	Standing        Standing
	Said            lang.Text // the difference in words
	ours            bool      // this computer has recorded it
}

// sides are the two sides of the comparison: the journal of the day and the place, and the server's lists.
type sides struct {
	day     time.Time // the beginning of the day in the store's zone
	records []journal.Record
	made    map[api.ID]api.Authorization // by id, in the form of key
	taken   map[api.ID]api.Capture
	absent  map[api.ID]bool // sales that the server does not know
	unasked map[api.ID]bool // sales that the console did not ask for
	// elsewhere are ids of the server that the journal has for another day or location. A clock that differs, or
	// midnight, must not turn them into another computer's sales.
	elsewhere map[api.ID]bool
	// doubts are all intents in doubt of this computer, of any day and location.
	doubts []flows.Doubt
	// refused are the calls that were not executed: records of this computer around the day, at any location.
	refused []journal.Record
	// lost reports that the journal has lost entries that may belong to the day.
	lost bool
}

// claims are the server's ids that the journal accounts for, with the amounts that it has taken off them.
type claims struct {
	authorizations, captures map[api.ID]bool
	released, returned       map[api.ID]api.Money
	counted                  map[api.ID]bool // the server's numbers of the items so far, with the intents that they belong to
}

// compare returns the items of both sides.
func compare(s sides) []Item {
	c := s.claims()
	var items []Item
	for _, r := range s.records {
		settled := r.State == journal.Done || r.State == journal.NotDone || r.State == journal.Unanswered
		if settled && (r.Intent.Kind == flows.ApplicationIntent || r.Intent.Kind == flows.VerificationIntent) {
			continue // moves no money
		}
		if item, counts := s.item(r, &c); counts {
			items = append(items, item)
		}
	}
	items = append(items, s.earlierDoubts()...)
	return sorted(append(items, s.others(c)...))
}

// claims returns the server's entries that the day's records account for.
func (s sides) claims() claims {
	c := claims{map[api.ID]bool{}, map[api.ID]bool{}, map[api.ID]api.Money{}, map[api.ID]api.Money{}, map[api.ID]bool{}}
	for _, r := range s.records {
		c.claim(r)
		if r.Intent.Kind == flows.AuthorizationIntent && r.State == journal.Done && r.Outcome.CaptureID == "" {
			c.captures[key(s.ownCapture(key(r.Outcome.ID)))] = true
		}
	}
	return c
}

// earlierDoubts returns the doubts of other days and locations: a day is not closed over them in silence.
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

// itemOf returns the item of an intent, as it is known here.
func itemOf(in flows.Intent, at time.Time) Item {
	item := Item{
		At: at, Kind: in.Kind, Reference: in.Reference, Ending: in.AccountEnding(),
		AuthorizationID: in.AuthorizationID, CaptureID: in.CaptureID, Clerk: in.Clerk, Standing: Agrees, ours: true,
	}
	if in.Amount != 0 {
		amount := in.Amount
		item.Here = &amount
	}
	return item
}

// ownCapture returns the capture that was made together with a purchase, if the purchase's record does not name it:
// the only one of the whole amount at the same instant. id is the purchase's, in the form of key.
func (s sides) ownCapture(id api.ID) api.ID {
	whole, ok := s.made[id]
	if !ok {
		return ""
	}
	all := whole.Captures
	if len(all) == 0 && !whole.CapturesTold {
		for _, c := range s.taken {
			if key(c.AuthorizationID) == id {
				all = append(all, c)
			}
		}
	}
	if len(all) != 1 || all[0].Amount != whole.Amount || all[0].Date != whole.Date {
		return ""
	}
	return all[0].ID
}

// claim notes the ids that a record accounts for.
func (c *claims) claim(r journal.Record) {
	if r.State != journal.Done {
		return
	}
	switch r.Intent.Kind {
	case flows.AuthorizationIntent:
		c.authorizations[key(r.Outcome.ID)] = true
		c.captures[key(r.Outcome.CaptureID)] = true
	case flows.CaptureIntent:
		c.captures[key(r.Outcome.ID)] = true
	case flows.ReleaseIntent:
		c.released[key(r.Intent.AuthorizationID)] += r.Intent.Amount
	case flows.ReturnIntent:
		c.returned[key(r.Intent.CaptureID)] += r.Intent.Amount
	}
}

// item compares a record with the server. It returns false if the call was not executed and the server does not have
// it.
func (s sides) item(r journal.Record, c *claims) (Item, bool) {
	in := r.Intent
	item := itemOf(in, r.At)
	switch {
	case r.State == journal.NotDone:
		return item, s.late(&item, r, c)
	case r.State != journal.Done:
		item.Standing, item.Said = Doubtful, msgInDoubt
		return item, true
	case c.counts(r):
		item.Standing, item.Said = Differs, msgSameNumber.With(string(r.Outcome.ID))
		return item, true
	}
	switch in.Kind {
	case flows.AuthorizationIntent:
		item.AuthorizationID, item.CaptureID = r.Outcome.ID, r.Outcome.CaptureID
		s.purchase(&item, in)
	case flows.CaptureIntent:
		item.CaptureID = r.Outcome.ID
		there, ok := s.taken[key(r.Outcome.ID)]
		item.beside(there.Amount, there.AmountTold, ok)
	case flows.ReleaseIntent:
		s.release(&item, c)
	case flows.ReturnIntent:
		s.giveBack(&item, c)
	default:
		item.Standing, item.Said = Unlisted, msgUnlisted
	}
	return item, true
}

// counts reports whether the server's number for a record was counted for another record already: one call is not two
// sales.
func (c *claims) counts(r journal.Record) bool {
	if r.Outcome.ID == "" {
		return false
	}
	of := r.Intent.Kind
	if of == flows.PaymentIntent || of == flows.TradeInIntent {
		of = flows.DepositIntent // one endpoint makes all three kinds
	}
	number := api.ID(of) + " " + key(r.Outcome.ID)
	known := c.counted[number]
	c.counted[number] = true
	return known
}

// purchase compares a purchase of this host with the server's: its status, account and amount, then the rest.
func (s sides) purchase(item *Item, in flows.Intent) {
	there, ok := s.made[key(item.AuthorizationID)]
	switch {
	case s.unasked[key(item.AuthorizationID)]:
		item.Standing, item.Said = Uncertain, msgUnasked
	case ok && !made(there):
		item.Standing, item.Said = Differs, msgStatus.With(there.Status)
	case ok && !alike(in.CompareAccount(there.AccountNumber)):
		item.Standing, item.Said = Differs, msgAccount.With(endingOf(there))
	default:
		item.beside(there.Amount, there.AmountTold, ok)
		if said := differs(there, in); ok && item.Standing == Agrees && !said.Empty() {
			item.Standing, item.Said = Differs, said
		}
	}
}

// differs names what else of a purchase differs from its intent. It is empty if nothing does.
func differs(there api.Authorization, in flows.Intent) lang.Text {
	switch {
	case there.SaysNo || slices.ContainsFunc(there.Captures, func(c api.Capture) bool { return c.SaysNo }):
		return msgSaysNo
	case api.CompareReferences(there.Reference, in.Reference) == api.Differs:
		return msgReferenceThere.With(there.Reference)
	case api.CompareFinancing(there.Financing, in.Financing) == api.Differs:
		return msgFinancing
	case in.AutoCapture && notCaptured(there):
		return msgNotCaptured
	}
	return lang.Text{}
}

// notCaptured reports whether a purchase shows that it was not captured, or not all of it.
func notCaptured(a api.Authorization) bool {
	if a.RemainingTold && a.Remaining > 0 || a.CapturesTold && len(a.Captures) == 0 {
		return true
	}
	taken := api.Money(0)
	for _, c := range a.Captures {
		if !c.AmountTold {
			return false
		}
		taken += c.Amount
	}
	return a.CapturesTold && a.AmountTold && taken != a.Amount
}

// beside adds the server's amount.
func (i *Item) beside(there api.Money, told, known bool) {
	switch {
	case !known:
		i.Standing, i.Said = OnlyHere, msgOnlyHere
		return
	case there == 0 && !told:
		i.Standing, i.Said = Uncertain, msgNoAmount
		return
	case i.Here != nil && there != *i.Here:
		i.Standing, i.Said = Differs, msgAmounts.With(lang.Money(*i.Here), lang.Money(there))
	}
	i.There = &there
}

// release judges a release by the authorization's remainder, which cannot be more than the day's releases leave.
func (s sides) release(item *Item, c *claims) {
	id := key(item.AuthorizationID)
	whole, ok := s.made[id]
	switch {
	case s.absent[id]:
		item.Standing, item.Said = OnlyHere, msgNoSale
		return
	case s.unasked[id]:
		item.Standing, item.Said = Uncertain, msgUnasked
		return
	case !ok || !whole.RemainingTold || !whole.CapturesTold && len(whole.Captures) == 0 || whole.Amount == 0:
		item.Standing, item.Said = Unlisted, msgUnlisted
		return
	}
	most := whole.Amount - c.released[id]
	for _, capture := range whole.Captures {
		most -= capture.Amount
	}
	item.Said = msgRemains
	if whole.Remaining > most {
		item.Standing, item.Said = Differs, msgRemainsMore.With(lang.Money(whole.Remaining), lang.Money(most))
	}
}

// giveBack judges a return by the capture's remainder.
func (s sides) giveBack(item *Item, c *claims) {
	capture, ok := s.taken[key(item.CaptureID)]
	switch id := key(item.AuthorizationID); {
	case s.absent[id]:
		item.Standing, item.Said = OnlyHere, msgNoSale
		return
	case s.unasked[id]:
		item.Standing, item.Said = Uncertain, msgUnasked
		return
	case !ok || !capture.RemainingTold || capture.Amount == 0:
		item.Standing, item.Said = Unlisted, msgUnlisted
		return
	}
	item.Said = msgRemains
	if most := capture.Amount - c.returned[key(item.CaptureID)]; capture.Remaining > most {
		item.Standing, item.Said = Differs, msgRemainsMore.With(lang.Money(capture.Remaining), lang.Money(most))
	}
}
