package items

// This file is the part of a conversation that asks for the items, one after the other.

import (
	"slices"

	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

const (
	actionAdd    = "add"
	actionRemove = "remove"
	actionTotals = "totals"
	actionDone   = "done"
	actionDrop   = "drop"
)

type page int

const (
	atList page = iota
	atProduct
	atTotals
)

// Editor asks for items. While it is open, the flow that contains it passes on pages, answers and the way back.
type Editor struct {
	private.Data

	counter  *flows.Counter
	kind     flows.IntentKind // what the items belong to: a purchase, a capture or a return
	open     bool
	at       page
	selected int

	entries []*entry // the products
	editing *entry   // the product that is being edited; a new one is not in entries yet
	totals  entry
	cleared bool // the taxes were removed with the last product, and the list has to say so
}

// New returns an editor without items, for a purchase, a capture or a return.
func New(counter *flows.Counter, kind flows.IntentKind) *Editor {
	return &Editor{counter: counter, kind: kind}
}

// Opened reports whether the editor's pages are shown.
func (e *Editor) Opened() bool { return e.open }

// Open shows the list, or the first product if there is none.
func (e *Editor) Open() {
	e.open, e.at = true, atList
	if len(e.entries) == 0 {
		e.edit(&entry{})
	}
}

// Page returns the list, a product or the totals.
func (e *Editor) Page() flows.Page {
	switch e.at {
	case atProduct:
		return flows.Page{
			ID: "items.product", Title: msgProduct, Intro: wordsOf(e.kind).intro, Body: &flows.Ask{Form: e.productForm(e.editing)}, Forward: msgKeep,
			Actions: dropAction(e.productHalfTyped(e.editing)),
		}
	case atTotals:
		return flows.Page{
			ID: "items.totals", Title: msgTotals, Intro: msgTotalsIntro.With(lang.Money(e.Sum().Subtotal)), Body: &flows.Ask{Form: e.totalsForm()}, Forward: msgKeep,
			Actions: dropAction(e.totalsHalfTyped()),
		}
	}
	return e.listPage()
}

func (e *Editor) listPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgDescription}, {Title: msgSKU, Drop: 2}, {Title: msgQuantity, Right: true},
			{Title: msgUnitPrice, Right: true, Drop: 1}, {Title: msgExtended, Right: true},
		},
		Selected: min(e.selected, max(0, len(e.entries)-1)), Empty: msgNoItems,
	}
	for _, en := range e.entries {
		table.Rows = append(table.Rows, e.row(en))
	}
	actions := []flows.Action{{ID: actionDone, Label: msgDone, Key: 'd'}, {ID: actionAdd, Label: msgAdd, Key: 'a'}}
	shown := flows.Page{ID: "items.list", Title: msgItems, Notice: e.listNotice(), Body: table, Actions: actions}
	if !e.Empty() {
		shown.Intro = msgComesTo.With(lang.Money(e.Sum().Total))
		shown.Actions = append(shown.Actions, flows.Action{ID: actionTotals, Label: msgTaxes, Key: 't'})
	}
	if len(e.entries) > 0 {
		shown.Forward = msgChange
		shown.Actions = append(shown.Actions, flows.Action{ID: actionRemove, Label: msgRemove, Key: 'r'})
	}
	return shown
}

// dropAction returns the action that drops what is half typed. It returns none if nothing is.
func dropAction(half bool) []flows.Action {
	if !half {
		return nil
	}
	return []flows.Action{{ID: actionDrop, Label: msgDrop, Key: 'r'}}
}

// edit opens a product.
func (e *Editor) edit(en *entry) {
	e.editing, e.at = en, atProduct
	en.open()
}

// showList shows the list with an entry selected. If i is below 0, the selection stays.
func (e *Editor) showList(i int) {
	e.at = atList
	if i >= 0 {
		e.selected = i
	}
}

// Answer takes what the clerk did. It closes the editor once the clerk is done.
func (e *Editor) Answer(answer flows.Answer) flows.Move {
	e.cleared = false
	switch e.at {
	case atProduct:
		return e.productAnswered(answer.Action)
	case atTotals:
		return e.totalsAnswered(answer.Action)
	}
	switch answer.Action {
	case actionDone:
		return e.done()
	case actionAdd:
		if len(e.entries) >= mostProducts {
			return flows.Move{Refused: true}
		}
		e.edit(&entry{})
	case actionTotals:
		return e.openTotals()
	case actionRemove, "":
		return e.rowAnswered(answer)
	}
	return flows.Move{}
}

// done closes the editor, unless the items cannot be sent as they are. The list then says why.
func (e *Editor) done() flows.Move {
	if e.Notice() != nil {
		return flows.Move{Refused: true}
	}
	e.open = false
	return flows.Move{}
}

// openTotals asks for the discount, shipping and taxes of the products.
func (e *Editor) openTotals() flows.Move {
	if e.Empty() {
		return flows.Move{Refused: true}
	}
	e.at = atTotals
	e.totals.open()
	return flows.Move{}
}

func (e *Editor) productAnswered(action string) flows.Move {
	if action == actionDrop {
		e.editing.draft = nil
		e.Back()
		return flows.Move{}
	}
	entered := e.productForm(e.editing)
	if form.Stops(entered.Finish()) {
		return flows.Move{Refused: true}
	}
	e.editing.keep(entered)
	i := slices.Index(e.entries, e.editing)
	if i < 0 {
		i = len(e.entries)
		e.entries = append(e.entries, e.editing)
	}
	e.showList(i)
	return flows.Move{}
}

func (e *Editor) totalsAnswered(action string) flows.Move {
	if action == actionDrop {
		e.totals.draft = nil
		e.Back()
		return flows.Move{}
	}
	entered := e.totalsForm()
	if form.Stops(entered.Finish()) {
		return flows.Move{Refused: true}
	}
	e.totals.keep(entered)
	e.at = atList
	return flows.Move{}
}

// rowAnswered changes or removes the product of a row.
func (e *Editor) rowAnswered(answer flows.Answer) flows.Move {
	if answer.Row < 0 || answer.Row >= len(e.entries) {
		return flows.Move{Refused: true}
	}
	if answer.Action == "" {
		e.edit(e.entries[answer.Row])
		return flows.Move{}
	}
	e.entries = slices.Delete(e.entries, answer.Row, answer.Row+1)
	e.selected = max(0, answer.Row-1)
	if e.Empty() {
		e.clearTotals()
	}
	return flows.Move{}
}

// Back goes from a product or the totals to the list, and from the list out of the editor. It keeps what was entered,
// and what is half typed.
func (e *Editor) Back() bool {
	if !e.open {
		return false
	}
	e.cleared = false
	switch e.at {
	case atProduct:
		e.setProductAside()
		e.open = len(e.entries) > 0
	case atTotals:
		e.setTotalsAside()
	default:
		e.open = false
	}
	return true
}
