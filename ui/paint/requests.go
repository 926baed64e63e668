//go:build !windows

package paint

// This file exists because a Bubble Tea program without a renderer carries out
// what commands ask of the terminal late (on its frame clock) or not at all. The
// one request that the console makes is carried out before the program sees it;
// every other one ends the program.

import (
	"fmt"
	"go/token"
	"reflect"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// bubbletea is the package of the requests that have no public name.
var bubbletea = reflect.TypeFor[tea.Model]().PkgPath()

// requested is the sequence that carries out what msg asks of the terminal.
func requested(msg tea.Msg) (seq string, ok bool) {
	if msg == tea.RequestBackgroundColor() {
		return ansi.RequestBackgroundColor, true
	}
	return "", false
}

// refused returns an error for a request that nobody carries out: Bubble Tea's
// messages without a public name are all requests.
func refused(msg tea.Msg) error {
	switch msg.(type) {
	case tea.SuspendMsg, tea.RawMsg:
		return fmt.Errorf("%w: %T", ErrNotPainted, msg)
	}
	if kind := reflect.TypeOf(msg); kind != nil && kind.PkgPath() == bubbletea && !token.IsExported(kind.Name()) {
		return fmt.Errorf("%w: %T", ErrNotPainted, msg)
	}
	return nil
}
