package purchase

import (
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// choices are the fields of the page.
func (c *clerk) choices() string {
	c.t.Helper()
	var all []string
	for _, field := range c.Page().Body.(*flows.Ask).Form.Fields() {
		all = append(all, field.Key)
	}
	return strings.Join(all, " ")
}

// laterToConfirm is a pre-authorization at its confirmation.
func (c *clerk) laterToConfirm() {
	c.t.Helper()
	c.find()
	c.Fill(form.Values{keyAmount: "150.00", keyReference: "ORDER-1", keyCapture: captureLater})
	c.Choose("Plan Nine")
	c.Run(flows.Answer{})
	c.Choose("PIN by text")
	c.Fill(form.Values{verification.KeyPIN: "2222"})
	c.At("purchase.confirm")
}

func TestARefusedPreauthorizationIsOfferedAsAnOrdinarySaleWithNothingTypedAnew(t *testing.T) {
	c := newClerk(t)
	c.flow.Counter.Setup = &flows.Setup{}
	c.laterToConfirm()
	c.server.authErr = refused("auth_not_allowed")
	c.Run(flows.Answer{})
	c.At("purchase.confirm")
	if n := c.Notice(); n.Next != msgOrdinaryInstead || n.Money != msgNoMoney {
		t.Errorf("notice %+v", n)
	}
	confirm := c.Page().Body.(*flows.Confirm)
	if confirm.Question != msgConfirmCapture || !confirm.Money {
		t.Errorf("asks %q", confirm.Question.In(api.English))
	}
	wants(t, text(c.Page(), api.English), "Capture|Now, with the purchase", "ORDER-1", "$150.00")
	c.server.authErr = nil
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	first, second := c.server.sales[0], c.server.sales[1]
	if first.AutoCapture || !second.AutoCapture || second.VerificationCode != "2222" || second.Reference != "ORDER-1" || len(c.server.verifications) != 1 {
		t.Errorf("sent %+v, then %+v", first, second)
	}
}

func TestAMerchantWithoutPreauthorizationIsNotOfferedItAgain(t *testing.T) {
	c := newClerk(t)
	c.flow.Counter.Setup = &flows.Setup{}
	c.laterToConfirm()
	c.server.authErr = refused("auth_not_allowed")
	c.Run(flows.Answer{})
	c.server.authErr = nil
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	next, ok := c.Run(flows.Answer{Action: actionNew}).Open.(*Flow)
	if !ok {
		t.Fatal("no next purchase")
	}
	d := (&clerk{server: c.server, ledger: c.ledger}).plays(t, next)
	d.Fill(form.Values{"number": "116994755"})
	d.At("purchase.amount")
	if got := d.choices(); got != keyAmount+" "+keyReference || !strings.Contains(d.Page().Intro.In(api.English), msgNoPreauthorization.In(api.English)) {
		t.Errorf("asks for %q: %q", got, d.Page().Intro.In(api.English))
	}
	d.Fill(form.Values{keyAmount: "20", keyReference: "ORDER-2"})
	if !next.captures() {
		t.Error("the next purchase is a pre-authorization")
	}
	elsewhere := *c.flow.Counter
	elsewhere.Location = "00-54321"
	e := (&clerk{server: c.server, ledger: c.ledger}).plays(t, New(&elsewhere, c.server, c.ledger))
	e.find()
	if !strings.Contains(e.choices(), keyCapture) {
		t.Error("another location is not offered it either")
	}
}

func TestAPreauthorizationOnItsWayIsNotTurnedIntoASaleByAnothersRefusal(t *testing.T) {
	c := newClerk(t)
	c.flow.Counter.Setup = &flows.Setup{}
	c.laterToConfirm()
	c.flow.Counter.Setup.NoPreauthorization(c.flow.Counter.Location)
	c.At("purchase.confirm")
	c.Run(flows.Answer{})
	if c.server.sales[0].AutoCapture || c.Page().Title != msgHeldTitle {
		t.Errorf("sent %+v, shown as %q", c.server.sales[0], c.Page().Title.In(api.English))
	}
}

func TestAfterTooLittleCreditThePageShowsWhatTheServerHasNow(t *testing.T) {
	for name, refusing := range map[string]func(*clerk){
		"at the authorization": func(c *clerk) {
			c.confirm()
			c.server.authErr, c.server.account.AvailableCredit = refused("credit_exceeded"), 120_00
			c.Run(flows.Answer{})
		},
		"at the offers": func(c *clerk) {
			c.find()
			c.server.pricingErr, c.server.account.AvailableCredit = refused("credit_exceeded"), 120_00
			c.Fill(form.Values{keyAmount: "150.00", keyReference: "ORDER-1"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClerk(t)
			refusing(c)
			c.At("purchase.amount")
			intro := c.Page().Intro.In(api.English)
			if !strings.Contains(intro, "Available credit: $120.00.") || c.Notice().Code != "credit_exceeded" {
				t.Errorf("says %q; notice %+v", intro, c.Notice())
			}
			if problem := c.flow.amountWarning(150_00); problem == nil || !strings.Contains(problem.Text.In(api.English), "$120.00") {
				t.Errorf("the amount's warning is %+v", problem)
			}
			c.server.authErr, c.server.pricingErr = nil, nil
			c.Fill(form.Values{keyAmount: "100.00"})
			c.At("purchase.offers")
		})
	}
}

func TestACreditThatCannotBeAskedForIsNotShownAsTheServers(t *testing.T) {
	c := newClerk(t)
	c.confirm()
	c.server.authErr, c.server.lookupErr = refused("credit_exceeded"), lost()
	c.Run(flows.Answer{})
	c.At("purchase.amount")
	if intro := c.Page().Intro.In(api.English); !strings.Contains(intro, "not known; it was $1,000.00") {
		t.Errorf("says %q", intro)
	}
	if c.Notice().Code != "credit_exceeded" {
		t.Errorf("notice %+v", c.Notice())
	}
	c.server.authErr, c.server.lookupErr = nil, nil
	c.Fill(form.Values{keyAmount: "100.00"})
	c.flow.Back()
	if intro := c.Page().Intro.In(api.English); !strings.Contains(intro, "Available credit: $1,000.00.") {
		t.Errorf("after new offers says %q", intro)
	}
}

func TestOverHTTPTheCreditAfterARefusalIsTheServersNow(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	testa := sample(t, "Testa")
	c := s.purchase()
	c.Fill(form.Values{"number": testa.AccountNumber})
	before := c.Page().Intro.In(api.English)
	other := s.purchase()
	other.Fill(form.Values{"number": testa.AccountNumber})
	s.toConfirm(other, "240.00", "ORDER-1")
	other.Run(flows.Answer{})
	other.At("purchase.outcome")
	s.Server.Arm(fault.Fault{Path: "calculate-interest", Status: 409, Code: "credit_exceeded", Count: 1})
	c.Fill(form.Values{keyAmount: "500.00", keyReference: "ORDER-2"})
	c.At("purchase.amount")
	if after := c.Page().Intro.In(api.English); after == before || c.Notice().Code != "credit_exceeded" {
		t.Errorf("before %q, after %q", before, after)
	}
}

func TestAVerificationRefusedToOneClerkSaysThatAnotherMayTry(t *testing.T) {
	for name, err := range map[string]error{
		"refused":   refused("not_permitted"),
		"not known": &api.Error{Kind: api.KindScope, Executed: api.ExecutedUnknown, Status: 403, Code: "00000-31", Answered: true},
	} {
		c := newClerk(t)
		c.terms("Plan Nine")
		c.server.verifyErr = err
		c.Choose("PIN by text")
		c.At("purchase.method")
		if next := c.Notice().Next.In(api.English); !strings.Contains(next, "another clerk may sign in") {
			t.Errorf("%s: advises %q", name, next)
		}
	}
}
