package page

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// A list is this long here: no server has one as long, and a key must be answered in it within 10 ms.
const many = 50_000

func longChoice() form.Field {
	field := form.Field{Key: "where", Label: lang.Of("Where", "Où"), Kind: form.Choice, Required: true}
	for i := range many {
		label := fmt.Sprintf("Établissement numéro %05d de la rue principale", i)
		field.Options = append(field.Options, form.Option{Code: fmt.Sprintf("C%05d", i), Label: lang.Same(label)})
	}
	return field
}

func longTable() *flows.Choose {
	table := &flows.Choose{Columns: []flows.Column{{Title: lang.Same("What")}, {Title: lang.Same("Amount"), Right: true}, {Title: lang.Same("Where"), Drop: 1}}}
	for i := range many {
		table.Rows = append(table.Rows, flows.Row{
			Cells:  []lang.Text{lang.Same(fmt.Sprintf("Row %05d", i)), lang.Money(api.Money(i)), lang.Same("Montréal")},
			Detail: []flows.Line{{Label: lang.Same("Number"), Value: lang.Same(fmt.Sprint(i))}, {Value: lang.Same("a sentence about this row that says a little more than fits")}},
		})
	}
	return table
}

func benchFrame() look.Frame {
	return look.Frame{Width: 76, Height: 18, Language: api.English, Theme: look.NewTheme(colorprofile.ASCII, true, true)}
}

// BenchmarkLongChoice is one key in a field of many options, and the page after it.
func BenchmarkLongChoice(b *testing.B) {
	field := longChoice()
	draft := form.NewDraft(nil)
	page := flows.Page{Body: &flows.Ask{Form: form.New(draft, func(form.Values) []form.Field { return []form.Field{field} })}}
	ask, f := newAsk(page, api.English), benchFrame()
	for name, keys := range map[string][2]tea.KeyPressMsg{
		"the first letter":   {{Code: 'e', Text: "e"}, {Code: tea.KeyBackspace}},
		"what finds nothing": {{Code: 'z', Text: "z"}, {Code: tea.KeyBackspace}},
		"an arrow":           {{Code: tea.KeyDown}, {Code: tea.KeyUp}},
	} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				ask.Key(keys[n%2])
				ask.Set(page, api.English)
				ask.View(f)
				n++
			}
		})
	}
	b.Run("opening it", func(b *testing.B) {
		for b.Loop() {
			newAsk(page, api.English).View(f)
		}
	})
	b.Run("opening it and the first letter", func(b *testing.B) {
		for b.Loop() {
			ask := newAsk(page, api.English)
			ask.Key(tea.KeyPressMsg{Code: 'z', Text: "z"})
			ask.View(f)
		}
	})
}

func TestALongTableIsDrawnAsFarAsItIsSeen(t *testing.T) {
	table, f := newChoose(flows.Page{Body: longTable()}), benchFrame()
	for _, key := range []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyEnd}, {Code: tea.KeyUp}} {
		table.Key(key)
		lines := table.View(f)
		if len(lines) > f.Height {
			t.Fatalf("%d lines in %d", len(lines), f.Height)
		}
	}
	drawn := 0
	for _, row := range table.drawn.rows {
		if row != "" {
			drawn++
		}
	}
	if most := measured + 3; len(table.drawn.detail) > most || drawn > most {
		t.Errorf("%d rows and %d details of %d are drawn", drawn, len(table.drawn.detail), many)
	}
	last := strings.Join(table.View(f), "\n")
	if !strings.Contains(last, "Row 49998") || !strings.Contains(last, "49999") {
		t.Errorf("the end of the table is\n%s", last)
	}
}

func TestAnOptionOfALongListIsFound(t *testing.T) {
	field := longChoice()
	field.Options[20_000].Label = lang.Same("Ελλάδα")
	p := newPicker(field, "C49999", "", api.French)
	if p.folded != nil {
		t.Error("labels are made ready for finding before anything is typed")
	}
	if code, _ := p.Chosen(); code != "C49999" {
		t.Errorf("begins at %q", code)
	}
	for _, r := range "etablissement numero 31999" {
		p.typeText(string(r))
	}
	if code, ok := p.Chosen(); code != "C31999" || !ok {
		t.Errorf("finds %q, %v", code, ok)
	}
	for typed, want := range map[string]string{"ελλαδα": "C20000", "c20001": "C20001", "C00000": "C00000"} {
		if p.find(typed); p.mark < 0 || p.options[p.found[p.mark]].Code != want {
			t.Errorf("%q finds %d, want %s", typed, len(p.found), want)
		}
	}
}

// BenchmarkLongTable is one key in a table of many rows, and the page after it.
func BenchmarkLongTable(b *testing.B) {
	f := benchFrame()
	b.Run("an arrow", func(b *testing.B) {
		page := flows.Page{Body: longTable()}
		table, keys := newChoose(page), []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}}
		n := 0
		for b.Loop() {
			table.Key(keys[n%2])
			table.Set(page, api.English)
			table.View(f)
			n++
		}
	})
	b.Run("an arrow, the page made anew", func(b *testing.B) {
		pages := []flows.Page{{Body: longTable()}, {Body: longTable()}}
		table, keys := newChoose(pages[0]), []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}}
		n := 0
		for b.Loop() {
			table.Key(keys[n%2])
			table.Set(pages[n%2], api.English)
			table.View(f)
			n++
		}
	})
	b.Run("opening it", func(b *testing.B) {
		page := flows.Page{Body: longTable()}
		for b.Loop() {
			newChoose(page).View(f)
		}
	})
}
