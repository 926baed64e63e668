package page

import (
	"slices"
	"strconv"

	"countertop/api"
	"countertop/flows"
	"countertop/ui/look"
)

// This file decides how wide the columns of a table are, and which have to leave.

// tableLayout is the columns that are shown and how wide they are.
type tableLayout struct {
	numbers int   // digits of the row numbers
	marks   bool  // blocked rows carry a mark
	columns []int // indexes of the columns shown
	widths  []int // of those
	left    []int // indexes of the columns with no room
}

// The room between columns; the marker before a row; the least room a text column is left with
// before others leave for it, and the least at all.
const (
	columnGap   = 2
	leastText   = 24
	leastColumn = 4
)

// layTable lays out a table's columns in a width. Columns of the highest Drop leave until the rest fit,
// texts shortened to a legible width; then the texts take what room there is.
func layTable(t *flows.Choose, language api.Language, width int) tableLayout {
	l := tableLayout{numbers: len(strconv.Itoa(max(1, len(t.Rows)))), marks: anyBlocked(t.Rows)}
	for i := range t.Columns {
		l.columns = append(l.columns, i)
	}
	natural := naturalWidths(t, language)
	for l.room(width) < leastOf(t, l.columns, natural) {
		gone, ok := l.firstToLeave(t)
		if !ok {
			break
		}
		l.left = append(l.left, l.columns[gone])
		l.columns = slices.Delete(l.columns, gone, gone+1)
	}
	slices.Sort(l.left)
	for _, c := range l.columns {
		l.widths = append(l.widths, natural[c])
	}
	l.shrink(t, l.room(width))
	return l
}

// before is the room for marker, mark and number.
func (l *tableLayout) before() int {
	before := markerWidth + l.numbers + columnGap
	if l.marks {
		before += 2
	}
	return before
}

// room is the room for the columns themselves.
func (l *tableLayout) room(width int) int {
	return width - l.before() - columnGap*(len(l.columns)-1)
}

// firstToLeave is the place of the column with the highest Drop, the last of several; false
// where all stay.
func (l *tableLayout) firstToLeave(t *flows.Choose) (place int, ok bool) {
	highest := 0
	for i, c := range l.columns {
		if drop := t.Columns[c].Drop; drop > 0 && drop >= highest {
			place, highest = i, drop
		}
	}
	return place, highest > 0
}

// shrink takes from the widest text column, and where there is none left from the widest number,
// until all fit.
func (l *tableLayout) shrink(t *flows.Choose, room int) {
	total := 0
	for _, w := range l.widths {
		total += w
	}
	for ; total > room; total-- {
		widest := l.widest(func(i int) bool { return !t.Columns[l.columns[i]].Right })
		if widest < 0 {
			widest = l.widest(func(i int) bool { return t.Columns[l.columns[i]].Right })
		}
		if widest < 0 {
			return
		}
		l.widths[widest]--
	}
}

// widest is the widest of the columns that can give something, -1 where none can.
func (l *tableLayout) widest(of func(int) bool) int {
	widest := -1
	for i, w := range l.widths {
		if of(i) && w > leastColumn && (widest < 0 || w > l.widths[widest]) {
			widest = i
		}
	}
	return widest
}

// naturalWidths are the columns' widths as their titles and cells want them, those of the rows that are measured.
func naturalWidths(t *flows.Choose, language api.Language) []int {
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = look.Cells(look.OneLine(c.Title.In(language)))
	}
	for _, row := range t.Rows[:min(measured, len(t.Rows))] {
		for i := range min(len(row.Cells), len(widths)) {
			widths[i] = max(widths[i], look.Cells(look.OneLine(row.Cells[i].In(language))))
		}
	}
	return widths
}

// leastOf is the room that columns need at least.
func leastOf(t *flows.Choose, columns, natural []int) int {
	least := 0
	for _, c := range columns {
		if t.Columns[c].Right {
			least += natural[c]
		} else {
			least += min(natural[c], leastText)
		}
	}
	return least
}

func anyBlocked(rows []flows.Row) bool {
	return slices.ContainsFunc(rows, func(r flows.Row) bool { return !r.Blocked.Empty() })
}
