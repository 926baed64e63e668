package flows

// This file writes texts for files that other programs read.

import (
	"strings"

	"countertop/flows/lang"
)

// Cell makes a text safe for one cell of a CSV file: one line, with an apostrophe before anything that a spreadsheet
// would run as a formula (a text that begins with = + - or @). The same goes for the part after a semicolon, which
// separates cells where the decimal sign is a comma. Do not pass numbers that the program itself writes: a negative
// number would become a text.
func Cell(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(lang.OneLine(text), ";") {
		if i > 0 {
			b.WriteByte(';')
		}
		if rest := strings.TrimLeft(part, "\u00a0\u202f\u3000 \"'"); rest != "" && formula(rest) {
			b.WriteByte('\'')
		}
		b.WriteString(part)
	}
	return b.String()
}

// formula reports whether a spreadsheet would run the text. It knows the full-width signs too.
func formula(text string) bool {
	return strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") ||
		strings.HasPrefix(text, "＝") || strings.HasPrefix(text, "＋") || strings.HasPrefix(text, "－") || strings.HasPrefix(text, "＠")
}

// FileName returns a text as part of a file name: only its ASCII letters, digits and dashes.
func FileName(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' {
			return r
		}
		return -1
	}, text)
}
