// Package closing closes the account of a customer in Quebec, who may cancel it (CONTRACT §4); a manager
// decides.
package closing

import (
	"context"
	"errors"
	"strings"
	"time"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Client is what closing an account needs of the API.
type Client interface {
	CloseAccount(context.Context, api.Call, api.ID) error
	Lookup(context.Context, api.Call, api.LookupQuery) (api.Account, error)
}

// Quebec is the province whose residents may have their account closed.
const Quebec = api.Quebec

// closedStatus is the status of a closed account (CONTRACT §4, SEEN).
const closedStatus = api.AccountClosed

// Possible is true for an account whose province is known to be Quebec. One that search showed as closed cannot be closed
// again.
func Possible(found account.Found) bool {
	if c := found.Customer; c != nil && strings.EqualFold(strings.TrimSpace(c.Status), closedStatus) {
		return false
	}
	return found.Account != nil && strings.EqualFold(strings.TrimSpace(found.Account.Province), Quebec)
}

type step int

const (
	atManager step = iota
	atConfirm
	atDoubt
	atDone
)

// Flow closes one account.
type Flow struct {
	private.Data

	counter   *flows.Counter
	client    Client
	recorder  flows.Recorder
	found     account.Found
	reference api.ReferenceID
	language  api.Language

	step    step
	manager *form.Draft
	notice  *flows.Notice
	sending bool
	doubt   hanging
	at      time.Time // when it was closed, for the slip
}

// New closes the account that a look-up found.
func New(counter *flows.Counter, client Client, recorder flows.Recorder, found account.Found) *Flow {
	return &Flow{
		counter: counter, client: client, recorder: recorder, found: found, reference: counter.NewID(), language: counter.Language,
		manager: form.NewDraft(nil),
	}
}

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Reference is the flow's x-reference-id.
func (f *Flow) Reference() api.ReferenceID { return f.reference }

// Stages are none: it is two pages.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is the account.
func (f *Flow) Summary() []flows.Line { return f.found.Summary() }

// Dirty is true while a decision is typed, or what came of it is not known.
func (f *Flow) Dirty() bool {
	return f.sending || f.step == atDoubt || f.step < atDoubt && !f.manager.Empty()
}

// Leaving says that what is in doubt stays so.
func (f *Flow) Leaving() lang.Text {
	if f.step == atDoubt {
		return msgLeavingDoubt
	}
	return lang.Text{}
}

// Speak sets the language of the server's texts.
func (f *Flow) Speak(language api.Language) *flows.Task {
	f.language = language
	return nil
}

// Page is where the conversation is.
func (f *Flow) Page() flows.Page {
	pages := map[step]func() flows.Page{atManager: f.managerPage, atConfirm: f.confirmPage, atDoubt: f.doubtPage, atDone: f.donePage}
	page := pages[f.step]()
	page.Notice = f.notice
	return page
}

// Back goes from the confirmation to the manager's page.
func (f *Flow) Back() bool {
	if f.sending || f.step != atConfirm {
		return false
	}
	f.step, f.notice = atManager, nil
	return true
}

// Answer takes what was done.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if f.sending {
		return flows.Move{Refused: true}
	}
	f.notice = nil
	switch f.step {
	case atManager:
		if form.Stops(f.managerForm().Finish()) {
			return flows.Move{Refused: true}
		}
		f.step = atConfirm
		return flows.Move{}
	case atConfirm:
		return f.send()
	case atDoubt:
		return f.doubtAnswered(answer.Action)
	}
	return f.doneAnswered(answer.Action)
}

func (f *Flow) managerForm() *form.Form {
	return form.New(f.manager, func(form.Values) []form.Field { return f.counter.SignOffFields(true) })
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
	manager, reason := f.decided()
	place := []flows.Line{flows.Labelled(msgLocation, f.counter.Location), flows.Labelled(msgClerk, f.counter.Clerk)}
	if f.counter.Training {
		place = append(place, flows.Line{Value: msgTraining, Tone: flows.Careful, Emphasis: true})
	}
	return []flows.Group{
		{Heading: msgAccount, Lines: f.accountLines()},
		{Heading: msgDecision, Lines: []flows.Line{flows.Labelled(msgManager, manager), flows.Labelled(msgReason, reason)}},
		{Heading: msgCounter, Lines: place},
	}
}

// decided is who decided, and why: of a closing that was in doubt, whoever decided that one.
func (f *Flow) decided() (manager, reason string) {
	if was := f.doubt.was; f.step == atDone && was.By != "" {
		return was.By, was.Reason
	}
	values := f.managerForm().Values()
	return values[flows.KeyManager], values[flows.KeyReason]
}

// accountLines are the account's. A closed one has no credit that could be used.
func (f *Flow) accountLines() []flows.Line {
	if f.step != atDone {
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
func (f *Flow) send() flows.Move {
	f.sending, f.doubt = true, hanging{}
	call, number, now := f.call(), f.found.Number(), f.counter.Now()
	manager, reason := f.decided()
	intent := flows.Intent{
		Kind: flows.CloseIntent, Account: number, Flow: f.reference,
		Location: f.counter.Location, Clerk: f.counter.Clerk, Terminal: f.counter.Terminal, Training: f.counter.Training,
		By: manager, Reason: reason,
	}
	return flows.Move{Task: &flows.Task{Doing: msgClosing, Money: true, Run: func(ctx context.Context) func() flows.Move {
		_, err := flows.Execute(ctx, f.recorder, intent, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, f.client.CloseAccount(ctx, call, number)
		})
		return func() flows.Move {
			f.sending = false
			return f.answered(err, now)
		}
	}}}
}

func (f *Flow) call() api.Call { return api.Call{Reference: f.reference, Language: f.language} }

func (f *Flow) answered(err error, now time.Time) flows.Move {
	if inDoubt, ok := errors.AsType[*flows.InDoubtError](err); ok {
		return f.hang(*inDoubt, now, err)
	}
	switch {
	case err == nil:
		f.finish(now)
	case errors.Is(err, flows.ErrNotConcluded):
		f.finish(now)
		f.notice = &flows.Notice{Tone: flows.Careful, What: msgNotConcluded, Ref: f.reference}
	default:
		f.notice = flows.Explain(err, msgClosing, false)
		f.notice.Money = msgNotClosed
	}
	return flows.Move{}
}

// finish is the end: nothing can be gone back to.
func (f *Flow) finish(at time.Time) { f.step, f.at = atDone, at }

const (
	actionLeave = "leave"
	actionRead  = "read_slip"
	actionSave  = "save_slip"
)

func (f *Flow) donePage() flows.Page {
	return flows.Page{
		ID: "closing.done", Title: msgTitle, Forward: msgDone,
		Body:    &flows.Report{Tone: flows.Good, Headline: msgHeadline.With(f.found.Ending()), Text: msgTell, Groups: f.groups()},
		Actions: []flows.Action{{ID: actionRead, Label: msgReadSlip, Key: 'r'}, {ID: actionSave, Label: msgSaveSlip, Key: 's'}},
	}
}

func (f *Flow) doneAnswered(action string) flows.Move {
	switch action {
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
		flows.Labelled(msgDate, f.at.Format("2006-01-02 15:04")), flows.Labelled(msgReference, string(f.reference)),
	}}
	return flows.Slip{
		Title: msgSlip, FileName: flows.SlipName("closing", api.ID(f.reference), f.counter.Training), Training: f.counter.Training,
		Groups: append([]flows.Group{when}, f.groups()...), Text: msgTell,
	}.Document()
}
