package page

import (
	"slices"

	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// This file draws groups of labelled values: those of reviews, questions and reports, and the
// details of a table's row.

// groupLines draws groups: a heading each, below it the lines, with all labels in one column.
func groupLines(groups []flows.Group, f look.Frame) []string {
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
func headingLines(heading lang.Text, f look.Frame) []string {
	if heading.Empty() {
		return nil
	}
	return look.Styled(f.Theme.Heading, look.Wrap(heading.In(f.Language), f.Width))
}

// labelled draws lines with their labels in one column, values wrapped under themselves.
func labelled(lines []flows.Line, f look.Frame) []string {
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
func labelRoom(groups []flows.Group, f look.Frame) int {
	widest := 0
	for _, g := range groups {
		for _, line := range g.Lines {
			widest = max(widest, look.Cells(line.Label.In(f.Language)))
		}
	}
	return max(1, min(widest, labelMost, f.Width*labelFifths/5))
}

// labelledLine draws one line with room for its label; what does not fit is wrapped, label and
// value each in its column.
func labelledLine(line flows.Line, label int, f look.Frame) []string {
	mark, style := toneOf(line.Tone, f.Theme)
	if line.Emphasis {
		style = style.Bold()
	}
	if line.Label.Empty() {
		return marked(mark, line.Value.In(f.Language), style, f.Width)
	}
	values := marked(mark, line.Value.In(f.Language), style, f.Width-label-labelGap)
	labels := look.Wrap(line.Label.In(f.Language), label)
	drawn := make([]string, max(len(values), len(labels)))
	for i := range drawn {
		name := look.Spaces(label)
		if i < len(labels) {
			name = f.Theme.Label.Render(look.Pad(labels[i], label))
		}
		if i < len(values) {
			name += look.Spaces(labelGap) + values[i]
		}
		drawn[i] = look.Fit(name, f.Width, "")
	}
	return drawn
}

// marked wraps a text behind a mark, and under itself.
func marked(mark, text string, style look.Ink, width int) []string {
	if mark == "" {
		return look.Styled(style, look.Wrap(text, width))
	}
	lines := look.Wrap(text, width-2)
	for i, line := range lines {
		if i == 0 {
			line = style.Render(mark + " " + line)
		} else {
			line = "  " + style.Render(line)
		}
		lines[i] = look.Fit(line, width, "")
	}
	return lines
}

// toneOf returns the look of a tone: its mark, none for Neutral, and its style.
func toneOf(tone flows.Tone, t *look.Theme) (mark string, style look.Ink) {
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

// sameGroups reports whether groups say the same.
func sameGroups(a, b []flows.Group) bool {
	return slices.EqualFunc(a, b, func(a, b flows.Group) bool {
		return a.Heading == b.Heading && slices.Equal(a.Lines, b.Lines)
	})
}

// lineCount returns the number of lines that groups have together.
func lineCount(groups []flows.Group) int {
	n := 0
	for _, g := range groups {
		n += len(g.Lines)
	}
	return n
}
