package payment

// This file keeps a payment as a value, and goes on with one that was kept.

import (
	"slices"

	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/talk"
)

// The kind and version of what is kept, and the names in it.
const (
	stateKind    = "payment"
	stateVersion = 1

	formFind   = "find"
	formAmount = "amount"

	choiceKind = "kind"
)

// State is the payment as it can be kept, with what was typed and chosen. Who the customer is has to be proved again.
func (f *Flow) State() (talk.State, bool) {
	s, ok := f.Keeps(stateKind, stateVersion)
	if !ok {
		return s, false
	}
	s.Forms[formFind], s.Forms[formAmount] = f.finder.Typed(), talk.Typed(f.amountForm())
	if f.Past(atKind) {
		s.Choose(map[string]string{choiceKind: string(f.kind.intent)})
	}
	s.Choose(f.found.Choices())
	return s, true
}

// Restore goes on with a payment that was kept. The task asks the server again for the account, and goes to the amount; it is
// nil where nothing has to be asked.
func Restore(counter *flows.Counter, client Client, recorder flows.Recorder, s talk.State) (*Flow, *flows.Task, error) {
	if err := s.Is(stateKind, stateVersion); err != nil {
		return nil, nil, err
	}
	f := New(counter, client, recorder)
	f.Resume(s)
	f.finder.Retype(s.Forms[formFind])
	f.draft = s.Draft(formAmount)
	at := slices.IndexFunc(kinds, func(k kind) bool { return string(k.intent) == s.Choices[choiceKind] })
	if at < 0 {
		return f, nil, nil
	}
	f.kind = kinds[at]
	f.Next()
	target, known := account.Kept(s)
	if !known {
		return f, nil, nil
	}
	return f, f.finder.Opens(target), nil
}
