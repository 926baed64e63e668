//go:build !windows

package paint

// This file exists because a Bubble Tea program without a renderer still
// carries out what commands ask of the terminal, but late (on its frame clock)
// or not at all. Each request is recognised before the program sees it. Most
// request types have no public name; they are known by what the public
// functions return.

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// borrows says whether msg makes Bubble Tea lend the terminal to others: to
// the shell, by suspending the program, or to a program it runs.
func borrows(msg tea.Msg) bool {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return true
	}
	return reflect.TypeOf(msg) == reflect.TypeOf(tea.Exec(nil, nil)())
}

// requested is the sequence that carries out what msg asks of the terminal.
func requested(msg tea.Msg) (seq string, ok bool) {
	if raw, ok := msg.(tea.RawMsg); ok {
		return fmt.Sprint(raw.Msg), true
	}
	switch msg {
	case tea.RequestBackgroundColor():
		return ansi.RequestBackgroundColor, true
	case tea.RequestForegroundColor():
		return ansi.RequestForegroundColor, true
	case tea.RequestCursorColor():
		return ansi.RequestCursorColor, true
	case tea.RequestCursorPosition():
		return ansi.RequestCursorPositionReport, true
	case tea.RequestTerminalVersion():
		return ansi.RequestNameVersion, true
	case tea.RequestProgramStatusSupport():
		return ansi.RequestProgramStatusSupport, true
	case tea.ReadClipboard():
		return ansi.RequestSystemClipboard, true
	case tea.ReadPrimaryClipboard():
		return ansi.RequestPrimaryClipboard, true
	}
	return requestedWith(msg)
}

// requestedWith is requested for the requests that carry a text.
func requestedWith(msg tea.Msg) (seq string, ok bool) {
	value := reflect.ValueOf(msg)
	if value.Kind() != reflect.String {
		return "", false
	}
	switch value.Type() {
	case reflect.TypeOf(tea.SetClipboard("")()):
		return ansi.SetSystemClipboard(value.String()), true
	case reflect.TypeOf(tea.SetPrimaryClipboard("")()):
		return ansi.SetPrimaryClipboard(value.String()), true
	case reflect.TypeOf(tea.RequestCapability("")()):
		return ansi.RequestTermcap(value.String()), true
	}
	return "", false
}
