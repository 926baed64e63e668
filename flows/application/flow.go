// Package application takes a customer's credit application: from who they are to the decision,
// and on to a purchase.
package application

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Client makes the calls of an application.
type Client interface {
	Terms(context.Context, api.Call) (api.Terms, error)
	Apply(context.Context, api.Call, api.Application) (api.Decision, error)
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
}

// Deps are the parts that an application gets from the console it is played in.
type Deps struct {
	// Recorder records that an application was sent, and what came of it.
	Recorder flows.Recorder
	// Lost gets the customer to look for if the answer to an application was lost; nil if nobody looks.
	Lost func(flows.IntentID, api.SearchQuery)
	// Refresh asks the server for the lists again, where there are none yet.
	Refresh func(context.Context) error
	// Purchase makes the purchase that an approval goes on to: with the account of the
	// decision, and the application's request id and reference id.
	Purchase func(decision api.Decision, requestID string, reference api.ReferenceID) flows.Flow
}

// Flow is one application. It holds every answer until the decision.
type Flow struct {
	talk.Talk

	client    Client
	deps      Deps
	requestID string

	draft   *form.Draft
	initial form.Values
	focus   string // the field that the page starts at
	// seen are the texts that were read to their end, as they were then.
	seen   map[page]string
	terms  map[api.Language]api.Terms
	paired map[paired][]form.Option // options of lists, in both languages
	// complaints are the server's, by field, about the value it had; refused are all values then.
	complaints map[string]complaint
	refused    form.Values
	// underWay says that the application was handed out to be sent and nothing has come of it: while
	// the task runs, and where the player left it behind.
	underWay bool
	// lost says that an answer to the application was lost: the server may have it.
	lost bool
	// lookedFor says that the customer was looked for since, and not found: then it may be sent again.
	lookedFor bool
	decision  *api.Decision
	// sent is the sending under way; inDoubt are those whose answer was lost, the first at
	// firstLost.
	sent      *sending
	inDoubt   []*sending
	firstLost time.Time
}

type complaint struct {
	value string
	text  lang.Text
}

// New is an application at its first page.
func New(counter *flows.Counter, client Client, deps Deps) *Flow {
	initial := form.Values{keyLanguage: counter.Language.Locale(), keyAccountType: typeConsumer}
	f := &Flow{
		Talk: talk.New(counter, deps.Recorder, counter.NewID()), client: client, deps: deps, requestID: string(counter.NewID()),
		draft: form.NewDraft(initial), initial: initial,
		seen: map[page]string{}, terms: map[api.Language]api.Terms{}, complaints: map[string]complaint{},
	}
	f.Way(f.way()...)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether answers would be lost: from the first one typed to the decision.
func (f *Flow) Dirty() bool {
	if f.decision != nil {
		return false
	}
	for _, d := range f.pages() {
		for _, field := range f.fields(d.page, f.draft.Value) {
			if value := f.draft.Value(field.Key); value != f.initial[field.Key] && value != f.alone(field) {
				return true
			}
		}
	}
	return false
}

// alone is the value that a field takes by itself: its only option.
func (f *Flow) alone(field form.Field) string {
	if field.Required && len(field.Options) == 1 {
		return field.Options[0].Code
	}
	return ""
}

// Page returns the page that the application is at. Without the lists that its fields choose from there is nothing to ask.
func (f *Flow) Page() flows.Page {
	lists := f.lists()
	switch {
	case f.decision != nil:
	case lists.none():
		return f.noListsPage()
	case lists.partial():
		return f.partialPage()
	}
	return f.Talk.Page()
}

func (f *Flow) askPage(d described) flows.Page {
	return flows.Page{
		ID: "application." + string(d.page), Title: d.title, Intro: d.intro,
		Body: &flows.Ask{Form: f.form(d.page), Focus: f.focus}, Forward: msgContinue,
	}
}

// form is the form of a page.
func (f *Flow) form(p page) *form.Form {
	return form.New(f.draft, func(v form.Values) []form.Field {
		return f.fields(p, func(key string) string { return v[key] })
	})
}

// Answer takes what the clerk did on the page.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	lists := f.lists()
	switch {
	case f.decision != nil:
	case answer.Action != "" && (f.At() != pageReview || lists.none() || lists.partial()):
		return flows.Move{}
	case lists.none(), lists.partial():
		f.Notice = nil
		return f.fetchLists()
	}
	return f.Talk.Answer(answer)
}

// asked goes on from a page whose answers are there, or whose text was read: to the next page, or back to the review that it was
// opened from.
func (f *Flow) asked(d described) flows.Move {
	if d.reads {
		f.seen[d.page] = f.textFor(d.page, f.Language)
	} else if form.Stops(f.form(d.page).Finish()) {
		return flows.Move{Refused: true}
	}
	f.focus = ""
	if f.Above(pageReview) {
		f.Talk.Back()
		return flows.Move{}
	}
	return f.open(place{page: f.Following()})
}

// open goes to a place, from which Back leads here; the terms are fetched first.
func (f *Flow) open(to place) flows.Move {
	if to.page == pageTerms && f.terms[f.Language].Text == "" {
		return flows.Move{Task: f.fetchTerms(func() { f.enter(to) })}
	}
	return f.enter(to)
}

func (f *Flow) enter(to place) flows.Move {
	f.focus = to.field
	return f.Forward(to.page)
}

// Back goes to the page before, or to the review that this page was opened from. What was typed is left: the review shows it as
// it was understood.
func (f *Flow) Back() bool {
	at := f.At()
	if !f.Talk.Back() {
		return false
	}
	f.leaveTyped(at)
	f.focus = ""
	return true
}

// leaveTyped leaves the fields of a page that something was typed in.
func (f *Flow) leaveTyped(of page) {
	page := f.form(of)
	for _, field := range page.Fields() {
		if page.Value(field.Key) != "" {
			page.Leave(field.Key)
		}
	}
}

// Speak sets the language of the server's texts. The terms come again where they are on the
// screen, so that what is agreed to is what was read.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.Language = language
	if f.At() == pageTerms && f.terms[language].Text == "" {
		return f.fetchTerms(func() {})
	}
	return nil
}

// fetchTerms asks for the terms in the language now; arrived happens once they are there.
func (f *Flow) fetchTerms(arrived func()) *flows.Task {
	call := f.Call()
	return &flows.Task{Doing: msgFetchingTerms, Run: func(ctx context.Context) func() flows.Move {
		terms, err := f.client.Terms(ctx, call)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgFetchingTerms, false)
				return flows.Move{}
			}
			f.terms[call.Language] = terms
			arrived()
			return flows.Move{}
		}
	}}
}

// fetchLists asks for the catalogue again.
func (f *Flow) fetchLists() flows.Move {
	return flows.Move{Task: &flows.Task{Doing: msgFetchingLists, Run: func(ctx context.Context) func() flows.Move {
		err := f.deps.Refresh(ctx)
		return func() flows.Move {
			f.Notice = flows.Explain(err, msgFetchingLists, false)
			return flows.Move{}
		}
	}}}
}
