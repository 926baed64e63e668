package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/flows/lang"
)

// helpScreen shows the keys that work right now, made from the bindings of what is in front.
type helpScreen struct {
	here, always []key.Binding
	top          int
	hidden       int // lines below the last view
}

func (m *Shell) newHelp() *helpScreen {
	here, always := m.bindings()
	return &helpScreen{here: here, always: always}
}

// key scrolls or closes the help; true closes it.
func (h *helpScreen) key(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "up":
		h.top = max(0, h.top-1)
	case "down":
		h.top += min(1, h.hidden)
	case "pgdown", "space":
		h.top += min(10, h.hidden)
	case "pgup":
		h.top = max(0, h.top-10)
	case "esc", "f1", "?", "enter", "q":
		return true
	}
	return false
}

func (h *helpScreen) view(f frame) []string {
	t := f.theme
	lines := []string{t.Heading.Render(fit(msgHelpTitle.In(f.language), f.width, t.Glyphs.Ellipsis)), ""}
	lines = append(lines, h.group(msgHelpHere, h.here, f)...)
	lines = append(lines, h.group(msgHelpAlways, h.always, f)...)
	lines = append(lines, t.Muted.Render(fit(msgHelpClose.In(f.language), f.width, t.Glyphs.Ellipsis)))
	h.top = min(h.top, max(0, len(lines)-f.height))
	h.hidden = max(0, len(lines)-h.top-f.height)
	return lines[h.top:min(len(lines), h.top+f.height)]
}

func (h *helpScreen) group(heading lang.Text, bindings []key.Binding, f frame) []string {
	if len(bindings) == 0 {
		return nil
	}
	t, widest := f.theme, 0
	for _, b := range bindings {
		widest = max(widest, lipgloss.Width(b.Help().Key))
	}
	lines := []string{t.Strong.Render(fit(heading.In(f.language), f.width, t.Glyphs.Ellipsis))}
	for _, b := range bindings {
		line := "  " + t.Key.Render(pad(b.Help().Key, widest)) + "  " + t.Text.Render(b.Help().Desc)
		lines = append(lines, fit(line, f.width, t.Glyphs.Ellipsis))
	}
	return append(lines, "")
}
