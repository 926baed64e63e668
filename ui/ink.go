package ui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// ink is a style that writes fast: what a terminal is sent before and after a text is worked out once, and
// not with every text of every frame. It is for single lines, which is all that screens are made of.
type ink struct {
	lipgloss.Style
	before, after string
}

// inkOf is a style as ink. The style must have neither size nor margin nor padding.
func inkOf(style lipgloss.Style) ink {
	const probe = "x"
	before, after, _ := strings.Cut(style.Render(probe), probe)
	return ink{style, before, after}
}

// Render writes a text in the style.
func (k ink) Render(text string) string {
	switch {
	case text == "" || strings.ContainsAny(text, "\n\r\t"): // what only the style knows to handle
		return k.Style.Render(text)
	case k.before == "" && k.after == "":
		return text
	}
	return k.before + text + k.after
}

// Bold is the same ink, bold.
func (k ink) Bold() ink { return inkOf(k.Style.Bold(true)) }
