package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/ui/look"
)

// body draws and drives the body of one page: a form, a text, a table, a review, a
// question, a report. Bodies are plain structs held by the player; they keep only what belongs to
// the screen (cursor, scroll position) and read everything else from the page.
type body interface {
	// key takes a key and says what the clerk wants.
	key(tea.KeyPressMsg) reply
	// paste takes pasted text.
	paste(text string) reply
	// click takes a mouse click at a cell of the body's last view, wheel a turn of the wheel by lines.
	click(x, y int) reply
	wheel(lines int) reply
	// view draws the body: at most frame.height lines, none wider than frame.width.
	view(look.Frame) []string
	// bindings are the keys that work right now, for the help line and the help screen.
	bindings(api.Language) []key.Binding
}

// reply is what a body made of a key.
type reply struct {
	// handled is true where the key meant something to the body.
	handled bool
	// forward takes the page's own way forward.
	forward bool
	// action takes one of the page's actions, by its ID.
	action string
	// row is the row it is about (Choose, Review).
	row int
}

// caret is where the terminal's cursor stands within a body's view; nil in an
// optional method's answer hides it.
type caret struct{ x, y int }

// careted is a body that shows the terminal's cursor.
type careted interface{ caret() *caret }
