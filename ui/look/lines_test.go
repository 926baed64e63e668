package look

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// texts draws texts with what is hard to measure in them: wide and combining characters, joined
// emoji, no-break spaces, breaks, escape sequences, broken UTF-8.
func texts() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.StringMatching(`[a-z]{1,9}`), rapid.StringMatching(`[ ]{1,4}`), rapid.String(),
		rapid.SampledFrom([]string{
			" ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u202f", "é", "e\u0301", "漢字", "한국어", "👩‍👩‍👧", "🇨🇦", "a\u0300\u0301\u0302",
			"\u0301", "\u200d", "\u200b", "…", "\x1b[31m", "\x1b]0;title\x07", "\x1b", "\xff", "\u009b31m", "- ", "1 234,50\u00a0$",
		}),
	)
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "") })
}

func TestNoLineIsWiderThanAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, w := texts().Draw(t, "text"), rapid.IntRange(1, 60).Draw(t, "width")
		for _, line := range Wrap(text, w) {
			if got := ansi.StringWidth(line); got > w {
				t.Fatalf("a line of %d cells in %d: %q", got, w, line)
			}
			if strings.ContainsFunc(line, obeyed) || strings.Contains(line, "\n") {
				t.Fatalf("a terminal would obey %q", line)
			}
		}
		for _, ellipsis := range []string{"…", "..."} {
			if got := Fit(OneLine(text), w, ellipsis); ansi.StringWidth(got) > w {
				t.Fatalf("fit gives %d cells in %d: %q", ansi.StringWidth(got), w, got)
			}
		}
	})
}

// letters returns what of a text is read: all but what wrapping may take away.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' {
			return -1
		}
		return r
	}, s)
}

func TestWrappingLosesNoLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, w := texts().Draw(t, "text"), rapid.IntRange(2, 60).Draw(t, "width")
		if got, want := letters(strings.Join(Wrap(text, w), "")), letters(Legible(text)); got != want {
			t.Fatalf("wrapped to %d: %q, want %q", w, got, want)
		}
	})
}

func TestPaddedLinesAreAsWideAsAsked(t *testing.T) {
	// Characters that join the space beside them are left out: padding cannot know them.
	words := rapid.StringMatching(`([a-zé ]|漢字|e\x{301}|👩‍👩‍👧|\x{a0}|\x1b\[1m){0,30}x?`)
	rapid.Check(t, func(t *rapid.T) {
		text, w := words.Draw(t, "text"), rapid.IntRange(0, 200).Draw(t, "width")
		text = Fit(text, w, "…")
		for name, got := range map[string]string{"pad": Pad(text, w), "rightAlign": RightAlign(text, w)} {
			if ansi.StringWidth(got) != w {
				t.Fatalf("%s gives %d cells, want %d: %q", name, ansi.StringWidth(got), w, got)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		w    int
		want []string
	}{
		"nothing is one empty line":              {"", 10, []string{""}},
		"words stay whole":                       {"one two three", 8, []string{"one two", "three"}},
		"a word that just fits stays":            {"one two", 7, []string{"one two"}},
		"paragraphs and blank lines stay":        {"one\n\ntwo\n", 10, []string{"one", "", "two", ""}},
		"no-break spaces hold":                   {"pay 1\u00a0234,50\u00a0$ now", 12, []string{"pay", "1\u00a0234,50\u00a0$", "now"}},
		"an over-long word is broken":            {"a abcdefghij b", 4, []string{"a", "abcd", "efgh", "ij b"}},
		"an over-long word at the very end":      {"abcdefgh", 4, []string{"abcd", "efgh"}},
		"wide characters count two":              {"漢字漢字", 5, []string{"漢字", "漢字"}},
		"a combined character is never divided":  {"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		"an indentation stays on its line":       {"  one two", 6, []string{"  one", "two"}},
		"an indentation without room goes":       {"      one", 4, []string{"one"}},
		"spaces in a line stay":                  {"a   b", 10, []string{"a   b"}},
		"spaces at a break go":                   {"one    two", 5, []string{"one", "two"}},
		"spaces at the end go":                   {"one   ", 10, []string{"one"}},
		"escape sequences are not obeyed":        {"\x1b[31mred\x1b[0m\x07", 10, []string{"red"}},
		"a character with no room at all is not": {"漢", 1, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Wrap(c.text, c.w); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFit(t *testing.T) {
	for name, c := range map[string]struct {
		text, ellipsis string
		w              int
		want           string
	}{
		"what fits stays":                         {"abc", "…", 3, "abc"},
		"what does not shows that it was cut":     {"abcdef", "…", 4, "abc…"},
		"an ellipsis of three cells":              {"abcdef", "...", 5, "ab..."},
		"no room for more than the ellipsis":      {"abcdef", "...", 2, ".."},
		"no room":                                 {"abcdef", "…", 0, ""},
		"a negative room":                         {"abcdef", "…", -3, ""},
		"a wide character is not halved":          {"漢字漢字", "…", 4, "漢…"},
		"a style goes on behind the ellipsis":     {"\x1b[1mabcdef\x1b[m", "…", 4, "\x1b[1mabc…\x1b[m"},
		"a styled text that fits stays as it was": {"\x1b[1mabc\x1b[m", "…", 3, "\x1b[1mabc\x1b[m"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Fit(c.text, c.w, c.ellipsis); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSpread(t *testing.T) {
	if got := Spread("left", "right", 12); got != "left   right" {
		t.Errorf("got %q", got)
	}
	if got := Spread("left", "right", 9); got != "left" {
		t.Errorf("without room between them got %q, want the left one alone", got)
	}
}
