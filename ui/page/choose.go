package page

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// Choose is a table of which one row is chosen. The selected row's details, and why it cannot be chosen
// if so, stand below the table.
type Choose struct {
	page  flows.Page
	Table *flows.Choose

	Row     int // the selected one
	scroll  scroll
	typed   int  // the number that digits made so far; 0 after another key
	clicked int  // the row of the last click, -1 after a key
	refused bool // Enter was pressed on a blocked row

	drawn chooseDrawing
}

func newChoose(page flows.Page) *Choose {
	c := &Choose{clicked: -1}
	c.take(page)
	c.Row = max(0, min(c.Table.Selected, len(c.Table.Rows)-1))
	return c
}

func (c *Choose) take(page flows.Page) {
	c.page, c.Table = page, page.Body.(*flows.Choose)
}

// Set takes the page anew and keeps the selected row and what is in sight. It is false where the page is another
// table: one of other columns or another number of rows.
func (c *Choose) Set(page flows.Page, _ api.Language) bool {
	table, ok := page.Body.(*flows.Choose)
	if !ok || len(table.Rows) != len(c.Table.Rows) || len(table.Columns) != len(c.Table.Columns) {
		return false
	}
	if !sameTable(c.Table, table) {
		c.drawn = chooseDrawing{}
	}
	c.take(page)
	return true
}

// sameTable reports whether two tables of as many rows and columns say the same.
func sameTable(a, b *flows.Choose) bool {
	return a == b || a.Empty == b.Empty && slices.Equal(a.Columns, b.Columns) &&
		slices.EqualFunc(a.Rows, b.Rows, func(a, b flows.Row) bool {
			return a.Blocked == b.Blocked && slices.Equal(a.Cells, b.Cells) && slices.Equal(a.Detail, b.Detail)
		})
}

// chooseKeys are the keys of a table.
var chooseKeys = table[*Choose]{
	first: []row[*Choose]{{Key: look.Enter, Says: (*Choose).enterDoes, Do: (*Choose).choose}},
	rest:  slices.Concat(moveRows[*Choose](), digitRows(), turnRows[*Choose]()),
}

// digitRows go to the row of a number.
func digitRows() []row[*Choose] {
	rows := []row[*Choose]{{
		Key:   look.Letter('0'),
		Works: func(c *Choose) bool { return c.typed > 0 && c.typed*10 <= c.size() },
		Do:    func(c *Choose) Reply { return c.digit(0) },
	}}
	for d := 1; d <= 9; d++ {
		rows = append(rows, row[*Choose]{
			Key:   look.Letter(rune('0' + d)),
			Named: func(c *Choose) lang.Text { return look.RowNumbers.With(min(9, c.size())) },
			Says:  where(func(c *Choose) bool { return c.size() > 1 }, look.DoRow),
			Works: func(c *Choose) bool { return d <= c.size() },
			Do:    func(c *Choose) Reply { return c.digit(d) },
		})
	}
	return rows
}

// Key does what a key does on the table.
func (c *Choose) Key(msg tea.KeyPressMsg) Reply {
	c.clicked = -1
	if !isDigit(msg.Text) {
		c.typed = 0
	}
	return chooseKeys.press(c, msg, c.page.Actions, c.Row)
}

// Bindings returns the keys that work now.
func (c *Choose) Bindings(l api.Language) []key.Binding {
	return chooseKeys.bindings(c, c.page.Actions, l)
}

func isDigit(text string) bool { return len(text) == 1 && text[0] >= '0' && text[0] <= '9' }

// digit goes to the row of a number: a digit behind another one continues it, where there is such a row, and
// else begins a number of its own.
func (c *Choose) digit(d int) Reply {
	number := c.typed*10 + d
	if number > c.size() {
		number = d
	}
	c.typed = number
	c.to(number - 1)
	return Reply{Handled: true, Row: c.Row}
}

func (c *Choose) selected() int  { return c.Row }
func (c *Choose) size() int      { return len(c.Table.Rows) }
func (c *Choose) screenful() int { return c.scroll.page() }
func (c *Choose) turns() bool    { return c.scroll.moves() }

// enterDoes names what Enter does on the selected row.
func (c *Choose) enterDoes() lang.Text {
	switch {
	case c.size() == 0:
		return lang.Text{}
	case c.blocked(c.Row):
		return look.DoWhy
	}
	return forwardOf(&c.page)
}

// choose goes forward with the selected row; where that is blocked, it points to why.
func (c *Choose) choose() Reply {
	if len(c.Table.Rows) == 0 {
		return Reply{Handled: true}
	}
	c.refused = c.blocked(c.Row)
	return Reply{Handled: true, Forward: !c.refused, Row: c.Row}
}

func (c *Choose) blocked(row int) bool { return !c.Table.Rows[row].Blocked.Empty() }

// to selects a row, the first or last where there is none of that number.
func (c *Choose) to(row int) {
	row = max(0, min(row, len(c.Table.Rows)-1))
	if row != c.Row {
		c.refused = false
	}
	c.Row = row
}

// Paste does nothing: there is nothing to type in a table.
func (c *Choose) Paste(string) Reply { return Reply{Row: c.Row} }

// Click selects the row under the mouse; a second click on it chooses it.
func (c *Choose) Click(_, y int) Reply {
	row, ok := c.rowAt(y)
	if !ok {
		return Reply{Row: c.Row}
	}
	again := row == c.clicked
	c.to(row)
	c.clicked = row
	if again {
		return c.choose()
	}
	return Reply{Handled: true, Row: c.Row}
}

// rowAt is the row that the last view drew on a line.
func (c *Choose) rowAt(y int) (int, bool) {
	row := c.scroll.top + y - headerLines
	return row, y >= headerLines && y < headerLines+c.scroll.height && row < len(c.Table.Rows)
}

// Wheel selects the row before or after.
func (c *Choose) Wheel(lines int) Reply {
	if len(c.Table.Rows) == 0 || lines == 0 {
		return Reply{Row: c.Row}
	}
	c.clicked = -1
	if lines < 0 {
		c.to(c.Row - 1)
	} else {
		c.to(c.Row + 1)
	}
	return Reply{Handled: true, Row: c.Row}
}
