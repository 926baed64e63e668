package purchase

import (
	"testing"

	"countertop/api"
	"countertop/flows/form"
)

// Offers that name another account or amount are not shown to this customer, in either language.
func TestOffersOfAnotherAccountOrAmountAreNotShown(t *testing.T) {
	for name, change := range map[string]func(*api.Offers){
		"another account":         func(o *api.Offers) { o.AccountNumber = "999999999" },
		"another account, masked": func(o *api.Offers) { o.AccountNumber = "*****9999" },
		"another amount":          func(o *api.Offers) { o.Amount = 15_00 },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			for language, offers := range c.server.offers {
				change(&offers)
				c.server.offers[language] = offers
			}
			c.find()
			c.Fill(form.Values{keyAmount: "150.00", keyReference: "ORDER-1"})
			c.At("purchase.amount")
			if n := c.Notice(); n.What != msgOtherOffers || n.Money != msgNoMoney || n.Ref == "" {
				t.Errorf("notice %+v", n)
			}
		})
		t.Run(name+", in the other language", func(t *testing.T) {
			c := newClerk(t)
			offers := c.server.offers[api.French]
			change(&offers)
			c.server.offers[api.French] = offers
			c.amount()
			task := c.flow.Speak(api.French)
			if task == nil {
				t.Fatal("nothing is asked for in French")
			}
			task.Run(t.Context())()
			if c.At("purchase.offers"); c.Notice().What != msgOtherOffers {
				t.Errorf("notice %+v", c.Notice())
			}
		})
	}
	t.Run("the account masked", func(t *testing.T) {
		c := newClerk(t)
		offers := c.server.offers[api.English]
		offers.AccountNumber, offers.Amount = "*****4755", 150_00
		c.server.offers[api.English] = offers
		c.amount()
	})
}
