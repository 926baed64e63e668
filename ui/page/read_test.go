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

// inventedText is a text of numbered paragraphs.
func inventedText(paragraphs int) lang.Text {
	var texts []lang.Text
	for i := range paragraphs {
		texts = append(texts, lang.Of(
			"Paragraph %d of an invented text. It says nothing that binds anyone, but it says it at some length, so that it takes more than one line of a counter's terminal.",
			"Paragraphe %d d'un texte inventé. Il ne dit rien qui engage qui que ce soit, mais il le dit assez longuement pour occuper plus d'une ligne dans le terminal d'un comptoir, et 1\u00a0234,50\u00a0$ ne s'y divise pas.").With(i+1))
	}
	return lang.Join("\n\n", texts...)
}

func inventedReading(paragraphs int) flows.Page {
	return flows.Page{
		ID: "invented.terms", Forward: lang.Of("Agree and continue", "Accepter et continuer"), Actions: inventedActions(),
		Body: &flows.Read{
			Heading: lang.Of("Invented terms", "Conditions inventées"), Text: inventedText(paragraphs),
			Agreement: lang.Of("The customer has read this and agrees to it.", "Le client a lu ce qui précède et l'accepte."),
		},
	}
}

// readOf is a reader drawn in a counter's terminal, with keys pressed and each drawn.
func readOf(paragraphs int, keys ...string) func() Body {
	return func() Body {
		r := newRead(inventedReading(paragraphs))
		f := room(80, 18, api.English)
		r.View(f)
		for _, k := range keys {
			pressOn(r, k)
			r.View(f)
		}
		return r
	}
}

func TestReadViews(t *testing.T) {
	for name, b := range map[string]func() Body{
		"the beginning":        readOf(12),
		"Enter before the end": readOf(12, "enter"),
		"the end":              readOf(12, "end"),
		"back from the end":    readOf(12, "end", "pgup"),
		"a short text":         readOf(2),
		"a slip": func() Body {
			slip := flows.Slip{Title: lang.Of("Invented slip", "Reçu inventé"), Training: true, Groups: []flows.Group{
				{Heading: lang.Of("Purchase", "Achat"), Lines: []flows.Line{{Label: lang.Of("Amount", "Montant"), Value: lang.Of("$1,234.50", "1\u00a0234,50\u00a0$")}}},
			}}
			return newRead(newDocumentFlowPage(slip.Document()))
		},
	} {
		t.Run(name, func(t *testing.T) { goldens(t, b) })
	}
}

// newDocumentFlowPage is the page that shows a document.
func newDocumentFlowPage(doc *flows.Document) flows.Page {
	return flows.Page{ID: "document", Title: doc.Title, Body: &flows.Read{Text: doc.Text}}
}

func TestReadInColour(t *testing.T) {
	colouredGolden(t, readOf(12, "enter")(), colorprofile.ANSI256, false)
}

func TestReadFitsEveryWindow(t *testing.T) {
	fitsEverywhere(t, readOf(12, "pgdown")())
	fitsEverywhere(t, readOf(12, "enter", "end")())
}

func TestGoingOnIsClosedUntilTheEndWasSeen(t *testing.T) {
	f := room(80, 18, api.English)
	r := newRead(inventedReading(12))
	for range 50 { // typed ahead: nothing was drawn yet
		if r.Key(bodyKeys["enter"]).Forward {
			t.Fatal("agreed to a text that nobody saw")
		}
	}
	r.View(f)
	enters := 0
	for ; !r.Key(bodyKeys["enter"]).Forward; enters++ {
		if r.seenEnd() {
			t.Fatal("Enter at the end does not go forward")
		}
		if enters > 50 {
			t.Fatal("Enter never comes to the end")
		}
		r.View(f)
	}
	if want := (r.total() - r.scroll.height + r.scroll.page() - 1) / r.scroll.page(); enters != want {
		t.Errorf("%d times Enter for a text of %d lines in a height of %d, want %d", enters, r.total(), f.Height, want)
	}
	pressOn(r, "home")
	r.View(f)
	if !r.Key(bodyKeys["enter"]).Forward {
		t.Error("after its end was seen, the text is closed again")
	}
}

func TestATextCanBeReadInTheSmallestRoom(t *testing.T) {
	for height := 1; height < 6; height++ {
		r := newRead(inventedReading(2))
		f := room(40, height, api.French)
		r.View(f)
		for range 60 {
			pressOn(r, "down")
			checked(t, r.View(f), f)
		}
		if !r.seenEnd() {
			t.Errorf("in a height of %d the end never comes", height)
		}
	}
}

func TestAShortTextIsSeenOnceDrawn(t *testing.T) {
	r := newRead(inventedReading(2))
	if r.Key(bodyKeys["enter"]).Forward {
		t.Error("agreed to a text before it was drawn")
	}
	r.View(room(80, 18, api.English))
	if !r.Key(bodyKeys["enter"]).Forward {
		t.Error("a text that was seen as a whole is closed")
	}
}

func TestTheAgreementIsPartOfTheEnd(t *testing.T) {
	r := newRead(inventedReading(12))
	f := room(80, 18, api.English)
	r.View(f)
	for !r.seenEnd() {
		pressOn(r, "down")
		got := strings.Join(r.View(f), "\n")
		if r.seenEnd() != strings.Contains(got, "agrees to it.") {
			t.Fatalf("end seen: %t, with\n%s", r.seenEnd(), got)
		}
	}
}

func TestATranslationHasAnEndOfItsOwn(t *testing.T) {
	r := newRead(inventedReading(12))
	r.View(room(80, 18, api.English))
	pressOn(r, "end")
	r.View(room(80, 18, api.English))
	r.View(room(80, 18, api.French))
	if !r.seenEnd() {
		t.Error("the end was in sight, and after the language key it is not")
	}
	other := newRead(inventedReading(12))
	other.View(room(80, 18, api.English))
	pressOn(other, "end")
	other.View(room(80, 18, api.English))
	pressOn(other, "home")
	other.View(room(80, 18, api.French))
	if other.seenEnd() {
		t.Error("the end of the French text counts as seen, and it was not")
	}
	other.View(room(80, 18, api.English))
	if !other.seenEnd() {
		t.Error("the end of the English text was seen, and is forgotten")
	}
}

func TestResizingKeepsThePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRead(inventedReading(30))
		f := room(rapid.IntRange(40, 100).Draw(t, "width"), rapid.IntRange(10, 30).Draw(t, "height"), api.English)
		r.View(f)
		for range rapid.IntRange(1, 5).Draw(t, "pages") {
			pressOn(r, "pgdown")
			r.View(f)
		}
		if r.scroll.below() == 0 {
			return
		}
		at, top := r.drawn.pieces[r.scroll.top].From, r.scroll.top
		for range rapid.IntRange(1, 10).Draw(t, "resizes") {
			g := f
			g.Width = rapid.IntRange(40, 100).Draw(t, "other width")
			r.View(g)
			if p := r.drawn.pieces[r.scroll.top]; p.From > at || r.scroll.below() > 0 && p.To < at-1 {
				t.Fatalf("the place was %d, now %v is at the top", at, p)
			}
			if r.scroll.below() == 0 {
				return
			}
		}
		r.View(f)
		if r.scroll.top != top {
			t.Fatalf("back at the first size the top line is %d, was %d", r.scroll.top, top)
		}
	})
}

func TestTheLanguageKeyKeepsTheParagraph(t *testing.T) {
	r := newRead(inventedReading(30))
	r.View(room(80, 18, api.English))
	pressOn(r, "pgdown", "pgdown", "down", "down", "down")
	r.View(room(80, 18, api.English))
	english := r.drawn.pieces[r.scroll.top].From
	paragraph := strings.Count(r.drawn.text[:english], "\n\n")
	r.View(room(80, 18, api.French))
	french := r.drawn.pieces[r.scroll.top].From
	if got := strings.Count(r.drawn.text[:french], "\n\n"); got != paragraph {
		t.Errorf("paragraph %d was at the top, and in French it is %d", paragraph+1, got+1)
	}
}

func TestThePlaceInATranslation(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		at, want int
	}{
		"the beginning":                 {"one\n\ntwo", "eins\n\nzwei", 0, 0},
		"the same paragraph":            {"one\n\ntwo", "a longer one\n\nzwei", 5, 14},
		"as far into it":                {"abcd", "abcdefgh", 2, 4},
		"of a break, the end before it": {"ab\n\ncd", "abc\n\ndef", 3, 3},
		"other paragraphs, by share":    {"ab\n\ncdef", "abcdefghijklmnop", 4, 8},
		"nothing":                       {"", "text", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := translated(c.from, c.to, c.at); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestAnotherTextIsReadAnew(t *testing.T) {
	r := newRead(inventedReading(12))
	if r.Set(inventedReading(13), api.English) {
		t.Error("a text that is new in both languages is taken for the same")
	}
	translatedLater := inventedReading(12)
	read := translatedLater.Body.(*flows.Read)
	read.Text = lang.Of(read.Text.In(api.English), "Le texte arrivé plus tard.")
	r.View(room(80, 18, api.French))
	pressOn(r, "end")
	r.View(room(80, 18, api.French))
	if !r.Set(translatedLater, api.English) {
		t.Error("a text whose translation came is taken for another")
	}
	if r.seenEnd() {
		t.Error("the end of a text that was not drawn yet counts as seen")
	}
	if got := seen(t, r, room(80, 18, api.French)); !strings.Contains(got, "arrivé plus tard") || !r.seenEnd() {
		t.Errorf("end seen: %t, with\n%s", r.seenEnd(), got)
	}
}

func TestReadKeys(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		top  int
		want Reply
	}{
		"Down":                        {[]string{"down"}, 1, Reply{Handled: true}},
		"Up stops at the beginning":   {[]string{"down", "up", "up"}, 0, Reply{Handled: true}},
		"Space turns the page":        {[]string{"space"}, 13, Reply{Handled: true}},
		"PgDn and PgUp":               {[]string{"pgdown", "down", "pgup"}, 1, Reply{Handled: true}},
		"End":                         {[]string{"end"}, 24, Reply{Handled: true}},
		"Home":                        {[]string{"end", "home"}, 0, Reply{Handled: true}},
		"an action's letter takes it": {[]string{"s"}, 0, Reply{Handled: true, Action: "slip"}},
		"Esc is the player's":         {[]string{"esc"}, 0, Reply{}},
	} {
		t.Run(name, func(t *testing.T) {
			r := readOf(12)().(*Read)
			got := pressOn(r, c.keys...)
			if got != c.want || r.scroll.top != c.top {
				t.Errorf("got %+v with line %d at the top, want %+v and %d", got, r.scroll.top, c.want, c.top)
			}
		})
	}
}

func TestTheWheelScrollsTheText(t *testing.T) {
	r := readOf(12)().(*Read)
	if got := r.Wheel(3); !got.Handled || r.scroll.top != 3 {
		t.Errorf("a turn down gives %+v and line %d", got, r.scroll.top)
	}
	if short := readOf(1)(); short.Wheel(3).Handled || short.Click(1, 1).Handled || short.Paste("x").Handled {
		t.Error("the mouse or a paste means something on a text that is all in sight")
	}
}

func BenchmarkReadKey(b *testing.B) {
	for _, paragraphs := range []int{20, 400} {
		b.Run(fmt.Sprintf("%d paragraphs", paragraphs), func(b *testing.B) {
			// A flow makes its page anew each time it is asked.
			pages := []flows.Page{inventedReading(paragraphs), inventedReading(paragraphs)}
			body, f := newRead(pages[0]), look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(colorprofile.TrueColor, true, true), Language: api.English}
			body.View(f)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				k := "down"
				if i/8%2 == 1 {
					k = "up"
				}
				body.Key(bodyKeys[k])
				body.Set(pages[i%2], api.English)
				body.View(f)
			}
		})
	}
}

func BenchmarkReadResize(b *testing.B) {
	body, f := newRead(inventedReading(400)), look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(colorprofile.TrueColor, true, true), Language: api.English}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.Width = 70 + i%20
		body.View(f)
	}
}
