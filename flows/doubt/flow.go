package doubt

import (
	"context"
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Directory finds customers: what an application in doubt is looked for with (docs/contract.md §4).
type Directory interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
}

// List returns what is in doubt now, from memory.
type List interface{ InDoubt() []flows.Doubt }

// Deps are the dependencies of the conversation about doubts.
type Deps struct {
	Resolver  *Resolver
	List      List
	Directory Directory
	// OpenSale shows a sale, from which it can be released or returned; nil where there is no such flow.
	OpenSale func(authorization api.ID) flows.Flow
}

// The steps.
const (
	atList      talk.Name = "list"
	atOne       talk.Name = "one"
	atDecide    talk.Name = "decide"
	atConfirm   talk.Name = "confirm"
	atTake      talk.Name = "take"
	atCustomer  talk.Name = "customer"
	atCustomers talk.Name = "customers"
)

// Flow is the conversation about what is in doubt: a list, one of it in full, and what a person
// decides.
type Flow struct {
	talk.Talk
	deps Deps

	selected int
	open     flows.Doubt

	taking    api.Authorization // the server's purchase that the clerk says is the open one
	decision  *form.Draft
	customer  *form.Draft
	customers []api.Customer
}

// New is the list of what is in doubt.
func New(counter *flows.Counter, deps Deps) *Flow {
	f := &Flow{Talk: talk.New(counter, nil, counter.NewID()), deps: deps, decision: form.NewDraft(nil), customer: form.NewDraft(nil)}
	f.Way(
		talk.Step{At: atList, Page: f.listPage, Answer: f.chosen},
		talk.Step{At: atOne, Page: f.onePage, Answer: f.oneAnswered},
		talk.Step{At: atDecide, Page: f.decidePage, Answer: f.decided},
		talk.Step{At: atConfirm, Page: f.confirmPage, Answer: f.confirmed},
		talk.Step{At: atTake, Page: f.takePage, Answer: f.taken},
		talk.Step{At: atCustomer, Page: f.customerPage, Answer: f.customerAsked},
		talk.Step{At: atCustomers, Page: f.customersPage, Answer: f.customerChosen},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether a decision is typed.
func (f *Flow) Dirty() bool { return f.At() == atDecide && !f.decision.Empty() }

func (f *Flow) decided(flows.Answer) flows.Move {
	if form.Stops(f.decisionForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return f.Next()
}

func (f *Flow) confirmed(flows.Answer) flows.Move { return flows.Move{Task: f.decideTask()} }

func (f *Flow) customerAsked(flows.Answer) flows.Move {
	if form.Stops(f.customerForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return flows.Move{Task: f.searchTask()}
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

// news says how the open doubt was settled; nil if this console did not settle it.
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
	f.Repair(atOne)
	switch {
	case err != nil:
		f.Notice = flows.Explain(err, msgAsking, false)
	case news == nil && f.open.Intent.Kind == flows.CloseIntent && f.last().Err == nil:
		f.Notice = &flows.Notice{Tone: flows.Careful, What: f.last().Last.Said, Money: msgStillUnknown, Next: msgLookAgain.With(f.clock(f.deps.Resolver.Final(f.open)))}
	case news == nil && f.last().Err != nil:
		f.Notice = flows.Explain(f.last().Err, msgAsking, false)
		f.Notice.Money = msgStillUnknown
	case news == nil:
		f.Notice = &flows.Notice{Tone: flows.Careful, What: msgStillUnknown, Next: msgGoesOn}
	case news.Outcome.Result.Open():
		f.Notice = &flows.Notice{Tone: flows.Careful, What: news.Finding.Said, Money: msgStillUnknown, Next: msgPersonNext}
	default:
		f.Notice = &flows.Notice{Tone: flows.Good, What: Told(*news), Next: msgSettledNext}
	}
	return flows.Move{}
}

// last returns the progress of asking about the open doubt.
func (f *Flow) last() Progress {
	d, _ := f.current()
	return f.deps.Resolver.Progress(d)
}
