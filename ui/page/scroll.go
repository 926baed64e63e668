package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// This file holds what the bodies share: a place in lines that do not all fit, and the keys of
// a page's actions.

// scroll is which lines of many are in sight.
type scroll struct{ top, height, total int }

// room takes the lines there are and how many can be seen.
func (s *scroll) room(height, total int) {
	s.height, s.total = max(0, height), total
	s.top = max(0, min(s.top, s.last()))
}

// last is the top line of the last screenful.
func (s *scroll) last() int { return max(0, s.total-s.height) }

// below returns how many lines come after those in sight.
func (s *scroll) below() int { return max(0, s.total-s.top-s.height) }

// moves reports whether not all lines are in sight at once.
func (s *scroll) moves() bool { return s.total > s.height }

// by moves by lines, as far as there are any.
func (s *scroll) by(lines int) { s.top = max(0, min(s.top+lines, s.last())) }

// page returns how far a page key goes: one line stays in sight.
func (s *scroll) page() int { return max(1, s.height-1) }

// show brings lines from..to (exclusive) into sight, the first of them before all.
func (s *scroll) show(from, to int) {
	s.top = max(s.top, to-s.height)
	s.top = max(0, min(s.top, from, s.last()))
}

// window cuts lines to a height. Where they do not fit its last line says how many there are
// above and below.
func (s *scroll) window(lines []string, f look.Frame) []string {
	if len(lines) <= f.Height {
		s.room(f.Height, len(lines))
		return lines
	}
	s.room(f.Height-1, len(lines))
	if f.Height <= 0 {
		return nil
	}
	shown := make([]string, 0, f.Height)
	shown = append(shown, lines[s.top:s.top+s.height]...)
	return append(shown, moreMark(s.top, s.below(), f))
}

// moreMark is the line that says how much is out of sight.
func moreMark(above, below int, f look.Frame) string {
	g, arrow := f.Theme.Glyphs, ""
	if above > 0 {
		arrow = g.Up
	}
	if below > 0 {
		arrow += g.Down
	}
	return f.Theme.Muted.Render(look.Fit(arrow+" "+moreOf(above, below).In(f.Language), f.Width, g.Ellipsis))
}

// actionOfKey is the page's action that a letter takes, in either case.
func actionOfKey(actions []flows.Action, msg tea.KeyPressMsg) (string, bool) {
	for _, a := range actions {
		if a.Key != 0 && look.EitherCase(a.Key).Pressed(msg) {
			return a.ID, true
		}
	}
	return "", false
}

// actionBindings are the keys of a page's actions.
func actionBindings(l api.Language, actions []flows.Action) []key.Binding {
	bindings := make([]key.Binding, 0, len(actions)+4)
	for _, a := range actions {
		if a.Key != 0 {
			bindings = append(bindings, look.EitherCase(a.Key).Help(l, a.Label))
		}
	}
	return bindings
}

// scrolled is lines that are drawn once for each frame, in a window that scrolls.
type scrolled struct {
	scroll
	drawn look.Frame // that the lines were drawn for
	ready bool
	lines []string
}

// draw draws the lines, unless they stand already.
func (s *scrolled) draw(f look.Frame, lines func(look.Frame) []string) {
	if !s.ready || s.drawn != f {
		s.drawn, s.ready, s.lines = f, true, lines(f)
	}
}

// over returns the lines that have room above a foot, and the foot, which never takes more than half:
// its first line, a blank one, goes first.
func (s *scrolled) over(foot []string, f look.Frame) []string {
	if f.Height <= 0 {
		return nil
	}
	if len(foot) > f.Height/2 && foot[0] == "" {
		foot = foot[1:]
	}
	foot = foot[:min(len(foot), f.Height/2)]
	above := f
	above.Height -= len(foot)
	shown := s.window(s.lines, above)
	return append(shown[:len(shown):len(shown)], foot...)
}

// keyLine is a key and what it does, keys in a column of a width.
func keyLine(shown, does lang.Text, keys int, f look.Frame) string {
	name := f.Theme.Key.Render(shown.In(f.Language))
	return look.Fit(look.Pad(name, keys)+"  "+f.Theme.Text.Render(look.OneLine(does.In(f.Language))), f.Width, f.Theme.Glyphs.Ellipsis)
}

// scrollBy moves the lines in sight.
func (s *scrolled) scrollBy(move func(*scroll)) Reply {
	move(&s.scroll)
	return Reply{Handled: true}
}
