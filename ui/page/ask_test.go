package page

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// inventedForm has a line, a choice that shows another line, a line with a rule, and a last line.
func inventedForm() (*form.Form, *form.Draft) {
	draft := form.NewDraft(nil)
	return form.New(draft, func(v form.Values) []form.Field {
		choice := inventedChoice()
		choice.Label = lang.Of("Place", "Lieu")
		fields := []form.Field{
			{Key: "first", Label: lang.Of("First", "Premier"), Required: true},
			choice,
		}
		if v["where"] == "E" {
			fields = append(fields, form.Field{Key: "which", Label: lang.Of("Which one", "Lequel"), Required: true})
		}
		return append(fields,
			form.Field{Key: "digits", Label: lang.Of("Digits", "Chiffres"), Required: true,
				Normalize: func(s string) string { return strings.ReplaceAll(s, " ", "") },
				Check: func(s string) *form.Problem {
					if strings.Trim(s, "0123456789") != "" {
						return &form.Problem{Text: lang.Of("Digits are expected, not “%s”.", "Des chiffres sont attendus, non « %s ».").With(s)}
					}
					return nil
				}},
			form.Field{Key: "last", Label: lang.Of("Last", "Dernier")},
		)
	}), draft
}

func askOver(f *form.Form) *Ask {
	return newAsk(flows.Page{ID: "invented", Body: &flows.Ask{Form: f}}, api.English)
}

// formKeys are the keys of a text that are not characters.
var formKeys = map[rune]tea.KeyPressMsg{
	'\r': {Code: tea.KeyEnter}, '\t': {Code: tea.KeyTab}, '\x1b': {Code: tea.KeyEscape}, '\x7f': {Code: tea.KeyBackspace},
	'\x0e': {Code: 'n', Mod: tea.ModCtrl}, '\x15': {Code: 'u', Mod: tea.ModCtrl}, '\x19': {Code: 'y', Mod: tea.ModCtrl},
}

// typeInto types a text with no pause; it answers the last reply.
func typeInto(b Body, text string) (last Reply) {
	for _, r := range text {
		msg, special := formKeys[r]
		if !special {
			msg = tea.KeyPressMsg{Code: r, Text: string(r)}
		}
		last = b.Key(msg)
	}
	return last
}

func TestEveryCharacterOfABurstLandsInItsField(t *testing.T) {
	f, draft := inventedForm()
	last := typeInto(askOver(f), "Test-Éa\relse\rthe other\r12 34\rend\r")
	if !last.Forward {
		t.Errorf("the last Enter did not go forward")
	}
	for key, want := range map[string]string{"first": "Test-Éa", "where": "E", "which": "the other", "digits": "1234", "last": "end"} {
		if got := draft.Value(key); got != want {
			t.Errorf("%s holds %q, want %q", key, got, want)
		}
	}
}

func TestAProblemStopsThePageAndNotTheTyping(t *testing.T) {
	f, draft := inventedForm()
	a := askOver(f)
	if typeInto(a, "One\rnf\rabc\rend\r").Forward {
		t.Fatal("the page went forward with a problem")
	}
	if draft.Value("last") != "end" || a.Focus != "digits" {
		t.Errorf("last holds %q and the focus is on %s; want the text in its field and the focus on the problem", draft.Value("last"), a.Focus)
	}
	a.Key(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	if !typeInto(a, "99\r\r").Forward {
		t.Error("the corrected page did not go forward")
	}
}

func TestAChoiceThatFoundNothingStopsThePageAndKeepsItsText(t *testing.T) {
	f, draft := inventedForm()
	a := askOver(f)
	if typeInto(a, "One\rzzz\r1\r\r").Forward {
		t.Fatal("the page went forward with a choice that is not offered")
	}
	if a.Focus != "where" || a.Picker.Typed != "zzz" || draft.Value("where") != "" {
		t.Errorf("focus %s, typed %q, value %q; want the focus on the choice with its text", a.Focus, a.Picker.Typed, draft.Value("where"))
	}
	typeInto(a, "\x7f\x7f\x7fnowhere\r")
	if draft.Value("where") != "N" {
		t.Errorf("the choice holds %q, want N", draft.Value("where"))
	}
}

func TestTheLanguageKeyKeepsWhatIsBeingTyped(t *testing.T) {
	f, draft := inventedForm()
	a := askOver(f)
	typeInto(a, "Half a na")
	a.Set(flows.Page{ID: "invented", Body: &flows.Ask{Form: f}}, api.French)
	typeInto(a, "me\r")
	if draft.Value("first") != "Half a name" {
		t.Errorf("first holds %q", draft.Value("first"))
	}
}

func TestAClickThatComesBeforeTheNextViewTakesNoOtherOption(t *testing.T) {
	f, draft := inventedForm()
	a := askOver(f)
	typeInto(a, "One\r")
	a.View(room(80, 24, api.English))
	y := -1
	for line := range a.layout.options {
		y = max(y, line)
	}
	typeInto(a, "e")
	if a.Click(30, y).Handled && draft.Value("where") != "E" {
		t.Errorf("the click took %q", draft.Value("where"))
	}
	typeInto(a, "\x7fzzz")
	a.Click(30, y) // there is no option any more
	if draft.Value("where") != "" {
		t.Errorf("the click took %q of no options", draft.Value("where"))
	}
}

func TestAFormFitsEveryWindow(t *testing.T) {
	f, _ := inventedForm()
	a := askOver(f)
	typeInto(a, strings.Repeat("long ", 40)+"\rzzz\rabc\r\r")
	for width := 20; width < 140; width += 7 {
		for height := 3; height < 40; height += 5 {
			for _, utf8 := range []bool{true, false} {
				lines := a.View(look.Frame{Width: width, Height: height, Theme: look.NewTheme(colorprofile.ASCII, true, utf8), Language: api.French})
				if len(lines) > height {
					t.Fatalf("%d lines in a height of %d", len(lines), height)
				}
				for _, line := range lines {
					if ansi.StringWidth(line) > width {
						t.Fatalf("a line of %d cells in a width of %d: %q", ansi.StringWidth(line), width, ansi.Strip(line))
					}
				}
			}
		}
	}
}
