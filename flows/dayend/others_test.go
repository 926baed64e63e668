package dayend

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// another is a sale of $99 on account 4755 under another reference.
func another(change ...func(*api.Authorization)) api.Authorization {
	a := api.Authorization{
		ID: "7005", AccountNumber: "116994755", Reference: "ELSEWHERE", Status: "opened", Amount: 99_00, AmountTold: true,
		Remaining: 99_00, RemainingTold: true, CapturesTold: true, Date: noon().UTC().Format(time.RFC3339),
	}
	for _, c := range change {
		c(&a)
	}
	return a
}

// told has the judgement of one sale that only the server has, beside one record.
func told(a api.Authorization, r journal.Record) []Item {
	s := sides{day: day(), records: []journal.Record{r}}
	s.start()
	s.add(a)
	return compare(s)
}

func TestWhatCouldBeAnIntentOfThisJournalIsADifference(t *testing.T) {
	account := func(number api.ID) func(*api.Authorization) {
		return func(a *api.Authorization) { a.AccountNumber = number }
	}
	reference := func(text string) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Reference = text }
	}
	amount := func(m api.Money, named bool) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Amount, a.AmountTold = m, named }
	}
	on := func(date string) func(*api.Authorization) {
		return func(a *api.Authorization) { a.Date = date }
	}
	elsewhere := account("116990000")
	for name, c := range map[string]struct {
		sale api.Authorization
		is   bool
	}{
		"the same account":                        {another(), true},
		"the account, masked":                     {another(account("••••••4755")), true},
		"the account, masked by x":                {another(account("xxxxx4755")), true},
		"the account, padded":                     {another(account("00000116994755")), true},
		"another account, reference and amount":   {another(elsewhere), false},
		"no account, another reference":           {another(account("")), false},
		"reference and amount":                    {another(elsewhere, reference("ORDER-1"), amount(150_00, true)), true},
		"the reference in other letters":          {another(elsewhere, reference(" order-1 "), amount(150_00, true)), true},
		"the reference cut":                       {another(elsewhere, reference("ORDER"), amount(150_00, true)), true},
		"the reference padded":                    {another(elsewhere, reference("000ORDER-1   "), amount(150_00, true)), true},
		"the reference, and no amount":            {another(elsewhere, reference("ORDER-1"), amount(0, false)), true},
		"the reference, and another amount":       {another(elsewhere, reference("ORDER-1")), false},
		"the amount under another reference":      {another(elsewhere, amount(150_00, true)), false},
		"the amount without reference":            {another(elsewhere, reference(""), amount(150_00, true)), false},
		"the amount without reference or account": {another(account(""), reference(""), amount(150_00, true)), true},
		"earlier on the day":                      {another(on(noon().Add(-11 * time.Hour).UTC().Format(time.RFC3339))), true},
		"by its day only":                         {another(on(day().Format(time.DateOnly))), true},
		"a date that cannot be read":              {another(on("soon")), true},
		"the same sale, dated the next day":       {another(reference("order-1"), amount(150_00, true), on(noon().AddDate(0, 0, 1).UTC().Format(time.RFC3339))), true},
		"a status that is not known":              {another(func(a *api.Authorization) { a.Status = "declined" }), true},
	} {
		for state, outcome := range map[journal.State]flows.Outcome{
			journal.NotDone:     {Result: flows.ResultNotDone, Source: flows.FromAnswer, Code: "credit_exceeded"},
			journal.InDoubt:     {},
			journal.NeedsPerson: {Result: flows.ResultNeedsPerson},
			journal.UnderWay:    {},
		} {
			t.Run(fmt.Sprintf("%s, %s", name, state), func(t *testing.T) {
				r := purchase("", state)
				r.Outcome = outcome
				items := told(c.sale, r)
				differs := slices.ContainsFunc(items, func(i Item) bool { return i.Standing == Differs })
				neutral := slices.ContainsFunc(items, func(i Item) bool { return i.Standing == OnlyThere })
				if differs != c.is || neutral == c.is {
					t.Errorf("%+v", items)
				}
				whole := &report{day: day(), at: noon(), items: items}
				if whole.open() != (c.is || state != journal.NotDone) {
					t.Error("open", whole.open())
				}
			})
		}
	}
}

func TestACaptureOfASaleWithOneOpenHereMayBeIt(t *testing.T) {
	r := later(flows.CaptureIntent, 50_00, "")
	r.State, r.Outcome = journal.InDoubt, flows.Outcome{}
	sale := there()
	sale.Date = noon().AddDate(0, 0, -1).UTC().Format(time.RFC3339)
	sale.Captures[0].Date = noon().UTC().Format(time.RFC3339)
	if items := told(sale, r); len(items) != 2 || items[0].Standing != Differs || items[1].Standing != Doubtful {
		t.Errorf("%+v", items)
	}
	r.Intent.AuthorizationID = "7099"
	if items := told(sale, r); len(items) != 2 || items[0].Standing != Doubtful || items[1].Standing != OnlyThere {
		t.Errorf("of another sale: %+v", items)
	}
}

func TestWhatTheServerTellsOfOursIsHeldAgainstIt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*api.Authorization)
		want   Standing
	}{
		"as recorded":                  {func(*api.Authorization) {}, Agrees},
		"a number with zeros in front": {func(a *api.Authorization) { a.ID = "0007001" }, Agrees},
		"opened in capitals":           {func(a *api.Authorization) { a.Status = "OPENED" }, Agrees},
		"no status":                    {func(a *api.Authorization) { a.Status = "" }, Agrees},
		"refused":                      {func(a *api.Authorization) { a.Status = "UNAUTHORIZED" }, Differs},
		"declined":                     {func(a *api.Authorization) { a.Status = "declined" }, Differs},
		"another account":              {func(a *api.Authorization) { a.AccountNumber = "*****0000" }, Differs},
		"the account masked":           {func(a *api.Authorization) { a.AccountNumber = "*****4755" }, Agrees},
		"no amount":                    {func(a *api.Authorization) { a.Amount, a.AmountTold = 0, false }, Uncertain},
		"an amount of nothing":         {func(a *api.Authorization) { a.Amount, a.AmountTold = 0, true }, Differs},
	} {
		t.Run(name, func(t *testing.T) {
			sale := there()
			c.change(&sale)
			if items := told(sale, purchase("7001", journal.Done)); len(items) != 1 || items[0].Standing != c.want {
				t.Errorf("%+v, want %s", items, c.want)
			}
		})
	}
}

func TestTheHeadlineSaysWhatWasCompared(t *testing.T) {
	o := openOffice(t)
	for i := range 3 {
		o.sold(fmt.Sprint("ORDER-", i), flows.Outcome{Result: flows.ResultDone, ID: api.ID(fmt.Sprint(7001 + i))})
		a := there()
		a.ID, a.Reference, a.Captures = api.ID(fmt.Sprint(7001+i)), fmt.Sprint("ORDER-", i), nil
		o.server.list = append(o.server.list, a)
	}
	for i := range 2 {
		a := another()
		a.ID, a.AccountNumber = api.ID(fmt.Sprint(7101+i)), "100000001"
		o.server.list = append(o.server.list, a)
	}
	o.run(flows.Answer{})
	if got := o.headline(); got != "All 3 of this computer's are on the server. 2 more came from elsewhere." {
		t.Errorf("says %q", got)
	}
	if text := o.run(flows.Answer{Action: actionRead}).Read.Text; !strings.Contains(text.In(api.French), "Les 3 opérations de ce poste sont toutes sur le serveur.") {
		t.Errorf("the text says\n%s", text.In(api.French))
	}
	o.server.list = o.server.list[1:]
	o.run(flows.Answer{})
	o.flow.Back()
	o.flow.Back()
	o.run(flows.Answer{})
	page := o.at("report")
	for _, language := range []api.Language{api.English, api.French} {
		body := page.Body.(*flows.Report)
		if said := body.Headline.In(language) + body.Text.In(language); strings.Contains(said, "agree") || strings.Contains(said, "concord") || strings.Contains(said, "All ") {
			t.Errorf("above a difference it says %q", said)
		}
	}
	if got := page.Body.(*flows.Report).Text.In(api.English); !strings.HasPrefix(got, "On the server as recorded here: 2 of this computer's 3.") {
		t.Errorf("says %q", got)
	}
}

func TestAListThatCannotBeReadWholeIsNoDay(t *testing.T) {
	for name, fail := range map[string]func(*office){
		"purchases":             func(o *office) { o.server.err = errors.New("half a list") },
		"captures":              func(o *office) { o.server.capturesErr = errors.New("half a list") },
		"what was not done":     func(o *office) { o.flow.ledger = cut{o.journal, 1, false} },
		"too many of those":     func(o *office) { o.flow.ledger = cut{o.journal, 1, true} },
		"a journal of too many": func(o *office) { o.flow.ledger = cut{o.journal, 0, true} },
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.sold("ORDER-1", flows.Outcome{Result: flows.ResultDone, ID: "7001"})
			o.server.list = []api.Authorization{there()}
			fail(o)
			o.run(flows.Answer{})
			if page := o.at("day"); page.Notice == nil || o.flow.report != nil {
				t.Errorf("notice %+v", page.Notice)
			}
		})
	}
}

// cut is a journal of which one reading cannot be whole.
type cut struct {
	*journal.Journal
	states int // how many states the failing query asks for
	full   bool
}

func (c cut) Find(ctx context.Context, q journal.Query) ([]journal.Record, error) {
	switch {
	case len(q.States) != c.states:
		return c.Journal.Find(ctx, q)
	case !c.full:
		return nil, errors.New("no disk")
	}
	return make([]journal.Record, q.Limit), nil
}

func TestAReturnOfAnEarlierSaleAsksForItsCaptures(t *testing.T) {
	early := there()
	early.Date = noon().AddDate(0, 0, -30).UTC().Format(time.RFC3339)
	own := early.Captures[0]
	own.Date, own.Remaining = early.Date, 100_00
	early.Captures, early.CapturesTold = nil, false
	o := openOffice(t)
	id, err := o.journal.Intend(t.Context(), flows.Intent{
		Kind: flows.ReturnIntent, Account: "116994755", Amount: 50_00, AuthorizationID: "7001", CaptureID: "801", Location: "00-12345", Training: true,
	})
	if err == nil {
		err = o.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "901"})
	}
	if err != nil {
		t.Fatal(err)
	}
	o.server.known = map[api.ID]api.Authorization{"7001": early}
	o.server.captures = []api.Capture{own}
	o.run(flows.Answer{})
	o.at("report")
	if items := o.flow.report.items; len(items) != 1 || items[0].Standing != Agrees {
		t.Errorf("%+v", items)
	}
	if want := "116994755 " + noon().AddDate(0, 0, -31).UTC().Format(time.DateOnly) + " "; !slices.Contains(o.server.capturesFrom, want) {
		t.Errorf("asked %q", o.server.capturesFrom)
	}
}

func TestTheDayIsTheStores(t *testing.T) {
	toronto := time.FixedZone("EDT", -4*60*60)
	evening := time.Date(2026, 6, 15, 20, 30, 0, 0, toronto) // the next day in UTC
	o := openOffice(t)
	o.flow.Counter.Now = func() time.Time { return evening }
	late := another(func(a *api.Authorization) { a.Date, a.AccountNumber = "2026-06-16T00:30:00Z", "100000001" })
	early := another(func(a *api.Authorization) {
		a.ID, a.Date, a.AccountNumber = "7006", "2026-06-15T03:59:59Z", "100000001"
	})
	o.server.list = []api.Authorization{late, early}
	o.flow = New(o.flow.Counter, o.server, o.journal)
	o.fill(form.Values{keyDay: today})
	o.at("report")
	if o.server.from[0] != "2026-06-14 2026-06-17" {
		t.Errorf("asked %v", o.server.from)
	}
	items := o.flow.report.items
	if len(items) != 1 || items[0].AuthorizationID != "7005" || !strings.HasPrefix(items[0].sentence(o.flow.report.day).In(api.English), "20:30 ") {
		t.Errorf("%+v", items)
	}
	if text := o.flow.report.text().Text.In(api.English); !strings.Contains(text, "Compared at 2026-06-15 20:30.") {
		t.Errorf("the text says\n%s", text)
	}
}
