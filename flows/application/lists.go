package application

import (
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// lists are the catalogue in the clerk's language and in the other.
type lists struct{ here, there *api.Catalogue }

// lists gives the catalogue as it is known now. Where only one language is known, it serves
// for both.
func (f *Flow) lists() lists {
	l := lists{f.Counter.Lists.Catalogue(f.Language), f.Counter.Lists.Catalogue(otherThan(f.Language))}
	if l.here == nil {
		l.here = l.there
	}
	if l.there == nil {
		l.there = l.here
	}
	return l
}

func (l lists) none() bool    { return l.here == nil }
func (l lists) partial() bool { return l.here != nil && l.here.Partial }

// options are the options of a list in the server's order, each with its label in both languages. They are asked for on
// every key, and kept as long as the lists and the language stay.
func (f *Flow) options(of func(*api.Catalogue) []api.Option) []form.Option {
	l := f.lists()
	if l.none() {
		return nil
	}
	listed, others := of(l.here), of(l.there)
	if len(listed) == 0 {
		return []form.Option{}
	}
	key := paired{&listed[0], len(listed), nil, len(others), f.Language}
	if len(others) > 0 {
		key.there = &others[0]
	}
	if f.paired == nil || len(f.paired) > mostPaired {
		f.paired = map[paired][]form.Option{}
	}
	options, kept := f.paired[key]
	if !kept {
		options = f.pairs(listed, others)
		f.paired[key] = options
	}
	return slices.Clip(options)
}

// paired names two lists, and the language of the first.
type paired struct {
	here     *api.Option
	ours     int
	there    *api.Option
	theirs   int
	language api.Language
}

// mostPaired is the most lists that are kept: more than a catalogue has, in both languages.
const mostPaired = 100

// pairs puts the labels of two lists together.
func (f *Flow) pairs(listed, others []api.Option) []form.Option {
	labels := make(map[string]string, len(others))
	for _, other := range slices.Backward(others) { // the first of a code counts
		labels[other.Code] = other.Label
	}
	options := make([]form.Option, len(listed))
	for i, option := range listed {
		other, ok := labels[option.Code]
		if !ok {
			other = option.Label
		}
		options[i] = form.Option{Code: option.Code, Label: f.pair(option.Label, other)}
	}
	return options
}

// pair is a text in the clerk's language and in the other.
func (f *Flow) pair(here, there string) lang.Text {
	if f.Language == api.French {
		return lang.Of(there, here)
	}
	return lang.Of(here, there)
}

// disclosure is the text of a page that is read, in a language.
func (f *Flow) disclosure(p page, language api.Language) string {
	if p == pageTerms {
		return f.terms[language].Text
	}
	l := f.lists()
	catalogue := l.here
	if language != f.Language {
		catalogue = l.there
	}
	if catalogue == nil {
		return ""
	}
	switch p {
	case pageQuebec:
		return catalogue.QCPADisclosure
	case pageFees:
		return catalogue.AnnualFees
	case pageInsurance:
		return catalogue.Insurance
	case pageInsuranceTerms:
		return catalogue.InsuranceTC
	}
	return ""
}

// readPage shows a disclosure, or the terms to agree to.
func (f *Flow) readPage(d described) flows.Page {
	read := &flows.Read{Text: lang.Of(f.textFor(d.page, api.English), f.textFor(d.page, api.French))}
	if d.page == pageTerms {
		english, french := f.termsFor(api.English), f.termsFor(api.French)
		read.Heading = lang.Join(" - ", lang.Of(english.Title, french.Title), lang.Of(english.Version, french.Version))
		read.Agreement = msgAgree
	}
	return flows.Page{
		ID: "application." + string(d.page), Title: d.title, Intro: d.intro, Body: read, Forward: msgContinue,
	}
}

// textFor is the text of a page in a language, or in the other one where that is all there is.
func (f *Flow) textFor(p page, language api.Language) string {
	if text := f.disclosure(p, language); text != "" {
		return text
	}
	return f.disclosure(p, otherThan(language))
}

// termsFor are the terms in a language, or in the other one where they are all there are.
func (f *Flow) termsFor(language api.Language) api.Terms {
	if terms := f.terms[language]; terms.Text != "" {
		return terms
	}
	return f.terms[otherThan(language)]
}

// read reports whether the text of a page was read, as it stands now: one that the server has changed
// since is to be read again.
func (f *Flow) read(p page) bool {
	seen := f.seen[p]
	return seen != "" && (seen == f.disclosure(p, api.English) || seen == f.disclosure(p, api.French))
}

func otherThan(language api.Language) api.Language {
	if language == api.French {
		return api.English
	}
	return api.French
}

// noListsPage says that there are no lists to choose from yet.
func (f *Flow) noListsPage() flows.Page {
	return flows.Page{
		ID: "application.no-lists", Title: msgTitle, Notice: f.Notice, Forward: msgTryAgain,
		Body: &flows.Report{Tone: flows.Careful, Headline: msgNoLists, Text: msgNoListsNext},
	}
}

// partialPage says that this server's lists do not suffice for an application.
func (f *Flow) partialPage() flows.Page {
	return flows.Page{
		ID: "application.partial", Title: msgTitle, Notice: f.Notice, Forward: msgTryAgain,
		Body: &flows.Report{Tone: flows.Careful, Headline: msgPartial, Text: msgPartialNext},
	}
}
