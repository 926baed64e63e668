package look

// This file measures and cuts: every line a body draws is made of these few primitives, so that none is
// ever wider than its room.

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"countertop/flows/lang"
)

// Padding is cut from blanks.
const blanks = "                                                                                                                                                                "

// Spaces is a number of spaces; none for a negative one.
func Spaces(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Fit cuts a line, which may be styled, to a width in cells; what was cut off shows as the
// ellipsis, as much of it as there is room for.
func Fit(s string, w int, ellipsis string) string {
	switch {
	case w <= 0:
		return ""
	case len(s) <= w, ansi.StringWidth(s) <= w:
		return s
	}
	return ansi.Truncate(s, w, ansi.Truncate(ellipsis, w, ""))
}

// Pad fills a line with spaces up to a width. A line that is wider stays as it is.
func Pad(s string, w int) string { return s + Spaces(w-ansi.StringWidth(s)) }

// RightAlign fills a line with spaces before it up to a width.
func RightAlign(s string, w int) string { return Spaces(w-ansi.StringWidth(s)) + s }

// Spread sets one text at the left of a line and one at its right. Where both do not fit, the right
// one leaves.
func Spread(left, right string, w int) string {
	gap := w - ansi.StringWidth(left) - ansi.StringWidth(right)
	if gap < 1 {
		return Fit(left, w, "")
	}
	return left + Spaces(gap) + right
}

// Wrap breaks a plain text into lines of at most w cells at its spaces; no-break spaces hold. Its
// own line breaks, blank lines and indentations stay; a word longer than a line is broken.
func Wrap(text string, w int) []string {
	text = Legible(text)
	pieces := Break(text, w)
	lines := make([]string, len(pieces))
	for i, p := range pieces {
		lines[i] = p.Of(text)
	}
	return lines
}

// Piece is a line within a text: where it begins and ends, in bytes. One that is of a single
// character wider than the whole line holds nothing of it.
type Piece struct{ From, To int }

// Of returns what the piece is of a text.
func (p Piece) Of(text string) string { return text[p.From:p.To] }

// Break breaks a legible text as wrap does.
func Break(text string, w int) []Piece {
	pieces := make([]Piece, 0, len(text)/max(1, w)+4)
	w = max(1, w)
	for from := 0; ; {
		length := strings.IndexByte(text[from:], '\n')
		if length < 0 {
			return breakLine(pieces, text, from, len(text), w)
		}
		pieces = breakLine(pieces, text, from, from+length, w)
		from += length + 1
	}
}

// breakLine breaks one line of a text.
func breakLine(pieces []Piece, text string, from, to, w int) []Piece {
	at := skipSpaces(text, from, to)
	if at == to {
		return append(pieces, Piece{from, from})
	}
	start, width := from, at-from
	if width >= w { // an indentation with no room behind it
		start, width = at, 0
	}
	end := start // of what is on the line so far
	for at < to {
		wordEnd := endOfWord(text, at, to)
		wordWidth := Cells(text[at:wordEnd])
		if end > start && width+wordWidth > w {
			pieces = append(pieces, Piece{start, end})
			start, width = at, 0
		}
		if width+wordWidth > w {
			pieces, start, width = breakWord(pieces, text, start, at, wordEnd, w)
		} else {
			width += wordWidth
		}
		end = wordEnd
		at = skipSpaces(text, wordEnd, to)
		width += at - wordEnd
		if start == end { // nothing of the word is left for this line
			start, end, width = at, at, 0
		}
	}
	if end > start || start == from {
		pieces = append(pieces, Piece{start, end})
	}
	return pieces
}

// breakWord breaks a word that is wider than a line, which begins at start with an indentation. It
// gives where the last, open line begins and how wide it is.
func breakWord(pieces []Piece, text string, start, at, to, w int) (_ []Piece, from, width int) {
	width = at - start
	for at < to {
		cluster, clusterWidth := ansi.FirstGraphemeCluster(text[at:to], ansi.GraphemeWidth)
		switch {
		case clusterWidth > w: // it has no room at all
			if at > start {
				pieces = append(pieces, Piece{start, at})
			}
			start, width = at+len(cluster), 0
		case width+clusterWidth > w:
			pieces = append(pieces, Piece{start, at})
			start, width = at, clusterWidth
		default:
			width += clusterWidth
		}
		at += len(cluster)
	}
	return pieces, start, width
}

func skipSpaces(text string, from, to int) int {
	for from < to && text[from] == ' ' {
		from++
	}
	return from
}

func endOfWord(text string, from, to int) int {
	if length := strings.IndexByte(text[from:to], ' '); length >= 0 {
		return from + length
	}
	return to
}

// Cells returns the width of a legible text.
func Cells(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// Legible takes out of a text what is not read but obeyed: escape sequences and control characters
// of a server's or a scanner's, which a terminal would act on, and what turns or hides the writing. Line breaks stay; a
// tab becomes a space.
func Legible(s string) string {
	if !strings.ContainsFunc(s, obeyed) {
		return s
	}
	return lang.Legible(ansi.Strip(strings.ReplaceAll(s, "\r\n", "\n")))
}

func obeyed(r rune) bool { return r != '\n' && lang.Obeyed(r) || r == utf8.RuneError }

// OneLine makes a text legible on a single line.
func OneLine(s string) string {
	s = Legible(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
