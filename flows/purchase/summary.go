package purchase

// This file says what is known of a purchase, for the list beside the page.

import (
	"countertop/flows"
	"countertop/flows/lang"
)

// Summary returns what is known so far. It is asked after every change.
func (f *Flow) Summary() []flows.Line {
	var lines []flows.Line
	if f.Past(atFind) {
		lines = append(lines, f.found.Who(f.customer())...)
	}
	if amount := f.amount(); amount > 0 {
		lines = append(lines, flows.Line{Label: msgAmount, Value: lang.Money(amount), Emphasis: true})
	}
	lines = append(lines, flows.Labelled(msgReference, f.draft.Value(keyReference)))
	if f.Past(atAmount) {
		lines = append(lines, flows.Line{Label: msgCapture, Value: f.captureName()})
	}
	if f.Past(atOffers) {
		lines = append(lines, f.offerLines()...)
	}
	if f.Past(atTerms) {
		lines = append(lines, flows.Line{Label: msgVerification, Value: f.verifier.How()})
	}
	if f.done != nil {
		lines = append(lines, flows.Labelled(msgAuthorizationID, string(f.done.ID)))
	}
	return flows.Filled(lines)
}
