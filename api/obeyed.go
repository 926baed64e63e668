package api

import (
	"unicode"
	"unicode/utf8"
)

// blankBraille is a letter without a dot: it looks like a space, and is none.
const blankBraille = 0x2800

// Obeyed is true for a character that nobody reads, and that a terminal, a printer, a spreadsheet or the eye obeys: controls,
// marks that turn the direction of writing, characters without a width, the separators of lines and paragraphs that only
// some programs know, a byte order mark, and the parts that
// signs are put together of.
func Obeyed(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7f
	}
	return r == blankBraille || joins(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// joins is true for the parts of flags and the tones of skin: each changes the sign before it, and terminals do not agree how wide that is.
func joins(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff || r >= 0x1f3fb && r <= 0x1f3ff }
