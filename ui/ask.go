package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// askBody runs a form. The focus moves within the key that moves it, and every value lives in
// the flow's draft: one text input and one picker serve whichever field has the focus. (Of a
// Huh input only the Bubbles text input inside it would be left here, at four times the
// time and a hundred times the memory a key.)
type askBody struct {
	form    *form.Form
	forward lang.Text // what going on is called on this page
	speaks  api.Language
	focus   string // key of the field with the focus
	input   textinput.Model
	picker  *picker
	// unmatched is text typed into choices that found nothing, by field.
	unmatched map[string]string
	// warnings are those of the page when it was left forward: they stop nobody, and stand on the next page.
	warnings []form.Problem
	// ended is true once going on was refused: the number of open problems shows.
	ended bool

	// layout is what the last view drew, for clicks and the cursor.
	layout askLayout
}

func newAsk(page flows.Page, language api.Language) *askBody {
	a := &askBody{unmatched: map[string]string{}, speaks: language, input: textinput.New()}
	a.input.Prompt = ""
	a.input.SetVirtualCursor(false)
	a.input.Focus()
	ask := page.Body.(*flows.Ask)
	a.form, a.forward = ask.Form, page.Forward
	a.form.Settle()
	a.focusOn(ask.Focus)
	return a
}

// set takes the page anew: its fields may have changed with an answer, its labels with the
// language. The focus stays where it is while that field is there.
func (a *askBody) set(page flows.Page, language api.Language) {
	a.form, a.forward = page.Body.(*flows.Ask).Form, page.Forward
	switch {
	case a.speaks != language:
		a.keep()
	case a.present(a.focus) && a.holds():
		return
	}
	a.speaks = language
	at, before := a.input.Position(), a.input.Value()
	a.focusOn(a.focus)
	if a.picker == nil && a.input.Value() == before {
		a.input.SetCursor(at)
	}
}

// holds says whether the field with the focus holds what the draft does: the flow may have
// emptied it.
func (a *askBody) holds() bool {
	if a.picker == nil {
		return a.input.Value() == a.form.Value(a.focus)
	}
	code, _ := a.picker.chosen()
	return code == a.form.Value(a.focus)
}

func (a *askBody) present(key string) bool {
	for _, field := range a.form.Fields() {
		if field.Key == key {
			return true
		}
	}
	return false
}

// focused is the field with the focus and its place among the fields.
func (a *askBody) focused() (form.Field, int, []form.Field) {
	fields := a.form.Fields()
	for i, field := range fields {
		if field.Key == a.focus {
			return field, i, fields
		}
	}
	if len(fields) == 0 {
		return form.Field{}, -1, nil
	}
	return fields[0], 0, fields
}

// focusOn gives a field the focus, or the first one where there is no such field.
func (a *askBody) focusOn(key string) {
	a.focus = key
	field, i, _ := a.focused()
	if i < 0 {
		return
	}
	a.focus, a.picker = field.Key, nil
	if field.Kind != form.Line {
		a.picker = newPicker(field, a.form.Value(field.Key), a.unmatched[field.Key], a.speaks)
		return
	}
	a.input.EchoMode = textinput.EchoNormal
	if field.Secret {
		a.input.EchoMode = textinput.EchoPassword
	}
	a.input.SetValue(a.form.Value(field.Key))
	a.input.CursorEnd()
}

// keep writes what the focused field holds into the draft, without leaving it.
func (a *askBody) keep() {
	field, i, _ := a.focused()
	switch {
	case i < 0:
	case a.picker == nil:
		a.form.Enter(field.Key, a.input.Value())
	default:
		code, ok := a.picker.chosen()
		delete(a.unmatched, field.Key)
		if !ok {
			a.unmatched[field.Key] = a.picker.typed
		}
		a.form.Enter(field.Key, code)
	}
}

// leave ends the focused field: its value is normalised and checked, and what depends on it
// settles.
func (a *askBody) leave() {
	a.keep()
	a.form.Leave(a.focus)
}

// step moves the focus by a number of fields. It is false at the ends.
func (a *askBody) step(by int) bool {
	before := a.focus
	a.leave()
	fields := a.form.Fields()
	for i, field := range fields {
		if field.Key == before && i+by >= 0 && i+by < len(fields) {
			a.focusOn(fields[i+by].Key)
			return true
		}
	}
	a.focusOn(before)
	return false
}

// finish ends the page: forward where nothing stops it, else the focus goes to the first
// problem.
func (a *askBody) finish() reply {
	a.leave()
	if a.refuse() {
		return reply{handled: true}
	}
	a.warnings = nil
	for _, p := range a.problems() {
		a.warnings = append(a.warnings, p.Problem)
	}
	a.focusOn(a.focus)
	return reply{handled: true, forward: true}
}

// refuse marks every problem and goes to the first that stops; false where none does.
func (a *askBody) refuse() bool {
	problems := a.problems()
	for _, p := range problems {
		if !p.Warning {
			a.ended = true
			a.focusOn(p.Field.Key)
			return true
		}
	}
	return false
}

// problems are those of the form, and choices that found nothing.
func (a *askBody) problems() []form.FieldProblem {
	found := a.form.Finish()
	byKey := map[string]form.FieldProblem{}
	for _, p := range found {
		byKey[p.Field.Key] = p
	}
	var problems []form.FieldProblem
	for _, field := range a.form.Fields() {
		if p := a.noMatch(field); p != nil {
			problems = append(problems, form.FieldProblem{Field: field, Problem: *p})
		} else if p, ok := byKey[field.Key]; ok {
			problems = append(problems, p)
		}
	}
	return problems
}

// noMatch is the problem of a choice whose text found nothing.
func (a *askBody) noMatch(field form.Field) *form.Problem {
	if typed := a.unmatched[field.Key]; typed != "" && field.Kind != form.Line {
		return &form.Problem{Text: msgNoMatch.With(typed, field.Label)}
	}
	return nil
}

// askKeys are the keys of a form; what none of them takes, is typed.
var askKeys = []row[*askBody]{
	{Key: look.Enter, Says: (*askBody).onward, Works: (*askBody).last, Do: (*askBody).finish},
	{Key: look.Enter, Does: look.DoNext, Works: (*askBody).before, Do: (*askBody).next},
	{Key: look.EndPage, Says: (*askBody).onwardBefore, Do: (*askBody).finish},
	{Key: look.Up, As: look.UpDown, Says: where((*askBody).picks, look.DoChoose), Do: func(a *askBody) reply { return a.vertical(-1) }},
	{Key: look.Down, As: look.UpDown, Says: where((*askBody).picks, look.DoChoose), Do: func(a *askBody) reply { return a.vertical(1) }},
	{Key: look.BackTab, Says: where((*askBody).later, look.DoPrevious), Do: (*askBody).previous},
	{Key: look.Tab, Do: (*askBody).tab},
	{Key: look.Letters, Does: look.DoFind, Works: (*askBody).picks},
	{Key: look.Erase, Does: look.DoErase, Do: (*askBody).empty},
	{Key: look.Backspace, Works: (*askBody).picks, Do: picked((*picker).erase)},
	{Key: look.Space, Works: (*askBody).begins, Do: picked(func(p *picker) { p.move(1) })},
	{Key: look.Left, Works: (*askBody).picks, Do: picked(func(p *picker) { p.move(-1) })},
	{Key: look.Right, Works: (*askBody).picks, Do: picked(func(p *picker) { p.move(1) })},
}

func (a *askBody) key(msg tea.KeyPressMsg) reply {
	if a.focus == "" { // there are no fields
		enters := look.Enter.Pressed(msg)
		return reply{handled: enters, forward: enters}
	}
	if r, ok := look.Press(a, askKeys, msg); ok {
		return r
	}
	return a.edit(msg)
}

func (a *askBody) bindings(l api.Language) []key.Binding { return look.Help(a, askKeys, l) }

// onward is what going on is called on this page.
func (a *askBody) onward() lang.Text {
	if a.forward.Empty() {
		return look.DoContinue
	}
	return a.forward
}

// onwardBefore is the same before the last field; there Enter does it.
func (a *askBody) onwardBefore() lang.Text {
	if a.last() {
		return lang.Text{}
	}
	return a.onward()
}

// last reports whether no field comes after the one with the focus, before whether one does, and later whether one comes
// before it.
func (a *askBody) last() bool {
	_, i, fields := a.focused()
	return i == len(fields)-1
}
func (a *askBody) before() bool { return !a.last() }
func (a *askBody) later() bool {
	_, i, _ := a.focused()
	return i > 0
}

// picks reports whether an option is chosen, and begins whether nothing is typed for it yet.
func (a *askBody) picks() bool  { return a.picker != nil }
func (a *askBody) begins() bool { return a.picker != nil && a.picker.typed == "" }

func (a *askBody) next() reply {
	if !a.step(1) {
		return a.finish()
	}
	return reply{handled: true}
}

func (a *askBody) previous() reply {
	a.step(-1)
	return reply{handled: true}
}

// vertical moves among the options, and where there are none among the fields.
func (a *askBody) vertical(by int) reply {
	if a.picker != nil {
		a.picker.move(by)
		a.keep()
	} else {
		a.step(by)
	}
	return reply{handled: true}
}

// picked does something to the options that are chosen from.
func picked(do func(*picker)) func(*askBody) reply {
	return func(a *askBody) reply {
		do(a.picker)
		a.keep()
		return reply{handled: true}
	}
}

// empty takes back what is typed, in a line what stands before the cursor.
func (a *askBody) empty() reply {
	if a.picker != nil {
		a.picker.clear()
	} else {
		a.input, _ = a.input.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	}
	a.keep()
	return reply{handled: true}
}

// tab goes to the next field, and from the last to the first.
func (a *askBody) tab() reply {
	if !a.step(1) {
		a.focusOn(a.form.Fields()[0].Key)
	}
	return reply{handled: true}
}

// edit gives a key to the field that has the focus.
func (a *askBody) edit(msg tea.KeyPressMsg) reply {
	if a.picker == nil {
		if msg.Text == "" && !key.Matches(msg, editKeys(a.input.KeyMap)...) {
			return reply{}
		}
		a.input, _ = a.input.Update(msg)
		a.keep()
		return reply{handled: true}
	}
	if msg.Text == "" {
		return reply{}
	}
	a.picker.typeText(msg.Text)
	a.keep()
	return reply{handled: true}
}

// editKeys are the keys that edit a line. Reading the clipboard is not among them: a paste comes
// from the terminal.
func editKeys(m textinput.KeyMap) []key.Binding {
	return []key.Binding{m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward,
		m.DeleteWordBackward, m.DeleteWordForward, m.DeleteAfterCursor, m.DeleteBeforeCursor,
		m.DeleteCharacterBackward, m.DeleteCharacterForward, m.LineStart, m.LineEnd}
}

func (a *askBody) paste(text string) reply {
	if a.focus == "" {
		return reply{}
	}
	text = strings.TrimRight(text, "\r\n")
	if a.picker != nil {
		a.picker.typeText(text)
	} else {
		a.input, _ = a.input.Update(tea.PasteMsg{Content: text})
	}
	a.keep()
	return reply{handled: true}
}

func (a *askBody) click(_, y int) reply {
	drawn := a.picker != nil && a.layout.focus == a.focus && a.layout.typed == a.picker.typed
	if option, ok := a.layout.option(y); ok && drawn {
		a.picker.mark = option
		a.keep()
		return reply{handled: true}
	}
	if key, ok := a.layout.field(y); ok && key != a.focus {
		a.leave()
		a.focusOn(key)
		return reply{handled: true}
	}
	return reply{}
}

func (a *askBody) wheel(lines int) reply {
	if a.picker != nil {
		a.picker.move(lines)
		a.keep()
		return reply{handled: true}
	}
	return reply{}
}
