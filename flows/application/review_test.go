package application

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

func TestARowOfTheReviewLeadsToItsFieldAndBackAgain(t *testing.T) {
	c := newClerk(t)
	c.review()
	rows := len(c.rows())
	for i := range rows {
		label := c.rows()[i].Label
		c.play(c.flow.Answer(flows.Answer{Action: "edit", Row: i}))
		page := c.flow.Page()
		switch body := page.Body.(type) {
		case *flows.Ask:
			if got := c.field(body.Focus).Label; got != label {
				t.Errorf("%q leads to %q", label.In(api.English), got.In(api.English))
			}
		case *flows.Read:
			if page.Title != label {
				t.Errorf("%q leads to %q", label.In(api.English), page.Title.In(api.English))
			}
		default:
			t.Errorf("%q leads to %s", label.In(api.English), page.ID)
		}
		if i%2 == 0 {
			c.enter()
		} else if !c.flow.Back() {
			t.Errorf("no way back from %s", page.ID)
		}
		c.at("review")
	}
	if move := c.flow.Answer(flows.Answer{Action: "edit", Row: rows}); !move.Refused {
		t.Error("a row that is not there opens something")
	}
	if len(c.server.sent) > 0 {
		t.Error("something was sent on the way")
	}
}

func TestBackFromTheReviewKeepsWhatWasTypedAndUnderstandsIt(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.edit(msgPostalCode)
	c.form().Enter(keyPostal, "k2a0b2")
	c.flow.Back()
	row, _ := c.row(msgPostalCode)
	if row.Value.In(api.English) != "K2A 0B2" || row.Tone != flows.Neutral {
		t.Errorf("the review shows %q", row.Value.In(api.English))
	}
}

func TestBackGoesThroughEveryPageWithoutLoss(t *testing.T) {
	c := newClerk(t)
	c.review()
	var ids []string
	for c.flow.Back() {
		ids = append(ids, strings.TrimPrefix(c.flow.Page().ID, "application."))
	}
	if got := strings.Join(ids, " "); got != "terms protection insurance-terms insurance fees security identity home contact who" {
		t.Errorf("back goes by %s", got)
	}
	for range ids {
		if move := c.enter(); move.Refused {
			t.Fatalf("%s lost something", c.flow.Page().ID)
		}
	}
	c.at("review")
	if len(c.server.asked) != 1 {
		t.Errorf("the terms were asked for %d times", len(c.server.asked))
	}
}

func TestBackFromAPageThatIsNotFilledInAccusesNobody(t *testing.T) {
	c := newClerk(t)
	c.next(who...)
	c.flow.Back()
	c.enter()
	c.at("contact")
	if c.form().Problem(c.field(keyEmail)) != nil {
		t.Error("a field that was never filled in is marked as wrong")
	}
}

func TestStagesFollowTheWay(t *testing.T) {
	c := newClerk(t)
	states := func() string {
		var b strings.Builder
		for _, s := range c.flow.Stages() {
			b.WriteString([]string{".", "*", "+"}[s.State])
		}
		return b.String()
	}
	var seen []string
	note := func() { seen = append(seen, states()) }
	note()
	c.next(who...)
	note()
	c.next(contact...)
	c.next(home...)
	c.next(identity...)
	c.next(security...)
	note()
	c.texts()
	note()
	c.edit(msgCity)
	note()
	c.enter()
	c.enter()
	note()
	if got := strings.Join(seen, " "); got != "*........ +*....... +++++*... +++++++*. +*+++++.. ++++++++*" {
		t.Errorf("the stages are %s", got)
	}
}

func TestWithoutListsThePageSaysSoAndTriesAgain(t *testing.T) {
	c := newClerk(t)
	kept := catalogues()
	clear(c.lists)
	c.start()
	c.at("no-lists")
	c.refresh = func() error { return &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever} }
	c.enter()
	c.at("no-lists")
	if c.notice().Next.Empty() || c.refreshed != 1 {
		t.Errorf("asked %d times, notice %v", c.refreshed, c.notice())
	}
	if c.flow.Dirty() || c.flow.Back() {
		t.Error("there is nothing to lose, and nothing before")
	}
	c.refresh = func() error { c.lists[api.French] = kept[api.French]; return nil }
	c.enter()
	c.at("who")
	if o := c.field(keySalutation).Options[0]; o.Label.In(api.English) != "Mme" {
		t.Errorf("the only language there is reads %q", o.Label.In(api.English))
	}
	if c.flow.Page().Notice != nil {
		t.Error("the notice stays")
	}
}

func TestAnOldServersListsDoNotSuffice(t *testing.T) {
	c := newClerk(t)
	c.lists[api.English].Partial = true
	c.at("partial")
	c.flow.Answer(flows.Answer{Action: "unknown"})
	c.refresh = func() error { c.lists[api.English].Partial = false; return nil }
	c.enter()
	c.at("who")
	if c.refreshed != 1 {
		t.Errorf("asked %d times", c.refreshed)
	}
}

func TestANoticeGoesWithTheNextStep(t *testing.T) {
	for name, step := range map[string]func(*clerk){
		"back":    func(c *clerk) { c.flow.Back() },
		"forward": func(c *clerk) { c.server.termsErr = nil; c.enter() },
		"refused": func(c *clerk) { c.next(keyInsurance, "") },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			c.forms()
			c.enter()
			c.enter()
			c.enter()
			c.server.termsErr = &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 500}
			c.next(keyInsurance, form.No)
			if c.flow.Page().Notice == nil {
				t.Fatal("there is no notice")
			}
			step(c)
			if c.flow.Page().Notice != nil {
				t.Error("the notice stays")
			}
		})
	}
}
