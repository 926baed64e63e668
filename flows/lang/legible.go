package lang

// This file takes out of a text what is not read but obeyed: by a terminal, a printer, a spreadsheet or a reader's eye.

import (
	"strings"
	"unicode/utf8"

	"countertop/api"
)

// Obeyed is true for a character that nobody reads (api.Obeyed).
func Obeyed(r rune) bool { return api.Obeyed(r) }

// Legible is a text without what is obeyed. Line breaks of every kind become "\n", a tab becomes a space, and bytes
// that are no text become "?".
func Legible(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && Obeyed(r) || r == utf8.RuneError }) {
		return text
	}
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "?")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return '\n'
		case r == utf8.RuneError:
			return '?'
		case Obeyed(r):
			return -1
		}
		return r
	}, text)
}

// OneLine is a text without what is obeyed, on a single line: what stands in a labelled value or a cell cannot begin
// a line of its own.
func OneLine(text string) string {
	text = Legible(text)
	if !strings.Contains(text, "\n") {
		return text
	}
	var parts []string
	for part := range strings.SplitSeq(text, "\n") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}
