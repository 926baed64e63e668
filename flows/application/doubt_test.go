package application

import (
	"testing"

	"countertop/api"
	"countertop/flows"
)

// lostOnce is an application whose first answer was lost.
func lostOnce(t *testing.T) *clerk {
	t.Helper()
	c := newClerk(t)
	c.review()
	c.server.applyErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}
	c.enter()
	c.at("review")
	if n := len(c.intents.InDoubt()); n != 1 {
		t.Fatalf("%d in doubt", n)
	}
	return c
}

func (c *clerk) find() { c.play(c.flow.Answer(flows.Answer{Action: actionFind})) }

func TestWhatALaterAnswerSaysOfALostApplication(t *testing.T) {
	refused := func(code string) error {
		return &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: code}
	}
	for name, second := range map[string]struct {
		err      error
		decision api.DecisionStatus
		doubts   int
		outcome  flows.Outcome
	}{
		"the second was approved: the first opened no account": {nil, api.Approved, 0,
			flows.Outcome{Result: flows.ResultNotDone, Code: codeSuperseded, Source: flows.FromServer}},
		"the second is pending: the first may be too":   {nil, api.Pending, 1, flows.Outcome{}},
		"the second was declined: the first may be too": {nil, api.Declined, 1, flows.Outcome{}},
		"the customer exists: the first arrived": {refused("customer_already_exists"), "", 0,
			flows.Outcome{Result: flows.ResultDone, Code: codeExists, Source: flows.FromServer}},
		"another refusal says nothing":            {refused("wrong_inputs"), "", 1, flows.Outcome{}},
		"an answer that is lost too says nothing": {&api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}, "", 2, flows.Outcome{}},
	} {
		t.Run(name, func(t *testing.T) {
			c := lostOnce(t)
			first := c.intents.InDoubt()[0].ID
			c.server.applyErr, c.server.decision.Status = second.err, second.decision
			c.enter()
			if n := len(c.intents.InDoubt()); n != second.doubts {
				t.Errorf("%d in doubt, want %d", n, second.doubts)
			}
			if got, err := c.intents.Outcome(t.Context(), first); err != nil || got != second.outcome {
				t.Errorf("the first: %+v, %v", got, err)
			}
		})
	}
}

func TestTheCustomerOfALostApplicationIsLookedFor(t *testing.T) {
	today := api.Customer{AccountNumber: "116994755", CreationDate: "2026-06-15", CreditLimit: 5000_00, AvailableCredit: 5000_00, RiskRating: "H", CardEndingIn: "5941"}
	before := today
	before.CreationDate = "2026-06-01"
	for name, there := range map[string]struct {
		customers []api.Customer
		err       error
		found     bool
	}{
		"an account of today is the approval":  {[]api.Customer{before, today}, nil, true},
		"an older account says nothing":        {[]api.Customer{before}, nil, false},
		"nobody there says nothing":            {nil, &api.Error{Kind: api.KindNotFound, Code: "not_found"}, false},
		"a server that cannot be asked either": {nil, &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := lostOnce(t)
			c.server.customers, c.server.searchErr = there.customers, there.err
			c.find()
			if len(c.server.searched) != 1 || c.server.searched[0].LastName == "" || len(c.server.sent) != 1 {
				t.Fatalf("searched %v, sent %d times", c.server.searched, len(c.server.sent))
			}
			if !there.found {
				c.at("review")
				if c.flow.Page().Notice == nil || len(c.intents.InDoubt()) != 1 {
					t.Error("is settled, or nothing is said")
				}
				return
			}
			c.at("decision")
			if len(c.intents.InDoubt()) != 0 || c.notice().What != msgFoundAccount {
				t.Errorf("in doubt %v, notice %v", c.intents.InDoubt(), c.notice())
			}
			c.enter()
			if len(c.purchases) != 1 {
				t.Error("the approval does not lead to a purchase")
			}
		})
	}
}

func TestNobodyIsLookedForBeforeAnAnswerIsLost(t *testing.T) {
	c := newClerk(t)
	c.review()
	if c.find(); len(c.server.searched) != 0 || len(c.flow.Page().Actions) != 0 {
		t.Error("the customer was looked for")
	}
}

func TestAnApplicationThatCannotBeRecordedIsNotSent(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.flow.deps.Recorder = full{c.intents}
	c.enter()
	c.at("review")
	if len(c.server.sent) != 0 || c.flow.lost || c.flow.Page().Notice == nil {
		t.Errorf("sent %d times, notice %v", len(c.server.sent), c.notice())
	}
}

func TestTheConsoleIsToldWhomToLookFor(t *testing.T) {
	c := newClerk(t)
	told := map[flows.IntentID]api.SearchQuery{}
	c.flow.deps.Lost = func(id flows.IntentID, q api.SearchQuery) { told[id] = q }
	c.review()
	c.server.applyErr = &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "wrong_inputs"}
	c.enter()
	if len(told) != 0 {
		t.Fatal("an answer was given")
	}
	c.server.applyErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}
	c.enter()
	doubts := c.intents.InDoubt()
	if len(doubts) != 1 || told[doubts[0].ID] != c.flow.customer() || c.flow.customer().BirthDate == "" {
		t.Fatalf("in doubt %v, told of %d", doubts, len(told))
	}

	// It has found the account: the page shows it.
	c.server.customers = []api.Customer{{AccountNumber: "116994755", CreationDate: "2026-06-15"}}
	if c.flow.Learned("another") != nil {
		t.Error("another's doubt is taken for this one")
	}
	c.play(flows.Move{Task: c.flow.Learned(doubts[0].ID)})
	c.at("decision")
}
