package sale

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

func TestASaleShowsBothSidesOnOnePage(t *testing.T) {
	c := atTheSale(t, promotional())
	wants(t, c.said(api.English),
		"Sale of $200.00, reference ORDER-1", "A part is captured; $120.00 is still held.",
		"made elsewhere", "Left to capture|$120.00", "Plan|Plan Nine", "Term|12 months", "Payment|$17.00", "Account|•••4755",
		"Status|Opened", "Authorization number|7001", "2026-06-10|$80.00, number 9001. $80.00 can be returned until 2026-09-18.")
	if got := c.actions(); got != "cetfrs" {
		t.Errorf("actions %q", got)
	}
	c.speak(api.French)
	wants(t, c.said(api.French), "Vente de 200,00\u00a0$, référence ORDER-1", "Plan|Plan neuf", "peuvent être retournés jusqu'au 2026-09-18.")
}

func TestEachCallIsMadeInWholeOrInPart(t *testing.T) {
	for _, row := range []struct {
		name, action string
		sale         api.Authorization
		values       form.Values
		page         string // of the amount
		confirm      []string
		wantIntent   flows.Intent
		check        func(*testing.T, *server)
	}{
		{
			name: "all that remains is captured", action: actionCapture, sale: promotional(), page: "sale.amount.capture",
			confirm:    []string{"Capture $120.00 now?", "Left to capture after|$0.00", "Reference|ORDER-1", "TRAINING"},
			wantIntent: flows.Intent{Kind: flows.CaptureIntent, Amount: 120_00, Reference: "ORDER-1", Remaining: 120_00},
			check: func(t *testing.T, s *server) {
				if r := s.captures[0]; r.Amount != 120_00 || r.AuthorizationID != "7001" || r.Reference != "ORDER-1" || r.IdempotencyKey == "" {
					t.Errorf("sent %+v", r)
				}
			},
		},
		{
			name: "a part is captured under another reference", action: actionCapture, sale: promotional(), page: "sale.amount.capture",
			values: form.Values{keyAmount: "20,50", keyReference: "ORDER-2"}, confirm: []string{"Capture $20.50 now?", "Left to capture after|$99.50"},
			wantIntent: flows.Intent{Kind: flows.CaptureIntent, Amount: 20_50, Reference: "ORDER-2", Remaining: 120_00},
		},
		{
			name: "all that remains is released", action: actionRelease, sale: promotional(), page: "sale.amount.release",
			confirm:    []string{"Release $120.00 now?", "Left to capture after|$0.00"},
			wantIntent: flows.Intent{Kind: flows.ReleaseIntent, Amount: 120_00, Remaining: 120_00},
			check: func(t *testing.T, s *server) {
				if r := s.releases[0]; *r.Amount != 120_00 || r.Location != "00-12345" || r.Clerk != "12345-SMITH" || r.IdempotencyKey == "" {
					t.Errorf("sent %+v", r)
				}
			},
		},
		{
			name: "a part is released", action: actionRelease, sale: promotional(), page: "sale.amount.release",
			values: form.Values{keyAmount: "0.01"}, confirm: []string{"Release $0.01 now?", "Left to capture after|$119.99"},
			wantIntent: flows.Intent{Kind: flows.ReleaseIntent, Amount: 1, Remaining: 120_00},
		},
		{
			name: "a whole capture is returned", action: actionReturn, sale: promotional(), page: "sale.amount.return",
			confirm:    []string{"Return $80.00 to the account now?", "Left to return after|$0.00", "Capture number|9001"},
			wantIntent: flows.Intent{Kind: flows.ReturnIntent, Amount: 80_00, Reference: "ORDER-1", CaptureID: "9001", Remaining: 80_00},
			check: func(t *testing.T, s *server) {
				if r := s.returns[0]; !r.Full || r.Amount != 80_00 || r.CaptureID != "9001" || r.Location != "00-12345" || r.Clerk != "12345-SMITH" {
					t.Errorf("sent %+v", r)
				}
			},
		},
		{
			name: "a part of a capture is returned", action: actionReturn, sale: promotional(), page: "sale.amount.return",
			values: form.Values{keyAmount: "79.99"}, confirm: []string{"Left to return after|$0.01"},
			wantIntent: flows.Intent{Kind: flows.ReturnIntent, Amount: 79_99, Reference: "ORDER-1", CaptureID: "9001", Remaining: 80_00},
			check: func(t *testing.T, s *server) {
				if s.returns[0].Full {
					t.Error("a part is sent as a full return")
				}
			},
		},
		{
			name: "all that remains after a part was returned is not a full return", action: actionReturn, page: "sale.amount.return",
			sale: func() api.Authorization {
				a := promotional()
				a.Captures[0].Remaining = 30_00
				return a
			}(),
			confirm:    []string{"Return $30.00 to the account now?"},
			wantIntent: flows.Intent{Kind: flows.ReturnIntent, Amount: 30_00, Reference: "ORDER-1", CaptureID: "9001", Remaining: 30_00},
			check: func(t *testing.T, s *server) {
				if s.returns[0].Full {
					t.Error("the rest is sent as a full return")
				}
			},
		},
		{
			name: "a regular purchase is refunded", action: actionRefund, sale: regular(), page: "sale.amount.refund",
			values: form.Values{keyAmount: "12"}, confirm: []string{"Refund $12.00 to the account now?", "Left to refund after|$38.00"},
			wantIntent: flows.Intent{Kind: flows.RefundIntent, Amount: 12_00, Reference: "ORDER-1", CaptureID: "9001"},
			check: func(t *testing.T, s *server) {
				if r := s.refunds[0]; r.AccountNumber != "116994755" || r.Amount != 12_00 || r.CaptureID != "9001" || r.Reference != "ORDER-1" {
					t.Errorf("sent %+v", r)
				}
			},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := atTheSale(t, row.sale)
			c.does(row.action)
			c.at(row.page)
			c.fill(row.values)
			c.at("sale.confirm")
			wants(t, c.said(api.English), row.confirm...)
			if c.server.sent() != 0 {
				t.Fatal("something was sent before it was confirmed")
			}
			reads := c.server.reads
			c.does("")
			c.at("sale.done")
			if c.server.sent() != 1 || c.server.reads != reads+1 {
				t.Errorf("sent %d calls and read the sale %d times", c.server.sent(), c.server.reads-reads)
			}
			want := row.wantIntent
			want.Account, want.Ending, want.AuthorizationID = "116994755", "4755", "7001"
			want.Location, want.Clerk, want.Terminal, want.Training = "00-12345", "12345-SMITH", "T1", true
			got := c.ledger.intend[0]
			if got.IdempotencyKey == "" || got.Flow != c.flow.Reference() {
				t.Errorf("the intent has no key or another flow: %+v", got)
			}
			want.IdempotencyKey, want.Flow = got.IdempotencyKey, got.Flow
			if got != want {
				t.Errorf("intended\n%+v, want\n%+v", got, want)
			}
			if row.check != nil {
				row.check(t, c.server)
			}
		})
	}
}

func TestMoreThanRemainsIsRefusedByThePage(t *testing.T) {
	for _, row := range []struct{ name, action, most, over string }{
		{"of what is left to capture", actionCapture, "120.00", "120.01"},
		{"of what is held", actionRelease, "120.00", "1,000"},
		{"of what can be returned", actionReturn, "80.00", "80.01"},
		{"of what can be refunded", actionRefund, "80.00", "99.99"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(row.action)
			wants(t, c.said(api.English), "amount|"+row.most)
			for _, typed := range []string{row.over, "0", "-1", "nothing", ""} {
				if move := c.fill(form.Values{keyAmount: typed}); !move.Refused {
					t.Errorf("%q is taken", typed)
				}
			}
			if c.server.sent() != 0 {
				t.Error("something was sent")
			}
		})
	}
}

func TestWhatIsNotPossibleIsNotOffered(t *testing.T) {
	change := func(a api.Authorization, do func(*api.Authorization)) api.Authorization {
		do(&a)
		return a
	}
	for _, row := range []struct {
		name string
		sale api.Authorization
		want string
	}{
		{"a promotional purchase with something held and something captured", promotional(), "cetfrs"},
		{"a regular purchase is refunded, not returned", regular(), "frs"},
		{"nothing captured yet", change(promotional(), func(a *api.Authorization) { a.Captures = nil }), "cers"},
		{"everything captured", change(promotional(), func(a *api.Authorization) { a.Remaining = 0 }), "tfrs"},
		{"everything returned", change(promotional(), func(a *api.Authorization) { a.Captures[0].Remaining = 0 }), "cefrs"},
		{"a refused purchase", change(promotional(), func(a *api.Authorization) { a.Status = "unauthorized" }), ""},
		{"no account is told", change(regular(), func(a *api.Authorization) { a.AccountNumber = "" }), "rs"},
		{"the remainder is not told", change(promotional(), func(a *api.Authorization) { a.RemainingTold, a.Remaining = false, 0 }), "cetfrs"},
		{"the remainder is not told of a closed one", change(promotional(), func(a *api.Authorization) { a.RemainingTold, a.Status = false, "closed" }), "tfrs"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := atTheSale(t, row.sale)
			if got := c.actions(); got != row.want {
				t.Errorf("offers %q, want %q", got, row.want)
			}
			for action := range actionKinds {
				offered := false
				for _, a := range c.flow.Page().Actions {
					offered = offered || a.ID == action
				}
				if move := c.flow.Answer(flows.Answer{Action: action}); !offered && !move.Refused {
					t.Errorf("%s is taken though it is not offered", action)
				}
				c.open()
			}
		})
	}
}

func TestARefusalIsExplainedWhereItCanBePutRight(t *testing.T) {
	for _, row := range []struct{ action, code, page string }{
		{actionCapture, "auth_amount_exceeded", "sale.amount.capture"},
		{actionCapture, "authorization_ended", "sale.one"},
		{actionCapture, "not_permitted", "sale.confirm"},
		{actionRelease, "00000-31", "sale.confirm"},
		{actionCapture, "not_found", "sale.one"},
		{actionCapture, "wrong_inputs", "sale.amount.capture"},
		{actionCapture, "invalid_role", "sale.confirm"},
		{actionRelease, "auth_amount_exceeded", "sale.amount.release"},
		{actionRelease, "authorization_ended", "sale.one"},
		{actionRelease, "external_location_id_not_found", "sale.confirm"},
		{actionReturn, "capture_amount_exceeded", "sale.amount.return"},
		{actionReturn, "return_date_exceeded", "sale.one"},
		{actionReturn, "wrong_transaction_type", "sale.one"},
		{actionReturn, "not_permitted", "sale.confirm"},
		{actionReturn, "external_location_id_not_found", "sale.confirm"},
		{actionReturn, "account_type_not_permitted", "sale.confirm"},
		{actionReturn, "vcc_account_mismatch", "sale.confirm"},
		{actionRefund, "refunds_limit_exceeded_amount", "sale.amount.refund"},
		{actionRefund, "not_permitted", "sale.confirm"},
		{actionRefund, "invalid_role", "sale.confirm"},
		{actionRefund, "a_code_of_tomorrow", "sale.confirm"},
	} {
		t.Run(row.action+" "+row.code, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(row.action)
			c.fill(form.Values{keyAmount: "10"})
			c.at("sale.confirm")
			c.server.tillErr = refused(row.code)
			c.does("")
			c.at(row.page)
			if n := c.notice(); n.Code != row.code || n.Server == "" || n.Money.In(api.English) != "No money moved." || n.What.Empty() || n.Next.Empty() {
				t.Errorf("notice %+v", n)
			}
			if want := flows.Explain(refused(row.code), lang.Text{}, true).Next; c.notice().Next != want {
				t.Errorf("advises %q, and every other page %q", c.notice().Next.In(api.English), want.In(api.English))
			}
			c.server.tillErr = nil
			if row.page == "sale.one" {
				c.does(row.action)
				c.fill(form.Values{keyAmount: "10"})
			} else if row.page != "sale.confirm" {
				c.fill(nil)
			}
			c.at("sale.confirm")
			c.does("")
			c.at("sale.done")
			if first, second := c.ledger.intend[0], c.ledger.intend[1]; first.IdempotencyKey == second.IdempotencyKey {
				t.Error("what was put right was sent with the same idempotency key")
			}
		})
	}
}

func TestASaleThatChangedMeanwhileIsLookedAtAgain(t *testing.T) {
	for _, row := range []struct {
		name      string
		remaining api.Money
		page      string
	}{
		{"less remains", 50_00, "sale.amount.capture"},
		{"more remains", 130_00, "sale.amount.capture"},
		{"nothing remains", 0, "sale.one"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(actionCapture)
			c.server.sale.Remaining = row.remaining
			c.fill(nil)
			c.at(row.page)
			if n := c.notice(); n.Tone != flows.Careful || n.Money.In(api.English) != "No money moved." {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

func TestWithoutTheLineTheJournalStandsAlone(t *testing.T) {
	c := &clerk{t: t, server: &server{saleErr: lost()}, ledger: newLedger()}
	c.ledger.add(flows.AuthorizationIntent, 200_00, flows.Outcome{Result: flows.ResultDone, ID: "7001"}, func(in *flows.Intent) {
		in.Financing = api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "9", Term: 12}
	})
	c.ledger.add(flows.CaptureIntent, 80_00, flows.Outcome{Result: flows.ResultDone, ID: "9001", CaptureID: "9001"})
	c.open()
	wants(t, c.said(api.English), "here is only what this computer recorded", "Amount|$200.00", "Captured|$80.00", "Plan|Plan Nine",
		"Purchase $200.00: done, number 7001", "Capture $80.00: done, number 9001")
	if n := c.notice(); n.Tone != flows.Careful || c.actions() != "" {
		t.Errorf("notice %+v, actions %q", n, c.actions())
	}
	c.server.saleErr, c.server.sale = nil, promotional()
	c.does("")
	wants(t, c.said(api.English), "Sale of $200.00, reference ORDER-1", "agree")

	c.server.saleErr = lost()
	c.does("")
	wants(t, c.said(api.English), "Sale of $200.00, reference ORDER-1")
	if c.actions() != "" {
		t.Errorf("a sale that could not be read again offers %q", c.actions())
	}
	wants(t, c.notice().Next.In(api.English), "as it was at 12:00")
}

func TestASaleThatTheServerDoesNotKnowSaysSo(t *testing.T) {
	c := &clerk{t: t, server: &server{saleErr: &api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Code: "not_found"}}, ledger: newLedger()}
	c.open()
	wants(t, c.said(api.English), "The server does not know this sale.", "Nothing.")
}

func TestASaleThatIsGoneFromTheServerIsNotShownAsItWas(t *testing.T) {
	c := atTheSale(t, promotional())
	c.server.saleErr = &api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Code: "not_found"}
	c.does("")
	wants(t, c.said(api.English), "The server does not know this sale.")
	lacks(t, c.said(api.English), "$200.00")
}

func TestWhatTheServerDoesNotTellFollowsFromWhatIsKnown(t *testing.T) {
	sale := promotional()
	sale.Remaining, sale.RemainingTold = 0, false
	sale.Captures[0].RemainingTold = false
	c := &clerk{t: t, server: &server{sale: sale}, ledger: newLedger()}
	made(c.ledger)
	c.ledger.add(flows.ReleaseIntent, 15_00, flows.Outcome{Result: flows.ResultDone})
	c.ledger.add(flows.ReturnIntent, 5_00, flows.Outcome{Result: flows.ResultDone}, func(in *flows.Intent) { in.CaptureID = "9001" })
	c.open()
	wants(t, c.said(api.English), "Left to capture|$105.00, as it follows from the captures", "$75.00 can be returned until")
	c.does(actionReturn)
	wants(t, c.said(api.English), "amount|75.00")
	c.fill(nil)
	c.does("")
	c.at("sale.done")
	if c.server.returns[0].Full || c.ledger.intend[0].Remaining != 0 {
		t.Errorf("sent %+v, intended %+v", c.server.returns[0], c.ledger.intend[0])
	}
}

func TestALanguageIsAskedForOnce(t *testing.T) {
	c := atTheSale(t, promotional())
	c.speak(api.French)
	for _, language := range []api.Language{api.English, api.French} {
		if c.flow.Speak(language) != nil {
			t.Errorf("the sale is read again in %s", language)
		}
	}
}

func TestARefundThatWasMadeIsSentOnceMoreOnlyWhereTheClerkMeansAnother(t *testing.T) {
	c := atTheSale(t, regular())
	refunds := func() {
		c.does(actionRefund)
		c.fill(form.Values{keyAmount: "12"})
		c.at("sale.confirm")
		c.does("")
	}
	refunds()
	c.at("sale.done")
	first := c.ledger.records[len(c.ledger.records)-1].ID
	c.does("")
	c.at("sale.one")
	refunds()
	c.at("sale.confirm")
	notice := c.notice()
	if !strings.Contains(notice.What.In(api.English), "made already: $12.00") || notice.Money.In(api.English) != "Nothing was sent now." || c.server.sent() != 1 {
		t.Fatalf("%d were sent; notice %+v", c.server.sent(), notice)
	}
	wants(t, c.said(api.English), "looks like a refund that was made already")

	c.does("")
	c.at("sale.done")
	if got := c.ledger.intend[len(c.ledger.intend)-1]; c.server.sent() != 2 || got.Known != first {
		t.Errorf("%d were sent; intended %+v", c.server.sent(), got)
	}
}
