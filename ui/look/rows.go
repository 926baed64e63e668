package look

// This file makes help and matching of one table: each screen and each body has a row a key.

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows/lang"
)

// Row says what a key does on B, which answers with R.
type Row[B, R any] struct {
	Key Key
	// As names the row in help together with those that have the same name and do the same; empty: the key's own name.
	As lang.Text
	// Named says As where it depends on the state.
	Named func(B) lang.Text
	// Does stands in help, and Says does the same where it depends on the state; help leaves a row with neither out.
	Does lang.Text
	Says func(B) lang.Text
	// Works reports whether the key works now; nil: always.
	Works func(B) bool
	Do    func(B) R
}

func (r Row[B, R]) works(b B) bool { return r.Works == nil || r.Works(b) }

func (r Row[B, R]) does(b B) lang.Text {
	if r.Says != nil {
		return r.Says(b)
	}
	return r.Does
}

func (r Row[B, R]) name(b B) lang.Text {
	switch {
	case r.Named != nil:
		return r.Named(b)
	case r.As.Empty():
		return r.Key.Name
	}
	return r.As
}

// pressed is the name of a key that was pressed.
type pressed string

func (p pressed) String() string { return string(p) }

// Press does what the first row does whose key is pressed and works; ok is false where there is none.
func Press[B, R any](b B, rows []Row[B, R], msg tea.KeyPressMsg) (result R, ok bool) {
	name := pressed(msg.String())
	for i := range rows {
		if r := &rows[i]; r.Do != nil && key.Matches(name, r.Key.binding) && r.works(b) {
			return r.Do(b), true
		}
	}
	return result, false
}

// Help lists what the keys do now. Rows of one name that do the same are one line.
func Help[B, R any](b B, rows []Row[B, R], language api.Language) []key.Binding {
	list := make([]key.Binding, 0, len(rows))
	for i := range rows {
		r := &rows[i]
		does := r.does(b)
		if does.Empty() || !r.works(b) {
			continue
		}
		line := r.Key.called(r.name(b)).Help(language, does)
		if last := len(list) - 1; last >= 0 && list[last].Help() == line.Help() {
			list[last].SetKeys(slices.Concat(list[last].Keys(), line.Keys())...)
			continue
		}
		list = append(list, line)
	}
	return list
}
