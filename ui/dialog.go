package ui

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// dialog asks before something is lost. It is answered with Ctrl+Y or Esc, keys that no
// scanner and no typed word holds.
type dialog struct {
	title, text lang.Text
	yes, no     lang.Text
	then        action
	// pressed is the time when it opened, or the last key that came too soon after another.
	pressed time.Time
}

// The keyboard must rest for quietBeforeDialog before a dialog takes a key: what a scanner sends,
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
	case look.Language.Pressed(msg):
		return m.speak()
	case look.Yes.Pressed(msg):
		m.dialog = nil
		m.ahead = nil
		return m.apply(m.top(), d.then)
	case look.Esc.Pressed(msg):
		m.dialog = nil
		return m.replay()
	}
	return nil
}

// bindings are the two keys that answer.
func (d *dialog) bindings(l api.Language) []key.Binding {
	return []key.Binding{look.Yes.Help(l, d.yes), look.Esc.Help(l, d.no)}
}

// over draws the dialog in the middle of what is behind it.
func (d *dialog) over(behind []string, f look.Frame) []string {
	inner := min(56, f.Width-6)
	content := []string{f.Theme.Heading.Render(look.Fit(d.title.In(f.Language), inner, f.Theme.Glyphs.Ellipsis))}
	if !d.text.Empty() {
		content = append(content, "")
		for _, line := range look.Wrap(d.text.In(f.Language), inner) {
			content = append(content, f.Theme.Text.Render(line))
		}
	}
	keys := f.Theme.Key.Render(look.Yes.Name.In(f.Language)) + " " + d.yes.In(f.Language) + "    " +
		f.Theme.Key.Render(look.Esc.Name.In(f.Language)) + " " + d.no.In(f.Language)
	content = append(content, "", keys)
	return look.Overlay(behind, look.Box(content, inner, f.Theme), f.Width)
}
