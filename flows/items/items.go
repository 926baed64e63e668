// Package items holds the items of a purchase, a capture or a return: the products with their totals and taxes, as
// they will stand on the customer's statement (sku_data, docs/contract.md §7, SEEN). The console adds them up.
package items

import (
	"errors"
	"math"
	"strconv"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the fields of a product and of the totals.
const (
	keySKU         = "sku_id"
	keyDescription = "description"
	keyCategory    = "category"
	keyQuantity    = "quantity"
	keyUnitPrice   = "unit_price"

	keyDiscount = "transaction_discount_total"
	keyShipping = "shipping_total"
	keyGSTHST   = "gst_hst"
	keyPST      = "pst"
	keyOrder    = "purchase_order"
)

// The bounds of the values (OWN; the contract names lengths only for the order and the register).
const (
	mostQuantity = 9_999
	mostPrice    = api.Money(999_999_99)
	mostProducts = 200
	longestText  = 100
	longestOrder = 10 // docs/contract.md §7, SEEN
)

// errTooMuch says that a sum is greater than the API's amounts can be.
var errTooMuch = errors.New("more than an amount can be")

// extended returns quantity times unit price.
func extended(quantity int, unit api.Money) (api.Money, error) {
	if quantity > 0 && unit > math.MaxInt64/2/api.Money(quantity) {
		return 0, errTooMuch
	}
	return api.Money(quantity) * unit, nil
}

// product returns the product of a form's values.
func product(values form.Values) api.Product {
	quantity, err := strconv.Atoi(values[keyQuantity])
	if err != nil {
		quantity = 1 // nothing was typed
	}
	p := api.Product{
		SKU: values[keySKU], Category: values[keyCategory], Description: values[keyDescription],
		Quantity: quantity, UnitPrice: form.MoneyOf(values[keyUnitPrice]),
	}
	p.Extended, _ = extended(p.Quantity, p.UnitPrice) // cannot overflow within the bounds of the fields
	return p
}

// Sum is the sum of products and totals.
type Sum struct {
	Subtotal, Discount, Shipping, GSTHST, PST, Total api.Money
}

// Items returns what was entered, as the API takes it, or nil if nothing was. The register is the counter's, and is
// sent even if no product was entered.
func (e *Editor) Items() *api.Items {
	register := e.counter.Terminal
	products := e.products()
	if len(products) == 0 {
		if register == "" {
			return nil
		}
		return &api.Items{Register: register}
	}
	sum := e.Sum()
	items := &api.Items{
		PurchaseOrder: e.totals.kept[keyOrder], Register: register,
		Subtotal: &sum.Subtotal, Total: &sum.Total, Products: products,
	}
	for _, given := range []struct {
		key    string
		amount api.Money
		to     **api.Money
	}{
		{keyDiscount, sum.Discount, &items.Discount}, {keyShipping, sum.Shipping, &items.Shipping},
		{keyGSTHST, sum.GSTHST, &items.GSTHST}, {keyPST, sum.PST, &items.PST},
	} {
		if e.totals.kept[given.key] != "" {
			*given.to = &given.amount
		}
	}
	return items
}

// Sum adds up the products, minus the discount, plus shipping and taxes.
func (e *Editor) Sum() Sum { return e.sumWith(e.totals.kept) }

// sumWith is Sum with other totals, which may be half typed. A value that is no amount counts as 0.
func (e *Editor) sumWith(totals form.Values) Sum {
	var sum Sum
	for _, p := range e.products() {
		sum.Subtotal += p.Extended
	}
	rule := form.Amount(0, mostPrice)
	of := func(key string) api.Money { return max(0, form.MoneyOf(rule.Normalize(totals[key]))) }
	sum.Discount, sum.Shipping, sum.GSTHST, sum.PST = of(keyDiscount), of(keyShipping), of(keyGSTHST), of(keyPST)
	sum.Total = sum.Subtotal - sum.Discount + sum.Shipping + sum.GSTHST + sum.PST
	return sum
}

// Empty reports whether no product was kept.
func (e *Editor) Empty() bool { return len(e.products()) == 0 }

// products returns the products that were kept.
func (e *Editor) products() []api.Product {
	var kept []api.Product
	for _, en := range e.entries {
		if en.kept != nil {
			kept = append(kept, product(en.kept))
		}
	}
	return kept
}

// Differs says by how much the items differ from an amount. It is empty if they do not, or if there are none. A
// purchase may be for less than its items: the customer pays the rest otherwise.
func (e *Editor) Differs(amount api.Money) lang.Text {
	total := e.Sum().Total
	switch {
	case e.Empty() || total == amount:
		return lang.Text{}
	case amount > total:
		return wordsOf(e.kind).moreThan.With(lang.Money(amount), lang.Money(total))
	}
	return wordsOf(e.kind).lessThan.With(lang.Money(amount), lang.Money(total))
}

// Label names the action that opens the items: what was entered so far.
func (e *Editor) Label() lang.Text {
	switch {
	case e.halfTyped():
		return lang.Join(" ", msgItems, msgHalfTypedMark)
	case e.Empty():
		return msgItems
	}
	return msgItemsSoFar.With(len(e.products()), lang.Money(e.Sum().Total))
}

// Lines returns the items for a confirmation or a slip. It is empty if there are none. For a return all amounts are
// negative there, so that a person can add them up. In the request only the totals are.
func (e *Editor) Lines() []flows.Line {
	sign := api.Money(1)
	if e.kind == flows.ReturnIntent {
		sign = -1
	}
	var lines []flows.Line
	for _, p := range e.products() {
		lines = append(lines, flows.Line{Label: lang.Same(strconv.Itoa(p.Quantity) + " x " + nameOf(p)), Value: lang.Money(sign * p.Extended)})
	}
	if len(lines) > 0 {
		lines = append(lines, e.totalLines(sign)...)
	}
	return lines
}

// Group returns Lines under their heading, for a slip.
func (e *Editor) Group() flows.Group {
	return flows.Group{Heading: wordsOf(e.kind).heading, Lines: e.Lines()}
}

// totalLines returns the totals that were entered and their sum, multiplied by sign (1 or -1).
func (e *Editor) totalLines(sign api.Money) []flows.Line {
	sum := e.Sum()
	lines := []flows.Line{{Label: msgSubtotal, Value: lang.Money(sign * sum.Subtotal)}}
	for _, given := range []struct {
		key    string
		label  lang.Text
		amount api.Money
	}{
		{keyDiscount, msgDiscount, -sum.Discount}, {keyShipping, msgShipping, sum.Shipping},
		{keyGSTHST, msgGSTHST, sum.GSTHST}, {keyPST, msgPST, sum.PST},
	} {
		if e.totals.kept[given.key] != "" {
			lines = append(lines, flows.Line{Label: given.label, Value: lang.Money(sign * given.amount)})
		}
	}
	return append(lines, flows.Line{Label: msgTotal, Value: lang.Money(sign * sum.Total), Emphasis: true})
}

// nameOf returns a product's name on a line: its description, else its number.
func nameOf(p api.Product) string {
	if p.Description != "" {
		return p.Description
	}
	return p.SKU
}
