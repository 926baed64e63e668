package verification

// This file goes to where it can be put right what the server did not accept of a proof.

import (
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/talk"
)

// repairs are the steps where what the server refused can be put right.
var repairs = map[string]talk.Name{
	"not_verified":                           AtMethod,
	"tries_exceed":                           AtMethod,
	"piw_mismatch":                           AtMethod,
	"sms_not_valid_phone":                    AtMethod,
	"merchant_override_is_not_allowed":       AtMethod,
	"regular_purchase_bypass_is_not_allowed": AtMethod,
	"secret_answer_mismatch":                 AtAnswer,
	"wrong_verification_code":                AtPIN,
	"verification_code_required":             AtPIN,
}

// Repair goes to the step where it can be put right that the server did not accept the proof, and forgets there what it did not
// accept. Sent is true where the transaction was sent with the proof: then the customer is verified anew. It reports false for
// any other error.
func (v *Verifier) Repair(err error, sent bool) bool {
	to, known := repairs[flows.FailureCode(err)]
	switch {
	case !known, !sent && !v.Reached(to):
		return false
	case to == AtPIN && v.proof.pin != "": // the server's own PIN cannot be typed differently
		to = AtMethod
	}
	switch {
	case to == AtMethod && sent:
		v.Forget()
	case to == AtPIN:
		v.pinDraft = form.NewDraft(nil) // a wrong PIN is dots on the screen, and typed anew
	case to == AtAnswer:
		v.answerDraft = form.NewDraft(nil)
	}
	v.Talk.Repair(to)
	return true
}
