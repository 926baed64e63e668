//go:build !windows

package paint

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// watched returns cmd with abandon called should it panic, before Bubble Tea
// prints the panic. Commands within a batch or a sequence are watched too.
func watched(cmd tea.Cmd, abandon func()) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		completed := false
		defer func() {
			if !completed {
				abandon()
			}
		}()
		msg := cmd()
		completed = true
		return watchedWithin(msg, abandon)
	}
}

// watchedWithin is msg with the commands it consists of, if any, watched.
func watchedWithin(msg tea.Msg, abandon func()) tea.Msg {
	cmds, ok := commandsOf(msg)
	if !ok {
		return msg
	}
	all := make([]tea.Cmd, len(cmds))
	for i, cmd := range cmds {
		all[i] = watched(cmd, abandon)
	}
	return reflect.ValueOf(all).Convert(reflect.TypeOf(msg)).Interface()
}

// commandsOf is the commands of a batch or a sequence. The sequence's type has
// no public name, but is a slice of commands like the batch's.
func commandsOf(msg tea.Msg) (cmds []tea.Cmd, ok bool) {
	value := reflect.ValueOf(msg)
	want := reflect.TypeFor[[]tea.Cmd]()
	if value.Kind() != reflect.Slice || !value.CanConvert(want) {
		return nil, false
	}
	cmds, ok = value.Convert(want).Interface().([]tea.Cmd)
	return cmds, ok
}
