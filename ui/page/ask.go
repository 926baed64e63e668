package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Ask runs a form. The focus moves within the key that moves it, and every value lives in
// the flow's draft: one text input and one picker serve whichever field has the focus. (Of a
// Huh input only the Bubbles text input inside it would be left here, at four times the
// time and a hundred times the memory a key.)
type Ask struct {
	private.Data
	Form    *form.Form
	forward lang.Text // what going on is called on this page
	speaks  api.Language
	Focus   string // key of the field with the focus
	asked   string // the field that the page asked to start at
	Input   textinput.Model
	Picker  *picker
	// unmatched is text typed into choices that found nothing, by field.
	unmatched map[string]string
	// Warnings are those of the page when it was left forward: they stop nobody, and stand on the next page.
	Warnings []form.Problem
	// place has the focus when help was asked for.
	place place
	// ended is set when going on was refused: the number of open problems shows.
	ended bool

	// layout holds the last view's places, for clicks and the cursor.
	layout askLayout
}

func newAsk(page flows.Page, language api.Language) *Ask {
	a := &Ask{unmatched: map[string]string{}, speaks: language, Input: textinput.New()}
	a.Input.Prompt = ""
	a.Input.SetVirtualCursor(false)
	a.Input.Focus()
	ask := page.Body.(*flows.Ask)
	a.Form, a.forward, a.asked = ask.Form, page.Forward, ask.Focus
	a.Form.Settle()
	a.focusOn(ask.Focus)
	return a
}

// Set takes the page anew: its fields may have changed with an answer, its labels with the
// language. The focus stays where it is while that field is there.
func (a *Ask) Set(page flows.Page, language api.Language) bool {
	ask, ok := page.Body.(*flows.Ask)
	if !ok {
		return false
	}
	asked := a.asked
	a.Form, a.forward, a.asked = ask.Form, page.Forward, ask.Focus
	a.take(language)
	if ask.Focus != "" && ask.Focus != asked {
		a.focusOn(ask.Focus)
	}
	return true
}

// take takes the form as it is now.
func (a *Ask) take(language api.Language) {
	switch {
	case a.speaks != language:
		a.keep()
	case a.present(a.Focus) && a.holds():
		return
	}
	a.speaks = language
	at, before := a.Input.Position(), a.Input.Value()
	a.focusOn(a.Focus)
	if a.Picker == nil && a.Input.Value() == before {
		a.Input.SetCursor(at)
	}
}

// holds reports whether the field with the focus holds what the draft does: the flow may have
// emptied it.
func (a *Ask) holds() bool {
	if a.Picker == nil {
		return a.Input.Value() == a.Form.Value(a.Focus)
	}
	code, _ := a.Picker.Chosen()
	return code == a.Form.Value(a.Focus)
}

func (a *Ask) present(key string) bool {
	for _, field := range a.Form.Fields() {
		if field.Key == key {
			return true
		}
	}
	return false
}

// focused is the field with the focus and its place among the fields.
func (a *Ask) focused() (form.Field, int, []form.Field) {
	fields := a.Form.Fields()
	for i, field := range fields {
		if field.Key == a.Focus {
			return field, i, fields
		}
	}
	if len(fields) == 0 {
		return form.Field{}, -1, nil
	}
	return fields[0], 0, fields
}

// focusOn gives a field the focus, or the first one where there is no such field.
func (a *Ask) focusOn(key string) {
	a.Focus = key
	field, i, _ := a.focused()
	if i < 0 {
		return
	}
	a.Focus, a.Picker = field.Key, nil
	if field.Kind != form.Line {
		a.Picker = newPicker(field, a.Form.Value(field.Key), a.unmatched[field.Key], a.speaks)
		return
	}
	a.Input.EchoMode = textinput.EchoNormal
	if field.Secret {
		a.Input.EchoMode = textinput.EchoPassword
	}
	a.Input.SetValue(a.Form.Value(field.Key))
	a.Input.CursorEnd()
}

// keep writes what the focused field holds into the draft, without leaving it.
func (a *Ask) keep() {
	field, i, _ := a.focused()
	switch {
	case i < 0:
	case a.Picker == nil:
		a.Form.Enter(field.Key, a.Input.Value())
	default:
		code, ok := a.Picker.Chosen()
		delete(a.unmatched, field.Key)
		if !ok {
			a.unmatched[field.Key] = a.Picker.Typed
		}
		a.Form.Enter(field.Key, code)
	}
}

// leave ends the focused field: its value is normalised and checked, and what depends on it
// settles.
func (a *Ask) leave() {
	a.keep()
	a.Form.Leave(a.Focus)
}

// step moves the focus by a number of fields. It is false at the ends.
func (a *Ask) step(by int) bool {
	before := a.Focus
	a.leave()
	fields := a.Form.Fields()
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
func (a *Ask) finish() Reply {
	a.leave()
	if a.Refuse() {
		return Reply{Handled: true}
	}
	a.Warnings = nil
	for _, p := range a.problems() {
		a.Warnings = append(a.Warnings, p.Problem)
	}
	a.focusOn(a.Focus)
	return Reply{Handled: true, Forward: true}
}

// Refuse marks every problem and goes to the first that stops; false where none does.
func (a *Ask) Refuse() bool {
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
func (a *Ask) problems() []form.FieldProblem {
	found := a.Form.Finish()
	byKey := map[string]form.FieldProblem{}
	for _, p := range found {
		byKey[p.Field.Key] = p
	}
	var problems []form.FieldProblem
	for _, field := range a.Form.Fields() {
		if p := a.noMatch(field); p != nil {
			problems = append(problems, form.FieldProblem{Field: field, Problem: *p})
		} else if p, ok := byKey[field.Key]; ok {
			problems = append(problems, p)
		}
	}
	return problems
}

// noMatch is the problem of a choice whose text found nothing.
func (a *Ask) noMatch(field form.Field) *form.Problem {
	if typed := a.unmatched[field.Key]; typed != "" && field.Kind != form.Line {
		return &form.Problem{Text: msgNoMatch.With(typed, field.Label)}
	}
	return nil
}

// tab goes to the next field, and from the last to the first.
func (a *Ask) tab() Reply {
	if !a.step(1) {
		a.focusOn(a.Form.Fields()[0].Key)
	}
	return Reply{Handled: true}
}

// edit gives a key to the field that has the focus.
func (a *Ask) edit(msg tea.KeyPressMsg) Reply {
	if a.Picker == nil {
		if msg.Text == "" && !key.Matches(msg, editKeys(a.Input.KeyMap)...) {
			return Reply{}
		}
		a.Input, _ = a.Input.Update(msg)
		a.keep()
		return Reply{Handled: true}
	}
	if msg.Text == "" {
		return Reply{}
	}
	a.Picker.typeText(msg.Text)
	a.keep()
	return Reply{Handled: true}
}

// editKeys are the keys that edit a line. Reading the clipboard is not among them: a paste comes
// from the terminal.
func editKeys(m textinput.KeyMap) []key.Binding {
	return []key.Binding{m.CharacterForward, m.CharacterBackward, m.WordForward, m.WordBackward,
		m.DeleteWordBackward, m.DeleteWordForward, m.DeleteAfterCursor, m.DeleteBeforeCursor,
		m.DeleteCharacterBackward, m.DeleteCharacterForward, m.LineStart, m.LineEnd}
}

// Paste types a text, without the line breaks at its end.
func (a *Ask) Paste(text string) Reply {
	if a.Focus == "" {
		return Reply{}
	}
	text = strings.TrimRight(text, "\r\n")
	if a.Picker != nil {
		a.Picker.typeText(text)
	} else {
		a.Input, _ = a.Input.Update(tea.PasteMsg{Content: text})
	}
	a.keep()
	return Reply{Handled: true}
}

// Click marks the option under the mouse, or gives its field the focus.
func (a *Ask) Click(_, y int) Reply {
	drawn := a.Picker != nil && a.layout.focus == a.Focus && a.layout.typed == a.Picker.Typed
	if option, ok := a.layout.option(y); ok && drawn {
		a.Picker.mark = option
		a.keep()
		return Reply{Handled: true}
	}
	if key, ok := a.layout.field(y); ok && key != a.Focus {
		a.leave()
		a.focusOn(key)
		return Reply{Handled: true}
	}
	return Reply{}
}

// Wheel marks another option.
func (a *Ask) Wheel(lines int) Reply {
	if a.Picker != nil {
		a.Picker.move(lines)
		a.keep()
		return Reply{Handled: true}
	}
	return Reply{}
}
