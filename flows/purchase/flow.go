// Package purchase takes a customer from an account to an authorized purchase: amount,
// offers, what the merchant is obliged to show, verification, confirmation, outcome.
package purchase

import (
	"context"
	"slices"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/items"
	"countertop/flows/lang"
	"countertop/flows/verification"
)

// Client is what a purchase needs of the API.
type Client interface {
	account.Directory
	Pricing
	Desk
}

// Pricing answers the offers for an amount in dollars and cents (CONTRACT §6).
type Pricing interface {
	CalculateInterest(ctx context.Context, call api.Call, account api.ID, amount api.Money) (api.Offers, error)
}

// Desk verifies customers, and authorizes and lists purchases (CONTRACT §4, §7).
type Desk interface {
	verification.Desk
	Authorize(context.Context, api.Call, api.AuthorizationRequest) (api.Authorization, error)
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// step is where a purchase is; they are in the order of its way.
type step int

const (
	atFind step = iota
	atAmount
	atOffers
	atTerms
	atMethod
	atVouch
	atAnswer
	atPIN
	atConfirm
	atDoubt
	atOutcome
)

// Flow is one purchase.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	recorder  flows.Recorder
	asker     Asker // nil where nobody asks
	reference api.ReferenceID
	language  api.Language

	step   step
	trail  []step // the pages that Back leads through
	notice *flows.Notice

	finder    *account.Finder // nil where the account came from another flow
	found     account.Found
	questions map[api.Language]string // the customer's security question, as far as it was asked for

	draft     *form.Draft
	items     *items.Editor // what is bought, where the clerk enters it
	stale     bool          // the credit that is known was refused, and the server did not tell another
	ordinary  bool          // captured at once, whatever was chosen: pre-authorizations are refused here
	priced    priced
	financing api.Financing // what was chosen
	agreed    bool          // the customer saw the terms

	verifier *verification.Verifier

	sending  bool
	known    flows.IntentID // the purchase that this one repeats, which the clerk was told of
	doubt    *doubt
	finished time.Time // when it was answered
	done     *api.Authorization
	sale     func(made api.Authorization) flows.Flow // nil where it is not offered
}

// New is a purchase that begins with finding the account.
func New(counter *flows.Counter, client Client, recorder flows.Recorder) *Flow {
	f := start(counter, client, recorder, counter.NewID())
	f.finder = account.NewFinder(counter, client, f.call, false, f.openAccount)
	f.step = atFind
	return f
}

// ForAccount is a purchase on an account that a look-up found.
func ForAccount(counter *flows.Counter, client Client, recorder flows.Recorder, found account.Found) *Flow {
	f := start(counter, client, recorder, counter.NewID())
	f.found = found
	language := found.Language
	if language == "" {
		language = counter.Language
	}
	f.learn(found.Account, language)
	return f
}

// AfterApproval is a purchase on the account of an application that was just approved. Reference
// and requestID are the application's. The customer is verified as for any other purchase (CONTRACT §5).
func AfterApproval(counter *flows.Counter, client Client, recorder flows.Recorder, decision api.Decision, requestID string, reference api.ReferenceID) *Flow {
	f := start(counter, client, recorder, reference)
	f.found = account.Found{Customer: &api.Customer{
		CustomerID:      decision.CustomerID,
		AccountNumber:   decision.AccountNumber,
		Status:          api.AccountNormal,
		RiskRating:      decision.RiskRating,
		CreditLimit:     decision.CreditLimit,
		AvailableCredit: decision.AvailableCredit,
		CardEndingIn:    decision.CardEndingIn,
	}}
	f.verifier.Under(requestID)
	return f
}

func start(counter *flows.Counter, client Client, recorder flows.Recorder, reference api.ReferenceID) *Flow {
	f := &Flow{
		counter: counter, client: client, recorder: recorder,
		reference: reference, language: counter.Language,
		step:      atAmount,
		questions: map[api.Language]string{},
		draft:     form.NewDraft(form.Values{keyCapture: captureNow}),
		items:     items.New(counter, flows.AuthorizationIntent),
	}
	f.verifier = f.newVerifier()
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Dirty is true while leaving would lose what was typed, or leave a purchase in doubt; one that
// was made is not lost.
func (f *Flow) Dirty() bool {
	switch f.step {
	case atDoubt:
		return true
	case atOutcome:
		return false
	}
	return f.sending || f.finder != nil && f.finder.Dirty() || f.items.Dirty() ||
		f.draft.Value(keyAmount) != "" || f.draft.Value(keyReference) != ""
}

// Leaving says that a sale in doubt stays so.
func (f *Flow) Leaving() lang.Text {
	if f.step == atDoubt {
		return msgLeavingDoubt
	}
	return lang.Text{}
}

// Page is where the purchase is.
func (f *Flow) Page() flows.Page {
	if f.step == atFind {
		page := f.finder.Page()
		if page.Notice == nil {
			page.Notice = f.notice
		}
		page.Notice = page.Notice.NoMoneyMoved() // nothing that leads here has moved any
		return page
	}
	page := f.pages()[f.step]()
	page.Notice = f.notice
	if f.items.Opened() {
		page = f.items.Page()
	}
	return page
}

func (f *Flow) pages() map[step]func() flows.Page {
	return map[step]func() flows.Page{
		atAmount:  f.amountPage,
		atOffers:  f.offersPage,
		atTerms:   f.termsPage,
		atMethod:  f.verifyPage,
		atVouch:   f.verifyPage,
		atAnswer:  f.verifyPage,
		atPIN:     f.verifyPage,
		atConfirm: f.confirmPage,
		atDoubt:   f.doubtPage,
		atOutcome: f.outcomePage,
	}
}

// Answer takes what the clerk did. While a purchase is being sent nothing is taken.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if f.sending {
		return flows.Move{Refused: true}
	}
	f.notice = nil
	if f.items.Opened() {
		return f.itemsAnswered(answer)
	}
	switch f.step {
	case atFind:
		return f.finder.Answer(answer)
	case atAmount:
		return f.amountAnswered(answer.Action)
	case atOffers:
		return f.offerChosen(answer.Row)
	case atTerms:
		f.agreed = true
		return f.verifier.Next()
	case atMethod, atVouch, atAnswer, atPIN:
		return f.verifier.Answer(f.within(), answer)
	case atConfirm:
		return f.authorize()
	case atDoubt:
		return f.doubtAnswered(answer.Action)
	}
	return f.outcomeAnswered(answer.Action)
}

// Back goes to the page before. What was sent cannot be gone back behind.
func (f *Flow) Back() bool {
	if !f.sending && f.step == atDoubt && f.doubtBack() {
		return true
	}
	if f.sending || f.step >= atDoubt {
		return false
	}
	f.notice = nil
	if f.items.Back() {
		return true
	}
	if f.step == atFind {
		return f.finder.Back()
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

// repair goes to an earlier page, where something has to be put right, or stays; Back leads to
// what was before that page.
func (f *Flow) repair(to step) flows.Move {
	walked := append(f.trail, f.step)
	f.trail = slices.DeleteFunc(walked, func(s step) bool { return s >= to })
	f.step = to
	return flows.Move{}
}

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

// openAccount looks up the account that was found.
func (f *Flow) openAccount(ctx context.Context, call api.Call, target account.Target) func() flows.Move {
	found, err := target.Resolve(ctx, f.client, call)
	return func() flows.Move {
		if err != nil {
			f.finder.Fail(err, call.Reference)
			return flows.Move{}
		}
		if found.Number() != f.found.Number() {
			f.forget()
		}
		f.found = found
		f.learn(found.Account, found.Language)
		return f.forward(atAmount)
	}
}

// forget drops what belongs to another account: another account is another purchase.
func (f *Flow) forget() {
	f.verifier.Restart()
	f.priced, f.financing, f.agreed = priced{}, api.Financing{}, false
	f.questions = map[api.Language]string{}
}
