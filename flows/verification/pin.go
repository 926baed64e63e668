package verification

// This file asks for the PIN that the customer was sent and reads out, and sends another one.

import (
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

func (v *Verifier) pinPage() flows.Page {
	return flows.Page{
		ID: v.options.Name + ".pin", Title: msgPIN, Intro: msgPINIntro.With(v.pinWent()),
		Body: &flows.Ask{Form: v.pinForm()}, Forward: msgContinue,
		Actions: v.pinActions(),
	}
}

// pinActions are taken by the player with Ctrl; Ctrl+M is Enter on a terminal, so that the other
// method is on O.
func (v *Verifier) pinActions() []flows.Action {
	other := flows.Action{ID: ActionOtherMethod, Label: msgOtherMethod, Key: 'o'}
	if !v.sendsAgain() {
		return []flows.Action{other}
	}
	return []flows.Action{{ID: ActionSendAgain, Label: msgSendAgain, Key: 's'}, other}
}

// sendsAgain reports whether a PIN can be sent once more: the other ways have to be gone again
// (a question without its answer would only spend one of the customer's tries).
func (v *Verifier) sendsAgain() bool {
	return v.proof.format == api.VerifySMS || v.proof.format == api.VerifyEmail
}

// pinWent says where the PIN went, in words and masked.
func (v *Verifier) pinWent() lang.Text {
	for _, m := range v.methods() {
		if m.format == v.proof.format {
			if m.goesTo.Empty() {
				return m.name
			}
			return msgMethodTo.With(m.name, m.goesTo)
		}
	}
	return methodName(v.proof.format)
}

func (v *Verifier) pinForm() *form.Form {
	return form.New(v.pinDraft, func(form.Values) []form.Field {
		return []form.Field{{
			Key: KeyPIN, Label: msgPIN, Hint: msgPINHint, Required: true, Secret: true,
			MaxLength: 8, Width: 8, Check: checkPIN,
		}}
	})
}

// checkPIN takes 4 to 8 digits (docs/contract.md §4, SEEN). The message does not repeat the value.
func checkPIN(value string) *form.Problem {
	if len(value) < 4 || len(value) > 8 || strings.Trim(value, "0123456789") != "" {
		return &form.Problem{Text: msgPINDigits}
	}
	return nil
}

func (v *Verifier) pinAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case ActionSendAgain:
		if !v.sendsAgain() {
			return flows.Move{Refused: true}
		}
		return v.verify(v.proof.format, "")
	case ActionOtherMethod:
		return v.Talk.Repair(AtMethod)
	}
	if form.Stops(v.pinForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return v.options.Host.Next()
}

// PIN is the PIN to send: the one the server answered, or the one the customer read out.
func (v *Verifier) PIN() api.Secret {
	if v.proof.pin != "" {
		return v.proof.pin
	}
	return api.Secret(v.pinForm().Values()[KeyPIN])
}
