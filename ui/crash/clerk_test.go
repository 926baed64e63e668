//go:build !windows

package crash

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"countertop/api"
	"countertop/flows"
)

const clerkID = "12345-SAMPLE"

// deed is one thing that a clerk does with money on a console.
type deed struct {
	kind    flows.IntentKind
	account api.ID
	amount  api.Money
	// reference is the deed's own; a release has none.
	reference string

	applicant string // the last name of who applies

	later   bool // a purchase that is captured later
	regular bool // a purchase without a plan

	sale    api.ID // of what is done with a sale
	capture api.ID // of a return and a refund
	row     int    // the capture's, from 1, where the sale has several; else 0
}

func (d deed) String() string {
	of := ""
	if d.sale != "" {
		of = " of the sale " + string(d.sale)
	}
	return strings.TrimSpace(fmt.Sprintf("%s of $%s %s%s", d.kind, d.amount, d.reference, of))
}

// errHeld says that nothing can be done with a sale: something of it is in doubt.
var errHeld = errors.New("the sale is held")

// signsIn gives the clerk's id and takes the location that is offered.
func (c *console) signsIn() {
	c.sees("TRAINING", "not signed in")
	c.types(clerkID+enter, enter)
	c.sees("What would you like to do?")
}

// leadsTo does everything up to the page that asks for the key that confirms, and rests there.
func (c *console) leadsTo(d deed) {
	switch {
	case d.kind == flows.ApplicationIntent:
		c.applies(d)
	case d.kind == flows.AuthorizationIntent:
		c.buys(d)
	case d.sale == "":
		c.pays(d)
	default:
		c.finds(d)
		c.begins(d)
		c.fills(d)
	}
	c.rests()
}

// buys goes through a purchase up to its confirmation.
func (c *console) buys(d deed) {
	c.types("p")
	c.isOn("Find the account")
	c.types(string(d.account), pageDown)
	c.isOn("Amount")
	capture := ""
	if d.later {
		capture = "pre"
	}
	c.types(d.amount.String()+enter, d.reference+enter, capture+enter)
	offers := onPage("Offers")
	c.waits("the offers", func(screen string) bool { return offers(screen) || waits(screen) })
	if c.err == nil && waits(c.shows()) {
		c.err = errHeld
		return
	}
	if d.regular {
		c.types(end) // the last one is without a plan
	}
	c.types(enter)
	c.isOn("Show the customer")
	c.types(end)
	c.sees("End of the text")
	c.rests()
	c.types(enter)
	c.vouches(d)
	c.sees("$"+d.amount.String(), d.reference)
}

// vouches proves the customer by the store's word, and goes on to the confirmation.
func (c *console) vouches(d deed) {
	c.isOn("Verify the customer")
	c.types(end, enter)
	c.isOn("Check the customer's ID")
	c.pressesUntil(confirms, onPage(wordsOf[d.kind].confirm), "the confirmation")
}

// pays goes through a payment, a deposit or a trade-in up to its confirmation.
func (c *console) pays(d deed) {
	c.types("d")
	c.isOn("Payments and deposits")
	c.types(wordsOf[d.kind].key, enter)
	c.isOn("Find the account")
	c.types(string(d.account), pageDown)
	c.isOn(wordsOf[d.kind].page)
	c.types(d.amount.String(), pageDown)
	c.vouches(d)
	c.sees("$" + d.amount.String())
}

// waits reports whether the console says that something else has to be settled before this is sent.
func waits(screen string) bool {
	return strings.Contains(screen, "Something else has to be settled first") || strings.Contains(screen, "Purchase in doubt")
}

// key returns the key that confirms the deed.
func (d deed) key() string {
	if d.kind == flows.ApplicationIntent {
		return enter
	}
	return confirms
}

// words are texts on the pages of a deed.
type words struct{ key, page, confirm, done string }

var wordsOf = map[flows.IntentKind]words{
	flows.ApplicationIntent:   {done: "Decision"},
	flows.AuthorizationIntent: {confirm: "Confirm the purchase", done: "Purchase made"},
	flows.PaymentIntent:       {"1", "In-store payment", "Confirm the payment", "Payment made"},
	flows.DepositIntent:       {"2", "Deposit", "Confirm the deposit", "Deposit made"},
	flows.TradeInIntent:       {"3", "Trade-in", "Confirm the trade-in", "Trade-in made"},
	flows.CaptureIntent:       {"c", "Capture the sale", "Confirm the capture", "Capture made"},
	flows.ReleaseIntent:       {"e", "Release what is held", "Confirm the release", "Release made"},
	flows.ReturnIntent:        {"t", "Return goods", "Confirm the return", "Return made"},
	flows.RefundIntent:        {"f", "Refund to the account", "Confirm the refund", "Refund made"},
}

// done finds the page that says that a deed was done.
func (d deed) done() func(screen string) bool {
	if d.later {
		return onPage("Purchase pre-authorized")
	}
	return onPage(wordsOf[d.kind].done)
}

// finds finds the sale by its number.
func (c *console) finds(d deed) {
	c.types("s")
	c.isOn("Find a sale")
	c.types(string(d.sale), pageDown)
	c.sees("Left to capture", string(d.sale))
	if c.err == nil && held(c.shows()) {
		c.err = errHeld
	}
}

// begins begins what is to be done with the sale.
func (c *console) begins(d deed) {
	page := func(screen string) bool { return strings.Contains(screen, wordsOf[d.kind].page) }
	c.pressesUntil(wordsOf[d.kind].key, func(screen string) bool { return page(screen) || held(screen) }, wordsOf[d.kind].page)
	if c.err == nil && held(c.shows()) {
		c.err = errHeld
	}
}

func held(screen string) bool { return strings.Contains(screen, "was sent and not answered") }

// fills chooses the capture where there are several, and gives the amount and the reference.
func (c *console) fills(d deed) {
	if d.row > 0 {
		c.sees("Which capture is it?")
		c.types(strconv.Itoa(d.row), enter)
	}
	c.sees(wordsOf[d.kind].page, "Change the amount")
	c.types(empties + d.amount.String())
	if d.kind != flows.ReleaseIntent {
		c.types(enter, empties+d.reference)
	}
	c.types(pageDown)
	c.sees(wordsOf[d.kind].confirm)
	c.sees("$"+d.amount.String(), d.reference)
}
