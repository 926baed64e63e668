package page

import (
	"testing"

	"countertop/api"
	"countertop/flows/form"
	"countertop/flows/lang"
)

func inventedChoice() form.Field {
	return form.Field{Key: "where", Kind: form.Choice, Required: true, Options: []form.Option{
		{Code: "NF", Label: lang.Of("Northern Fields", "Champs du Nord")},
		{Code: "EA", Label: lang.Of("East Alley", "Allée de l'Est")},
		{Code: "E", Label: lang.Of("Elsewhere", "Ailleurs")},
		{Code: "N", Label: lang.Of("Nowhere", "Nulle part")},
	}}
}

func TestPickerFindsOptionsByWhatIsTyped(t *testing.T) {
	for _, row := range []struct {
		name, typed string
		language    api.Language
		want        string
		ok          bool
	}{
		{"nothing typed marks nothing", "", api.English, "", true},
		{"a code that is exactly typed goes before labels that begin so", "n", api.English, "N", true},
		{"a code of two letters", "nf", api.English, "NF", true},
		{"the beginning of a label", "no", api.English, "NF", true},
		{"the beginning of a later word", "all", api.English, "EA", true},
		{"letters inside a word", "where", api.English, "E", true},
		{"accents do not matter", "allee", api.French, "EA", true},
		{"accents typed do not matter either", "allée", api.French, "EA", true},
		{"capitals do not matter", "ELSE", api.English, "E", true},
		{"what matches nothing chooses nothing", "zz", api.English, "", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := newPicker(inventedChoice(), "", "", row.language)
			for _, r := range row.typed {
				p.typeText(string(r))
			}
			if code, ok := p.Chosen(); code != row.want || ok != row.ok {
				t.Errorf("typed %q: chosen %q, %v; want %q, %v", row.typed, code, ok, row.want, row.ok)
			}
		})
	}
}

func TestPickerMovesWithoutWrapping(t *testing.T) {
	p := newPicker(inventedChoice(), "EA", "", api.English)
	for _, step := range []struct {
		by   int
		want string
	}{{1, "E"}, {1, "N"}, {1, "N"}, {-3, "NF"}, {-1, "NF"}} {
		p.move(step.by)
		if code, _ := p.Chosen(); code != step.want {
			t.Fatalf("after %+d the mark is on %q, want %q", step.by, code, step.want)
		}
	}
	p.erase()
	if code, ok := p.Chosen(); code != "" || !ok {
		t.Errorf("after erasing the choice is %q, %v; want none", code, ok)
	}
}
