package application

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// stations plays an application to its review and gives the pages it came by.
func stations(c *clerk) string {
	c.t.Helper()
	var ids []string
	for range 20 {
		page := c.flow.Page()
		ids = append(ids, strings.TrimPrefix(page.ID, "application."))
		switch page.Body.(type) {
		case *flows.Review:
			return strings.Join(ids, " ")
		case *flows.Ask:
			for key, value := range map[string][]string{"who": who, "contact": contact, "home": home, "identity": identity, "security": security} {
				if ids[len(ids)-1] == key {
					c.fill(value...)
				}
			}
			if ids[len(ids)-1] == "protection" {
				c.fill(keyInsurance, form.No)
			}
		}
		c.enter()
	}
	c.t.Fatalf("no review after %v", ids)
	return ""
}

func TestResidentsOfQuebecReadTheirDisclosure(t *testing.T) {
	const others = "who contact home identity security fees insurance insurance-terms protection terms review"
	c := newClerk(t)
	if got := stations(c); got != others {
		t.Errorf("in Ontario the way is %s", got)
	}
	c.edit(msgProvince)
	c.next(keyProvince, "QC", keyPostal, "H2X 1Y4")
	c.at("review")
	if row, _ := c.row(msgQuebec); row.Tone != flows.Bad || row.Value != msgNotRead {
		t.Error("the disclosure for Quebec is not marked as unread")
	}
	c.enter()
	c.at("qcpa")
	if got := c.flow.Page().Body.(*flows.Read).Text; got != lang.Of("Quebec text", "Texte du Québec") {
		t.Errorf("reads %v", got)
	}
	if len(c.server.sent) > 0 {
		t.Fatal("was sent without it")
	}
	c.enter()
	c.at("review")
	if row, _ := c.row(msgQuebec); row.Tone != flows.Neutral || row.Value != msgRead {
		t.Error("the disclosure for Quebec is not marked as read")
	}
	c.enter()
	c.at("decision")
}

func TestEveryTextIsOnTheWayWithItsWords(t *testing.T) {
	c := newClerk(t)
	c.forms()
	for _, want := range []struct {
		page string
		text lang.Text
	}{
		{"fees", lang.Of("Fees text", "Texte des frais")},
		{"insurance", lang.Of("Insurance text", "Texte d'assurance")},
		{"insurance-terms", lang.Of("Insurance conditions", "Conditions d'assurance")},
	} {
		c.at(want.page)
		read := c.flow.Page().Body.(*flows.Read)
		if read.Text != want.text || !read.Agreement.Empty() {
			t.Errorf("%s shows %v", want.page, read)
		}
		c.enter()
	}
	c.next(keyInsurance, form.No)
	read := c.flow.Page().Body.(*flows.Read)
	if read.Text.In(api.English) != "Terms text" || read.Agreement != msgAgree {
		t.Errorf("the terms show %v", read)
	}
	wants(t, read.Heading.In(api.English), "Agreement", "2026-01")
}

func TestATextThatTheServerHasNotIsLeftOut(t *testing.T) {
	c := newClerk(t)
	for _, catalogue := range c.lists {
		catalogue.InsuranceTC = ""
	}
	c.lists[api.English].AnnualFees = "" // there in French only
	if got := stations(c); strings.Contains(got, "insurance-terms") || !strings.Contains(got, "fees") {
		t.Errorf("the way is %s", got)
	}
	c.edit(msgFees)
	if got := c.flow.Page().Body.(*flows.Read).Text.In(api.English); got != "Texte des frais" {
		t.Errorf("the only text there is reads %q", got)
	}
}

func TestATextThatChangedIsReadAgain(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.lists[api.English].AnnualFees = "Other fees"
	c.lists[api.French].AnnualFees = "Autres frais"
	if row, _ := c.row(msgFees); row.Tone != flows.Bad {
		t.Error("a text that nobody has read counts as read")
	}
	c.enter()
	c.at("fees")
	c.enter()
	c.enter()
	c.at("decision")
}

func TestTheProtectionIsAChoiceThatMustBeMade(t *testing.T) {
	c := newClerk(t)
	c.forms()
	c.enter()
	c.enter()
	c.enter()
	c.at("protection")
	if move := c.enter(); !move.Refused {
		t.Error("goes on without a choice")
	}
	c.next(keyInsurance, form.No)
	c.enter()
	c.enter()
	if c.last().Insurance {
		t.Error("no was sent as yes")
	}
}

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

func TestATextThatVanishesWhileItIsReadDoesNotHoldTheClerk(t *testing.T) {
	c := newClerk(t)
	c.forms()
	c.enter()
	c.at("insurance")
	for _, catalogue := range c.lists {
		catalogue.Insurance = ""
	}
	c.enter()
	c.at("insurance-terms")
	c.flow.Back()
	c.at("fees")
}

func TestTheTermsComeInTheOtherLanguage(t *testing.T) {
	c := newClerk(t)
	c.forms()
	c.enter()
	c.enter()
	c.enter()
	c.next(keyInsurance, form.No)
	c.at("terms")
	c.play(flows.Move{Task: c.flow.Speak(api.French)})
	if got := c.flow.Page().Body.(*flows.Read).Text.In(api.French); got != "Texte des conditions" {
		t.Errorf("in French the terms read %q", got)
	}
	if last := c.server.asked[len(c.server.asked)-1]; last.Language != api.French || last.Reference != c.flow.Reference() {
		t.Errorf("asked with %+v", last)
	}
	if c.flow.Speak(api.English) != nil {
		t.Error("terms that are here are asked for again")
	}
	c.enter()
	c.at("review")
	if c.flow.Speak(api.French) != nil {
		t.Error("terms that were agreed to are asked for again")
	}
	if row, _ := c.row(msgTerms); row.Value != msgAgreed {
		t.Error("what was agreed to in English is forgotten in French")
	}
}

func TestTermsThatDoNotComeInTheOtherLanguageAreReadAsTheyAre(t *testing.T) {
	c := newClerk(t)
	c.forms()
	c.enter()
	c.enter()
	c.enter()
	c.next(keyInsurance, form.No)
	c.server.termsErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	c.play(flows.Move{Task: c.flow.Speak(api.French)})
	read := c.flow.Page().Body.(*flows.Read)
	if read.Text.In(api.French) != "Terms text" || read.Heading.In(api.French) != "Agreement - 2026-01" {
		t.Errorf("in French the terms read %q, %q", read.Heading.In(api.French), read.Text.In(api.French))
	}
	if c.notice().Next.Empty() {
		t.Error("nothing is said of it")
	}
	c.enter()
	c.at("review")
	if row, _ := c.row(msgTerms); row.Value != msgAgreed {
		t.Error("what was read does not count")
	}
}

func TestTermsThatDoNotComeKeepTheClerkWhereTheyAre(t *testing.T) {
	c := newClerk(t)
	c.forms()
	c.enter()
	c.enter()
	c.enter()
	c.server.termsErr = &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 504, Code: "GATEWAY_TIMEOUT", Message: "Too slow"}
	c.next(keyInsurance, form.No)
	c.at("protection")
	if n := c.notice(); n.Server != "Too slow" || n.Next.Empty() {
		t.Errorf("notice %v", n)
	}
	c.server.termsErr = nil
	c.enter()
	c.at("terms")
	c.enter()
	c.at("review")

	// From the review in the other language, the same.
	c.flow.Speak(api.French)
	c.server.termsErr = &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever}
	c.edit(msgTerms)
	c.at("review")
	if c.flow.Back(); c.flow.Page().ID != "application.terms" {
		t.Errorf("back goes to %s", c.flow.Page().ID)
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

func TestATextInOneLanguageOnlyIsUnreadUntilItIsRead(t *testing.T) {
	c := newClerk(t)
	c.lists[api.French].QCPADisclosure = ""
	c.review()
	c.edit(msgProvince)
	c.next(keyProvince, "QC", keyPostal, "H2X 1Y4")
	if row, _ := c.row(msgQuebec); row.Value != msgNotRead {
		t.Error("what nobody has read counts as read")
	}
}

func TestTheTermsAreAskedForOnlyWhereTheyAreShown(t *testing.T) {
	c := newClerk(t)
	if c.flow.Speak(api.French) != nil {
		t.Error("are asked for on the first page")
	}
	c.flow.Speak(api.English)
	c.review()
	c.enter()
	c.at("decision")
	if c.flow.Speak(api.French) != nil {
		t.Error("are asked for after the decision")
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
