// Package payment takes deposits, in-store payments and trade-ins (POST transactions, CONTRACT §7): a
// deposit is charged to the account towards a later purchase, the others are credited to it.
package payment

import (
	"context"
	"slices"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/verification"
)

// Client is what a payment needs of the API.
type Client interface {
	account.Directory
	verification.Desk
	Transact(context.Context, api.Call, api.TransactionRequest) (api.Transaction, error)
}

// step is where a payment is; they are in the order of its way.
type step int

const (
	atKind step = iota
	atFind
	atAmount
	atMethod
	atVouch
	atAnswer
	atPIN
	atConfirm
	atDoubt
	atDone
)

// Flow is one payment.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	recorder  flows.Recorder
	reference api.ReferenceID
	language  api.Language

	step   step
	trail  []step // the pages that Back leads through
	notice *flows.Notice

	kind      kind
	finder    *account.Finder
	found     account.Found
	stale     bool                    // the credit that is known was refused, and the server did not tell another
	questions map[api.Language]string // the customer's security question
	draft     *form.Draft
	verifier  *verification.Verifier

	sending bool
	doubt   *hanging
	done    *api.Transaction
	at      time.Time      // when it was done, for the slip
	known   flows.IntentID // the payment that this one repeats, which the clerk was told of
}

// New is a payment that begins with its kind.
func New(counter *flows.Counter, client Client, recorder flows.Recorder) *Flow {
	f := &Flow{
		counter: counter, client: client, recorder: recorder, reference: counter.NewID(), language: counter.Language,
		kind: kinds[0], draft: form.NewDraft(nil), questions: map[api.Language]string{},
	}
	f.finder = account.NewFinder(counter, client, f.call, false, f.openAccount)
	f.verifier = verification.New(verification.Options{
		Counter: counter, Desk: client, Recorder: recorder, Host: host{f}, Call: f.call, Customer: f.toVerify, Name: "payment",
	})
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

// Dirty is true while leaving would lose what was typed, or leave money in doubt.
func (f *Flow) Dirty() bool {
	switch f.step {
	case atDoubt:
		return true
	case atDone:
		return false
	}
	return f.sending || f.finder.Dirty() || !f.draft.Empty()
}

// Leaving says that what is in doubt stays so.
func (f *Flow) Leaving() lang.Text {
	if f.step == atDoubt {
		return msgLeavingDoubt
	}
	return lang.Text{}
}

// Speak sets the language of the server's texts. The customer's security question is asked for in it, where
// it may be read out yet.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	_, known := f.questions[language]
	if known || f.sending || f.step < atAmount || f.step > atConfirm {
		return nil
	}
	return f.questionTask()
}

// questionTask asks for the customer's security question alone. Without it the one in the other language
// stays.
func (f *Flow) questionTask() *flows.Task {
	call, number, query := f.call(), f.found.Number(), f.found.Query()
	return &flows.Task{Doing: msgAskingQuestion, Run: func(ctx context.Context) func() flows.Move {
		found, err := f.client.Lookup(ctx, call, query)
		return func() flows.Move {
			if err == nil && f.found.Number() == number {
				f.questions[call.Language] = found.SecurityQuestion.Text
			}
			return flows.Move{}
		}
	}}
}

// Page is where the payment is.
func (f *Flow) Page() flows.Page {
	if f.step == atFind {
		page := f.finder.Page()
		if page.Notice == nil {
			page.Notice = f.notice
		}
		page.Notice = page.Notice.NoMoneyMoved()
		return page
	}
	pages := map[step]func() flows.Page{
		atKind: f.kindPage, atAmount: f.amountPage, atMethod: f.verifyPage, atVouch: f.verifyPage, atAnswer: f.verifyPage, atPIN: f.verifyPage,
		atConfirm: f.confirmPage, atDoubt: f.doubtPage, atDone: f.donePage,
	}
	page := pages[f.step]()
	page.Notice = f.notice
	return page
}

// Answer takes what the clerk did. While money is being sent nothing is taken.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if f.sending {
		return flows.Move{Refused: true}
	}
	f.notice = nil
	switch f.step {
	case atKind:
		return f.kindChosen(answer.Row)
	case atFind:
		return f.finder.Answer(answer)
	case atAmount:
		if form.Stops(f.amountForm().Finish()) {
			return flows.Move{Refused: true}
		}
		f.known = "" // it was said of another amount, or of another account
		return f.verifier.Next()
	case atMethod, atVouch, atAnswer, atPIN:
		return f.verifier.Answer(f.within(), answer)
	case atConfirm:
		return f.send()
	case atDoubt:
		return f.doubtAnswered(answer.Action)
	}
	return f.doneAnswered(answer.Action)
}

// Back goes to the page before. What was sent cannot be gone back behind.
func (f *Flow) Back() bool {
	if f.sending || f.step >= atDoubt {
		return false
	}
	f.notice = nil
	if f.step == atFind && f.finder.Back() {
		return true
	}
	if len(f.trail) == 0 {
		return false
	}
	f.step, f.trail = f.trail[len(f.trail)-1], f.trail[:len(f.trail)-1]
	return true
}

// forward goes on to a page, from which Back leads here.
func (f *Flow) forward(to step) flows.Move {
	f.trail, f.step = append(f.trail, f.step), to
	return flows.Move{}
}

// repair goes to an earlier page, where something has to be put right, or stays.
func (f *Flow) repair(to step) flows.Move {
	walked := append(f.trail, f.step)
	f.trail = slices.DeleteFunc(walked, func(s step) bool { return s >= to })
	f.step = to
	return flows.Move{}
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
		return f.forward(atAmount)
	}
}

// Stages are the steps of the way.
func (f *Flow) Stages() []flows.Stage {
	var stages []flows.Stage
	for _, s := range []struct {
		title    lang.Text
		from, to step
	}{
		{msgStageKind, atKind, atKind}, {msgAccount, atFind, atFind}, {msgAmount, atAmount, atAmount},
		{msgVerification, atMethod, atPIN}, {msgStageConfirm, atConfirm, atConfirm}, {msgStageOutcome, atDoubt, atDone},
	} {
		state := flows.Ahead
		switch {
		case f.step > s.to:
			state = flows.Done
		case f.step >= s.from:
			state = flows.Here
		}
		stages = append(stages, flows.Stage{Title: s.title, State: state})
	}
	return stages
}

// Summary is what is known so far.
func (f *Flow) Summary() []flows.Line {
	var lines []flows.Line
	if f.step > atKind {
		lines = append(lines, flows.Line{Label: msgStageKind, Value: f.kind.name})
	}
	if f.step > atFind {
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
