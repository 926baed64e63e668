package sale

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

func TestItemsGoWithACaptureAndAReturnAndOnTheirSlips(t *testing.T) {
	for action, row := range map[string]struct {
		sent           func(*server) *api.Items
		warning, total string
	}{
		actionCapture: {func(s *server) *api.Items { return s.captures[0].Items }, "the rest is not captured now", "Total|$20.00"},
		actionReturn:  {func(s *server) *api.Items { return s.returns[0].Items }, "does not get the rest back", "Total|-$20.00"},
	} {
		t.Run(action, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(action)
			if c.flow.Page().ID == "sale.capture" {
				c.row(0)
			}
			page := c.flow.Page().ID
			c.does(actionItems)
			c.at("items.product")
			c.fill(form.Values{"sku_id": "S-1", "description": "A sample sofa", "quantity": "2", "unit_price": "10"})
			c.does("done")
			c.at(page)
			amount := c.flow.Page().Body.(*flows.Ask).Form.Fields()[0]
			if p := amount.Check("5.00"); p == nil || !p.Warning {
				t.Errorf("an amount that the items do not come to: %+v", p)
			} else {
				wants(t, p.Text.In(api.English), row.warning)
			}
			c.fill(form.Values{keyAmount: "20.00", keyReference: "ORDER-1"})
			c.at("sale.confirm")
			wants(t, c.said(api.English), "2 x A sample sofa", row.total)
			c.play(c.flow.Answer(flows.Answer{}))
			c.at("sale.done")
			items := row.sent(c.server)
			if items == nil || items.Total == nil || *items.Total != 20_00 || len(items.Products) != 1 {
				t.Errorf("sent %+v", items)
			}
			wants(t, c.flow.(*Flow).slip().Text.In(api.English), "A sample sofa", strings.TrimPrefix(row.total, "Total|"))
		})
	}
}

func TestAReleaseHasNoItems(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionRelease)
	if len(c.flow.Page().Actions) != 0 {
		t.Error("items of a release are asked for")
	}
	if c.does(actionItems); c.flow.Page().ID == "items.product" {
		t.Error("items of a release are taken")
	}
}

func TestItemsAreLeftForTheAmount(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	c.does(actionItems)
	c.at("items.product")
	c.flow.Back()
	c.at("sale.amount.capture")
}

func TestItemsAreThereAgainForTheSameThing(t *testing.T) {
	for action, other := range map[string]string{actionCapture: actionReturn, actionReturn: actionCapture} {
		t.Run(action, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(action)
			c.does(actionItems)
			c.flow.Page().Body.(*flows.Ask).Form.Enter("sku_id", "S-1")
			c.flow.Back()
			c.flow.Back()
			amount := c.flow.Page().ID
			c.does("")
			c.at(amount)
			if c.notice().What.Empty() {
				t.Error("goes on with half an item")
			}
			c.flow.Back()
			c.at("sale.one")
			if !c.flow.Dirty() {
				t.Error("leaving would lose an item without a question")
			}
			c.does(action)
			c.does(actionItems)
			c.at("items.list")
			c.row(0)
			if got := c.flow.Page().Body.(*flows.Ask).Form.Value("sku_id"); got != "S-1" {
				t.Errorf("came back as %q", got)
			}
			c.flow.Back()
			c.flow.Back()
			c.flow.Back()
			c.does(other)
			if c.does(actionItems); c.flow.Page().ID != "items.product" {
				t.Error("the items of one thing are another's")
			}
		})
	}
}

func TestItemsThatComeToNothingStopACaptureAndAReturn(t *testing.T) {
	for _, action := range []string{actionCapture, actionReturn} {
		t.Run(action, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(action)
			amount := c.flow.Page().ID
			c.does(actionItems)
			c.fill(form.Values{"sku_id": "S-1", "unit_price": "0"})
			c.flow.Back()
			c.at(amount)
			c.does("")
			c.at(amount)
			wants(t, c.notice().What.In(api.English), "come to $0.00")
			c.does(actionItems)
			c.row(0)
			c.fill(form.Values{"unit_price": "20"})
			c.does("done")
			c.does("")
			c.at("sale.confirm")
		})
	}
}
