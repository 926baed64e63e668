package purchase

import (
	"bytes"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/flowtest"
	"countertop/flows/form"
	"countertop/flows/talk"
	"countertop/flows/verification"
)

// kept returns what is kept of the clerk's purchase, written and read again.
func (c *clerk) kept() talk.State {
	c.t.Helper()
	state, ok := c.flow.State()
	if !ok {
		c.t.Fatalf("nothing is kept at %s", c.Page().ID)
	}
	data, err := state.Encode()
	if err != nil {
		c.t.Fatal(err)
	}
	for _, said := range []string{"Testa", "Sample", "first pet", "1000", "rate stays", "2222"} {
		if bytes.Contains(data, []byte(said)) {
			c.t.Errorf("%q is kept, which the server said or is secret:\n%s", said, data)
		}
	}
	state, err = talk.Decode(data)
	if err != nil {
		c.t.Fatal(err)
	}
	return state
}

// goesOn is another console's clerk at what was kept.
func (c *clerk) goesOn(state talk.State) *clerk {
	c.t.Helper()
	f, task, err := Restore(counter(), c.server, c.ledger, state)
	if err != nil {
		c.t.Fatal(err)
	}
	next := (&clerk{server: c.server, ledger: c.ledger}).plays(c.t, f)
	next.Play(flows.Move{Task: task})
	return next
}

func TestAPurchaseThatWasKeptGoesOn(t *testing.T) {
	for page, c := range map[string]struct {
		reach func(*clerk)
		want  string
	}{
		"at the account":      {func(c *clerk) { c.Form().Enter("number", "116994755") }, "account.find"},
		"at the amount":       {func(c *clerk) { c.find(); c.Form().Enter(keyAmount, "150.00") }, "purchase.amount"},
		"at the offers":       {(*clerk).amount, "purchase.offers"},
		"at the ways":         {func(c *clerk) { c.terms("Plan Nine") }, "purchase.terms"},
		"at the PIN":          {(*clerk).pin, "purchase.terms"},
		"at the confirmation": {(*clerk).confirm, "purchase.terms"},
	} {
		t.Run(page, func(t *testing.T) {
			c0 := newClerk(t)
			c.reach(c0)
			next := c0.goesOn(c0.kept())
			next.At(c.want)
			if next.flow.Reference() != c0.flow.Reference() || next.flow.draft.Value(keyAmount) != c0.flow.draft.Value(keyAmount) {
				t.Error("its reference id or its amount is another one")
			}
			for next.Page().ID != "purchase.outcome" { // to its end
				switch next.Page().ID {
				case "account.find":
					next.Run(flows.Answer{})
				case "purchase.amount":
					next.Fill(form.Values{keyAmount: "150.00", keyReference: "ORDER-1"})
				case "purchase.offers":
					next.Choose("Plan Nine")
				case "purchase.method":
					next.Choose("PIN by text")
				case "purchase.pin":
					next.Fill(form.Values{verification.KeyPIN: "2222"})
				default:
					next.Run(flows.Answer{})
				}
			}
			sale := next.server.sales[0]
			if len(next.server.sales) != 1 || sale.Amount != 150_00 || sale.Reference != "ORDER-1" || sale.Financing.PlanID != "9" {
				t.Errorf("sent %d: %s %s plan %s", len(next.server.sales), sale.Amount, sale.Reference, sale.Financing.PlanID)
			}
		})
	}
}

func TestAPlanThatIsNotOfferedAnyMoreIsChosenAnew(t *testing.T) {
	c := newClerk(t)
	c.terms("Plan Nine")
	state := c.kept()
	for language, offers := range c.server.offers {
		offers.Plans = offers.Plans[1:]
		c.server.offers[language] = offers
	}
	c.goesOn(state).At("purchase.offers")
}

func TestASaleThatWasSentIsNotKept(t *testing.T) {
	for name, fails := range map[string]error{
		"made": nil, "in doubt": &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown},
	} {
		c := newClerk(t)
		c.confirm()
		c.server.authErr = fails
		c.Run(flows.Answer{})
		if state, kept := c.flow.State(); kept {
			t.Errorf("a purchase that is %s is kept: %s", name, state.Step)
		}
	}
}

func TestWhatIsNoPurchaseIsRefused(t *testing.T) {
	for _, state := range []talk.State{{}, {Kind: "payment", Version: 1}, {Kind: "purchase", Version: 99}} {
		_, _, err := Restore(counter(), newServer(), flowtest.NewIntents(noon), state)
		if err == nil || !strings.Contains(err.Error(), "purchase") {
			t.Errorf("a %s of version %d: %v", state.Kind, state.Version, err)
		}
	}
}
