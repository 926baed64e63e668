// Package verification is the part of a conversation that proves who the customer is: by a PIN that is
// sent to them, or one that the server answers for a security question, a bypass or the merchant's
// word. Purchases and payments begin with it (docs/contract.md §4).
package verification

import (
	"context"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// The keys of the fields.
const (
	KeyAnswer = "security_answer"
	KeyPIN    = "verification_code"
)

// The actions of the PIN's page.
const (
	ActionSendAgain   = "send_again"
	ActionOtherMethod = "other_method"
)

const answerLength = 50 // docs/contract.md §4, SEEN

// Desk verifies customers.
type Desk interface {
	Verify(context.Context, api.Call, api.VerificationRequest) (api.Verification, error)
}

// The steps, in the order of the way.
const (
	AtMethod talk.Name = "method"
	AtVouch  talk.Name = "vouch"
	AtAnswer talk.Name = "answer"
	AtPIN    talk.Name = "pin"
)

// Customer is the customer to verify, as far as the conversation knows now.
type Customer struct {
	private.Data

	Found account.Found
	// Name is the customer's; empty where nothing told it (a look-up by number does not, docs/contract.md §4).
	Name string
	// Question is the customer's security question, in the languages it is known in.
	Question lang.Text
	// Bypass is true where the server takes the purchase without a verification.
	Bypass bool
}

// Verifier verifies one customer for one request id. It is a conversation inside another, which is its talk.Part.
type Verifier struct {
	talk.Talk
	options Options

	requestID   string
	proof       proof
	answerDraft *form.Draft
	pinDraft    *form.Draft
}

// Options configure a Verifier.
type Options struct {
	Desk Desk
	// Host is the conversation that the verification is a part of.
	Host *talk.Talk
	// Customer returns the customer to verify.
	Customer func() Customer
	// Fails goes to where it can be put right that the customer could not be verified.
	Fails func(error) flows.Move
	// Name is of the conversation, before the pages' own: "purchase".
	Name string
}

// New is a verification that has not begun, with a request id of its own.
func New(o Options) *Verifier {
	v := &Verifier{Talk: talk.New(o.Host.Counter, o.Host.Recorder, o.Host.Reference()), options: o}
	v.Way(
		talk.Step{At: AtMethod, Page: v.methodPage, Answer: v.methodChosen},
		talk.Step{At: AtVouch, Page: v.vouchPage, Answer: v.vouched},
		talk.Step{At: AtAnswer, Page: v.answerPage, Answer: v.questionAnswered},
		talk.Step{At: AtPIN, Page: v.pinPage, Answer: v.pinAnswered},
	)
	v.Restart()
	return v
}

// Enter goes on to what is still missing of the proof.
func (v *Verifier) Enter() {
	if !v.bypasses() {
		v.proof = proof{}
	}
	v.Notice = nil
	v.Begin(AtMethod)
	if v.proof.sent {
		v.Begin(AtPIN)
	}
}

// Proven reports whether the transaction can be sent without asking the customer for anything.
func (v *Verifier) Proven() bool { return v.proof.pin != "" && v.bypasses() }

// bypasses reports whether the proof is good for what is sold now: the PIN of a bypass is good for regular purchases only (docs/contract.md §4,
// SEEN).
func (v *Verifier) bypasses() bool {
	return v.proof.format != api.VerifyBypass || v.options.Customer().Bypass
}

// Restart forgets everything, for another customer.
func (v *Verifier) Restart() {
	v.requestID = string(v.Counter.NewID())
	v.Forget()
	v.answerDraft = form.NewDraft(nil)
}

// Under verifies under a request id that exists already: an application's, whose purchase follows.
func (v *Verifier) Under(requestID string) { v.requestID = requestID }

// RequestID returns the id that ties the verification to the transaction that follows.
func (v *Verifier) RequestID() string { return v.requestID }

// Forget drops the proof: the customer is verified anew.
func (v *Verifier) Forget() { v.proof, v.pinDraft = proof{}, form.NewDraft(nil) }

// Finish drops what was secret, once the transaction was made.
func (v *Verifier) Finish() {
	v.pinDraft, v.answerDraft, v.proof.pin = form.NewDraft(nil), form.NewDraft(nil), ""
}

// How says how the customer was verified so far; empty where they were not.
func (v *Verifier) How() lang.Text {
	if v.proof.format == "" {
		return lang.Text{}
	}
	return methodName(v.proof.format)
}

// proof says how the customer was verified so far.
type proof struct {
	private.Data

	format api.VerificationFormat
	pin    api.Secret // answered by the server itself; empty where the customer has it
	sent   bool       // the customer has a PIN, or will have it in a moment
}

// method is one way to verify.
type method struct {
	format  api.VerificationFormat
	name    lang.Text
	goesTo  lang.Text
	blocked lang.Text
}

// methods are the ways that this purchase can be verified in.
func (v *Verifier) methods() []method {
	c := v.options.Customer()
	var email, phone string
	if a := c.Found.Account; a != nil {
		email, phone = account.MaskedEmail(a.Email), account.MaskedPhone(a.Phone)
	}
	all := []method{
		{format: api.VerifySMS, name: msgBySMS, goesTo: lang.Same(phone)},
		{format: api.VerifyEmail, name: msgByEmail, goesTo: lang.Same(email)},
		{format: api.VerifySecurityQuestion, name: msgQuestion, goesTo: c.Question},
	}
	if v.questionID() == "" {
		all[2].blocked = msgNoQuestion
	}
	if c.Bypass {
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
		return msgQuestion
	case api.VerifyBypass:
		return msgByBypass
	}
	return msgByOverride
}

func (v *Verifier) methodPage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{{Title: msgMethod}, {Title: msgGoesTo, Drop: 1}}}
	for i, m := range v.methods() {
		table.Rows = append(table.Rows, flows.Row{Cells: []lang.Text{m.name, m.goesTo}, Blocked: m.blocked})
		if m.format == v.proof.format {
			table.Selected = i
		}
	}
	return flows.Page{ID: v.options.Name + ".method", Title: msgMethodTitle, Intro: msgMethodIntro, Body: table, Forward: msgChoose}
}

func (v *Verifier) methodChosen(answer flows.Answer) flows.Move {
	all, row := v.methods(), answer.Row
	if row < 0 || row >= len(all) {
		return flows.Move{Refused: true}
	}
	chosen := all[row]
	if !chosen.blocked.Empty() {
		v.Notice = (&flows.Notice{Tone: flows.Bad, What: chosen.blocked, Next: msgOtherMethodNext}).NoMoneyMoved()
		return flows.Move{Refused: true}
	}
	switch chosen.format {
	case api.VerifySecurityQuestion:
		v.answerDraft = form.NewDraft(nil)
		return v.Forward(AtAnswer)
	case api.VerifyOverride:
		return v.Forward(AtVouch)
	}
	return v.verify(chosen.format, "")
}

func (v *Verifier) questionID() api.ID {
	if a := v.options.Customer().Found.Account; a != nil {
		return a.SecurityQuestion.ID
	}
	return ""
}

func (v *Verifier) answerPage() flows.Page {
	return flows.Page{
		ID: v.options.Name + ".answer", Title: msgQuestion, Intro: v.options.Customer().Question,
		Body: &flows.Ask{Form: v.answerForm()}, Forward: msgVerify,
	}
}

func (v *Verifier) answerForm() *form.Form {
	return form.New(v.answerDraft, func(form.Values) []form.Field {
		return []form.Field{{
			Key: KeyAnswer, Label: msgAnswer, Hint: msgAnswerHint, Required: true, Secret: true,
			MaxLength: answerLength, Width: 30,
		}}
	})
}

func (v *Verifier) questionAnswered(flows.Answer) flows.Move {
	if form.Stops(v.answerForm().Finish()) {
		return flows.Move{Refused: true}
	}
	answer := api.Secret(v.answerForm().Values()[KeyAnswer])
	return v.verify(api.VerifySecurityQuestion, answer)
}

// verify asks for a PIN, with the request id that the transaction will carry.
func (v *Verifier) verify(format api.VerificationFormat, answer api.Secret) flows.Move {
	v.Language, v.Recorder = v.options.Host.Language, v.options.Host.Recorder
	call, found := v.Call(), v.options.Customer().Found
	request := api.VerificationRequest{
		AccountNumber: found.Number(), By: format, RequestID: v.requestID, CardNumber: found.UserCard(),
	}
	if format == api.VerifySecurityQuestion {
		request.QuestionID, request.Answer = v.questionID(), answer
	}
	return talk.Send(&v.Talk, talk.Money[api.VerificationRequest, api.Verification]{
		Doing: msgVerifying, Acts: true,
		Intent: func(r api.VerificationRequest) flows.Intent {
			return flows.Intent{Kind: flows.VerificationIntent, Account: r.AccountNumber, RequestID: r.RequestID}
		},
		Send: func(ctx context.Context, r api.VerificationRequest) (api.Verification, error) {
			return v.options.Desk.Verify(ctx, call, r)
		},
		Done:    func(verified api.Verification, _ talk.Sent) flows.Move { return v.verified(format, verified) },
		Refused: func(err error, _ talk.Sent) flows.Move { return v.refused(err) },
		Lost:    v.unanswered,
	}, request)
}

// unanswered says that it is not known if the customer was verified, or sent a PIN. No money hangs on it: the clerk asks again, with
// the same request id, and the console never does by itself.
func (v *Verifier) unanswered(err error, _ talk.Sent) flows.Move {
	v.Notice = flows.Explain(err, lang.Text{}, false).NoMoneyMoved()
	v.Notice.Tone, v.Notice.Next = flows.Careful, lang.Join(" ", msgUnansweredNext, flows.MaybePermission(err))
	return flows.Move{}
}

func (v *Verifier) refused(err error) flows.Move {
	v.Notice = nil
	v.options.Host.Notice = flows.Explain(err, msgVerifying, false).NoMoneyMoved()
	return v.options.Fails(err)
}

func (v *Verifier) verified(format api.VerificationFormat, answered api.Verification) flows.Move {
	v.proof = proof{format: format, pin: answered.PIN, sent: answered.PIN == ""}
	v.pinDraft, v.answerDraft = form.NewDraft(nil), form.NewDraft(nil)
	switch {
	case answered.PIN != "":
		return v.options.Host.Next()
	case v.At() == AtPIN:
		v.Notice = &flows.Notice{Tone: flows.Good, What: msgSentAgain, Next: msgAskPIN}
		return flows.Move{}
	}
	return v.Forward(AtPIN)
}
