package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/api"
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

// helpKeys are the keys of the help. They answer whether it closes.
var helpKeys = []look.Row[*helpScreen, bool]{
	{Key: look.Up, Do: helpMoves(-1)}, {Key: look.Down, Do: helpMoves(1)},
	{Key: look.PageUp, Do: helpMoves(-10)}, {Key: look.ScreenDown, Do: helpMoves(10)},
	{Key: look.CloseHelp, Does: look.DoClose, Do: func(*helpScreen) bool { return true }},
}

// helpMoves moves the help by lines, as far as there are any.
func helpMoves(by int) func(*helpScreen) bool {
	return func(h *helpScreen) bool {
		h.top = max(0, h.top+min(by, h.hidden))
		return false
	}
}

// key scrolls or closes the help; true closes it.
func (h *helpScreen) key(msg tea.KeyPressMsg) bool {
	closes, _ := look.Press(h, helpKeys, msg)
	return closes
}

func (h *helpScreen) bindings(l api.Language) []key.Binding { return look.Help(h, helpKeys, l) }

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
