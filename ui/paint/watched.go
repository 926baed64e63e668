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

// watchedWithin watches the commands that msg consists of. A batch and a
// sequence are both slices of commands; the sequence's type has no public name.
func watchedWithin(msg tea.Msg, abandon func()) tea.Msg {
	if batch, ok := msg.(tea.BatchMsg); ok {
		for i, cmd := range batch {
			batch[i] = watched(cmd, abandon)
		}
		return batch
	}
	value := reflect.ValueOf(msg)
	if value.Kind() != reflect.Slice || value.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	for i := range value.Len() {
		cmd, _ := value.Index(i).Interface().(tea.Cmd)
		value.Index(i).Set(reflect.ValueOf(watched(cmd, abandon)))
	}
	return msg
}
