package page

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// Review shows answers with their labels. Enter on one leads back to where it was given; on the last row, which
// bears the name of the way forward, it goes forward.
type Review struct {
	page   flows.Page
	review *flows.Review

	count   int // of answers
	Cursor  int // the row selected; count is the row forward
	clicked int // the row of the last click, -1 after a key

	drawn  scrolled
	spans  []span // of every answer, in the drawn lines
	footAt int    // the line of the way forward in the last view
}

// span is a row's place in the lines: with the heading above it, the row itself, its end.
type span struct{ head, from, to int }

// reviewEdit is the action that a row of a review takes.
const reviewEdit = "edit"

// newReview starts at the way forward, where Enter sends; but where something is wrong, at that.
func newReview(page flows.Page) *Review {
	r := &Review{clicked: -1}
	r.take(page)
	r.Cursor = max(0, r.size()-1)
	if bad, ok := r.firstBad(); ok {
		r.Cursor = bad
	}
	return r
}

func (r *Review) take(page flows.Page) {
	r.page, r.review = page, page.Body.(*flows.Review)
	r.count = lineCount(r.review.Groups)
}

// Set takes the page anew and keeps the row; where something became wrong it goes there. It is
// false where the page has other rows.
func (r *Review) Set(page flows.Page, _ api.Language) bool {
	review, ok := page.Body.(*flows.Review)
	if !ok || lineCount(review.Groups) != r.count || page.Forward.Empty() != r.page.Forward.Empty() {
		return false
	}
	if page.Forward != r.page.Forward || !sameGroups(review.Groups, r.review.Groups) {
		r.drawn.ready = false
	}
	_, wasBad := r.firstBad()
	r.take(page)
	if bad, ok := r.firstBad(); ok && !wasBad {
		r.Cursor = bad
	}
	return true
}

// firstBad is the first row with something wrong.
func (r *Review) firstBad() (int, bool) {
	row := 0
	for _, g := range r.review.Groups {
		for _, line := range g.Lines {
			if line.Tone == flows.Bad {
				return row, true
			}
			row++
		}
	}
	return 0, false
}

// size returns how many rows can be selected: the answers and, where there is one, the way forward.
func (r *Review) size() int {
	if r.page.Forward.Empty() {
		return r.count
	}
	return r.count + 1
}

// reviewKeys are the keys of a review.
var reviewKeys = table[*Review]{
	first: []row[*Review]{{
		Key: look.Enter, Says: (*Review).enterDoes, Works: func(r *Review) bool { return r.size() > 0 }, Do: (*Review).enter,
	}},
	rest: slices.Concat(moveRows[*Review](), turnRows[*Review]()),
}

// Key does what a key does on the review.
func (r *Review) Key(msg tea.KeyPressMsg) Reply {
	r.clicked = -1
	return reviewKeys.press(r, msg, r.page.Actions, r.Cursor)
}

// Bindings returns the keys that work now.
func (r *Review) Bindings(l api.Language) []key.Binding {
	return reviewKeys.bindings(r, r.page.Actions, l)
}

func (r *Review) selected() int  { return r.Cursor }
func (r *Review) screenful() int { return r.drawn.page() }
func (r *Review) turns() bool    { return r.drawn.moves() }

// enterDoes names what Enter does on the selected row.
func (r *Review) enterDoes() lang.Text {
	if r.Cursor >= r.count {
		return forwardOf(&r.page)
	}
	return look.DoChange
}

// enter goes forward on the row for it, and on an answer back to where it was given.
func (r *Review) enter() Reply {
	if r.Cursor >= r.count {
		return Reply{Handled: true, Forward: true}
	}
	return Reply{Handled: true, Action: reviewEdit, Row: r.Cursor}
}

func (r *Review) to(row int) { r.Cursor = max(0, min(row, r.size()-1)) }

// Paste does nothing: there is nothing to type in a review.
func (r *Review) Paste(string) Reply { return Reply{Row: r.Cursor} }

// Click selects the row under the mouse; a second click on it does what Enter does.
func (r *Review) Click(_, y int) Reply {
	at := y + r.drawn.top
	if !r.page.Forward.Empty() && y == r.footAt {
		r.to(r.count)
		return r.enter()
	}
	for row, s := range r.spans {
		if y < 0 || y >= r.drawn.height || at < s.from || at >= s.to {
			continue
		}
		again := row == r.clicked
		r.to(row)
		r.clicked = row
		if again {
			return r.enter()
		}
		return Reply{Handled: true, Row: row}
	}
	return Reply{Row: r.Cursor}
}

// Wheel selects another row.
func (r *Review) Wheel(lines int) Reply {
	if r.size() == 0 {
		return Reply{}
	}
	r.clicked = -1
	r.to(r.Cursor + lines)
	return Reply{Handled: true, Row: r.Cursor}
}

// View draws the answers, from the first one on or with the selected one in sight, and below them
// the way forward, which is always in sight.
func (r *Review) View(f look.Frame) []string {
	if f.Height <= 0 {
		return nil
	}
	r.drawn.draw(f, r.lines)
	if r.size() == 0 {
		return r.drawn.over(nil, f)
	}
	foot := r.foot(f)
	above := f
	above.Height = max(0, f.Height-len(foot))
	height := above.Height
	if len(r.drawn.lines) > height {
		height--
	}
	r.drawn.room(height, len(r.drawn.lines))
	if r.Cursor >= r.count {
		return r.over(r.drawn.window(r.drawn.lines, above), foot)
	}
	s := r.spans[r.Cursor]
	r.drawn.show(s.head, s.to)
	r.drawn.show(s.from, s.to)
	return r.over(r.mark(r.drawn.window(r.drawn.lines, above), s, above), foot)
}

// over puts the foot below the answers in sight.
func (r *Review) over(shown, foot []string) []string {
	r.footAt = len(shown) + len(foot) - 1
	return append(shown[:len(shown):len(shown)], foot...)
}

// foot is the way forward, as a block while it is selected.
func (r *Review) foot(f look.Frame) []string {
	if r.page.Forward.Empty() {
		return nil
	}
	name := look.Fit("[ "+look.OneLine(r.page.Forward.In(f.Language))+" ]", max(1, f.Width-markerWidth), f.Theme.Glyphs.Ellipsis)
	button := look.Fit(look.Spaces(markerWidth)+f.Theme.Strong.Render(name), f.Width, "")
	if r.Cursor >= r.count {
		button = look.Fit(f.Theme.Accent.Render(f.Theme.Glyphs.Marker)+look.Spaces(markerWidth-1)+f.Theme.Selected.Render(name), f.Width, "")
	}
	if f.Height < 3 {
		return []string{button}
	}
	return []string{"", button}
}

// mark draws the selected row into the lines in sight, as a block.
func (r *Review) mark(shown []string, s span, f look.Frame) []string {
	t, block := f.Theme, make([]string, s.to-s.from)
	widest := 0
	for i := range block {
		block[i] = ansi.TruncateLeft(ansi.Strip(r.drawn.lines[s.from+i]), markerWidth, "")
		widest = max(widest, look.Cells(block[i]))
	}
	marked := append([]string{}, shown...)
	for i, text := range block {
		y := s.from + i - r.drawn.top
		if y < 0 || y >= min(r.drawn.height, len(marked)) {
			continue
		}
		marker := look.Spaces(markerWidth)
		if i == 0 {
			marker = t.Accent.Render(t.Glyphs.Marker) + look.Spaces(markerWidth-1)
		}
		marked[y] = look.Fit(marker+t.Selected.Render(look.Pad(text, widest)), f.Width, "")
	}
	return marked
}

// lines draws the groups with none selected, and notes where the rows stand.
func (r *Review) lines(f look.Frame) []string {
	var lines []string
	r.spans = r.spans[:0]
	inner := f
	inner.Width = max(1, f.Width-markerWidth)
	label := labelRoom(r.review.Groups, inner)
	indent := look.Spaces(markerWidth)
	for i, g := range r.review.Groups {
		if i > 0 {
			lines = append(lines, "")
		}
		head := len(lines)
		lines = append(lines, headingLines(g.Heading, f)...)
		for _, line := range g.Lines {
			from := len(lines)
			for _, text := range labelledLine(line, label, inner) {
				lines = append(lines, look.Fit(indent+text, f.Width, ""))
			}
			r.spans = append(r.spans, span{head, from, len(lines)})
			head = len(lines)
		}
	}
	return lines
}
