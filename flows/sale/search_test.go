package sale

import (
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
)

func searching(t *testing.T) *clerk {
	t.Helper()
	s := &server{sale: promotional()}
	s.all = []api.Authorization{
		{ID: "1", Reference: "ORDER-1", Date: "2026-06-10T15:00:00Z", Amount: 10_00, AccountNumber: "116994755", Status: "closed", RemainingTold: true},
		{ID: "2", Reference: "order-12", Date: "2026-06-15T09:00:00Z", Amount: 20_00, Remaining: 20_00, RemainingTold: true, AccountNumber: "100000001", Status: "opened"},
		{ID: "3", Reference: "OTHER", Date: "2026-06-07T23:59:59Z", Amount: 30_00, AccountNumber: "100000001", Status: "opened"},
		{ID: "4", Reference: "ORDER-4", Date: "a day", Amount: 40_00},
	}
	c := &clerk{t: t, server: s, ledger: newLedger()}
	c.flow = Find(counter(), s, c.ledger)
	c.speak(api.English)
	c.at("sale.find")
	return c
}

func TestSalesAreFoundByReferenceWithinDates(t *testing.T) {
	c := searching(t)
	wants(t, c.said(api.English), "creation_date_from|2026-06-08", "creation_date_to|2026-06-15")
	c.fill(form.Values{keyReference: "order-1"})
	c.at("sale.list")
	if got := text(c.flow.Page(), api.English); got != "Sales found\nSales from 2026-06-08 to 2026-06-15, the newest first: 2.\n2026-06-15|order-12|$20.00|$20.00|0001|Opened \n2026-06-10|ORDER-1|$10.00|$0.00|4755|Closed \n" {
		t.Errorf("the list:\n%s", got)
	}
	if q := c.server.queries[0]; q != (api.TransactionQuery{From: "2026-06-07", To: "2026-06-16"}) {
		t.Errorf("asked for %+v", q)
	}
	c.row(1)
	c.at("sale.one")
	if !c.flow.Back() {
		t.Fatal("no way back to the list")
	}
	c.at("sale.list")
	if !c.flow.Back() || c.flow.Back() {
		t.Fatal("no way back to the search, or one beyond it")
	}
	c.fill(form.Values{keyReference: "", keyFrom: "2026-06-07", keyTo: "2026-06-07"})
	wants(t, c.said(api.English), "2026-06-07|OTHER|$30.00|-", "a day|ORDER-4")
	lacks(t, c.said(api.English), "order-12")
}

func TestDatesAreThoseOfTheCounter(t *testing.T) {
	c := searching(t)
	place := counter()
	place.Now = func() time.Time { return noon().In(time.FixedZone("five hours behind", -5*60*60)) }
	c.server.all = []api.Authorization{{ID: "1", Reference: "LATE", Date: "2026-06-10T03:00:00Z"}}
	c.flow = Find(place, c.server, c.ledger)
	c.fill(form.Values{keyFrom: "2026-06-09", keyTo: "2026-06-09"})
	wants(t, c.said(api.English), "2026-06-09|LATE")
}

func TestANumberOpensItsSaleAtOnce(t *testing.T) {
	c := searching(t)
	c.fill(form.Values{keyNumber: "7001"})
	c.at("sale.one")
	wants(t, c.said(api.English), "Sale of $200.00")
	c.does(actionCapture)
	c.at("sale.amount.capture")
	if c.flow.Dirty() {
		t.Error("nothing was typed")
	}
	c.flow.Page().Body.(*flows.Ask).Form.Enter(keyAmount, "5")
	if !c.flow.Dirty() {
		t.Error("an amount was typed")
	}
	c.flow.Back()
	c.flow.Back()
	c.at("sale.find")
	wants(t, c.said(api.English), "authorization_id|7001")
}

func TestSalesOfAnAccountAreFound(t *testing.T) {
	c := searching(t)
	c.does(actionAccount)
	c.at("account.find")
	c.fill(form.Values{"number": "116994755"})
	c.at("sale.list")
	if q := c.server.queries[0]; q.AccountNumber != "116994755" || q.From != "2026-03-05" {
		t.Errorf("asked for %+v", q)
	}
}

func TestTheSalesOfAnAccountThatWasFoundComeAtOnce(t *testing.T) {
	c := searching(t)
	c.flow = Of(counter(), c.server, c.ledger, account.Found{Customer: &api.Customer{AccountNumber: "116994755"}})
	c.speak(api.French)
	c.at("sale.list")
	if q := c.server.queries[0]; q != (api.TransactionQuery{AccountNumber: "116994755", From: "2026-03-05", To: "2026-06-16"}) {
		t.Errorf("asked for %+v", q)
	}
	c.flow.Back()
	c.at("sale.find")
	wants(t, c.said(api.French), "Ventes du compte •••4755.")
	if c.flow.Speak(api.English) != nil {
		t.Error("another language lists the sales again")
	}
}

func TestASearchThatFailsOrFindsNothingSaysSo(t *testing.T) {
	c := searching(t)
	c.server.saleErr = lost()
	c.fill(nil)
	c.at("sale.find")
	if n := c.notice(); n.What.Empty() {
		t.Error("no word about the failure")
	}
	c.server.saleErr = nil
	c.fill(form.Values{keyReference: "NOWHERE"})
	c.at("sale.list")
	if page := c.flow.Page(); !page.Forward.Empty() || len(page.Body.(*flows.Choose).Rows) != 0 {
		t.Errorf("an empty list offers %q", page.Forward.In(api.English))
	}
	if !c.row(0).Refused {
		t.Error("a row of an empty list is taken")
	}
	c.flow.Back()
	if !c.fill(form.Values{keyFrom: "2026-06-16", keyTo: "2026-06-15"}).Refused {
		t.Error("a search that ends before it begins is taken")
	}
}

func TestAnAuthorizedUsersCardGoesWithReturnsAndRefunds(t *testing.T) {
	c := searching(t)
	c.flow = Of(counter(), c.server, c.ledger, account.Found{
		Account: &api.Account{AccountNumber: "116994755", AccountType: "business"}, CardNumber: "9900000000000091",
	})
	c.speak(api.English)
	c.server.sale.ID = "2"
	c.row(0)
	for _, action := range []string{actionReturn, actionRefund} {
		c.does(action)
		c.fill(form.Values{keyAmount: "1"})
		c.does("")
		c.at("sale.done")
		c.does("")
	}
	if c.server.returns[0].CardNumber != "9900000000000091" || c.server.refunds[0].CardNumber != "9900000000000091" {
		t.Errorf("sent %+v and %+v", c.server.returns, c.server.refunds)
	}
}
