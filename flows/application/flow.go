// Package application takes a customer's credit application: from who they are to the decision,
// and on to a purchase.
package application

import (
	"context"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Client is what an application needs of the API.
type Client interface {
	Terms(context.Context, api.Call) (api.Terms, error)
	Apply(context.Context, api.Call, api.Application) (api.Decision, error)
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
}

// Deps is what an application is given by the console it is played in.
type Deps struct {
	// Recorder records that an application was sent, and what came of it.
	Recorder flows.Recorder
	// Lost is told whom to look for where the answer to an application was lost; nil where nobody looks.
	Lost func(flows.IntentID, api.SearchQuery)
	// Refresh asks the server for the lists again, where there are none yet.
	Refresh func(context.Context) error
	// Purchase makes the purchase that an approval goes on to: with the account of the
	// decision, and the application's request id and reference id.
	Purchase func(decision api.Decision, requestID string, reference api.ReferenceID) flows.Flow
}

// Flow is one application. It holds every answer until the decision.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	deps      Deps
	reference api.ReferenceID
	requestID string
	language  api.Language

	draft   *form.Draft
	initial form.Values
	at      page
	// focus is the field that the page starts at; returning says that the page was opened from
	// the review, and goes back there.
	focus     string
	returning bool
	// seen are the texts that were read to their end, as they were then.
	seen   map[page]string
	terms  map[api.Language]api.Terms
	paired map[paired][]form.Option // options of lists, in both languages
	notice *flows.Notice
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
	return &Flow{
		counter: counter, client: client, deps: deps, language: counter.Language,
		reference: counter.NewID(), requestID: string(counter.NewID()),
		draft: form.NewDraft(initial), initial: initial,
		seen: map[page]string{}, terms: map[api.Language]api.Terms{}, complaints: map[string]complaint{},
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

// Dirty is true while answers would be lost: from the first one typed to the decision.
func (f *Flow) Dirty() bool {
	if f.decision != nil {
		return false
	}
	for _, p := range f.pages() {
		for _, field := range f.fields(p, f.draft.Value) {
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

// Page is where the application is.
func (f *Flow) Page() flows.Page {
	if f.decision != nil {
		return f.decisionPage()
	}
	lists := f.lists()
	switch {
	case lists.none():
		return f.noListsPage()
	case lists.partial():
		return f.partialPage()
	}
	switch {
	case f.at == pageReview:
		return f.reviewPage()
	case f.at.reads():
		return f.readPage()
	}
	return flows.Page{
		ID: f.at.id(), Title: f.at.title(), Intro: f.at.intro(), Notice: f.notice,
		Body: &flows.Ask{Form: f.form(f.at), Focus: f.focus}, Forward: msgContinue,
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
	if f.decision != nil {
		return f.afterDecision(answer)
	}
	lists := f.lists()
	listed := !lists.none() && !lists.partial()
	edits := listed && f.at == pageReview && answer.Action == "edit"
	sendsAgain := listed && f.at == pageReview && answer.Action == actionSendAgain && f.lost && f.lookedFor
	if answer.Action != "" && !edits && !sendsAgain {
		return flows.Move{}
	}
	f.notice = nil
	switch {
	case sendsAgain:
		return f.send()
	case !listed:
		return f.fetchLists()
	case edits:
		return f.edit(answer.Row)
	case f.at == pageReview && f.lost && !f.underWay:
		return f.find()
	case f.at == pageReview:
		return f.send()
	case f.at.reads():
		f.seen[f.at] = f.textFor(f.at, f.language)
	default:
		if form.Stops(f.form(f.at).Finish()) {
			return flows.Move{Refused: true}
		}
	}
	return f.forward()
}

// forward goes to the next page, or back to the review that this page was opened from.
func (f *Flow) forward() flows.Move {
	if f.returning {
		return f.open(place{page: pageReview}, false)
	}
	for _, p := range f.pages() {
		if p > f.at {
			return f.open(place{page: p}, false)
		}
	}
	return flows.Move{}
}

// open goes to a place; the terms are fetched first. Returning is true where it is left for the
// review again.
func (f *Flow) open(to place, returning bool) flows.Move {
	if to.page == pageTerms && f.terms[f.language].Text == "" {
		return flows.Move{Task: f.fetchTerms(func() { f.enter(to, returning) })}
	}
	f.enter(to, returning)
	return flows.Move{}
}

func (f *Flow) enter(to place, returning bool) {
	f.at, f.focus, f.returning = to.page, to.field, returning
}

// Back goes to the page before, or to the review that this page was opened from.
func (f *Flow) Back() bool {
	if f.decision != nil {
		return false
	}
	to, returning := f.at, f.returning
	for _, p := range f.pages() {
		if p < f.at {
			to = p
		}
	}
	if returning {
		to = pageReview
	}
	if to == f.at {
		return false
	}
	f.leaveTyped()
	f.notice = nil
	f.enter(place{page: to}, false)
	return true
}

// leaveTyped leaves the fields of the page that something was typed in: the review shows them as
// they were understood.
func (f *Flow) leaveTyped() {
	page := f.form(f.at)
	for _, field := range page.Fields() {
		if page.Value(field.Key) != "" {
			page.Leave(field.Key)
		}
	}
}

// Speak sets the language of the server's texts. The terms come again where they are on the
// screen, so that what is agreed to is what was read.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	if f.at == pageTerms && f.decision == nil && f.terms[language].Text == "" {
		return f.fetchTerms(func() {})
	}
	return nil
}

// fetchTerms asks for the terms in the language now; arrived happens once they are there.
func (f *Flow) fetchTerms(arrived func()) *flows.Task {
	call := f.call()
	return &flows.Task{Doing: msgFetchingTerms, Run: func(ctx context.Context) func() flows.Move {
		terms, err := f.client.Terms(ctx, call)
		return func() flows.Move {
			if err != nil {
				f.notice = flows.Explain(err, msgFetchingTerms, false)
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
			f.notice = flows.Explain(err, msgFetchingLists, false)
			return flows.Move{}
		}
	}}}
}
