package page

import (
	"slices"
	"strconv"
	"strings"

	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// chooseDrawing holds the lines drawn for one frame: it stays while only the selection moves.
type chooseDrawing struct {
	frame  look.Frame
	ready  bool
	layout tableLayout
	header string
	rows   []string         // unselected; "" where not drawn yet
	detail map[int][]string // of the rows that were selected, and of the first ones
	most   int              // lines of the longest detail
}

// measured rows are looked at to lay a table out (OWN): of a longer one a later cell may have less room than
// it wants, and is then said in full below the table, and a later detail may take lines from the rows.
const measured = 500

// The rows begin at headerLines; at least leastRows of them stay in sight beside a long detail.
const (
	headerLines = 1
	leastRows   = 3
)

// View draws the table with the selected row in sight, a blank line, and what is to say of that row.
func (c *Choose) View(f look.Frame) []string {
	if f.Height <= 0 {
		return nil
	}
	if len(c.Table.Rows) == 0 {
		return c.emptyLines(f)
	}
	c.draw(f)
	detail := c.detailLines(f)
	rows := c.rowsInSight(f.Height, len(detail))
	c.scroll.room(rows, len(c.Table.Rows))
	c.scroll.show(c.Row, c.Row+1)
	lines := make([]string, 0, f.Height)
	lines = append(lines, c.drawn.header)
	for i := range c.scroll.height {
		lines = append(lines, c.rowLine(c.scroll.top+i, f))
	}
	if c.scroll.moves() && len(lines) < f.Height {
		lines = append(lines, moreMark(c.scroll.top, c.scroll.below(), f))
	}
	if room := f.Height - len(lines) - 1; room > 0 && len(detail) > 0 {
		lines = append(lines, "")
		lines = append(lines, cutWithMark(detail, room, f)...)
	}
	return lines[:min(len(lines), f.Height)]
}

// emptyLines says that there are no rows.
func (c *Choose) emptyLines(f look.Frame) []string {
	text := c.Table.Empty
	if text.Empty() {
		text = msgNoRows
	}
	lines := look.Styled(f.Theme.Muted, look.Wrap(text.In(f.Language), f.Width))
	return lines[:min(len(lines), f.Height)]
}

// rowsInSight returns the number of rows shown. The longest detail decides, so that the table keeps its
// height while the selection moves; but half of the height is the rows', unless the selected
// row's own detail needs it.
func (c *Choose) rowsInSight(height, detail int) int {
	count := len(c.Table.Rows)
	half := min(count, max(leastRows, (height-headerLines)/2))
	room := func(detail int) int {
		rows := height - headerLines
		if detail > 0 {
			rows -= detail + 1
		}
		if rows < count {
			rows-- // for the line that says how many more there are
		}
		return rows
	}
	rows := max(room(c.drawn.most), half)
	if own := room(detail); own < rows {
		rows = max(own, leastRows)
	}
	return max(1, min(rows, count, height-headerLines))
}

// cutWithMark cuts lines to a height and says how many are missing.
func cutWithMark(lines []string, height int, f look.Frame) []string {
	if len(lines) <= height {
		return lines
	}
	cut := append([]string{}, lines[:height-1]...)
	return append(cut, moreMark(0, len(lines)-height+1, f))
}

// draw draws what does not depend on the selection, unless it stands already.
func (c *Choose) draw(f look.Frame) {
	if c.drawn.ready && c.drawn.frame == f {
		return
	}
	c.drawn = chooseDrawing{
		frame: f, ready: true,
		layout: layTable(c.Table, f.Language, f.Width),
		rows:   make([]string, len(c.Table.Rows)),
		detail: map[int][]string{},
	}
	c.drawn.header = c.headerLine(f)
	for i, row := range c.Table.Rows[:min(measured, len(c.Table.Rows))] {
		most := len(c.detailOf(i, f))
		if !row.Blocked.Empty() {
			most += len(c.blockedLines(row, false, f))
		}
		c.drawn.most = max(c.drawn.most, most)
	}
}

// headerLine is the columns' titles.
func (c *Choose) headerLine(f look.Frame) string {
	var b strings.Builder
	b.WriteString(look.Spaces(c.drawn.layout.before()))
	c.writeCells(&b, f, func(column int) lang.Text { return c.Table.Columns[column].Title })
	return f.Theme.Label.Render(look.Fit(b.String(), f.Width, f.Theme.Glyphs.Ellipsis))
}

// rowLine is one row; all but the selected are drawn once.
func (c *Choose) rowLine(i int, f look.Frame) string {
	t := f.Theme
	if i == c.Row {
		marker := look.Fit(t.Accent.Render(t.Glyphs.Marker)+look.Spaces(markerWidth-1), f.Width, "")
		return marker + c.rowText(i, f, t.Selected)
	}
	if c.drawn.rows[i] == "" {
		style := t.Text
		if c.blocked(i) {
			style = t.Muted
		}
		c.drawn.rows[i] = look.Spaces(min(markerWidth, f.Width)) + c.rowText(i, f, style)
	}
	return c.drawn.rows[i]
}

// rowText is a row behind its marker: its mark if it is blocked, its number, its cells.
func (c *Choose) rowText(i int, f look.Frame, style look.Ink) string {
	var b strings.Builder
	if c.drawn.layout.marks {
		mark := " "
		if c.blocked(i) {
			mark = f.Theme.Glyphs.Warn
		}
		b.WriteString(mark + " ")
	}
	b.WriteString(look.RightAlign(strconv.Itoa(i+1), c.drawn.layout.numbers))
	b.WriteString(look.Spaces(columnGap))
	row := c.Table.Rows[i]
	c.writeCells(&b, f, func(column int) lang.Text { return cellOf(row, column) })
	return style.Render(look.Fit(b.String(), f.Width-markerWidth, f.Theme.Glyphs.Ellipsis))
}

// cellOf is a row's cell of a column; empty where the row is too short.
func cellOf(row flows.Row, column int) lang.Text {
	if column >= len(row.Cells) {
		return lang.Text{}
	}
	return row.Cells[column]
}

// writeCells writes the shown columns' cells at their widths.
func (c *Choose) writeCells(b *strings.Builder, f look.Frame, cell func(column int) lang.Text) {
	for i, column := range c.drawn.layout.columns {
		if i > 0 {
			b.WriteString(look.Spaces(columnGap))
		}
		w := c.drawn.layout.widths[i]
		text := look.Fit(look.OneLine(cell(column).In(f.Language)), w, f.Theme.Glyphs.Ellipsis)
		gap := look.Spaces(w - look.Cells(text))
		if c.Table.Columns[column].Right {
			b.WriteString(gap)
			b.WriteString(text)
		} else {
			b.WriteString(text)
			b.WriteString(gap)
		}
	}
}

// detailLines stand below the table: why the selected row is blocked, and its details.
func (c *Choose) detailLines(f look.Frame) []string {
	row, detail := c.Table.Rows[c.Row], c.detailOf(c.Row, f)
	if row.Blocked.Empty() {
		return detail
	}
	return append(c.blockedLines(row, c.refused, f), detail...)
}

// detailOf is a row's details, drawn once.
func (c *Choose) detailOf(i int, f look.Frame) []string {
	detail, drawn := c.drawn.detail[i]
	if !drawn {
		detail = c.drawDetail(c.Table.Rows[i], f)
		c.drawn.detail[i] = detail
	}
	return detail
}

// blockedLines says why a row cannot be chosen; more plainly after it was tried.
func (c *Choose) blockedLines(row flows.Row, refused bool, f look.Frame) []string {
	tone := flows.Careful
	if refused {
		tone = flows.Bad
	}
	mark, style := toneOf(tone, f.Theme)
	return marked(mark, msgBlocked.With(row.Blocked).In(f.Language), style, f.Width)
}

// drawDetail draws a row's details, and in one line what of its cells had no room.
func (c *Choose) drawDetail(row flows.Row, f look.Frame) []string {
	lines := labelled(row.Detail, f)
	if rest := c.unseen(row, f); !rest.Empty() {
		lines = append(lines, look.Styled(f.Theme.Muted, look.Wrap(rest.In(f.Language), f.Width))...)
	}
	return lines
}

// detailed reports whether a row's details say what a column of that title does.
func detailed(row flows.Row, title lang.Text) bool {
	return slices.ContainsFunc(row.Detail, func(line flows.Line) bool { return line.Label == title })
}

// noValue is the cell of a row that has no value in a column: out of the table it says nothing.
var noValue = lang.Same("-")

// unseen are a row's cells that are cut, or whose columns left, and that its details do not repeat.
func (c *Choose) unseen(row flows.Row, f look.Frame) lang.Text {
	var texts []lang.Text
	add := func(column int) {
		value, title := cellOf(row, column), c.Table.Columns[column].Title
		switch {
		case value.Empty(), value == noValue, detailed(row, title):
		case title.Empty():
			texts = append(texts, value)
		default:
			texts = append(texts, msgCell.With(title, value))
		}
	}
	for i, column := range c.drawn.layout.columns {
		if look.Cells(look.OneLine(cellOf(row, column).In(f.Language))) > c.drawn.layout.widths[i] {
			add(column)
		}
	}
	for _, column := range c.drawn.layout.left {
		add(column)
	}
	return lang.Join(" "+f.Theme.Glyphs.Dot+" ", texts...)
}
