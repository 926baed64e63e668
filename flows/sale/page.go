package sale

// This file is the sale on one page: what the server has, what this host recorded, and whether they
// agree.

import (
	"errors"
	"slices"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

const (
	actionCapture = "capture"
	actionRelease = "release"
	actionReturn  = "return"
	actionRefund  = "refund"
)

func (f *Flow) salePage() flows.Page {
	report := &flows.Report{Headline: msgSaleOf.With(string(f.which.AuthorizationID))}
	if f.sale != nil {
		report.Headline, report.Text = f.headline(), f.state()
		report.Groups = append(report.Groups, f.agreement(), f.saleGroup(), f.capturesNoted())
	} else {
		report.Text = msgJournalAlone
		if f.missing {
			report.Text = msgNotThere
		}
		report.Groups = append(report.Groups, f.recordedGroup())
	}
	report.Groups = append(report.Groups, f.timeline())
	if f.sale == nil || !f.made() || !f.sale.CapturesTold || f.closedEarly() || len(f.open()) > 0 || f.Doubt() != nil || f.differ() {
		report.Tone = flows.Careful
	}
	return flows.Page{
		ID: "sale.one", Title: msgTitle, Notice: f.saleNotice(), Body: report,
		Forward: msgRefresh, Actions: f.saleActions(),
	}
}

// headline names the state of the sale; only what was made is called a sale.
func (f *Flow) headline() lang.Text {
	amount := f.amountText()
	switch {
	case f.status() == api.StatusUnauthorized:
		return msgRefusedAmount.With(amount)
	case !f.made():
		return msgPurchaseAmount.With(amount, statusName(f.sale.Status))
	case f.sale.Reference == "":
		return msgSaleAmountOnly.With(amount)
	}
	return msgSaleAmount.With(amount, f.sale.Reference)
}

// status is the server's, in whatever spelling.
func (f *Flow) status() api.AuthorizationStatus { return api.StatusOf(f.sale.Status) }

// made is true for a sale whose status says that it was made, and where the server tells no status, for one of which
// something was captured.
func (f *Flow) made() bool {
	switch f.status() {
	case api.StatusOpened, api.StatusClosed:
		return true
	case api.StatusUntold:
		return len(f.sale.Captures) > 0
	}
	return false
}

// state says in a sentence how far the sale is.
func (f *Flow) state() lang.Text {
	left, _, known := f.left()
	switch {
	case f.status() == api.StatusUnauthorized:
		return msgUnauthorized
	case f.status() == api.StatusUnknown:
		return msgStatusUnknown.With(f.sale.Status)
	case f.status() == api.StatusUntold:
		return msgStatusUntold
	case !f.sale.CapturesTold:
		return msgCapturesUnknown
	case !known:
		return msgLeftUnknown
	case f.closedEarly():
		return msgClosedEarly.With(lang.Money(left))
	case left > 0 && len(f.sale.Captures) == 0:
		return msgNothingCaptured
	case left > 0:
		return msgPartCaptured.With(lang.Money(left))
	case len(f.sale.Captures) == 0:
		return msgReleased
	}
	return msgAllCaptured
}

// closedEarly reports whether the server calls the sale closed although something is left to capture. It may not be held any more.
func (f *Flow) closedEarly() bool {
	left, _, known := f.left()
	return known && left > 0 && f.status() == api.StatusClosed
}

// amountText is the sale's amount, as far as the server tells it.
func (f *Flow) amountText() lang.Text {
	if !named(f.sale.Amount, f.sale.AmountTold) {
		return msgNotTold
	}
	return lang.Money(f.sale.Amount)
}

// leftText says what remains to capture, and how that is known.
func (f *Flow) leftText() lang.Text {
	switch left, told, known := f.left(); {
	case !known:
		return msgNotKnown
	case !told:
		return msgUntold.With(lang.Money(left))
	default:
		return lang.Money(left)
	}
}

// saleNotice says why the sale could not be read, or why nothing can be done with it now.
func (f *Flow) saleNotice() *flows.Notice {
	switch {
	case f.saleErr != nil && !f.missing:
		notice := f.unread()
		notice.Tone = flows.Careful
		if f.sale != nil {
			notice.Next = lang.Join(" ", msgAsOf.With(f.read.Format("15:04")), notice.Next)
		}
		return notice
	case f.Doubt() != nil || len(f.open()) > 0:
		return &flows.Notice{Tone: flows.Careful, What: msgHeld, Money: msgStillUnknown, Next: msgHeldNext}
	case f.sale != nil && f.capturesErr != nil:
		notice := flows.Explain(f.capturesErr, msgReadingCaptures, false)
		if errors.Is(f.capturesErr, errUnnamed) {
			notice.What = msgUnnamed
		}
		if errors.Is(f.capturesErr, errUnclear) {
			notice.What = msgUnclear
		}
		notice.Tone = flows.Careful
		return notice
	}
	return nil
}

// unread says why the sale could not be read.
func (f *Flow) unread() *flows.Notice {
	if errors.Is(f.saleErr, errOtherSale) {
		return &flows.Notice{Tone: flows.Bad, What: msgOtherSale, Next: msgOtherSaleNext, Ref: f.Reference()}
	}
	return flows.Explain(f.saleErr, msgReading, false)
}

func (f *Flow) saleGroup() flows.Group {
	a := f.sale
	lines := []flows.Line{{Label: msgAmount, Value: f.amountText(), Emphasis: true}}
	if f.made() {
		left, _, _ := f.left()
		lines = append(lines, flows.Line{Label: msgLeft, Value: f.leftText(), Emphasis: left > 0})
	}
	lines = append(lines, flows.Line{Label: msgPlan, Value: f.plan()})
	if a.Financing.Term > 0 {
		lines = append(lines, flows.Line{Label: msgTerm, Value: lang.Months(a.Financing.Term)})
	}
	if a.TermAmount > 0 && f.promotional() {
		lines = append(lines, flows.Line{Label: msgPayment, Value: f.paymentText()})
	}
	lines = append(lines,
		flows.Labelled(msgReference, a.Reference), flows.Labelled(msgAccount, f.ending()), flows.Line{Label: msgStatus, Value: statusName(a.Status)},
		flows.Line{Label: msgDate, Value: f.day(a.Date)}, flows.Labelled(msgAuthorizationID, string(f.which.AuthorizationID)))
	return flows.Group{Heading: msgTitle, Lines: flows.Filled(lines)}
}

// paymentText is the payment of the plan. Nothing on a sale tells whether it is a month's; that it cannot be shows.
func (f *Flow) paymentText() lang.Text {
	a := f.sale
	return flows.PaymentOf("", a.TermAmount, a.Amount, a.Financing.Term).Text(a.TermAmount)
}

func (f *Flow) promotional() bool {
	t := f.sale.Financing.TransactionType
	return t == api.PromotionalPurchase || t == "" && f.sale.Financing.PlanID != ""
}

// plan is the name of how the sale is paid.
func (f *Flow) plan() lang.Text {
	switch financing := f.sale.Financing; {
	case financing.PlanID != "":
		return f.Counter.PlanName(financing.PlanID, "")
	case financing.TransactionType != "":
		return f.Counter.TransactionName(financing.TransactionType, lang.Same(financing.TransactionType))
	}
	return lang.Text{}
}

func statusName(status string) lang.Text {
	switch api.StatusOf(status) {
	case api.StatusUntold:
		return msgNotTold
	case api.StatusOpened:
		return msgOpened
	case api.StatusClosed:
		return msgClosed
	case api.StatusUnauthorized:
		return msgRefused
	}
	return msgStatusAs.With(status)
}

func (f *Flow) capturesGroup() flows.Group {
	group := flows.Group{Heading: msgCaptures}
	for _, c := range f.sale.Captures {
		amount := lang.Money(c.Amount)
		if !named(c.Amount, c.AmountTold) {
			amount = msgNotTold
		}
		group.Lines = append(group.Lines, flows.Line{
			Label: f.day(c.Date), Value: lang.Join(" ", msgCaptureLine.With(amount, string(c.ID)), f.returnText(c)),
		})
	}
	switch {
	case !f.sale.CapturesTold:
		group.Lines = append(group.Lines, flows.Line{Value: msgNotKnown, Tone: flows.Careful})
	case len(group.Lines) == 0:
		group.Lines = []flows.Line{{Value: msgNone}}
	}
	return group
}

// capturesNoted are the captures, and for the clerk what is not counted with them.
func (f *Flow) capturesNoted() flows.Group {
	group := f.capturesGroup()
	if len(f.sale.Captures) > 0 {
		group.Lines = append(group.Lines, flows.Line{Value: msgOthersUnseen})
	}
	if f.may(flows.RefundIntent) && slices.ContainsFunc(f.sale.Captures, f.tooOld) {
		group.Lines = append(group.Lines, flows.Line{Value: msgRefundInstead})
	}
	if f.loose > 0 {
		group.Lines = append(group.Lines, flows.Line{Value: msgLoose.With(lang.Money(f.loose)), Tone: flows.Careful})
	}
	return group
}

// recordedGroup is the sale as this host recorded it: all there is without the server.
func (f *Flow) recordedGroup() flows.Group {
	group := flows.Group{Heading: msgRecorded}
	for _, r := range f.records {
		if r.Intent.Kind == flows.AuthorizationIntent {
			group.Lines = append(group.Lines, flows.Amount(msgAmount, r.Intent.Amount), flows.Labelled(msgReference, r.Intent.Reference))
			if r.Intent.Financing.PlanID != "" {
				group.Lines = append(group.Lines, flows.Line{Label: msgPlan, Value: f.Counter.PlanName(r.Intent.Financing.PlanID, "")},
					flows.Line{Label: msgTerm, Value: lang.Months(r.Intent.Financing.Term)})
			}
			break
		}
	}
	for _, sum := range []struct {
		label lang.Text
		kind  flows.IntentKind
	}{{msgCapturedHere, flows.CaptureIntent}, {msgReleasedHere, flows.ReleaseIntent}, {msgReturnedHere, flows.ReturnIntent}, {msgRefundedHere, flows.RefundIntent}} {
		if amount := recorded(f.records, sum.kind, ""); amount > 0 {
			group.Lines = append(group.Lines, flows.Amount(sum.label, amount))
		}
	}
	group.Lines = flows.Filled(append(group.Lines, flows.Labelled(msgAccount, f.ending()), flows.Labelled(msgAuthorizationID, string(f.which.AuthorizationID))))
	return group
}

// agreement says whether the server and the journal tell the same.
func (f *Flow) agreement() flows.Group {
	group := flows.Group{Heading: msgSides}
	switch {
	case f.recordsErr != nil:
		group.Lines = []flows.Line{{Value: msgNoJournal, Tone: flows.Careful}}
	case len(f.records) == 0:
		group.Lines = []flows.Line{{Value: msgMadeElsewhere}}
	case !f.differ() && (f.Doubt() != nil || len(f.open()) > 0):
		group.Lines = []flows.Line{{Value: msgAgreeApart, Tone: flows.Careful}}
	case !f.differ():
		group.Lines = []flows.Line{{Value: msgAgree, Tone: flows.Good}}
	}
	if f.recordsErr == nil {
		for _, text := range differences(*f.sale, f.records) {
			group.Lines = append(group.Lines, flows.Line{Value: text, Tone: flows.Careful})
		}
	}
	return group
}

func (f *Flow) differ() bool {
	return f.sale != nil && f.recordsErr == nil && len(differences(*f.sale, f.records)) > 0
}

// timeline shows what this host recorded of the sale, the oldest first.
func (f *Flow) timeline() flows.Group {
	group := flows.Group{Heading: msgTimeline}
	for _, r := range f.records {
		l := flows.Line{
			Label:    lang.Same(r.At.In(f.Counter.Now().Location()).Format("2006-01-02 15:04")),
			Value:    lang.Join(", ", recordText(r), lang.Same(r.Intent.Clerk), lang.Same(r.Intent.Terminal)),
			Emphasis: f.which.Intent != "" && r.ID == f.which.Intent,
		}
		if r.State != journal.Done && r.State != journal.NotDone {
			l.Tone = flows.Careful
		}
		group.Lines = append(group.Lines, l)
	}
	switch {
	case f.recordsErr != nil:
		group.Lines = []flows.Line{{Value: msgNoJournal, Tone: flows.Careful}}
	case len(group.Lines) == 0:
		group.Lines = []flows.Line{{Value: msgNothingRecorded}}
	}
	return group
}

// recordText is a record in few words: "Capture $50.00: done, number 9001".
func recordText(r journal.Record) lang.Text {
	what := lang.Join(" ", flows.KindName(r.Intent.Kind), lang.Money(r.Intent.Amount))
	switch r.State {
	case journal.Done:
		if id := r.Outcome.ID; id != "" {
			return msgRecordDone.With(what, string(id))
		}
		return msgRecordDoneOnly.With(what)
	case journal.NotDone:
		if r.Outcome.Code != "" && r.Outcome.Source == flows.FromAnswer {
			return msgRecordRefused.With(what, r.Outcome.Code)
		}
		return msgRecordNotDone.With(what)
	case journal.UnderWay:
		return msgRecordUnderWay.With(what)
	case journal.NeedsPerson:
		return msgRecordPerson.With(what)
	}
	return msgRecordInDoubt.With(what)
}

// saleActions returns what can be done with the sale as it is.
func (f *Flow) saleActions() []flows.Action {
	actions := slices.DeleteFunc([]flows.Action{
		{ID: actionCapture, Label: msgCaptureIt, Key: 'c'},
		{ID: actionRelease, Label: msgReleaseIt, Key: 'e'},
		{ID: actionReturn, Label: msgReturnIt, Key: 't'},
		{ID: actionRefund, Label: msgRefundIt, Key: 'f'},
	}, func(a flows.Action) bool { return !f.may(actionKinds[a.ID]) })
	if f.hasSlip() {
		actions = append(actions,
			flows.Action{ID: actionRead, Label: msgReadSlip, Key: 'r'}, flows.Action{ID: actionSave, Label: msgSaveSlip, Key: 's'})
	}
	return actions
}

var actionKinds = map[string]flows.IntentKind{
	actionCapture: flows.CaptureIntent, actionRelease: flows.ReleaseIntent,
	actionReturn: flows.ReturnIntent, actionRefund: flows.RefundIntent,
}

// may reports whether something can be done with the sale as it was read: nothing while any of it is in
// doubt, or while the server does not tell it. Of a purchase that is not known to be made nothing is captured or released.
func (f *Flow) may(kind flows.IntentKind) bool {
	if f.sale == nil || f.saleErr != nil || f.Doubt() != nil || len(f.open()) > 0 || f.status() == api.StatusUnauthorized {
		return false
	}
	left, told, known := f.left()
	switch kind {
	case flows.CaptureIntent, flows.ReleaseIntent:
		return known && left > 0 && f.status() != api.StatusUnknown && (told || f.status() != api.StatusClosed)
	case flows.ReturnIntent:
		return f.recordsErr == nil && f.promotional() && slices.ContainsFunc(f.sale.Captures, func(c api.Capture) bool {
			age, _ := f.ageOf(c)
			return age != flows.TooOld && f.givable(c) > 0
		})
	case flows.RefundIntent:
		return f.recordsErr == nil && f.sale.AccountNumber != "" && len(f.sale.Captures) > 0
	}
	return false
}

func (f *Flow) saleAnswered(answer flows.Answer) flows.Move {
	action := answer.Action
	switch {
	case action == "":
		return flows.Move{Task: f.readTask()}
	case action == actionRead && f.hasSlip():
		return flows.Move{Read: f.saleSlip()}
	case action == actionSave && f.hasSlip():
		return flows.Move{Save: f.saleSlip()}
	}
	kind, known := actionKinds[action]
	if !known || !f.may(kind) {
		return flows.Move{Refused: true}
	}
	switch kind {
	case flows.CaptureIntent, flows.ReleaseIntent:
		f.begin(kind, nil)
		return f.Forward(atAmount)
	}
	if len(f.sale.Captures) > 1 {
		if !f.work.listed() || f.work.kind != kind { // those of a capture wait until it is chosen again
			f.work = &work{kind: kind}
		}
		return f.Forward(atCapture)
	}
	return f.beginWith(kind, f.sale.Captures[0])
}
