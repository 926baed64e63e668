// Package verification is the part of a conversation that proves who the customer is: by a PIN that is
// sent to them, or one that the server answers for a security question, a bypass or the merchant's
// word. Purchases and payments begin with it (CONTRACT §4).
package verification

import (
	"context"
	"errors"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
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

const answerLength = 50 // CONTRACT §4, SEEN

// Desk verifies customers.
type Desk interface {
	Verify(context.Context, api.Call, api.VerificationRequest) (api.Verification, error)
}

// Step is a page of the verification, or its end.
type Step int

// The steps, in the order of the way.
const (
	AtMethod Step = iota
	AtVouch
	AtAnswer
	AtPIN
	Proven
)

// Host is the conversation that the verification is a part of.
type Host interface {
	// Goes goes on to a step, from which Back leads to where it is now.
	Goes(Step) flows.Move
	// Returns goes back to a step, to put something right there.
	Returns(Step) flows.Move
	// Fails shows why the customer could not be verified, on the step where it can be put right.
	Fails(err error, doing lang.Text, here Step) flows.Move
	// Tells shows a notice on the page that is here.
	Tells(*flows.Notice)
}

// Customer is who is to be verified, as far as the conversation knows now.
type Customer struct {
	private.Data

	Found account.Found
	// Name is the customer's; empty where nothing told it (a look-up by number does not, CONTRACT §4).
	Name string
	// Question is the customer's security question, in the languages it is known in.
	Question lang.Text
	// Bypass is true where the server takes the purchase without a verification.
	Bypass bool
}

// Verifier verifies one customer for one request id.
type Verifier struct {
	private.Data

	counter  *flows.Counter
	desk     Desk
	recorder flows.Recorder
	host     Host
	call     func() api.Call
	customer func() Customer
	name     string // of the conversation, before the pages' own: "purchase"

	requestID   string
	proof       proof
	answerDraft *form.Draft
	pinDraft    *form.Draft
}

// Options are what a Verifier works with.
type Options struct {
	Counter  *flows.Counter
	Desk     Desk
	Recorder flows.Recorder
	Host     Host
	Call     func() api.Call
	Customer func() Customer
	Name     string
}

// New is a verification that has not begun, with a request id of its own.
func New(o Options) *Verifier {
	v := &Verifier{
		counter: o.Counter, desk: o.Desk, recorder: o.Recorder, host: o.Host, call: o.Call, customer: o.Customer, name: o.Name,
	}
	v.Restart()
	return v
}

// Restart forgets everything, for another customer.
func (v *Verifier) Restart() {
	v.requestID = string(v.counter.NewID())
	v.Forget()
	v.answerDraft = form.NewDraft(nil)
}

// Under verifies under a request id that exists already: an application's, whose purchase follows.
func (v *Verifier) Under(requestID string) { v.requestID = requestID }

// RequestID is what ties the verification to the transaction that follows.
func (v *Verifier) RequestID() string { return v.requestID }

// Forget drops the proof: the customer is verified anew.
func (v *Verifier) Forget() { v.proof, v.pinDraft = proof{}, form.NewDraft(nil) }

// ForgetPIN empties the PIN's field: a wrong PIN is dots on the screen, and typed anew.
func (v *Verifier) ForgetPIN() { v.pinDraft = form.NewDraft(nil) }

// ForgetAnswer empties the answer's field.
func (v *Verifier) ForgetAnswer() { v.answerDraft = form.NewDraft(nil) }

// Finish drops what was secret, once the transaction was made.
func (v *Verifier) Finish() {
	v.pinDraft, v.answerDraft, v.proof.pin = form.NewDraft(nil), form.NewDraft(nil), ""
}

// Answered is true where the server itself answered the PIN, which cannot be typed differently.
func (v *Verifier) Answered() bool { return v.proof.pin != "" }

// How says how the customer was verified so far; empty where they were not.
func (v *Verifier) How() lang.Text {
	if v.proof.format == "" {
		return lang.Text{}
	}
	return methodName(v.proof.format)
}

// proof is how the customer was verified so far.
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
	c := v.customer()
	var email, phone string
	if a := c.Found.Account; a != nil {
		email, phone = account.MaskedEmail(a.Email), account.MaskedPhone(a.Phone)
	}
	all := []method{
		{format: api.VerifySMS, name: msgBySMS, goesTo: lang.Same(phone)},
		{format: api.VerifyEmail, name: msgByEmail, goesTo: lang.Same(email)},
		{format: api.VerifySecurityQuestion, name: msgByQuestion, goesTo: c.Question},
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
		return msgByQuestion
	case api.VerifyBypass:
		return msgByBypass
	}
	return msgByOverride
}

// Next goes on to what is still missing of the proof.
func (v *Verifier) Next() flows.Move {
	if v.proof.format == api.VerifyBypass && !v.customer().Bypass {
		v.proof = proof{} // a bypass' PIN is good for regular purchases only (CONTRACT §4, SEEN)
	}
	switch {
	case v.proof.pin != "":
		return v.host.Goes(Proven)
	case v.proof.sent:
		return v.host.Goes(AtPIN)
	}
	return v.host.Goes(AtMethod)
}

// Page is the page of a step.
func (v *Verifier) Page(at Step) flows.Page {
	switch at {
	case AtVouch:
		return v.vouchPage()
	case AtAnswer:
		return v.answerPage()
	case AtPIN:
		return v.pinPage()
	}
	return v.methodPage()
}

// Answer takes what the clerk did on the page of a step.
func (v *Verifier) Answer(at Step, answer flows.Answer) flows.Move {
	switch at {
	case AtVouch:
		return flows.Move{Task: v.verifyTask(api.VerifyOverride, "", AtVouch)}
	case AtAnswer:
		return v.questionAnswered()
	case AtPIN:
		return v.pinAnswered(answer.Action)
	}
	return v.methodChosen(answer.Row)
}

func (v *Verifier) methodPage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{{Title: msgMethod}, {Title: msgGoesTo, Drop: 1}}}
	for i, m := range v.methods() {
		table.Rows = append(table.Rows, flows.Row{Cells: []lang.Text{m.name, m.goesTo}, Blocked: m.blocked})
		if m.format == v.proof.format {
			table.Selected = i
		}
	}
	return flows.Page{ID: v.name + ".method", Title: msgMethodTitle, Intro: msgMethodIntro, Body: table, Forward: msgChoose}
}

func (v *Verifier) methodChosen(row int) flows.Move {
	all := v.methods()
	if row < 0 || row >= len(all) {
		return flows.Move{Refused: true}
	}
	chosen := all[row]
	if !chosen.blocked.Empty() {
		v.host.Tells((&flows.Notice{Tone: flows.Bad, What: chosen.blocked, Next: msgOtherMethodNext}).NoMoneyMoved())
		return flows.Move{Refused: true}
	}
	switch chosen.format {
	case api.VerifySecurityQuestion:
		v.answerDraft = form.NewDraft(nil)
		return v.host.Goes(AtAnswer)
	case api.VerifyOverride:
		return v.host.Goes(AtVouch)
	}
	return flows.Move{Task: v.verifyTask(chosen.format, "", AtMethod)}
}

func (v *Verifier) questionID() api.ID {
	if a := v.customer().Found.Account; a != nil {
		return a.SecurityQuestion.ID
	}
	return ""
}

func (v *Verifier) answerPage() flows.Page {
	return flows.Page{
		ID: v.name + ".answer", Title: msgAnswerTitle, Intro: v.customer().Question,
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

func (v *Verifier) questionAnswered() flows.Move {
	if form.Stops(v.answerForm().Finish()) {
		return flows.Move{Refused: true}
	}
	answer := api.Secret(v.answerForm().Values()[KeyAnswer])
	return flows.Move{Task: v.verifyTask(api.VerifySecurityQuestion, answer, AtAnswer)}
}

// verifyTask asks for a PIN, with the request id that the transaction will carry.
func (v *Verifier) verifyTask(format api.VerificationFormat, answer api.Secret, here Step) *flows.Task {
	call, found := v.call(), v.customer().Found
	request := api.VerificationRequest{
		AccountNumber: found.Number(), By: format, RequestID: v.requestID, CardNumber: found.UserCard(),
	}
	if format == api.VerifySecurityQuestion {
		request.QuestionID, request.Answer = v.questionID(), answer
	}
	intent := flows.Intent{
		Kind: flows.VerificationIntent, Account: request.AccountNumber, RequestID: v.requestID, Flow: call.Reference,
		Location: v.counter.Location, Clerk: v.counter.Clerk, Terminal: v.counter.Terminal, Training: v.counter.Training,
	}
	return &flows.Task{Doing: msgVerifying, Acts: true, Run: func(ctx context.Context) func() flows.Move {
		verified, err := flows.Execute(ctx, v.recorder, intent, func(ctx context.Context) (api.Verification, error) {
			return v.desk.Verify(ctx, call, request)
		})
		if errors.Is(err, flows.ErrNotConcluded) {
			err = nil // the PIN is as good
		}
		return func() flows.Move {
			switch {
			case unanswered(err):
				v.host.Tells(unansweredNotice(err))
				return flows.Move{}
			case err != nil:
				return v.host.Fails(err, msgVerifying, here)
			}
			return v.verified(format, verified, here)
		}
	}}
}

// unanswered reports whether it is not known if the customer was verified, or sent a PIN. No money hangs on it: the clerk asks
// again, with the same request id, and the console never does by itself.
func unanswered(err error) bool {
	failed, ok := errors.AsType[*api.Error](err)
	return ok && failed.Executed == api.ExecutedUnknown
}

func unansweredNotice(err error) *flows.Notice {
	notice := flows.Explain(err, lang.Text{}, false).NoMoneyMoved()
	notice.Tone, notice.Next = flows.Careful, lang.Join(" ", msgUnansweredNext, flows.MaybePermission(err))
	return notice
}

func (v *Verifier) verified(format api.VerificationFormat, answered api.Verification, here Step) flows.Move {
	v.proof = proof{format: format, pin: answered.PIN, sent: answered.PIN == ""}
	v.pinDraft, v.answerDraft = form.NewDraft(nil), form.NewDraft(nil)
	switch {
	case answered.PIN != "":
		return v.host.Goes(Proven)
	case here == AtPIN:
		v.host.Tells(&flows.Notice{Tone: flows.Good, What: msgSentAgain, Next: msgAskPIN})
		return flows.Move{}
	}
	return v.host.Goes(AtPIN)
}
