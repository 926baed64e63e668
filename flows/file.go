package flows

// This file writes texts for files that other programs read.

import (
	"strings"

	"countertop/flows/lang"
)

// Cell is a text for a cell of a CSV file, on one line. A spreadsheet runs what begins with = + - or @ as a formula, so
// such a text gets an apostrophe before it; so does what stands behind a semicolon, which divides cells where the
// decimal sign is a comma. What the program itself writes as a number is no text, and is not for Cell: it stays a
// number, also below zero.
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

// formula is true for what a spreadsheet would run; also in the wide forms that some take for the same.
func formula(text string) bool {
	return strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") ||
		strings.HasPrefix(text, "＝") || strings.HasPrefix(text, "＋") || strings.HasPrefix(text, "－") || strings.HasPrefix(text, "＠")
}

// FileName is a name for a file: of a text what is a letter, a digit or a dash of ASCII.
func FileName(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' {
			return r
		}
		return -1
	}, text)
}
