package page

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// The keys that bodies know, by what they are called.
var bodyKeys = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "home": {Code: tea.KeyHome},
	"end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"space": {Code: tea.KeySpace, Text: " "}, "ctrl+y": {Code: 'y', Mod: tea.ModCtrl}, "ctrl+p": {Code: 'p', Mod: tea.ModCtrl},
	"esc": {Code: tea.KeyEscape},
}

// pressOn presses keys on a body; it answers the last reply.
func pressOn(b Body, keys ...string) (last Reply) {
	for _, k := range keys {
		msg, named := bodyKeys[k]
		if !named {
			r := []rune(k)[0]
			msg = tea.KeyPressMsg{Code: r, Text: k}
		}
		last = b.Key(msg)
	}
	return last
}

// room is a frame without colours.
func room(width, height int, language api.Language) look.Frame {
	return look.Frame{Width: width, Height: height, Theme: look.NewTheme(colorprofile.ASCII, true, true), Language: language}
}

// seen returns what a body shows, without colours; each line is checked for its width.
func seen(t *testing.T, b Body, f look.Frame) string {
	t.Helper()
	return ansi.Strip(strings.Join(checked(t, b.View(f), f), "\n"))
}

// checked fails where lines have no room in their frame.
func checked(t *testing.T, lines []string, f look.Frame) []string {
	t.Helper()
	if len(lines) > f.Height {
		t.Fatalf("%d lines in a height of %d", len(lines), f.Height)
	}
	for _, line := range lines {
		if w := ansi.StringWidth(line); w > f.Width {
			t.Fatalf("a line of %d cells in a width of %d: %q", w, f.Width, ansi.Strip(line))
		}
		if strings.Contains(line, "\n") {
			t.Fatalf("a line with a break: %q", line)
		}
	}
	return lines
}

// sizes are the rooms the goldens are drawn in: a counter's terminal, and a taller one.
var sizes = [][2]int{{80, 18}, {76, 30}}

// goldens compares a body with its pictures: both sizes, both languages, the colours stripped.
func goldens(t *testing.T, b func() Body) {
	t.Helper()
	for _, size := range sizes {
		for _, language := range []api.Language{api.English, api.French} {
			t.Run(fmt.Sprintf("%dx%d %s", size[0], size[1], language), func(t *testing.T) {
				golden.RequireEqual(t, trimmed(seen(t, b(), room(size[0], size[1], language)))+"\n")
			})
		}
	}
}

// trimmed takes the spaces at the lines' ends away.
func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// colouredGolden compares a body with a picture that keeps its colours.
func colouredGolden(t *testing.T, b Body, profile colorprofile.Profile, dark bool) {
	t.Helper()
	f := look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(profile, dark, true), Language: api.English}
	golden.RequireEqual(t, strings.Join(checked(t, b.View(f), f), "\n")+"\n")
}

// fitsEverywhere draws a body in windows of every size, and with ASCII.
func fitsEverywhere(t *testing.T, b Body) {
	t.Helper()
	for _, utf8 := range []bool{true, false} {
		theme := look.NewTheme(colorprofile.TrueColor, true, utf8)
		for width := 1; width < 130; width += 4 {
			for height := 0; height < 40; height += 3 {
				f := look.Frame{Width: width, Height: height, Theme: theme, Language: api.French}
				checked(t, b.View(f), f)
			}
		}
	}
}

// same is an invented text that reads the same in both languages.
func same(format string, args ...any) lang.Text { return lang.Same(fmt.Sprintf(format, args...)) }

// inventedActions are two actions of an invented page.
func inventedActions() []flows.Action {
	return []flows.Action{
		{ID: "again", Label: lang.Of("Search again", "Chercher de nouveau"), Key: 'n'},
		{ID: "slip", Label: lang.Of("Read the slip", "Lire le reçu"), Key: 's'},
	}
}

// anyTexts draws texts with what is hard to measure in them: wide and combining characters, joined
// emoji, no-break spaces, breaks, escape sequences, broken UTF-8.
func anyTexts() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.StringMatching(`[a-z]{1,9}`), rapid.StringMatching(`[ ]{1,4}`), rapid.String(),
		rapid.SampledFrom([]string{
			" ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u202f", "é", "e\u0301", "漢字", "한국어", "👩‍👩‍👧", "🇨🇦", "a\u0300\u0301\u0302",
			"\u0301", "\u200d", "\u200b", "…", "\x1b[31m", "\x1b]0;title\x07", "\x1b", "\xff", "\u009b31m", "- ", "1 234,50\u00a0$",
		}),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "") })
}
