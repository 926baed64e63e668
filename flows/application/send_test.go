package application

import (
	"context"
	"errors"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows"
)

func TestAnApprovalGoesOnToAPurchase(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.enter()
	page := c.flow.Page()
	wants(t, text(page), "Approved", "Welcome.", "Credit limit|$5,000.00", "Account number|116994755", "Card ending in|5941", "Application|7001", "Reference id|"+string(c.flow.Reference()))
	if page.Forward != msgPurchaseNow || page.Body.(*flows.Report).Tone != flows.Good {
		t.Error("the purchase is not the way forward")
	}
	if move := c.flow.Answer(flows.Answer{Action: "unknown"}); move.Leave || move.Open != nil {
		t.Error("an unknown key does something")
	}
	if move := c.enter(); move.Open == nil || c.purchases[0] != "116994755 "+c.last().RequestID+" "+string(c.flow.Reference()) {
		t.Errorf("opened %v", c.purchases)
	}
	if move := c.flow.Answer(flows.Answer{Action: "finish"}); !move.Leave {
		t.Error("does not end")
	}
	if c.flow.Back() {
		t.Error("goes back behind the decision")
	}
}

func TestOtherDecisionsEndHere(t *testing.T) {
	for _, row := range []struct {
		name     string
		decision api.Decision
		tone     flows.Tone
		wants    []string
	}{
		{"pending", api.Decision{Status: api.Pending, ApplicationID: "7002", Message: "We look at it."}, flows.Careful, []string{"Pending", "We look at it.", "7002", "Nothing more can be done"}},
		{"declined", api.Decision{Status: api.Declined, ApplicationID: "7003", Message: "Not this time."}, flows.Bad, []string{"Declined", "Not this time.", "7003", "No account was opened"}},
		{"a decision of another time", api.Decision{Status: api.Undecided, ApplicationID: "7004", Word: "in_review", Message: "Call us."}, flows.Careful, []string{"Received, decision not understood", "Call us.", "7004", "Status|in_review", "do not send it again"}},
		{"no decision, but an application", api.Decision{Status: api.Undecided, ApplicationID: "7005"}, flows.Careful, []string{"Received, decision not understood", "7005"}},
		{"declined by an early server", api.Decision{Status: api.Declined, Message: "Not this time."}, flows.Bad, []string{"Declined", "Not this time."}},
		{"approved without an account number", api.Decision{Status: api.Approved, Message: "Welcome."}, flows.Good, []string{"Approved", "Welcome."}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := newClerk(t)
			c.server.decision = row.decision
			c.review()
			c.enter()
			page := c.flow.Page()
			wants(t, text(page), row.wants...)
			if strings.Contains(text(page), "$0.00") || strings.Contains(text(page), "Application|\n") {
				t.Errorf("shows what the server did not say:\n%s", text(page))
			}
			if page.Body.(*flows.Report).Tone != row.tone || page.Forward != msgFinish || len(page.Actions) > 0 {
				t.Errorf("tone %d, forward %s", page.Body.(*flows.Report).Tone, page.Forward.In(api.English))
			}
			if move := c.enter(); !move.Leave || len(c.purchases) > 0 {
				t.Error("does not end")
			}
		})
	}
}

func TestAFailureKeepsEveryAnswerAndSaysWhatNext(t *testing.T) {
	for _, row := range []struct {
		name       string
		err        error
		tone       flows.Tone
		what, next string
	}{
		{"a third party that timed out", &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Answered: true, Status: 409, Code: "application_create_error"}, flows.Careful, "third party", "Look for the customer first"},
		{"a third party that timed out, said to be a refusal", &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 409, Code: "application_create_error"}, flows.Careful, "third party", "Look for the customer first"},
		{"a lost answer", &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}, flows.Careful, "No answer", "The console looks for the customer by itself"},
		{"a gateway that timed out", &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Status: 504, Code: "GATEWAY_TIMEOUT"}, flows.Careful, "too long", "The console looks for the customer by itself"},
		{"no line", &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}, flows.Bad, "No answer", "Check the line"},
		{"cancelled before it left", &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever, Err: context.Canceled}, flows.Bad, "cancelled", "Start it again"},
		{"cancelled under way", &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedUnknown, Err: context.Canceled}, flows.Careful, "cancelled", "The console looks for the customer by itself"},
		{"credentials refused", &api.Error{Kind: api.KindAuth, Executed: api.ExecutedNever, Status: 401, Code: "invalid_token"}, flows.Bad, "permission", "try again"},
		{"not permitted", &api.Error{Kind: api.KindScope, Executed: api.ExecutedNo, Status: 403}, flows.Bad, "not allowed", "support"},
		{"blocked by a firewall", &api.Error{Kind: api.KindBlocked, Executed: api.ExecutedNo, Status: 465}, flows.Bad, "firewall", "unusual characters"},
		{"a customer already", &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "customer_already_exists"}, flows.Bad, "", ""},
		{"a code from the future", &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "moon_phase", Message: "Not today"}, flows.Bad, "refused", "server's message"},
		{"an error of another kind", errors.New("broken"), flows.Careful, "went wrong", "The console looks for the customer by itself"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := newClerk(t)
			c.review()
			before := c.rows()
			c.server.applyErr = row.err
			c.enter()
			c.at("review")
			n := c.notice()
			if n.Tone != row.tone || n.What.Empty() || n.Next.Empty() || n.Next.In(api.French) == "" {
				t.Errorf("notice %v", n)
			}
			wants(t, n.What.In(api.English), row.what)
			wants(t, n.Next.In(api.English), row.next)
			for i, line := range c.rows() {
				if line.Value != before[i].Value {
					t.Errorf("%s was lost", line.Label.In(api.English))
				}
			}
			if !c.flow.Dirty() {
				t.Error("may be left without a question")
			}
			c.server.applyErr = nil
			if c.flow.lost {
				c.again()
			} else {
				c.enter()
			}
			c.at("decision")
			first, second := c.server.sent[0], c.server.sent[1]
			if first.RequestID != second.RequestID || c.server.calls[0] != c.server.calls[1] {
				t.Error("was sent again under other ids")
			}
		})
	}
}

func TestACustomerWhoExistsAfterALostAnswerIsTheFirstSending(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.server.applyErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedUnknown}
	c.enter()

	c.server.applyErr = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	c.again()
	if n := c.notice(); n.Next != msgLostNext {
		t.Errorf("that the first may have arrived is forgotten: %s", n.Next.In(api.English))
	}

	c.server.applyErr = &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "customer_already_exists", Message: "Exists"}
	c.again()
	if n := c.notice(); n.What != msgFirstArrived || n.Next != msgFirstArrivedNext || n.Server != "Exists" || n.Tone != flows.Careful {
		t.Errorf("notice %v", n)
	}
}

func wrong(fields ...api.FieldError) error {
	return &api.Error{Kind: api.KindInput, Executed: api.ExecutedNo, Status: 409, Code: "wrong_inputs", Message: "Values are wrong", Fields: fields}
}

func TestTheServersWordsStandAtTheFieldUntilItsValueChanges(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.server.applyErr = wrong(api.FieldError{Param: keyIDNumber, Message: "Number not known"}, api.FieldError{Param: keyCity}, api.FieldError{Param: "moon", Message: "is full"})
	c.enter()
	c.at("contact")
	if focus := c.flow.Page().Body.(*flows.Ask).Focus; focus != keyCity {
		t.Errorf("is at %s", focus)
	}
	wants(t, c.notice().Server, "Values are wrong", "moon: is full")
	if p := c.form().Problem(c.field(keyCity)); p == nil || p.Text != msgServerRefused {
		t.Errorf("the city has %v", p)
	}
	if move := c.enter(); !move.Refused {
		t.Error("the same value is taken again")
	}
	c.next(keyCity, "Sampleville")
	c.at("review")
	row, _ := c.row(msgIDNumber)
	wants(t, row.Value.In(api.English), "D6101-40706", "Number not known")
	c.edit(msgIDNumber)
	c.next(keyIDNumber, "D6101-40707")
	c.at("review")
	for _, line := range c.rows() {
		if line.Tone != flows.Neutral {
			t.Errorf("%s is still marked", line.Label.In(api.English))
		}
	}
	c.server.applyErr = nil
	c.enter()
	c.at("decision")
	if c.last().GovIDNumber.Reveal() != "D6101-40707" {
		t.Error("the old number was sent")
	}
}

func TestAValueThatWasRightMayBeSentAgainAfterAnotherOneChanged(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.server.applyErr = wrong(api.FieldError{Param: keyPostal, Message: "Not of this city"})
	c.enter()
	c.at("contact")
	if move := c.enter(); !move.Refused {
		t.Error("nothing has changed, and it is taken")
	}
	c.next(keyCity, "Kingston")
	c.at("review")
	if row, _ := c.row(msgPostalCode); row.Tone != flows.Careful {
		t.Errorf("the postal code is shown as %d", row.Tone)
	}
	c.server.applyErr = nil
	c.enter()
	c.at("decision")
}

func TestAComplaintAboutWhatIsNotFilledInLeadsThere(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.server.applyErr = wrong(api.FieldError{Param: keyAddress2, Message: "Apartment needed"})
	c.enter()
	c.at("contact")
	if focus := c.flow.Page().Body.(*flows.Ask).Focus; focus != keyAddress2 {
		t.Errorf("is at %s", focus)
	}
	wants(t, c.notice().Server, "Apartment needed")
	c.enter()
	c.at("review")
}

func TestComplaintsAboutNoFieldStandInTheNotice(t *testing.T) {
	c := newClerk(t)
	c.review()
	c.server.applyErr = wrong(api.FieldError{Param: "external_employee_id", Message: "unknown clerk"})
	c.enter()
	c.at("review")
	wants(t, c.notice().Server, "external_employee_id: unknown clerk")
}

func TestAnUnknownKeySendsNothing(t *testing.T) {
	c := newClerk(t)
	c.flow.Answer(flows.Answer{Action: "unknown"})
	c.at("who")
	c.review()
	if move := c.flow.Answer(flows.Answer{Action: "unknown"}); move.Task != nil {
		t.Error("was sent")
	}
}

func TestSendingIsNotAMoneyCallAndSaysWhatItDoes(t *testing.T) {
	c := newClerk(t)
	c.review()
	task := c.flow.Answer(flows.Answer{}).Task
	if task == nil || task.Money || task.Doing != msgSending {
		t.Fatalf("task %v", task)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c.server.applyErr = &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever, Err: ctx.Err()}
	task.Run(ctx) // was left: what it brought never happens
	c.at("review")
	if c.flow.Page().Notice != nil {
		t.Error("a task that was left has changed the page")
	}
}

func TestASendingThatWasLeftBehindIsNotSentAgainUnawares(t *testing.T) {
	c := newClerk(t)
	c.review()
	left := c.flow.Answer(flows.Answer{}).Task
	left.Run(t.Context()) // it reached the server; what it brought never happens
	c.at("review")
	if move := c.enter(); move.Task != nil || len(c.server.sent) != 1 {
		t.Fatalf("was sent %d times", len(c.server.sent))
	}
	if n := c.notice(); n.What != msgLeftBehind || n.Next != msgLostNext || n.Tone != flows.Careful || n.Ref != c.flow.Reference() {
		t.Errorf("notice %v", n)
	}
	c.server.applyErr = &api.Error{Kind: api.KindRefused, Executed: api.ExecutedNo, Status: 409, Code: "customer_already_exists"}
	c.again()
	if len(c.server.sent) != 2 || c.notice().What != msgFirstArrived {
		t.Errorf("sent %d times, notice %v", len(c.server.sent), c.notice())
	}
}
