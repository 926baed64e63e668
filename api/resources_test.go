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

func TestOffersReadEveryShapeOfRates(t *testing.T) {
	const frame = `{"account_number":116994755,"account_type":"consumer","amount":10.5,"customer":{"air":0.3099,"available_credit":14000,"first_name":"Flexiti","last_name":"MITester","category_type":"preferred"},
		"regular_purchase":REGULAR,"promotional_purchase":[{"plan_id":4,"plan_name":"EMP","terms":[{"term":TERM,"term_amount":3.56,"fees":[],RATES}]}]}`
	apr := []AnnualRate{{Description: "Annual Percentage Rate", Rate: 9_990_000, Type: "apr", Message: "9.99 %"}}
	const object = `{"description":"Annual Percentage Rate","rate":0.0999,"type":"apr","message":"9.99 %"}`
	for name, tc := range map[string]struct {
		rates, regular, term string
		want                 []AnnualRate
		hasRegular           bool
	}{
		"an object":       {`"annual_rates":` + object, `{"term_amount":10.5,"air":0.3099,"fees":[],"verify":true}`, "3", apr, true},
		"an array":        {`"annual_rates":[` + object + `,` + object + `]`, `{"term_amount":"10.50","air":"0.3099","fees":null,"verify":1}`, `"3"`, []AnnualRate{apr[0], apr[0]}, true},
		"none":            {`"annual_rates":[]`, "null", "3", nil, false},
		"an empty object": {`"annual_rates":{ }`, "[]", "3", nil, false},
		"missing":         {`"x":1`, "{}", "3", nil, false},
		"apr, a number":   {`"apr":0.0999`, "false", "3", []AnnualRate{{Rate: 9_990_000, Type: "apr"}}, false},
		"apr, a string":   {`"apr":"0.0999"`, `""`, "3.0", []AnnualRate{{Rate: 9_990_000, Type: "apr"}}, false},
		"apr, an object":  {`"apr":` + object, "null", "3", apr, false},
	} {
		body := strings.NewReplacer("RATES", tc.rates, "REGULAR", tc.regular, "TERM", tc.term).Replace(frame)
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/accounts/116994755/calculate-interest", answer(200, body))
		got, err := c.CalculateInterest(context.Background(), testCall, "116994755", 1050)
		if err != nil || len(got.Plans) != 1 || len(got.Plans[0].Terms) != 1 {
			t.Errorf("%s: %d plans (%v)", name, len(got.Plans), err)
			continue
		}
		term := got.Plans[0].Terms[0]
		if !reflect.DeepEqual(term.Rates, tc.want) || term.Months != 3 || term.TermAmount != 356 {
			t.Errorf("%s: got the term %+v", name, term)
		}
		if (got.Regular != nil) != tc.hasRegular || tc.hasRegular && (!got.Regular.Bypass || got.Regular.AnnualInterest.Percent() != "30.99") {
			t.Errorf("%s: got the regular purchase %+v", name, got.Regular)
		}
		if got.AvailableCredit != 1_400_000 || got.Category != Preferred || got.AccountNumber != "116994755" {
			t.Errorf("%s: the account is not as it should be read", name)
		}
	}
}

func TestVerificationIsAPINOrTheWordThatItWasSent(t *testing.T) {
	for body, want := range map[string]Verification{
		`{"verification_code":2485}`:                         {PIN: "2485"},
		`{"verification_code":"0485"}`:                       {PIN: "0485"},
		`{"verification_code":"verification_sent_to_sms"}`:   {Sent: "verification_sent_to_sms"},
		`{"verification_code":"Verification_Sent_To_Email"}`: {Sent: "Verification_Sent_To_Email"},
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/account/12/verify", answer(200, body))
		got, err := c.Verify(context.Background(), testCall, VerificationRequest{AccountNumber: "12"})
		if err != nil || got != want {
			t.Errorf("%s: not as it should be read (%v)", body, err)
		}
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

// Two statuses say two things, and an application is sent once.
func TestADecisionIsSaidOnce(t *testing.T) {
	for _, body := range []string{`{"status":"approved"}`, `{"status":"declined","application_id":1,"status":"approved"}`, `{"status":"approved","STATUS":"declined","application_id":1}`, "[]", `[{"status":"approved"}]`, "null"} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(200, body))
		_, err := c.Apply(context.Background(), testCall, Application{})
		if failed := asError(t, err); failed.Executed != ExecutedUnknown || !failed.Claimed {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestDecisions(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		body   string
		want   Decision
	}{
		"approved": {200, `{"status":"approved","application_id":1,"customer_id":"2","account_number":3,"credit_limit":"5000","available_credit":5000.00,"risk_rating":"H","card_ending_in":"0041","message":"Welcome."}`,
			Decision{Status: Approved, ApplicationID: "1", CustomerID: "2", AccountNumber: "3", CreditLimit: 500000, AvailableCredit: 500000,
				RiskRating: "H", Category: Premium, CardEndingIn: "0041", Message: "Welcome."}},
		"pending":                 {200, `{"status":"Pending","application_id":"1","message":"Wait."}`, Decision{Status: Pending, ApplicationID: "1", Message: "Wait."}},
		"declined":                {200, `{"status":"DECLINED","message":"Sorry.","account_number":null}`, Decision{Status: Declined, Message: "Sorry."}},
		"pending, spaces":         {200, `{"status":" PENDING ","application_id":"1"}`, Decision{Status: Pending, ApplicationID: "1"}},
		"a word of another time":  {200, `{"status":"In review","application_id":7,"message":"Call us."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Call us.", Word: "In review"}},
		"no word, but an id":      {202, `{"status":null,"application_id":7}`, Decision{Status: Undecided, ApplicationID: "7"}},
		"an error in a success":   {200, `{"error":"general_error","application_id":7,"status":"approved"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "general_error"}},
		"declined in a success":   {200, `{"error":"Application_Declined_2","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early":         {409, `{"error":"application_declined","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"declined, early, third":  {409, `{"error":"application_declined_3","message":"Sorry."}`, Decision{Status: Declined, Message: "Sorry."}},
		"approved, and an error":  {200, `{"status":"approved","application_id":7,"success":false,"errors":["bureau timeout"]}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and a code":    {200, `{"status":"approved","application_id":7,"error":{"code":"application_create_error"}}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"approved, and declined":  {200, `{"status":"approved","application_id":7,"decision":"declined"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "approved"}},
		"an error with an id":     {409, `{"error":"application_create_error","application_id":7,"message":"Later."}`, Decision{Status: Undecided, ApplicationID: "7", Message: "Later.", Word: "application_create_error"}},
		"a refusal with an id":    {409, `{"error":"customer_already_exists","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "customer_already_exists"}},
		"a failure with an id":    {500, `{"error":"whatever","application_id":"7"}`, Decision{Status: Undecided, ApplicationID: "7", Word: "whatever"}},
		"declined, with an id":    {409, `{"error":"application_declined","application_id":7}`, Decision{Status: Declined, ApplicationID: "7"}},
		"a failure of a decision": {409, `{"error":"application_declined_system_error","application_id":7}`, Decision{Status: Undecided, ApplicationID: "7", Word: "application_declined_system_error"}},
		"declined, early, ninth":  {409, `{"error":"application_declined_9"}`, Decision{Status: Declined}},
		"pending, early":          {409, `{"error":"application_marked_pending_2","message":"Wait."}`, Decision{Status: Pending, Message: "Wait."}},
	} {
		c, s := setup(t)
		s.handle("POST v2.5/client-id/test-client/apply", answer(tc.status, tc.body))
		got, err := c.Apply(context.Background(), testCall, Application{})
		if err != nil || got != tc.want {
			t.Errorf("%s: not as it should be read (%v)", name, err)
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

func TestAuthorizationSaysWhatTheAnswerDoesNot(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want Authorization
	}{
		"the id alone": {`{"authorization_id":1234567890123456}`,
			Authorization{ID: "1234567890123456", AccountNumber: "123456789", Reference: "order-1", Amount: 12345, Financing: sale.Financing}},
		"members in shapes not known": {`{"authorization_id":"7","status":"closed","fees":[[1]]}`,
			Authorization{ID: "7", Status: "closed", AccountNumber: "123456789", Reference: "order-1", Amount: 12345, Financing: sale.Financing}},
		"everything": {`{"authorization_id":7,"account_number":123456789,"reference":"o","status":"closed","date":"2026-01-02T03:04:05Z","amount":"123.45","remaining_authorization_amount":0,
			"financing_option":{"transaction_type":"promotional_purchase","plan_id":"04","term":"12"},"term_amount":20.58,"annual_rates":{"rate":0},"fees":[{"amount":"2","type":"admin_total"}],"capture":{"capture_id":9,"amount":123.45}}`,
			Authorization{ID: "7", AccountNumber: "123456789", Reference: "o", Status: "closed", Date: "2026-01-02T03:04:05Z", Amount: 12345,
				Financing: Financing{PromotionalPurchase, "04", 12}, TermAmount: 2058, Rates: []AnnualRate{{}}, Fees: []Fee{{Amount: 200, Type: "admin_total"}},
				AmountTold: true, RemainingTold: true,
				Capture: &Capture{ID: "9", AuthorizationID: "7", Reference: "o", Amount: 12345, AmountTold: true, Remaining: 12345}}},
	} {
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, tc.body))
		got, err := c.Authorize(context.Background(), testCall, sale)
		if err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v (%v)\nwant %+v", name, got, err, tc.want)
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

func TestOnlyTheAuthorizationThatWasAskedForIsAnAnswer(t *testing.T) {
	const path = "GET v2.5.1/client-id/test-client/authorization/7001"
	for body, ok := range map[string]bool{
		`{"authorization_id":"7001","amount":1}`: true, `{"authorization_id":7001}`: true, `{"authorization_id":"07001"}`: true,
		`{"authorization_id":"7002"}`: false, `{}`: false, `null`: false, `[]`: false, `{"error":"general_error"}`: false,
		`{"authorization_id":"7001","error":"timeout"}`: false, `{"authorization_id":"7001","ERROR":"x"}`: false, `{"authorization":{"authorization_id":"7001"}}`: false,
	} {
		c, s := setup(t)
		s.handle(path, answer(200, body))
		if got, err := c.Authorization(context.Background(), testCall, "7001"); (err == nil) != ok {
			t.Errorf("%s: got %+v (%v)", body, got, err)
		}
	}
}

func TestTermsWithoutATextAreAFailure(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5/client-id/test-client/terms-and-conditions", answer(200, `{"version":"1","body":"X"}`))
	if _, err := c.Terms(context.Background(), testCall); asError(t, err).Kind != KindServer {
		t.Errorf("got %v", err)
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

func TestCapturesThatStandTwiceSayNothing(t *testing.T) {
	for captures, told := range map[string]bool{
		`[{"capture_id":1},{"capture_id":2}]`: true, `[]`: true, `[{"capture_id":1},{"capture_id":1}]`: false, `[{"amount":1}]`: false, `null`: false,
	} {
		c, s := setup(t)
		s.handle("GET v2.5.1/client-id/test-client/authorization/7", answer(200, `{"authorization_id":7,"captures":`+captures+`}`))
		if a, err := c.Authorization(context.Background(), testCall, "7"); err != nil || a.CapturesTold != told {
			t.Errorf("%s: %+v, %v", captures, a, err)
		}
	}
}
