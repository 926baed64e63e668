package sale

// This file asks what of a sale is to be captured, released, returned or refunded: which capture, how
// much, under which reference.

import (
	"context"
	"slices"

	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/items"
	"countertop/flows/lang"
)

// The keys of the amount page's fields.
const (
	keyAmount    = "amount"
	keyReference = "reference"
)

// referenceLength is the most characters of the merchant's order id (docs/contract.md §7, SEEN).
const referenceLength = 40

// The least and the most that is taken, in cents (OWN): the most stops a barcode that was scanned into
// the field.
const (
	leastAmount api.Money = 1
	mostAmount  api.Money = 999_999_99
)

// work is the call that is being prepared with a sale.
type work struct {
	private.Data

	kind    flows.IntentKind
	capture *api.Capture // of a return, or of a refund that is one capture's
	// most is the most that can be taken; bound says that it is what remains, else it is any amount.
	most  api.Money
	bound bool
	began form.Values
	draft *form.Draft
	items *items.Editor // of a capture or a return, where the clerk enters them
}

// lists is true for what the API takes items of.
func (w *work) lists() bool {
	return w.kind == flows.CaptureIntent || w.kind == flows.ReturnIntent
}

// typed reports whether the clerk has changed what the page began with.
func (w *work) typed() bool {
	return w != nil && w.draft != nil && (w.draft.Value(keyAmount) != w.began[keyAmount] || w.draft.Value(keyReference) != w.began[keyReference])
}

// listed reports whether the clerk has entered items.
func (w *work) listed() bool { return w != nil && w.items != nil && w.items.Dirty() }

// amount is the amount as it was typed so far; 0 for none.
func (w *work) amount() api.Money {
	return form.MoneyOf(form.Amount(leastAmount, mostAmount).Normalize(w.draft.Value(keyAmount)))
}

// reference is the merchant's order id; a release has none.
func (w *work) reference() string {
	if w.kind == flows.ReleaseIntent {
		return ""
	}
	return w.draft.Value(keyReference)
}

// after returns what remains once it is done.
func (w *work) after() api.Money { return w.most - w.amount() }

// begin starts something with all that remains of it.
func (f *Flow) begin(kind flows.IntentKind, capture *api.Capture) {
	w := &work{kind: kind, capture: capture, most: mostAmount, began: form.Values{}, items: f.itemsOf(kind, capture)}
	f.work, f.Known = w, ""
	f.limit()
	if w.bound {
		w.began[keyAmount] = form.AmountText(w.most, f.Language)
	}
	switch {
	case kind == flows.ReleaseIntent || f.sale == nil:
	case capture != nil && capture.Reference != "":
		w.began[keyReference] = capture.Reference
	default:
		w.began[keyReference] = f.sale.Reference
	}
	w.draft = form.NewDraft(w.began)
}

// itemsOf are the items that the clerk entered for the same thing and went back from, else none yet.
func (f *Flow) itemsOf(kind flows.IntentKind, capture *api.Capture) *items.Editor {
	if w := f.work; w.listed() && w.kind == kind && (capture == nil || w.capture != nil && w.capture.ID == capture.ID) {
		return w.items
	}
	return items.New(f.Counter, kind)
}

// limit takes what remains from the sale as it was read last. A return or a refund of a capture takes at most what
// was not returned or refunded of it, as far as it is known here (OWN).
func (f *Flow) limit() {
	w := f.work
	if f.sale == nil {
		return
	}
	if w.capture != nil {
		i := slices.IndexFunc(f.sale.Captures, func(c api.Capture) bool { return c.ID == w.capture.ID })
		if i < 0 {
			w.most, w.bound = 0, true
			return
		}
		w.capture = &f.sale.Captures[i]
		w.most, w.bound = f.givable(*w.capture), true
		return
	}
	if w.kind != flows.RefundIntent {
		w.most, _, _ = f.left()
		w.bound = true
	}
}

// capturePage asks which capture is meant.
func (f *Flow) capturePage() flows.Page {
	table := &flows.Choose{Columns: []flows.Column{
		{Title: msgDate}, {Title: msgCaptureID}, {Title: msgReference, Drop: 1},
		{Title: msgAmount, Right: true}, {Title: msgLeftToReturn, Right: true},
	}}
	for _, c := range f.sale.Captures {
		table.Rows = append(table.Rows, flows.Row{
			Cells: []lang.Text{
				f.day(c.Date), lang.Same(string(c.ID)), lang.Same(c.Reference), lang.Money(c.Amount), lang.Money(f.givable(c)),
			},
			Blocked: f.blocked(f.work.kind, c),
			Detail:  []flows.Line{{Value: f.returnText(c)}},
		})
	}
	return flows.Page{
		ID: "sale.capture", Title: wordsOf(f.work.kind).title, Intro: msgWhichCapture, Body: table, Forward: msgChoose,
	}
}

// blocked says why nothing can be done with a capture; empty where it can. A return is refused here only
// where its days are over beyond doubt: at the edge the server decides.
func (f *Flow) blocked(kind flows.IntentKind, c api.Capture) lang.Text {
	left, known := returnableOf(c, f.records)
	age, last := f.ageOf(c)
	switch {
	case !known:
		return msgAmountUntold
	case kind == flows.ReturnIntent && left == 0:
		return msgAllReturned
	case kind == flows.ReturnIntent && age == flows.TooOld:
		return msgTooOld.With(last)
	case f.givable(c) == 0:
		return msgAllGivenBack
	}
	return lang.Text{}
}

func (f *Flow) captureChosen(answer flows.Answer) flows.Move {
	row := answer.Row
	if row < 0 || row >= len(f.sale.Captures) {
		return flows.Move{Refused: true}
	}
	return f.beginWith(f.work.kind, f.sale.Captures[row])
}

// beginWith starts something with a capture, or says why it cannot.
func (f *Flow) beginWith(kind flows.IntentKind, c api.Capture) flows.Move {
	if why := f.blocked(kind, c); !why.Empty() {
		f.Notice = (&flows.Notice{Tone: flows.Bad, What: why, Next: msgRefundInstead}).NoMoneyMoved()
		if kind == flows.RefundIntent {
			f.Notice.Next = msgRefundAlone
		}
		return flows.Move{Refused: true}
	}
	f.begin(kind, &c)
	return f.Forward(atAmount)
}

func (f *Flow) amountPage() flows.Page {
	page := flows.Page{
		ID: "sale.amount." + string(f.work.kind), Title: wordsOf(f.work.kind).title, Intro: f.amountIntro(),
		Body: &flows.Ask{Form: f.amountForm()}, Forward: msgContinue,
	}
	if f.work.lists() {
		page.Actions = []flows.Action{{ID: actionItems, Label: f.work.items.Label(), Key: 'i'}}
	}
	if c := f.work.capture; c != nil && f.work.kind == flows.ReturnIntent {
		switch age, last := f.ageOf(*c); age {
		case flows.JustOver, flows.TooOld:
			page.Notice = &flows.Notice{Tone: flows.Careful, What: msgDaysOver.With(last), Next: msgServerDecides}
		case flows.Ageless:
			page.Notice = &flows.Notice{Tone: flows.Careful, What: msgAgeless.With(c.Date), Next: msgServerDecides}
		}
	}
	return page
}

// actionItems opens the items of a capture or a return.
const actionItems = "items"

// amountIntro says what remains, and what a part means.
func (f *Flow) amountIntro() lang.Text {
	w := f.work
	switch {
	case f.alone():
		return msgRefundIntro.With(f.ending())
	case !w.bound:
		return msgRefundAny
	case w.capture != nil:
		return lang.Join(" ", wordsOf(w.kind).remains.With(lang.Money(w.most), string(w.capture.ID)), msgOthersUnseen)
	}
	return wordsOf(w.kind).remains.With(lang.Money(w.most))
}

func (f *Flow) amountForm() *form.Form {
	return form.New(f.work.draft, func(form.Values) []form.Field {
		fields := []form.Field{f.amountField()}
		if f.work.kind == flows.ReleaseIntent { // the API takes no reference of a release
			return fields
		}
		// The reference is required here (OWN): it tells a call whose answer was lost from another.
		return append(fields, form.Field{
			Key: keyReference, Label: msgReference, Hint: msgReferenceHint, Required: true, MaxLength: referenceLength, Width: 24,
		}.With(form.ASCII()))
	})
}

// amountField takes no more than what remains.
func (f *Flow) amountField() form.Field {
	w, rule := f.work, form.Amount(leastAmount, mostAmount)
	field := form.Field{Key: keyAmount, Label: msgAmount, Hint: msgAnyHint, Required: true, Width: 12}
	if w.bound {
		field.Hint = msgAmountHint
	}
	return field.With(form.Rule{Normalize: rule.Normalize, Check: func(value string) *form.Problem {
		if problem := rule.Check(value); problem != nil {
			return problem
		}
		if amount := form.MoneyOf(value); w.bound && amount > w.most {
			return &form.Problem{Text: msgTooMuch.With(lang.Money(amount), lang.Money(w.most))}
		}
		if differs := w.items.Differs(form.MoneyOf(value)); !differs.Empty() {
			return &form.Problem{Text: differs, Warning: true}
		}
		return nil
	}})
}

// amountAnswered goes on with an amount that fits. The sale is read once more before it is confirmed, so that what
// remains is what remains now.
func (f *Flow) amountAnswered(answer flows.Answer) flows.Move {
	if answer.Action == actionItems && f.work.lists() {
		f.work.items.Open()
		return flows.Move{}
	}
	if form.Stops(f.amountForm().Finish()) {
		return flows.Move{Refused: true}
	}
	if f.Notice = f.work.items.Notice(); f.Notice != nil {
		return flows.Move{Refused: true}
	}
	if f.alone() {
		return flows.Move{Task: f.givenBackTask()}
	}
	call, id := f.Call(), f.which.AuthorizationID
	return flows.Move{Task: &flows.Task{Doing: msgReading, Run: func(ctx context.Context) func() flows.Move {
		r := f.ask(ctx, call, id)
		return func() flows.Move { return f.checked(r) }
	}}}
}

// checked goes on to the confirmation where the sale still is as it was shown.
func (f *Flow) checked(r reading) flows.Move {
	before := f.work.most
	f.take(r)
	if f.saleErr != nil {
		f.Notice = f.unread().NoMoneyMoved()
		return flows.Move{}
	}
	switch {
	case len(f.open()) > 0:
		f.toSale() // its page says so
		return flows.Move{}
	case !f.may(f.work.kind):
		f.toSale()
		f.Notice = (&flows.Notice{Tone: flows.Careful, What: msgChanged, Next: msgChangedNext}).NoMoneyMoved()
		return flows.Move{}
	case f.work.most != before:
		f.Notice = (&flows.Notice{Tone: flows.Careful, What: msgRemainsNow.With(lang.Money(f.work.most)), Next: msgChangedNext}).NoMoneyMoved()
		return flows.Move{}
	}
	return f.Forward(atConfirm)
}

// accountNumber is the whole number of the account.
func (f *Flow) accountNumber() api.ID {
	if f.alone() {
		return f.found.Number()
	}
	return f.sale.AccountNumber
}

// userCard is the card of a business account's authorized user, where the account was found by it.
func (f *Flow) userCard() string {
	if f.alone() {
		return f.found.UserCard()
	}
	return f.which.Card
}
