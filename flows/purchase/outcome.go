package purchase

// This file shows the purchase that was made, and writes its slip.

import (
	"cmp"
	"slices"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/lang"
)

const (
	actionRead = "read_slip"
	actionSave = "save_slip"
	actionNew  = "new_purchase"
	actionSale = "open_sale"
)

// finish is the end of the purchase: nothing can be gone back to.
func (f *Flow) finish(done api.Authorization) flows.Move {
	f.done, f.finished = &done, f.Counter.Now()
	f.verifier.Finish()
	return f.Finish(atOutcome)
}

func (f *Flow) outcomePage() flows.Page {
	said := f.outcome()
	page := flows.Page{
		ID: "purchase.outcome", Title: said.title,
		Body: &flows.Report{
			Tone: said.tone, Headline: said.headline, Text: said.text,
			Groups: slices.Concat([]flows.Group{f.idGroup()}, f.paymentGroups(), f.saleGroups()),
		},
		Forward: msgDone,
		Actions: []flows.Action{
			{ID: actionRead, Label: msgReadSlip, Key: 'r'},
			{ID: actionSave, Label: msgSaveSlip, Key: 's'},
			{ID: actionNew, Label: msgNewPurchase, Key: 'n'},
		},
	}
	if f.sale != nil && f.done.ID != "" {
		page.Actions = append(page.Actions, flows.Action{ID: actionSale, Label: msgOpenSale, Key: 'o'})
	}
	return page
}

// LeadingTo offers the sale that was made, to be captured or released later, and returns the flow.
func (f *Flow) LeadingTo(sale func(made api.Authorization) flows.Flow) *Flow {
	f.sale = sale
	return f
}

func (f *Flow) outcomeAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case "":
		return flows.Move{Leave: true}
	case actionRead:
		return flows.Move{Read: f.slip()}
	case actionSave:
		return flows.Move{Save: f.slip()}
	case actionNew:
		next := *f.Counter
		next.Language = f.Language
		return flows.Move{Open: New(&next, f.client, f.Recorder).LeadingTo(f.sale)}
	case actionSale:
		if f.sale != nil && f.done.ID != "" {
			return flows.Move{Open: f.sale(*f.done)}
		}
	}
	return flows.Move{Refused: true}
}

// paid is the amount that the server authorized; an answer without one is of what was asked.
func (f *Flow) paid() api.Money {
	if f.done.Amount != 0 {
		return f.done.Amount
	}
	return f.priced.amount
}

// made returns the time at which the purchase was made: the server's time of it, which counts where it was found later, else when it
// answered.
func (f *Flow) made() string {
	at, err := time.Parse(time.RFC3339, f.done.Date)
	if err != nil {
		at = f.finished
	}
	return at.In(f.finished.Location()).Format("2006-01-02 15:04")
}

func (f *Flow) idGroup() flows.Group {
	lines := []flows.Line{flows.Labelled(msgAuthorizationID, string(f.done.ID))}
	lines = append(lines, flows.Labelled(msgCaptureID, string(doubt.CaptureOf(*f.done, flows.Intent{}))), flows.Labelled(msgDate, f.made()))
	if captured := f.capturedLine(); !captured.Value.Empty() {
		lines = append(lines, captured)
	}
	if f.done.Remaining > 0 {
		lines = append(lines, flows.Line{Label: msgRemaining, Value: lang.Money(f.done.Remaining)})
	}
	return flows.Group{Heading: msgIDs, Lines: flows.Filled(lines)}
}

// paymentGroups are the payment of a plan, which is the first of several only where it is a month's, and the fees.
func (f *Flow) paymentGroups() []flows.Group {
	o := f.chosen()
	if o == nil {
		return nil
	}
	var lines []flows.Line
	heading := msgFirstPayment
	if !o.regular() {
		if f.pays(*o) != flows.PaymentMonthly {
			heading = msgPayment
		}
		payment := f.paymentLine(*o, cmp.Or(f.done.TermAmount, o.payment))
		payment.Emphasis = true
		lines = append(lines, payment)
	}
	for _, x := range o.fees {
		lines = append(lines, flows.Line{Label: x.label, Value: x.price()})
	}
	if len(lines) == 0 {
		return nil
	}
	return []flows.Group{{Heading: heading, Lines: lines}}
}

// slip returns the customer's slip: all that they were shown, and the ids.
func (f *Flow) slip() *flows.Document {
	slip := flows.Slip{
		Title:    msgSlipTitle,
		FileName: flows.SlipName("purchase", f.done.ID, f.Counter.Training),
		Training: f.Counter.Training,
		Groups:   append([]flows.Group{f.idGroup()}, f.saleGroups()...),
	}
	if o := f.chosen(); o != nil {
		slip.Text = f.terms(*o)
	}
	return slip.Document()
}
