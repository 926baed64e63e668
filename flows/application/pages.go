package application

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// page is one page of the application: a step that asks, or that shows a text to be read.
type page = talk.Name

// The pages in their order.
const (
	pageWho            page = "who"
	pageContact        page = "contact"
	pageHome           page = "home"
	pageIdentity       page = "identity"
	pageSecurity       page = "security"
	pageQuebec         page = "qcpa"
	pageFees           page = "fees"
	pageInsurance      page = "insurance"
	pageInsuranceTerms page = "insurance-terms"
	pageProtection     page = "protection"
	pageTerms          page = "terms"
	pageReview         page = "review"
	pageDecision       page = "decision"
)

// described holds the facts of a page.
type described struct {
	page         page
	stage        lang.Text // empty: it belongs to the stage before it
	title, intro lang.Text
	reads        bool // it is a text, read to its end
}

// about are the pages that ask or show a text, in their order.
var about = []described{
	{pageWho, msgWho, msgWho, msgWhoIntro, false},
	{pageContact, msgContact, msgContact, lang.Text{}, false},
	{pageHome, msgHome, msgHome, lang.Text{}, false},
	{pageIdentity, msgIdentity, msgIdentity, msgIdentityIntro, false},
	{pageSecurity, msgSecurity, msgSecurity, msgSecurityIntro, false},
	{pageQuebec, msgDisclosures, msgQuebec, lang.Text{}, true},
	{pageFees, lang.Text{}, msgFees, lang.Text{}, true},
	{pageInsurance, lang.Text{}, msgInsurance, lang.Text{}, true},
	{pageInsuranceTerms, lang.Text{}, msgInsuranceTerms, lang.Text{}, true},
	{pageProtection, lang.Text{}, msgProtection, lang.Text{}, false},
	{pageTerms, msgTerms, msgTerms, lang.Text{}, true},
}

// way are the steps of an application.
func (f *Flow) way() []talk.Step {
	var steps []talk.Step
	for _, d := range about {
		step := talk.Step{
			At: d.page, Stage: d.stage, Page: func() flows.Page { return f.askPage(d) },
			Answer: func(flows.Answer) flows.Move { return f.asked(d) }, Absent: func() bool { return f.absent(d) },
		}
		if d.reads {
			step.Page = func() flows.Page { return f.readPage(d) }
		}
		steps = append(steps, step)
	}
	return append(steps,
		talk.Step{At: pageReview, Stage: msgReview, Page: f.reviewPage, Answer: f.reviewAnswered},
		talk.Step{At: pageDecision, Stage: msgDecision, Page: f.decisionPage, Answer: f.afterDecision, Sealed: true},
	)
}

// quebec is the province whose residents are shown qcpa_disclosure (docs/contract.md §5, SEEN).
const quebec = api.Quebec

// absent reports whether a page is not one of this application, as its answers are now. A disclosure that the catalogue
// has no text for is left out.
func (f *Flow) absent(d described) bool {
	return d.page == pageQuebec && f.draft.Value(keyProvince) != quebec ||
		d.reads && d.page != pageTerms && f.textFor(d.page, f.Language) == ""
}

// pages are those of this application, as its answers are now, without the review.
func (f *Flow) pages() []described {
	var pages []described
	for _, d := range about {
		if !f.absent(d) {
			pages = append(pages, d)
		}
	}
	return pages
}
