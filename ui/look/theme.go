// Package look gives the console its looks: meanings and their colours, signs, and what measures, cuts and sets lines. It knows
// neither pages nor the shell.
package look

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Theme gives each meaning its look. Screens name a meaning, never a colour; nothing is
// said by colour alone.
type Theme struct {
	meanings[Ink]
	Glyphs glyphs
}

// meanings is a way to write for each of them.
type meanings[S any] struct {
	Text     S // what is read
	Muted    S // hints, what is optional, what is not here
	Label    S // labels of fields and lines
	Strong   S // what matters most of a group
	Heading  S // page titles, group headings
	Accent   S // where the clerk is: marker, current step
	Selected S // the row under the cursor
	Input    S // the field that is typed in
	Good     S
	Careful  S
	Bad      S
	Bar      S // title bar and status line
	Training S // the word TRAINING
	Live     S // the environment's name where money is real
	Rule     S // lines and boxes
	Key      S // a key's name in the help line
}

// glyphs are the characters the console draws with, in UTF-8 locales or ASCII. All but the
// ellipsis are one cell wide.
type glyphs struct {
	Ellipsis, Dot, Marker, Check, Cross, Warn, Down, Up, Horizontal, Vertical, Radio, RadioOn string
	TopLeft, TopRight, BottomLeft, BottomRight                                                string
}

// Those of UTF-8 are in WGL4, the set that fonts of every console have.
var (
	utf8Glyphs = glyphs{
		Ellipsis: "…", Dot: "·", Marker: "›", Check: "√", Cross: "×", Warn: "!", Down: "↓", Up: "↑",
		Horizontal: "─", Vertical: "│", Radio: "○", RadioOn: "●",
		TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
	}
	asciiGlyphs = glyphs{
		Ellipsis: "...", Dot: "-", Marker: ">", Check: "+", Cross: "x", Warn: "!", Down: "v", Up: "^",
		Horizontal: "-", Vertical: "|", Radio: "o", RadioOn: "*",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	}
)

// NewTheme makes the theme for what a terminal can show: its colours, its background, its characters.
func NewTheme(profile colorprofile.Profile, dark, utf8 bool) *Theme {
	var t meanings[lipgloss.Style]
	switch {
	case profile >= colorprofile.ANSI256 && dark:
		t = coloured(darkPalette, profile)
	case profile >= colorprofile.ANSI256:
		t = coloured(lightPalette, profile)
	case profile == colorprofile.ANSI && dark:
		t = sixteenOnDark()
	case profile == colorprofile.ANSI:
		t = sixteenOnLight()
	default:
		t = colourless()
	}
	glyphs := asciiGlyphs
	if utf8 {
		glyphs = utf8Glyphs
	}
	return &Theme{inked(t), glyphs}
}

// inked makes ink of every style.
func inked(t meanings[lipgloss.Style]) meanings[Ink] {
	return meanings[Ink]{
		Text:     inkOf(t.Text),
		Muted:    inkOf(t.Muted),
		Label:    inkOf(t.Label),
		Strong:   inkOf(t.Strong),
		Heading:  inkOf(t.Heading),
		Accent:   inkOf(t.Accent),
		Selected: inkOf(t.Selected),
		Input:    inkOf(t.Input),
		Good:     inkOf(t.Good),
		Careful:  inkOf(t.Careful),
		Bad:      inkOf(t.Bad),
		Bar:      inkOf(t.Bar),
		Training: inkOf(t.Training),
		Live:     inkOf(t.Live),
		Rule:     inkOf(t.Rule),
		Key:      inkOf(t.Key),
	}
}

// palette is the colours of a theme as #rrggbb. What is read keeps the terminal's own colour.
type palette struct {
	muted, label, heading, accent, good, careful, bad, rule, key string
	selected, input, bar, training, live                         pair
}

// pair is a text's colour and its background.
type pair struct{ text, back string }

// Both palettes keep a contrast of at least 4.5 to 1 on their backgrounds, as a counter stands
// in bright light; the theme's test measures it.
var (
	lightPalette = palette{
		muted: "#56626e", label: "#3d4854", heading: "#0b3d66", accent: "#0a5296",
		good: "#14612a", careful: "#7a4600", bad: "#a8101a", rule: "#87939f", key: "#0a5296",
		selected: pair{"#0b2540", "#cfe3f7"}, input: pair{"#14202c", "#e4ebf2"}, bar: pair{"#1c2733", "#dce4ec"},
		training: pair{"#1b1300", "#f2b705"}, live: pair{"#ffffff", "#a8101a"},
	}
	darkPalette = palette{
		muted: "#9fabb7", label: "#bcc7d1", heading: "#8cc4ff", accent: "#6ab7ff",
		good: "#74d292", careful: "#f2be58", bad: "#ff938a", rule: "#66737f", key: "#a9d1ff",
		selected: pair{"#ffffff", "#1d4e7a"}, input: pair{"#f2f6fa", "#2d3742"}, bar: pair{"#e6edf3", "#2b3440"},
		training: pair{"#1b1300", "#f2b705"}, live: pair{"#ffffff", "#a8101a"},
	}
)

// coloured makes a theme of a palette; a profile of 256 colours takes the nearest of them.
func coloured(p palette, profile colorprofile.Profile) meanings[lipgloss.Style] {
	text := func(hex string) lipgloss.Style {
		return lipgloss.NewStyle().Foreground(profile.Convert(lipgloss.Color(hex)))
	}
	on := func(c pair) lipgloss.Style { return text(c.text).Background(profile.Convert(lipgloss.Color(c.back))) }
	return meanings[lipgloss.Style]{
		Text: lipgloss.NewStyle(), Muted: text(p.muted), Label: text(p.label), Strong: lipgloss.NewStyle().Bold(true),
		Heading: text(p.heading).Bold(true), Accent: text(p.accent).Bold(true),
		Selected: on(p.selected).Bold(true), Input: on(p.input).Underline(true),
		Good: text(p.good), Careful: text(p.careful), Bad: text(p.bad).Bold(true),
		Bar: on(p.bar), Training: on(p.training).Bold(true), Live: on(p.live).Bold(true),
		Rule: text(p.rule), Key: text(p.key).Bold(true),
	}
}

// The terminal's own sixteen colours, by what they are called.
var (
	black, red, green, yellow, blue = lipgloss.Color("0"), lipgloss.Color("1"), lipgloss.Color("2"), lipgloss.Color("3"), lipgloss.Color("4")
	lightGrey, darkGrey             = lipgloss.Color("7"), lipgloss.Color("8")
	brightRed, brightGreen          = lipgloss.Color("9"), lipgloss.Color("10")
	brightYellow, brightCyan        = lipgloss.Color("11"), lipgloss.Color("14")
	white                           = lipgloss.Color("15")
)

// sixteenOnDark uses the bright half of the colours, which is legible on black everywhere.
func sixteenOnDark() meanings[lipgloss.Style] {
	t := sixteen()
	t.Muted = t.Muted.Foreground(lightGrey)
	t.Accent = t.Accent.Foreground(brightCyan)
	t.Key = t.Key.Foreground(brightCyan)
	t.Good = t.Good.Foreground(brightGreen)
	t.Careful = t.Careful.Foreground(brightYellow)
	t.Bad = t.Bad.Foreground(brightRed).Bold(true)
	return t
}

// sixteenOnLight writes Good and Careful dark on colour: green and yellow letters cannot be read
// on white in most terminals' palettes.
func sixteenOnLight() meanings[lipgloss.Style] {
	t := sixteen()
	t.Muted = t.Muted.Foreground(darkGrey)
	t.Accent = t.Accent.Foreground(blue)
	t.Key = t.Key.Foreground(blue)
	t.Good = t.Good.Foreground(black).Background(green)
	t.Careful = t.Careful.Foreground(black).Background(yellow)
	t.Bad = t.Bad.Foreground(red).Bold(true)
	return t
}

// sixteen has the styles that themes of sixteen colours share.
func sixteen() meanings[lipgloss.Style] {
	t := colourless()
	t.Muted = lipgloss.NewStyle()
	t.Good, t.Careful, t.Bad = lipgloss.NewStyle(), lipgloss.NewStyle(), lipgloss.NewStyle()
	t.Training = lipgloss.NewStyle().Foreground(black).Background(yellow)
	t.Live = lipgloss.NewStyle().Foreground(white).Background(red).Bold(true)
	t.Rule = lipgloss.NewStyle().Foreground(darkGrey)
	return t
}

// colourless says everything with bold, underline, reverse and faint.
func colourless() meanings[lipgloss.Style] {
	plain := lipgloss.NewStyle()
	bold, reverse := plain.Bold(true), plain.Reverse(true)
	return meanings[lipgloss.Style]{
		Text: plain, Muted: plain.Faint(true), Label: plain, Strong: bold,
		Heading: bold, Accent: bold, Selected: reverse, Input: plain.Underline(true),
		Good: bold, Careful: bold, Bad: bold, Bar: reverse,
		Training: bold.Reverse(true), Live: bold.Reverse(true), Rule: plain.Faint(true), Key: bold,
	}
}

// UTF8Locale reports whether the terminal takes UTF-8, by the environment: by the locale
// of characters in POSIX's order, and always on Windows, whose console is written to in Unicode.
func UTF8Locale(env func(string) string) bool {
	if env("OS") == "Windows_NT" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := env(name); locale != "" {
			locale = strings.ToLower(locale)
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return false
}
