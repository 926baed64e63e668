package sale

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
)

func TestASaleHasItsSlipAlsoLongAfter(t *testing.T) {
	c := atTheSale(t, promotional())
	c.at("sale.one")
	slip := c.flow.Answer(flows.Answer{Action: actionRead}).Read
	if slip == nil {
		t.Fatal("no slip")
	}
	wants(t, slip.Text.In(api.English), "TRAINING", "$200.00", "7001", "ORDER-1", "The fee in full.", "2026-06-15 12:00", "00-12345")
	if saved := c.flow.Answer(flows.Answer{Action: actionSave}).Save; saved == nil || saved.FileName != "TRAINING-sale-7001.txt" {
		t.Errorf("saved %+v", saved)
	}
	refused := promotional()
	refused.Status = "unauthorized"
	if c := atTheSale(t, refused); c.flow.Answer(flows.Answer{Action: actionRead}).Read != nil {
		t.Error("a refused purchase has a slip")
	}
}

func TestAPaymentThatCannotBeAMonthsSaysThatItMayBeDueAtOnce(t *testing.T) {
	for payment, once := range map[api.Money]bool{17_00: false, 200_00: true, 33_34: true, 33_33: false} {
		sale := promotional()
		sale.TermAmount, sale.Financing.Term = payment, 12
		c := atTheSale(t, sale)
		slip := strings.Join(strings.Fields(c.flow.Answer(flows.Answer{Action: actionRead}).Read.Text.In(api.English)), " ")
		for name, shown := range map[string]string{"page": c.said(api.English), "slip": slip} {
			if said := strings.Contains(shown, "may be due at once at the end"); said != once || strings.Contains(shown, "a month") {
				t.Errorf("%d: the %s says that it may be due at once: %t\n%s", payment, name, said, shown)
			}
		}
	}
}
