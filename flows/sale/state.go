package sale

// This file keeps what is being done with a sale as a value, and goes on with what was kept.

import (
	"context"
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/talk"
)

// The kind and version of what is kept, and the names in it.
const (
	stateKind    = "sale"
	stateVersion = 1

	formAmount = "amount"

	choiceSale    = "authorization_id"
	choiceCapture = "capture_id"
	choiceKind    = "kind"
	choiceCard    = "card"
)

// State is the sale and what is being done with it, as it can be kept.
func (f *Flow) State() (talk.State, bool) {
	s, ok := f.Keeps(stateKind, stateVersion)
	if !ok {
		return s, false
	}
	s.Choose(map[string]string{choiceSale: string(f.which.AuthorizationID), choiceCard: f.which.Card})
	if f.alone() {
		s.Choose(f.found.Choices())
	}
	if w := f.work; w != nil && w.draft != nil {
		s.Forms[formAmount] = talk.Typed(f.amountForm())
		w.items.Keep(s)
		s.Choose(map[string]string{choiceKind: string(w.kind)})
		if w.capture != nil {
			s.Choose(map[string]string{choiceCapture: string(w.capture.ID)})
		}
	}
	return s, true
}

// Restore goes on with what was kept. The task reads the sale again, or looks the account of a refund up, and goes on to the amount
// where the same still can be done.
func Restore(counter *flows.Counter, client Client, ledger Ledger, s talk.State) (*Flow, *flows.Task, error) {
	if err := s.Is(stateKind, stateVersion); err != nil {
		return nil, nil, err
	}
	if s.Choices[choiceSale] == "" {
		f := Refund(counter, client, ledger, account.Found{})
		f.Resume(s)
		f.retype(s)
		return f, f.findTask(s), nil
	}
	f := Open(counter, client, ledger, Which{AuthorizationID: api.ID(s.Choices[choiceSale]), Card: s.Choices[choiceCard]})
	f.Resume(s)
	call, id := f.Call(), f.which.AuthorizationID
	return f, &flows.Task{Doing: msgReading, Run: func(ctx context.Context) func() flows.Move {
		r := f.ask(ctx, call, id)
		return func() flows.Move {
			f.take(r)
			return f.resume(s)
		}
	}}, nil
}

// resume goes on to the amount of what was being done, where it still can be done.
func (f *Flow) resume(s talk.State) flows.Move {
	kind := flows.IntentKind(s.Choices[choiceKind])
	if kind == "" || f.saleErr != nil || !f.may(kind) {
		return flows.Move{}
	}
	var capture *api.Capture
	if id := api.ID(s.Choices[choiceCapture]); id != "" {
		at := slices.IndexFunc(f.sale.Captures, func(c api.Capture) bool { return account.SameNumber(c.ID, id) })
		if at < 0 || !f.blocked(kind, f.sale.Captures[at]).Empty() {
			return flows.Move{}
		}
		capture = &f.sale.Captures[at]
	}
	f.begin(kind, capture)
	f.retype(s)
	return f.Forward(atAmount)
}

// retype fills the amount's page in as it was kept.
func (f *Flow) retype(s talk.State) {
	f.work.draft = s.Draft(formAmount)
	f.work.items.Retype(s)
}

// findTask looks the account of a refund up again.
func (f *Flow) findTask(s talk.State) *flows.Task {
	target, _ := account.Kept(s)
	call := f.Call()
	return &flows.Task{Doing: msgSearching, Run: func(ctx context.Context) func() flows.Move {
		found, err := target.Resolve(ctx, f.client, call)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgSearching, false).NoMoneyMoved()
				return flows.Move{Leave: true}
			}
			f.found = &found
			return flows.Move{}
		}
	}}
}
