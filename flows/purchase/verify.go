package purchase

// This file proves who the customer is: by a PIN that is sent to them, or one that the
// server answers for a security question, a bypass or the merchant's word.

import (
	"context"
	"strings"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
)

const (
	keyAnswer = "security_answer"
	keyPIN    = "verification_code"

	actionSendAgain   = "send_again"
	actionOtherMethod = "other_method"

	answerLength = 50 // CONTRACT §4, SEEN
)

// proof is how the customer was verified so far.
type proof struct {
	format      api.VerificationFormat
	pin         api.Secret // answered by the server itself; empty where the customer has it
	sent        bool       // the customer has a PIN, or will have it in a moment
	application bool       // it is the application's
}

// method is one way to verify.
type method struct {
	format  api.VerificationFormat
	name    lang.Text
	goesTo  lang.Text
	blocked lang.Text
}

// methods are the ways that this purchase can be verified in.
func (f *Flow) methods() []method {
	var email, phone string
	if a := f.found.Account; a != nil {
		email, phone = account.MaskedEmail(a.Email), account.MaskedPhone(a.Phone)
	}
	all := []method{
		{format: api.VerifySMS, name: msgBySMS, goesTo: lang.Same(phone)},
		{format: api.VerifyEmail, name: msgByEmail, goesTo: lang.Same(email)},
		{format: api.VerifySecurityQuestion, name: msgByQuestion, goesTo: f.question()},
	}
	if f.questionID() == "" {
		all[2].blocked = msgNoQuestion
	}
	if o := f.chosen(); o != nil && o.regular() && o.bypass {
		all = append(all, method{format: api.VerifyBypass, name: msgByBypass, goesTo: msgByBypassMeans})
	}
	return append(all, method{format: api.VerifyOverride, name: msgByOverride, goesTo: msgByOverrideMeans})
}

func methodName(format api.VerificationFormat) lang.Text {
	switch format {
	case api.VerifySMS:
		return msgBySMS
	case api.VerifyEmail:
		return msgByEmail
	case api.VerifySecurityQuestion:
		return msgByQuestion
	case api.VerifyBypass:
		return msgByBypass
	}
	return msgByOverride
}

// verifyNext goes on to what is still missing of the proof.
func (f *Flow) verifyNext() flows.Move {
	if f.proof.format == api.VerifyBypass {
		// A bypass' PIN is good for regular purchases only (CONTRACT §4, SEEN).
		if o := f.chosen(); o == nil || !o.regular() || !o.bypass {
			f.proof = proof{}
		}
	}
	switch {
	case f.proof.pin != "":
		return f.forward(atConfirm)
	case f.proof.sent:
		return f.forward(atPIN)
	}
	return f.forward(atMethod)
}

func (f *Flow) methodPage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{{Title: msgMethod}, {Title: msgGoesTo, Drop: 1}}}
	for i, m := range f.methods() {
		table.Rows = append(table.Rows, flows.Row{Cells: []lang.Text{m.name, m.goesTo}, Blocked: m.blocked})
		if m.format == f.proof.format {
			table.Selected = i
		}
	}
	return flows.Page{ID: "purchase.method", Title: msgMethodTitle, Intro: msgMethodIntro, Body: table, Forward: msgChoose}
}

func (f *Flow) methodChosen(row int) flows.Move {
	all := f.methods()
	if row < 0 || row >= len(all) {
		return flows.Move{Refused: true}
	}
	chosen := all[row]
	if !chosen.blocked.Empty() {
		f.notice = &flows.Notice{Tone: flows.Bad, What: chosen.blocked, Money: msgNoMoney, Next: msgOtherMethodNext}
		return flows.Move{Refused: true}
	}
	if chosen.format == api.VerifySecurityQuestion {
		f.answerDraft = form.NewDraft(nil)
		return f.forward(atAnswer)
	}
	return flows.Move{Task: f.verifyTask(chosen.format, "")}
}

func (f *Flow) questionID() api.ID {
	if f.found.Account == nil {
		return ""
	}
	return f.found.Account.SecurityQuestion.ID
}

// question is the customer's security question in the languages it is known in.
func (f *Flow) question() lang.Text {
	return beside(lang.Same(f.questions[api.English]), lang.Same(f.questions[api.French]))
}

func (f *Flow) answerPage() flows.Page {
	return flows.Page{
		ID: "purchase.answer", Title: msgAnswerTitle, Intro: f.question(),
		Body: &flows.Ask{Form: f.answerForm()}, Forward: msgVerify,
	}
}

func (f *Flow) answerForm() *form.Form {
	return form.New(f.answerDraft, func(form.Values) []form.Field {
		return []form.Field{{
			Key: keyAnswer, Label: msgAnswer, Hint: msgAnswerHint, Required: true, Secret: true,
			MaxLength: answerLength, Width: 30,
		}}
	})
}

func (f *Flow) questionAnswered() flows.Move {
	if form.Stops(f.answerForm().Finish()) {
		return flows.Move{Refused: true}
	}
	answer := api.Secret(f.answerForm().Values()[keyAnswer])
	return flows.Move{Task: f.verifyTask(api.VerifySecurityQuestion, answer)}
}

// verifyTask asks for a PIN, with the request id that the authorization will carry.
func (f *Flow) verifyTask(format api.VerificationFormat, answer api.Secret) *flows.Task {
	call, here := f.call(), f.step
	request := api.VerificationRequest{
		AccountNumber: f.found.Number(), Format: format, RequestID: f.requestID, CardNumber: f.found.UserCard(),
	}
	if format == api.VerifySecurityQuestion {
		request.QuestionID, request.Answer = f.questionID(), answer
	}
	return &flows.Task{Doing: msgVerifying, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		verified, err := f.client.Verify(ctx, call, request)
		return func() flows.Move {
			if err != nil {
				return f.failed(err, msgVerifying, here)
			}
			return f.verified(format, verified, here)
		}
	}}
}

func (f *Flow) verified(format api.VerificationFormat, v api.Verification, here step) flows.Move {
	f.proof = proof{format: format, pin: v.PIN, sent: v.PIN == ""}
	f.pinDraft, f.answerDraft = form.NewDraft(nil), form.NewDraft(nil)
	switch {
	case v.PIN != "":
		return f.forward(atConfirm)
	case here == atPIN:
		f.notice = &flows.Notice{Tone: flows.Good, What: msgSentAgain, Next: msgAskPIN}
		return flows.Move{}
	}
	return f.forward(atPIN)
}

func (f *Flow) pinPage() flows.Page {
	intro := msgPINIntro.With(f.pinWent())
	if f.proof.application {
		intro = msgApplicationPIN
	}
	return flows.Page{
		ID: "purchase.pin", Title: msgPINTitle, Intro: intro,
		Body: &flows.Ask{Form: f.pinForm()}, Forward: msgContinue,
		Actions: f.pinActions(),
	}
}

// pinActions are taken by the player with Ctrl; Ctrl+M is Enter on a terminal, so that the other
// method is on O.
func (f *Flow) pinActions() []flows.Action {
	other := flows.Action{ID: actionOtherMethod, Label: msgOtherMethod, Key: 'o'}
	if !f.sendsAgain() {
		return []flows.Action{other}
	}
	return []flows.Action{{ID: actionSendAgain, Label: msgSendAgain, Key: 's'}, other}
}

// sendsAgain is true where a PIN can be sent once more: the other ways have to be gone again
// (a question without its answer would only spend one of the customer's tries).
func (f *Flow) sendsAgain() bool {
	return f.proof.format == api.VerifySMS || f.proof.format == api.VerifyEmail
}

// pinWent is where the PIN went, in words and masked.
func (f *Flow) pinWent() lang.Text {
	for _, m := range f.methods() {
		if m.format == f.proof.format {
			if m.goesTo.Empty() {
				return m.name
			}
			return msgMethodTo.With(m.name, m.goesTo)
		}
	}
	return methodName(f.proof.format)
}

func (f *Flow) pinForm() *form.Form {
	return form.New(f.pinDraft, func(form.Values) []form.Field {
		return []form.Field{{
			Key: keyPIN, Label: msgPIN, Hint: msgPINHint, Required: true, Secret: true,
			MaxLength: 8, Width: 8, Check: checkPIN,
		}}
	})
}

// checkPIN takes 4 to 8 digits (CONTRACT §4, SEEN). The message does not repeat the value.
func checkPIN(value string) *form.Problem {
	if len(value) < 4 || len(value) > 8 || strings.Trim(value, "0123456789") != "" {
		return &form.Problem{Text: msgPINDigits}
	}
	return nil
}

func (f *Flow) pinAnswered(action string) flows.Move {
	switch action {
	case actionSendAgain:
		if !f.sendsAgain() {
			return flows.Move{Refused: true}
		}
		return flows.Move{Task: f.verifyTask(f.proof.format, "")}
	case actionOtherMethod:
		return f.repair(atMethod)
	}
	if form.Stops(f.pinForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return f.forward(atConfirm)
}

// pin is the PIN to send: the one the server answered, or the one the customer read out.
func (f *Flow) pin() api.Secret {
	if f.proof.pin != "" {
		return f.proof.pin
	}
	return api.Secret(f.pinForm().Values()[keyPIN])
}
