package account

// This file is for what else can be done with the account on the screen, by flows that this package does
// not know.

import (
	"slices"

	"countertop/flows"
	"countertop/flows/lang"
)

// Way is a flow that the account's page leads to. It is offered also for an account that may not
// purchase.
type Way struct {
	ID    string
	Label lang.Text
	Key   rune
	Open  func(Found) flows.Flow
	// For says which accounts it is offered for; nil is all.
	For func(Found) bool
}

func (w Way) offered(found Found) bool { return w.For == nil || w.For(found) }

// Offer adds ways on from the account's page, and returns the flow.
func (f *Flow) Offer(ways ...Way) *Flow {
	f.ways = append(f.ways, ways...)
	return f
}

func (f *Flow) wayActions() []flows.Action {
	var actions []flows.Action
	for _, w := range f.ways {
		if !w.offered(f.shown.found) {
			continue
		}
		actions = append(actions, flows.Action{ID: w.ID, Label: w.Label, Key: w.Key})
	}
	return actions
}

// goOn takes a way.
func (f *Flow) goOn(id string) flows.Move {
	i := slices.IndexFunc(f.ways, func(w Way) bool { return w.ID == id && w.offered(f.shown.found) })
	if i < 0 {
		return flows.Move{Refused: true}
	}
	return flows.Move{Open: f.ways[i].Open(f.shown.found)}
}
