package sale

import (
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
