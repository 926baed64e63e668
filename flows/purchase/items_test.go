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
	c.Fill(form.Values{"number": "116994755"})
	c.At("purchase.amount")
	c.Run(flows.Answer{Action: actionItems})
	c.At("items.product")
	c.Fill(form.Values{"sku_id": "S-1", "description": "A sample sofa", "quantity": "2", "unit_price": "75"})
	c.At("items.list")
	c.Run(flows.Answer{Action: "done"})
	c.At("purchase.amount")
	if got := c.flow.draft.Value(keyAmount); got != "150.00" {
		t.Errorf("the items fill in %q", got)
	}
	wants(t, c.Page().Actions[0].Label.In(api.English), "1", "$150.00")
	c.Fill(form.Values{keyReference: "ORDER-1"})
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.Choose("PIN by text message")
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	c.At("purchase.confirm")
	wants(t, text(c.Page(), api.English), "2 x A sample sofa", "Subtotal")
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	sent := c.server.sales[0].Items
	if sent == nil || len(sent.Products) != 1 || sent.Total == nil || *sent.Total != 150_00 || sent.Register != "T1" {
		t.Errorf("sent %+v", sent)
	}
	wants(t, c.flow.slip().Text.In(api.English), "2 x A sample sofa", "$150.00")
}

func TestAnAmountThatTheItemsDoNotComeToIsWarnedOf(t *testing.T) {
	c := newClerk(t)
	c.Fill(form.Values{"number": "116994755"})
	c.Run(flows.Answer{Action: actionItems})
	c.Fill(form.Values{"sku_id": "S-1", "quantity": "1", "unit_price": "75"})
	c.Run(flows.Answer{Action: "done"})
	if p := c.flow.amountWarning(80_00); p == nil || !p.Warning {
		t.Errorf("problem %+v", p)
	}
	if p := c.flow.amountWarning(75_00); p != nil {
		t.Errorf("problem %+v", p)
	}
}

func TestTheItemsCanBeLeft(t *testing.T) {
	c := newClerk(t)
	c.Fill(form.Values{"number": "116994755"})
	c.Run(flows.Answer{Action: actionItems})
	c.At("items.product")
	c.flow.Back()
	c.At("purchase.amount")
	c.flow.Back()
	c.At("account.find")
}

func TestAHalfTypedItemIsNotLeftBehind(t *testing.T) {
	c := newClerk(t)
	c.Fill(form.Values{"number": "116994755"})
	c.Run(flows.Answer{Action: actionItems})
	c.Page().Body.(*flows.Ask).Form.Enter("sku_id", "S-1")
	c.flow.Back()
	c.flow.Back()
	c.At("purchase.amount")
	if !c.flow.Dirty() {
		t.Error("leaving would lose an item without a question")
	}
	c.Fill(form.Values{keyAmount: "75", keyReference: "ORDER-1"})
	c.At("purchase.amount")
	if n := c.Page().Notice; n == nil || n.What.Empty() || n.Money.Empty() || n.Next.Empty() {
		t.Fatalf("notice %+v", n)
	}
	c.Run(flows.Answer{Action: actionItems})
	c.At("items.list")
	c.Run(flows.Answer{Action: "remove"})
	c.Run(flows.Answer{Action: "done"})
	c.Fill(nil)
	c.At("purchase.offers")
}

func TestItemsThatComeToNothingStopAPurchase(t *testing.T) {
	c := newClerk(t)
	c.Fill(form.Values{"number": "116994755"})
	c.Run(flows.Answer{Action: actionItems})
	c.Fill(form.Values{"sku_id": "S-1", "unit_price": "0"})
	c.flow.Back()
	c.Fill(form.Values{keyAmount: "75", keyReference: "ORDER-1"})
	c.At("purchase.amount")
	wants(t, c.Page().Notice.What.In(api.English), "The items come to $0.00")
}
