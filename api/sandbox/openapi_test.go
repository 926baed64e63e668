package sandbox_test

import (
	"cmp"
	"errors"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/certification"
	"countertop/api/sandbox"
)

// This file drives every call of the client, every error of the server and the certification through
// api/openapi.yaml.

// TestClientAndServerKeepToTheContract has every operation of the contract done, and each request of the
// client and each answer of the server looked at.
func TestClientAndServerKeepToTheContract(t *testing.T) {
	c := readContract(t)
	for name, drive := range map[string]func(*testing.T, *contract){
		"a sale": driveSale, "every call": driveCalls, "refusals of the client's": driveRefusals, "an old server": driveOldServer,
		"decisions": driveDecisions, "early decisions": driveEarlyDecisions, "tokens": driveTokens, "certification": driveCertification,
		"every error": driveErrors, "what is published": drivePublished,
	} {
		t.Run(name, func(t *testing.T) {
			drive(t, c)
			c.keep(t)
		})
	}
	for _, id := range c.operations() {
		if !c.asked[id] {
			t.Errorf("the server was not asked for %s", id)
		}
	}
	ids := c.newest()
	for _, id := range ids {
		if !c.byClient[id] {
			t.Errorf("the client did not ask for %s", id)
		}
	}
	routes := clientRoutes(t)
	for _, r := range routes {
		if id := c.operation(r.method, r.path); id == "" || !c.byClient[id] {
			t.Errorf("the client's %s %s is %q, and the client did not ask for it", r.method, r.path, id)
		}
	}
	if len(routes) != len(ids) {
		t.Errorf("the client has %d routes, the contract %d operations", len(routes), len(ids))
	}
}

func driveSale(t *testing.T, c *contract) {
	for _, language := range []api.Language{api.English, api.French} {
		k := c.setup(t, sandbox.Options{})
		sale{t, c.client(t, k), api.Call{Reference: reference, Language: language}}.run(k)
		settle(t, k, c.client(t, k))
	}
}

// spoken is the call that most of the drives make.
var spoken = api.Call{Reference: reference, Language: api.English}

// clerk is the employee in every call that names one.
const clerk = "12345-TEST"

func driveCalls(t *testing.T, c *contract) {
	k := c.setup(t, sandbox.Options{Override: true, PageSize: 2})
	client, ctx := c.client(t, k), t.Context()
	s := sale{t, client, spoken}
	s.must(client.Warm(ctx))
	_, err := client.CatalogueKey(ctx, spoken, "govid_issued_bys")
	s.must(err)
	licence, err := client.ReadLicence(ctx, spoken, sampleBarcode)
	s.must(err)
	if licence.LastName != "NUMBER1" {
		t.Error("the licence is not read")
	}
	_, err = client.Search(ctx, spoken, api.SearchQuery{FirstName: "Manny", LastName: "Doubles", BirthDate: "1982-12-02", PostalCode: "B3J1S9"})
	s.must(err)
	for _, query := range []api.LookupQuery{{CustomerID: "900000000002"}, {CardNumber: "9900000000000091"}, {AccountNumber: "100000004"}} {
		_, err = client.Lookup(ctx, spoken, query)
		s.must(err)
	}
	for _, v := range []api.VerificationRequest{
		{AccountNumber: "100000001", RequestID: "v"},
		{AccountNumber: "100000001", RequestID: "v", By: api.VerifyEmail},
		{AccountNumber: "100000001", RequestID: "v", By: api.VerifySecurityQuestion, QuestionID: "4", Answer: "sample"},
		{AccountNumber: "100000001", RequestID: "v", By: api.VerifyBypass},
		{AccountNumber: "100000011", RequestID: "v", By: api.VerifyOverride, CardNumber: "9900000000000091"},
	} {
		_, err = client.Verify(ctx, spoken, v)
		s.must(err)
	}
	_, err = client.Login(ctx, spoken, api.LoginRequest{})
	s.must(err)
	for _, r := range []api.WidgetRequest{
		{Flow: api.WidgetApply, TermsAgreed: true}, {Flow: api.WidgetPurchase, CardNumber: "9900000000000091"}, {Flow: api.WidgetPurchase, AccountNumber: "100000001"},
	} {
		_, err = client.InitWidget(ctx, spoken, r)
		s.must(err)
	}
	s.must(client.CloseAccount(ctx, spoken, "100000004"))
	s.buyInEveryWay(k)
}

// items returns the products of a sale.
func items() *api.Items {
	shipping, discount, subtotal, total, gst, pst := api.Money(5_00), api.Money(0), api.Money(80_00), api.Money(95_40), api.Money(4_25), api.Money(6_15)
	return &api.Items{
		PurchaseOrder: "PO-1", Register: "R-1", Shipping: &shipping, Discount: &discount, Subtotal: &subtotal, Total: &total, GSTHST: &gst, PST: &pst,
		Products: []api.Product{{SKU: "S-1", Category: "chairs", Description: "A chair", Quantity: 2, UnitPrice: 40_00, Extended: 80_00}},
	}
}

// buyInEveryWay makes, finds, captures, releases, returns and refunds purchases with every member that a
// request has, and pays in every way.
func (s sale) buyInEveryWay(k *counter) {
	s.t.Helper()
	ctx, client := s.t.Context(), s.client
	plan := api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 3}
	for i, r := range []api.AuthorizationRequest{
		{AccountNumber: "100000001", Financing: api.Financing{TransactionType: api.RegularPurchaseType}, Amount: 95_40, AutoCapture: true, Items: items()},
		{AccountNumber: "100000002", Financing: plan, Amount: 300_00},
		{CardNumber: "9900000000000091", Financing: plan, Amount: 300_00, AutoCapture: true},
	} {
		r.RequestID = "sale " + string(rune('a'+i))
		r.Reference, r.Location, r.Clerk = "ORDER-9", sandbox.DefaultLocation, clerk
		r.VerificationCode = api.Secret(k.verified(string(cmp.Or(r.AccountNumber, "100000011")), r.RequestID))
		_, err := client.Authorize(ctx, spoken, r)
		s.must(err)
	}
	open := s.listed(api.TransactionQuery{AccountNumber: "100000002", TransactionType: api.PromotionalPurchase, Status: "opened", From: "2026-01-01", To: "2026-12-31"})
	whole, err := client.Authorization(ctx, spoken, open.ID)
	s.must(err)
	taken, err := client.Capture(ctx, spoken, api.CaptureRequest{AuthorizationID: whole.ID, Amount: 200_00, Reference: "C-1", Items: items()})
	s.must(err)
	part := api.Money(30_00)
	_, err = client.Release(ctx, spoken, api.ReleaseRequest{AuthorizationID: whole.ID, Amount: &part, Location: sandbox.DefaultLocation, Clerk: clerk})
	s.must(err)
	_, err = client.Return(ctx, spoken, api.ReturnRequest{
		AuthorizationID: whole.ID, CaptureID: taken.ID, Reference: "R-1", Amount: 200_00, Full: true, CardNumber: "9900000000000002",
		Location: sandbox.DefaultLocation, Clerk: clerk, Items: items(),
	})
	s.must(err)
	s.must(client.Refund(ctx, spoken, api.RefundRequest{
		AccountNumber: "100000015", CaptureID: taken.ID, CardNumber: "9900000000000015", Reference: "F-1", Amount: 5_00,
		Location: sandbox.DefaultLocation, Clerk: clerk,
	}))
	s.pay(k)
}

func (s sale) listed(q api.TransactionQuery) api.Authorization {
	s.t.Helper()
	list, err := s.client.Authorizations(s.t.Context(), spoken, q)
	s.must(err)
	if len(list) != 1 {
		s.t.Fatalf("%d authorizations, want one", len(list))
	}
	captures, err := s.client.Captures(s.t.Context(), spoken, api.TransactionQuery{AccountNumber: "100000015", From: "2025-01-01", To: "2026-12-31"})
	s.must(err)
	if len(captures) != 3 { // on two pages
		s.t.Fatalf("%d captures, want three", len(captures))
	}
	return list[0]
}

func (s sale) pay(k *counter) {
	s.t.Helper()
	for kind, r := range map[string]api.TransactionRequest{
		api.Deposit: {AccountNumber: "100000015"}, api.InStorePayment: {CardNumber: "9900000000000015"}, api.TradeIn: {CustomerID: "900000000015"},
	} {
		r.Type, r.Amount, r.RequestID, r.Location, r.Clerk = kind, 10_00, kind, sandbox.DefaultLocation, clerk
		r.VerificationCode = api.Secret(k.verified("100000015", kind))
		_, err := s.client.Transact(s.t.Context(), spoken, r)
		s.must(err)
	}
}

// driveRefusals has well-formed requests of the client refused.
func driveRefusals(t *testing.T, c *contract) {
	k := c.setup(t, sandbox.Options{})
	client, ctx := c.client(t, k), t.Context()
	purchase := api.AuthorizationRequest{
		AccountNumber: "100000001", Reference: "ORDER-1", Amount: 10_00, AutoCapture: true, RequestID: "r",
		Financing: api.Financing{TransactionType: api.PromotionalPurchase}, Location: sandbox.DefaultLocation, Clerk: clerk,
	}
	for code, call := range map[string]func() error{
		"not_found":            func() error { return client.CloseAccount(ctx, spoken, "199999999") },
		"account_not_closable": func() error { return client.CloseAccount(ctx, spoken, "100000001") },
		"bad_scan": func() error {
			_, err := client.ReadLicence(ctx, spoken, "xxx")
			return err
		},
		"user_not_able_to_purchase": func() error {
			_, err := client.Lookup(ctx, spoken, api.LookupQuery{AccountNumber: "100000006"})
			return err
		},
		"GATEWAY_TIMEOUT": func() error {
			_, err := client.Lookup(ctx, spoken, api.LookupQuery{AccountNumber: "0001"})
			return err
		},
		"secret_answer_mismatch": func() error {
			_, err := client.Verify(ctx, spoken, api.VerificationRequest{
				AccountNumber: "100000001", RequestID: "r", By: api.VerifySecurityQuestion, QuestionID: "4", Answer: "wrong",
			})
			return err
		},
		"credit_exceeded": func() error {
			_, err := client.CalculateInterest(ctx, spoken, "100000016", 100_00)
			return err
		},
		"plan_term_not_set": func() error {
			_, err := client.Authorize(ctx, spoken, purchase)
			return err
		},
		"auth_amount_exceeded": func() error {
			_, err := client.Capture(ctx, spoken, api.CaptureRequest{AuthorizationID: api.ID(k.authorization("SAMPLE-OPEN")), Amount: 650_01})
			return err
		},
		"refunds_limit_exceeded_amount": func() error {
			return client.Refund(ctx, spoken, api.RefundRequest{
				AccountNumber: "100000001", Reference: "F", Amount: 10_00, Location: sandbox.DefaultLocation, Clerk: clerk,
			})
		},
		"verification_code_required": func() error {
			_, err := client.Transact(ctx, spoken, api.TransactionRequest{
				Type: api.TradeIn, Amount: 10_00, AccountNumber: "100000001", RequestID: "r", Location: sandbox.DefaultLocation, Clerk: clerk,
			})
			return err
		},
	} {
		expectCode(t, call(), code)
	}
}

func expectCode(t *testing.T, err error, code string) {
	t.Helper()
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func driveOldServer(t *testing.T, c *contract) {
	k := c.setup(t, sandbox.Options{WithoutI18N: true})
	catalogue, err := c.client(t, k).Catalogue(t.Context(), spoken)
	if err != nil || !catalogue.Partial {
		t.Errorf("got %v, want what merchants/login has", err)
	}
}

// decide sends an application and wants a decision.
func decide(t *testing.T, client *api.Client, a api.Application, want api.DecisionStatus) {
	t.Helper()
	if decision, err := client.Apply(t.Context(), spoken, a); err != nil || decision.Status != want {
		t.Errorf("decides %v (%v), want %v", decision.Status, err, want)
	}
}

func driveDecisions(t *testing.T, c *contract) {
	k := c.setup(t, sandbox.Options{})
	client := c.client(t, k)
	good := sale{t, client, spoken}.application()
	for middle, want := range map[string]api.DecisionStatus{"A-RR_L": api.Approved, "P-CREDIT": api.Pending, "D-FRAUD": api.Declined} {
		a := good
		a.MiddleName, a.LastName, a.RequestID = middle, "Sample"+string(want), middle
		decide(t, client, a, want)
	}
	owner := good
	owner.LastName, owner.RequestID, owner.Address2, owner.SIN = "Owner", "owner", "Unit 1", "000000000"
	owner.AccountType, owner.BusinessName, owner.BusinessPhone = "business", "Sample Works", "4165550144"
	owner.OccupationID, owner.EmployerName, owner.EmployerPhone = "FE", "Sample Works", "4165550143"
	decide(t, client, owner, api.Approved)
	_, err := client.Apply(t.Context(), spoken, owner)
	expectCode(t, err, "customer_already_exists")
	undecided := good
	undecided.TermsAgreed = false
	_, err = client.Apply(t.Context(), spoken, undecided)
	expectCode(t, err, "tos_agreement_required")
}

func driveEarlyDecisions(t *testing.T, c *contract) {
	client := c.client(t, c.setup(t, sandbox.Options{EarlyDecisions: true}))
	a := sale{t, client, spoken}.application()
	a.MiddleName = "D-NO_HIT"
	decide(t, client, a, api.Declined)
	a.MiddleName = "P-CREDIT"
	decide(t, client, a, api.Pending)
}

// driveTokens has a token refreshed, refused, and too narrow for a call.
func driveTokens(t *testing.T, c *contract) {
	k := c.setup(t, sandbox.Options{})
	later := make(chan struct{})
	client := c.client(t, k, func(o *api.Options) {
		o.Now = func() time.Time {
			select {
			case <-later:
				return noon.Add(20*time.Minute - 30*time.Second)
			default:
				return noon
			}
		}
	})
	_, err := client.Terms(t.Context(), spoken)
	sale{t, client, spoken}.must(err)
	close(later)
	client.Wake()
	<-c.refreshed
	wrong := c.client(t, k, func(o *api.Options) { o.Secret = "wrong" })
	_, err = wrong.Terms(t.Context(), spoken)
	expectCode(t, err, "invalid_client")
	narrow := c.client(t, k, func(o *api.Options) { o.Scope = api.ScopeCustomer })
	_, err = narrow.Authorizations(t.Context(), spoken, api.TransactionQuery{})
	expectCode(t, err, noScope)
}

func driveCertification(t *testing.T, c *contract) {
	server := sandbox.New(sandbox.Options{Seed: 7, Standard: true})
	url := c.around(t, server, true)
	target := certification.Target{
		Connect: func(change func(*api.Options)) (*api.Client, error) {
			o := api.Options{BaseURL: url, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret}
			change(&o)
			return api.New(o)
		},
		Location: sandbox.DefaultLocation, Clerk: clerk, Now: time.Now, NewID: api.NewReferenceID, Language: api.English,
	}
	right := func(id string) bool { return id != "business.no-name" && id != "business.no-phone" } // what those ask is wrong on purpose
	certification.Run(t.Context(), target, certification.Choose(right), "", func(certification.Case) {}, func(r certification.Result) {
		if r.Outcome != certification.Passed {
			t.Errorf("%s %s: %s", r.Case.ID, r.Outcome, r.Detail)
		}
	})
}

// driveErrors does what causes each error of the server. What is asked is wrong on purpose, and only
// the answers are looked at.
func driveErrors(t *testing.T, c *contract) {
	for _, row := range causes {
		row.do(c.setup(t, row.options))
	}
	for _, row := range refusals {
		k := c.setup(t, row.options)
		account := cmp.Or(row.account, "100000001")
		k.post(interest+"authorization", purchase(account, "r").with(object{"verification_code": k.verified(account, "r")}).with(row.change))
	}
	k := c.setup(t, sandbox.Options{})
	k.expect(k.post(base+"widget/init", object{"flow": "apply", "tos_agreement": true, "return_url": "https://shop.example.com/"}), 200, "")
	k.expect(k.post(base+"widget/init", object{"flow": "return"}), 409, "wrong_inputs")
}
