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
	"countertop/flows/doubt"
	"countertop/flows/form"
	"countertop/flows/talk"
)

// blocked makes the flow one of the sample customer of a status, who was found by name.
func (o *office) blocked(status string) {
	o.t.Helper()
	for _, c := range sandbox.SampleCustomers() {
		list, err := o.client.Search(o.t.Context(), api.Call{}, api.SearchQuery{FirstName: c.FirstName, LastName: c.LastName, BirthDate: c.BirthDate})
		if err == nil && len(list) == 1 && list[0].Status == status {
			o.flow.found = account.Found{Customer: &list[0]}
			return
		}
	}
	o.t.Fatalf("no sample customer of status %s", status)
}

func TestAnAccountThatWasBlockedBeforeIsNotTakenForClosed(t *testing.T) {
	for _, status := range []string{"A", "F", "Z"} {
		t.Run(status, func(t *testing.T) {
			o := openOffice(t, Quebec)
			o.blocked(status)
			o.fill(decided())
			o.server.Arm(fault.Fault{Kind: fault.DroppedBefore, Path: "close", Count: 1})
			o.run(flows.Answer{})
			o.at("doubt")
			o.run(flows.Answer{})
			page := o.at("doubt")
			if page.Notice.What != msgNotSettledYet || len(o.intents.InDoubt()) != 1 {
				t.Errorf("notice %+v", page.Notice)
			}
			if text := page.Body.(*flows.Report).Text; text != msgDoubtPersonText {
				t.Errorf("says %q", text.In(api.English))
			}
		})
	}
}

func TestAClosedAccountIsNotClosedAgain(t *testing.T) {
	o := openOffice(t, Quebec)
	o.blocked(closedStatus)
	if Possible(o.flow.found) {
		t.Error("is offered")
	}
}

func TestTheManagerIsRecordedWithTheClosing(t *testing.T) {
	o := openOffice(t, Quebec)
	kept := &keeping{Intents: o.intents}
	o.flow.Recorder = kept
	o.fill(decided())
	o.run(flows.Answer{})
	o.at("done")
	if last := kept.outcomes[len(kept.outcomes)-1]; last.Result != flows.ResultDone || last.By != "12345-BOSS" || last.Reason != "the customer cancels" {
		t.Errorf("recorded %+v", last)
	}
}

func TestTheManagerIsRecordedWithAClosingThatIsFoundLater(t *testing.T) {
	for name, settle := range map[string]func(*doubt.Resolver, flows.Doubt) (*doubt.News, error){
		"by a search": func(r *doubt.Resolver, d flows.Doubt) (*doubt.News, error) {
			return r.Closed(t.Context(), d, "12345-OTHER")
		},
		"by a person": func(r *doubt.Resolver, d flows.Doubt) (*doubt.News, error) {
			return r.Decide(t.Context(), d, true, "", "12345-LATE", "support said so")
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t, Quebec)
			kept := &keeping{Intents: o.intents}
			o.flow.Recorder = kept
			o.fill(decided())
			o.server.Arm(fault.Fault{Kind: fault.DroppedAfter, Path: "close", Count: 1})
			o.run(flows.Answer{})
			o.at("doubt")
			d := o.intents.InDoubt()[0]
			if d.Intent.By != "12345-BOSS" || d.Intent.Reason != "the customer cancels" {
				t.Errorf("intended by %q: %q", d.Intent.By, d.Intent.Reason)
			}
			r := doubt.NewResolver(doubt.Options{Server: o.client, Ledger: kept, Customers: o.client, Now: time.Now})
			if _, err := settle(r, d); err != nil {
				t.Fatal(err)
			}
			by := map[string]string{"by a search": "12345-BOSS", "by a person": "12345-LATE"}[name]
			if last := kept.outcomes[len(kept.outcomes)-1]; last.Result != flows.ResultDone || last.By != by {
				t.Errorf("recorded %+v", last)
			}
			o.flow.manager = form.NewDraft(form.Values{flows.KeyManager: "12345-NEXT", flows.KeyReason: "once more"})
			o.flow.Learned(d.ID).Run(t.Context())()
			o.at("done")
			if slip := o.flow.slip().Text.In(api.English); !strings.Contains(slip, "12345-BOSS") || strings.Contains(slip, "12345-NEXT") {
				t.Errorf("the slip names another manager:\n%s", slip)
			}
		})
	}
}

func TestNothingAdvisesToCloseAgainWhatIsInDoubt(t *testing.T) {
	o := openOffice(t, Quebec)
	o.fill(decided())
	o.server.Arm(fault.Fault{Kind: fault.DroppedBefore, Path: "close", Count: 1})
	o.run(flows.Answer{})
	if n := o.at("doubt").Notice; n.Next != msgLookUpNext || n.Money != msgCloseUnknown || n.Tone != flows.Careful {
		t.Errorf("notice %+v", n)
	}
}

func TestARefusalOfOneClerkSaysThatAnotherMayCloseIt(t *testing.T) {
	for code, page := range map[string]string{"not_permitted": "doubt", "00000-31": "doubt"} {
		o := openOffice(t, Quebec)
		o.fill(decided())
		o.server.Arm(fault.Fault{Path: "close", Status: 401, Code: code, Count: 1})
		o.run(flows.Answer{})
		if next := o.at(page).Notice.Next.In(api.English); !strings.Contains(next, "another clerk may sign in") {
			t.Errorf("%s: advises %q", code, next)
		}
	}
}

func TestARefusalSaysThatTheAccountIsNotClosed(t *testing.T) {
	o := openOffice(t, "ON")
	o.fill(decided())
	o.run(flows.Answer{})
	if n := o.at("confirm").Notice; n.Money != msgNotClosed {
		t.Errorf("notice %+v", n)
	}
}

func TestAnEarlierClosingInDoubtIsNotTakenForThisOne(t *testing.T) {
	for name, c := range map[string]struct {
		earlier func(api.ID) flows.Intent
		same    bool
	}{
		"of the same account, which this console knows": {func(n api.ID) flows.Intent { return flows.Intent{Account: n} }, true},
		"of an account that ends alike":                 {func(n api.ID) flows.Intent { return flows.Intent{Account: "9" + n} }, false},
		"of which only the ending was kept": {func(n api.ID) flows.Intent {
			return flows.Intent{Ending: flows.Intent{Account: n}.AccountEnding()}
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t, Quebec)
			was := c.earlier(o.flow.found.Number())
			was.Kind = flows.CloseIntent
			id, err := o.intents.Intend(t.Context(), was)
			if err != nil {
				t.Fatal(err)
			}
			if err := o.intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt}); err != nil {
				t.Fatal(err)
			}
			o.fill(decided())
			o.run(flows.Answer{})
			page := o.at("doubt")
			if o.closed() || page.Notice.What != msgFrozen {
				t.Fatalf("was sent, or notice %+v", page.Notice)
			}
			if other := page.Body.(*flows.Report).Headline == talk.OtherHeadline; other == c.same {
				t.Errorf("says that it is another: %t", other)
			}
			if err := o.intents.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, Source: flows.FromPerson}); err != nil {
				t.Fatal(err)
			}
			o.flow.Learned(id).Run(t.Context())()
			if c.same {
				o.at("done")
				return
			}
			if n := o.at("confirm").Notice; n.What != msgOtherSettled {
				t.Errorf("notice %+v", n)
			}
		})
	}
}

func TestTheSlipOfAClosingHasNoCreditAndKeepsItsTime(t *testing.T) {
	o := openOffice(t, Quebec)
	o.fill(decided())
	o.run(flows.Answer{})
	o.at("done")
	text := o.flow.slip().Text.In(api.English)
	if strings.Contains(text, "Available credit") || !strings.Contains(text, "Province: QC") {
		t.Errorf("slip\n%s", text)
	}
	later := o.flow.Counter.Now().AddDate(0, 0, 1)
	o.flow.Counter.Now = func() time.Time { return later }
	if o.flow.slip().Text.In(api.English) != text {
		t.Error("the slip of tomorrow is another one")
	}
	if o.run(flows.Answer{Action: actionSave}).Save == nil || o.run(flows.Answer{Action: actionRead}).Read == nil || !o.run(flows.Answer{}).Leave {
		t.Error("the slip is not to be had, or the page not to be left")
	}
}

// keeping is a recorder that remembers the outcomes.
type keeping struct {
	*flowtest.Intents
	outcomes []flows.Outcome
}

func (k *keeping) Conclude(ctx context.Context, id flows.IntentID, outcome flows.Outcome) error {
	k.outcomes = append(k.outcomes, outcome)
	return k.Intents.Conclude(ctx, id, outcome)
}
