package purchase

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
	"countertop/flows/verification"
)

// inDoubt is a sale whose answer was lost.
func inDoubt(t *testing.T) *clerk {
	t.Helper()
	c := newClerk(t)
	c.confirm()
	c.server.authErr = lost()
	c.Run(flows.Answer{})
	c.At("purchase.doubt")
	return c
}

// unwarned is a recorder that another console wrote to only after the amount was typed.
type unwarned struct{ *flowtest.Intents }

func (unwarned) Frozen(flows.Intent) error { return nil }

func TestASaleThatMustWaitIsSaidBeforeTheCustomerHasChosen(t *testing.T) {
	for name, made := range map[string]bool{"it turns out to be made": true, "it turns out not to be": false} {
		t.Run(name, func(t *testing.T) {
			first := inDoubt(t)
			again := (&clerk{server: first.server, ledger: first.ledger}).plays(t, newFlow(first.server, first.ledger))
			again.find()
			again.Fill(form.Values{keyAmount: "75.00", keyReference: "ORDER-2"})
			again.At("purchase.doubt")
			said := text(again.Page(), api.English)
			wants(t, said, "not sent", "ORDER-1", "$150.00")
			if !again.flow.Back() {
				t.Fatal("no way back")
			}
			again.At("purchase.amount")
			again.Run(flows.Answer{})
			again.At("purchase.doubt")
			id := first.ledger.InDoubt()[0].ID
			outcome := flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromServer}
			if made {
				outcome = flows.Outcome{Result: flows.ResultDone, ID: "7009", Source: flows.FromServer}
			}
			if err := first.ledger.Conclude(t.Context(), id, outcome); err != nil {
				t.Fatal(err)
			}
			again.flow.Learned(id).Run(t.Context())()
			again.At("purchase.amount")
			if again.Notice().What.Empty() {
				t.Error("nothing is said")
			}
			again.Run(flows.Answer{})
			again.At("purchase.offers")
		})
	}
}

func TestALostAnswerIsNotSentAgain(t *testing.T) {
	c := inDoubt(t)
	if n := c.Notice(); n.Money.Empty() || n.Money == msgNoMoney || n.Next.Empty() {
		t.Errorf("notice %+v", n)
	}
	if c.flow.Back() || len(c.ledger.InDoubt()) != 1 {
		t.Error("can be gone back behind, or is not listed")
	}
	for _, action := range c.Page().Actions {
		c.Run(flows.Answer{Action: action.ID})
	}
	c.Run(flows.Answer{})
	c.Run(flows.Answer{Action: "anything"})
	if len(c.server.sales) != 1 {
		t.Errorf("sent %d times", len(c.server.sales))
	}

	// Another flow with the same sale is stopped before it is sent.
	again := (&clerk{server: c.server, ledger: c.ledger}).plays(t, newFlow(c.server, unwarned{c.ledger}))
	again.confirm()
	again.server.authErr = nil
	again.Run(flows.Answer{})
	again.At("purchase.doubt")
	if len(c.server.sales) != 1 {
		t.Error("the same sale was sent by another flow")
	}
}

func TestAskingTheServerSettlesTheDoubt(t *testing.T) {
	mine := api.Authorization{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed",
		Date: "2026-06-15T12:00:01Z", Financing: api.Financing{TransactionType: "promotional_purchase", PlanID: "9", Term: 3},
	}
	with := func(change func(*api.Authorization)) []api.Authorization {
		a := mine
		change(&a)
		return []api.Authorization{a}
	}
	for name, c := range map[string]struct {
		history []api.Authorization
		err     error
		made    bool
		maybe   bool // a person may take it
	}{
		"the sale is there":                       {history: with(func(*api.Authorization) {}), made: true},
		"the sale is there, its plan untold":      {history: with(func(a *api.Authorization) { a.Financing = api.Financing{} }), made: true},
		"letter case is no difference":            {history: with(func(a *api.Authorization) { a.Reference = "order-1" }), made: true},
		"another account and reference":           {history: with(func(a *api.Authorization) { a.AccountNumber, a.Reference = "116990001", "ORDER-2" })},
		"another account alone may be it":         {history: with(func(a *api.Authorization) { a.AccountNumber = "116990001" }), maybe: true},
		"another amount and reference":            {history: with(func(a *api.Authorization) { a.Amount, a.Reference = 1_00, "ORDER-2" })},
		"nothing is there":                        {},
		"a refused attempt may be an earlier one": {history: with(func(a *api.Authorization) { a.Status = "unauthorized" })},
		"the server cannot be asked":              {err: lost()},
		"another plan may be it":                  {history: with(func(a *api.Authorization) { a.Financing.PlanID = "4" }), maybe: true},
		"another reference may be it":             {history: with(func(a *api.Authorization) { a.Reference = "ORDER-2" }), maybe: true},
		"another amount may be it":                {history: with(func(a *api.Authorization) { a.Amount++ }), maybe: true},
		"an hour ago may be it":                   {history: with(func(a *api.Authorization) { a.Date = "2026-06-15T11:00:00Z" }), maybe: true},
		"yesterday may be it":                     {history: with(func(a *api.Authorization) { a.Date = "2026-06-14" }), maybe: true},
	} {
		t.Run(name, func(t *testing.T) {
			k := inDoubt(t)
			k.server.history, k.server.historyErr = c.history, c.err
			k.Run(flows.Answer{Action: actionAsk})
			want := api.TransactionQuery{AccountNumber: "116994755", From: "2026-06-14"}
			if k.server.queries[0] != want {
				t.Errorf("asked %+v", k.server.queries[0])
			}
			if !c.made {
				k.At("purchase.doubt")
				if n := k.Notice(); n.Money != msgStillUnknown || len(k.ledger.InDoubt()) != 1 || slices.Contains(keys(k.Page()), "t") != c.maybe {
					t.Errorf("notice %+v", n)
				}
				return
			}
			k.At("purchase.outcome")
			wants(t, text(k.Page(), api.English), "7009")
			if len(k.ledger.InDoubt()) != 0 {
				t.Error("is still in doubt")
			}
		})
	}
}

func TestWhatMayBeAnEarlierSaleIsForAPersonToDecide(t *testing.T) {
	at := func(id api.ID, date string) api.Authorization {
		return api.Authorization{ID: id, AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: date}
	}
	for name, c := range map[string]struct {
		history []api.Authorization
		shown   []string
		take    bool
	}{
		"a day cannot tell":             {[]api.Authorization{at("7009", "2026-06-15")}, []string{"7009", "2026-06-15"}, true},
		"no date cannot tell":           {[]api.Authorization{at("7009", "")}, []string{"7009"}, true},
		"a little before may be either": {[]api.Authorization{at("7009", "2026-06-15T11:55:00Z")}, []string{"7009"}, true},
		"two are one too many": {
			[]api.Authorization{at("7009", "2026-06-15T12:00:01Z"), at("7010", "2026-06-15T12:00:02Z")}, []string{"7009", "7010"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			k := inDoubt(t)
			k.server.history = c.history
			k.Run(flows.Answer{})
			k.At("purchase.doubt")
			n := k.Notice()
			if n.Money != msgStillUnknown || n.Next.Empty() || len(k.ledger.InDoubt()) != 1 {
				t.Errorf("notice %+v", n)
			}
			for _, language := range []api.Language{api.English, api.French} {
				wants(t, n.What.In(language), c.shown...)
			}
			move := k.Run(flows.Answer{Action: actionTake})
			if !c.take {
				if k.At("purchase.doubt"); !move.Refused || slices.Contains(keys(k.Page()), "t") {
					t.Error("one of several can be taken")
				}
				return
			}
			k.At("purchase.taking")
			if len(k.ledger.InDoubt()) != 1 || !k.flow.Back() {
				t.Fatal("taken without a question, or no way back")
			}
			k.At("purchase.doubt")
			k.Run(flows.Answer{Action: actionTake})
			k.Run(flows.Answer{})
			k.At("purchase.outcome")
			wants(t, text(k.Page(), api.English), "7009")
			if len(k.ledger.InDoubt()) != 0 {
				t.Error("is still in doubt")
			}
		})
	}
}

func TestWhatAPersonMayTakeIsOnlyOfTheLastAnswer(t *testing.T) {
	k := inDoubt(t)
	k.server.history = []api.Authorization{{ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: "2026-06-15"}}
	k.Run(flows.Answer{})
	k.server.history = nil
	k.Run(flows.Answer{})
	if !k.Run(flows.Answer{Action: actionTake}).Refused || len(k.ledger.InDoubt()) != 1 {
		t.Error("what the server does not have any more was taken")
	}
}

func TestAnEarlierSaleOfThisConsoleIsNoAnswer(t *testing.T) {
	first := newClerk(t)
	first.confirm()
	first.Run(flows.Answer{})
	first.At("purchase.outcome")
	second := (&clerk{server: first.server, ledger: first.ledger}).plays(t, newFlow(first.server, first.ledger))
	second.confirm()
	second.repeats("7001")
	second.server.authErr = lost()
	second.Run(flows.Answer{})
	second.At("purchase.doubt")
	earlier := api.Authorization{ID: "7001", AccountNumber: "116994755", Status: "closed", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Date: "2026-06-15T12:00:00Z"}
	second.server.history = []api.Authorization{earlier}
	second.Run(flows.Answer{})
	second.At("purchase.doubt")
	if !strings.Contains(second.Notice().What.In(api.English), "does not have it") || len(second.ledger.InDoubt()) != 1 {
		t.Errorf("notice %+v", second.Notice())
	}
	own := earlier
	own.ID = "7002"
	second.server.history = []api.Authorization{earlier, own}
	second.Run(flows.Answer{})
	second.At("purchase.outcome")
	wants(t, text(second.Page(), api.English), "7002")
}

func TestASaleThatWasNeverSentMayBeSentByHand(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.server.authErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	c.Run(flows.Answer{})
	c.At("purchase.confirm")
	if c.Notice().Money != msgNoMoney {
		t.Errorf("notice %+v", c.Notice())
	}
	c.server.authErr = nil
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
}

func TestNothingIsTakenWhileTheSaleIsSent(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	task := c.flow.Answer(flows.Answer{}).Task
	if task == nil || !task.Money {
		t.Fatalf("task %+v", task)
	}
	if !c.flow.Answer(flows.Answer{}).Refused || c.flow.Back() || c.flow.Speak(api.French) != nil || !c.flow.Dirty() {
		t.Error("the page can be left or answered while the sale is sent")
	}
	task.Run(t.Context())()
	c.At("purchase.outcome")
	if len(c.server.sales) != 1 {
		t.Errorf("sent %d times", len(c.server.sales))
	}
}

func TestTheTermsMustHaveBeenSeen(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.flow.agreed = false
	if move := c.flow.Answer(flows.Answer{}); move.Task != nil {
		t.Error("sent without the customer having seen the terms")
	}
	c.At("purchase.offers")
	again := newClerk(t)
	again.confirm()
	for again.Page().ID != "purchase.amount" {
		again.flow.Back()
	}
	again.Fill(form.Values{keyAmount: "140.00"})
	if again.flow.agreed {
		t.Error("having seen the terms of one amount is taken for those of another")
	}
}

func TestALeftDoubtLosesNothing(t *testing.T) {
	c := inDoubt(t)
	if !c.flow.Dirty() {
		t.Error("is left without a question")
	}
	if !c.Run(flows.Answer{Action: talk.ActionLeave}).Leave {
		t.Error("cannot be left")
	}
	if list := c.ledger.InDoubt(); len(list) != 1 || list[0].Intent.AccountEnding() != "4755" || list[0].Intent.Reference != "ORDER-1" {
		t.Errorf("in doubt: %+v", list)
	}
}

func TestAnErrorOfUnknownKindIsInDoubt(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.server.authErr = errors.New("something odd")
	c.Run(flows.Answer{})
	c.At("purchase.doubt")
}

func TestASaleOfAnEarlierFlowIsShownAsItWasMade(t *testing.T) {
	first := inDoubt(t)
	again := (&clerk{server: first.server, ledger: first.ledger}).plays(t, newFlow(first.server, unwarned{first.ledger}))
	again.terms("Revolving")
	again.Choose("PIN by text")
	again.Fill(form.Values{verification.KeyPIN: "2222"})
	again.Run(flows.Answer{})
	again.At("purchase.doubt")
	again.server.history = []api.Authorization{{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Remaining: 150_00, Status: "opened", Date: "2026-06-15T12:00:01Z",
		Financing: api.Financing{TransactionType: "promotional_purchase", PlanID: "9", Term: 3},
	}}
	again.Run(flows.Answer{})
	again.At("purchase.outcome")
	said := text(again.Page(), api.English)
	wants(t, said, "Plan Nine", "pre-authorized", "Left to capture|$150.00")
	if len(again.ledger.InDoubt()) != 0 || len(again.server.sales) != 1 {
		t.Error("still in doubt, or sent twice")
	}
}

func TestLeavingADoubtSaysThatItStays(t *testing.T) {
	said := func(c *clerk) lang.Text { return c.flow.Leaving() }
	if text := said(newClerk(t)); !text.Empty() {
		t.Errorf("a purchase that is not in doubt says %q", text.In(api.English))
	}
	if text := said(inDoubt(t)); text != msgLeavingDoubt {
		t.Errorf("a purchase in doubt says %q", text.In(api.English))
	}
}

// repeats confirms what was made already, which is said and not sent.
func (c *clerk) repeats(said string) {
	c.t.Helper()
	c.Run(flows.Answer{})
	c.At("purchase.confirm")
	notice := c.Notice()
	if what := notice.What.In(api.English); !strings.Contains(what, "made already") || !strings.Contains(what, said) || notice.Money.In(api.English) != "Nothing was sent now." {
		c.t.Fatalf("notice %+v", notice)
	}
	wants(c.t, text(c.Page(), api.English), "looks like a purchase that was made already")
}

func TestASaleThatWasMadeIsSentOnceMoreOnlyWhereTheClerkMeansAnother(t *testing.T) {
	first := newClerk(t)
	first.confirm()
	first.Run(flows.Answer{})
	first.At("purchase.outcome")
	second := (&clerk{server: first.server, ledger: first.ledger}).plays(t, newFlow(first.server, first.ledger))
	second.confirm()
	sent := len(second.server.sales)
	second.repeats("7001")
	if len(second.server.sales) != sent {
		t.Fatal("it was sent")
	}
	second.server.authorized.ID = "7002"
	second.Run(flows.Answer{})
	second.At("purchase.outcome")
	if len(second.server.sales) != sent+1 {
		t.Error("another one was not sent")
	}
}

func TestASaleThatWasFoundHasTheSlipOfWhenItWasMade(t *testing.T) {
	c := inDoubt(t)
	c.server.history = []api.Authorization{{
		ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: "2026-06-15T12:03:01Z",
		Captures: []api.Capture{{ID: "801", Amount: 150_00, AmountTold: true, Reference: "ORDER-1", Date: "2026-06-15T12:03:01Z"}},
	}}
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	wants(t, c.Run(flows.Answer{Action: actionRead}).Read.Text.In(api.English), "7009", "801", "2026-06-15 12:03")
}
