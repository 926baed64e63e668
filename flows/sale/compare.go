package sale

// This file puts the server's side of a sale beside the journal's, and says every difference in
// words.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

// differences says what the server tells of a sale otherwise than this host recorded it. Without a
// record there is nothing to compare, and no difference.
func differences(sale api.Authorization, records []journal.Record) []lang.Text {
	if len(records) == 0 {
		return nil
	}
	c := comparison{sale: sale, records: records}
	c.purchase()
	if !sale.CapturesTold {
		c.say(msgCapturesNotCompared)
		return c.found
	}
	c.capturesHere()
	c.capturesThere()
	c.returns()
	c.releases()
	return c.found
}

type comparison struct {
	sale    api.Authorization
	records []journal.Record
	found   []lang.Text
}

func (c *comparison) say(text lang.Text) { c.found = append(c.found, text) }

// made is this host's own record of the purchase; nil where another host made it.
func (c *comparison) made() *journal.Record {
	for i, r := range c.records {
		if r.Intent.Kind == flows.AuthorizationIntent && r.State == journal.Done {
			return &c.records[i]
		}
	}
	return nil
}

// purchase compares the sale itself.
func (c *comparison) purchase() {
	made := c.made()
	if made == nil {
		return
	}
	in := made.Intent
	if status := api.StatusOf(c.sale.Status); status == api.StatusUnauthorized || status == api.StatusUnknown {
		c.say(msgOtherStatus.With(statusName(c.sale.Status)))
	}
	if named(c.sale.Amount, c.sale.AmountTold) && c.sale.Amount != in.Amount {
		c.say(msgOtherAmount.With(lang.Money(in.Amount), lang.Money(c.sale.Amount)))
	}
	if there, here := strings.TrimSpace(c.sale.Reference), strings.TrimSpace(in.Reference); there != "" && there != here {
		c.say(msgOtherReference.With(here, there))
	}
	there := (flows.Intent{Account: c.sale.AccountNumber}).AccountEnding()
	if here := in.AccountEnding(); there != "" && here != "" && there != here {
		c.say(msgOtherAccount.With(here, there))
	}
}

// captureIDs are the captures that a record says were made.
func captureOf(r journal.Record) api.ID {
	switch {
	case r.State != journal.Done:
		return ""
	case r.Intent.Kind == flows.CaptureIntent && r.Outcome.CaptureID != "":
		return r.Outcome.CaptureID
	case r.Intent.Kind == flows.CaptureIntent:
		return r.Outcome.ID
	case r.Intent.Kind == flows.AuthorizationIntent:
		return r.Outcome.CaptureID
	}
	return ""
}

// capturesHere finds the captures recorded here that the server does not show, or shows otherwise.
func (c *comparison) capturesHere() {
	for _, r := range c.records {
		id := captureOf(r)
		if id == "" {
			continue
		}
		there := c.capture(id)
		switch {
		case there == nil:
			c.say(msgNotShown.With(string(id), lang.Money(r.Intent.Amount)))
		case named(there.Amount, there.AmountTold) && there.Amount != r.Intent.Amount:
			c.say(msgCaptureOther.With(string(id), lang.Money(r.Intent.Amount), lang.Money(there.Amount)))
		}
	}
}

func (c *comparison) capture(id api.ID) *api.Capture {
	for i := range c.sale.Captures {
		if account.SameNumber(c.sale.Captures[i].ID, id) {
			return &c.sale.Captures[i]
		}
	}
	return nil
}

// capturesThere finds the server's captures that this host did not make.
func (c *comparison) capturesThere() {
	for _, there := range c.sale.Captures {
		switch {
		case c.here(there):
		case c.maybe(there):
			c.say(msgPerhapsInDoubt.With(lang.Money(there.Amount), string(there.ID)))
		default:
			c.say(msgNotMadeHere.With(lang.Money(there.Amount), string(there.ID)))
		}
	}
}

// here is true for a capture that a record names, and for the whole of a purchase of which a person
// settled that it was made: nobody then said its capture's number.
func (c *comparison) here(there api.Capture) bool {
	for _, r := range c.records {
		if id := captureOf(r); id != "" && account.SameNumber(id, there.ID) {
			return true
		}
		if r.State == journal.Done && captureOf(r) == "" && r.Outcome.Source != flows.FromAnswer && r.Intent.Amount == there.Amount &&
			(r.Intent.Kind == flows.AuthorizationIntent || r.Intent.Kind == flows.CaptureIntent) {
			return true
		}
	}
	return false
}

// maybe is true for a capture that one in doubt here would look like.
func (c *comparison) maybe(there api.Capture) bool {
	for _, r := range c.records {
		if r.Intent.Kind == flows.CaptureIntent && r.State != journal.Done && r.State != journal.NotDone && r.Intent.Amount == there.Amount {
			return true
		}
	}
	return false
}

// returns compares what was returned of each capture.
func (c *comparison) returns() {
	for _, there := range c.sale.Captures {
		if !there.RemainingTold || !named(there.Amount, there.AmountTold) {
			continue
		}
		here := recorded(c.records, flows.ReturnIntent, there.ID)
		switch gone := there.Amount - there.Remaining; {
		case gone == here:
		case gone-here == inDoubt(c.records, flows.ReturnIntent, there.ID):
			c.say(msgPerhapsReturn.With(string(there.ID), lang.Money(gone-here)))
		default:
			c.say(msgReturnsDiffer.With(string(there.ID), lang.Money(gone), lang.Money(here)))
		}
	}
}

// releases compares what was released, which the server does not list: the part that is neither
// captured nor left.
func (c *comparison) releases() {
	if !c.sale.RemainingTold || !named(c.sale.Amount, c.sale.AmountTold) {
		return
	}
	gone := c.sale.Amount - c.sale.Remaining
	for _, there := range c.sale.Captures {
		gone -= there.Amount
	}
	switch here := recorded(c.records, flows.ReleaseIntent, ""); {
	case gone == here:
	case gone-here == inDoubt(c.records, flows.ReleaseIntent, ""):
		c.say(msgPerhapsRelease.With(lang.Money(gone - here)))
	default:
		c.say(msgReleasesDiffer.With(lang.Money(gone), lang.Money(here)))
	}
}

// inDoubt returns the amount of a kind that is in doubt here; of one capture, if it is named.
func inDoubt(records []journal.Record, kind flows.IntentKind, capture api.ID) api.Money {
	var sum api.Money
	for _, r := range records {
		open := r.State != journal.Done && r.State != journal.NotDone
		if r.Intent.Kind == kind && open && (capture == "" || account.SameNumber(r.Intent.CaptureID, capture)) {
			sum += r.Intent.Amount
		}
	}
	return sum
}
