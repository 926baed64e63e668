// Package account finds an account and shows it: support staff look one up, and a purchase
// begins with finding one.
package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/lang"
)

// History lists what happened on an account (docs/contract.md §7).
type History interface {
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Client is what looking up an account needs of the API.
type Client interface {
	Directory
	History
}

// Flow looks one account up. It only reads.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	purchase  func(Found) flows.Flow
	ways      []Way
	reference api.ReferenceID
	language  api.Language

	finder *Finder
	shown  *shown // nil while the account is being found
}

// shown is the account on the screen.
type shown struct {
	private.Data

	found    Found
	refused  error // why lookup did not answer: the account may not purchase
	open     []api.Authorization
	openErr  error
	captures []api.Capture
	captErr  error
}

// New is a look-up at its first page. Purchase makes the flow that one key goes on to; nil
// where purchases are not offered.
func New(counter *flows.Counter, client Client, purchase func(Found) flows.Flow) *Flow {
	f := &Flow{
		counter: counter, client: client, purchase: purchase,
		reference: counter.NewID(), language: counter.Language,
	}
	f.finder = NewFinder(counter, client, f.call, true, f.openAccount)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgLookupTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Speak sets the language of the server's messages; nothing shown has to be asked for again.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	return nil
}

// Dirty is true while leaving would lose what was typed to find the account; an account that
// was found can be found again.
func (f *Flow) Dirty() bool { return f.shown == nil && f.finder.Dirty() }

// Page is the finder's, or the account's.
func (f *Flow) Page() flows.Page {
	if f.shown == nil {
		return f.finder.Page()
	}
	return f.accountPage()
}

// actionPurchase goes on to a purchase with the account.
const (
	actionPurchase = "purchase"
	actionAnother  = "another"
)

// Answer takes what the clerk did.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if f.shown == nil {
		return f.finder.Answer(answer)
	}
	switch answer.Action {
	case actionPurchase:
		if f.mayPurchase() {
			return flows.Move{Open: f.purchase(f.shown.found)}
		}
		return flows.Move{Refused: true}
	case "":
		f.shown = nil
		f.finder.Restart()
		return flows.Move{}
	}
	return f.goOn(answer.Action)
}

// Back goes to the page before.
func (f *Flow) Back() bool {
	if f.shown != nil {
		f.shown = nil
		return true
	}
	return f.finder.Back()
}

// Stages are finding the account and reading it.
func (f *Flow) Stages() []flows.Stage {
	if f.shown == nil {
		return []flows.Stage{{Title: msgStageFind, State: flows.Here}, {Title: msgStageAccount}}
	}
	return []flows.Stage{{Title: msgStageFind, State: flows.Done}, {Title: msgStageAccount, State: flows.Here}}
}

// Summary is the account, once it was found.
func (f *Flow) Summary() []flows.Line {
	if f.shown == nil {
		return nil
	}
	return f.shown.found.Summary()
}

// Summary is the account in a few lines: name, number, card, credit.
func (f Found) Summary() []flows.Line {
	lines := f.Identity()
	if f.Account != nil {
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(f.Account.AvailableCredit)})
	}
	return lines
}

// Identity says which account it is: name, number, card.
func (f Found) Identity() []flows.Line {
	var lines []flows.Line
	add := func(label lang.Text, value string) {
		if value != "" {
			lines = append(lines, flows.Line{Label: label, Value: lang.Same(value)})
		}
	}
	add(msgName, f.Name())
	add(msgAccount, f.Ending())
	add(msgCard, f.CardEnding())
	return lines
}

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

func (f *Flow) mayPurchase() bool { return f.purchase != nil && f.shown.found.Account != nil }

// openAccount asks for everything about an account at once, where its number is known
// already.
func (f *Flow) openAccount(ctx context.Context, call api.Call, target Target) func() flows.Move {
	page := &shown{}
	var asked sync.WaitGroup
	number := knownNumber(target)
	if number != "" {
		f.askHistory(ctx, &asked, call, page, number)
	}
	page.found, page.refused = target.Resolve(ctx, f.client, call)
	if number == "" && page.refused == nil {
		f.askHistory(ctx, &asked, call, page, page.found.Number())
	}
	asked.Wait()
	return func() flows.Move {
		if page.refused != nil && (page.found.Customer == nil || !refusal(page.refused)) {
			f.finder.Fail(page.refused, call.Reference)
			return flows.Move{}
		}
		f.shown = page
		return flows.Move{}
	}
}

// askHistory asks for the open authorizations and the captures that can still be returned: those of
// promotional purchases only (docs/contract.md §7, SEEN). Each may fail without hiding the account.
func (f *Flow) askHistory(ctx context.Context, asked *sync.WaitGroup, call api.Call, page *shown, number api.ID) {
	asked.Go(func() {
		page.open, page.openErr = f.client.Authorizations(ctx, call, api.TransactionQuery{AccountNumber: number, Status: "opened"})
	})
	asked.Go(func() {
		page.captures, page.captErr = f.client.Captures(ctx, call, api.TransactionQuery{
			AccountNumber: number, TransactionType: api.PromotionalPurchase,
			// A day more is asked for, since the time zone of the server's dates is not stated.
			From: f.counter.Now().UTC().AddDate(0, 0, -flows.ReturnDays-1).Format(time.DateOnly),
		})
	})
}

// knownNumber is the account's number where it is known before lookup answered.
func knownNumber(target Target) api.ID {
	switch {
	case target.Account != nil:
		return target.Account.AccountNumber
	case target.Customer != nil:
		return target.Customer.AccountNumber
	}
	return api.ID(target.Query.AccountNumber)
}

// refusal is true where lookup answered that the account may not purchase; the account
// can then still be shown as search knows it.
func refusal(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && failed.Kind == api.KindRefused
}
