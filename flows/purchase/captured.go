package purchase

// This file holds what was asked for, a capture at once or none, against what the answer says was captured.

import (
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// outcome holds the page's words for the purchase.
type outcome struct {
	tone                  flows.Tone
	title, headline, text lang.Text
}

// outcome says what the server's answer says: the goods go when the amount is captured, not when a capture was asked for.
func (f *Flow) outcome() outcome {
	paid := lang.Money(f.paid())
	captured, left, told := f.captured()
	if f.captures() {
		switch {
		case told && captured == 0:
			return outcome{flows.Careful, msgOutcomeTitle, msgNotCaptured.With(paid), msgNotCapturedText}
		case told && captured < f.paid():
			return outcome{flows.Careful, msgOutcomeTitle, msgPartCaptured.With(paid, lang.Money(captured)), msgPartCapturedText}
		}
		return outcome{flows.Good, msgOutcomeTitle, msgCaptured.With(paid), msgCapturedText}
	}
	switch {
	case told && len(f.capturesOf()) > 0:
		return outcome{flows.Careful, msgHeldTitle, msgPreauthorized.With(paid), msgHeldCapturedText.With(lang.Money(captured))}
	case f.done.RemainingTold && left < f.paid():
		return outcome{flows.Careful, msgHeldTitle, msgPreauthorized.With(paid), msgHeldLessText.With(lang.Money(left))}
	}
	return outcome{flows.Good, msgHeldTitle, msgPreauthorized.With(paid), msgPreauthorizedText}
}

// captured returns the amount that the answer says was captured, and what is left. Where its members contradict each other, the smaller amount counts: no
// goods go by the larger. Told is false where it says nothing.
func (f *Flow) captured() (captured, left api.Money, told bool) {
	captured, left = f.paid(), f.done.Remaining
	list, listed := f.capturesOf(), api.Money(0)
	for _, c := range list {
		listed += c.Amount
	}
	unnamed := slices.ContainsFunc(list, func(c api.Capture) bool { return !c.AmountTold && c.Amount == 0 })
	if !unnamed && (len(list) > 0 || f.done.CapturesTold) {
		captured, told = min(captured, listed), true
	}
	if f.done.RemainingTold {
		captured, told = max(0, min(captured, f.paid()-left)), true
	}
	return captured, left, told
}

// capturesOf are the captures that the answer tells, each once.
func (f *Flow) capturesOf() []api.Capture {
	list := slices.Clone(f.done.Captures)
	if own := f.done.Capture; own != nil {
		list = append(list, *own)
	}
	var once []api.Capture
	for _, c := range list {
		if c.ID == "" || !slices.ContainsFunc(once, func(other api.Capture) bool { return api.PlainID(other.ID) == api.PlainID(c.ID) }) {
			once = append(once, c)
		}
	}
	return once
}

// capturedLine says how much was captured, where that is not what was asked for.
func (f *Flow) capturedLine() flows.Line {
	captured, _, told := f.captured()
	if !told || f.outcome().tone == flows.Good || !f.captures() && len(f.capturesOf()) == 0 { // what is not held any more may be released
		return flows.Line{}
	}
	return flows.Line{Label: msgCapturedAmount, Value: lang.Money(captured), Tone: flows.Careful}
}
