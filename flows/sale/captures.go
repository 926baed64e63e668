package sale

// This file knows what of a sale was captured, and what of that can still be given back: returns and refunds of one
// capture are counted together.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/journal"
	"countertop/flows/lang"
)

var (
	// errUnnamed says that the list of captures does not tell which sale they are of.
	errUnnamed = errors.New("the list of captures does not name their sales")
	// errUnclear says that the captures' amounts contradict one another, or are not all.
	errUnclear = errors.New("what is told of the captures is not clear")
)

// withCaptures completes a sale whose answer lists no captures: the list of captures is asked for. Where an empty list
// cannot be all, as less remains than the whole or the sale is closed, it is asked for as well. CapturesTold then says that they are known.
func (f *Flow) withCaptures(ctx context.Context, call api.Call, sale *api.Authorization) error {
	if own := sale.Capture; own != nil && !slices.ContainsFunc(sale.Captures, func(c api.Capture) bool { return account.SameNumber(c.ID, own.ID) }) {
		sale.Captures = append(sale.Captures, *own)
	}
	status := api.StatusOf(sale.Status)
	untouched := sale.CapturesTold && sale.RemainingTold && sale.Remaining == sale.Amount && status != api.StatusClosed
	if len(sale.Captures) > 0 || untouched || status == api.StatusUnauthorized {
		return relied(sale)
	}
	sale.CapturesTold = false
	all, err := f.client.Captures(ctx, call, capturesSince(*sale))
	if err != nil {
		return fmt.Errorf("asking for the captures of a sale: %w", err)
	}
	unnamed := false
	for _, c := range all {
		switch ofSale(c.AuthorizationID, sale.ID) {
		case api.Unclear:
			unnamed = true
		case api.Agrees:
			sale.Captures = append(sale.Captures, c)
		case api.Differs:
		}
	}
	if err := relied(sale); err != nil || !unnamed {
		return err
	}
	sale.CapturesTold = false
	return errUnnamed
}

// relied adds each capture once, and notes whether the captures can be relied on.
func relied(sale *api.Authorization) error {
	once, sure := eachOnce(sale.Captures)
	sale.Captures, sale.CapturesTold = once, sure && !sale.SaysMore
	if !sale.CapturesTold {
		return errUnclear
	}
	return nil
}

// ofSale compares the sale that a listed capture names with one. Of a masked or cut number, or of none, nobody can tell.
func ofSale(told, id api.ID) api.Agreement {
	plain := api.PlainID(told)
	switch {
	case plain == "":
		return api.Unclear
	case plain == api.PlainID(id):
		return api.Agrees
	case strings.ContainsAny(string(plain), "abcdefghijklmnopqrstuvwyz"): // all letters but that of masks
		return api.Differs
	case api.CompareNumbers(told, id) == api.Differs:
		return api.Differs
	}
	return api.Unclear
}

// eachOnce drops repeated captures. Sure is false if two entries of one capture differ, or an entry says that the capture may not stand.
func eachOnce(list []api.Capture) (once []api.Capture, sure bool) {
	sure = true
	for _, c := range list {
		sure = sure && !c.SaysNo && !c.SaysMore
		at := slices.IndexFunc(once, func(other api.Capture) bool { return c.ID != "" && api.PlainID(other.ID) == api.PlainID(c.ID) })
		if at < 0 {
			once = append(once, c)
			continue
		}
		sure = sure && c.Amount == once[at].Amount && c.Remaining == once[at].Remaining && c.RemainingTold == once[at].RemainingTold
	}
	return once, sure
}

// capturesSince asks for the captures of the sale's account from the day before the sale, as far as the server tells
// either. A masked number finds nothing, and is not asked with.
func capturesSince(sale api.Authorization) api.TransactionQuery {
	var query api.TransactionQuery
	if number := string(sale.AccountNumber); number != "" && strings.Trim(number, "0123456789") == "" {
		query.AccountNumber = sale.AccountNumber
	}
	if m := flows.DateOf(sale.Date); m.Known {
		query.From = m.From.UTC().AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return query
}

// left returns the amount that remains to capture. Told is false if the server does not say it: then it
// follows from the captures it shows and the releases recorded here. Known is false where nothing tells.
func (f *Flow) left() (left api.Money, told, known bool) {
	if f.sale.RemainingTold {
		return f.sale.Remaining, true, true
	}
	if !f.sale.CapturesTold || !named(f.sale.Amount, f.sale.AmountTold) {
		return 0, false, false
	}
	left = f.sale.Amount - recorded(f.records, flows.ReleaseIntent, "")
	for _, c := range f.sale.Captures {
		left -= c.Amount
	}
	return max(0, left), false, true
}

// named is true for an amount that the server named.
func named(amount api.Money, told bool) bool { return told || amount != 0 }

// returnableOf returns the amount that remains to return of a capture: what the server says, and no more than what this computer has left of
// it. Known is false where the server names no amount at all.
func returnableOf(c api.Capture, records []journal.Record) (left api.Money, known bool) {
	isNamed := named(c.Amount, c.AmountTold)
	here := max(0, c.Amount-recorded(records, flows.ReturnIntent, c.ID))
	switch {
	case c.RemainingTold && isNamed:
		return min(c.Remaining, here), true
	case c.RemainingTold:
		return c.Remaining, true
	}
	return here, isNamed
}

// givable returns the amount that can still be given back of a capture, by a return or a refund: what remains to return, less what this
// computer refunded of it. The server does not say what was refunded of a capture; another computer's refunds are not seen.
func givable(c api.Capture, records []journal.Record) api.Money {
	left, _ := returnableOf(c, records)
	return max(0, left-refunded(records, c.ID))
}

func (f *Flow) givable(c api.Capture) api.Money { return givable(c, f.records) }

// refunded returns the amount of a capture that this computer refunded, or may have: what is in doubt counts, and so does a refund of
// the sale that names no capture.
func refunded(records []journal.Record, capture api.ID) api.Money {
	var sum api.Money
	for _, r := range records {
		if r.Intent.Kind == flows.RefundIntent && r.State != journal.NotDone && (r.Intent.CaptureID == "" || account.SameNumber(r.Intent.CaptureID, capture)) {
			sum += r.Intent.Amount
		}
	}
	return sum
}

// recorded returns the amount of a kind that this host has recorded as done; of one capture, if it is named.
func recorded(records []journal.Record, kind flows.IntentKind, capture api.ID) api.Money {
	var sum api.Money
	for _, r := range records {
		if r.Intent.Kind == kind && r.State == journal.Done && (capture == "" || account.SameNumber(r.Intent.CaptureID, capture)) {
			sum += r.Intent.Amount
		}
	}
	return sum
}

// returnText says what of a capture can be returned, and until when.
func (f *Flow) returnText(c api.Capture) lang.Text {
	left, known := returnableOf(c, f.records)
	age, last := f.ageOf(c)
	text := msgReturnUntil.With(lang.Money(f.givable(c)), last)
	switch {
	case f.recordsErr != nil: // what was given back here is not known
		return msgBackUnknown
	case !f.promotional():
		text = msgRegularNoReturn
	case !known:
		return msgAmountUntold
	case left == 0:
		return msgAllReturned
	case age == flows.TooOld || age == flows.JustOver:
		text = msgDaysOver.With(last)
	case f.givable(c) == 0:
		text = lang.Text{}
	case age == flows.Ageless:
		text = msgReturnAgeless.With(lang.Money(f.givable(c)), c.Date)
	}
	if back := refunded(f.records, c.ID); back > 0 {
		text = lang.Join(" ", text, msgRefundedOf.With(lang.Money(back)))
	}
	return text
}

// looseOf returns the amount of refunds that name no sale.
func looseOf(records []journal.Record) api.Money {
	var sum api.Money
	for _, r := range records {
		if r.Intent.Kind == flows.RefundIntent && r.Intent.AuthorizationID == "" && r.State != journal.NotDone {
			sum += r.Intent.Amount
		}
	}
	return sum
}

// mostGivenBack is the most returns and refunds of an account that are shown before another refund (OWN).
const mostGivenBack = 5

// givenBackTask reads what this computer has given back on the account of a refund without a sale, for as long as captures
// are returned; the clerk sees it before confirming.
func (f *Flow) givenBackTask() *flows.Task {
	ledger, query := f.ledger, journal.Query{
		Kinds: []flows.IntentKind{flows.ReturnIntent, flows.RefundIntent}, Ending: flows.Intent{Account: f.found.Number()}.AccountEnding(),
		From: f.Counter.Now().AddDate(0, 0, -flows.ReturnDays), Limit: mostRecords,
	}
	return &flows.Task{Doing: msgReadingJournal, Run: func(ctx context.Context) func() flows.Move {
		found, err := ledger.Find(ctx, query)
		return func() flows.Move {
			if err != nil {
				f.Notice = flows.Explain(err, msgReadingJournal, false).NoMoneyMoved()
				return flows.Move{}
			}
			f.back = slices.DeleteFunc(found, func(r journal.Record) bool { return r.State == journal.NotDone })
			return f.Forward(atConfirm)
		}
	}}
}

// backGroup shows what this computer has given back on the account, the newest first.
func (f *Flow) backGroup() flows.Group {
	group := flows.Group{Heading: msgBack}
	for i, r := range f.back {
		if i == mostGivenBack {
			group.Lines = append(group.Lines, flows.Line{Value: msgMoreBack.With(len(f.back) - i), Tone: flows.Careful})
			break
		}
		group.Lines = append(group.Lines, flows.Line{
			Label: lang.Same(r.At.In(f.zone()).Format("2006-01-02 15:04")), Tone: flows.Careful,
			Value: lang.Join(", ", recordText(r), lang.Same(r.Intent.Reference)),
		})
	}
	return group
}

// overGivenError says that less can be given back than a page showed: something was given back meanwhile.
type overGivenError struct {
	left    api.Money
	records []journal.Record
}

func (e *overGivenError) Error() string { return "less can be given back by now" }

// stillGivable looks once more, right before a return or a refund of a capture is sent, whether this computer has given
// back of it meanwhile: another clerk may be at the same sale. It is nil where no capture is given back.
func (f *Flow) stillGivable() func(context.Context, flows.Intent) error {
	if f.work.capture == nil {
		return nil
	}
	find, ids, capture := f.ledger, []api.ID{f.which.AuthorizationID, f.asked}, *f.work.capture
	return func(ctx context.Context, in flows.Intent) error {
		records, err := recordsOf(ctx, find, ids...)
		if err != nil {
			return fmt.Errorf("looking for what was given back: %w: %w", flows.ErrNotRecorded, err)
		}
		if left := givable(capture, records); in.Amount > left {
			return &overGivenError{left, records}
		}
		return nil
	}
}
