package sandbox_test

import (
	"crypto/x509"
	"errors"
	"net/http/httptest"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
)

// TestClientAndServerReadTheContractAlike takes a customer from the application to a purchase with
// the client, which was written from the contract apart from this server.
func TestClientAndServerReadTheContractAlike(t *testing.T) {
	for _, language := range []api.Language{api.English, api.French} {
		t.Run(string(language), func(t *testing.T) {
			overEveryLine(t, func(t *testing.T, k *counter, client *api.Client) {
				sale{t, client, api.Call{Reference: reference, Language: language}}.run(k)
			})
		})
	}
}

// overEveryLine gives a client of a server of its own, in the clear and over TLS.
func overEveryLine(t *testing.T, do func(*testing.T, *counter, *api.Client)) {
	t.Helper()
	for _, secured := range []bool{false, true} {
		t.Run(map[bool]string{false: "plain", true: "TLS"}[secured], func(t *testing.T) {
			k := setup(t, sandbox.Options{})
			options := api.Options{BaseURL: k.url, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret}
			if secured {
				over := httptest.NewTLSServer(k.server)
				t.Cleanup(over.Close)
				options.BaseURL, options.RootCAs = over.URL+sandbox.BasePath, x509.NewCertPool()
				options.RootCAs.AddCert(over.Certificate())
			}
			client, err := api.New(options)
			if err != nil {
				t.Fatal(err)
			}
			client.Start()
			defer client.Close()
			do(t, k, client)
		})
	}
}

// sale is one customer's way through the counter.
type sale struct {
	t      *testing.T
	client *api.Client
	call   api.Call
}

func (s sale) run(k *counter) {
	s.t.Helper()
	catalogue, err := s.client.Catalogue(s.t.Context(), s.call)
	s.must(err)
	if len(catalogue.GovIDTypes) != 21 || len(catalogue.Issuers["CADL"]) != 13 || catalogue.QCPADisclosure == "" || len(catalogue.Unknown) != 0 {
		s.t.Errorf("the catalogue has %d ID types, %d issuers and unknown keys %v", len(catalogue.GovIDTypes), len(catalogue.Issuers["CADL"]), catalogue.Unknown)
	}
	_, err = s.client.Terms(s.t.Context(), s.call)
	s.must(err)

	decision, err := s.client.Apply(s.t.Context(), s.call, s.application())
	s.must(err)
	if decision.Status != api.Approved || decision.Category != api.Premium || decision.AvailableCredit != 4_000_00 || decision.Message == "" {
		s.t.Fatalf("the decision is %+v", decision)
	}
	matches, err := s.client.Search(s.t.Context(), s.call, api.SearchQuery{FirstName: "Nova", LastName: "Exemple", BirthDate: "1990-05-05"})
	s.must(err)
	if len(matches) != 1 || matches[0].AccountNumber != decision.AccountNumber || matches[0].CreditLimit != 4_000_00 {
		s.t.Errorf("search finds %+v", matches)
	}
	account, err := s.client.Lookup(s.t.Context(), s.call, api.LookupQuery{AccountNumber: string(decision.AccountNumber)})
	s.must(err)
	if account.CustomerID != decision.CustomerID || account.SecurityQuestion.Text == "" || len(account.OfferTypes) == 0 {
		s.t.Errorf("lookup finds %+v", account)
	}
	s.buy(k, decision.AccountNumber)
}

func (s sale) buy(k *counter, account api.ID) {
	s.t.Helper()
	offers, err := s.client.CalculateInterest(s.t.Context(), s.call, account, 1_000_00)
	s.must(err)
	plan := offers.Plans[1]
	term := plan.Terms[0]
	if !(len(term.Rates) == 2 && len(term.Fees) == 1 && term.TermAmount > 0 && term.Fees[0].Message != "") || offers.Regular == nil {
		s.t.Errorf("the offers are %+v", offers)
	}
	sent, err := s.client.Verify(s.t.Context(), s.call, api.VerificationRequest{AccountNumber: account, By: api.VerifySMS, RequestID: "purchase"})
	s.must(err)
	if sent.Sent != "verification_sent_to_sms" {
		s.t.Errorf("verify answers %q", sent.Sent)
	}
	request := api.AuthorizationRequest{
		AccountNumber: account, Reference: "ORDER-1", Amount: 1_000_00, AutoCapture: true, RequestID: "purchase",
		Financing:        api.Financing{TransactionType: api.PromotionalPurchase, PlanID: plan.ID, Term: term.Months},
		VerificationCode: "99999999", Location: sandbox.DefaultLocation, Clerk: "12345-TEST", IdempotencyKey: "K",
	}
	_, err = s.client.Authorize(s.t.Context(), s.call, request)
	var failed *api.Error
	if !errors.As(err, &failed) || failed.Code != "wrong_verification_code" || failed.Message == "" || failed.Executed != api.ExecutedNo {
		s.t.Errorf("a wrong PIN gives %v", err)
	}
	request.VerificationCode = api.Secret(k.lastPIN())
	made, err := s.client.Authorize(s.t.Context(), s.call, request)
	s.must(err)
	if made.TermAmount != term.TermAmount || made.Capture == nil || made.Capture.Amount != 1_000_00 || made.Status != "closed" {
		s.t.Errorf("the authorization is %+v", made)
	}
	known, err := s.client.Authorizations(s.t.Context(), s.call, api.TransactionQuery{AccountNumber: account})
	s.must(err)
	if len(known) != 1 || known[0].ID != made.ID || known[0].Reference != "ORDER-1" {
		s.t.Errorf("the authorizations are %+v", known)
	}
}

func (s sale) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s sale) application() api.Application {
	payment, income := api.Money(0), api.Money(60_000_00)
	return api.Application{
		Salutation: "mr", FirstName: "Nova", MiddleName: "A-RR_H", LastName: "Exemple", BirthDate: "1990-05-05",
		Email: "nova@example.com", Phone: "4165550142", Address1: "1 Sample Street", City: "Sampleville", Province: "ON", PostalCode: "M5V2T6",
		HousingType: "Owned", HousingPayment: &payment, OccupationID: "RT", AnnualIncome: &income,
		GovIDType: "CAP", GovIDIssuedBy: "CANADA", GovIDNumber: "SAMPLE-1", GovIDExpiry: "2030-01-01",
		SecurityQID: "5", SecurityAnswer: "sample", Insurance: true, AccountType: "consumer", TermsAgreed: true,
		PreferredLanguage: s.call.Language.Locale(), RequestID: "application",
		Location: sandbox.DefaultLocation, Clerk: "12345-TEST",
	}
}

// TestClientSettlesASaleOnTheServer captures, releases, returns, refunds and pays.
func TestClientSettlesASaleOnTheServer(t *testing.T) { overEveryLine(t, settle) }

func settle(t *testing.T, k *counter, client *api.Client) {
	t.Helper()
	s, ctx := sale{t, client, api.Call{Reference: reference}}, t.Context()
	id := api.ID(k.authorization("SAMPLE-OPEN")) // 650.00, nothing captured
	captured, err := client.Capture(ctx, s.call, api.CaptureRequest{AuthorizationID: id, Amount: 400_00, Reference: "C-1", IdempotencyKey: "1"})
	s.must(err)
	released, err := client.Release(ctx, s.call, api.ReleaseRequest{
		AuthorizationID: id, Location: sandbox.DefaultLocation, Clerk: "12345-TEST", IdempotencyKey: "2",
	})
	s.must(err)
	if released.Amount == nil || *released.Amount != 250_00 || released.Status != "closed" {
		t.Errorf("the release is %+v", released)
	}
	returned, err := client.Return(ctx, s.call, api.ReturnRequest{
		AuthorizationID: id, CaptureID: captured.ID, Reference: "R-1", Amount: 100_00,
		Location: sandbox.DefaultLocation, Clerk: "12345-TEST", IdempotencyKey: "3",
	})
	s.must(err)
	if returned.RemainingCapture == nil || *returned.RemainingCapture != 300_00 {
		t.Errorf("the return is %+v", returned)
	}
	s.must(client.Refund(ctx, s.call, api.RefundRequest{
		AccountNumber: "100000015", Reference: "F-1", Amount: 50_00, Location: sandbox.DefaultLocation, Clerk: "12345-TEST", IdempotencyKey: "4",
	}))
	paid, err := client.Transact(ctx, s.call, api.TransactionRequest{
		Type: "instore_payment", Amount: 25_00, AccountNumber: "100000015", VerificationCode: api.Secret(k.verified("100000015", "pay")), RequestID: "pay",
		Location: sandbox.DefaultLocation, Clerk: "12345-TEST", IdempotencyKey: "5",
	})
	s.must(err)
	if paid.ID == "" || k.available("100000015") != "11685.01" { // 11,260.01 + 250 + 100 + 50 + 25
		t.Errorf("the payment is %+v, the credit left %s", paid, k.available("100000015"))
	}
}
