package application

// This file is for an application whose answer was lost: no query lists applications, but the
// customer of one that was approved can be found, and the server opens no second account for a customer.

import (
	"context"
	"sync"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/form"
)

// actionSendAgain sends an application again whose answer was lost, once the customer was looked for in vain. Enter only
// looks: a second application is one more inquiry into the customer's credit.
const actionSendAgain = "send_again"

// Codes of outcomes that the first answer did not give.
const (
	codeExists      = "customer_already_exists"  // the second sending was refused: the first arrived
	codeCreateError = "application_create_error" // a third party timed out: unknown for the account
	codeSuperseded  = "superseded"               // the second sending was approved: the first opened no account
)

// sending is one application on its way. It remembers its intent, which is in doubt also where
// the task was left behind. Its methods are called from the task's goroutine and the player's.
type sending struct {
	private.Data

	flows.Recorder
	query api.SearchQuery
	lost  func(flows.IntentID, api.SearchQuery) // may be nil
	mu    sync.Mutex
	id    flows.IntentID
	since time.Time
}

// Intend records the intent, and remembers it.
func (s *sending) Intend(ctx context.Context, in flows.Intent) (flows.IntentID, error) {
	id, err := s.Recorder.Intend(ctx, in)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.id = id
	return id, err
}

// Conclude records the outcome. If the answer was lost, the console first hears whom to look for, also where
// nobody waits for this sending any more.
func (s *sending) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	if outcome.Result.Open() && s.lost != nil {
		s.lost(id, s.query)
	}
	return s.Recorder.Conclude(ctx, id, outcome)
}

func (s *sending) intent() flows.IntentID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.id
}

// settleLost records what a later answer says of the sendings whose own were lost. A failure to
// record leaves them in doubt, where a manager finds them.
func (f *Flow) settleLost(ctx context.Context, outcome flows.Outcome) {
	for _, s := range f.inDoubt {
		if id := s.intent(); id != "" {
			_ = f.deps.Recorder.Conclude(context.WithoutCancel(ctx), id, outcome)
		}
	}
}

// decidedBy returns the outcome of an earlier sending by the answer to a later one: an approval says that that one opened no account,
// a customer who exists that it did. A second one that is pending or declined says nothing: the first may be, too.
func decidedBy(decision api.Decision, err error) (flows.Outcome, bool) {
	switch {
	case err == nil && decision.Status == api.Approved:
		return flows.Outcome{Result: flows.ResultNotDone, Code: codeSuperseded, Source: flows.FromServer}, true
	case flows.FailureCode(err) == codeExists:
		return flows.Outcome{Result: flows.ResultDone, Code: codeExists, Source: flows.FromServer}, true
	}
	return flows.Outcome{}, false
}

// find looks for the customer by what was sent.
func (f *Flow) find() flows.Move {
	return flows.Move{Task: f.findTask()}
}

// sought returns the customer to look for: the one as the application was sent last, whatever was typed since.
func (f *Flow) sought() api.SearchQuery {
	if n := len(f.inDoubt); n > 0 {
		return f.inDoubt[n-1].query
	}
	return f.customer()
}

// customer returns the query that finds the customer, once the application has opened an account.
func (f *Flow) customer() api.SearchQuery {
	values := f.values()
	return api.SearchQuery{
		FirstName: values[keyFirst], LastName: values[keyLast], BirthDate: values[keyBirth], PostalCode: form.CompactPostal(values[keyPostal]),
	}
}

// Learned shows the account that the console has found.
func (f *Flow) Learned(id flows.IntentID) *flows.Task {
	for _, s := range f.inDoubt {
		if f.decision == nil && s.intent() == id {
			return f.findTask()
		}
	}
	return nil
}

func (f *Flow) findTask() *flows.Task {
	call, first, query := f.Call(), f.firstLost, f.sought()
	return &flows.Task{Doing: msgFinding, Run: func(ctx context.Context) func() flows.Move {
		list, err := f.client.Search(ctx, call, query)
		opened := doubt.OpenedSince(list, first)
		if opened != nil {
			f.settleLost(ctx, flows.Outcome{Result: flows.ResultDone, Decision: string(api.Approved), Source: flows.FromServer})
		}
		return func() flows.Move { return f.foundOut(opened, err) }
	}}
}

func (f *Flow) foundOut(opened *api.Customer, err error) flows.Move {
	switch {
	case opened != nil:
		f.lost, f.inDoubt = false, nil
		f.Notice = &flows.Notice{Tone: flows.Good, What: msgFoundAccount, Next: msgFoundAccountNext, Ref: f.Reference()}
		return f.decided(api.Decision{
			Status: api.Approved, CustomerID: opened.CustomerID, AccountNumber: opened.AccountNumber,
			CreditLimit: opened.CreditLimit, AvailableCredit: opened.AvailableCredit,
			RiskRating: opened.RiskRating, Category: api.CategoryOf(opened.RiskRating), CardEndingIn: opened.CardEndingIn,
		})
	case err != nil && flows.FailureCode(err) != "not_found":
		f.Notice = flows.Explain(err, msgFinding, false)
	default:
		f.lookedFor = true
		f.Notice = &flows.Notice{Tone: flows.Careful, What: msgNoAccountYet, Next: msgNoAccountNext, Ref: f.Reference()}
	}
	return flows.Move{}
}
