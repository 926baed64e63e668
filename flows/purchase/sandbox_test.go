package purchase

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/flows/flowtest"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/account"
	doubts "countertop/flows/doubt"
	"countertop/flows/form"
	"countertop/flows/verification"
)

// store is a counter with a training server of its own, over real HTTP.
type store struct {
	*flowtest.Store
	t *testing.T
}

func openStore(t *testing.T, options sandbox.Options) *store {
	t.Helper()
	return &store{flowtest.Open(t, options).WithLists(), t}
}

// sample is the sample customer with a first name.
func sample(t *testing.T, first string) sandbox.SampleCustomer {
	t.Helper()
	all := sandbox.SampleCustomers()
	i := slices.IndexFunc(all, func(c sandbox.SampleCustomer) bool { return c.FirstName == first })
	if i < 0 {
		t.Fatalf("no sample customer %s", first)
	}
	return all[i]
}

func person(c sandbox.SampleCustomer) form.Values {
	return form.Values{"first_name": c.FirstName, "last_name": c.LastName, "dob": c.BirthDate}
}

// purchase is a clerk at a new purchase.
func (s *store) purchase() *clerk {
	return (&clerk{ledger: s.Intents}).plays(s.t, New(s.Counter, s.Client, s.Intents).AskedBy(doubts.NewResolver(doubts.Options{
		Server: s.Client, Ledger: s.Intents, Now: time.Now, Offset: func() (time.Duration, bool) { return 0, true },
	})))
}

// toConfirm goes from an account that was found to the confirmation, with the first plan.
func (s *store) toConfirm(c *clerk, amount, reference string) {
	s.t.Helper()
	c.At("purchase.amount")
	c.Fill(form.Values{keyAmount: amount, keyReference: reference})
	c.At("purchase.offers")
	table := c.Page().Body.(*flows.Choose)
	row := slices.IndexFunc(table.Rows, func(r flows.Row) bool { return r.Blocked.Empty() && r.Cells[1].In(api.English) != "-" })
	if row < 0 {
		s.t.Fatalf("no plan is offered:\n%s", text(c.Page(), api.English))
	}
	c.Run(flows.Answer{Row: row})
	c.At("purchase.terms")
	c.Run(flows.Answer{})
	c.At("purchase.method")
	c.Choose("PIN by text")
	c.At("purchase.pin")
	c.Fill(form.Values{verification.KeyPIN: s.PIN()})
	c.At("purchase.confirm")
}

func TestOverHTTPAPurchaseIsAuthorizedAndLookedUp(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	testa := sample(t, "Testa")
	c := s.purchase()
	c.Fill(person(testa))
	s.toConfirm(c, "240.00", "ORDER-1")
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	wants(t, text(c.Page(), api.English), "Testa Sample", "ORDER-1", "$240.00", "Capture number")

	later := s.purchase()
	later.Fill(form.Values{"number": testa.CardNumber})
	later.At("purchase.amount")
	later.Fill(form.Values{keyCapture: captureLater})
	s.toConfirm(later, "120.00", "ORDER-2")
	later.Run(flows.Answer{})
	later.At("purchase.outcome")

	look := account.New(s.Counter, s.Client, func(found account.Found) flows.Flow {
		return ForAccount(s.Counter, s.Client, s.Intents, found)
	})
	look.Page().Body.(*flows.Ask).Form.Enter("number", testa.AccountNumber)
	for move := look.Answer(flows.Answer{}); move.Task != nil; {
		move = move.Task.Run(t.Context())()
	}
	report := look.Page()
	if report.ID != "account.report" || report.Notice != nil {
		t.Fatalf("the look-up is at %s: %+v", report.ID, report.Notice)
	}
	wants(t, text(report, api.English), "reference ORDER-2|$120.00 remains of $120.00", "reference ORDER-1|$240.00 remains of $240.00")
}

func TestOverHTTPAWrongPINIsCorrected(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	c.flow.Back()
	c.Fill(form.Values{verification.KeyPIN: "000000"})
	c.Run(flows.Answer{})
	c.At("purchase.pin")
	if n := c.Notice(); n.Code != "wrong_verification_code" || n.Money != msgNoMoney || n.Server == "" {
		t.Fatalf("notice %+v", n)
	}
	c.Fill(form.Values{verification.KeyPIN: s.PIN()})
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
}

func TestOverHTTPALostAnswerIsFoundByAsking(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	s.Server.Arm(fault.Fault{Path: "authorization", Count: 1, Lose: true})
	c.Run(flows.Answer{})
	c.At("purchase.doubt")
	if len(s.Intents.InDoubt()) != 1 {
		t.Error("is not listed as in doubt")
	}
	c.Run(flows.Answer{Action: actionAsk})
	c.At("purchase.outcome")
	wants(t, text(c.Page(), api.English), "$240.00 authorized and captured")
	if len(s.Intents.InDoubt()) != 0 {
		t.Error("is still in doubt")
	}
}

func TestOverHTTPAnEarlierSaleIsNotTakenForTheLostOne(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	first := s.purchase()
	first.Fill(person(sample(t, "Testa")))
	s.toConfirm(first, "240.00", "ORDER-1")
	first.Run(flows.Answer{})
	first.At("purchase.outcome")
	second := s.purchase()
	second.Fill(person(sample(t, "Testa")))
	s.toConfirm(second, "240.00", "ORDER-1")
	second.repeats("$240.00")
	s.Server.Arm(fault.Fault{Path: "authorization", Count: 1, Status: 500})
	second.Run(flows.Answer{})
	second.At("purchase.doubt")
	second.Run(flows.Answer{Action: actionAsk})
	second.At("purchase.doubt")
	if !strings.Contains(second.Notice().What.In(api.English), "does not have it") || len(s.Intents.InDoubt()) != 1 {
		t.Errorf("notice %+v", second.Notice())
	}
}

func TestOverHTTPABrokenServerLeavesTheSaleInDoubt(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	s.Server.Arm(fault.Fault{Path: "authorization", Count: 1, Status: 500})
	c.Run(flows.Answer{})
	c.At("purchase.doubt")
	c.Run(flows.Answer{Action: actionAsk})
	c.At("purchase.doubt")
	if !strings.Contains(c.Notice().What.In(api.English), "does not have it") {
		t.Errorf("notice %+v", c.Notice())
	}
}

func TestOverHTTPABlockedAccountSaysWhy(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	for _, first := range []string{"Alf", "Freda", "Zed", "Clo"} {
		c := s.purchase()
		c.Fill(person(sample(t, first)))
		c.At("account.matches")
		if row := c.Page().Body.(*flows.Choose).Rows[0]; row.Blocked.Empty() {
			t.Errorf("%s may purchase", first)
		}
		look := account.New(s.Counter, s.Client, nil)
		for key, value := range person(sample(t, first)) {
			look.Page().Body.(*flows.Ask).Form.Enter(key, value)
		}
		for move := look.Answer(flows.Answer{}); move.Task != nil; {
			move = move.Task.Run(t.Context())()
		}
		if page := look.Page(); page.ID != "account.report" || page.Notice == nil {
			t.Errorf("%s: the look-up is at %s", first, page.ID)
		}
	}
	c := s.purchase()
	c.Fill(form.Values{"number": sample(t, "Ina").AccountNumber})
	c.At("account.find")
	if c.Notice().Code != "user_not_active" {
		t.Errorf("notice %+v", c.Notice())
	}
}

func TestOverHTTPTheCreditMustSuffice(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Cora")))
	c.At("purchase.amount")
	c.Fill(form.Values{keyAmount: "60.00", keyReference: "ORDER-1"})
	if c.Page().ID == "purchase.offers" {
		for i, row := range c.Page().Body.(*flows.Choose).Rows {
			if row.Blocked.Empty() {
				t.Errorf("row %d takes $60.00 of a credit of $50.00", i)
			}
		}
		return
	}
	c.At("purchase.amount")
	if c.Notice().Code != "credit_exceeded" {
		t.Errorf("notice %+v", c.Notice())
	}
}

func TestOverHTTPTheCatalogueNamesThePlans(t *testing.T) {
	s := openStore(t, sandbox.Options{Catalogue: map[string]json.RawMessage{"en": otherCatalogue(t)}})
	c := s.purchase()
	c.Fill(person(sample(t, "Testa")))
	c.Fill(form.Values{keyAmount: "600.00", keyReference: "ORDER-1"})
	c.At("purchase.offers")
	named := 0
	for _, row := range c.Page().Body.(*flows.Choose).Rows {
		if strings.HasPrefix(row.Cells[0].In(api.English), "Renamed plan ") {
			named++
		}
	}
	if named == 0 {
		t.Errorf("no plan has the catalogue's name:\n%s", text(c.Page(), api.English))
	}
}

// otherCatalogue has every plan under another name, in another order.
func otherCatalogue(t *testing.T) json.RawMessage {
	t.Helper()
	raw := &strings.Builder{}
	for i, id := range []string{"9", "7", "6", "5", "4", "2", "1"} {
		if i > 0 {
			raw.WriteString(",")
		}
		fmt.Fprintf(raw, "%q:%q", id, "Renamed plan "+id)
	}
	return json.RawMessage(`{"salutations":{"Dr":"Doctor"},"provinces":{"ON":"Ontario"},"security_ids":{"1":"Why?"},
		"govid_types":{"XX":"Invented"},"govid_issued_bys":{"option_depends":{"XX":{"YY":"Nobody"}}},"occupation_ids":{"OT":"Other"},
		"transaction_types":{"promotional_purchase":"P","regular_purchase":"R"},"plan_ids":{` + raw.String() + `},
		"qcpa_disclosure":"q","insurance":"i","insurance_tc":"t","annual_fees":"a","housing_type":{"Rent":"Rent"}}`)
}

func TestOverHTTPSeveralMatchesAreChosenFrom(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Manny")))
	c.At("account.matches")
	table := c.Page().Body.(*flows.Choose)
	if len(table.Rows) != 3 {
		t.Fatalf("%d rows", len(table.Rows))
	}
	open := slices.IndexFunc(table.Rows, func(r flows.Row) bool { return r.Blocked.Empty() })
	c.Run(flows.Answer{Row: open})
	s.toConfirm(c, "240.00", "ORDER-1")
}

func TestOverHTTPTheSecurityQuestionBringsThePIN(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	testa := sample(t, "Testa")
	c := s.purchase()
	c.Fill(form.Values{"number": testa.CustomerID})
	c.At("purchase.amount")
	c.Fill(form.Values{keyAmount: "90.00", keyReference: "ORDER-1"})
	c.Run(flows.Answer{Row: 0})
	c.Run(flows.Answer{})
	c.Choose("Security question")
	c.At("purchase.answer")
	if c.Page().Intro.Empty() {
		t.Error("the question is not shown")
	}
	c.Fill(form.Values{verification.KeyAnswer: "certainly not this"})
	c.At("purchase.answer")
	if c.Notice().Code != "secret_answer_mismatch" {
		t.Errorf("notice %+v", c.Notice())
	}
	c.Fill(form.Values{verification.KeyAnswer: testa.SecurityAnswer})
	c.At("purchase.confirm")
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	if s.PINs() != 0 {
		t.Error("a PIN was sent all the same")
	}
}

func TestOverHTTPEveryTextComesInTheLanguageChosen(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.Fill(person(sample(t, "Testa")))
	s.toConfirm(c, "600.00", "ORDER-1")
	task := c.flow.Speak(api.French)
	if task == nil {
		t.Fatal("nothing is asked for in French")
	}
	task.Run(t.Context())()
	c.At("purchase.confirm")
	o := c.flow.chosen()
	if len(o.fees)+len(o.rates) == 0 {
		t.Fatal("the offer has neither rates nor fees")
	}
	for _, x := range o.fees {
		if x.message.Empty() || x.message.In(api.English) == x.message.In(api.French) {
			t.Errorf("a fee's message: %q", x.message.In(api.French))
		}
	}
	for _, r := range o.rates {
		if r.message.Empty() || r.message.In(api.English) == r.message.In(api.French) {
			t.Errorf("a rate's message: %q", r.message.In(api.French))
		}
	}
	c.Run(flows.Answer{})
	slip := c.Run(flows.Answer{Action: actionRead}).Read.Text.In(api.French)
	for _, x := range o.fees {
		wants(t, strings.Join(strings.Fields(slip), " "), strings.Join(strings.Fields(x.message.In(api.French)), " "))
	}
}

func TestOverHTTPAnApprovalGoesOnToAPurchase(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	reference, request := api.NewReferenceID(), string(api.NewReferenceID())
	list := s.Counter.Lists.Catalogue(api.English)
	income, rent := api.Money(52_000_00), api.Money(1_200_00)
	idType := list.GovIDTypes[0].Code
	decision, err := s.Client.Apply(t.Context(), api.Call{Reference: reference, Language: api.English}, api.Application{
		Salutation: list.Salutations[0].Code, FirstName: "Nova", MiddleName: "A-RR_M", LastName: "Sample", BirthDate: "1988-04-05",
		Email: "nova.sample@example.com", Phone: "4165550123", Address1: "12 Sample Street", City: "Toronto", Province: "ON",
		PostalCode: "M5V2T6", HousingType: list.HousingTypes[0].Code, HousingPayment: &rent, OccupationID: "RT", AnnualIncome: &income,
		GovIDType: idType, GovIDIssuedBy: list.Issuers[idType][0].Code, GovIDNumber: "S12345678", GovIDExpiry: "2036-01-31",
		SecurityQID: list.SecurityIDs[0].Code, SecurityAnswer: "sample", AccountType: "consumer", TermsAgreed: true,
		PreferredLanguage: "en-CA", RequestID: request, Location: s.Counter.Location, Clerk: s.Counter.Clerk,
	})
	if err != nil || decision.Status != api.Approved {
		t.Fatalf("decision %s, %v", decision.Status, err)
	}
	c := &clerk{ledger: s.Intents}
	c.plays(t, AfterApproval(s.Counter, s.Client, s.Intents, decision, request, reference))
	c.At("purchase.amount")
	c.Fill(form.Values{keyAmount: "90.00", keyReference: "ORDER-1"})
	c.At("purchase.offers")
	c.Run(flows.Answer{Row: 0})
	c.Run(flows.Answer{})
	c.At("purchase.method")
	c.Choose("PIN by text")
	c.At("purchase.pin")
	c.Fill(form.Values{verification.KeyPIN: s.PIN()})
	c.Run(flows.Answer{})
	c.At("purchase.outcome")
	wants(t, text(c.Page(), api.English), "Nova Sample")
}
