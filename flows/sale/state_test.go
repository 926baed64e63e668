package sale

import (
	"bytes"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/talk"
)

// kept returns the state of the clerk's sale, written and read again.
func (c *clerk) kept() talk.State {
	c.t.Helper()
	state, ok := c.flow.(talk.Saver).State()
	if !ok {
		c.t.Fatalf("nothing is kept at %s", c.flow.Page().ID)
	}
	data, err := state.Encode()
	if err != nil || bytes.Contains(data, []byte("The rate stays")) || bytes.Contains(data, []byte("200")) {
		c.t.Fatalf("%v, or something that the server said is kept:\n%s", err, data)
	}
	if state, err = talk.Decode(data); err != nil {
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
	next := &clerk{t: c.t, flow: f, server: c.server, ledger: c.ledger}
	next.play(flows.Move{Task: task})
	return next
}

func TestWhatIsDoneWithASaleThatWasKeptGoesOn(t *testing.T) {
	for action, page := range map[string]string{
		actionCapture: "sale.amount.capture", actionRelease: "sale.amount.release", actionReturn: "sale.amount.return",
	} {
		t.Run(action, func(t *testing.T) {
			c := atTheSale(t, promotional())
			c.does(action)
			c.at(page)
			c.flow.Page().Body.(*flows.Ask).Form.Enter(keyAmount, "12.34")
			next := c.goesOn(c.kept())
			next.at(page)
			if got := next.flow.Page().Body.(*flows.Ask).Form.Value(keyAmount); got != "12.34" || next.flow.Reference() != c.flow.Reference() {
				t.Errorf("the amount is %q, the reference id %s", got, next.flow.Reference())
			}
			next.fill(form.Values{keyAmount: "10"})
			next.at("sale.confirm")
		})
	}
}

func TestWhatCanNoLongerBeDoneWithASaleIsNotGoneOnWith(t *testing.T) {
	c := atTheSale(t, promotional())
	c.does(actionCapture)
	state := c.kept()
	c.server.sale.Remaining, c.server.sale.Status = 0, "closed"
	c.server.sale.Captures = append(c.server.sale.Captures, api.Capture{
		ID: "9002", AuthorizationID: "7001", Reference: "ORDER-1", Date: "2026-06-11T16:00:00Z", Amount: 120_00, AmountTold: true, Remaining: 120_00, RemainingTold: true,
	})
	c.goesOn(state).at("sale.one")
}
