//go:build !windows

package paint

// This file exists to turn what a view asks of the terminal besides its text
// into the fewest sequences, to undo all of it, and to refuse what it does not
// know. The terminal as it was found is itself a view, plainView: entering is
// going from plainView to the first view, leaving is going from the last one to
// plainView.

import (
	"bytes"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// plainView is the terminal as it was found: nothing asked of it, cursor shown.
func plainView() tea.View {
	return tea.View{Cursor: &tea.Cursor{Shape: -1, Blink: true}}
}

// beyond returns an error that names what a view asks for and the painter does
// not know.
func beyond(v *tea.View) error {
	var unknown string
	switch {
	case !v.AltScreen:
		unknown = "the main screen"
	case v.DisableBracketedPasteMode:
		unknown = "no bracketed paste"
	case v.ReportFocus:
		unknown = "reports of the focus"
	case v.MouseMode != tea.MouseModeNone && v.MouseMode != tea.MouseModeCellMotion:
		unknown = "this mode of the mouse"
	case v.OnMouse != nil:
		unknown = "a view's own mouse handler"
	case v.Cursor != nil && v.Cursor.Color != nil:
		unknown = "a colour of the cursor"
	case v.ForegroundColor != nil || v.BackgroundColor != nil:
		unknown = "colours of the terminal"
	case v.ProgressBar != nil:
		unknown = "a progress bar"
	case v.ProgramStatus != nil:
		unknown = "a program status"
	case v.KeyboardEnhancements != tea.KeyboardEnhancements{}:
		unknown = "keyboard enhancements"
	default:
		return nil
	}
	return fmt.Errorf("%w: a view asks for %s", ErrNotPainted, unknown)
}

// writeModes writes what takes the terminal from one view's modes to
// another's; it leaves alone the alternate screen, pasting, the keyboard and
// whether the cursor shows, whose order matters to the painter.
func writeModes(b *bytes.Buffer, from, to *tea.View) {
	if from.MouseMode != to.MouseMode {
		writeMouse(b, to.MouseMode)
	}
	if from.WindowTitle != to.WindowTitle {
		b.WriteString(ansi.SetWindowTitle(to.WindowTitle))
	}
	if style := cursorStyle(to); style != cursorStyle(from) {
		b.WriteString(ansi.SetCursorStyle(style))
	}
}

func writeMouse(b *bytes.Buffer, to tea.MouseMode) {
	if to == tea.MouseModeNone {
		b.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr)
	} else {
		b.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
	}
}

// cursorStyle is the parameter of DECSCUSR: 0 the terminal's own, 1 and 2 a
// block, 3 and 4 an underline, 5 and 6 a bar, the even ones steady.
func cursorStyle(v *tea.View) int {
	if v.Cursor == nil || v.Cursor.Shape < 0 {
		return 0
	}
	style := int(v.Cursor.Shape)*2 + 1
	if !v.Cursor.Blink {
		style++
	}
	return style
}

// enterKeyboard asks for pastes in brackets and for unambiguous keys; both
// protocols are asked for, since terminals ignore the one they do not know.
func enterKeyboard(b *bytes.Buffer) {
	b.WriteString(ansi.SetModifyOtherKeys2)
	b.WriteString(ansi.PushKittyKeyboard(ansi.KittyDisambiguateEscapeCodes))
	b.WriteString(ansi.RequestKittyKeyboard)
	b.WriteString(ansi.SetModeBracketedPaste)
}

// leaveKeyboard takes back what enterKeyboard asked for.
func leaveKeyboard(b *bytes.Buffer) {
	b.WriteString(ansi.ResetModifyOtherKeys)
	b.WriteString(ansi.PopKittyKeyboard(1))
	b.WriteString(ansi.ResetModeBracketedPaste)
}

// sameModes reports whether two views ask the same of the terminal, text aside.
func sameModes(a, b *tea.View) bool {
	return a.MouseMode == b.MouseMode && a.WindowTitle == b.WindowTitle && sameCursor(a.Cursor, b.Cursor)
}

func sameCursor(a, b *tea.Cursor) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
