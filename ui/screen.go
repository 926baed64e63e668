package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// screen is one layer of the shell's stack. Its methods run on the program's goroutine; what a
// screen wants of the shell it returns as an action, which the shell applies in the
// same Update, so that the next key meets what the action brought.
type screen interface {
	// update takes a key, a paste, a click or a message of the screen's own commands.
	update(tea.Msg) action
	// refresh takes the page anew after the catalogue or the language changed.
	refresh(api.Language) action
	view(look.Frame) []string
	title() lang.Text
	bindings(api.Language) []key.Binding
	// canLeave is whether Esc does something here, and leaveWord what.
	canLeave() bool
	leaveWord() lang.Text
}

// action asks something of the shell; the zero action asks nothing.
type action struct {
	do   actionKind
	flow flows.Flow      // actOpen, actShow
	doc  *flows.Document // actRead, actSave, actPrint
	cmd  tea.Cmd         // I/O and time to start, with any kind
	say  lang.Text       // a line to show until the next key
	ask  *dialog         // actAsk
	home rune            // actHome: the key of the entry that was chosen
}

type actionKind int

const (
	actNothing actionKind = iota
	actPop                // leave this screen
	actOpen               // put a flow in this screen's place
	actShow               // put a flow above this screen
	actRead               // push a reader
	actSave               // write a document to disk
	actPrint              // print a document
	actAsk                // open a dialog
	actHome               // an entry of the home screen
	actSignOut            // end the clerk's session
	actSettled            // a task ended: deliver the keys typed meanwhile
	actDropped            // a task ended badly: forget the keys typed meanwhile
)
