package sale

import (
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
)

func TestARefundWithoutASaleNeedsTheWholeNumber(t *testing.T) {
	s, l := &server{}, newLedger()
	found := account.Found{
		Account: &api.Account{AccountNumber: "116994755", AccountType: "business"}, CardNumber: "9900000000000091",
	}
	c := &clerk{t: t, flow: Refund(counter(), s, l, found), server: s, ledger: l}
	c.speak(api.French)
	c.at("sale.amount.refund")
	if c.flow.Dirty() {
		t.Error("nothing was typed")
	}
	if move := c.fill(form.Values{keyAmount: "25"}); !move.Refused {
		t.Error("a refund without a reference is taken")
	}
	c.fill(form.Values{keyReference: "ORDER-9"})
	c.at("sale.confirm")
	wants(t, c.said(api.French), "Rembourser 25,00\u00a0$ au compte maintenant?", "Compte|•••4755", "Fin de carte|0091", "FORMATION")
	lacks(t, c.said(api.French), "Crédit", "9900000000000091")
	s.tillErr = refused("refunds_limit_exceeded_amount")
	c.does("")
	c.at("sale.amount.refund")
	s.tillErr = nil
	c.fill(form.Values{keyAmount: "20"})
	move := c.does("")
	c.at("sale.done")
	if r := s.refunds[1]; r.AccountNumber != "116994755" || r.Amount != 20_00 || r.CaptureID != "" || r.CardNumber != "9900000000000091" || move.Task != nil || s.reads != 0 {
		t.Errorf("sent %+v, read %d", r, s.reads)
	}
	if doc := c.does(actionRead).Read; doc == nil || doc.FileName != "TRAINING-refund-"+string(c.flow.Reference())+".txt" {
		t.Errorf("slip %+v", doc)
	}
	if !c.does("").Leave {
		t.Error("the way forward does not leave")
	}
}

func TestTheSlipTellsTheCustomerEverythingInBothLanguages(t *testing.T) {
	c := atTheSale(t, promotional())
	c.server.returned = api.Return{ID: "5551", Amount: amount(30_00), RemainingCapture: amount(50_00), RemainingAuthorization: amount(120_00)}
	c.does(actionReturn)
	c.fill(form.Values{keyAmount: "30"})
	c.does("")
	c.at("sale.done")
	c.speak(api.French)
	doc := c.does(actionSave).Save
	if doc == nil || doc.FileName != "TRAINING-return-5551.txt" {
		t.Fatalf("slip %+v", doc)
	}
	wants(t, doc.Text.In(api.English), "TRAINING", "Return number: 5551", "2026-06-15 12:00", "Left to return: $50.00", "Authorization number: 7001",
		"Capture number: 9001", "Plan: Plan Nine", "Term: 12 months", "Annual rate: 9.99%. The rate stays.", "Fee: $21.00. The fee in full.",
		"Location: 00-12345", "Clerk: 12345-SMITH", "Account: •••4755")
	wants(t, doc.Text.In(api.French), "FORMATION", "Numéro de retour\u00a0: 5551", "Plan\u00a0: Plan neuf", "Les frais en entier.")
	lacks(t, doc.Text.In(api.English), "116994755")
}

// toronto is four hours behind UTC.
func toronto() *time.Location { return time.FixedZone("EDT", -4*60*60) }

func TestTheDaysOfAReturnAreCountedFromTheCapture(t *testing.T) {
	for _, row := range []struct {
		name, date string
		now        time.Time
		says       string // of the sale's page
		page       string // where a return leads
		warned     bool
	}{
		{"on the day itself", "2026-06-15T09:00:00Z", noon(), "can be returned until 2026-09-23", "sale.amount.return", false},
		{"on the last day, of 100", "2026-03-07T00:00:01Z", noon(), "can be returned until 2026-06-15", "sale.amount.return", false},
		{"the day after, of 101, the server decides", "2026-03-06T23:59:59Z", noon(), "over on 2026-06-14", "sale.amount.return", true},
		{"two days after", "2026-03-05T23:59:59Z", noon(), "over on 2026-06-13", "sale.one", false},
		{"on the last day of a date", "2026-03-07", noon(), "can be returned until 2026-06-15", "sale.amount.return", false},
		{"the day after that", "2026-03-06", noon(), "over on 2026-06-14", "sale.amount.return", true},
		{"long after", "2025-12-31", noon(), "over on 2026-04-10", "sale.one", false},
		{"the last day in Toronto, which is the next in UTC", "2026-03-08T03:30:00Z", noon().In(toronto()).Add(11 * time.Hour), "can be returned until 2026-06-15", "sale.amount.return", false},
		{"the day after in Toronto", "2026-03-07T03:30:00Z", noon().In(toronto()), "over on 2026-06-14", "sale.amount.return", true},
		{"a date that cannot be read", "yesterday", noon(), "$80.00 can be returned if it is at most 100 days old: the date “yesterday” cannot be read.", "sale.amount.return", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			sale := promotional()
			sale.Captures[0].Date = row.date
			at := counter()
			at.Now = func() time.Time { return row.now }
			c := &clerk{t: t, server: &server{sale: sale}, ledger: newLedger()}
			c.flow = Open(at, c.server, c.ledger, Which{AuthorizationID: "7001"})
			c.speak(api.English)
			wants(t, c.said(api.English), row.says)
			if over := strings.Contains(row.says, "over on"); over == strings.Contains(c.said(api.English), "can be returned") {
				t.Errorf("over %v, and says\n%s", over, c.said(api.English))
			}
			c.does(actionReturn)
			c.at(row.page)
			if warned := c.notice().What != (flows.Notice{}).What; warned != row.warned {
				t.Errorf("notice %+v", c.notice())
			}
		})
	}
}

func TestOfSeveralCapturesOneIsChosen(t *testing.T) {
	sale := promotional()
	sale.Captures = append(sale.Captures,
		api.Capture{ID: "9002", Date: "2026-01-02T10:00:00Z", Reference: "ORDER-0", Amount: 40_00, Remaining: 40_00, RemainingTold: true},
		api.Capture{ID: "9003", Date: "2026-06-14T10:00:00Z", Reference: "ORDER-3", Amount: 10_00, RemainingTold: true})
	c := atTheSale(t, sale)
	c.does(actionReturn)
	c.at("sale.capture")
	wants(t, c.said(api.English), "2026-06-10|9001|ORDER-1|$80.00|$80.00", "9002|ORDER-0|$40.00|$40.00 This capture can't be returned any more",
		"9003|ORDER-3|$10.00|$0.00 All of it was returned.")
	for _, row := range []int{1, 2, 3, -1} {
		if move := c.row(row); !move.Refused {
			t.Errorf("row %d is taken", row)
		}
	}
	c.row(0)
	c.at("sale.amount.return")
	for range 2 {
		if !c.flow.Back() {
			t.Fatal("no way back")
		}
	}
	c.at("sale.one")
	c.does(actionRefund)
	c.row(1)
	c.at("sale.amount.refund")
	wants(t, c.said(api.English), "reference|ORDER-0", "amount|40.00")
}

func TestARefundLeavesOutWhatWasRefundedHereBefore(t *testing.T) {
	c := &clerk{t: t, server: &server{sale: regular()}, ledger: newLedger()}
	c.ledger.add(flows.RefundIntent, 20_00, flows.Outcome{Result: flows.ResultDone}, func(in *flows.Intent) { in.CaptureID = "9001" })
	c.open()
	c.does(actionRefund)
	wants(t, c.said(api.English), "amount|30.00")
}
