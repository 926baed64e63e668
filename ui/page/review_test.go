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

func inventedReview() flows.Page {
	return flows.Page{
		ID: "invented.review", Forward: lang.Of("Send the application", "Envoyer la demande"),
		Body: &flows.Review{Groups: inventedGroups()}, Actions: inventedActions()[1:],
	}
}

// longReview is a review of many groups.
func longReview(groups int) flows.Page {
	page := inventedReview()
	review := &flows.Review{}
	for range groups {
		review.Groups = append(review.Groups, inventedGroups()...)
	}
	page.Body = review
	return page
}

func withBadLine(page flows.Page) flows.Page {
	groups := inventedGroups()
	groups[1].Lines[1].Tone = flows.Bad
	page.Body = &flows.Review{Groups: groups}
	return page
}

func reviewOf(page flows.Page, keys ...string) func() Body {
	return func() Body {
		r := newReview(page)
		r.View(room(80, 18, api.English))
		pressOn(r, keys...)
		return r
	}
}

func TestReviewViews(t *testing.T) {
	for name, b := range map[string]func() Body{
		"nothing is wrong":   reviewOf(inventedReview()),
		"something is wrong": reviewOf(withBadLine(inventedReview())),
		"an answer of lines": reviewOf(inventedReview(), "home", "down"),
		"a long one":         reviewOf(longReview(5), "pgup"),
	} {
		t.Run(name, func(t *testing.T) { goldens(t, b) })
	}
}

func TestReviewInColour(t *testing.T) {
	colouredGolden(t, reviewOf(withBadLine(inventedReview()))(), colorprofile.ANSI, true)
}

func TestReviewFitsEveryWindow(t *testing.T) {
	fitsEverywhere(t, reviewOf(inventedReview())())
	fitsEverywhere(t, reviewOf(longReview(4), "pgup", "pgup")())
}

func TestReviewKeys(t *testing.T) {
	for name, c := range map[string]struct {
		page flows.Page
		keys []string
		want Reply
	}{
		"it starts at the way forward":             {inventedReview(), []string{"enter"}, Reply{Handled: true, Forward: true}},
		"where something is wrong it starts there": {withBadLine(inventedReview()), []string{"enter"}, Reply{Handled: true, Action: "edit", Row: 4}},
		"an answer leads back to its page":         {inventedReview(), []string{"home", "enter"}, Reply{Handled: true, Action: "edit"}},
		"rows count over the groups":               {inventedReview(), []string{"home", "down", "down", "down", "enter"}, Reply{Handled: true, Action: "edit", Row: 3}},
		"Up from the way forward is the last":      {inventedReview(), []string{"up", "enter"}, Reply{Handled: true, Action: "edit", Row: 6}},
		"Down stops at the way forward":            {inventedReview(), []string{"down", "down", "enter"}, Reply{Handled: true, Forward: true}},
		"j and k":                                  {inventedReview(), []string{"k", "k", "j", "enter"}, Reply{Handled: true, Action: "edit", Row: 6}},
		"an action's letter":                       {inventedReview(), []string{"home", "s"}, Reply{Handled: true, Action: "slip"}},
		"Esc is the player's":                      {inventedReview(), []string{"home", "esc"}, Reply{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := pressOn(reviewOf(c.page)(), c.keys...); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAReviewWithoutAWayForwardHasAnswersOnly(t *testing.T) {
	page := inventedReview()
	page.Forward = lang.Text{}
	r := newReview(page)
	if got := pressOn(r, "end", "enter"); got.Forward || got.Row != 6 {
		t.Errorf("Enter on the last row gives %+v", got)
	}
	if strings.Contains(seen(t, r, room(80, 30, api.English)), "[") {
		t.Error("a way forward is drawn where there is none")
	}
	page.Body = &flows.Review{}
	empty := newReview(page)
	if empty.Key(bodyKeys["enter"]).Handled || empty.Wheel(3).Handled || empty.Click(3, 0).Handled || len(empty.View(room(80, 18, api.English))) != 0 {
		t.Error("a review of nothing does something")
	}
}

func TestTheSelectedAnswerIsAlwaysInSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newReview(longReview(rapid.IntRange(1, 8).Draw(t, "groups")))
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			f := room(rapid.IntRange(40, 110).Draw(t, "width"), rapid.IntRange(8, 40).Draw(t, "height"), api.French)
			pressOn(r, rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end"}).Draw(t, "key"))
			drawn := strings.Join(r.View(f), "\n")
			if n := strings.Count(drawn, f.Theme.Glyphs.Marker); n != 1 {
				t.Fatalf("%d markers for row %d:\n%s", n, r.Cursor, drawn)
			}
		}
	})
}

func TestAReviewThatTurnsOutWrongGoesToWhatIsWrong(t *testing.T) {
	r := newReview(inventedReview())
	if !r.Set(inventedReview(), api.English) || r.Cursor != 7 {
		t.Errorf("the same page moves to row %d", r.Cursor)
	}
	if !r.Set(withBadLine(inventedReview()), api.English) || r.Cursor != 4 {
		t.Errorf("with row 4 wrong it stays at %d", r.Cursor)
	}
	pressOn(r, "end")
	if !r.Set(withBadLine(inventedReview()), api.English) || r.Cursor != 7 {
		t.Errorf("what was known to be wrong calls again: row %d", r.Cursor)
	}
	if r.Set(longReview(2), api.English) {
		t.Error("a review of other rows is taken for the same")
	}
}

func TestAChangedAnswerIsDrawn(t *testing.T) {
	r := newReview(inventedReview())
	r.View(room(80, 30, api.English))
	groups := inventedGroups()
	groups[0].Lines[0].Value = same("Testa Changed")
	page := inventedReview()
	page.Body = &flows.Review{Groups: groups}
	r.Set(page, api.English)
	if got := seen(t, r, room(80, 30, api.English)); !strings.Contains(got, "Testa Changed") {
		t.Errorf("the old answer is shown:\n%s", got)
	}
}

func TestTheMouseOnAReview(t *testing.T) {
	r := newReview(inventedReview())
	f := room(80, 30, api.English)
	lines := strings.Split(seen(t, r, f), "\n")
	at := func(text string) int {
		for y, line := range lines {
			if strings.Contains(line, text) {
				return y
			}
		}
		t.Fatalf("no %q in %q", text, lines)
		return 0
	}
	if got := r.Click(4, at("416-555-0123")); got != (Reply{Handled: true, Row: 2}) {
		t.Errorf("a click gives %+v", got)
	}
	if got := r.Click(4, at("416-555-0123")); got != (Reply{Handled: true, Action: "edit", Row: 2}) {
		t.Errorf("a second click gives %+v", got)
	}
	r.Click(4, at("[ Send"))
	if got := r.Click(4, at("[ Send")); !got.Forward {
		t.Errorf("two clicks on the way forward give %+v", got)
	}
	if got := r.Click(4, at("Customer")); got.Handled {
		t.Errorf("a click on a heading gives %+v", got)
	}
	if got := r.Wheel(-3); got.Row != 4 || !got.Handled {
		t.Errorf("a turn of the wheel gives %+v", got)
	}
}

func BenchmarkReviewKey(b *testing.B) {
	for _, groups := range []int{1, 10} {
		b.Run(fmt.Sprintf("%d answers", groups*7), func(b *testing.B) {
			// A flow makes its page anew each time it is asked.
			pages := []flows.Page{longReview(groups), longReview(groups)}
			body, f := newReview(pages[0]), look.Frame{Width: 80, Height: 18, Theme: look.NewTheme(colorprofile.TrueColor, true, true), Language: api.English}
			body.View(f)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				k := "up"
				if i/8%2 == 1 {
					k = "down"
				}
				body.Key(bodyKeys[k])
				body.Set(pages[i%2], api.English)
				body.View(f)
			}
		})
	}
}
