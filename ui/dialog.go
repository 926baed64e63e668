package ui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"countertop/api"
	"countertop/flows/lang"
)

// dialog asks before something is lost. It is answered with Ctrl+Y or Esc, keys that no
// scanner and no typed word holds.
type dialog struct {
	title, text lang.Text
	yes, no     lang.Text
	then        action
	// pressed is when it opened, or the last key that came too soon after another.
	pressed time.Time
}

// quietBeforeDialog is how long the keyboard must rest before a dialog takes a key: what a scanner sends,
// or a hand that types on, answers none.
const quietBeforeDialog = 200 * time.Millisecond

// ask opens a dialog.
func (m *Shell) ask(d *dialog) {
	d.pressed = m.now()
	m.dialog = d
}

// dialogKey gives a key to the dialog.
func (m *Shell) dialogKey(msg tea.KeyPressMsg) tea.Cmd {
	d := m.dialog
	if soon := m.now().Sub(d.pressed) < quietBeforeDialog; soon {
		d.pressed = m.now()
		return nil
	}
	switch {
	case key.Matches(msg, languageBinding):
		return m.speak()
	case key.Matches(msg, yesBinding):
		m.dialog = nil
		m.ahead = nil
		return m.apply(m.top(), d.then)
	case key.Matches(msg, backBinding):
		m.dialog = nil
		return m.replay()
	}
	return nil
}

// bindings are the two keys that answer.
func (d *dialog) bindings(l api.Language) []key.Binding {
	return []key.Binding{bind(l, keyCtrlY, d.yes, yesKeys...), bind(l, keyEsc, d.no, backKeys...)}
}

// over draws the dialog in the middle of what is behind it.
func (d *dialog) over(behind []string, f frame) []string {
	inner := min(56, f.width-6)
	content := []string{f.theme.Heading.Render(fit(d.title.In(f.language), inner, f.theme.Glyphs.Ellipsis))}
	if !d.text.Empty() {
		content = append(content, "")
		for _, line := range wrap(d.text.In(f.language), inner) {
			content = append(content, f.theme.Text.Render(line))
		}
	}
	keys := f.theme.Key.Render(keyCtrlY.In(f.language)) + " " + d.yes.In(f.language) + "    " +
		f.theme.Key.Render(keyEsc.In(f.language)) + " " + d.no.In(f.language)
	content = append(content, "", keys)
	return overlay(behind, box(content, inner, f.theme), f.width)
}

// box frames lines of a width.
func box(content []string, inner int, t *theme) []string {
	g := t.Glyphs
	across := strings.Repeat(g.Horizontal, inner+4)
	lines := []string{t.Rule.Render(g.TopLeft + across + g.TopRight)}
	side := t.Rule.Render(g.Vertical)
	for _, line := range content {
		lines = append(lines, side+"  "+pad(line, inner)+"  "+side)
	}
	return append(lines, t.Rule.Render(g.BottomLeft+across+g.BottomRight))
}

// overlay puts a box in the middle of other lines.
func overlay(behind, front []string, width int) []string {
	top := max(0, (len(behind)-len(front))/2)
	boxWidth := lipgloss.Width(front[0])
	left := max(0, (width-boxWidth)/2)
	out := append([]string{}, behind...)
	for i, line := range front {
		if top+i >= len(out) {
			break
		}
		under := pad(out[top+i], width)
		out[top+i] = over(under, line, left, boxWidth)
	}
	return out
}

// over draws a piece of a line of a width over another line, from a cell on. Of a wide sign that is half covered, blanks stay.
func over(under, line string, left, width int) string {
	before, after := ansi.Truncate(under, left, ""), ansi.TruncateLeft(under, left+width, "")
	rest := max(0, ansi.StringWidth(under)-left-width)
	for cut := left + width + 1; ansi.StringWidth(after) > rest; cut++ {
		after = ansi.TruncateLeft(under, cut, "")
	}
	return pad(before, left) + line + spaces(rest-ansi.StringWidth(after)) + after
}
