package api_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http/httptest"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
)

// A sale in the order of its calls (docs/contract.md §9), against the training server, which reads the
// contract for itself.
func TestASaleAgainstTheTrainingServer(t *testing.T) {
	for line, start := range lines() {
		t.Run(line, func(t *testing.T) { sell(t, start) })
	}
}

// lines are the ways to a training server.
func lines() map[string]func(*httptest.Server) {
	return map[string]func(*httptest.Server){
		"plain":           (*httptest.Server).Start,
		"TLS":             (*httptest.Server).StartTLS,
		"HTTP/2 over TLS": func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() },
	}
}

func sell(t *testing.T, start func(*httptest.Server)) {
	t.Helper()
	c, pins := counter(t, start)
	ctx, call := context.Background(), api.Call{Reference: api.NewReferenceID(), Language: api.French}

	lists := api.NewCatalogues(c, api.CatalogueCache{Dir: t.TempDir()})
	if err := lists.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	catalogue := lists.Catalogue(api.French)
	if catalogue.Partial || len(catalogue.Broken) != 0 || len(catalogue.Unknown) != 0 {
		t.Errorf("the catalogue has broken %v and unknown %v", catalogue.Broken, catalogue.Unknown)
	}
	if terms, err := c.Terms(ctx, call); err != nil || terms.Text == "" {
		t.Fatalf("terms %+v (%v)", terms, err)
	}
	decision, err := c.Apply(ctx, call, application(catalogue, "A-RR_H", "request-1"))
	if err != nil || decision.Status != api.Approved || decision.Category != api.Premium || decision.AvailableCredit <= 0 {
		t.Fatalf("not approved as it should be (%v)", err)
	}
	offers, err := c.CalculateInterest(ctx, call, decision.AccountNumber, 100_000)
	if err != nil || offers.Regular == nil || len(offers.Plans) == 0 || len(offers.Plans[0].Terms[0].Rates) == 0 {
		t.Fatalf("no offers (%v)", err)
	}
	verification, err := c.Verify(ctx, call, api.VerificationRequest{AccountNumber: decision.AccountNumber, By: api.VerifySMS, RequestID: "request-2"})
	if err != nil || verification.Sent == "" {
		t.Fatalf("no PIN was sent (%v)", err)
	}
	purchase := api.AuthorizationRequest{
		AccountNumber: decision.AccountNumber, Reference: "order-1", Amount: 100_000, AutoCapture: true,
		Financing:        api.Financing{TransactionType: api.PromotionalPurchase, PlanID: offers.Plans[0].ID, Term: offers.Plans[0].Terms[0].Months},
		VerificationCode: "9", RequestID: "request-2", Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE",
	}
	var failed *api.Error
	if _, err := c.Authorize(ctx, call, purchase); !errors.As(err, &failed) || failed.Executed != api.ExecutedNo {
		t.Fatalf("a wrong PIN: %v", err)
	}
	purchase.VerificationCode = api.Secret(<-pins)
	made, err := c.Authorize(ctx, call, purchase)
	if err != nil || made.ID == "" || made.Capture == nil || made.Amount != 100_000 {
		t.Fatalf("got %+v (%v)", made, err)
	}
	query := api.TransactionQuery{AccountNumber: decision.AccountNumber}
	found, err := c.Authorizations(ctx, call, query)
	if err != nil || len(found) != 1 || found[0].ID != made.ID || found[0].Reference != "order-1" || found[0].Financing != purchase.Financing {
		t.Errorf("authorizations %+v (%v), want the one made", found, err)
	}
	captures, err := c.Captures(ctx, call, query)
	if err != nil || len(captures) != 1 || captures[0].ID != made.Capture.ID || captures[0].Remaining != 100_000 {
		t.Errorf("captures %+v (%v), want the one made", captures, err)
	}
	if one, err := c.Authorization(ctx, call, made.ID); err != nil || one.ID != made.ID || len(one.Captures) != 1 {
		t.Errorf("authorization %+v (%v)", one, err)
	}
	account, err := c.Lookup(ctx, call, api.LookupQuery{AccountNumber: string(decision.AccountNumber)})
	if err != nil || account.AvailableCredit >= decision.AvailableCredit {
		t.Errorf("credit left is not less than before (%v)", err)
	}
}

func TestDecisionsOfTheTrainingServer(t *testing.T) {
	for line, start := range lines() {
		t.Run(line, func(t *testing.T) { decide(t, start) })
	}
}

func decide(t *testing.T, start func(*httptest.Server)) {
	t.Helper()
	c, _ := counter(t, start)
	ctx, call := context.Background(), api.Call{Reference: api.NewReferenceID(), Language: api.English}
	catalogue, err := c.Catalogue(ctx, call)
	if err != nil {
		t.Fatal(err)
	}
	for middle, want := range map[string]api.DecisionStatus{"P-CREDIT": api.Pending, "D-NO_HIT": api.Declined, "A-RR_L": api.Approved} {
		if got, err := c.Apply(ctx, call, application(catalogue, middle, "request-"+middle)); err != nil || got.Status != want || got.Message == "" {
			t.Errorf("%s: status %q (%v), want %q", middle, got.Status, err, want)
		}
	}
	var failed *api.Error
	if _, err := c.Apply(ctx, call, application(catalogue, "D-EMAIL_DBL_TIMEOUT", "request-t")); !errors.As(err, &failed) || failed.Code != "application_create_error" {
		t.Errorf("a third party's timeout: %v", err)
	}
	if _, err := c.Search(ctx, call, api.SearchQuery{FirstName: "Nobody", LastName: "Sample", BirthDate: "1990-01-02"}); !errors.As(err, &failed) || failed.Kind != api.KindNotFound {
		t.Errorf("nobody: %v", err)
	}
	sample := sandbox.SampleCustomers()[0]
	customers, err := c.Search(ctx, call, api.SearchQuery{FirstName: sample.FirstName, LastName: sample.LastName, BirthDate: sample.BirthDate})
	if err != nil || len(customers) == 0 || string(customers[0].AccountNumber) != sample.AccountNumber {
		t.Errorf("a sample customer: %d found (%v)", len(customers), err)
	}
}

// counter is a client of a training server of its own, and the PINs that go to the customer.
func counter(t *testing.T, start func(*httptest.Server)) (*api.Client, <-chan string) {
	t.Helper()
	pins := make(chan string, 10)
	server := httptest.NewUnstartedServer(sandbox.New(sandbox.Options{PIN: func(pin sandbox.PIN) {
		if pin.Channel == "sms" {
			pins <- pin.Digits
		}
	}}))
	start(server)
	t.Cleanup(server.Close)
	c, err := api.New(api.Options{
		BaseURL: server.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, RootCAs: trusting(server),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, pins
}

// trusting are the authorities that vouch for a server: itself.
func trusting(server *httptest.Server) *x509.CertPool {
	roots := x509.NewCertPool()
	if certificate := server.Certificate(); certificate != nil {
		roots.AddCert(certificate)
	}
	return roots
}

// application is filled in from the catalogue, with the middle name that decides.
func application(catalogue *api.Catalogue, middle, requestID string) api.Application {
	kind := catalogue.GovIDTypes[0].Code
	income, housing := api.Money(6_000_000), api.Money(120_000)
	return api.Application{
		Salutation: catalogue.Salutations[0].Code, FirstName: "Testa", MiddleName: middle, LastName: "Sample-" + middle[:1], BirthDate: "1990-01-02",
		Email: "testa@example.com", Phone: "4165550123", Address1: "1 Sample Street", City: "Toronto", Province: "ON", PostalCode: "M5J2H7",
		HousingType: catalogue.HousingTypes[0].Code, HousingPayment: &housing, OccupationID: catalogue.Occupations[0].Code,
		EmployerName: "Sample Employer", EmployerPhone: "4165550124", AnnualIncome: &income,
		GovIDType: kind, GovIDIssuedBy: catalogue.Issuers[kind][0].Code, GovIDNumber: "S1234-56789-00102", GovIDExpiry: "2099-01-02",
		SecurityQID: catalogue.SecurityIDs[0].Code, SecurityAnswer: "sample", AccountType: "consumer", TermsAgreed: true,
		PreferredLanguage: "en-CA", RequestID: requestID, Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE",
	}
}
