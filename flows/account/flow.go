// Package account finds an account and shows it. Support staff look accounts up, and a purchase begins with finding
// one.
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
	"countertop/flows/talk"
)

// History lists the authorizations and captures of an account (docs/contract.md §7).
type History interface {
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Client is the part of the API that a look-up needs.
type Client interface {
	Directory
	History
}

// The steps of a look-up.
const (
	atFind    talk.Name = "find"
	atAccount talk.Name = "account"
)

// Flow looks one account up. It only reads.
type Flow struct {
	talk.Talk
	client   Client
	purchase func(Found) flows.Flow
	next     []NextFlow

	finder *Finder
	shown  *shown // nil until an account was found
}

// shown is the account on the screen.
type shown struct {
	private.Data

	found    Found
	refused  error // the error of the look-up, if the account may not purchase
	open     []api.Authorization
	openErr  error
	captures []api.Capture
	captErr  error
}

// New returns a look-up at its first page. purchase makes the flow that a key opens. It is nil if purchases are not
// offered.
func New(counter *flows.Counter, client Client, purchase func(Found) flows.Flow) *Flow {
	f := &Flow{Talk: talk.New(counter, nil, counter.NewID()), client: client, purchase: purchase}
	f.finder = NewFinder(counter, client, f.Call, true, f.openAccount)
	f.Way(
		talk.Step{At: atFind, Stage: msgStageFind, Part: f.finder},
		talk.Step{At: atAccount, Stage: msgStageAccount, Page: f.accountPage, Answer: f.accountAnswered},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgLookupTitle }

// Dirty reports whether leaving would lose what was typed to find the account. An account that was found can be found
// again.
func (f *Flow) Dirty() bool { return f.At() == atFind && f.finder.Dirty() }

// actionPurchase opens a purchase with the account.
const (
	actionPurchase = "purchase"
	actionAnother  = "another"
)

func (f *Flow) accountAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case actionPurchase:
		if f.mayPurchase() {
			return flows.Move{Open: f.purchase(f.shown.found)}
		}
		return flows.Move{Refused: true}
	case "":
		f.finder.Restart()
		return f.Begin(atFind)
	}
	return f.goOn(answer.Action)
}

// Summary returns the account, once it was found.
func (f *Flow) Summary() []flows.Line {
	if f.At() == atFind {
		return nil
	}
	return f.shown.found.Summary()
}

// Summary returns the account in a few lines: name, number, card, credit.
func (f Found) Summary() []flows.Line {
	lines := f.Identity()
	if f.Account != nil {
		lines = append(lines, flows.Line{Label: msgAvailable, Value: lang.Money(f.Account.AvailableCredit)})
	}
	return lines
}

// Identity returns the lines that identify the account: name, number, card.
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

func (f *Flow) mayPurchase() bool { return f.purchase != nil && f.shown.found.Account != nil }

// openAccount asks for everything about an account. If its number is known already, all calls run at once.
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
		return f.Next()
	}
}

// askHistory asks for the open authorizations and for the captures that can still be returned: only those of
// promotional purchases (docs/contract.md §7, SEEN). If one of the calls fails, the account is still shown.
func (f *Flow) askHistory(ctx context.Context, asked *sync.WaitGroup, call api.Call, page *shown, number api.ID) {
	asked.Go(func() {
		page.open, page.openErr = f.client.Authorizations(ctx, call, api.TransactionQuery{AccountNumber: number, Status: "opened"})
	})
	asked.Go(func() {
		page.captures, page.captErr = f.client.Captures(ctx, call, api.TransactionQuery{
			AccountNumber: number, TransactionType: api.PromotionalPurchase,
			// One more day, since the time zone of the server's dates is not stated.
			From: f.Counter.Now().UTC().AddDate(0, 0, -flows.ReturnDays-1).Format(time.DateOnly),
		})
	})
}

// knownNumber returns the account's number if it is known before the look-up.
func knownNumber(target Target) api.ID {
	switch {
	case target.Account != nil:
		return target.Account.AccountNumber
	case target.Customer != nil:
		return target.Customer.AccountNumber
	}
	return api.ID(target.Query.AccountNumber)
}

// refusal reports whether the look-up answered that the account may not purchase. The account can then still be shown
// as the search knows it.
func refusal(err error) bool {
	var failed *api.Error
	return errors.As(err, &failed) && failed.Kind == api.KindRefused
}
