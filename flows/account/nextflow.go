package account

// This file offers other flows from the account's page, such as a purchase with the account. This package does not
// import them.

import (
	"slices"

	"countertop/flows"
	"countertop/flows/lang"
)

// NextFlow is a flow that the account's page leads to, also for an account that may not purchase.
type NextFlow struct {
	ID    string
	Label lang.Text
	Key   rune
	Open  func(Found) flows.Flow
	// For reports whether the flow is offered for an account. If it is nil, the flow is offered for every account.
	For func(Found) bool
}

func (n NextFlow) offered(found Found) bool { return n.For == nil || n.For(found) }

// Offer adds flows that the account's page leads to, and returns f.
func (f *Flow) Offer(next ...NextFlow) *Flow {
	f.next = append(f.next, next...)
	return f
}

// nextActions returns an action for each flow that is offered for the account.
func (f *Flow) nextActions() []flows.Action {
	var actions []flows.Action
	for _, n := range f.next {
		if n.offered(f.shown.found) {
			actions = append(actions, flows.Action{ID: n.ID, Label: n.Label, Key: n.Key})
		}
	}
	return actions
}

// goOn opens the flow that an action's id names. It refuses an id that is not offered.
func (f *Flow) goOn(id string) flows.Move {
	i := slices.IndexFunc(f.next, func(n NextFlow) bool { return n.ID == id && n.offered(f.shown.found) })
	if i < 0 {
		return flows.Move{Refused: true}
	}
	return flows.Move{Open: f.next[i].Open(f.shown.found)}
}
