// Package page draws and drives the body of a page: a form, a text, a table, a review, a question, a report. A body says what the
// clerk wants in a Reply; it knows neither the shell that shows it nor the flow that it belongs to.
package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/ui/look"
)

// Body draws and drives the body of one page: a form, a text, a table, a review, a
// question, a report. Bodies are plain structs held by the player; they keep only what belongs to
// the screen (cursor, scroll position) and read everything else from the page.
type Body interface {
	// Set takes the page anew and keeps what is on the screen; false where the page is another one, for a body of its own.
	Set(flows.Page, api.Language) bool
	// Key takes a key and says what the clerk wants.
	Key(tea.KeyPressMsg) Reply
	// Paste takes pasted text.
	Paste(text string) Reply
	// Click takes a mouse click at a cell of the body's last view, Wheel a turn of the wheel by lines.
	Click(x, y int) Reply
	Wheel(lines int) Reply
	// View draws the body: at most the frame's height of lines, none wider than its width.
	View(look.Frame) []string
	// Bindings are the keys that work right now, for the help line and the help screen.
	Bindings(api.Language) []key.Binding
}

// New makes the body that a page asks for.
func New(page flows.Page, language api.Language) Body {
	switch page.Body.(type) {
	case *flows.Ask:
		return newAsk(page, language)
	case *flows.Read:
		return newRead(page)
	case *flows.Choose:
		return newChoose(page)
	case *flows.Review:
		return newReview(page)
	case *flows.Confirm:
		return newConfirm(page)
	case *flows.Report:
		return newReport(page)
	}
	return newReport(flows.Page{ID: page.ID, Title: page.Title, Body: &flows.Report{}})
}

// Reply says what a key means to a body.
type Reply struct {
	// Handled reports whether the key meant something to the body.
	Handled bool
	// Forward takes the page's own way forward.
	Forward bool
	// Action takes one of the page's actions, by its ID.
	Action string
	// Row is the row it is about (Choose, Review).
	Row int
}

// Caret is the place of the terminal's cursor within a body's view; nil in an
// optional method's answer hides it.
type Caret struct{ X, Y int }

// Careted is a body that shows the terminal's cursor.
type Careted interface{ Caret() *Caret }
