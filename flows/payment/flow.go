// Package payment takes deposits, in-store payments and trade-ins (POST transactions, docs/contract.md §7): a
// deposit is charged to the account towards a later purchase, the others are credited to it.
package payment

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
	"countertop/flows/verification"
)

// Client makes the calls of a payment.
type Client interface {
	account.Directory
	verification.Desk
	Transact(context.Context, api.Call, api.TransactionRequest) (api.Transaction, error)
}

// The steps of a payment.
const (
	atKind    talk.Name = "kind"
	atFind    talk.Name = "find"
	atAmount  talk.Name = "amount"
	atVerify  talk.Name = "verification"
	atConfirm talk.Name = "confirm"
	atDone    talk.Name = "done"
)

// Flow is one payment.
type Flow struct {
	talk.Talk
	client Client

	kind      kind
	finder    *account.Finder
	found     account.Found
	stale     bool                    // the credit that is known was refused, and the server did not tell another
	questions map[api.Language]string // the customer's security question
	draft     *form.Draft
	verifier  *verification.Verifier

	done *api.Transaction
	at   time.Time // when it was done, for the slip
}

// New is a payment that begins with its kind.
func New(counter *flows.Counter, client Client, recorder flows.Recorder) *Flow {
	f := &Flow{
		Talk: talk.New(counter, recorder, counter.NewID()), client: client,
		kind: kinds[0], draft: form.NewDraft(nil), questions: map[api.Language]string{},
	}
	f.finder = account.NewFinder(counter, client, f.Call, false, f.openAccount)
	f.verifier = verification.New(verification.Options{
		Desk: client, Host: &f.Talk, Customer: f.toVerify, Fails: f.notVerified, Name: "payment",
	})
	f.Way(
		talk.Step{At: atKind, Stage: msgStageKind, Page: f.kindPage, Answer: f.kindChosen},
		talk.Step{At: atFind, Stage: msgAccount, Page: f.findPage, Part: f.finder},
		talk.Step{At: atAmount, Stage: msgAmount, Page: f.amountPage, Answer: f.amountAnswered},
		talk.Step{At: atVerify, Stage: msgVerification, Part: f.verifier, Passed: f.verifier.Proven},
		talk.Step{At: atConfirm, Stage: msgStageConfirm, Page: f.confirmPage, Answer: f.send},
		f.InDoubtBy(f.doubts()).Staged(msgStageOutcome),
		talk.Step{At: atDone, Page: f.donePage, Answer: f.doneAnswered, Sealed: true},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether leaving would lose what was typed, or leave money in doubt.
func (f *Flow) Dirty() bool {
	switch {
	case f.InDoubt():
		return true
	case f.At() == atDone:
		return false
	}
	return f.Busy() || f.finder.Dirty() || !f.draft.Empty()
}

// Speak sets the language of the server's texts. The customer's security question is asked for in it, where
// it may be read out yet.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.Language = language
	_, known := f.questions[language]
	if known || f.Busy() || !f.Reached(atAmount) || f.Past(atConfirm) {
		return nil
	}
	return f.questionTask()
}

// questionTask asks for the customer's security question alone. Without it the one in the other language
// stays.
func (f *Flow) questionTask() *flows.Task {
	call, who := f.Call(), f.found
	return &flows.Task{Doing: msgAskingQuestion, Run: func(ctx context.Context) func() flows.Move {
		answered, err := f.client.Lookup(ctx, call, who.Query())
		found, same := who.Again(answered)
		return func() flows.Move {
			if err == nil && same && f.found.Number() == who.Number() {
				f.questions[call.Language] = found.SecurityQuestion.Text
			}
			return flows.Move{}
		}
	}}
}

// findPage is the finder's: nothing that leads to an account has moved money.
func (f *Flow) findPage() flows.Page {
	page := f.finder.Page()
	if page.Notice == nil {
		page.Notice = f.Notice
	}
	page.Notice = page.Notice.NoMoneyMoved()
	return page
}

func (f *Flow) amountAnswered(flows.Answer) flows.Move {
	if form.Stops(f.amountForm().Finish()) {
		return flows.Move{Refused: true}
	}
	f.Known = "" // it was said of another amount, or of another account
	return f.Next()
}

// openAccount looks up the account that was found.
func (f *Flow) openAccount(ctx context.Context, call api.Call, target account.Target) func() flows.Move {
	found, err := target.Resolve(ctx, f.client, call)
	return func() flows.Move {
		if err != nil {
			f.finder.Fail(err, call.Reference)
			return flows.Move{}
		}
		if found.Number() != f.found.Number() {
			f.verifier.Restart()
		}
		f.stale = false
		f.found, f.questions = found, map[api.Language]string{found.Language: found.Account.SecurityQuestion.Text}
		return f.Next()
	}
}

// Summary returns what is known so far.
func (f *Flow) Summary() []flows.Line {
	var lines []flows.Line
	if f.Past(atKind) {
		lines = append(lines, flows.Line{Label: msgStageKind, Value: f.kind.name})
	}
	if f.Past(atFind) {
		lines = append(lines, f.customerLines()...)
	}
	if amount := f.amount(); amount > 0 {
		lines = append(lines, flows.Line{Label: msgAmount, Value: lang.Money(amount), Emphasis: true})
	}
	return flows.Filled(append(lines, flows.Line{Label: msgVerification, Value: f.verifier.How()}))
}

// customerLines name the account.
func (f *Flow) customerLines() []flows.Line {
	return f.found.Who(f.found.Name())
}
