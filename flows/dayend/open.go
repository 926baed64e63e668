package dayend

// This file leads from the report to the sales that somebody has to look at. There a clerk can release or return a
// purchase that came to light late.

import (
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

const actionOpen = "open"

// LeadingTo lets the report open sales, and returns f.
func (f *Flow) LeadingTo(sale func(api.ID) flows.Flow) *Flow {
	f.sale = sale
	return f
}

// openable returns the items whose sale can be opened, without those that agree.
func (f *Flow) openable() []Item {
	if f.sale == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.report.items), func(i Item) bool {
		return i.AuthorizationID == "" || i.Standing == Agrees || i.Standing == Unlisted
	})
}

func (f *Flow) itemsPage() flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: msgWhat}, {Title: msgAmount, Right: true}, {Title: msgReference, Drop: 1}, {Title: msgAuthorization}, {Title: msgStands, Drop: 2},
		},
		Selected: f.selected,
	}
	for _, item := range f.openable() {
		table.Rows = append(table.Rows, flows.Row{
			Cells: []lang.Text{
				flows.KindShort(item.Kind), lang.Money(item.amount()), lang.Same(item.Reference), lang.Same(string(item.AuthorizationID)), headings[item.Standing],
			},
			Detail: []flows.Line{{Value: item.sentence(f.report.day)}},
		})
	}
	return flows.Page{ID: "dayend.items", Title: msgItems, Intro: msgItemsIntro, Body: table, Forward: msgOpenSale}
}

func (f *Flow) itemChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	items := f.openable()
	if row < 0 || row >= len(items) {
		return flows.Move{Refused: true}
	}
	f.selected = row
	return flows.Move{Show: f.sale(items[row].AuthorizationID)}
}
