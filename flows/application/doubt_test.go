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

// find looks for the customer, as Enter does once an answer was lost.
func (c *clerk) find() {
	c.t.Helper()
	if c.flow.Page().Forward != msgFindCustomer {
		c.t.Fatalf("Enter does %s", c.flow.Page().Forward.In(api.English))
	}
	c.enter()
}

// again sends the application again, after the customer was looked for in vain.
func (c *clerk) again() {
	c.t.Helper()
	found, failed := c.server.customers, c.server.searchErr
	c.server.customers, c.server.searchErr = nil, nil
	c.find()
	c.server.customers, c.server.searchErr = found, failed
	c.play(c.flow.Answer(flows.Answer{Action: actionSendAgain}))
}

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
			c.again()
			if n := len(c.intents.InDoubt()); n != second.doubts {
				t.Errorf("%d in doubt, want %d", n, second.doubts)
			}
			if got, err := c.intents.Outcome(t.Context(), first); err != nil || got != second.outcome {
				t.Errorf("the first: %+v, %v", got, err)
			}
		})
	}
}

func TestNoKeySendsAnApplicationTwiceBeforeTheCustomerWasLookedFor(t *testing.T) {
	claimed := &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Claimed: true, Status: 200}
	for name, answer := range map[string]struct {
		decision api.Decision
		err      error
		settled  flows.Outcome
	}{
		"a decision that is not understood": {api.Decision{Status: api.Undecided, ApplicationID: "7001"}, nil,
			flows.Outcome{Result: flows.ResultDone, ID: "7001", Decision: "unknown", Source: flows.FromAnswer}},
		"null":                       {err: claimed},
		"a lost answer":              {err: &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}},
		"a third party's time-out":   {err: &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Answered: true, Code: "application_create_error"}},
		"a server's general failure": {err: &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Answered: true, Code: "general_error"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			c.review()
			c.server.decision, c.server.applyErr = answer.decision, answer.err
			c.server.searchErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
			for range 3 {
				c.enter()
				for key := 'a'; key <= 'z'; key++ {
					for _, action := range c.flow.Page().Actions {
						if action.Key == key {
							c.play(c.flow.Answer(flows.Answer{Action: action.ID}))
						}
					}
				}
				c.play(c.flow.Answer(flows.Answer{Action: actionSendAgain}))
			}
			if len(c.server.sent) != 1 {
				t.Fatalf("sent %d times", len(c.server.sent))
			}
			if end, err := c.intents.Outcome(t.Context(), "intent-000001"); err != nil || end != answer.settled {
				t.Errorf("recorded as %+v, %v", end, err)
			}
			if answer.err == nil {
				return
			}
			c.server.applyErr, c.server.decision.Status = nil, api.Pending
			if c.again(); len(c.server.sent) != 2 {
				t.Errorf("sent %d times after the customer was looked for in vain", len(c.server.sent))
			}
		})
	}
}

func TestTheCustomerIsLookedForAsSent(t *testing.T) {
	c := lostOnce(t)
	c.edit(msgLast)
	c.next(keyLast, "Another")
	c.find()
	if got := c.server.searched[0].LastName; got != "Sample" {
		t.Errorf("looked for %s", got)
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
	if page := c.flow.Page(); page.Forward != msgSend || len(page.Actions) != 0 {
		t.Errorf("offers %s and %v", page.Forward.In(api.English), page.Actions)
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
