package doubt

import (
	"context"
	"slices"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Directory finds customers: what an application in doubt is looked for with (CONTRACT §4).
type Directory interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
}

// List is what is in doubt now, from memory.
type List interface{ InDoubt() []flows.Doubt }

// Deps are what the conversation about doubts works with.
type Deps struct {
	Resolver  *Resolver
	List      List
	Directory Directory
	// OpenSale shows a sale, from which it can be released or returned; nil where there is no such flow.
	OpenSale func(authorization api.ID) flows.Flow
}

type step int

const (
	atList step = iota
	atOne
	atDecide
	atConfirm
	atTake
	atCustomer
	atCustomers
)

// Flow is the conversation about what is in doubt: a list, one of it in full, and what a person
// decides.
type Flow struct {
	private.Data

	counter   *flows.Counter
	deps      Deps
	reference api.ReferenceID
	language  api.Language

	step     step
	selected int
	open     flows.Doubt
	notice   *flows.Notice

	taking    api.Authorization // the server's purchase that the clerk says is the open one
	decision  *form.Draft
	customer  *form.Draft
	customers []api.Customer
}

// New is the list of what is in doubt.
func New(counter *flows.Counter, deps Deps) *Flow {
	return &Flow{
		counter: counter, deps: deps, reference: counter.NewID(), language: counter.Language,
		decision: form.NewDraft(nil), customer: form.NewDraft(nil),
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's own x-reference-id; asking about a doubt goes under the doubt's.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Stages are none: it is a list.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is empty.
func (f *Flow) Summary() []flows.Line { return nil }

// Dirty is true while a decision is typed.
func (f *Flow) Dirty() bool { return f.step == atDecide && !f.decision.Empty() }

// Speak sets the language of the server's texts.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	return nil
}

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	pages := map[step]func() flows.Page{
		atList: f.listPage, atOne: f.onePage, atDecide: f.decidePage, atConfirm: f.confirmPage, atTake: f.takePage,
		atCustomer: f.customerPage, atCustomers: f.customersPage,
	}
	page := pages[f.step]()
	page.Notice = f.notice
	return page
}

// Back goes to the page before.
func (f *Flow) Back() bool {
	before := map[step]step{atOne: atList, atDecide: atOne, atConfirm: atDecide, atTake: atOne, atCustomer: atOne, atCustomers: atCustomer}
	to, ok := before[f.step]
	if ok {
		f.step, f.notice = to, nil
	}
	return ok
}

// Answer takes what the clerk did.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	f.notice = nil
	switch f.step {
	case atList:
		return f.chosen(answer.Row)
	case atOne:
		return f.oneAnswered(answer.Action)
	case atDecide:
		if form.Stops(f.decisionForm().Finish()) {
			return flows.Move{Refused: true}
		}
		f.step = atConfirm
	case atConfirm:
		return flows.Move{Task: f.decideTask()}
	case atTake:
		return f.taken()
	case atCustomer:
		if form.Stops(f.customerForm().Finish()) {
			return flows.Move{Refused: true}
		}
		return flows.Move{Task: f.searchTask()}
	case atCustomers:
		return f.customerChosen(answer.Row)
	}
	return flows.Move{}
}

// current is the open doubt as it is now; false where it was settled meanwhile.
func (f *Flow) current() (flows.Doubt, bool) {
	for _, d := range f.deps.List.InDoubt() {
		if d.ID == f.open.ID {
			return d, true
		}
	}
	return f.open, false
}

// news is how the open doubt was settled; nil where this console did not settle it.
func (f *Flow) news() *News {
	settled := f.deps.Resolver.Settled()
	i := slices.IndexFunc(settled, func(n News) bool { return n.Doubt.ID == f.open.ID })
	if i < 0 {
		return nil
	}
	return &settled[i]
}

// told shows what asking or deciding brought.
func (f *Flow) told(news *News, err error) flows.Move {
	f.step = atOne
	switch {
	case err != nil:
		f.notice = flows.Explain(err, msgAsking, false)
	case news == nil && f.open.Intent.Kind == flows.CloseIntent && f.last().Err == nil:
		f.notice = &flows.Notice{Tone: flows.Careful, What: f.last().Last.Said, Money: msgStillUnknown, Next: msgLookAgain.With(f.clock(f.deps.Resolver.Final(f.open)))}
	case news == nil && f.last().Err != nil:
		f.notice = flows.Explain(f.last().Err, msgAsking, false)
		f.notice.Money = msgStillUnknown
	case news == nil:
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgStillUnknown, Next: msgGoesOn}
	case news.Outcome.Result.Open():
		f.notice = &flows.Notice{Tone: flows.Careful, What: news.Finding.Said, Money: msgStillUnknown, Next: msgPersonNext}
	default:
		f.notice = &flows.Notice{Tone: flows.Good, What: Told(*news), Next: msgSettledNext}
	}
	return flows.Move{}
}

// last is how far asking about the open doubt has come.
func (f *Flow) last() Progress {
	d, _ := f.current()
	return f.deps.Resolver.Progress(d)
}
