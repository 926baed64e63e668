package closing

import (
	"context"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/account"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// office is a manager before the account of a customer, on a training server of its own.
type office struct {
	t       *testing.T
	server  *sandbox.Server
	client  *api.Client
	intents *flowtest.Intents
	flow    *Flow
}

// openOffice finds the first sample customer of a province.
func openOffice(t *testing.T, province string) *office {
	t.Helper()
	o := &office{t: t, intents: flowtest.NewIntents(time.Now), server: sandbox.New(sandbox.Options{Seed: 1})}
	base, stop, err := o.server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	o.client, err = api.New(api.Options{BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.client.Close)
	var found account.Found
	for _, c := range sandbox.SampleCustomers() {
		a, err := o.client.Lookup(t.Context(), api.Call{}, api.LookupQuery{AccountNumber: c.AccountNumber})
		if err == nil && a.Province == province {
			found = account.Found{Account: &a}
			break
		}
	}
	if found.Account == nil {
		t.Fatalf("no sample customer of %s", province)
	}
	counter := &flows.Counter{
		Clerk: "12345-SAMPLE", Location: sandbox.DefaultLocation, Training: true, Language: api.English,
		Now: time.Now, NewID: api.NewReferenceID, Managers: []string{"12345-BOSS"},
	}
	o.flow = New(counter, o.client, o.intents, found)
	return o
}

func (o *office) run(answer flows.Answer) flows.Move {
	o.t.Helper()
	move := o.flow.Answer(answer)
	for move.Task != nil {
		move = move.Task.Run(o.t.Context())()
	}
	return move
}

func (o *office) fill(values form.Values) flows.Move {
	o.t.Helper()
	for key, value := range values {
		o.flow.Page().Body.(*flows.Ask).Form.Enter(key, value)
	}
	return o.run(flows.Answer{})
}

func (o *office) at(page string) flows.Page {
	o.t.Helper()
	got := o.flow.Page()
	if got.ID != "closing."+page {
		o.t.Fatalf("is at %s, want %s; notice %+v", got.ID, page, got.Notice)
	}
	return got
}

func (o *office) closed() bool {
	o.t.Helper()
	_, err := o.client.Lookup(o.t.Context(), api.Call{}, api.LookupQuery{AccountNumber: string(o.flow.found.Number())})
	return flows.FailureCode(err) == "user_not_able_to_purchase"
}

func decided() form.Values {
	return form.Values{flows.KeyManager: "12345-BOSS", flows.KeyReason: "the customer cancels"}
}

func TestAManagerClosesAnAccountInQuebec(t *testing.T) {
	o := openOffice(t, Quebec)
	if !Possible(o.flow.found) {
		t.Error("is not offered")
	}
	if !o.fill(form.Values{flows.KeyManager: "12345-SAMPLE", flows.KeyReason: "I would like to"}).Refused {
		t.Error("who is no manager decides")
	}
	o.fill(decided())
	if body := o.at("confirm").Body.(*flows.Confirm); !body.Money || o.closed() {
		t.Error("Enter would close it, or it is closed already")
	}
	o.flow.Back()
	o.at("manager")
	o.run(flows.Answer{})
	o.run(flows.Answer{})
	o.at("done")
	if !o.closed() || o.flow.Dirty() || len(o.intents.InDoubt()) != 0 {
		t.Error("is not closed")
	}
	slip := o.flow.slip()
	for _, part := range []string{"TRAINING", "12345-BOSS", "the customer cancels", o.flow.found.Ending()} {
		if !strings.Contains(slip.Text.In(api.English), part) {
			t.Errorf("%q is not on the slip", part)
		}
	}
}

func TestTheServerRefusesAnotherProvince(t *testing.T) {
	o := openOffice(t, "ON")
	if Possible(o.flow.found) {
		t.Error("is offered")
	}
	o.fill(decided())
	o.run(flows.Answer{})
	if notice := o.at("confirm").Notice; notice == nil || notice.What.Empty() || o.closed() {
		t.Errorf("notice %+v", notice)
	}
}

func TestLookingTheAccountUpSettlesNoClosing(t *testing.T) {
	for kind, closed := range map[fault.Kind]bool{fault.DroppedAfter: true, fault.DroppedBefore: false} {
		t.Run(string(kind), func(t *testing.T) {
			o := openOffice(t, Quebec)
			o.fill(decided())
			o.server.Arm(fault.Fault{Kind: kind, Path: "close", Count: 1})
			o.run(flows.Answer{})
			o.at("doubt")
			doubts := o.intents.InDoubt()
			if len(doubts) != 1 || doubts[0].Intent.Kind != flows.CloseIntent || o.flow.Back() || !o.flow.Dirty() {
				t.Fatalf("in doubt %+v", doubts)
			}
			o.run(flows.Answer{})
			said, result, page := msgStillOpen, flows.ResultNotDone, "confirm"
			if closed { // it may be blocked: only a search shows that it is closed
				said, result, page = msgMaybeClosed, flows.ResultDone, "done"
			}
			if notice := o.at("doubt").Notice; notice == nil || notice.What != said || len(o.intents.InDoubt()) != 1 {
				t.Errorf("notice %+v", notice)
			}
			if err := o.intents.Conclude(t.Context(), doubts[0].ID, flows.Outcome{Result: result, Source: flows.FromServer}); err != nil {
				t.Fatal(err)
			}
			o.flow.Learned(doubts[0].ID).Run(t.Context())()
			o.at(page)
		})
	}
}

func TestWhatCannotBeRecordedIsNotSent(t *testing.T) {
	o := openOffice(t, Quebec)
	o.fill(decided())
	o.flow.Recorder = broken{o.intents}
	o.run(flows.Answer{})
	if notice := o.at("confirm").Notice; notice == nil || o.closed() {
		t.Errorf("notice %+v", notice)
	}
}

type broken struct{ *flowtest.Intents }

func (broken) Intend(context.Context, flows.Intent) (flows.IntentID, error) {
	return "", context.DeadlineExceeded
}

func TestClosingIsOfferedOnlyWhereTheProvinceIsKnown(t *testing.T) {
	o := openOffice(t, Quebec)
	o.flow.found.Account.Province = ""
	if Possible(o.flow.found) || Possible(account.Found{Customer: &api.Customer{Status: "N"}}) {
		t.Error("is offered")
	}
	if !strings.Contains(o.flow.Page().Intro.In(api.English), msgProvinceUnknown.In(api.English)) || o.flow.Leaving() != (lang.Text{}) {
		t.Error("it is not said")
	}
}
