package purchase

// This file keeps a purchase as a value, and goes on with one that was kept.

import (
	"context"
	"strconv"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/talk"
)

// The kind and version of what is kept, and the names in it.
const (
	stateKind    = "purchase"
	stateVersion = 1

	formFind   = "find"
	formAmount = "amount"

	choiceType = "transaction_type"
	choicePlan = "plan_id"
	choiceTerm = "term"
)

// State is the purchase as it can be kept, with what was typed and chosen. Who the customer is has to be proved again.
func (f *Flow) State() (talk.State, bool) {
	s, ok := f.Keeps(stateKind, stateVersion)
	if !ok {
		return s, false
	}
	if f.finder != nil {
		s.Forms[formFind] = f.finder.Typed()
	}
	s.Forms[formAmount] = talk.Typed(f.amountForm())
	f.items.Keep(s)
	s.Choose(f.found.Choices())
	if f.financing != (api.Financing{}) {
		s.Choose(map[string]string{
			choiceType: f.financing.TransactionType, choicePlan: string(f.financing.PlanID), choiceTerm: strconv.Itoa(f.financing.Term),
		})
	}
	return s, true
}

// Restore goes on with a purchase that was kept. The task asks the server again for the account and its offers, and goes as far
// as the purchase had come, at most to the terms: the customer has to see them as they are now. It is nil where nothing has to
// be asked.
func Restore(counter *flows.Counter, client Client, recorder flows.Recorder, s talk.State) (*Flow, *flows.Task, error) {
	if err := s.Is(stateKind, stateVersion); err != nil {
		return nil, nil, err
	}
	f := New(counter, client, recorder)
	f.Resume(s)
	f.finder.Retype(s.Forms[formFind])
	f.draft = s.Draft(formAmount)
	f.items.Retype(s)
	term, _ := strconv.Atoi(s.Choices[choiceTerm])
	chosen := api.Financing{TransactionType: s.Choices[choiceType], PlanID: api.ID(s.Choices[choicePlan]), Term: term}
	target, known := account.Kept(s)
	if !known {
		return f, nil, nil
	}
	return f, f.resumeTask(target, chosen, s.Step), nil
}

// resumeTask looks the account up again and, where the purchase had come further than the amount, asks for its offers.
func (f *Flow) resumeTask(target account.Target, chosen api.Financing, step talk.Name) *flows.Task {
	call, amount := f.Call(), f.amount()
	further := step != atFind && step != atAmount && amount > 0
	return &flows.Task{Doing: msgPricing, Run: func(ctx context.Context) func() flows.Move {
		found, lost := target.Resolve(ctx, f.client, call)
		var offers api.Offers
		var unpriced error
		if lost == nil && further {
			offers, _, unpriced = f.ask(ctx, call, found, amount, false)
		}
		return func() flows.Move {
			if lost != nil {
				f.finder.Fail(lost, call.Reference)
				return flows.Move{}
			}
			f.take(found)
			switch {
			case unpriced != nil:
				return f.failed(unpriced, msgPricing)
			case further:
				return f.resume(price(offers, call.Language), chosen)
			}
			return flows.Move{}
		}
	}}
}

// resume goes on with what is offered now: to the terms of what had been chosen, where that is still offered.
func (f *Flow) resume(now priced, chosen api.Financing) flows.Move {
	f.offersCame(now)
	for row, o := range f.priced.offers {
		if o.financing == chosen {
			return f.offerChosen(flows.Answer{Row: row})
		}
	}
	return flows.Move{}
}
