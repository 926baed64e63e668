package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// home lists what can be done, each with a key.
type home struct {
	shell    *Shell
	language api.Language
	at       int
	// An entry takes row lines: two where there is room.
	row int
}

func newHome(m *Shell) *home { return &home{shell: m, language: m.language, row: 1} }

// entries lists what can be done now.
func (h *home) entries() []entry {
	var list []entry
	for _, e := range homeEntries() {
		if e.shown == nil || e.shown(h.shell) {
			list = append(list, e)
		}
	}
	return list
}

func (h *home) update(msg tea.Msg) action {
	entries := h.entries()
	h.at = min(h.at, len(entries)-1)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return h.key(msg, entries)
	case tea.MouseClickMsg:
		if i := (msg.Y - homeTop) / h.row; msg.Y >= homeTop && (msg.Y-homeTop)%h.row == 0 && i < len(entries) {
			h.at = i
			return action{do: actHome, home: entries[i].key}
		}
	}
	return action{}
}

// homeKeys are the keys of the home screen beside the entries' own.
var homeKeys = []look.Row[*home, action]{
	{Key: look.EntryUp, As: look.UpDown, Does: look.DoMove, Do: func(h *home) action { return h.to(h.at - 1) }},
	{Key: look.EntryDown, As: look.UpDown, Does: look.DoMove, Do: func(h *home) action { return h.to(h.at + 1) }},
	{Key: look.Home, Do: func(h *home) action { return h.to(0) }},
	{Key: look.End, Do: func(h *home) action { return h.to(len(h.entries()) - 1) }},
	{Key: look.Enter, Does: look.DoChoose, Do: func(h *home) action { return action{do: actHome, home: h.entries()[h.at].key} }},
}

func (h *home) to(at int) action {
	h.at = max(0, min(at, len(h.entries())-1))
	return action{}
}

func (h *home) key(msg tea.KeyPressMsg, entries []entry) action {
	if a, ok := look.Press(h, homeKeys, msg); ok {
		return a
	}
	for _, e := range entries {
		if look.Letter(e.key).Pressed(msg) {
			return action{do: actHome, home: e.key}
		}
	}
	return action{}
}

// The entries begin at line homeTop; at least homeBelow lines stand below them.
const homeTop, homeBelow = 2, 3

func (h *home) view(f look.Frame) []string {
	t := f.Theme
	lines := []string{t.Heading.Render(look.Fit(msgHomeTitle.In(f.Language), f.Width, t.Glyphs.Ellipsis)), ""}
	entries, below := h.entries(), h.below(f)
	h.row = 1
	if homeTop+2*len(entries)+max(homeBelow, len(below)) <= f.Height {
		h.row = 2
	}
	names := 0
	for _, e := range entries {
		names = max(names, lipgloss.Width(e.name.In(f.Language)))
	}
	for i, e := range entries {
		marker, style := "  ", t.Text
		if i == h.at {
			marker, style = t.Accent.Render(t.Glyphs.Marker)+" ", t.Selected
		}
		line := marker + t.Key.Render(string(e.key)) + "  " + style.Render(look.Pad(e.name.In(f.Language), names)) +
			"   " + t.Muted.Render(e.what.In(f.Language))
		lines = append(lines, look.Fit(line, f.Width, t.Glyphs.Ellipsis))
		if h.row == 2 {
			lines = append(lines, "")
		}
	}
	if h.row == 1 {
		lines = append(lines, "")
	}
	return append(lines, below...)
}

// below returns the lines below the entries: why nothing can be sent, and what the console works with.
func (h *home) below(f look.Frame) (lines []string) {
	t := f.Theme
	if err := h.shell.services.Err(); err != nil {
		return look.Styled(t.Bad, look.Wrap(msgConnectFailed.With(err.Error()).In(f.Language), f.Width))
	}
	if text := h.shell.noToken(); !text.Empty() {
		lines = append(lines, look.Styled(t.Bad, look.Wrap(text.In(f.Language), f.Width))...)
	}
	if text, bad := h.shell.journalText(); !text.Empty() {
		style := t.Muted
		if bad {
			style = t.Bad
		}
		lines = append(lines, look.Styled(style, look.Wrap(text.In(f.Language), f.Width))...)
	}
	return append(lines, look.Styled(t.Muted, look.Wrap(h.shell.listsText().In(f.Language), f.Width))...)
}

func (h *home) refresh(language api.Language) action {
	h.language = language
	return action{}
}

func (h *home) title() lang.Text     { return lang.Text{} }
func (h *home) canLeave() bool       { return false }
func (h *home) leaveWord() lang.Text { return look.DoBack }

func (h *home) bindings(l api.Language) []key.Binding {
	entries := h.entries()
	letters := make([]look.Key, len(entries))
	for i, e := range entries {
		letters[i] = look.Letter(e.key)
	}
	return append(look.Help(h, homeKeys, l), look.Joined(letters...).Help(l, look.DoOpen))
}
