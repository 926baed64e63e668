package page

// This file holds what the bodies' tables of keys share.

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// row says what a key does on a body.
type row[B any] = look.Row[B, Reply]

// table is the keys of a body. In help the page's actions, which go before all, stand behind the first.
type table[B any] struct{ first, rest []row[B] }

// press does what a key does; the row of the answer is the body's own where the key does nothing.
func (t table[B]) press(b B, msg tea.KeyPressMsg, actions []flows.Action, at int) Reply {
	if id, ok := actionOfKey(actions, msg); ok {
		return Reply{Handled: true, Action: id, Row: at}
	}
	if r, ok := look.Press(b, t.first, msg); ok {
		return r
	}
	if r, ok := look.Press(b, t.rest, msg); ok {
		return r
	}
	return Reply{Row: at}
}

// bindings returns the keys that work now, for help.
func (t table[B]) bindings(b B, actions []flows.Action, l api.Language) []key.Binding {
	return append(append(look.Help(b, t.first, l), actionBindings(l, actions)...), look.Help(b, t.rest, l)...)
}

// scroller is a body whose lines scroll.
type scroller interface {
	moves() bool
	scrollBy(move func(*scroll)) Reply
}

// scrollRows move through lines that are not all in sight.
func scrollRows[B scroller]() []row[B] {
	by := func(k look.Key, as, does lang.Text, move func(*scroll)) row[B] {
		return row[B]{Key: k, As: as, Does: does, Works: B.moves, Do: func(b B) Reply { return b.scrollBy(move) }}
	}
	return []row[B]{
		by(look.LineUp, look.UpDown, look.DoScroll, func(s *scroll) { s.by(-1) }),
		by(look.LineDown, look.UpDown, look.DoScroll, func(s *scroll) { s.by(1) }),
		by(look.ScreenUp, look.PageUpDown, look.DoTurnPage, func(s *scroll) { s.by(-s.page()) }),
		by(look.ScreenDown, look.PageUpDown, look.DoTurnPage, func(s *scroll) { s.by(s.page()) }),
		by(look.Home, lang.Text{}, lang.Text{}, func(s *scroll) { s.top = 0 }),
		by(look.End, lang.Text{}, lang.Text{}, func(s *scroll) { s.top = s.last() }),
	}
}

// selecting is a body of rows of which one is selected.
type selecting interface {
	selected() int
	size() int      // how many rows there are
	screenful() int // how far a page key goes
	turns() bool    // not all rows are in sight
	to(row int)
}

// to is the row that selects another one.
func to[B selecting](k look.Key, as lang.Text, says func(B) lang.Text, target func(B) int) row[B] {
	return row[B]{Key: k, As: as, Says: says, Works: func(b B) bool { return b.size() > 0 }, Do: func(b B) Reply {
		b.to(target(b))
		return Reply{Handled: true, Row: b.selected()}
	}}
}

// where says what a key does where a condition holds; elsewhere help leaves it out.
func where[B any](holds func(B) bool, does lang.Text) func(B) lang.Text {
	return func(b B) lang.Text {
		if holds(b) {
			return does
		}
		return lang.Text{}
	}
}

// moveRows select a row beside, the first or the last.
func moveRows[B selecting]() []row[B] {
	says := where(func(b B) bool { return b.size() > 1 }, look.DoMove)
	return []row[B]{
		to(look.LineUp, look.UpDown, says, func(b B) int { return b.selected() - 1 }),
		to(look.LineDown, look.UpDown, says, func(b B) int { return b.selected() + 1 }),
		to(look.Home, look.UpDown, says, func(B) int { return 0 }),
		to(look.End, look.UpDown, says, func(b B) int { return b.size() - 1 }),
	}
}

// turnRows select a row a page away.
func turnRows[B selecting]() []row[B] {
	says := where(B.turns, look.DoTurnPage)
	return []row[B]{
		to(look.PageUp, look.PageUpDown, says, func(b B) int { return b.selected() - b.screenful() }),
		to(look.PageDown, look.PageUpDown, says, func(b B) int { return b.selected() + b.screenful() }),
	}
}

// forwardOf returns the page's name for its way forward.
func forwardOf(page *flows.Page) lang.Text {
	if page.Forward.Empty() {
		return look.DoContinue
	}
	return page.Forward
}
