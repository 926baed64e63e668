package page

import (
	"sort"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// Read shows a text to its end. The way forward opens once the end was drawn: no key typed
// ahead agrees to what nobody saw.
type Read struct {
	page flows.Page
	read *flows.Read

	scroll scroll
	anchor anchor
	seen   map[string]bool // texts whose end was drawn
	// Stale is true from the key that moved until the view is drawn again: what follows is meant for
	// what will be seen then.
	Stale bool

	drawn readDrawing
}

// readDrawing is a text broken into lines for one frame. The agreement, where there is one,
// is its last paragraph.
type readDrawing struct {
	frame  look.Frame
	ready  bool
	text   string
	seen   bool // its end was drawn
	pieces []look.Piece
	tail   []string // the agreement, drawn
	head   []string // the heading, drawn
}

// anchor is the place in the text that stays in sight when it is drawn anew: a character, and the line at the
// top that it was last found on. Only scrolling changes the place, so that resizing to and fro does not drift.
type anchor struct{ at, line int }

func newRead(page flows.Page) *Read {
	return &Read{page: page, read: page.Body.(*flows.Read), seen: map[string]bool{}, Stale: true}
}

// Set takes the page anew and keeps the place in the text. It is false where the text is another
// one: one that is new in both languages.
func (r *Read) Set(page flows.Page, _ api.Language) bool {
	read, ok := page.Body.(*flows.Read)
	if !ok || !r.sameText(read) {
		return false
	}
	if *read != *r.read {
		r.drawn.ready = false
	}
	r.page, r.read = page, read
	return true
}

func (r *Read) sameText(read *flows.Read) bool {
	return read.Text.In(api.English) == r.read.Text.In(api.English) || read.Text.In(api.French) == r.read.Text.In(api.French)
}

// seenEnd reports whether the end of the text was drawn as it stands now. A translation has
// an end of its own.
func (r *Read) seenEnd() bool { return r.drawn.ready && r.drawn.seen }

// readKeys are the keys of a text.
var readKeys = table[*Read]{
	first: []row[*Read]{{Key: look.Enter, Says: (*Read).enterDoes, Do: (*Read).enter}},
	rest:  scrollRows[*Read](),
}

// Key does what a key does on the text.
func (r *Read) Key(msg tea.KeyPressMsg) Reply { return readKeys.press(r, msg, r.page.Actions, 0) }

// Bindings returns the keys that work now.
func (r *Read) Bindings(l api.Language) []key.Binding {
	return readKeys.bindings(r, r.page.Actions, l)
}

func (r *Read) moves() bool { return r.scroll.moves() }

// scrollBy moves the lines in sight, which are to be seen before the next key.
func (r *Read) scrollBy(move func(*scroll)) Reply {
	move(&r.scroll)
	r.Stale = true
	return Reply{Handled: true}
}

// enterDoes names what Enter does now.
func (r *Read) enterDoes() lang.Text {
	if r.seenEnd() {
		return forwardOf(&r.page)
	}
	return look.DoReadOn
}

// Agrees reports whether going forward says that the text was agreed to.
func (r *Read) Agrees() bool { return !r.read.Agreement.Empty() && r.seenEnd() }

// enter goes forward, or before the end was seen a page down.
func (r *Read) enter() Reply {
	if r.seenEnd() {
		return Reply{Handled: true, Forward: true}
	}
	r.Stale = true
	r.scroll.by(r.scroll.page())
	return Reply{Handled: true}
}

// Paste does nothing: there is nothing to type in a text.
func (r *Read) Paste(string) Reply { return Reply{} }

// Click does nothing: a text is only read.
func (r *Read) Click(int, int) Reply { return Reply{} }

// Wheel scrolls.
func (r *Read) Wheel(lines int) Reply {
	if !r.scroll.moves() {
		return Reply{}
	}
	r.scroll.by(lines)
	return Reply{Handled: true}
}

// View draws the heading, as much of the text as there is room for, and how much is left.
func (r *Read) View(f look.Frame) []string {
	r.Stale = false
	if f.Height <= 0 {
		return nil
	}
	r.draw(f)
	head := r.drawn.head
	if f.Height < len(head)+footLines+3 { // the text goes first
		head = nil
	}
	foot := min(footLines, f.Height-1)
	r.scroll.room(f.Height-len(head)-foot, r.total())
	lines := make([]string, 0, f.Height)
	lines = append(lines, head...)
	for i := r.scroll.top; i < min(r.scroll.top+r.scroll.height, r.total()); i++ {
		lines = append(lines, r.line(i, f))
	}
	if r.scroll.below() == 0 {
		r.sawEnd()
	}
	if foot == footLines {
		lines = append(lines, "")
	}
	if foot > 0 {
		lines = append(lines, r.foot(f))
	}
	return lines
}

// sawEnd opens the way forward.
func (r *Read) sawEnd() {
	if !r.drawn.seen {
		r.drawn.seen, r.seen[r.drawn.text] = true, true
	}
}

// footLines are a blank line and the one that says how much is left, as far as there is room beside the text.
const footLines = 2

// total returns the number of lines that there are to scroll through.
func (r *Read) total() int { return len(r.drawn.pieces) + len(r.drawn.tail) }

// line is one line of the text, or of the agreement behind it.
func (r *Read) line(i int, f look.Frame) string {
	if i >= len(r.drawn.pieces) {
		return r.drawn.tail[i-len(r.drawn.pieces)]
	}
	return rendered(f.Theme.Text, r.drawn.pieces[i].Of(r.drawn.text))
}

// draw breaks the text into lines, unless it stands already, and finds the place again that was at the top.
func (r *Read) draw(f look.Frame) {
	if r.drawn.ready && r.drawn.frame == f {
		return
	}
	old, top, end := r.drawn, r.scroll.top, r.scroll.below() == 0
	text := strings.TrimRight(look.Legible(r.read.Text.In(f.Language)), " \n")
	r.drawn = readDrawing{frame: f, ready: true, text: text, seen: r.seen[text], pieces: look.Break(text, f.Width)}
	if heading := r.read.Heading.In(f.Language); heading != "" {
		r.drawn.head = append(look.Styled(f.Theme.Heading, look.Wrap(heading, f.Width)), "")
	}
	if agreement := r.read.Agreement.In(f.Language); agreement != "" {
		rule := f.Theme.Rule.Render(strings.Repeat(f.Theme.Glyphs.Horizontal, f.Width))
		r.drawn.tail = append([]string{"", rule}, look.Styled(f.Theme.Strong, look.Wrap(agreement, f.Width))...)
	}
	switch {
	case top == 0:
	case end && text != old.text: // the end of a translation is its end
		r.scroll.top = r.total()
	default:
		r.scroll.top = r.found(old, top)
	}
}

// found is the line where a place of an earlier drawing stands now: by the character that began its top line,
// and in a translation by the paragraph.
func (r *Read) found(old readDrawing, top int) int {
	if beyond := top - len(old.pieces); beyond >= 0 {
		return len(r.drawn.pieces) + beyond
	}
	at := old.pieces[top].From
	if top == r.anchor.line {
		at = r.anchor.at
	}
	if old.text != r.drawn.text {
		at = translated(old.text, r.drawn.text, at)
	}
	line := sort.Search(len(r.drawn.pieces), func(i int) bool { return r.drawn.pieces[i].From > at }) - 1
	r.anchor = anchor{at, max(0, line)}
	return r.anchor.line
}

// translated is the place in a translation that corresponds to a place in a text: as far into the same
// paragraph, or into the whole where the paragraphs are not the same number.
func translated(from, to string, at int) int {
	a, b := strings.Split(from, "\n\n"), strings.Split(to, "\n\n")
	if len(a) != len(b) {
		return at * len(to) / max(1, len(from))
	}
	start := 0
	for i := range a {
		if at < len(a[i])+2 || i == len(a)-1 {
			return start + min(at, len(a[i]))*len(b[i])/max(1, len(a[i]))
		}
		at -= len(a[i]) + 2
		start += len(b[i]) + 2
	}
	return start
}

// foot says how much is left, and at the end what Enter does.
func (r *Read) foot(f look.Frame) string {
	g := f.Theme.Glyphs
	below := r.scroll.below()
	left := f.Theme.Muted.Render(MsgEnd.In(f.Language))
	if below > 0 {
		left = f.Theme.Accent.Render(g.Down + " " + linesLeft(below).In(f.Language))
		left += f.Theme.Muted.Render(" " + g.Dot + " " + r.share().In(f.Language))
	}
	if r.seenEnd() {
		left += f.Theme.Muted.Render("  ") + f.Theme.Key.Render(look.Enter.Name.In(f.Language)) + " " + f.Theme.Text.Render(forwardOf(&r.page).In(f.Language))
	}
	return look.Fit(left, f.Width, g.Ellipsis)
}

// share returns how much of the text is above the bottom of the screen.
func (r *Read) share() lang.Text {
	return MsgShare.With(min(99, 100*(r.scroll.top+r.scroll.height)/max(1, r.total())))
}

func linesLeft(n int) lang.Text {
	if n == 1 {
		return MsgLineLeft
	}
	return MsgLinesLeft.With(n)
}
