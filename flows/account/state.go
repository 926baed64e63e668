package account

// This file keeps how an account was found, so that it can be looked up again.

import (
	"context"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/talk"
)

// The choices that name an account.
const (
	choiceNumber   = "account_number"
	choiceCard     = "vcc_number"
	choiceCustomer = "customer_id"
)

// Choices names an account by what it is looked up with.
func (f Found) Choices() map[string]string {
	if f.Number() == "" {
		return nil
	}
	q := f.Query()
	return map[string]string{choiceNumber: q.AccountNumber, choiceCard: q.CardNumber, choiceCustomer: q.CustomerID}
}

// Kept is the account that a state names; false where it names none.
func Kept(s talk.State) (Target, bool) {
	q := api.LookupQuery{AccountNumber: s.Choices[choiceNumber], CardNumber: s.Choices[choiceCard], CustomerID: s.Choices[choiceCustomer]}
	return Target{Query: q}, q != api.LookupQuery{}
}

// Typed are the texts of the find page.
func (f *Finder) Typed() form.Values { return talk.Typed(f.form()) }

// Retype fills the find page in as it was kept.
func (f *Finder) Retype(values form.Values) { f.draft = form.NewDraft(values) }

// Opens is the task that looks a target up, and goes on with it as if it had just been found.
func (f *Finder) Opens(target Target) *flows.Task {
	call := f.call()
	return &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move { return f.open(ctx, call, target) }}
}
