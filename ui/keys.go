package ui

import (
	"charm.land/bubbles/v2/key"

	"countertop/ui/look"
)

// globalBindings are the keys that work everywhere.
func (m *Shell) globalBindings() []key.Binding {
	l := m.language
	bindings := []key.Binding{}
	if top := m.top(); top != nil && top.canLeave() {
		bindings = append(bindings, look.Esc.Help(l, top.leaveWord()))
	}
	bindings = append(bindings, look.HelpKey.Help(l, look.DoHelp), look.Language.Help(l, look.DoLanguage))
	if m.canOpenDoubts() {
		bindings = append(bindings, look.Doubts.Help(l, msgDoubts))
	}
	return append(bindings, look.Quit.Help(l, look.DoQuit))
}
