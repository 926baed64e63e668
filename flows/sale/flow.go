// Package sale shows one sale in full, the server's side beside the journal's, and does what is
// done with a sale later: capture, release, return and refund.
package sale

import (
	"context"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/journal"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Client makes the calls of a sale.
type Client interface {
	account.Directory
	Desk
	Till
}

// Desk reads sales (docs/contract.md §7).
type Desk interface {
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Till moves the money of a sale (docs/contract.md §7).
type Till interface {
	Capture(context.Context, api.Call, api.CaptureRequest) (api.Captured, error)
	Release(context.Context, api.Call, api.ReleaseRequest) (api.Release, error)
	Return(context.Context, api.Call, api.ReturnRequest) (api.Return, error)
	Refund(context.Context, api.Call, api.RefundRequest) error
}

// Ledger records money calls, and finds again what was recorded.
type Ledger interface {
	flows.Recorder
	Find(context.Context, journal.Query) ([]journal.Record, error)
}

// Which names the sale to open.
type Which struct {
	private.Data

	AuthorizationID api.ID
	// Intent is the journal's record that led here, which stands out in the timeline; empty: none did.
	Intent flows.IntentID
	// Ending is the account's last four digits, as far as whoever opens the sale knows them.
	Ending string
	// Card is the whole number of the card (vcc_number) of a business account's authorized user, where the
	// account was found by it. Returns and refunds send it.
	Card string
}

// The steps of what is done with a sale.
const (
	atSale    talk.Name = "sale"
	atCapture talk.Name = "capture"
	atAmount  talk.Name = "amount"
	atConfirm talk.Name = "confirm"
	atDone    talk.Name = "done"
)

// Flow is one sale, or a refund to an account without one.
type Flow struct {
	talk.Talk

	client Client
	ledger Ledger
	which  Which
	asked  api.ID // the sale's number as it was asked for, whatever the server writes

	sale        *api.Authorization // as the server told it last; CapturesTold: its captures are known
	saleErr     error              // why it could not be read the last time
	capturesErr error              // why its captures are not known
	missing     bool               // the server does not know it
	texts       map[api.Language]texts
	read        time.Time // when the sale was read; zero: never

	records    []journal.Record // the oldest first
	recordsErr error
	loose      api.Money // refunded here to the account without naming a sale, since the sale

	found *account.Found   // of a refund without a sale
	back  []journal.Record // what this host has given back on its account

	work *work
	done *outcome
}

// texts holds the server's texts of a sale in one language.
type texts struct {
	rates []api.AnnualRate
	fees  []api.Fee
}

// Open shows a sale. Its player speaks to it first (Speak), which brings the sale.
func Open(counter *flows.Counter, client Client, ledger Ledger, which Which) *Flow {
	f := start(counter, client, ledger, which)
	f.Way(append([]talk.Step{
		{At: atSale, Stage: msgTitle, Page: f.salePage, Answer: f.saleAnswered},
		{At: atCapture, Stage: msgAmount, Page: f.capturePage, Answer: f.captureChosen},
		{At: atAmount, Page: f.amountPage, Answer: f.amountAnswered, Over: f.openItems},
	}, f.fromConfirm()...)...)
	return f
}

// Refund credits an account that a look-up found, without a sale.
func Refund(counter *flows.Counter, client Client, ledger Ledger, found account.Found) *Flow {
	f := start(counter, client, ledger, Which{})
	f.found = &found
	f.begin(flows.RefundIntent, nil)
	f.Way(append([]talk.Step{
		{At: atAmount, Stage: msgAmount, Page: f.amountPage, Answer: f.amountAnswered, Over: f.openItems},
	}, f.fromConfirm()...)...)
	return f
}

func start(counter *flows.Counter, client Client, ledger Ledger, which Which) *Flow {
	return &Flow{
		Talk: talk.New(counter, ledger, counter.NewID()), client: client, ledger: ledger, which: which, asked: which.AuthorizationID,
		texts: map[api.Language]texts{},
	}
}

// fromConfirm are the steps from the confirmation on. What was sent is not gone back behind, but to the sale.
func (f *Flow) fromConfirm() []talk.Step {
	doubt := f.InDoubtBy(f.doubts()).Staged(msgStageOutcome)
	doubt.Back = f.backToSale
	return []talk.Step{
		{At: atConfirm, Stage: msgStageConfirm, Page: f.confirmPage, Answer: f.send},
		doubt,
		{At: atDone, Page: f.donePage, Answer: f.doneAnswered, Back: f.backToSale, Sealed: true},
	}
}

// alone is true for a refund without a sale.
func (f *Flow) alone() bool { return f.found != nil }

// Title names the flow.
func (f *Flow) Title() lang.Text {
	if f.alone() {
		return msgRefundTitle
	}
	return msgTitle
}

// Dirty reports whether leaving would lose what was typed, or leave money in doubt.
func (f *Flow) Dirty() bool {
	switch {
	case f.InDoubt():
		return true
	case f.At() == atAmount, f.At() == atConfirm:
		return f.Busy() || f.work.typed() || f.work.listed()
	}
	return f.Busy() || f.At() != atDone && f.work.listed()
}

// Speak sets the language of the server's texts. The sale is asked for where it was not read in that
// language yet.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.Language = language
	_, told := f.texts[language]
	if f.alone() || f.Busy() || told {
		return nil
	}
	return f.readTask()
}

// openItems are the items while they are open.
func (f *Flow) openItems() talk.Part {
	if f.work == nil || !f.work.items.Opened() {
		return nil
	}
	return f.work.items
}

// toSale shows the sale; what was typed for a call is forgotten.
func (f *Flow) toSale() {
	f.Begin(atSale)
	f.Notice, f.work, f.done, f.Known = nil, nil, nil, ""
}

// backToSale goes back from what came of a call.
func (f *Flow) backToSale() bool {
	if f.alone() {
		return false
	}
	f.toSale()
	return true
}

// Summary is the sale in few lines, and what is being done with it.
func (f *Flow) Summary() []flows.Line {
	lines := []flows.Line{flows.Labelled(msgAccount, f.ending())}
	if f.sale != nil {
		lines = append(lines, flows.Labelled(msgReference, f.sale.Reference), flows.Line{Label: msgAmount, Value: f.amountText()})
		if f.made() {
			lines = append(lines, flows.Line{Label: msgLeft, Value: f.leftText()})
		}
	}
	if f.work != nil && f.work.draft != nil {
		lines = append(lines, flows.Line{Label: wordsOf(f.work.kind).name, Value: lang.Money(f.work.amount()), Emphasis: true})
	}
	return flows.Filled(lines)
}

// ending is the account's, from whoever knows it.
func (f *Flow) ending() string {
	switch {
	case f.alone():
		return f.found.Ending()
	case f.sale != nil && f.sale.AccountNumber != "":
		return account.Found{Account: &api.Account{AccountNumber: f.sale.AccountNumber}}.Ending()
	}
	for _, r := range f.records {
		if ending := r.Intent.AccountEnding(); ending != "" {
			return ending
		}
	}
	return f.which.Ending
}
