//go:build !windows

package paint

// This file exists to turn what a view asks of the terminal besides its text
// into the fewest sequences, and to undo all of it. The terminal as it was
// found is itself a view, plainView: entering is going from plainView to the
// first view, leaving is going from the last one to plainView.

import (
	"bytes"
	"fmt"
	"image/color"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// plainView is the terminal as it was found: nothing asked of it, cursor shown.
func plainView() tea.View {
	return tea.View{DisableBracketedPasteMode: true, Cursor: &tea.Cursor{Shape: -1, Blink: true}}
}

// writeModes writes what takes the terminal from one view's modes to
// another's; it leaves alone the alternate screen, the keyboard and whether the
// cursor shows, whose order matters to the painter.
func writeModes(b *bytes.Buffer, from, to *tea.View) {
	if from.DisableBracketedPasteMode != to.DisableBracketedPasteMode {
		b.WriteString(either(to.DisableBracketedPasteMode, ansi.ResetModeBracketedPaste, ansi.SetModeBracketedPaste))
	}
	if from.ReportFocus != to.ReportFocus {
		b.WriteString(either(to.ReportFocus, ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent))
	}
	if from.MouseMode != to.MouseMode {
		writeMouse(b, from.MouseMode, to.MouseMode)
	}
	if from.WindowTitle != to.WindowTitle {
		b.WriteString(ansi.SetWindowTitle(to.WindowTitle))
	}
	writeColor(b, cursorColor(from), cursorColor(to), ansi.SetCursorColor, ansi.ResetCursorColor)
	writeColor(b, from.ForegroundColor, to.ForegroundColor, ansi.SetForegroundColor, ansi.ResetForegroundColor)
	writeColor(b, from.BackgroundColor, to.BackgroundColor, ansi.SetBackgroundColor, ansi.ResetBackgroundColor)
	if style := cursorStyle(to); style != cursorStyle(from) {
		b.WriteString(ansi.SetCursorStyle(style))
	}
	writeProgress(b, from.ProgressBar, to.ProgressBar)
	writeStatus(b, from.ProgramStatus, to.ProgramStatus)
}

func either(is bool, then, otherwise string) string {
	if is {
		return then
	}
	return otherwise
}

func writeMouse(b *bytes.Buffer, from, to tea.MouseMode) {
	if from != tea.MouseModeNone {
		b.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent)
	}
	switch to {
	case tea.MouseModeNone:
		b.WriteString(ansi.ResetModeMouseExtSgr)
	case tea.MouseModeCellMotion:
		b.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
	case tea.MouseModeAllMotion:
		b.WriteString(ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr)
	}
}

func cursorColor(v *tea.View) color.Color {
	if v.Cursor == nil {
		return nil
	}
	return v.Cursor.Color
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

func writeColor(b *bytes.Buffer, from, to color.Color, set func(string) string, reset string) {
	switch {
	case from == to:
	case to == nil:
		b.WriteString(reset)
	default:
		r, g, bl, _ := to.RGBA()
		b.WriteString(set(fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, bl>>8)))
	}
}

func writeProgress(b *bytes.Buffer, from, to *tea.ProgressBar) {
	var was, is tea.ProgressBar
	if from != nil {
		was = *from
	}
	if to != nil {
		is = *to
	}
	if was == is {
		return
	}
	switch is.State {
	case tea.ProgressBarNone:
		b.WriteString(ansi.ResetProgressBar)
	case tea.ProgressBarDefault:
		b.WriteString(ansi.SetProgressBar(is.Value))
	case tea.ProgressBarError:
		b.WriteString(ansi.SetErrorProgressBar(is.Value))
	case tea.ProgressBarIndeterminate:
		b.WriteString(ansi.SetIndeterminateProgressBar)
	case tea.ProgressBarWarning:
		b.WriteString(ansi.SetWarningProgressBar(is.Value))
	}
}

func writeStatus(b *bytes.Buffer, from, to *tea.ProgramStatus) {
	if from != nil && (to == nil || to.ID != from.ID) {
		b.WriteString(ansi.ClearProgramStatusID(from.ID))
	}
	if to != nil && (from == nil || *from != *to) {
		b.WriteString(ansi.SetProgramStatus(*to))
	}
}

// enterKeyboard asks for unambiguous keys on the screen now shown; both
// protocols are asked for, since terminals ignore the one they do not know.
func enterKeyboard(b *bytes.Buffer, want tea.KeyboardEnhancements) {
	b.WriteString(ansi.SetModifyOtherKeys2)
	b.WriteString(ansi.PushKittyKeyboard(kittyFlags(want)))
	b.WriteString(ansi.RequestKittyKeyboard)
}

// changeKeyboard asks for other enhancements on the same screen.
func changeKeyboard(b *bytes.Buffer, want tea.KeyboardEnhancements) {
	b.WriteString(ansi.KittyKeyboard(kittyFlags(want), 1))
	b.WriteString(ansi.RequestKittyKeyboard)
}

// leaveKeyboard takes back what enterKeyboard asked for; each of the
// terminal's two screens remembers its own.
func leaveKeyboard(b *bytes.Buffer) {
	b.WriteString(ansi.ResetModifyOtherKeys)
	b.WriteString(ansi.PopKittyKeyboard(1))
}

func kittyFlags(want tea.KeyboardEnhancements) int {
	flags := ansi.KittyDisambiguateEscapeCodes
	if want.ReportEventTypes {
		flags |= ansi.KittyReportEventTypes
	}
	if want.ReportAlternateKeys {
		flags |= ansi.KittyReportAlternateKeys
	}
	if want.ReportAllKeysAsEscapeCodes {
		flags |= ansi.KittyReportAllKeysAsEscapeCodes
	}
	if want.ReportAssociatedText {
		flags |= ansi.KittyReportAssociatedKeys
	}
	return flags
}

// sameModes says whether two views ask the same of the terminal, text aside.
func sameModes(a, b *tea.View) bool {
	return a.AltScreen == b.AltScreen &&
		a.DisableBracketedPasteMode == b.DisableBracketedPasteMode &&
		a.ReportFocus == b.ReportFocus &&
		a.MouseMode == b.MouseMode &&
		a.WindowTitle == b.WindowTitle &&
		a.ForegroundColor == b.ForegroundColor &&
		a.BackgroundColor == b.BackgroundColor &&
		a.KeyboardEnhancements == b.KeyboardEnhancements &&
		sameValue(a.Cursor, b.Cursor) &&
		sameValue(a.ProgressBar, b.ProgressBar) &&
		sameValue(a.ProgramStatus, b.ProgramStatus)
}

func sameValue[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
