package purchase

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
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
	t       *testing.T
	server  *sandbox.Server
	client  *api.Client
	counter *flows.Counter
	intents *flowtest.Intents

	mu   sync.Mutex
	pins []string
}

func openStore(t *testing.T, options sandbox.Options) *store {
	t.Helper()
	s := &store{t: t, intents: flowtest.NewIntents(time.Now)}
	options.Seed = 1
	options.PIN = func(pin sandbox.PIN) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.pins = append(s.pins, pin.Digits)
	}
	s.server = sandbox.New(options)
	base, stop, err := s.server.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	s.client, err = api.New(api.Options{
		BaseURL: base, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.client.Close)
	catalogues := lists{}
	for _, language := range []api.Language{api.English, api.French} {
		if catalogues[language], err = s.client.Catalogue(t.Context(), api.Call{Reference: api.NewReferenceID(), Language: language}); err != nil {
			t.Fatal(err)
		}
	}
	s.counter = &flows.Counter{
		Clerk: "12345-SMITH", Location: sandbox.DefaultLocation, Terminal: "T1", Training: true, Language: api.English,
		Lists: catalogues, Now: time.Now, NewID: api.NewReferenceID,
	}
	return s
}

func (s *store) pin() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pins) == 0 {
		s.t.Fatal("no PIN was sent")
	}
	return s.pins[len(s.pins)-1]
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
	return &clerk{t: s.t, flow: New(s.counter, s.client, s.intents).AskedBy(doubts.NewResolver(doubts.Options{
		Server: s.client, Ledger: s.intents, Now: time.Now, Offset: func() (time.Duration, bool) { return 0, true },
	})), ledger: s.intents}
}

// toConfirm goes from an account that was found to the confirmation, with the first plan.
func (s *store) toConfirm(c *clerk, amount, reference string) {
	s.t.Helper()
	c.at("purchase.amount")
	c.fill(form.Values{keyAmount: amount, keyReference: reference})
	c.at("purchase.offers")
	table := c.flow.Page().Body.(*flows.Choose)
	row := slices.IndexFunc(table.Rows, func(r flows.Row) bool { return r.Blocked.Empty() && r.Cells[1].In(api.English) != "-" })
	if row < 0 {
		s.t.Fatalf("no plan is offered:\n%s", text(c.flow.Page(), api.English))
	}
	c.run(flows.Answer{Row: row})
	c.at("purchase.terms")
	c.run(flows.Answer{})
	c.at("purchase.method")
	c.choose("PIN by text")
	c.at("purchase.pin")
	c.fill(form.Values{verification.KeyPIN: s.pin()})
	c.at("purchase.confirm")
}

func TestOverHTTPAPurchaseIsAuthorizedAndLookedUp(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	testa := sample(t, "Testa")
	c := s.purchase()
	c.fill(person(testa))
	s.toConfirm(c, "240.00", "ORDER-1")
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	wants(t, text(c.flow.Page(), api.English), "Testa Sample", "ORDER-1", "$240.00", "Capture number")

	later := s.purchase()
	later.fill(form.Values{"number": testa.CardNumber})
	later.at("purchase.amount")
	later.fill(form.Values{keyCapture: captureLater})
	later.t = t
	s.toConfirm(later, "120.00", "ORDER-2")
	later.run(flows.Answer{})
	later.at("purchase.outcome")

	look := account.New(s.counter, s.client, func(found account.Found) flows.Flow {
		return ForAccount(s.counter, s.client, s.intents, found)
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
	c.fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	c.flow.Back()
	c.fill(form.Values{verification.KeyPIN: "000000"})
	c.run(flows.Answer{})
	c.at("purchase.pin")
	if n := c.notice(); n.Code != "wrong_verification_code" || n.Money != msgNoMoney || n.Server == "" {
		t.Fatalf("notice %+v", n)
	}
	c.fill(form.Values{verification.KeyPIN: s.pin()})
	c.run(flows.Answer{})
	c.at("purchase.outcome")
}

func TestOverHTTPALostAnswerIsFoundByAsking(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	s.server.Arm(fault.Fault{Path: "authorization", Count: 1, Lose: true})
	c.run(flows.Answer{})
	c.at("purchase.doubt")
	if len(s.intents.InDoubt()) != 1 {
		t.Error("is not listed as in doubt")
	}
	c.run(flows.Answer{Action: actionAsk})
	c.at("purchase.outcome")
	wants(t, text(c.flow.Page(), api.English), "$240.00 authorized and captured")
	if len(s.intents.InDoubt()) != 0 {
		t.Error("is still in doubt")
	}
}

func TestOverHTTPAnEarlierSaleIsNotTakenForTheLostOne(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	first := s.purchase()
	first.fill(person(sample(t, "Testa")))
	s.toConfirm(first, "240.00", "ORDER-1")
	first.run(flows.Answer{})
	first.at("purchase.outcome")
	second := s.purchase()
	second.fill(person(sample(t, "Testa")))
	s.toConfirm(second, "240.00", "ORDER-1")
	second.repeats("$240.00")
	s.server.Arm(fault.Fault{Path: "authorization", Count: 1, Status: 500})
	second.run(flows.Answer{})
	second.at("purchase.doubt")
	second.run(flows.Answer{Action: actionAsk})
	second.at("purchase.doubt")
	if !strings.Contains(second.notice().What.In(api.English), "does not have it") || len(s.intents.InDoubt()) != 1 {
		t.Errorf("notice %+v", second.notice())
	}
}

func TestOverHTTPABrokenServerLeavesTheSaleInDoubt(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.fill(person(sample(t, "Testa")))
	s.toConfirm(c, "240.00", "ORDER-1")
	s.server.Arm(fault.Fault{Path: "authorization", Count: 1, Status: 500})
	c.run(flows.Answer{})
	c.at("purchase.doubt")
	c.run(flows.Answer{Action: actionAsk})
	c.at("purchase.doubt")
	if !strings.Contains(c.notice().What.In(api.English), "does not have it") {
		t.Errorf("notice %+v", c.notice())
	}
}

func TestOverHTTPABlockedAccountSaysWhy(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	for _, first := range []string{"Alf", "Freda", "Zed", "Clo"} {
		c := s.purchase()
		c.fill(person(sample(t, first)))
		c.at("account.matches")
		if row := c.flow.Page().Body.(*flows.Choose).Rows[0]; row.Blocked.Empty() {
			t.Errorf("%s may purchase", first)
		}
		look := account.New(s.counter, s.client, nil)
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
	c.fill(form.Values{"number": sample(t, "Ina").AccountNumber})
	c.at("account.find")
	if c.notice().Code != "user_not_active" {
		t.Errorf("notice %+v", c.notice())
	}
}

func TestOverHTTPTheCreditMustSuffice(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.fill(person(sample(t, "Cora")))
	c.at("purchase.amount")
	c.fill(form.Values{keyAmount: "60.00", keyReference: "ORDER-1"})
	if c.flow.Page().ID == "purchase.offers" {
		for i, row := range c.flow.Page().Body.(*flows.Choose).Rows {
			if row.Blocked.Empty() {
				t.Errorf("row %d takes $60.00 of a credit of $50.00", i)
			}
		}
		return
	}
	c.at("purchase.amount")
	if c.notice().Code != "credit_exceeded" {
		t.Errorf("notice %+v", c.notice())
	}
}

func TestOverHTTPTheCatalogueNamesThePlans(t *testing.T) {
	s := openStore(t, sandbox.Options{Catalogue: map[string]json.RawMessage{"en": otherCatalogue(t)}})
	c := s.purchase()
	c.fill(person(sample(t, "Testa")))
	c.fill(form.Values{keyAmount: "600.00", keyReference: "ORDER-1"})
	c.at("purchase.offers")
	named := 0
	for _, row := range c.flow.Page().Body.(*flows.Choose).Rows {
		if strings.HasPrefix(row.Cells[0].In(api.English), "Renamed plan ") {
			named++
		}
	}
	if named == 0 {
		t.Errorf("no plan has the catalogue's name:\n%s", text(c.flow.Page(), api.English))
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
	c.fill(person(sample(t, "Manny")))
	c.at("account.matches")
	table := c.flow.Page().Body.(*flows.Choose)
	if len(table.Rows) != 3 {
		t.Fatalf("%d rows", len(table.Rows))
	}
	open := slices.IndexFunc(table.Rows, func(r flows.Row) bool { return r.Blocked.Empty() })
	c.run(flows.Answer{Row: open})
	s.toConfirm(c, "240.00", "ORDER-1")
}

func TestOverHTTPTheSecurityQuestionBringsThePIN(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	testa := sample(t, "Testa")
	c := s.purchase()
	c.fill(form.Values{"number": testa.CustomerID})
	c.at("purchase.amount")
	c.fill(form.Values{keyAmount: "90.00", keyReference: "ORDER-1"})
	c.run(flows.Answer{Row: 0})
	c.run(flows.Answer{})
	c.choose("Security question")
	c.at("purchase.answer")
	if c.flow.Page().Intro.Empty() {
		t.Error("the question is not shown")
	}
	c.fill(form.Values{verification.KeyAnswer: "certainly not this"})
	c.at("purchase.answer")
	if c.notice().Code != "secret_answer_mismatch" {
		t.Errorf("notice %+v", c.notice())
	}
	c.fill(form.Values{verification.KeyAnswer: testa.SecurityAnswer})
	c.at("purchase.confirm")
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	if len(s.pins) != 0 {
		t.Error("a PIN was sent all the same")
	}
}

func TestOverHTTPEveryTextComesInTheLanguageChosen(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	c := s.purchase()
	c.fill(person(sample(t, "Testa")))
	s.toConfirm(c, "600.00", "ORDER-1")
	task := c.flow.Speak(api.French)
	if task == nil {
		t.Fatal("nothing is asked for in French")
	}
	task.Run(t.Context())()
	c.at("purchase.confirm")
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
	c.run(flows.Answer{})
	slip := c.run(flows.Answer{Action: actionRead}).Read.Text.In(api.French)
	for _, x := range o.fees {
		wants(t, strings.Join(strings.Fields(slip), " "), strings.Join(strings.Fields(x.message.In(api.French)), " "))
	}
}

func TestOverHTTPAnApprovalGoesOnToAPurchase(t *testing.T) {
	s := openStore(t, sandbox.Options{})
	reference, request := api.NewReferenceID(), string(api.NewReferenceID())
	list := s.counter.Lists.Catalogue(api.English)
	income, rent := api.Money(52_000_00), api.Money(1_200_00)
	idType := list.GovIDTypes[0].Code
	decision, err := s.client.Apply(t.Context(), api.Call{Reference: reference, Language: api.English}, api.Application{
		Salutation: list.Salutations[0].Code, FirstName: "Nova", MiddleName: "A-RR_M", LastName: "Sample", BirthDate: "1988-04-05",
		Email: "nova.sample@example.com", Phone: "4165550123", Address1: "12 Sample Street", City: "Toronto", Province: "ON",
		PostalCode: "M5V2T6", HousingType: list.HousingTypes[0].Code, HousingPayment: &rent, OccupationID: "RT", AnnualIncome: &income,
		GovIDType: idType, GovIDIssuedBy: list.Issuers[idType][0].Code, GovIDNumber: "S12345678", GovIDExpiry: "2036-01-31",
		SecurityQID: list.SecurityIDs[0].Code, SecurityAnswer: "sample", AccountType: "consumer", TermsAgreed: true,
		PreferredLanguage: "en-CA", RequestID: request, Location: s.counter.Location, Clerk: s.counter.Clerk,
	})
	if err != nil || decision.Status != api.Approved {
		t.Fatalf("decision %s, %v", decision.Status, err)
	}
	c := &clerk{t: t, ledger: s.intents}
	c.flow = AfterApproval(s.counter, s.client, s.intents, decision, request, reference)
	c.at("purchase.amount")
	c.fill(form.Values{keyAmount: "90.00", keyReference: "ORDER-1"})
	c.at("purchase.offers")
	c.run(flows.Answer{Row: 0})
	c.run(flows.Answer{})
	c.at("purchase.method")
	c.choose("PIN by text")
	c.at("purchase.pin")
	c.fill(form.Values{verification.KeyPIN: s.pin()})
	c.run(flows.Answer{})
	c.at("purchase.outcome")
	wants(t, text(c.flow.Page(), api.English), "Nova Sample")
}
