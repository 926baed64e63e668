package api

import (
	"context"
	"reflect"
	"testing"
)

func TestSearchReadsTheSample(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/customers/search", answer(200, `[{"customer_id":"123321","account_status":"N","account_status_reason_code":"NNOR","tos_agreement":true,"risk_rating":"H","account_number":123456789,"credit_limit":"1000.00","available_credit":"659.51","originating_merchant_id":"12345","originating_merchant_name":"ACME Jewellers","creation_date":"2019-05-15","first_name":"John","last_name":"Smith","card_ending_in":"5941","preferred_language":"fr-CA","customer_account_type":"consumer"},
		{"customer_id":5,"account_number":"0007","tos":1,"account_type":"business","card_ending_in":41,"credit_limit":null,"new_field":{"a":[1]}}]`))
	got, err := c.Search(context.Background(), testCall, SearchQuery{})
	want := []Customer{
		{CustomerID: "123321", AccountNumber: "123456789", Status: "N", StatusReason: "NNOR", TermsAgreed: true, RiskRating: "H", AccountType: "consumer",
			CreditLimit: 100000, AvailableCredit: 65951, OriginatingMerchant: "ACME Jewellers", CreationDate: "2019-05-15",
			FirstName: "John", LastName: "Smith", CardEndingIn: "5941", PreferredLanguage: "fr-CA"},
		{CustomerID: "5", AccountNumber: "0007", TermsAgreed: true, AccountType: "business", CardEndingIn: "41"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("not as the sample has it (%v)", err)
	}
}

func TestSearchWithoutAMatch(t *testing.T) {
	for body, status := range map[string]int{"[]": 200, "null": 200, `{"error":"not_found"}`: 404, "": 404} {
		c, s := setup(t)
		s.handle("GET v2.5/client-id/test-client/customers/search", answer(status, body))
		got, err := c.Search(context.Background(), testCall, SearchQuery{})
		switch {
		case status == 200 && (err != nil || got == nil || len(got) != 0):
			t.Errorf("%s: got %d customers, nil is %t (%v); want an empty list", body, len(got), got == nil, err)
		case status == 404 && asError(t, err).Kind != KindNotFound:
			t.Errorf("%q: %v, want not found", body, err)
		}
	}
}

func TestLookupReadsEveryShape(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want Account
	}{
		"numbers and arrays": {
			`{"available_credit":10.5,"account_number":12,"customer_id":99,"security_qid":{"id":4,"text":"Colour?"},"payment_protection":true,
			"offer_types":[{"plan_name":"EMP","plan_id":4,"offer_category":"equal_billing","term_options":[3,"6"]}]}`,
			Account{CustomerID: "99", AccountNumber: "12", AvailableCredit: 1050, SecurityQuestion: SecurityQuestion{"4", "Colour?"}, PaymentProtection: true,
				OfferTypes: []OfferType{{"4", "EMP", "equal_billing", []int{3, 6}}}},
		},
		"strings and single values": {
			`{"available_credit":"10.50","account_number":"12","security_qid":[],"payment_protection":"false","phone_number":4165550123,
			"offer_types":{"plan_name":"EMP","plan_id":"4","offer_category":"deferred_payment","term_options":12}}`,
			Account{AccountNumber: "12", AvailableCredit: 1050, Phone: "4165550123", OfferTypes: []OfferType{{"4", "EMP", "deferred_payment", []int{12}}}},
		},
		"little": {"\xef\xbb\xbf" + `{"account_number":"12","offer_types":null,"security_qid":""}`, Account{AccountNumber: "12"}},
	} {
		c, s := setup(t)
		s.handle("GET v2.5/client-id/test-client/customers/lookup", answer(200, tc.body))
		got, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "12"})
		if err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: not as it should be read (%v)", name, err)
		}
	}
}
