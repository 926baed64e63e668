package sale

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/journal"
)

// atOnce is a promotional sale of $40, captured at once, as a server answers it that lists no captures.
func atOnce() api.Authorization {
	sale := promotional()
	sale.Status, sale.Amount, sale.Remaining, sale.CapturesTold, sale.Captures = "closed", 40_00, 0, false, nil
	return sale
}

// itsCapture is atOnce's, as the list of captures has it.
func itsCapture() api.Capture {
	return api.Capture{ID: "9001", AuthorizationID: "007001", Reference: "ORDER-1", Date: "2026-06-10T15:00:00Z", Amount: 40_00, Remaining: 40_00, RemainingTold: true}
}

func TestASaleWithoutItsCapturesAsksTheListOfThem(t *testing.T) {
	other := itsCapture()
	other.ID, other.AuthorizationID = "9002", "7002"
	s := &server{sale: atOnce(), listed: []api.Capture{other, itsCapture()}}
	c := &clerk{t: t, server: s, ledger: newLedger()}
	c.open()
	wants(t, c.said(api.English), "Nothing is left to capture.", "$40.00, number 9001. $40.00 can be returned until 2026-09-18.")
	lacks(t, c.said(api.English), "9002", "nothing was captured", "Nothing is captured")
	if len(s.captureQueries) != 1 || s.captureQueries[0] != (api.TransactionQuery{AccountNumber: "116994755", From: "2026-06-09"}) {
		t.Errorf("asked %+v", s.captureQueries)
	}
	c.does(actionReturn)
	c.fill(nil)
	c.does("")
	c.at("sale.done")
	if len(s.returns) != 1 || s.returns[0].CaptureID != "9001" || s.returns[0].Amount != 40_00 || !s.returns[0].Full {
		t.Errorf("sent %+v", s.returns)
	}
}

func TestWhatWasCapturedIsKnownOrSaidNotToBe(t *testing.T) {
	unnamed := itsCapture()
	unnamed.AuthorizationID = ""
	named := func(id api.ID) api.Capture { c := itsCapture(); c.AuthorizationID = id; return c }
	down := &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	for name, c := range map[string]struct {
		sale    func(*api.Authorization)
		listed  []api.Capture
		err     error
		says    []string
		asked   int
		actions string
		once    bool // the capture is shown once
	}{
		"the list cannot be read": {
			err: down, asked: 1, says: []string{"What was captured of it is not known.", "|Not known"}, actions: "rs",
			sale: func(a *api.Authorization) { a.CapturesTold = true },
		},
		"the list does not say whose they are": {listed: []api.Capture{unnamed}, asked: 1, says: []string{"is not known", "|Not known"}, actions: "rs"},
		"an empty list where all remains": {
			sale: func(a *api.Authorization) { a.Status, a.Remaining, a.CapturesTold = "opened", 40_00, true }, says: []string{"Nothing is captured yet."}, actions: "cers",
		},
		"the list masks whose they are":       {listed: []api.Capture{named("****7001")}, asked: 1, says: []string{"is not known", "|Not known"}, actions: "rs"},
		"one is not known to be another's":    {listed: []api.Capture{itsCapture(), unnamed}, asked: 1, says: []string{"is not known", "|Not known", "number 9001"}, actions: "tfrs"},
		"the list pads whose they are":        {listed: []api.Capture{named(" 7001")}, asked: 1, says: []string{"number 9001", "Nothing is left to capture."}, actions: "tfrs"},
		"the list has other letters":          {listed: []api.Capture{named("AB7001"), named("7001"), named("7001B")}, asked: 1, says: []string{"number 9001", "Nothing is left to capture."}, actions: "tfrs"},
		"one that may not be one":             {sale: func(a *api.Authorization) { c := itsCapture(); c.SaysNo = true; a.Captures = []api.Capture{c} }, says: []string{"is not known", "|Not known"}, actions: "tfrs"},
		"a list that says that there is more": {sale: func(a *api.Authorization) { a.Captures, a.SaysMore = []api.Capture{itsCapture()}, true }, says: []string{"is not known", "|Not known"}, actions: "tfrs"},
		"one that is listed twice":            {sale: func(a *api.Authorization) { a.Captures = []api.Capture{itsCapture(), itsCapture()} }, says: []string{"Nothing is left to capture."}, actions: "tfrs", once: true},
		"one of the list that is there twice": {listed: []api.Capture{itsCapture(), itsCapture()}, asked: 1, says: []string{"Nothing is left to capture."}, actions: "tfrs", once: true},
		"one with two amounts": {
			sale: func(a *api.Authorization) {
				c := itsCapture()
				c.Amount = 10_00
				a.Captures = []api.Capture{itsCapture(), c}
			},
			says:    []string{"is not known", "|Not known"},
			actions: "tfrs", once: true,
		},
		"a closed sale of which all is left": {
			sale: func(a *api.Authorization) { a.Remaining, a.CapturesTold = 40_00, true }, asked: 1,
			says: []string{"closed, and that $40.00 is left to capture. Whether it is still held is not known."}, actions: "cers",
		},
		"an empty list where nothing remains is asked about, and is a release": {
			sale: func(a *api.Authorization) { a.CapturesTold = true }, asked: 1, says: []string{"nothing was captured"}, actions: "rs",
		},
		"the capture of the answer itself": {
			sale: func(a *api.Authorization) { own := itsCapture(); a.Capture = &own }, says: []string{"number 9001"}, actions: "tfrs",
		},
		"what remains follows from nothing": {
			err: down, sale: func(a *api.Authorization) { a.Status, a.RemainingTold = "opened", false }, asked: 1, says: []string{"Left to capture|Not known"}, actions: "rs",
		},
		"a masked account is not asked with": {
			sale: func(a *api.Authorization) { a.AccountNumber = "*****4755" }, listed: []api.Capture{itsCapture()}, asked: 1, says: []string{"number 9001"}, actions: "tfrs",
		},
		"a capture without an amount": {
			listed: []api.Capture{{ID: "9001", AuthorizationID: "7001", Date: "2026-06-10"}}, asked: 1,
			says: []string{"not told, number 9001. The server names no amount of it."}, actions: "frs",
		},
	} {
		t.Run(name, func(t *testing.T) {
			sale := atOnce()
			if c.sale != nil {
				c.sale(&sale)
			}
			s := &server{sale: sale, listed: c.listed, listErr: c.err}
			k := &clerk{t: t, server: s, ledger: newLedger()}
			k.open()
			wants(t, k.said(api.English), c.says...)
			if c.once && strings.Count(k.said(api.English), "number 9001") != 1 {
				t.Errorf("shown more than once:\n%s", k.said(api.English))
			}
			if got := k.actions(); got != c.actions || len(s.captureQueries) != c.asked {
				t.Errorf("actions %q, asked %+v", got, s.captureQueries)
			}
			if unknown := slices.Contains(c.says, "|Not known"); unknown {
				lacks(t, k.said(api.English), "othing was captured", "othing is captured", "\n|None")
				slip := k.does(actionRead).Read
				if k.notice().What.Empty() || slip == nil {
					t.Fatalf("notice %+v, slip %v", k.notice(), slip)
				}
				wants(t, slip.Text.In(api.English), "Not known")
			}
			for _, q := range s.captureQueries {
				if q.AccountNumber == "*****4755" {
					t.Error("asked with a masked number")
				}
			}
		})
	}
}

func TestACaptureIsOfTheSaleWhoseWholeNumberItNames(t *testing.T) {
	for _, c := range []struct {
		told, id api.ID
		want     api.Agreement
	}{
		{"7001", "7001", api.Agrees}, {" 007001 ", "7001", api.Agrees}, {"ab7001", "AB7001", api.Agrees},
		{"7002", "7001", api.Differs}, {"AB7001", "7001", api.Differs}, {"****7002", "7001", api.Differs},
		{"", "7001", api.Unclear}, {" ", "7001", api.Unclear}, {"****7001", "7001", api.Unclear}, {"**01", "7001", api.Unclear}, {"7001", "1234567001", api.Unclear},
	} {
		if got := ofSale(c.told, c.id); got != c.want {
			t.Errorf("%q of %s: %d", c.told, c.id, got)
		}
	}
}

func TestCapturesThatAreNotKnownAreNotCompared(t *testing.T) {
	c := &clerk{t: t, server: &server{sale: atOnce(), listErr: errors.New("down")}, ledger: newLedger()}
	made(c.ledger)
	c.ledger.records[0].Intent.Amount = 40_00
	c.open()
	wants(t, c.said(api.English), "The captures could not be compared")
	lacks(t, c.said(api.English), "journal agree", "does not show")
}

// giving is a clerk at a sale of $40, captured.
func giving(t *testing.T, here func(*ledger)) *clerk {
	t.Helper()
	sale := atOnce()
	sale.CapturesTold, sale.Captures = true, []api.Capture{itsCapture()}
	c := &clerk{t: t, server: &server{sale: sale}, ledger: newLedger()}
	if here != nil {
		here(c.ledger)
	}
	c.open()
	return c
}

func of(id api.ID) func(*flows.Intent) { return func(in *flows.Intent) { in.CaptureID = id } }

func TestMoneyGivenBackIsCountedTogether(t *testing.T) {
	done := flows.Outcome{Result: flows.ResultDone}
	for name, c := range map[string]struct {
		here   func(*ledger)
		action string
		most   string // "": it is not offered, or refused
	}{
		"a return after a refund of all":    {func(l *ledger) { l.add(flows.RefundIntent, 40_00, done, of("9001")) }, actionReturn, ""},
		"a return after a refund of a part": {func(l *ledger) { l.add(flows.RefundIntent, 15_00, done, of("9001")) }, actionReturn, "25.00"},
		"a number with zeros in front":      {func(l *ledger) { l.add(flows.RefundIntent, 15_00, done, of("0009001")) }, actionReturn, "25.00"},
		"another capture's refund":          {func(l *ledger) { l.add(flows.RefundIntent, 15_00, done, of("9002")) }, actionReturn, "40.00"},
		"a refund that names no capture":    {func(l *ledger) { l.add(flows.RefundIntent, 15_00, done, of("")) }, actionReturn, "25.00"},
		"a refund that was refused": {func(l *ledger) {
			l.add(flows.RefundIntent, 15_00, flows.Outcome{Result: flows.ResultNotDone}, of("9001"))
		}, actionReturn, "40.00"},
		"a refund after a refund of all":     {func(l *ledger) { l.add(flows.RefundIntent, 40_00, done, of("9001")) }, actionRefund, ""},
		"a refund after a return of a part":  {func(l *ledger) { l.add(flows.ReturnIntent, 10_00, done, of("9001")) }, actionRefund, "30.00"},
		"a return the server does not count": {func(l *ledger) { l.add(flows.ReturnIntent, 40_00, done, of("9001")) }, actionReturn, ""},
		"a sale whose number has zeros here": {func(l *ledger) {
			l.add(flows.RefundIntent, 40_00, done, of("9001"), func(in *flows.Intent) { in.AuthorizationID = "007001" })
		}, actionReturn, ""},
	} {
		t.Run(name, func(t *testing.T) {
			k := giving(t, c.here)
			k.server.sale.ID = "007001"
			k.does("")
			move := k.does(c.action)
			if c.most == "" {
				if k.at("sale.one"); !move.Refused {
					t.Error("it is taken")
				}
				return
			}
			wants(t, k.said(api.English), "amount|"+c.most, "Refunds that other computers made are not shown by the server")
			if more := k.fill(form.Values{keyAmount: "40.01"}); !more.Refused || k.server.sent() != 0 {
				t.Errorf("more than was captured: %+v", more)
			}
		})
	}
}

func TestWhatIsInDoubtCountsAsGivenBack(t *testing.T) {
	l := newLedger()
	l.add(flows.RefundIntent, 40_00, flows.Outcome{}, of("9001"))
	for _, state := range []journal.State{journal.UnderWay, journal.InDoubt, journal.NeedsPerson} {
		l.records[0].State = state
		if left := givable(itsCapture(), l.records); left != 0 {
			t.Errorf("%s: %s is left", state, left)
		}
	}
}

func TestWhatAnotherClerkGaveBackMeanwhileIsNotGivenAgain(t *testing.T) {
	c := giving(t, nil)
	c.does(actionReturn)
	c.fill(nil)
	c.at("sale.confirm")
	c.ledger.add(flows.RefundIntent, 30_00, flows.Outcome{Result: flows.ResultDone}, of("9001"))
	c.does("")
	c.at("sale.amount.return")
	if n := c.notice(); c.server.sent() != 0 || len(c.ledger.intend) != 0 || n.Money.In(api.English) != "No money moved." {
		t.Fatalf("%d were sent; notice %+v", c.server.sent(), n)
	}
	wants(t, c.notice().What.In(api.English), "$10.00 is left")
	c.fill(form.Values{keyAmount: "10"})
	c.does("")
	c.at("sale.done")
}

func TestAJournalThatCannotBeReadGivesNothingBack(t *testing.T) {
	c := giving(t, nil)
	c.does(actionReturn)
	c.fill(nil)
	c.at("sale.confirm")
	c.ledger.findErr = errors.New("no disk")
	c.does("")
	if n := c.notice(); c.server.sent() != 0 || n.Money.In(api.English) != "No money moved." {
		t.Errorf("%d were sent; notice %+v", c.server.sent(), n)
	}
	again := &clerk{t: t, server: c.server, ledger: c.ledger}
	again.open()
	wants(t, again.said(api.English), "What this computer gave back of it is not known.")
	lacks(t, again.said(api.English), "can be returned")
	if got := again.actions(); got != "rs" {
		t.Errorf("without the journal the sale offers %q", got)
	}
}

func TestARefundThatNamedNoSaleIsToldBeforeMoreIsGivenBack(t *testing.T) {
	c := giving(t, func(l *ledger) {
		l.add(flows.RefundIntent, 40_00, flows.Outcome{Result: flows.ResultDone}, func(in *flows.Intent) { in.AuthorizationID = "" })
	})
	wants(t, c.said(api.English), "This computer also refunded $40.00 to this account without naming a sale")
	c.does(actionReturn)
	c.fill(nil)
	c.at("sale.confirm")
	wants(t, c.said(api.French), "Ce poste a aussi remboursé 40,00\u00a0$ à ce compte sans nommer de vente")
}

func TestARefundWithoutASaleSaysWhatWasGivenBackOnTheAccount(t *testing.T) {
	s, l := &server{}, newLedger()
	l.add(flows.ReturnIntent, 40_00, flows.Outcome{Result: flows.ResultDone}, of("9001"))
	c := &clerk{t: t, server: s, ledger: l, flow: Refund(counter(), s, l, account.Found{Account: &api.Account{AccountNumber: "116994755"}})}
	c.speak(api.English)
	c.fill(form.Values{keyAmount: "40", keyReference: "ORDER-9"})
	c.at("sale.confirm")
	wants(t, c.said(api.English), "Given back on this account by this computer", "Return $40.00", "ORDER-1")
}

func TestAnotherSaleThanTheOneAskedForIsNotShown(t *testing.T) {
	other := promotional()
	other.ID = "7002"
	c := atTheSale(t, other)
	wants(t, c.notice().What.In(api.English), "another sale")
	lacks(t, c.said(api.English), "$200.00")
	if c.actions() != "" {
		t.Errorf("offers %q", c.actions())
	}
}

func TestOnlyASaleThatWasMadeIsShownAsOne(t *testing.T) {
	for status, want := range map[string]struct {
		says, lacks []string
		actions     string
	}{
		"opened":       {says: []string{"Sale of $200.00", "Status|Opened"}, actions: "cetfrs"},
		" OPENED ":     {says: []string{"Sale of $200.00", "Status|Opened"}, actions: "cetfrs"},
		"Closed":       {says: []string{"Sale of $200.00", "Status|Closed"}, actions: "cetfrs"},
		"unauthorized": {says: []string{"Refused purchase of $200.00", "nothing is charged or held"}, lacks: []string{"Sale of", "Left to capture"}},
		"UNAUTHORIZED": {says: []string{"Refused purchase of $200.00", "nothing is charged or held"}, lacks: []string{"Sale of", "Left to capture"}},
		"declined":     {says: []string{"Purchase of $200.00, status: “declined”", "Do not take it for made"}, lacks: []string{"Sale of", "Left to capture"}, actions: "tf"},
		"":             {says: []string{"The server does not tell the status", "Status|not told"}, actions: "cetfrs"},
	} {
		t.Run(status, func(t *testing.T) {
			sale := promotional()
			sale.Status = status
			c := atTheSale(t, sale)
			wants(t, c.said(api.English), want.says...)
			lacks(t, c.said(api.English), want.lacks...)
			if got := c.actions(); got != want.actions {
				t.Errorf("actions %q, want %q", got, want.actions)
			}
		})
	}
}

func TestAStatusThatIsNotMadeDiffersFromARecordThatSaysSo(t *testing.T) {
	l := newLedger()
	made(l)
	for _, status := range []string{"unauthorized", "Declined"} {
		sale := promotional()
		sale.Status = status
		if found := differences(sale, l.records); len(found) != 1 {
			t.Errorf("%s: %q", status, found)
		}
	}
}
