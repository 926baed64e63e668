// Package closing closes the account of a customer in Quebec, who may cancel it (docs/contract.md §4); a manager
// decides.
package closing

import (
	"context"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Client makes the calls of closing an account.
type Client interface {
	CloseAccount(context.Context, api.Call, api.ID) error
	Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error)
}

// Quebec is the province whose residents may have their account closed.
const Quebec = api.Quebec

// closedStatus is the status of a closed account (docs/contract.md §4, SEEN).
const closedStatus = api.AccountClosed

// Possible is true for an account whose province is known to be Quebec. One that search showed as closed cannot be closed
// again.
func Possible(found account.Found) bool {
	if c := found.Customer; c != nil && strings.EqualFold(strings.TrimSpace(c.Status), closedStatus) {
		return false
	}
	return found.Account != nil && strings.EqualFold(strings.TrimSpace(found.Account.Province), Quebec)
}

// The steps of a closing.
const (
	atManager talk.Name = "manager"
	atConfirm talk.Name = "confirm"
	atDone    talk.Name = "done"
)

// Flow closes one account.
type Flow struct {
	talk.Talk
	client  Client
	found   account.Found
	manager *form.Draft

	decided decision  // by whom, of the closing that was done
	at      time.Time // when it was closed, for the slip
}

// decision is a manager's: external_employee_id, and why.
type decision struct{ by, reason string }

// New closes the account that a look-up found.
func New(counter *flows.Counter, client Client, recorder flows.Recorder, found account.Found) *Flow {
	f := &Flow{Talk: talk.New(counter, recorder, counter.NewID()), client: client, found: found, manager: form.NewDraft(nil)}
	f.Way(
		talk.Step{At: atManager, Page: f.managerPage, Answer: f.managerAnswered},
		talk.Step{At: atConfirm, Page: f.confirmPage, Answer: f.send},
		f.InDoubtBy(f.doubts()),
		talk.Step{At: atDone, Page: f.donePage, Answer: f.doneAnswered, Sealed: true},
	)
	return f
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Summary is the account.
func (f *Flow) Summary() []flows.Line { return f.found.Summary() }

// Dirty reports whether a decision is typed, or what came of it is not known.
func (f *Flow) Dirty() bool {
	return f.Busy() || f.InDoubt() || f.At() != atDone && !f.manager.Empty()
}

func (f *Flow) managerAnswered(flows.Answer) flows.Move {
	if form.Stops(f.managerForm().Finish()) {
		return flows.Move{Refused: true}
	}
	return f.Next()
}

func (f *Flow) managerForm() *form.Form {
	return form.New(f.manager, func(form.Values) []form.Field { return f.Counter.SignOffFields(true) })
}

func (f *Flow) managerPage() flows.Page {
	intro := msgIntro.With(f.found.Ending())
	if a := f.found.Account; a == nil || a.Province == "" { // offered nowhere; the page says what it does not know
		intro = lang.Join(" ", intro, msgProvinceUnknown)
	}
	return flows.Page{ID: "closing.manager", Title: msgTitle, Intro: intro, Body: &flows.Ask{Form: f.managerForm()}, Forward: msgContinue}
}

func (f *Flow) confirmPage() flows.Page {
	return flows.Page{
		ID: "closing.confirm", Title: msgTitle,
		Body:    &flows.Confirm{Question: msgQuestion.With(f.found.Ending(), f.province()), Groups: f.groups(), Money: true},
		Forward: msgClose,
	}
}

// groups say which account, who decided, and where.
func (f *Flow) groups() []flows.Group {
	decided := f.decision()
	place := []flows.Line{flows.Labelled(msgLocation, f.Counter.Location), flows.Labelled(msgClerk, f.Counter.Clerk)}
	if f.Counter.Training {
		place = append(place, flows.Line{Value: msgTraining, Tone: flows.Careful, Emphasis: true})
	}
	return []flows.Group{
		{Heading: msgAccount, Lines: f.accountLines()},
		{Heading: msgDecision, Lines: []flows.Line{flows.Labelled(msgManager, decided.by), flows.Labelled(msgReason, decided.reason)}},
		{Heading: msgCounter, Lines: place},
	}
}

// decision says who decides, and why: of a closing that was done, whoever decided that one.
func (f *Flow) decision() decision {
	if f.At() == atDone && f.decided.by != "" {
		return f.decided
	}
	values := f.managerForm().Values()
	return decision{values[flows.KeyManager], values[flows.KeyReason]}
}

// accountLines are the account's. A closed one has no credit that could be used.
func (f *Flow) accountLines() []flows.Line {
	if f.At() != atDone {
		return f.found.Summary()
	}
	return append(f.found.Identity(), flows.Line{Label: msgProvince, Value: f.province()})
}

// province is the customer's, as far as it is known.
func (f *Flow) province() lang.Text {
	if a := f.found.Account; a != nil && a.Province != "" {
		return lang.Same(a.Province)
	}
	return msgProvinceNotKnown
}

// send closes the account, once.
func (f *Flow) send(flows.Answer) flows.Move {
	call, decided := f.Call(), f.decision()
	return talk.Send(&f.Talk, talk.Money[api.ID, struct{}]{
		Doing: msgClosing,
		Intent: func(number api.ID) flows.Intent {
			return flows.Intent{Kind: flows.CloseIntent, Account: number, By: decided.by, Reason: decided.reason}
		},
		Send: func(ctx context.Context, number api.ID) (struct{}, error) {
			return struct{}{}, f.client.CloseAccount(ctx, call, number)
		},
		Done:    func(_ struct{}, sent talk.Sent) flows.Move { return f.finish(sent.At) },
		Refused: f.refused,
	}, f.found.Number())
}

func (f *Flow) refused(err error, _ talk.Sent) flows.Move {
	f.Notice = flows.Explain(err, msgClosing, false)
	f.Notice.Money = msgNotClosed
	return flows.Move{}
}

// finish is the end: nothing can be gone back to.
func (f *Flow) finish(at time.Time) flows.Move {
	f.at = at
	return f.Finish(atDone)
}

const (
	actionRead = "read_slip"
	actionSave = "save_slip"
)

func (f *Flow) donePage() flows.Page {
	return flows.Page{
		ID: "closing.done", Title: msgTitle, Forward: msgDone,
		Body:    &flows.Report{Tone: flows.Good, Headline: msgHeadline.With(f.found.Ending()), Text: msgTell, Groups: f.groups()},
		Actions: []flows.Action{{ID: actionRead, Label: msgReadSlip, Key: 'r'}, {ID: actionSave, Label: msgSaveSlip, Key: 's'}},
	}
}

func (f *Flow) doneAnswered(answer flows.Answer) flows.Move {
	switch answer.Action {
	case "":
		return flows.Move{Leave: true}
	case actionRead:
		return flows.Move{Read: f.slip()}
	case actionSave:
		return flows.Move{Save: f.slip()}
	}
	return flows.Move{Refused: true}
}

// slip is the customer's proof: it names the account by its ending.
func (f *Flow) slip() *flows.Document {
	when := flows.Group{Heading: msgForRecords, Lines: []flows.Line{
		flows.Labelled(msgDate, f.at.Format("2006-01-02 15:04")), flows.Labelled(msgReference, string(f.Reference())),
	}}
	return flows.Slip{
		Title: msgSlip, FileName: flows.SlipName("closing", api.ID(f.Reference()), f.Counter.Training), Training: f.Counter.Training,
		Groups: append([]flows.Group{when}, f.groups()...), Text: msgTell,
	}.Document()
}
