package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// inventedGroups are groups with every kind of line.
func inventedGroups() []flows.Group {
	return []flows.Group{
		{Heading: lang.Of("Customer", "Client"), Lines: []flows.Line{
			{Label: lang.Of("Name", "Nom"), Value: same("Testa Sample")},
			{Label: lang.Of("Address", "Adresse"), Value: lang.Of(
				"1 Invented Street, apartment 1234, in a place with a name that is much too long for a line, ON  A1A 1A1",
				"1, rue Inventée, appartement 1234, dans une localité dont le nom est bien trop long pour une ligne, ON  A1A 1A1")},
			{Label: lang.Of("Phone number at home or at work", "Numéro de téléphone à la maison ou au travail"), Value: same("416-555-0123")},
		}},
		{Heading: lang.Of("Purchase", "Achat"), Lines: []flows.Line{
			{Label: lang.Of("Amount", "Montant"), Value: lang.Of("$1,234.50", "1\u00a0234,50\u00a0$"), Emphasis: true},
			{Label: lang.Of("Verification", "Vérification"), Value: lang.Of("passed", "réussie"), Tone: flows.Good},
			{Label: lang.Of("Expiry", "Expiration"), Value: lang.Of("in 3 days", "dans 3 jours"), Tone: flows.Careful},
			{Value: lang.Of("The reference is used by another invented purchase.", "La référence sert à un autre achat inventé."), Tone: flows.Careful},
		}},
	}
}

func TestGroupsView(t *testing.T) {
	for _, width := range []int{80, 44} {
		for _, language := range []api.Language{api.English, api.French} {
			t.Run(fmt.Sprintf("%d %s", width, language), func(t *testing.T) {
				f := room(width, 60, language)
				drawn := ansi.Strip(strings.Join(checked(t, groupLines(inventedGroups(), f), f), "\n"))
				golden.RequireEqual(t, trimmed(drawn)+"\n")
			})
		}
	}
}

func TestLabelledLinesHaveRoomEverywhere(t *testing.T) {
	tones := []flows.Tone{flows.Neutral, flows.Good, flows.Careful, flows.Bad}
	rapid.Check(t, func(t *rapid.T) {
		lines := make([]flows.Line, rapid.IntRange(0, 6).Draw(t, "lines"))
		for i := range lines {
			lines[i] = flows.Line{
				Label: lang.Same(anyTexts().Draw(t, "label")), Value: lang.Same(anyTexts().Draw(t, "value")),
				Tone: rapid.SampledFrom(tones).Draw(t, "tone"), Emphasis: rapid.Bool().Draw(t, "emphasis"),
			}
		}
		f := room(rapid.IntRange(1, 90).Draw(t, "width"), 200, api.English)
		for _, line := range labelled(lines, f) {
			if w := ansi.StringWidth(line); w > f.Width || strings.Contains(line, "\n") {
				t.Fatalf("a line of %d cells in %d: %q", w, f.Width, line)
			}
		}
	})
}

func TestValuesStandInOneColumn(t *testing.T) {
	lines := []flows.Line{{Label: same("A"), Value: same("one")}, {Label: same("Longer"), Value: same("two")}}
	got := strings.Join(labelled(lines, room(40, 10, api.English)), "\n")
	if want := "A       one\nLonger  two"; ansi.Strip(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestATonesMarkSaysItWithoutColour(t *testing.T) {
	for _, utf8 := range []bool{true, false} {
		f := look.Frame{Width: 40, Height: 10, Theme: look.NewTheme(colorprofile.ASCII, true, utf8), Language: api.English}
		marks := map[string]bool{}
		for _, tone := range []flows.Tone{flows.Neutral, flows.Good, flows.Careful, flows.Bad} {
			line := labelled([]flows.Line{{Label: same("A"), Value: same("b"), Tone: tone}}, f)[0]
			marks[ansi.Strip(line)] = true
		}
		if len(marks) != 4 {
			t.Errorf("the four tones look like %d without colours: %v", len(marks), marks)
		}
	}
}
