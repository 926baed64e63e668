package ui

import (
	"slices"

	"countertop/flows"
	"countertop/flows/lang"
)

// This file draws groups of labelled values: those of reviews, questions and reports, and the
// details of a table's row.

// groupLines draws groups: a heading each, below it the lines, with all labels in one column.
func groupLines(groups []flows.Group, f frame) []string {
	var lines []string
	label := labelRoom(groups, f)
	for i, g := range groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, headingLines(g.Heading, f)...)
		for _, line := range g.Lines {
			lines = append(lines, labelledLine(line, label, f)...)
		}
	}
	return lines
}

// headingLines is a group's heading; none where it has none.
func headingLines(heading lang.Text, f frame) []string {
	if heading.Empty() {
		return nil
	}
	return styled(f.theme.Heading, wrap(heading.In(f.language), f.width))
}

// styled draws lines in a style.
func styled(style ink, lines []string) []string {
	for i, line := range lines {
		lines[i] = style.Render(line)
	}
	return lines
}

// labelled draws lines with their labels in one column, values wrapped under themselves.
func labelled(lines []flows.Line, f frame) []string {
	var drawn []string
	label := labelRoom([]flows.Group{{Lines: lines}}, f)
	for _, line := range lines {
		drawn = append(drawn, labelledLine(line, label, f)...)
	}
	return drawn
}

// The room between labels and values, and the most that labels take of a line, in fifths.
const (
	labelGap    = 2
	labelFifths = 2
)

// labelRoom is the room for the labels of groups: the widest, within limits.
func labelRoom(groups []flows.Group, f frame) int {
	widest := 0
	for _, g := range groups {
		for _, line := range g.Lines {
			widest = max(widest, cells(line.Label.In(f.language)))
		}
	}
	return max(1, min(widest, labelMost, f.width*labelFifths/5))
}

// labelledLine draws one line with room for its label; what does not fit is wrapped, label and
// value each in its column.
func labelledLine(line flows.Line, label int, f frame) []string {
	mark, style := toneOf(line.Tone, f.theme)
	if line.Emphasis {
		style = style.Bold()
	}
	if line.Label.Empty() {
		return marked(mark, line.Value.In(f.language), style, f.width)
	}
	values := marked(mark, line.Value.In(f.language), style, f.width-label-labelGap)
	labels := wrap(line.Label.In(f.language), label)
	drawn := make([]string, max(len(values), len(labels)))
	for i := range drawn {
		name := spaces(label)
		if i < len(labels) {
			name = f.theme.Label.Render(pad(labels[i], label))
		}
		if i < len(values) {
			name += spaces(labelGap) + values[i]
		}
		drawn[i] = fit(name, f.width, "")
	}
	return drawn
}

// marked wraps a text behind a mark, and under itself.
func marked(mark, text string, style ink, width int) []string {
	if mark == "" {
		return styled(style, wrap(text, width))
	}
	lines := wrap(text, width-2)
	for i, line := range lines {
		if i == 0 {
			line = style.Render(mark + " " + line)
		} else {
			line = "  " + style.Render(line)
		}
		lines[i] = fit(line, width, "")
	}
	return lines
}

// toneOf is how a tone shows: its mark, none for Neutral, and its style.
func toneOf(tone flows.Tone, t *theme) (mark string, style ink) {
	switch tone {
	case flows.Good:
		return t.Glyphs.Check, t.Good
	case flows.Careful:
		return t.Glyphs.Warn, t.Careful
	case flows.Bad:
		return t.Glyphs.Cross, t.Bad
	}
	return "", t.Text
}

// sameGroups is true where groups say the same.
func sameGroups(a, b []flows.Group) bool {
	return slices.EqualFunc(a, b, func(a, b flows.Group) bool {
		return a.Heading == b.Heading && slices.Equal(a.Lines, b.Lines)
	})
}

// lineCount is how many lines groups have together.
func lineCount(groups []flows.Group) int {
	n := 0
	for _, g := range groups {
		n += len(g.Lines)
	}
	return n
}
