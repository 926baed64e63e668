package application

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

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
