package purchase

import (
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

func TestWhatIsBoughtGoesWithThePurchaseAndOnTheSlip(t *testing.T) {
	c := newClerk(t)
	c.fill(form.Values{"number": "116994755"})
	c.at("purchase.amount")
	c.run(flows.Answer{Action: actionItems})
	c.at("items.product")
	c.fill(form.Values{"sku_id": "S-1", "description": "A sample sofa", "quantity": "2", "unit_price": "75"})
	c.at("items.list")
	c.run(flows.Answer{Action: "done"})
	c.at("purchase.amount")
	if got := c.flow.draft.Value(keyAmount); got != "150.00" {
		t.Errorf("the items fill in %q", got)
	}
	wants(t, c.flow.Page().Actions[0].Label.In(api.English), "1", "$150.00")
	c.fill(form.Values{keyReference: "ORDER-1"})
	c.choose("Plan Nine")
	c.run(flows.Answer{})
	c.choose("PIN by text message")
	c.fill(form.Values{verification.KeyPIN: "2222"})
	c.at("purchase.confirm")
	wants(t, text(c.flow.Page(), api.English), "2 x A sample sofa", "Subtotal")
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	sent := c.server.sales[0].Items
	if sent == nil || len(sent.Products) != 1 || sent.Total == nil || *sent.Total != 150_00 || sent.Register != "T1" {
		t.Errorf("sent %+v", sent)
	}
	wants(t, c.flow.slip().Text.In(api.English), "2 x A sample sofa", "$150.00")
}

func TestAnAmountThatTheItemsDoNotComeToIsWarnedOf(t *testing.T) {
	c := newClerk(t)
	c.fill(form.Values{"number": "116994755"})
	c.run(flows.Answer{Action: actionItems})
	c.fill(form.Values{"sku_id": "S-1", "quantity": "1", "unit_price": "75"})
	c.run(flows.Answer{Action: "done"})
	if p := c.flow.amountWarning(80_00); p == nil || !p.Warning {
		t.Errorf("problem %+v", p)
	}
	if p := c.flow.amountWarning(75_00); p != nil {
		t.Errorf("problem %+v", p)
	}
}

func TestTheItemsCanBeLeft(t *testing.T) {
	c := newClerk(t)
	c.fill(form.Values{"number": "116994755"})
	c.run(flows.Answer{Action: actionItems})
	c.at("items.product")
	c.flow.Back()
	c.at("purchase.amount")
	c.flow.Back()
	c.at("account.find")
}

func TestAHalfTypedItemIsNotLeftBehind(t *testing.T) {
	c := newClerk(t)
	c.fill(form.Values{"number": "116994755"})
	c.run(flows.Answer{Action: actionItems})
	c.flow.Page().Body.(*flows.Ask).Form.Enter("sku_id", "S-1")
	c.flow.Back()
	c.flow.Back()
	c.at("purchase.amount")
	if !c.flow.Dirty() {
		t.Error("leaving would lose an item without a question")
	}
	c.fill(form.Values{keyAmount: "75", keyReference: "ORDER-1"})
	c.at("purchase.amount")
	if n := c.flow.Page().Notice; n == nil || n.What.Empty() || n.Money.Empty() || n.Next.Empty() {
		t.Fatalf("notice %+v", n)
	}
	c.run(flows.Answer{Action: actionItems})
	c.at("items.list")
	c.run(flows.Answer{Action: "remove"})
	c.run(flows.Answer{Action: "done"})
	c.fill(nil)
	c.at("purchase.offers")
}

func TestItemsThatComeToNothingStopAPurchase(t *testing.T) {
	c := newClerk(t)
	c.fill(form.Values{"number": "116994755"})
	c.run(flows.Answer{Action: actionItems})
	c.fill(form.Values{"sku_id": "S-1", "unit_price": "0"})
	c.flow.Back()
	c.fill(form.Values{keyAmount: "75", keyReference: "ORDER-1"})
	c.at("purchase.amount")
	wants(t, c.flow.Page().Notice.What.In(api.English), "The items come to $0.00")
}
