package doubt

// This file finds out about an application, or the closing of an account, whose answer was lost. No query lists them, and
// the journal keeps neither a customer nor a whole account number: the console that sent it remembers in memory whom to look
// for, until it is settled.

import (
	"context"
	"fmt"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
)

// Customers finds customers and accounts (docs/contract.md §4).
type Customers interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
	Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error)
}

// applicant is the customer to look for.
type applicant struct {
	private.Data

	query  api.SearchQuery
	listed bool // the application is in doubt; before, it is under way
}

// Remember says whom to look for while an application is in doubt. It is kept in memory, as long as that.
func (r *Resolver) Remember(id flows.IntentID, q api.SearchQuery) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.o.Customers != nil {
		r.applicants[id] = &applicant{query: q}
	}
}

// forget drops whom nobody has to look for any more. The caller holds the lock.
func (r *Resolver) forget(open []flows.Doubt) {
	if len(r.applicants) == 0 {
		return
	}
	asked := map[flows.IntentID]bool{}
	for _, d := range open {
		asked[d.ID] = !d.NeedsPerson
		if a := r.applicants[d.ID]; a != nil {
			a.listed = true
		}
	}
	for id, a := range r.applicants {
		if a.listed && !asked[id] {
			delete(r.applicants, id)
		}
	}
}

// Askable reports whether the server can be asked about a doubt: a query tells, and what it takes is known here.
func (r *Resolver) Askable(d flows.Doubt) bool {
	switch d.Intent.Kind {
	case flows.ApplicationIntent:
		_, remembered := r.applicant(d)
		return remembered
	case flows.CloseIntent:
		return d.Intent.Account != "" && r.o.Customers != nil
	}
	return d.Intent.Kind.Queryable()
}

// Asks reports whether the console asks about a doubt by itself.
func (r *Resolver) Asks(d flows.Doubt) bool { return !d.NeedsPerson && r.Askable(d) }

func (r *Resolver) applicant(d flows.Doubt) (api.SearchQuery, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.applicants[d.ID]
	if a == nil {
		return api.SearchQuery{}, false
	}
	return a.query, true
}

// find asks the server once, whatever is in doubt.
func (r *Resolver) find(ctx context.Context, d flows.Doubt, clocks Clocks) (Finding, error) {
	switch {
	case !r.Askable(d):
		return Finding{Verdict: Untold, Said: untoldOf(d.Intent.Kind)}, nil
	case d.Intent.Kind == flows.ApplicationIntent:
		return r.lookForApplicant(ctx, d, clocks)
	case d.Intent.Kind == flows.CloseIntent:
		return r.lookUp(ctx, d, d.Intent.Account)
	}
	return Ask(ctx, r.o.Server, r.o.Ledger, r.language(), d, clocks)
}

func (r *Resolver) lookForApplicant(ctx context.Context, d flows.Doubt, clocks Clocks) (Finding, error) {
	q, _ := r.applicant(d)
	list, err := r.o.Customers.Search(ctx, api.Call{Reference: d.Intent.Flow, Language: r.language()}, q)
	switch {
	case err != nil && !notFound(err):
		return Finding{}, fmt.Errorf("looking for the customer of the application in doubt: %w", err)
	case OpenedSince(list, firstMoment(d, clocks)) != nil:
		return Finding{Verdict: Found, Said: msgOpenedAccount}, nil
	}
	return Finding{Verdict: Unsure, Said: msgNoAccountYet}, nil // it may be pending, or declined: no query tells
}

// lookUp looks an account up whose closing is in doubt. Only one that is open is answered (docs/contract.md §4); one that is not may
// be closed, or blocked: a search shows which.
func (r *Resolver) lookUp(ctx context.Context, d flows.Doubt, number api.ID) (Finding, error) {
	found, err := r.o.Customers.Lookup(ctx, api.Call{Reference: d.Intent.Flow, Language: r.language()}, api.LookupQuery{AccountNumber: string(number)})
	switch code := flows.FailureCode(err); {
	case err == nil && (flows.Intent{Account: number}).CompareAccount(found.AccountNumber) == agrees:
		return Finding{Said: msgStillOpen}, nil
	case err == nil: // the answer does not name the account
		return Finding{Verdict: Unsure, Said: msgMaybeClosed}, nil
	case code == "user_not_able_to_purchase", code == "user_not_active", code == "not_found":
		return Finding{Verdict: Unsure, Said: msgMaybeClosed}, nil
	}
	return Finding{}, fmt.Errorf("looking up the account whose closing is in doubt: %w", err)
}

// OpenedSince is the first account that is open and not older than an application sent at a time; nil where there is none. One
// that was opened on the day of it counts: the server tells the day alone. A date that cannot be read shows nothing.
func OpenedSince(list []api.Customer, sent time.Time) *api.Customer {
	first := min(sent.UTC().Format(time.DateOnly), sent.Format(time.DateOnly))
	for _, c := range list {
		from, to, readable := api.Moment(c.CreationDate)
		if !readable || isClosed(c) {
			continue
		}
		since := !to.Before(sent)
		if wide := to.Sub(from); wide > 24*time.Hour { // a day in any time zone
			since = from.Add(wide/2).Format(time.DateOnly) >= first
		}
		if since {
			return &c
		}
	}
	return nil
}
