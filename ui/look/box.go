package look

// This file draws a box over other lines.

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Box frames lines of a width.
func Box(content []string, inner int, t *Theme) []string {
	g := t.Glyphs
	across := strings.Repeat(g.Horizontal, inner+4)
	lines := []string{t.Rule.Render(g.TopLeft + across + g.TopRight)}
	side := t.Rule.Render(g.Vertical)
	for _, line := range content {
		lines = append(lines, side+"  "+Pad(line, inner)+"  "+side)
	}
	return append(lines, t.Rule.Render(g.BottomLeft+across+g.BottomRight))
}

// Overlay puts a box in the middle of other lines.
func Overlay(behind, front []string, width int) []string {
	top := max(0, (len(behind)-len(front))/2)
	boxWidth := lipgloss.Width(front[0])
	left := max(0, (width-boxWidth)/2)
	out := append([]string{}, behind...)
	for i, line := range front {
		if top+i >= len(out) {
			break
		}
		under := Pad(out[top+i], width)
		out[top+i] = over(under, line, left, boxWidth)
	}
	return out
}

// over draws a piece of a line of a width over another line, from a cell on. Of a wide sign that is half covered, blanks stay.
func over(under, line string, left, width int) string {
	before, after := ansi.Truncate(under, left, ""), ansi.TruncateLeft(under, left+width, "")
	rest := max(0, ansi.StringWidth(under)-left-width)
	for cut := left + width + 1; ansi.StringWidth(after) > rest; cut++ {
		after = ansi.TruncateLeft(under, cut, "")
	}
	return Pad(before, left) + line + Spaces(rest-ansi.StringWidth(after)) + after
}
