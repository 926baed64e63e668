package look

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is a style that writes fast: what a terminal is sent before and after a text is worked out once, and
// not with every text of every frame. It is for single lines, which is all that screens are made of.
type Ink struct {
	lipgloss.Style
	before, after string
}

// inkOf is a style as ink. The style must have neither size nor margin nor padding.
func inkOf(style lipgloss.Style) Ink {
	const probe = "x"
	before, after, _ := strings.Cut(style.Render(probe), probe)
	return Ink{style, before, after}
}

// Render writes a text in the style.
func (k Ink) Render(text string) string {
	switch {
	case text == "" || strings.ContainsAny(text, "\n\r\t"): // what only the style knows to handle
		return k.Style.Render(text)
	case k.before == "" && k.after == "":
		return text
	}
	return k.before + text + k.after
}

// Bold is the same ink, bold.
func (k Ink) Bold() Ink { return inkOf(k.Style.Bold(true)) }

// Styled draws lines in a style.
func Styled(style Ink, lines []string) []string {
	for i, line := range lines {
		lines[i] = style.Render(line)
	}
	return lines
}
