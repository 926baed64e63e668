package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// chooseBody is a table of which one row is chosen. The selected row's details, and why it cannot be chosen
// if so, stand below the table.
type chooseBody struct {
	page  flows.Page
	table *flows.Choose

	row     int // the selected one
	scroll  scroll
	typed   int  // the number that digits made so far; 0 after another key
	clicked int  // the row of the last click, -1 after a key
	refused bool // Enter was pressed on a blocked row

	drawn chooseDrawing
}

func newChoose(page flows.Page) *chooseBody {
	c := &chooseBody{clicked: -1}
	c.take(page)
	c.row = max(0, min(c.table.Selected, len(c.table.Rows)-1))
	return c
}

func (c *chooseBody) take(page flows.Page) {
	c.page, c.table = page, page.Body.(*flows.Choose)
}

// set takes the page anew and keeps the selected row and what is in sight. It is false where the page is another
// table: one of other columns or another number of rows.
func (c *chooseBody) set(page flows.Page) bool {
	table, ok := page.Body.(*flows.Choose)
	if !ok || len(table.Rows) != len(c.table.Rows) || len(table.Columns) != len(c.table.Columns) {
		return false
	}
	if !sameTable(c.table, table) {
		c.drawn = chooseDrawing{}
	}
	c.take(page)
	return true
}

// sameTable is true where two tables of as many rows and columns say the same.
func sameTable(a, b *flows.Choose) bool {
	return a == b || a.Empty == b.Empty && slices.Equal(a.Columns, b.Columns) &&
		slices.EqualFunc(a.Rows, b.Rows, func(a, b flows.Row) bool {
			return a.Blocked == b.Blocked && slices.Equal(a.Cells, b.Cells) && slices.Equal(a.Detail, b.Detail)
		})
}

// chooseKeys are the keys of a table.
var chooseKeys = table[*chooseBody]{
	first: []row[*chooseBody]{{Key: look.Enter, Says: (*chooseBody).enterDoes, Do: (*chooseBody).choose}},
	rest:  slices.Concat(moveRows[*chooseBody](), digitRows(), turnRows[*chooseBody]()),
}

// digitRows go to the row of a number.
func digitRows() []row[*chooseBody] {
	rows := []row[*chooseBody]{{
		Key:   look.Letter('0'),
		Works: func(c *chooseBody) bool { return c.typed > 0 && c.typed*10 <= c.size() },
		Do:    func(c *chooseBody) reply { return c.digit(0) },
	}}
	for d := 1; d <= 9; d++ {
		rows = append(rows, row[*chooseBody]{
			Key:   look.Letter(rune('0' + d)),
			Named: func(c *chooseBody) lang.Text { return look.RowNumbers.With(min(9, c.size())) },
			Says:  where(func(c *chooseBody) bool { return c.size() > 1 }, look.DoRow),
			Works: func(c *chooseBody) bool { return d <= c.size() },
			Do:    func(c *chooseBody) reply { return c.digit(d) },
		})
	}
	return rows
}

func (c *chooseBody) key(msg tea.KeyPressMsg) reply {
	c.clicked = -1
	if !isDigit(msg.Text) {
		c.typed = 0
	}
	return chooseKeys.press(c, msg, c.page.Actions, c.row)
}

func (c *chooseBody) bindings(l api.Language) []key.Binding {
	return chooseKeys.bindings(c, c.page.Actions, l)
}

func isDigit(text string) bool { return len(text) == 1 && text[0] >= '0' && text[0] <= '9' }

// digit goes to the row of a number: a digit behind another one continues it, where there is such a row, and
// else begins a number of its own.
func (c *chooseBody) digit(d int) reply {
	number := c.typed*10 + d
	if number > c.size() {
		number = d
	}
	c.typed = number
	c.to(number - 1)
	return reply{handled: true, row: c.row}
}

func (c *chooseBody) selected() int  { return c.row }
func (c *chooseBody) size() int      { return len(c.table.Rows) }
func (c *chooseBody) screenful() int { return c.scroll.page() }
func (c *chooseBody) turns() bool    { return c.scroll.moves() }

// enterDoes is what Enter does on the selected row.
func (c *chooseBody) enterDoes() lang.Text {
	switch {
	case c.size() == 0:
		return lang.Text{}
	case c.blocked(c.row):
		return look.DoWhy
	}
	return forwardOf(&c.page)
}

// choose goes forward with the selected row; where that is blocked, it points to why.
func (c *chooseBody) choose() reply {
	if len(c.table.Rows) == 0 {
		return reply{handled: true}
	}
	c.refused = c.blocked(c.row)
	return reply{handled: true, forward: !c.refused, row: c.row}
}

func (c *chooseBody) blocked(row int) bool { return !c.table.Rows[row].Blocked.Empty() }

// to selects a row, the first or last where there is none of that number.
func (c *chooseBody) to(row int) {
	row = max(0, min(row, len(c.table.Rows)-1))
	if row != c.row {
		c.refused = false
	}
	c.row = row
}

// paste does nothing: there is nothing to type in a table.
func (c *chooseBody) paste(string) reply { return reply{row: c.row} }

// click selects the row under the mouse; a second click on it chooses it.
func (c *chooseBody) click(_, y int) reply {
	row, ok := c.rowAt(y)
	if !ok {
		return reply{row: c.row}
	}
	again := row == c.clicked
	c.to(row)
	c.clicked = row
	if again {
		return c.choose()
	}
	return reply{handled: true, row: c.row}
}

// rowAt is the row that the last view drew on a line.
func (c *chooseBody) rowAt(y int) (int, bool) {
	row := c.scroll.top + y - headerLines
	return row, y >= headerLines && y < headerLines+c.scroll.height && row < len(c.table.Rows)
}

// wheel selects the row before or after.
func (c *chooseBody) wheel(lines int) reply {
	if len(c.table.Rows) == 0 || lines == 0 {
		return reply{row: c.row}
	}
	c.clicked = -1
	if lines < 0 {
		c.to(c.row - 1)
	} else {
		c.to(c.row + 1)
	}
	return reply{handled: true, row: c.row}
}
