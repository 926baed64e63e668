package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// inventedOffers is a table with every kind of column, a blocked row and details.
func inventedOffers(rows int) flows.Page {
	table := &flows.Choose{
		Columns: []flows.Column{
			{Title: lang.Of("Plan", "Programme")},
			{Title: lang.Of("Months", "Mois"), Right: true},
			{Title: lang.Of("A month", "Par mois"), Right: true},
			{Title: lang.Of("Rate", "Taux"), Right: true, Drop: 1},
			{Title: lang.Of("Fees", "Frais"), Right: true, Drop: 2},
			{Title: lang.Of("Credit left after the purchase", "Crédit restant après l'achat"), Right: true, Drop: 3},
		},
	}
	for i := range rows {
		row := flows.Row{
			Cells: []lang.Text{
				lang.Of("Invented plan %d, equal payments", "Programme inventé %d, versements égaux").With(i + 1),
				same("%d", 6*(i+1)), lang.Of("$%d.50", "%d,50\u00a0$").With(1000 / (i + 1)), lang.Of("29.9%%", "29,9\u00a0%%").With(),
				lang.Of("$21.00", "21,00\u00a0$"), lang.Of("$1,234.50", "1\u00a0234,50\u00a0$"),
			},
			Detail: []flows.Line{
				{Label: lang.Of("Administration fee", "Frais d'administration"), Value: lang.Of("$21.00", "21,00\u00a0$")},
				{Label: lang.Of("Note", "Note"), Value: lang.Of(
					"An invented note of a plan that does not exist, long enough to need a second line in a narrow window.",
					"Une note inventée d'un programme qui n'existe pas, assez longue pour demander une deuxième ligne dans une fenêtre étroite."), Tone: flows.Careful},
			},
		}
		if i == 2 {
			row.Blocked = lang.Of("the purchase is above the credit left.", "l'achat dépasse le crédit restant.")
		}
		table.Rows = append(table.Rows, row)
	}
	return flows.Page{ID: "invented.offers", Body: table, Forward: lang.Of("Choose", "Choisir"), Actions: inventedActions()}
}

func chooseOf(rows int, keys ...string) func() Body {
	return func() Body {
		b := newChoose(inventedOffers(rows))
		b.View(room(80, 18, api.English))
		pressOn(b, keys...)
		return b
	}
}

func TestChooseViews(t *testing.T) {
	for name, b := range map[string]func() Body{
		"at the start":   chooseOf(4),
		"a blocked row":  chooseOf(4, "3", "enter"),
		"many rows":      chooseOf(30, "pgdown", "pgdown"),
		"the last row":   chooseOf(30, "end"),
		"no rows at all": func() Body { return newChoose(inventedOffers(0)) },
	} {
		t.Run(name, func(t *testing.T) { goldens(t, b) })
	}
}

func TestChooseInColour(t *testing.T) {
	t.Run("true colour, dark", func(t *testing.T) { colouredGolden(t, chooseOf(4, "3")(), colorprofile.TrueColor, true) })
	t.Run("sixteen colours, light", func(t *testing.T) { colouredGolden(t, chooseOf(4, "3")(), colorprofile.ANSI, false) })
	t.Run("no colours", func(t *testing.T) { colouredGolden(t, chooseOf(4, "3")(), colorprofile.ASCII, true) })
}

func TestChooseFitsEveryWindow(t *testing.T) {
	fitsEverywhere(t, chooseOf(4, "3", "enter")())
	fitsEverywhere(t, chooseOf(40, "end")())
}

func TestChooseKeys(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		want Reply
	}{
		"Enter chooses the first row":                 {[]string{"enter"}, Reply{Handled: true, Forward: true}},
		"Down goes on":                                {[]string{"down", "enter"}, Reply{Handled: true, Forward: true, Row: 1}},
		"Up stops at the first":                       {[]string{"up", "up", "enter"}, Reply{Handled: true, Forward: true}},
		"j and k move":                                {[]string{"j", "j", "j", "k", "k", "enter"}, Reply{Handled: true, Forward: true, Row: 1}},
		"a digit goes to its row":                     {[]string{"7", "enter"}, Reply{Handled: true, Forward: true, Row: 6}},
		"End and Home":                                {[]string{"end", "home", "enter"}, Reply{Handled: true, Forward: true}},
		"End goes to the last":                        {[]string{"end", "enter"}, Reply{Handled: true, Forward: true, Row: 29}},
		"a blocked row is not chosen":                 {[]string{"3", "enter"}, Reply{Handled: true, Row: 2}},
		"0 is nobody's number":                        {[]string{"0"}, Reply{Row: 0}},
		"digits make a number":                        {[]string{"1", "2", "enter"}, Reply{Handled: true, Forward: true, Row: 11}},
		"a number beyond the rows begins anew":        {[]string{"9", "4", "enter"}, Reply{Handled: true, Forward: true, Row: 3}},
		"another key ends a number":                   {[]string{"1", "down", "2", "enter"}, Reply{Handled: true, Forward: true, Row: 1}},
		"a letter of the page's actions takes it":     {[]string{"2", "s"}, Reply{Handled: true, Action: "slip", Row: 1}},
		"with capitals locked too":                    {[]string{"2", "S"}, Reply{Handled: true, Action: "slip", Row: 1}},
		"a letter of nothing is left to the player":   {[]string{"x"}, Reply{}},
		"Esc is the player's":                         {[]string{"esc"}, Reply{}},
		"a control key is no letter":                  {[]string{"ctrl+p"}, Reply{}},
		"PgDn moves by what is in sight, PgUp back":   {[]string{"pgdown", "pgup", "enter"}, Reply{Handled: true, Forward: true}},
		"an action on a blocked row says which it is": {[]string{"3", "n"}, Reply{Handled: true, Action: "again", Row: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			b := chooseOf(30)()
			if got := pressOn(b, c.keys...); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAnActionsLetterGoesBeforeJAndK(t *testing.T) {
	page := inventedOffers(3)
	page.Actions = []flows.Action{{ID: "keep", Key: 'k', Label: lang.Of("Keep", "Garder")}}
	b := newChoose(page)
	if got := pressOn(b, "down", "k"); got.Action != "keep" || got.Row != 1 {
		t.Errorf("k gives %+v, want the action on row 1", got)
	}
}

func TestTheSelectedRowIsAlwaysInSight(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := rapid.IntRange(1, 60).Draw(r, "rows")
		b := newChoose(inventedOffers(rows))
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			f := room(rapid.IntRange(40, 110).Draw(r, "width"), rapid.IntRange(4, 40).Draw(r, "height"), api.English)
			pressOn(b, rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end", "5"}).Draw(r, "key"))
			drawn := strings.Join(b.View(f), "\n")
			if marks := strings.Count(drawn, f.Theme.Glyphs.Marker); marks != 1 {
				r.Fatalf("%d markers for row %d of %d:\n%s", marks, b.Row, rows, drawn)
			}
			if !strings.Contains(drawn, fmt.Sprintf("%d  Invented", b.Row+1)) && f.Width >= 60 {
				r.Fatalf("row %d is out of sight:\n%s", b.Row+1, drawn)
			}
		}
	})
}

func TestColumnsLeaveByTheirDrop(t *testing.T) {
	page := inventedOffers(4)
	table := page.Body.(*flows.Choose)
	var before int
	for width := 30; width < 130; width++ {
		layout := layTable(table, api.English, width)
		shown := len(layout.columns)
		if shown < before {
			t.Errorf("at %d cells %d columns are shown, at one less %d", width, shown, before)
		}
		before = shown
		for i, column := range layout.columns {
			if column != i {
				t.Errorf("at %d cells the columns are %v: one of a lower Drop left first", width, layout.columns)
			}
		}
		if shown < 3 {
			t.Errorf("at %d cells a column that always stays has left: %v", width, layout.columns)
		}
	}
	if before != len(table.Columns) {
		t.Errorf("at 129 cells %d of %d columns are shown", before, len(table.Columns))
	}
}

func TestWhatHasNoRoomInTheTableStandsBelowIt(t *testing.T) {
	b := chooseOf(4)()
	got := strings.Join(strings.Fields(seen(t, b, room(70, 20, api.English))), " ")
	if !strings.Contains(got, "equal payments · Credit left after the purchase: $1,234.50") {
		t.Errorf("the column that left is nowhere:\n%s", got)
	}
	if got := seen(t, b, room(129, 20, api.English)); strings.Contains(got, "Credit left after the purchase: ") {
		t.Errorf("a column that is shown stands below too:\n%s", got)
	}
}

func TestTheMouseSelectsAndASecondClickChooses(t *testing.T) {
	b := chooseOf(4)()
	if got := b.Click(5, 2); got != (Reply{Handled: true, Row: 1}) {
		t.Errorf("the first click gives %+v", got)
	}
	if got := b.Click(5, 2); got != (Reply{Handled: true, Forward: true, Row: 1}) {
		t.Errorf("the second click gives %+v", got)
	}
	b.Click(5, 3)
	if got := b.Click(5, 3); got != (Reply{Handled: true, Row: 2}) {
		t.Errorf("two clicks on the blocked row give %+v", got)
	}
}

func TestAClickAfterAKeyOnlySelects(t *testing.T) {
	b := chooseOf(4)()
	b.Click(5, 1)
	pressOn(b, "down", "up")
	if b.Click(5, 1).Forward {
		t.Error("a click chose a row that a key had left")
	}
	for _, y := range []int{-1, 0, 5, 17, 99} {
		if got := b.Click(5, y); got.Handled {
			t.Errorf("line %d, where no row is, gives %+v", y, got)
		}
	}
}

func TestTheWheelMovesTheSelection(t *testing.T) {
	b := chooseOf(4)()
	b.Wheel(3)
	if got := b.Wheel(3); got.Row != 2 || !got.Handled {
		t.Errorf("two turns down give %+v", got)
	}
	if got := b.Wheel(-3); got.Row != 1 {
		t.Errorf("a turn up gives %+v", got)
	}
}

func TestAChangedTableKeepsItsRow(t *testing.T) {
	b := newChoose(inventedOffers(30))
	b.View(room(80, 18, api.English))
	pressOn(b, "end")
	b.View(room(80, 18, api.English))
	top := b.scroll.top
	changed := inventedOffers(30)
	changed.Body.(*flows.Choose).Rows[29].Cells[0] = same("A new name")
	if !b.Set(changed, api.English) {
		t.Fatal("a table of as many rows is taken for another")
	}
	got := seen(t, b, room(80, 18, api.English))
	if b.Row != 29 || b.scroll.top != top || !strings.Contains(got, "A new name") {
		t.Errorf("row %d, top %d (was %d), showing\n%s", b.Row, b.scroll.top, top, got)
	}
	if b.Set(inventedOffers(3), api.English) {
		t.Error("a table of other rows is taken for the same")
	}
}

func TestARowMayHaveFewerCellsThanColumns(t *testing.T) {
	page := inventedOffers(2)
	table := page.Body.(*flows.Choose)
	table.Rows[1].Cells = table.Rows[1].Cells[:1]
	fitsEverywhere(t, newChoose(page))
	if got := seen(t, newChoose(page), room(129, 18, api.English)); !strings.Contains(got, "Invented plan 2") {
		t.Errorf("the short row is not shown:\n%s", got)
	}
}

func TestTheTableStartsAtTheRowThatWasChosen(t *testing.T) {
	page := inventedOffers(4)
	page.Body.(*flows.Choose).Selected = 3
	if b := newChoose(page); b.Row != 3 {
		t.Errorf("it starts at %d", b.Row)
	}
	page.Body.(*flows.Choose).Selected = 9
	if b := newChoose(page); b.Row != 3 {
		t.Errorf("with a row that is not there it starts at %d", b.Row)
	}
}

func TestTheTableNeverJumpsWhileTheSelectionMoves(t *testing.T) {
	page := inventedOffers(5)
	page.Body.(*flows.Choose).Rows[1].Detail = nil
	b := newChoose(page)
	for range 5 {
		if got := b.View(room(80, 18, api.English)); b.scroll.height != 5 {
			t.Errorf("row %d: %d rows in sight of\n%s", b.Row, b.scroll.height, strings.Join(got, "\n"))
		}
		pressOn(b, "down")
	}
}

func TestWithNoRowsNothingIsChosen(t *testing.T) {
	b := chooseOf(0)()
	for _, k := range []string{"enter", "down", "end", "1", "x"} {
		if got := pressOn(b, k); got.Forward || got.Action != "" {
			t.Errorf("%s gives %+v", k, got)
		}
	}
	if b.Wheel(3).Handled || b.Click(3, 1).Handled || b.Paste("x").Handled {
		t.Error("the mouse or a paste means something where there is nothing")
	}
}

func BenchmarkChooseKey(b *testing.B) {
	for _, rows := range []int{8, 60} {
		b.Run(fmt.Sprintf("%d rows", rows), func(b *testing.B) {
			// A flow makes its page anew each time it is asked.
			pages := []flows.Page{inventedOffers(rows), inventedOffers(rows)}
			body, f := newChoose(pages[0]), look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(colorprofile.TrueColor, true, true), Language: api.English}
			body.View(f)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				k := "down"
				if i/4%2 == 1 {
					k = "up"
				}
				body.Key(bodyKeys[k])
				body.Set(pages[i%2], api.English)
				body.View(f)
			}
		})
	}
}
