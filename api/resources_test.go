package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// Each method sends what the contract says: method, path, query and body.
func TestWhatEachMethodSends(t *testing.T) {
	ctx, income := context.Background(), Money(5_000_000)
	for name, tc := range map[string]struct {
		call func(*Client) error
		want received
	}{
		"search": {
			func(c *Client) error {
				_, err := c.Search(ctx, testCall, SearchQuery{FirstName: "Testa é", LastName: "O'Sample", BirthDate: "1990-01-02", PostalCode: "K1A0B1"})
				return err
			},
			received{method: "GET", path: "v2.5/client-id/test-client/customers/search",
				query: "dob=1990-01-02&first_name=Testa+%C3%A9&lang=en&last_name=O%27Sample&postal_code=K1A0B1"},
		},
		"look-up by card": {
			func(c *Client) error {
				_, err := c.Lookup(ctx, testCall, LookupQuery{CardNumber: "4000000000000000"})
				return err
			},
			received{method: "GET", path: "v2.5/client-id/test-client/customers/lookup", query: "lang=en&vcc_number=4000000000000000"},
		},
		"offers": {
			func(c *Client) error { _, err := c.CalculateInterest(ctx, testCall, "0012", 23445); return err },
			received{method: "POST", path: "v2.5.1/client-id/test-client/accounts/0012/calculate-interest", query: "lang=en", body: `{"amount":234.45}`},
		},
		"the widget, by name": {
			func(c *Client) error {
				_, err := c.InitWidget(ctx, testCall, WidgetRequest{Flow: WidgetPurchase, Person: &Person{FirstName: "Testa", LastName: "Sample", BirthDate: "1990-01-02", PostalCode: "K1A0B1"}})
				return err
			},
			received{method: "POST", path: "v2.5/client-id/test-client/widget/init", query: "lang=en",
				body: `{"flow":"purchase","customer_identification":{"personal_information":{"first_name":"Testa","last_name":"Sample","dob":"1990-01-02","postal_code":"K1A0B1"}}}`},
		},
		"the widget of nobody yet": {
			func(c *Client) error {
				_, err := c.InitWidget(ctx, testCall, WidgetRequest{Flow: WidgetApply})
				return err
			},
			received{method: "POST", path: "v2.5/client-id/test-client/widget/init", query: "lang=en", body: `{"flow":"apply"}`},
		},
		"a merchant's login": {
			func(c *Client) error { _, err := c.Login(ctx, testCall, LoginRequest{"shop", "word"}); return err },
			received{method: "POST", path: "v2.5/client-id/test-client/merchants/login", query: "lang=en",
				body: `{"merchant_username":"shop","merchant_password":"word"}`},
		},
		"verification by question": {
			func(c *Client) error {
				_, err := c.Verify(ctx, testCall, VerificationRequest{AccountNumber: "0012", By: VerifySecurityQuestion, RequestID: "r", QuestionID: "4", Answer: "blue"})
				return err
			},
			received{method: "POST", path: "v2.5/client-id/test-client/account/0012/verify", query: "lang=en",
				body: `{"format":"security_question","request_id":"r","security_qid":"4","security_answer":"blue"}`},
		},
		"a purchase on a plan": {
			func(c *Client) error { _, err := c.Authorize(ctx, testCall, sale); return err },
			received{method: "POST", path: "v2.5.1/client-id/test-client/authorization", query: "lang=en",
				body: `{"account_number":"123456789","reference":"order-1","financing_option":{"transaction_type":"promotional_purchase","plan_id":4,"term":12},` +
					`"amount":123.45,"auto_capture":true,"verification_code":"2222","request_id":"request-1","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
		},
		"a regular purchase": {
			func(c *Client) error {
				_, err := c.Authorize(ctx, testCall, AuthorizationRequest{CardNumber: "4000", Financing: Financing{TransactionType: RegularPurchaseType}, Amount: 5})
				return err
			},
			received{method: "POST", path: "v2.5.1/client-id/test-client/authorization", query: "lang=en",
				body: `{"vcc_number":"4000","financing_option":{"transaction_type":"regular_purchase"},"amount":0.05,"auto_capture":false}`},
		},
		"an application": {
			func(c *Client) error {
				_, err := c.Apply(ctx, Call{Reference: testRef, Language: French}, Application{
					FirstName: "Testa", GovIDNumber: "X1", SecurityAnswer: "blue", SIN: "000000000", AnnualIncome: &income, TermsAgreed: true, Location: "00-1", Clerk: "c"})
				return err
			},
			received{method: "POST", path: "v2.5/client-id/test-client/apply", query: "lang=fr",
				body: `{"first_name":"Testa","annual_income":50000.00,"govid_number":"X1","security_answer":"blue","insurance":false,"tos_agreement":true,` +
					`"sin":"000000000","external_location_id":"00-1","external_employee_id":"c"}`},
		},
		"one authorization": {
			func(c *Client) error { _, err := c.Authorization(ctx, testCall, "77"); return err },
			received{method: "GET", path: "v2.5.1/client-id/test-client/authorization/77", query: "lang=en"},
		},
		"authorizations": {
			func(c *Client) error {
				_, err := c.Authorizations(ctx, testCall, TransactionQuery{AccountNumber: "12", TransactionType: "regular_purchase", Status: "opened", From: "2026-01-01", To: "2026-01-03"})
				return err
			},
			received{method: "GET", path: "v2.5.1/client-id/test-client/authorizations",
				query: "account_number=12&authorization_status=opened&creation_date_from=2026-01-01&creation_date_to=2026-01-03&lang=en&page_number=1&page_size=100&transaction_type=regular_purchase"},
		},
		"captures": {
			func(c *Client) error {
				_, err := c.Captures(ctx, testCall, TransactionQuery{AccountNumber: "12"})
				return err
			},
			received{method: "GET", path: "v2.5.1/client-id/test-client/captures", query: "account_number=12&lang=en&page_number=1&page_size=100"},
		},
		"one key of the catalogue": {
			func(c *Client) error { _, err := c.CatalogueKey(ctx, testCall, "plan_ids"); return err },
			received{method: "GET", path: "v2.5/client-id/test-client/i18n/plan_ids", query: "lang=en"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, s := setup(t)
			s.mux.HandleFunc("/", answer(409, `{"error":"general_error"}`))
			if err := tc.call(c); asError(t, err).Code != "general_error" {
				t.Fatal(err)
			}
			got := s.requests()[0]
			got.header = nil
			if !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got  %+v\nwant %+v", got, tc.want)
			}
		})
	}
}

func TestASuccessThatVerifiesOrFindsNobodyIsNone(t *testing.T) {
	for _, body := range []string{
		"", "null", "[]", "{}", `"ok"`, "<html>", `{"verification_code":null}`, `{"verification_code":""}`, `{"verification_code":0}`, `{"verification_code":123}`,
		`{"verification_code":123456789}`, `{"verification_code":"declined"}`, `{"verification_code":2485,"verification_code":1111}`, `{"error":"general_error"}`,
		`{"available_credit":"100.00"}`, `{"customer_id":null,"account_number":""}`,
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/account/12/verify", answer(200, body))
		s.handle("GET v2.5/client-id/test-client/customers/lookup", answer(200, body))
		if _, err := c.Verify(context.Background(), testCall, VerificationRequest{AccountNumber: "12"}); asError(t, err).Kind != KindServer {
			t.Errorf("%s verifies: %v", body, err)
		}
		if _, err := c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "12"}); asError(t, err).Kind != KindServer {
			t.Errorf("%s finds an account: %v", body, err)
		}
	}
	c, s := setup(t)
	for _, q := range []LookupQuery{{}, {AccountNumber: "12", CustomerID: "123321"}, {CardNumber: "9900000000000091", AccountNumber: "12"}} {
		if _, err := c.Lookup(context.Background(), testCall, q); asError(t, err).Kind != KindInput || len(s.requests()) != 0 {
			t.Errorf("%+v was asked for: %v", q, err)
		}
	}
}

func TestAnswersThatCannotBeReadLeaveTheOutcomeOpen(t *testing.T) {
	for _, body := range []string{"", "<html>", "[]", "{}", `"ok"`, `{"authorization_id":{}}`, "null", `{"status":"whatever"}`, `{"status":"approved","error":"general_error"}`} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(200, body))
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, body))
		_, applied := c.Apply(context.Background(), testCall, Application{})
		_, bought := c.Authorize(context.Background(), testCall, sale)
		for _, err := range []error{applied, bought} {
			if failed := asError(t, err); failed.Kind != KindServer || failed.Executed != ExecutedUnknown || failed.Ref != testRef {
				t.Errorf("%q: %v", body, err)
			}
		}
	}
}

// pagesOf answers pages of a list of n, of at most size each.
func pagesOf(n, size, total int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var number int
		_, _ = fmt.Sscan(r.URL.Query().Get("page_number"), &number)
		var items []string
		for i := (number - 1) * size; i < min(number*size, n); i++ {
			items = append(items, fmt.Sprintf(`{"authorization_id":%d,"amount":"1.00","captures":[{"capture_id":"%d","amount":1}]}`, i+1, i+1))
		}
		count := ""
		if total > 0 {
			count = fmt.Sprintf(`"total_count":"%d",`, total)
		}
		answer(200, fmt.Sprintf(`{"page_number":%d,%s"authorizations":[%s]}`, number, count, strings.Join(items, ",")))(w, r)
	}
}

func TestPagesAreReadToTheEnd(t *testing.T) {
	const path = "GET v2.5.1/client-id/test-client/authorizations"
	for name, tc := range map[string]struct {
		n, size, total int
		requests       int
	}{
		"by the total":     {25, 10, 25, 3},
		"to an empty page": {20, 10, 0, 3},
		"none":             {0, 10, 0, 1},
	} {
		c, s := setup(t)
		s.handle(path, pagesOf(tc.n, tc.size, tc.total))
		got, err := c.Authorizations(context.Background(), testCall, TransactionQuery{})
		if err != nil || len(got) != tc.n || len(s.requests()) != tc.requests {
			t.Errorf("%s: %d of %d in %d requests (%v), want %d requests", name, len(got), tc.n, len(s.requests()), err, tc.requests)
		}
		if tc.n > 0 && (got[0].ID != "1" || got[0].Captures[0].AuthorizationID != "1") {
			t.Errorf("%s: the first is %+v", name, got[0])
		}
	}
}

func TestWhatCannotBeReadHidesNothingThatCan(t *testing.T) {
	for body, shows := range map[string]bool{
		`{"authorization_id":7,"fees":7}`: true, `{"authorization_id":7,"amount":123.45,"fees":7}`: true, `{"authorization_id":7,"amount":{"value":1}}`: false, `{"authorization_id":7,"amount":"900,00"}`: false, `{"authorization_id":7,"financing_option":{"plan_id":5}}`: false, `{"authorization_id":0}`: false,
		`{"authorization_id":7,"amount":1,"fees":7}`: false, `{"authorization_id":7,"amount":1,"remaining_authorization_amount":"n/a"}`: false,
		`{"authorization_id":7,"status":"declined","fees":7}`: false, `{"authorization_id":7,"account_number":987654321,"fees":7}`: false,
		`{"authorization_id":7,"authorization_id":8}`: false, `{"authorization_id":7,"remaining_authorization_amount":-1}`: false,
	} {
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, body))
		_, err := c.Authorize(context.Background(), testCall, sale)
		if shows != (err == nil) || err != nil && !asError(t, err).Claimed {
			t.Errorf("%s: %v", body, err)
		}
	}
}
