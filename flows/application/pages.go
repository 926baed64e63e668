package application

import (
	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// page is one page of the application.
type page int

// The pages in their order; the decision comes after the last.
const (
	pageWho page = iota
	pageContact
	pageHome
	pageIdentity
	pageSecurity
	pageQuebec
	pageFees
	pageInsurance
	pageInsuranceTerms
	pageProtection
	pageTerms
	pageReview
)

// about is what is known of each page.
var about = map[page]struct {
	id           string
	title, intro lang.Text
	stage        int
}{
	pageWho:            {"application.who", msgWho, msgWhoIntro, 0},
	pageContact:        {"application.contact", msgContact, lang.Text{}, 1},
	pageHome:           {"application.home", msgHome, lang.Text{}, 2},
	pageIdentity:       {"application.identity", msgIdentity, msgIdentityIntro, 3},
	pageSecurity:       {"application.security", msgSecurity, msgSecurityIntro, 4},
	pageQuebec:         {"application.qcpa", msgQuebec, lang.Text{}, 5},
	pageFees:           {"application.fees", msgFees, lang.Text{}, 5},
	pageInsurance:      {"application.insurance", msgInsurance, lang.Text{}, 5},
	pageInsuranceTerms: {"application.insurance-terms", msgInsuranceTerms, lang.Text{}, 5},
	pageProtection:     {"application.protection", msgProtection, lang.Text{}, 5},
	pageTerms:          {"application.terms", msgTerms, lang.Text{}, 6},
	pageReview:         {"application.review", msgReview, msgReviewIntro, 7},
}

// stageTitles name the steps beside the page.
var stageTitles = []lang.Text{
	msgWho, msgContact, msgHome, msgIdentity, msgSecurity, msgDisclosures, msgTerms, msgReview, msgDecision,
}

func (p page) id() string       { return about[p].id }
func (p page) title() lang.Text { return about[p].title }
func (p page) intro() lang.Text { return about[p].intro }

// reads is true for pages that are read to their end.
func (p page) reads() bool {
	switch p {
	case pageQuebec, pageFees, pageInsurance, pageInsuranceTerms, pageTerms:
		return true
	}
	return false
}

// quebec is the province whose residents are shown qcpa_disclosure (CONTRACT §5, SEEN).
const quebec = api.Quebec

// pages are those of this application, as its answers are now. A disclosure that the catalogue
// has no text for is left out.
func (f *Flow) pages() []page {
	var pages []page
	for p := pageWho; p <= pageReview; p++ {
		switch {
		case p == pageQuebec && f.draft.Value(keyProvince) != quebec:
		case p.reads() && p != pageTerms && f.textFor(p, f.language) == "":
		default:
			pages = append(pages, p)
		}
	}
	return pages
}

// Stages are the steps of the way.
func (f *Flow) Stages() []flows.Stage {
	here := about[f.at].stage
	if f.decision != nil {
		here = len(stageTitles) - 1
	}
	stages := make([]flows.Stage, len(stageTitles))
	for i, title := range stageTitles {
		stages[i].Title = title
		switch {
		case i == here:
			stages[i].State = flows.Here
		case i < here || f.returning && i < about[pageReview].stage:
			stages[i].State = flows.Done
		}
	}
	return stages
}
