package look

// This file writes ASCII for terminals that take nothing else.

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ASCII writes what is no ASCII as the ASCII that comes nearest, cell for cell: typographic signs, accents.
func ASCII(s string) string { return questionMarks(unaccented(asciiTypography.Replace(s))) }

// questionMarks writes what is no ASCII as question marks, as many as it has cells.
func questionMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		cluster, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if s[0] < utf8.RuneSelf { // with a sign on it
			b.WriteByte(s[0])
			width--
		}
		b.WriteString(strings.Repeat("?", max(0, width)))
		s = s[len(cluster):]
	}
	return b.String()
}

var asciiTypography = strings.NewReplacer(
	"…", ".", "“", `"`, "”", `"`, "«", `"`, "»", `"`, "’", "'", "–", "-", "—", "-", "·", "-",
	"×", "x", "\u00a0", " ", "\u202f", " ", "•", "*", "œ", "o", "Œ", "O")
