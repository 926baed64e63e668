package lang

// This file removes characters that nobody reads but a terminal, a printer, a spreadsheet or a reader's eye obeys.

import (
	"strings"
	"unicode/utf8"

	"countertop/api"
)

// Obeyed reports whether a character is such a one (api.Obeyed).
func Obeyed(r rune) bool { return api.Obeyed(r) }

// Legible returns a text without such characters. Line breaks of every kind become "\n", a tab becomes a space, and
// bytes that are no text become "?".
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

// OneLine returns a text without such characters, on a single line. A labelled value or a cell cannot begin another
// line then.
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
