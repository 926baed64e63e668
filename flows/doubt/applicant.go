package doubt

// This file finds out about an application whose answer was lost. No query lists applications, and the journal keeps
// nothing of a customer: the console that sent it remembers in memory whom to look for, until it is settled.

import (
	"context"
	"fmt"
	"time"

	"countertop/api"
	"countertop/flows"
)

// Customers finds customers (CONTRACT §4).
type Customers interface {
	Search(context.Context, api.Call, api.SearchQuery) ([]api.Customer, error)
}

// applicant is whom to look for.
type applicant struct {
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

// Askable is true for a doubt that the server can be asked about: a query tells, and what it takes is known here.
func (r *Resolver) Askable(d flows.Doubt) bool {
	_, remembered := r.applicant(d)
	return remembered || d.Intent.Kind.Queryable() && d.Intent.Kind != flows.ApplicationIntent
}

// Asks is true for a doubt that the console asks about by itself.
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
func (r *Resolver) find(ctx context.Context, d flows.Doubt, since time.Time) (Finding, error) {
	q, remembered := r.applicant(d)
	if !remembered {
		return Ask(ctx, r.o.Server, r.o.Ledger, r.language(), d, since)
	}
	list, err := r.o.Customers.Search(ctx, api.Call{Reference: d.Intent.Flow, Language: r.language()}, q)
	switch {
	case err != nil && !notFound(err):
		return Finding{}, fmt.Errorf("looking for the customer of the application in doubt: %w", err)
	case OpenedSince(list, since) != nil:
		return Finding{Verdict: Found, Said: msgOpenedAccount}, nil
	}
	return Finding{Verdict: Unsure, Said: msgNoAccountYet}, nil // it may be pending, or declined: no query tells
}

// OpenedSince is the first account that is not older than an application sent at a time; nil where there is none. One
// that was opened on the day of it counts: the server tells the day alone.
func OpenedSince(list []api.Customer, sent time.Time) *api.Customer {
	for _, c := range list {
		if c.CreationDate != "" && ageOf(c.CreationDate, sent) != older {
			return &c
		}
	}
	return nil
}
