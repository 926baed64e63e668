package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/flows/lang"
	"countertop/ui/look"
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

func (h *helpScreen) view(f look.Frame) []string {
	t := f.Theme
	lines := []string{t.Heading.Render(look.Fit(msgHelpTitle.In(f.Language), f.Width, t.Glyphs.Ellipsis)), ""}
	lines = append(lines, h.group(msgHelpHere, h.here, f)...)
	lines = append(lines, h.group(msgHelpAlways, h.always, f)...)
	lines = append(lines, t.Muted.Render(look.Fit(msgHelpClose.In(f.Language), f.Width, t.Glyphs.Ellipsis)))
	h.top = min(h.top, max(0, len(lines)-f.Height))
	h.hidden = max(0, len(lines)-h.top-f.Height)
	return lines[h.top:min(len(lines), h.top+f.Height)]
}

func (h *helpScreen) group(heading lang.Text, bindings []key.Binding, f look.Frame) []string {
	if len(bindings) == 0 {
		return nil
	}
	t, widest := f.Theme, 0
	for _, b := range bindings {
		widest = max(widest, lipgloss.Width(b.Help().Key))
	}
	lines := []string{t.Strong.Render(look.Fit(heading.In(f.Language), f.Width, t.Glyphs.Ellipsis))}
	for _, b := range bindings {
		line := "  " + t.Key.Render(look.Pad(b.Help().Key, widest)) + "  " + t.Text.Render(b.Help().Desc)
		lines = append(lines, look.Fit(line, f.Width, t.Glyphs.Ellipsis))
	}
	return append(lines, "")
}
