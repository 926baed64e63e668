package items

// This file checks the items as a whole. A value that was right when it was typed may be wrong now: after its
// discount and taxes were entered, an item may have been removed, or its price lowered.

import (
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Notice says why the items cannot be sent as they are. It is nil if they can.
func (e *Editor) Notice() *flows.Notice {
	what, next := e.wrong()
	if what.Empty() {
		return nil
	}
	return (&flows.Notice{Tone: flows.Careful, What: what, Next: next}).NoMoneyMoved()
}

// listNotice returns Notice, or another message for the list.
func (e *Editor) listNotice() *flows.Notice {
	if notice := e.Notice(); notice != nil || !e.cleared {
		return notice
	}
	return &flows.Notice{What: msgTotalsCleared}
}

// wrong says what is wrong with the items, and what to do about it.
func (e *Editor) wrong() (what, next lang.Text) {
	switch {
	case slices.ContainsFunc(e.entries, e.productHalfTyped):
		return msgProductHalfTyped, msgProductHalfTypedNext
	case e.totalsHalfTyped():
		return msgTotalsHalfTyped, msgTotalsHalfTypedNext
	case e.Empty():
		return lang.Text{}, lang.Text{}
	}
	for _, key := range []string{keyDiscount, keyGSTHST, keyPST} {
		if what := e.wrongTotal(key, e.totals.kept); !what.Empty() {
			return what, msgWrongTotalNext
		}
	}
	// On the statement the sign of the total tells a purchase from a return. Zero has none.
	if total := e.Sum().Total; total <= 0 {
		return wordsOf(e.kind).nothing.With(lang.Money(total), lang.Money(0)), msgNothingNext
	}
	return lang.Text{}, lang.Text{}
}

// wrongTotal says what is wrong with one of the totals, given the others. It is empty if nothing is. Taxes may be at
// most the amount that is taxed (OWN): a greater one was typed into the wrong field.
func (e *Editor) wrongTotal(key string, totals form.Values) lang.Text {
	sum := e.sumWith(totals)
	if sum.Discount > sum.Subtotal {
		if key == keyDiscount {
			return msgDiscountTooMuch.With(lang.Money(sum.Discount), lang.Money(sum.Subtotal))
		}
		return lang.Text{} // the discount has to be corrected first
	}
	taxed := sum.Subtotal - sum.Discount + sum.Shipping
	tooMuch := func(label lang.Text, tax api.Money) lang.Text {
		if tax <= taxed {
			return lang.Text{}
		}
		return msgTaxTooMuch.With(label, lang.Money(tax), lang.Money(taxed))
	}
	switch {
	case key == keyGSTHST:
		return tooMuch(msgGSTHST, sum.GSTHST)
	case key == keyPST && sum.PST > taxed:
		return tooMuch(msgPST, sum.PST)
	case key == keyPST && sum.GSTHST <= taxed:
		return tooMuch(msgBothTaxes, sum.GSTHST+sum.PST)
	}
	return lang.Text{}
}
