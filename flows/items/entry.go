package items

// This file keeps an entry that is only half typed apart from the values that were kept. Half an item counts for
// nothing, but is not lost either.

import (
	"maps"
	"slices"
	"strconv"

	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// entry is a product, or the totals: the values that were kept, and those that are being typed.
type entry struct {
	private.Data

	kept  form.Values // nil until it was kept once
	draft *form.Draft // typed since then; nil if nothing was
}

// open returns the draft to type in. It holds what the clerk left there.
func (en *entry) open() *form.Draft {
	if en.draft == nil {
		en.draft = form.NewDraft(en.kept)
	}
	return en.draft
}

// keep takes over the values of a form over the entry's draft.
func (en *entry) keep(entered *form.Form) { en.kept, en.draft = entered.Values(), nil }

// halfTyped reports whether a form over the entry's draft holds other values than those that were kept.
func (en *entry) halfTyped(entered *form.Form) bool {
	return en.draft != nil && !maps.Equal(entered.Values(), en.kept)
}

// productHalfTyped reports whether a product is half typed.
func (e *Editor) productHalfTyped(en *entry) bool {
	return en.draft != nil && en.halfTyped(e.productForm(en))
}

// totalsHalfTyped reports whether the totals are half typed.
func (e *Editor) totalsHalfTyped() bool {
	return e.totals.draft != nil && e.totals.halfTyped(e.totalsForm())
}

// halfTyped reports whether anything is typed that was not kept.
func (e *Editor) halfTyped() bool {
	return slices.ContainsFunc(e.entries, e.productHalfTyped) || e.totalsHalfTyped() ||
		e.open && e.at == atProduct && e.productHalfTyped(e.editing)
}

// Dirty reports whether leaving the flow would lose items.
func (e *Editor) Dirty() bool {
	return len(e.entries) > 0 || len(e.totals.kept) > 0 || e.halfTyped()
}

// setProductAside leaves a product without keeping it. The list shows what was typed, with a mark, until it is kept
// or removed.
func (e *Editor) setProductAside() {
	en := e.editing
	half, i := e.productHalfTyped(en), slices.Index(e.entries, en)
	switch {
	case half && i < 0:
		i = len(e.entries)
		e.entries = append(e.entries, en)
	case !half:
		en.draft = nil
		if en.kept == nil && i >= 0 {
			e.entries = slices.Delete(e.entries, i, i+1)
		}
	}
	e.showList(i)
}

// setTotalsAside leaves the totals without keeping them.
func (e *Editor) setTotalsAside() {
	if !e.totalsHalfTyped() {
		e.totals.draft = nil
	}
	e.at = atList
}

// row returns the list's row of an entry. If the entry was not kept, the row shows what was typed so far.
func (e *Editor) row(en *entry) flows.Row {
	values, mark := en.kept, lang.Text{}
	if e.productHalfTyped(en) {
		mark = msgHalfTypedMark
		if values == nil {
			values = e.productForm(en).Values()
		}
	}
	p := product(values)
	cells := []lang.Text{
		lang.Join(" ", lang.Same(nameOf(p)), mark), lang.Same(p.SKU), lang.Same(strconv.Itoa(p.Quantity)), lang.Money(p.UnitPrice), lang.Money(p.Extended),
	}
	if en.kept == nil { // a half-typed product has no price
		cells[2], cells[3], cells[4] = lang.Text{}, lang.Text{}, lang.Text{}
	}
	shown := flows.Row{Cells: cells}
	if !e.Empty() {
		shown.Detail = e.totalLines(1)
	}
	return shown
}

// clearTotals drops the amounts that belonged to the products. Otherwise the next products would begin with the taxes
// of the last. The purchase order belongs to the customer, and stays.
func (e *Editor) clearTotals() {
	had := e.totalsHalfTyped()
	order := e.totals.kept[keyOrder]
	for key := range e.totals.kept {
		had = had || key != keyOrder
	}
	e.totals, e.cleared = entry{}, had
	if order != "" {
		e.totals.kept = form.Values{keyOrder: order}
	}
}
