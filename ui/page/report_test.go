package page

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func inventedReport(tone flows.Tone, groups []flows.Group) flows.Page {
	return flows.Page{
		ID: "invented.outcome", Forward: lang.Of("Close", "Fermer"), Actions: inventedActions(),
		Body: &flows.Report{
			Tone: tone, Headline: lang.Of("The invented application is decided", "La demande inventée est décidée"),
			Text:   lang.Of("The server sent an invented message.\n\nIt has a second paragraph.", "Le serveur a envoyé un message inventé.\n\nIl a un second paragraphe."),
			Groups: groups,
		},
	}
}

func reportOf(tone flows.Tone, groups []flows.Group, keys ...string) func() Body {
	return func() Body {
		r := newReport(inventedReport(tone, groups))
		r.View(room(80, 18, api.English))
		pressOn(r, keys...)
		return r
	}
}

func TestReportViews(t *testing.T) {
	for name, b := range map[string]func() Body{
		"good":                    reportOf(flows.Good, inventedGroups()[1:]),
		"careful":                 reportOf(flows.Careful, nil),
		"bad":                     reportOf(flows.Bad, nil),
		"more than there is room": reportOf(flows.Neutral, longReview(3).Body.(*flows.Review).Groups, "pgdown"),
	} {
		t.Run(name, func(t *testing.T) { goldens(t, b) })
	}
}

func TestReportInColour(t *testing.T) {
	colouredGolden(t, reportOf(flows.Good, inventedGroups()[1:])(), colorprofile.TrueColor, true)
}

func TestReportFitsEveryWindow(t *testing.T) {
	fitsEverywhere(t, reportOf(flows.Bad, inventedGroups())())
	fitsEverywhere(t, newReport(flows.Page{Body: &flows.Report{}}))
}

func TestReportKeys(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		want Reply
	}{
		"Enter goes forward":        {[]string{"enter"}, Reply{Handled: true, Forward: true}},
		"a letter takes its action": {[]string{"n"}, Reply{Handled: true, Action: "again"}},
		"Down scrolls":              {[]string{"down"}, Reply{Handled: true}},
		"Esc is the player's":       {[]string{"esc"}, Reply{}},
		"x is nobody's":             {[]string{"x"}, Reply{}},
	} {
		t.Run(name, func(t *testing.T) {
			b := reportOf(flows.Good, inventedGroups())()
			if got := pressOn(b, c.keys...); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAReportWithoutAWayForwardTakesNoEnter(t *testing.T) {
	page := inventedReport(flows.Good, nil)
	page.Forward = lang.Text{}
	r := newReport(page)
	if r.Key(bodyKeys["enter"]).Handled {
		t.Error("Enter means something")
	}
	if got := helps(r.Bindings(api.English)); strings.Contains(got, "Enter") {
		t.Errorf("Enter is among %s", got)
	}
}

func TestEveryActionIsInSight(t *testing.T) {
	for height := 8; height < 40; height++ {
		got := seen(t, reportOf(flows.Good, inventedGroups())(), room(60, height, api.French))
		for _, want := range []string{"Entrée", "Fermer", "n", "Chercher de nouveau", "s", "Lire le reçu"} {
			if !strings.Contains(got, want) {
				t.Errorf("at a height of %d %q is missing:\n%s", height, want, got)
			}
		}
	}
}

func TestAReportKeepsItsPlaceUntilItsToneChanges(t *testing.T) {
	r := newReport(inventedReport(flows.Careful, inventedGroups()))
	f := room(80, 10, api.English)
	r.View(f)
	pressOn(r, "pgdown")
	top := r.drawn.top
	changed := inventedReport(flows.Careful, inventedGroups())
	changed.Body.(*flows.Report).Groups[0].Lines[0].Value = same("Testa Changed")
	if !r.Set(changed, api.English) {
		t.Fatal("a report of the same tone is taken for another")
	}
	r.View(f)
	if r.drawn.top != top || top == 0 {
		t.Errorf("line %d is at the top, was %d", r.drawn.top, top)
	}
	if got := seen(t, r, room(80, 40, api.English)); !strings.Contains(got, "Testa Changed") {
		t.Errorf("what changed is not shown:\n%s", got)
	}
	if r.Set(inventedReport(flows.Good, nil), api.English) {
		t.Error("a report of another tone is taken for the same")
	}
}

func TestTheMouseAndAPasteMeanNothingOnAReportInSight(t *testing.T) {
	if b := reportOf(flows.Good, nil)(); b.Wheel(3).Handled || b.Click(1, 1).Handled || b.Paste("x").Handled {
		t.Error("they mean something")
	}
}
