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

// bindings are the keys that work right now: of what is in front, and everywhere.
func (m *Shell) bindings() (here, always []key.Binding) {
	if m.dialog != nil {
		return m.dialog.bindings(m.language), []key.Binding{look.Language.Help(m.language, look.DoLanguage)}
	}
	if m.help != nil {
		return m.help.bindings(m.language), []key.Binding{look.Language.Help(m.language, look.DoLanguage)}
	}
	return m.top().bindings(m.language), m.globalBindings()
}
