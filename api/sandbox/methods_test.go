package sandbox_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
)

// This file holds the methods of the client and the operations of api/openapi.yaml to be the same: each
// operation has one method, each method asks for one operation.

// method is a method of the client, and how it is called so that it succeeds.
type method struct {
	name string
	call func(s sale, k *counter) error
}

// discard drops the answer of a method.
func discard[T any](_ T, err error) error { return err }

// methods are the methods of the client by the operation that each asks for.
var methods = map[string]method{
	"token": {"RequestToken", func(s sale, _ *counter) error {
		return discard(s.client.RequestToken(s.t.Context(), s.call, api.TokenRequest{}))
	}},
	"i18n": {"Catalogue", func(s sale, _ *counter) error { return discard(s.client.Catalogue(s.t.Context(), s.call)) }},
	"i18nKey": {"CatalogueKey", func(s sale, _ *counter) error {
		return discard(s.client.CatalogueKey(s.t.Context(), s.call, "provinces"))
	}},
	"login": {"Login", func(s sale, _ *counter) error {
		return discard(s.client.Login(s.t.Context(), s.call, api.LoginRequest{Username: sandbox.DefaultClientID, Password: sandbox.DefaultClientSecret}))
	}},
	"widget": {"InitWidget", func(s sale, _ *counter) error {
		person := &api.Person{FirstName: "Testa", LastName: "Sample", BirthDate: "1980-01-15", PostalCode: "M5V2T6"}
		return discard(s.client.InitWidget(s.t.Context(), s.call, api.WidgetRequest{Flow: api.WidgetPurchase, Person: person}))
	}},
	"search": {"Search", func(s sale, _ *counter) error {
		return discard(s.client.Search(s.t.Context(), s.call, api.SearchQuery{FirstName: "Testa", LastName: "Sample", BirthDate: "1980-01-15"}))
	}},
	"lookup": {"Lookup", func(s sale, _ *counter) error {
		return discard(s.client.Lookup(s.t.Context(), s.call, api.LookupQuery{AccountNumber: "100000001"}))
	}},
	"driversLicense": {"ReadLicence", func(s sale, _ *counter) error {
		return discard(s.client.ReadLicence(s.t.Context(), s.call, sampleBarcode))
	}},
	"verify": {"Verify", func(s sale, _ *counter) error {
		return discard(s.client.Verify(s.t.Context(), s.call, api.VerificationRequest{AccountNumber: "100000001", RequestID: "r"}))
	}},
	"close": {"CloseAccount", func(s sale, _ *counter) error { return s.client.CloseAccount(s.t.Context(), s.call, "100000004") }},
	"apply": {"Apply", func(s sale, _ *counter) error {
		return discard(s.client.Apply(s.t.Context(), s.call, s.application()))
	}},
	"terms": {"Terms", func(s sale, _ *counter) error { return discard(s.client.Terms(s.t.Context(), s.call)) }},
	"calculateInterest": {"CalculateInterest", func(s sale, _ *counter) error {
		return discard(s.client.CalculateInterest(s.t.Context(), s.call, "100000001", 100_00))
	}},
	"authorize": {"Authorize", func(s sale, k *counter) error {
		return discard(s.client.Authorize(s.t.Context(), s.call, api.AuthorizationRequest{
			AccountNumber: "100000001", Reference: "ORDER-1", Amount: 10_00, RequestID: "r", VerificationCode: api.Secret(k.verified("100000001", "r")),
			Financing: api.Financing{TransactionType: api.RegularPurchaseType}, AutoCapture: true, Location: sandbox.DefaultLocation, Clerk: clerk,
		}))
	}},
	"authorizations": {"Authorizations", func(s sale, _ *counter) error {
		return discard(s.client.Authorizations(s.t.Context(), s.call, api.TransactionQuery{AccountNumber: "100000001"}))
	}},
	"authorization": {"Authorization", func(s sale, k *counter) error {
		return discard(s.client.Authorization(s.t.Context(), s.call, api.ID(k.authorization("SAMPLE-OPEN"))))
	}},
	"captures": {"Captures", func(s sale, _ *counter) error {
		return discard(s.client.Captures(s.t.Context(), s.call, api.TransactionQuery{AccountNumber: "100000001"}))
	}},
	"release": {"Release", func(s sale, k *counter) error {
		return discard(s.client.Release(s.t.Context(), s.call, api.ReleaseRequest{
			AuthorizationID: api.ID(k.authorization("SAMPLE-OPEN")), Location: sandbox.DefaultLocation, Clerk: clerk,
		}))
	}},
	"capture": {"Capture", func(s sale, k *counter) error {
		return discard(s.client.Capture(s.t.Context(), s.call, api.CaptureRequest{AuthorizationID: api.ID(k.authorization("SAMPLE-OPEN")), Amount: 10_00, Reference: "C"}))
	}},
	"return": {"Return", func(s sale, k *counter) error {
		authorization, capture, _ := strings.Cut(strings.TrimPrefix(k.capturePath("SAMPLE-PART"), base+"authorization/"), "/capture/")
		return discard(s.client.Return(s.t.Context(), s.call, api.ReturnRequest{
			AuthorizationID: api.ID(authorization), CaptureID: api.ID(strings.TrimSuffix(capture, "/return")), Reference: "R", Amount: 10_00,
			Location: sandbox.DefaultLocation, Clerk: clerk,
		}))
	}},
	"refund": {"Refund", func(s sale, _ *counter) error {
		return s.client.Refund(s.t.Context(), s.call, api.RefundRequest{
			AccountNumber: "100000015", Reference: "F", Amount: 10_00, Location: sandbox.DefaultLocation, Clerk: clerk,
		})
	}},
	"transact": {"Transact", func(s sale, k *counter) error {
		return discard(s.client.Transact(s.t.Context(), s.call, api.TransactionRequest{
			Type: api.InStorePayment, AccountNumber: "100000015", Amount: 10_00, RequestID: "r", VerificationCode: api.Secret(k.verified("100000015", "r")),
			Location: sandbox.DefaultLocation, Clerk: clerk,
		}))
	}},
}

// TestEveryOperationHasItsMethodAndEveryMethodItsOperation calls each method under a reference id of its own, so
// that no other call can stand for it, such as the keeper's for a token.
func TestEveryOperationHasItsMethodAndEveryMethodItsOperation(t *testing.T) {
	c := readContract(t)
	for _, id := range c.newest() {
		m, there := methods[id]
		if !there {
			t.Errorf("no method of the client asks for %s", id)
			continue
		}
		t.Run(m.name, func(t *testing.T) {
			k := c.setup(t, sandbox.Options{})
			s := sale{t, c.client(t, k), api.Call{Reference: api.NewReferenceID(), Language: api.French}}
			s.must(m.call(s, k))
			if asked := c.askedUnder(s.call.Reference); !slices.Equal(asked, []string{id}) {
				t.Errorf("%s asks for %v, want %s and nothing else", m.name, asked, id)
			}
			c.keep(t)
		})
	}
	if len(methods) != len(c.newest()) {
		t.Errorf("%d methods for %d operations", len(methods), len(c.newest()))
	}
	named := map[string]bool{}
	for _, m := range methods {
		named[m.name] = true
	}
	for m := range reflect.TypeFor[*api.Client]().Methods() {
		asks := m.Type.NumIn() >= 3 && m.Type.In(1) == reflect.TypeFor[context.Context]() && m.Type.In(2) == reflect.TypeFor[api.Call]()
		if asks != named[m.Name] {
			t.Errorf("%s asks for something: %t; it has an operation: %t", m.Name, asks, named[m.Name])
		}
	}
}

// TestAWidgetKnowsWhatHappenedBefore has the page begun for whom an application made a customer, and
// refused to whose account was closed.
func TestAWidgetKnowsWhatHappenedBefore(t *testing.T) {
	k := setup(t, sandbox.Options{})
	s := sale{t, readContract(t).client(t, k), spoken}
	visit := func(r api.WidgetRequest) (string, error) {
		page, err := s.client.InitWidget(t.Context(), spoken, r)
		return page.RedirectionURL.Reveal(), err
	}
	nova := &api.Person{FirstName: "Nova", LastName: "Exemple", BirthDate: "1990-05-05", PostalCode: "M5V2T6"}
	_, err := visit(api.WidgetRequest{Flow: api.WidgetPurchase, Person: nova})
	expectCode(t, err, "customer_identity_not_found")
	_, err = s.client.Apply(t.Context(), spoken, s.application())
	s.must(err)
	one, err := visit(api.WidgetRequest{Flow: api.WidgetPurchase, Person: nova})
	s.must(err)
	if another, err := visit(api.WidgetRequest{Flow: api.WidgetPurchase, Person: nova}); err != nil || one == another || !strings.HasPrefix(one, "https://") {
		t.Errorf("two visits go to %q and %q (%v)", one, another, err)
	}
	s.must(s.client.CloseAccount(t.Context(), spoken, "100000004"))
	_, err = visit(api.WidgetRequest{Flow: api.WidgetPurchase, AccountNumber: "100000004"})
	expectCode(t, err, "user_not_able_to_purchase")
}

// TestATokenOfOnesOwn asks for a token, refreshes it, and finds it spent.
func TestATokenOfOnesOwn(t *testing.T) {
	k := setup(t, sandbox.Options{})
	client := readContract(t).client(t, k, func(o *api.Options) { o.Now = k.time })
	issued, err := client.RequestToken(t.Context(), spoken, api.TokenRequest{Scope: api.ScopeCustomer})
	if err != nil || issued.Scope != api.ScopeCustomer || !issued.Expires.After(noon) || issued.Type != "bearer" {
		t.Fatalf("got scope %s, expiry %v (%v)", issued.Scope, issued.Expires, err)
	}
	again := api.TokenRequest{Refresh: issued.Refresh, Scope: api.ScopeCustomer}
	refreshed, err := client.RequestToken(t.Context(), spoken, again)
	if err != nil || refreshed.Access == issued.Access {
		t.Fatalf("the refresh gives the same token, or none (%v)", err)
	}
	_, err = client.RequestToken(t.Context(), spoken, again)
	expectCode(t, err, "invalid_request")
	k.token = refreshed.Access.Reveal()
	k.expect(k.get(base+"terms-and-conditions"), 200, "")
	k.expect(k.get(interest+"captures"), 403, noScope)
	if waits := client.TokenWaits(); waits != 0 {
		t.Errorf("%d calls used the keeper", waits)
	}
}

// TestAMerchantLogsIn reads the merchant and its lists, and is refused with a wrong password.
func TestAMerchantLogsIn(t *testing.T) {
	client := readContract(t).client(t, setup(t, sandbox.Options{}))
	login, err := client.Login(t.Context(), spoken, api.LoginRequest{})
	if err != nil || login.MerchantName == "" || login.MerchantID != "12345" || !login.Catalogue.Partial || len(login.Catalogue.Issuers["CADL"]) != 13 {
		t.Errorf("got %+v (%v)", login, err)
	}
	_, err = client.Login(t.Context(), spoken, api.LoginRequest{Username: sandbox.DefaultClientID, Password: "wrong"})
	expectCode(t, err, "authentication_failure")
}
