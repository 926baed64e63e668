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
)

// Client is what a sale needs of the API.
type Client interface {
	account.Directory
	Desk
	Till
}

// Desk reads sales (CONTRACT §7).
type Desk interface {
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Till moves the money of a sale (CONTRACT §7).
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
	// account was found by it: returns and refunds are told.
	Card string
}

// step is where the conversation is; they are in the order of its way.
type step int

const (
	atSale step = iota
	atCapture
	atAmount
	atConfirm
	atDoubt
	atDone
)

// Flow is one sale, or a refund to an account without one.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	ledger    Ledger
	which     Which
	asked     api.ID // the sale's number as it was asked for, whatever the server writes
	reference api.ReferenceID
	language  api.Language

	step   step
	trail  []step
	notice *flows.Notice

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

	work    *work
	sending bool
	doubt   *hanging
	deed    *deed
}

// texts are what the server says of a sale in one language.
type texts struct {
	rates []api.AnnualRate
	fees  []api.Fee
}

// Open shows a sale. Its player speaks to it first (Speak), which brings the sale.
func Open(counter *flows.Counter, client Client, ledger Ledger, which Which) *Flow {
	return &Flow{
		counter: counter, client: client, ledger: ledger, which: which, asked: which.AuthorizationID,
		reference: counter.NewID(), language: counter.Language, texts: map[api.Language]texts{},
	}
}

// Refund credits an account that a look-up found, without a sale.
func Refund(counter *flows.Counter, client Client, ledger Ledger, found account.Found) *Flow {
	f := Open(counter, client, ledger, Which{})
	f.found = &found
	f.begin(flows.RefundIntent, nil)
	f.step = atAmount
	return f
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

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Dirty is true while leaving would lose what was typed, or leave money in doubt.
func (f *Flow) Dirty() bool {
	switch f.step {
	case atDoubt:
		return true
	case atAmount, atConfirm:
		return f.sending || f.work.typed() || f.work.listed()
	case atSale, atCapture:
		return f.sending || f.work.listed()
	}
	return f.sending
}

// Leaving says that what is in doubt stays so.
func (f *Flow) Leaving() lang.Text {
	if f.step == atDoubt {
		return msgLeavingDoubt
	}
	return lang.Text{}
}

// Speak sets the language of the server's texts. The sale is asked for where it was not read in that
// language yet.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	_, told := f.texts[language]
	if f.alone() || f.sending || told {
		return nil
	}
	return f.readTask()
}

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	pages := map[step]func() flows.Page{
		atSale: f.salePage, atCapture: f.capturePage, atAmount: f.amountPage,
		atConfirm: f.confirmPage, atDoubt: f.doubtPage, atDone: f.donePage,
	}
	page := pages[f.step]()
	if f.listing() {
		page = f.work.items.Page()
	}
	if f.notice != nil {
		page.Notice = f.notice
	}
	return page
}

// Answer takes what the clerk did. While money is being sent nothing is taken.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if f.sending {
		return flows.Move{Refused: true}
	}
	f.notice = nil
	if f.listing() {
		return f.work.items.Answer(answer)
	}
	switch f.step {
	case atSale:
		return f.saleAnswered(answer.Action)
	case atCapture:
		return f.captureChosen(answer.Row)
	case atAmount:
		return f.amountAnswered(answer.Action)
	case atConfirm:
		return f.send()
	case atDoubt:
		return f.doubtAnswered(answer.Action)
	}
	return f.doneAnswered(answer.Action)
}

// Back goes to the page before. What was sent is not gone back behind, but to the sale.
func (f *Flow) Back() bool {
	if f.sending {
		return false
	}
	if f.listing() {
		return f.work.items.Back()
	}
	if f.step >= atDoubt && !f.alone() {
		f.toSale()
		return true
	}
	if f.step >= atDoubt || len(f.trail) == 0 {
		return false
	}
	f.notice = nil
	f.step, f.trail = f.trail[len(f.trail)-1], f.trail[:len(f.trail)-1]
	return true
}

// listing is true while the items are open.
func (f *Flow) listing() bool {
	return f.step == atAmount && f.work != nil && f.work.items.Opened()
}

func (f *Flow) forward(to step) flows.Move {
	f.trail, f.step = append(f.trail, f.step), to
	return flows.Move{}
}

// toSale shows the sale; what was typed for a call is forgotten.
func (f *Flow) toSale() {
	f.step, f.trail, f.notice, f.work, f.deed = atSale, nil, nil, nil, nil
}

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

// Stages are the steps of the way.
func (f *Flow) Stages() []flows.Stage {
	var stages []flows.Stage
	for _, s := range []struct {
		title    lang.Text
		from, to step
	}{{msgTitle, atSale, atSale}, {msgAmount, atCapture, atAmount}, {msgStageConfirm, atConfirm, atConfirm}, {msgStageOutcome, atDoubt, atDone}} {
		if f.alone() && s.to == atSale {
			continue
		}
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
