package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/printer"
)

// printedMsg tells that the printer has taken a document, or why it has not.
type printedMsg struct{ err error }

func (msg printedMsg) text() lang.Text {
	refused, named := errors.AsType[*printer.Refused](msg.err)
	switch {
	case msg.err == nil:
		return msgPrinted
	case !named:
		return msgNoPrinter
	case refused.Said != "":
		return msgNotPrinted.With(refused.Said)
	default:
		return msgNotPrinted.With(refused.Error())
	}
}

// print hands a document to the store's printer, in the language of the screen. What the console does next does
// not stop it.
func (m *Shell) print(doc *flows.Document) tea.Cmd {
	to, text := printer.Printer{Command: m.options.PrintCommand}, doc.Text.In(m.language)
	m.say = msgPrinting
	return func() tea.Msg { return printedMsg{to.Print(context.Background(), text)} }
}
