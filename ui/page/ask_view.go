package page

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// askLayout holds the places of the last view: for the mouse and the cursor.
type askLayout struct {
	top     int // first line shown
	fields  map[int]string
	options map[int]int
	// The options were drawn for focus and typed: a click may come before the next view.
	focus, typed string
	caret        *Caret
}

func (l askLayout) field(y int) (string, bool) {
	key, ok := l.fields[y+l.top]
	return key, ok
}

func (l askLayout) option(y int) (int, bool) {
	i, ok := l.options[y+l.top]
	return i, ok
}

// The most options shown at once, and the room of labels.
const (
	pickerRows  = 8
	labelMost   = 34
	markerWidth = 2
)

// askView is the drawing of one form.
type askView struct {
	*Ask
	look.Frame
	labelWidth int
	air        bool // a blank line between fields
	lines      []string
	focusFrom  int // lines of the focused field, kept in sight
	focusTo    int
}

// View draws the fields, with the focused one in sight.
func (a *Ask) View(f look.Frame) []string {
	fields := a.Form.Fields()
	v := &askView{Ask: a, Frame: f, labelWidth: labelWidth(fields, f)}
	v.air = f.Height >= 3*len(fields)+pickerRows
	a.layout = askLayout{fields: map[int]string{}, options: map[int]int{}}
	for i, field := range fields {
		if v.air && i > 0 {
			v.lines = append(v.lines, "")
		}
		v.field(field)
	}
	foot := v.foot()
	return append(v.scrolled(f.Height-len(foot)), foot...)
}

// labelWidth is the room for labels: the longest, within limits.
func labelWidth(fields []form.Field, f look.Frame) int {
	widest := 0
	for _, field := range fields {
		widest = max(widest, lipgloss.Width(field.Label.In(f.Language)))
	}
	return min(widest, labelMost, f.Width/2)
}

// field draws a field: label and value, below them the options while one is chosen, the
// problem or the hint.
func (v *askView) field(field form.Field) {
	focused := field.Key == v.Focus
	start := len(v.lines)
	v.layout.fields[start] = field.Key
	label := v.Theme.Label.Render(look.Pad(look.Fit(field.Label.In(v.Language), v.labelWidth, v.Theme.Glyphs.Ellipsis), v.labelWidth))
	marker := strings.Repeat(" ", markerWidth)
	if focused {
		marker = v.Theme.Accent.Render(v.Theme.Glyphs.Marker) + " "
		v.focusFrom = start
	}
	v.lines = append(v.lines, marker+label+"  "+v.value(field, focused))
	if focused && v.Picker != nil {
		v.options()
	}
	v.below(field, focused)
	if focused {
		v.focusTo = len(v.lines)
	}
}

// left is the column where values begin.
func (v *askView) left() int { return markerWidth + v.labelWidth + 2 }

// room is the width of the value column.
func (v *askView) room() int { return max(1, v.Width-v.left()) }

// value draws what a field holds.
func (v *askView) value(field form.Field, focused bool) string {
	switch {
	case focused && v.Picker != nil:
		return v.typedChoice(field)
	case focused:
		return v.typedLine(field)
	}
	if typed := v.unmatched[field.Key]; typed != "" && field.Kind != form.Line {
		return v.Theme.Bad.Render(look.Fit(typed, v.room(), v.Theme.Glyphs.Ellipsis))
	}
	value := field.Display(v.Form.Value(field.Key)).In(v.Language)
	if value == "" {
		return v.empty(field)
	}
	return v.Theme.Text.Render(look.Fit(value, v.room(), v.Theme.Glyphs.Ellipsis))
}

// empty draws a field that holds nothing: the word for optional, or room to fill in.
func (v *askView) empty(field form.Field) string {
	if !field.Required {
		return v.Theme.Muted.Render(look.Fit(msgOptional.In(v.Language), v.room(), v.Theme.Glyphs.Ellipsis))
	}
	return v.Theme.Rule.Render(strings.Repeat("_", min(v.inputWidth(field), v.room())))
}

// inputWidth returns the width of a field's input.
func (v *askView) inputWidth(field form.Field) int {
	if field.Width > 0 {
		return min(field.Width+1, v.room())
	}
	return min(40, v.room())
}

// typedLine draws the line that is typed in; one that has no room, scrolled to its cursor.
func (v *askView) typedLine(field form.Field) string {
	text := v.Input.Value()
	if field.Secret {
		text = strings.Repeat(secretSign, utf8.RuneCountInString(text))
	}
	width := min(max(v.inputWidth(field), look.Cells(text)+1), v.room())
	if look.Cells(text) >= width {
		return v.scrolledLine(width)
	}
	v.layout.caret = &Caret{v.left() + look.Cells(string([]rune(text)[:v.Input.Position()])), len(v.lines)}
	return v.Theme.Input.Render(look.Pad(text, width))
}

// secretSign stands for each character of a secret.
const secretSign = "*"

// scrolledLine draws the part of a long line that the cursor is in.
func (v *askView) scrolledLine(width int) string {
	styles := v.Input.Styles()
	styles.Focused.Text = v.Theme.Input.Style
	v.Input.SetStyles(styles)
	v.Input.EchoCharacter = '*'
	v.Input.SetWidth(max(1, width-1))
	v.Input.SetCursor(v.Input.Position()) // the part in sight follows the new width
	text := v.Input.View()
	if c := v.Input.Cursor(); c != nil {
		v.layout.caret = &Caret{v.left() + min(c.X, v.room()-1), len(v.lines)}
	}
	if gap := width - lipgloss.Width(text); gap > 0 {
		text += v.Theme.Input.Render(look.Spaces(gap))
	}
	return ansi.Truncate(text, v.room(), "")
}

// typedChoice draws the letters typed to find an option, or the option held.
func (v *askView) typedChoice(field form.Field) string {
	text := v.Picker.Typed
	if text == "" && v.Picker.mark >= 0 {
		text = v.Picker.options[v.Picker.found[v.Picker.mark]].Label.In(v.Language)
	}
	width := min(max(v.inputWidth(field), lipgloss.Width(text)+1), v.room())
	v.layout.caret = &Caret{v.left() + min(lipgloss.Width(v.Picker.Typed), width-1), len(v.lines)}
	return v.Theme.Input.Render(look.Pad(look.Fit(text, width, v.Theme.Glyphs.Ellipsis), width))
}

// options draws the options below their field: those that match, a window around the mark.
func (v *askView) options() {
	p, indent := v.Picker, strings.Repeat(" ", v.left())
	if len(p.found) == 0 {
		if len(p.options) == 0 {
			v.lines = append(v.lines, indent+v.Theme.Muted.Render(look.Fit(msgNoOptions.In(v.Language), v.room(), v.Theme.Glyphs.Ellipsis)))
		}
		return
	}
	v.layout.focus, v.layout.typed = v.Focus, p.Typed
	rows := min(pickerRows, len(p.found), max(3, v.Height/2))
	first := max(0, min(p.mark-rows/2, len(p.found)-rows))
	for i := first; i < first+rows; i++ {
		v.layout.options[len(v.lines)] = i
		v.lines = append(v.lines, indent+v.option(i))
	}
	if hidden := len(p.found) - rows; hidden > 0 {
		more := v.Theme.Muted.Render(look.Fit("  "+moreOf(first, len(p.found)-first-rows).In(v.Language), v.room(), v.Theme.Glyphs.Ellipsis))
		v.lines = append(v.lines, indent+more)
	}
}

// option draws one option of the list.
func (v *askView) option(i int) string {
	label := v.Picker.options[v.Picker.found[i]].Label.In(v.Language)
	label = look.Fit(label, v.room()-3, v.Theme.Glyphs.Ellipsis)
	if i == v.Picker.mark {
		return v.Theme.Selected.Render(v.Theme.Glyphs.RadioOn + " " + label + " ")
	}
	return v.Theme.Muted.Render(v.Theme.Glyphs.Radio) + " " + v.Theme.Text.Render(label)
}

// moreOf says how many rows are out of sight.
func moreOf(above, below int) lang.Text {
	var texts []lang.Text
	if above > 0 {
		texts = append(texts, MsgMoreAbove.With(above))
	}
	if below > 0 {
		texts = append(texts, MsgMoreBelow.With(below))
	}
	return lang.Join(", ", texts...)
}

// below draws a field's problem, or its hint while it has the focus.
func (v *askView) below(field form.Field, focused bool) {
	problem := v.Form.Problem(field)
	if p := v.noMatch(field); p != nil && !focused {
		problem = p
	}
	if focused && v.Picker != nil && len(v.Picker.found) == 0 && v.Picker.Typed != "" {
		problem = &form.Problem{Text: msgNoMatch.With(v.Picker.Typed, field.Label)}
	}
	switch {
	case problem != nil && problem.Warning:
		v.note(v.Theme.Careful, v.Theme.Glyphs.Warn+" ", problem.Text)
	case problem != nil && !(focused && v.Form.Value(field.Key) == "" && !v.ended):
		v.note(v.Theme.Bad, v.Theme.Glyphs.Cross+" ", problem.Text)
	case focused && !field.Hint.Empty():
		v.note(v.Theme.Muted, "", field.Hint)
	}
}

// note writes a sentence below a field, under its value.
func (v *askView) note(style look.Ink, mark string, text lang.Text) {
	indent := strings.Repeat(" ", v.left())
	for i, line := range look.Wrap(text.In(v.Language), max(1, v.room()-lipgloss.Width(mark))) {
		if i > 0 {
			mark = strings.Repeat(" ", lipgloss.Width(mark))
		}
		v.lines = append(v.lines, indent+style.Render(mark+line))
	}
}

// foot says how many fields stop the page, once going on was refused.
func (v *askView) foot() []string {
	if !v.ended {
		return nil
	}
	open := 0
	for _, field := range v.Form.Fields() {
		if p := v.Form.Problem(field); v.noMatch(field) != nil || p != nil && !p.Warning {
			open++
		}
	}
	switch open {
	case 0:
		return nil
	case 1:
		return []string{"", v.Theme.Bad.Render(look.Fit(v.Theme.Glyphs.Cross+" "+msgFieldOpen.In(v.Language), v.Width, v.Theme.Glyphs.Ellipsis))}
	}
	return []string{"", v.Theme.Bad.Render(look.Fit(v.Theme.Glyphs.Cross+" "+msgFieldsOpen.With(open).In(v.Language), v.Width, v.Theme.Glyphs.Ellipsis))}
}

// scrolled cuts the lines to the height, with the focused field and what is below it in sight.
func (v *askView) scrolled(height int) []string {
	if height <= 0 {
		return nil
	}
	top := 0
	if len(v.lines) > height {
		top = min(max(0, v.focusTo-height+2), v.focusFrom, len(v.lines)-height)
	}
	v.layout.top = top
	if c := v.layout.caret; c != nil {
		v.layout.caret = &Caret{c.X, c.Y - top}
	}
	shown := v.lines[top:min(len(v.lines), top+height)]
	if top > 0 && len(shown) > 1 && v.focusFrom > top {
		shown = append([]string{v.Theme.Muted.Render(v.Theme.Glyphs.Up + " " + v.Theme.Glyphs.Ellipsis)}, shown[1:]...)
	}
	if rest := len(v.lines) - top - len(shown); rest > 0 && v.focusTo < top+len(shown) {
		shown = append(shown[:len(shown)-1:len(shown)-1], v.Theme.Muted.Render(v.Theme.Glyphs.Down+" "+v.Theme.Glyphs.Ellipsis))
	}
	return shown
}

// Caret returns the cursor's place in the last view.
func (a *Ask) Caret() *Caret { return a.layout.caret }
