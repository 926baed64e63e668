package sale

// This file repeats what will be done, and goes where a refusal can be put right.

import (
	"errors"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

func (f *Flow) confirmPage() flows.Page {
	words := wordsOf(f.work.kind)
	return flows.Page{
		ID: "sale.confirm", Title: words.confirm,
		Body:    &flows.Confirm{Question: f.question(), Groups: f.workGroups(), Money: true},
		Forward: words.do,
	}
}

// question asks whether it is meant, and where it was done before, whether another one is.
func (f *Flow) question() lang.Text {
	if f.Known != "" {
		return msgConfirmAgain
	}
	if f.loose > 0 && (f.work.kind == flows.ReturnIntent || f.work.kind == flows.RefundIntent) {
		return lang.Join(" ", msgLoose.With(lang.Money(f.loose)), wordsOf(f.work.kind).question.With(lang.Money(f.work.amount())))
	}
	return wordsOf(f.work.kind).question.With(lang.Money(f.work.amount()))
}

// workGroups repeat everything that is about to be sent.
func (f *Flow) workGroups() []flows.Group {
	w := f.work
	lines := []flows.Line{{Label: msgAmount, Value: lang.Money(w.amount()), Emphasis: true}}
	if w.bound {
		lines = append(lines, flows.Amount(wordsOf(w.kind).after, w.after()))
	}
	if w.kind != flows.ReleaseIntent {
		lines = append(lines, flows.Labelled(msgReference, w.reference()))
	}
	if w.capture != nil {
		lines = append(lines, flows.Labelled(msgCaptureID, string(w.capture.ID)))
	}
	groups := []flows.Group{{Heading: wordsOf(w.kind).name, Lines: flows.Filled(lines)}}
	if len(f.back) > 0 {
		groups = append(groups, f.backGroup())
	}
	return append(groups, f.whatGroups()...)
}

// whatGroups are the items, and where they belong.
func (f *Flow) whatGroups() []flows.Group {
	if f.work.items.Empty() {
		return f.placeGroups()
	}
	return append([]flows.Group{f.work.items.Group()}, f.placeGroups()...)
}

// placeGroups say whose money it is, of which sale, and at which counter.
func (f *Flow) placeGroups() []flows.Group {
	if f.alone() {
		return []flows.Group{{Heading: msgCustomer, Lines: f.customerLines()}, f.counterGroup()}
	}
	return []flows.Group{{Heading: msgTitle, Lines: f.saleLines()}, f.counterGroup()}
}

// customerLines name the account that is refunded.
func (f *Flow) customerLines() []flows.Line {
	return f.found.Who(f.found.Name())
}

// saleLines name the sale.
func (f *Flow) saleLines() []flows.Line {
	lines := []flows.Line{
		flows.Labelled(msgAuthorizationID, string(f.which.AuthorizationID)), flows.Labelled(msgAccount, f.ending()),
		flows.Amount(msgSaleTotal, f.sale.Amount), {Label: msgPlan, Value: f.plan()},
	}
	if f.sale.Financing.Term > 0 {
		lines = append(lines, flows.Line{Label: msgTerm, Value: lang.Months(f.sale.Financing.Term)})
	}
	return flows.Filled(lines)
}

func (f *Flow) counterGroup() flows.Group {
	lines := []flows.Line{flows.Labelled(msgLocation, f.Counter.Location), flows.Labelled(msgClerk, f.Counter.Clerk)}
	if f.Counter.Training {
		lines = append(lines, flows.Line{Value: msgTraining, Tone: flows.Careful, Emphasis: true})
	}
	return flows.Group{Heading: msgCounter, Lines: flows.Filled(lines)}
}

// remaining returns what the server said remained of what the call takes from; zero if it did not say.
func (f *Flow) remaining() api.Money {
	switch {
	case f.work.kind == flows.ReturnIntent && f.work.capture.RemainingTold:
		return f.work.capture.Remaining
	case f.work.kind == flows.CaptureIntent || f.work.kind == flows.ReleaseIntent:
		if f.sale.RemainingTold {
			return f.sale.Remaining
		}
	}
	return 0
}

// full is true for the return of the whole of a capture of which nothing was returned yet.
func (w *work) full(returned api.Money) bool {
	return w.amount() == w.capture.Amount && w.most == w.capture.Amount && returned == 0
}

// outcome holds what was done: the server's answer, as far as it goes.
type outcome struct {
	intent  flows.Intent
	at      time.Time // at the counter
	id      api.ID
	date    string // the server's, UTC
	amount  *api.Money
	sale    *api.Money // what remains of the authorization
	capture *api.Money // what remains of the capture
	message string
	groups  []flows.Group // of which sale, at which counter
}

// finish shows what was done, and reads the sale again.
func (f *Flow) finish(sent talk.Sent, done outcome) flows.Move {
	done.intent, done.at, done.groups = sent.Intent, sent.At, f.whatGroups()
	f.done = &done
	f.Finish(atDone)
	if f.alone() {
		return flows.Move{}
	}
	return flows.Move{Task: f.readTask()}
}

// Where what the server refused can be put right: with another amount, or with another call on the
// sale's page. Codes that are not here stay where they are, to be sent again: not_permitted too, since it may be the clerk's own
// permission.
var (
	atAmountCodes = map[string]bool{
		"auth_amount_exceeded": true, "capture_amount_exceeded": true, "refunds_limit_exceeded_amount": true, "wrong_inputs": true,
	}
	atSaleCodes = map[string]bool{
		"authorization_ended": true, "return_date_exceeded": true, "wrong_transaction_type": true, "not_found": true,
	}
)

// refused goes to where the refusal can be put right, and reads the sale again where it is not what was shown.
func (f *Flow) refused(err error, _ talk.Sent) flows.Move {
	if over, ok := errors.AsType[*overGivenError](err); ok { // the amount is asked for again
		f.records = over.records
		f.limit()
		f.Repair(atAmount)
		f.Notice = (&flows.Notice{Tone: flows.Careful, What: msgGivenMeanwhile.With(lang.Money(over.left)), Next: msgChangedNext}).NoMoneyMoved()
		return flows.Move{}
	}
	code := flows.FailureCode(err)
	switch {
	case atAmountCodes[code], f.alone() && atSaleCodes[code]:
		f.Repair(atAmount)
	case atSaleCodes[code]:
		notice := f.Notice
		f.toSale()
		f.Notice = notice
	default:
		return flows.Move{}
	}
	if f.alone() || code == "wrong_inputs" {
		return flows.Move{}
	}
	return flows.Move{Task: f.readTask()}
}
