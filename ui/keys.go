package ui

import (
	"charm.land/bubbles/v2/key"

	"countertop/api"
	"countertop/flows/lang"
)

// bind makes a binding with its help in a language. Only bindings that work right now are
// made, so that help and matching rest on the same fact.
func bind(language api.Language, shown, does lang.Text, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown.In(language), does.In(language)))
}

// The keys that work everywhere. None of them can come out of a scanner or a name: function keys
// and control keys only.
var (
	helpKeys     = []string{"f1"}
	languageKeys = []string{"f2", "ctrl+l"}
	doubtsKeys   = []string{"f3"}
	quitKeys     = []string{"ctrl+c"}
	backKeys     = []string{"esc"}
	yesKeys      = []string{"ctrl+y"}
)

func (m *Shell) globalBindings() []key.Binding {
	l := m.language
	bindings := []key.Binding{}
	if top := m.top(); top != nil && top.canLeave() {
		bindings = append(bindings, bind(l, keyEsc, top.leaveWord(), backKeys...))
	}
	bindings = append(bindings,
		bind(l, keyHelp, doHelp, helpKeys...),
		bind(l, keyLanguage, doLanguage, languageKeys...),
	)
	if m.canOpenDoubts() {
		bindings = append(bindings, bind(l, keyDoubts, msgDoubts, doubtsKeys...))
	}
	return append(bindings, bind(l, keyCtrlC, doQuit, quitKeys...))
}
