package look

import (
	"image/color"
	"math"
	"reflect"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// styles are a theme's styles by what they mean.
func styles(t *Theme) map[string]lipgloss.Style {
	found := map[string]lipgloss.Style{}
	v := reflect.ValueOf(t.meanings)
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(Ink); ok {
			found[v.Type().Field(i).Name] = s.Style
		}
	}
	return found
}

// luminance is WCAG's relative luminance.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestTheColoursAreLegible(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
		for _, dark := range []bool{true, false} {
			grounds := []color.Color{lipgloss.Color("#ffffff"), lipgloss.Color("#f5f5f0")}
			if dark {
				grounds = []color.Color{lipgloss.Color("#000000"), lipgloss.Color("#1e1e1e")}
			}
			for name, style := range styles(NewTheme(profile, dark, true)) {
				checkContrast(t, name, style, grounds, profile)
			}
		}
	}
}

func checkContrast(t *testing.T, name string, style lipgloss.Style, grounds []color.Color, profile colorprofile.Profile) {
	t.Helper()
	text := style.GetForeground()
	if _, own := text.(lipgloss.NoColor); own {
		return
	}
	if back := style.GetBackground(); back != (lipgloss.NoColor{}) {
		grounds = []color.Color{back}
	}
	least := 4.5
	if name == "Rule" { // a line, not letters
		least = 2.5
	}
	for _, ground := range grounds {
		if got := contrast(text, ground); got < least {
			t.Errorf("%s in %s has a contrast of %.1f on %v, want %.1f", name, profile, got, ground, least)
		}
	}
}

func TestWithoutColoursNoneIsUsed(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.NoTTY} {
		for _, dark := range []bool{true, false} {
			for name, style := range styles(NewTheme(profile, dark, true)) {
				if style.GetForeground() != (lipgloss.NoColor{}) || style.GetBackground() != (lipgloss.NoColor{}) {
					t.Errorf("%s has a colour in %s", name, profile)
				}
			}
		}
	}
}

func TestSixteenColoursAreTheTerminalsOwn(t *testing.T) {
	for _, dark := range []bool{true, false} {
		for name, style := range styles(NewTheme(colorprofile.ANSI, dark, true)) {
			for _, c := range []color.Color{style.GetForeground(), style.GetBackground()} {
				switch c.(type) {
				case lipgloss.NoColor, ansi.BasicColor:
				default:
					t.Errorf("%s has the colour %v, of type %T", name, c, c)
				}
			}
		}
	}
}

func TestTheSelectedRowIsSeenInEveryTheme(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		for _, dark := range []bool{true, false} {
			theme := NewTheme(profile, dark, true)
			if theme.Selected.Render("row") == theme.Text.Render("row") {
				t.Errorf("in %s (dark %t) the selected row looks like the others", profile, dark)
			}
		}
	}
}

func TestGlyphsAreOneCellWide(t *testing.T) {
	for _, utf8 := range []bool{true, false} {
		v := reflect.ValueOf(NewTheme(colorprofile.ASCII, true, utf8).Glyphs)
		for i := range v.NumField() {
			name, glyph := v.Type().Field(i).Name, v.Field(i).String()
			if name != "Ellipsis" && ansi.StringWidth(glyph) != 1 {
				t.Errorf("%s is %q, %d cells wide", name, glyph, ansi.StringWidth(glyph))
			}
			if !utf8 && glyph != ansi.Strip(glyph) || !utf8 && len(glyph) != ansi.StringWidth(glyph) {
				t.Errorf("%s is %q, not ASCII", name, glyph)
			}
		}
	}
}

func TestTheLocaleSaysWhetherUTF8IsTaken(t *testing.T) {
	for name, c := range map[string]struct {
		env  map[string]string
		want bool
	}{
		"nothing is set":                           {nil, false},
		"LANG in UTF-8":                            {map[string]string{"LANG": "fr_CA.UTF-8"}, true},
		"LANG written without its hyphen":          {map[string]string{"LANG": "en_CA.utf8"}, true},
		"LC_ALL goes before LANG":                  {map[string]string{"LC_ALL": "C", "LANG": "en_CA.UTF-8"}, false},
		"LC_CTYPE goes before LANG":                {map[string]string{"LC_CTYPE": "C.UTF-8", "LANG": "fr_CA.ISO-8859-1"}, true},
		"Latin-1":                                  {map[string]string{"LANG": "fr_CA.ISO-8859-1"}, false},
		"Windows, whose console is not a locale's": {map[string]string{"OS": "Windows_NT"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := UTF8Locale(func(key string) string { return c.env[key] }); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}

func TestInkWritesAsItsStyleDoes(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		for name, style := range styles(NewTheme(profile, true, true)) {
			texts := []string{"", " ", "x", "two words", "é…", "two\nlines", "a\ttab", "\x1b[31mred\x1b[m"}
			if style.GetUnderline() { // which a style writes letter by letter
				texts = []string{"", "x", "é", "two\nlines", "a\ttab"}
			}
			for _, text := range texts {
				for _, style := range []lipgloss.Style{style, style.Bold(true)} {
					if got, want := inkOf(style).Render(text), style.Render(text); got != want {
						t.Errorf("%s writes %q as %q, its style as %q", name, text, got, want)
					}
				}
			}
		}
	}
}
