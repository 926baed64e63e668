package items

// This file is the part of a conversation that takes the items, one after the other.

import (
	"slices"
	"strconv"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

const (
	actionAdd    = "add"
	actionRemove = "remove"
	actionTotals = "totals"
	actionDone   = "done"
)

type page int

const (
	atList page = iota
	atProduct
	atTotals
)

// Editor takes items. The flow that it is a part of passes it pages, answers and the way back
// while it is open.
type Editor struct {
	counter  *flows.Counter
	open     bool
	at       page
	selected int

	products []form.Values
	draft    *form.Draft // the product that is being entered
	editing  int         // which one; len(products) for a new one
	totals   *form.Draft
}

// New is an editor without items.
func New(counter *flows.Counter) *Editor {
	return &Editor{counter: counter, totals: form.NewDraft(nil)}
}

// Opened is true while its pages are shown.
func (e *Editor) Opened() bool { return e.open }

// Open shows its list, or the first product where there is none.
func (e *Editor) Open() {
	e.open, e.at = true, atList
	if e.Empty() {
		e.edit(0)
	}
}

// Page is the list, a product or the totals.
func (e *Editor) Page() flows.Page {
	switch e.at {
	case atProduct:
		return flows.Page{ID: "items.product", Title: msgProduct, Intro: msgProductIntro, Body: &flows.Ask{Form: e.productForm()}, Forward: msgKeep}
	case atTotals:
		return flows.Page{ID: "items.totals", Title: msgTotals, Intro: msgTotalsIntro.With(lang.Money(e.Sum().Subtotal)), Body: &flows.Ask{Form: e.totalsForm()}, Forward: msgKeep}
	}
	return e.listPage()
}

func (e *Editor) listPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgDescription}, {Title: msgSKU, Drop: 2}, {Title: msgQuantity, Right: true},
			{Title: msgUnitPrice, Right: true, Drop: 1}, {Title: msgExtended, Right: true},
		},
		Selected: min(e.selected, max(0, len(e.products)-1)), Empty: msgNoItems,
	}
	for _, values := range e.products {
		p := product(values)
		table.Rows = append(table.Rows, flows.Row{
			Cells: []lang.Text{
				lang.Same(nameOf(p)), lang.Same(p.SKU), lang.Same(strconv.Itoa(p.Quantity)), lang.Money(p.UnitPrice), lang.Money(p.Extended),
			},
			Detail: e.totalLines(),
		})
	}
	actions := []flows.Action{{ID: actionDone, Label: msgDone, Key: 'd'}, {ID: actionAdd, Label: msgAdd, Key: 'a'}}
	shown := flows.Page{ID: "items.list", Title: msgItems, Body: table, Actions: actions}
	if !e.Empty() {
		shown.Intro = msgComesTo.With(lang.Money(e.Sum().Total))
		shown.Forward = msgChange
		shown.Actions = append(shown.Actions,
			flows.Action{ID: actionTotals, Label: msgTotals, Key: 't'}, flows.Action{ID: actionRemove, Label: msgRemove, Key: 'r'})
	}
	return shown
}

func (e *Editor) productForm() *form.Form {
	return form.New(e.draft, func(form.Values) []form.Field {
		return []form.Field{
			form.Field{Key: keySKU, Label: msgSKU, Hint: msgSKUHint, Required: true, MaxLength: longestText, Width: 24}.With(form.ASCII()),
			form.Field{Key: keyDescription, Label: msgDescription, MaxLength: longestText, Width: 40}.With(form.Name()),
			form.Field{Key: keyCategory, Label: msgCategory, MaxLength: longestText, Width: 24}.With(form.Name()),
			form.Field{Key: keyQuantity, Label: msgQuantity, Hint: msgQuantityHint, MaxLength: 4, Width: 6}.With(quantityRule()),
			form.Field{Key: keyUnitPrice, Label: msgUnitPrice, Hint: msgPriceHint, Required: true, MaxLength: 14, Width: 14}.With(form.Amount(0, mostPrice)),
		}
	})
}

// quantityRule is the rule of a whole number from one.
func quantityRule() form.Rule {
	return form.Rule{Check: func(value string) *form.Problem {
		if n, err := strconv.Atoi(value); err != nil || n < 1 || n > mostQuantity {
			return &form.Problem{Text: msgBadQuantity.With(value, mostQuantity)}
		}
		return nil
	}}
}

func (e *Editor) totalsForm() *form.Form {
	return form.New(e.totals, func(form.Values) []form.Field {
		amount := func(key string, label lang.Text) form.Field {
			return form.Field{Key: key, Label: label, MaxLength: 14, Width: 14}.With(form.Amount(0, mostPrice))
		}
		discount := amount(keyDiscount, msgDiscount)
		rule := discount.Check
		discount.Check = func(value string) *form.Problem {
			if problem := rule(value); problem != nil {
				return problem
			}
			if subtotal := e.Sum().Subtotal; form.MoneyOf(value) > subtotal {
				return &form.Problem{Text: msgDiscountTooMuch.With(lang.Money(form.MoneyOf(value)), lang.Money(subtotal))}
			}
			return nil
		}
		return []form.Field{
			discount, amount(keyShipping, msgShipping), amount(keyGSTHST, msgGSTHST), amount(keyPST, msgPST),
			form.Field{Key: keyOrder, Label: msgOrder, Hint: msgOrderHint, MaxLength: longestOrder, Width: 12}.With(form.ASCII()),
		}
	})
}

// edit opens a product, or a new one behind the last.
func (e *Editor) edit(i int) {
	e.editing, e.at = i, atProduct
	values := form.Values{}
	if i < len(e.products) {
		values = e.products[i]
	}
	e.draft = form.NewDraft(values)
}

// Answer takes what the clerk did. It closes the editor once the clerk is done.
func (e *Editor) Answer(answer flows.Answer) flows.Move {
	switch e.at {
	case atProduct:
		return e.productAnswered()
	case atTotals:
		if form.Stops(e.totalsForm().Finish()) {
			return flows.Move{Refused: true}
		}
		e.at = atList
		return flows.Move{}
	}
	switch answer.Action {
	case actionDone:
		e.open = false
	case actionAdd:
		if len(e.products) >= mostProducts {
			return flows.Move{Refused: true}
		}
		e.edit(len(e.products))
	case actionTotals:
		e.at = atTotals
	case actionRemove, "":
		return e.rowAnswered(answer)
	}
	return flows.Move{}
}

func (e *Editor) productAnswered() flows.Move {
	entered := e.productForm()
	if form.Stops(entered.Finish()) {
		return flows.Move{Refused: true}
	}
	if e.editing == len(e.products) {
		e.products = append(e.products, nil)
	}
	e.products[e.editing] = entered.Values()
	e.selected, e.at = e.editing, atList
	return flows.Move{}
}

// rowAnswered changes or removes the product of a row.
func (e *Editor) rowAnswered(answer flows.Answer) flows.Move {
	if answer.Row < 0 || answer.Row >= len(e.products) {
		return flows.Move{Refused: true}
	}
	if answer.Action == "" {
		e.edit(answer.Row)
		return flows.Move{}
	}
	e.products = slices.Delete(e.products, answer.Row, answer.Row+1)
	e.selected = max(0, answer.Row-1)
	return flows.Move{}
}

// Back goes from a product or the totals to the list, and from the list out of the editor, losing
// nothing that was kept.
func (e *Editor) Back() bool {
	switch {
	case !e.open:
		return false
	case e.at == atList || e.Empty():
		e.open = false
	default:
		e.at = atList
	}
	return true
}
