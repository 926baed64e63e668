package page

// This file is the keys of a form.

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// askKeys are the keys of a form; what none of them takes, is typed.
var askKeys = []row[*Ask]{
	{Key: look.Enter, Says: (*Ask).enterDoes, Do: (*Ask).next},
	{Key: look.EndPage, Says: (*Ask).endDoes, Do: (*Ask).finish},
	{Key: look.Up, As: look.UpDown, Says: where((*Ask).picks, look.DoChoose), Do: func(a *Ask) Reply { return a.vertical(-1) }},
	{Key: look.Down, As: look.UpDown, Says: where((*Ask).picks, look.DoChoose), Do: func(a *Ask) Reply { return a.vertical(1) }},
	{Key: look.BackTab, Says: where(func(a *Ask) bool { return a.place.at > 0 }, look.DoPrevious), Do: (*Ask).previous},
	{Key: look.Tab, Do: (*Ask).tab},
	{Key: look.Letters, Does: look.DoFind, Works: (*Ask).picks},
	{Key: look.Erase, Does: look.DoErase, Do: (*Ask).empty},
	{Key: look.Backspace, Works: (*Ask).picks, Do: picked((*picker).erase)},
	{Key: look.Space, Works: (*Ask).begins, Do: picked(func(p *picker) { p.move(1) })},
	{Key: look.Left, Works: (*Ask).picks, Do: picked(func(p *picker) { p.move(-1) })},
	{Key: look.Right, Works: (*Ask).picks, Do: picked(func(p *picker) { p.move(1) })},
}

// Key does what a key does on the form.
func (a *Ask) Key(msg tea.KeyPressMsg) Reply {
	if a.Focus == "" { // there are no fields
		enters := look.Enter.Pressed(msg)
		return Reply{Handled: enters, Forward: enters}
	}
	if r, ok := look.Press(a, askKeys, msg); ok {
		return r
	}
	return a.edit(msg)
}

// Bindings returns the keys that work now.
func (a *Ask) Bindings(l api.Language) []key.Binding {
	_, at, fields := a.focused()
	a.place = place{at, len(fields)}
	return look.Help(a, askKeys, l)
}

// place is which of how many fields has the focus, for the words of help.
type place struct{ at, of int }

func (p place) last() bool { return p.at == p.of-1 }

// enterDoes names what Enter does: the next field, after the last the next page.
func (a *Ask) enterDoes() lang.Text {
	if a.place.last() {
		return a.onward()
	}
	return look.DoNext
}

// endDoes names what the key for the page's end does; after the last field Enter says it.
func (a *Ask) endDoes() lang.Text {
	if a.place.last() {
		return lang.Text{}
	}
	return a.onward()
}

// onward returns the page's name for going on.
func (a *Ask) onward() lang.Text {
	if a.forward.Empty() {
		return look.DoContinue
	}
	return a.forward
}

// picks reports whether an option is chosen, and begins whether nothing is typed for it yet.
func (a *Ask) picks() bool  { return a.Picker != nil }
func (a *Ask) begins() bool { return a.Picker != nil && a.Picker.Typed == "" }

func (a *Ask) next() Reply {
	if !a.step(1) {
		return a.finish()
	}
	return Reply{Handled: true}
}

func (a *Ask) previous() Reply {
	a.step(-1)
	return Reply{Handled: true}
}

// vertical moves among the options, and where there are none among the fields.
func (a *Ask) vertical(by int) Reply {
	if a.Picker != nil {
		a.Picker.move(by)
		a.keep()
	} else {
		a.step(by)
	}
	return Reply{Handled: true}
}

// picked does something to the options that are chosen from.
func picked(do func(*picker)) func(*Ask) Reply {
	return func(a *Ask) Reply {
		do(a.Picker)
		a.keep()
		return Reply{Handled: true}
	}
}

// empty takes back what is typed, in a line what stands before the cursor.
func (a *Ask) empty() Reply {
	if a.Picker != nil {
		a.Picker.clear()
	} else {
		a.Input, _ = a.Input.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	}
	a.keep()
	return Reply{Handled: true}
}
