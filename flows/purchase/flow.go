// Package purchase takes a customer from an account to an authorized purchase: amount,
// offers, what the merchant is obliged to show, verification, confirmation, outcome.
package purchase

import (
	"context"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/items"
	"countertop/flows/lang"
	"countertop/flows/talk"
	"countertop/flows/verification"
)

// Client makes the calls of a purchase.
type Client interface {
	account.Directory
	Pricing
	Desk
}

// Pricing answers the offers for an amount in dollars and cents (docs/contract.md §6).
type Pricing interface {
	CalculateInterest(ctx context.Context, call api.Call, account api.ID, amount api.Money) (api.Offers, error)
}

// Desk verifies customers, and authorizes and lists purchases (docs/contract.md §4, §7).
type Desk interface {
	verification.Desk
	Authorize(context.Context, api.Call, api.AuthorizationRequest) (api.Authorization, error)
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// The steps of a purchase.
const (
	atFind    talk.Name = "find"
	atAmount  talk.Name = "amount"
	atOffers  talk.Name = "offers"
	atTerms   talk.Name = "terms"
	atVerify  talk.Name = "verification"
	atConfirm talk.Name = "confirm"
	atTaking  talk.Name = "taking"
	atOutcome talk.Name = "outcome"
)

// Flow is one purchase.
type Flow struct {
	talk.Talk
	client Client
	asker  Asker // nil where nobody asks

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

	unclear  unclear   // what the server said of a purchase in doubt
	finished time.Time // when it was answered
	done     *api.Authorization
	sale     func(made api.Authorization) flows.Flow // nil where it is not offered
}

// New is a purchase that begins with finding the account.
func New(counter *flows.Counter, client Client, recorder flows.Recorder) *Flow {
	f := start(counter, client, recorder, counter.NewID())
	f.finder = account.NewFinder(counter, client, f.Call, false, f.openAccount)
	f.Way(append([]talk.Step{{At: atFind, Stage: msgAccount, Page: f.findPage, Part: f.finder}}, f.way()...)...)
	f.Begin(atFind)
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
// and requestID are the application's. The customer is verified as for any other purchase (docs/contract.md §5).
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
		Talk: talk.New(counter, recorder, reference), client: client,
		questions: map[api.Language]string{},
		draft:     form.NewDraft(form.Values{keyCapture: captureNow}),
		items:     items.New(counter, flows.AuthorizationIntent),
	}
	f.verifier = verification.New(verification.Options{
		Desk: client, Host: &f.Talk, Customer: f.toVerify, Fails: func(err error) flows.Move { return f.repaired(err, false) }, Name: "purchase",
	})
	f.Way(f.way()...)
	return f
}

// way are the steps of a purchase on an account that is known.
func (f *Flow) way() []talk.Step {
	return []talk.Step{
		{At: atAmount, Stage: msgStageAmount, Page: f.amountPage, Answer: f.amountAnswered, Over: f.openItems},
		{At: atOffers, Stage: msgStageOffer, Page: f.offersPage, Answer: f.offerChosen},
		{At: atTerms, Stage: msgStageTerms, Page: f.termsPage, Answer: f.termsSeen},
		{At: atVerify, Stage: msgVerification, Part: f.verifier, Passed: f.verifier.Proven},
		{At: atConfirm, Stage: msgStageConfirm, Page: f.confirmPage, Answer: f.authorize},
		f.InDoubtBy(f.doubts()).Staged(msgStageOutcome),
		{At: atTaking, Page: f.takingPage, Answer: f.taken},
		{At: atOutcome, Page: f.outcomePage, Answer: f.outcomeAnswered, Sealed: true},
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Dirty reports whether leaving would lose what was typed, or leave a purchase in doubt; one that
// was made is not lost.
func (f *Flow) Dirty() bool {
	switch {
	case f.InDoubt():
		return true
	case f.At() == atOutcome:
		return false
	}
	return f.Busy() || f.finder != nil && f.finder.Dirty() || f.items.Dirty() ||
		f.draft.Value(keyAmount) != "" || f.draft.Value(keyReference) != ""
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

func (f *Flow) termsSeen(flows.Answer) flows.Move {
	f.agreed = true
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
		return f.take(found)
	}
}

// take goes on with an account that was looked up.
func (f *Flow) take(found account.Found) flows.Move {
	if found.Number() != f.found.Number() {
		f.forget()
	}
	f.found = found
	f.learn(found.Account, found.Language)
	return f.Next()
}

// forget drops what belongs to another account: another account is another purchase.
func (f *Flow) forget() {
	f.verifier.Restart()
	f.priced, f.financing, f.agreed = priced{}, api.Financing{}, false
	f.questions = map[api.Language]string{}
}
