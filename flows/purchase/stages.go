package purchase

// This file says how far a purchase is, and what is known of it, for the lists beside the
// page.

import (
	"countertop/flows"
	"countertop/flows/lang"
)

// Stages are the steps of the way; finding the account is one only where this flow does it.
func (f *Flow) Stages() []flows.Stage {
	var stages []flows.Stage
	for _, s := range []struct {
		title    lang.Text
		from, to step
	}{
		{msgAccount, atFind, atFind},
		{msgStageAmount, atAmount, atAmount},
		{msgStageOffer, atOffers, atOffers},
		{msgStageTerms, atTerms, atTerms},
		{msgVerification, atMethod, atPIN},
		{msgStageConfirm, atConfirm, atConfirm},
		{msgStageOutcome, atDoubt, atOutcome},
	} {
		if s.to == atFind && f.finder == nil {
			continue
		}
		state := flows.Ahead
		switch {
		case f.reached() > s.to:
			state = flows.Done
		case f.reached() >= s.from:
			state = flows.Here
		}
		stages = append(stages, flows.Stage{Title: s.title, State: state})
	}
	return stages
}

// Summary is what is known so far. It is asked after every change.
func (f *Flow) Summary() []flows.Line {
	var lines []flows.Line
	if f.reached() > atFind {
		lines = append(lines, f.found.Who(f.customer())...)
	}
	if amount := f.amount(); amount > 0 {
		lines = append(lines, flows.Line{Label: msgAmount, Value: lang.Money(amount), Emphasis: true})
	}
	lines = append(lines, flows.Labelled(msgReference, f.draft.Value(keyReference)))
	if f.reached() > atAmount {
		lines = append(lines, flows.Line{Label: msgCapture, Value: f.captureName()})
	}
	if f.reached() > atOffers {
		lines = append(lines, f.offerLines()...)
	}
	if f.reached() > atTerms {
		lines = append(lines, flows.Line{Label: msgVerification, Value: f.verifier.How()})
	}
	if f.done != nil {
		lines = append(lines, flows.Labelled(msgAuthorizationID, string(f.done.ID)))
	}
	return flows.Filled(lines)
}
