package api

// The odd answers that the contract names ("accept both", §8), each read over plain HTTP and over TLS. A
// row's answer is what a server was documented to give, or gave.

import (
	"context"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// odd is an answer and what a caller must get for it.
type odd struct {
	path   string // "METHOD version/path"
	status int
	body   string
	call   func(*Client) (any, error)
	want   any    // of a success
	failed *Error // of a failure: its Kind, Executed, Code, Message and Fields
}

const (
	oddSearch   = "GET v2.5/client-id/test-client/customers/search"
	oddLookup   = "GET v2.5/client-id/test-client/customers/lookup"
	oddInterest = "POST v2.5.1/client-id/test-client/accounts/12/calculate-interest"
	oddVerify   = "POST v2.5/client-id/test-client/account/12/verify"
	oddApply    = "POST v2.5/client-id/test-client/apply"
	oddSale     = "POST v2.5.1/client-id/test-client/authorization"
	oddLicence  = "POST v2.5/client-id/test-client/customers/driverslicense"
	oddList     = "GET v2.5.1/client-id/test-client/authorizations"
	oddToken    = "POST v2.5/oauth/token"
)

func search(c *Client) (any, error) { return c.Search(context.Background(), testCall, SearchQuery{}) }
func look(c *Client) (any, error) {
	return c.Lookup(context.Background(), testCall, LookupQuery{AccountNumber: "12"})
}
func offers(c *Client) (any, error) {
	return c.CalculateInterest(context.Background(), testCall, "12", 1050)
}
func buy(c *Client) (any, error)  { return c.Authorize(context.Background(), testCall, sale) }
func ask(c *Client) (any, error)  { return c.Apply(context.Background(), testCall, Application{}) }
func scan(c *Client) (any, error) { return c.ReadLicence(context.Background(), testCall, "x") }
func prove(c *Client) (any, error) {
	return c.Verify(context.Background(), testCall, VerificationRequest{AccountNumber: "12"})
}
func list(c *Client) (any, error) {
	return c.Authorizations(context.Background(), testCall, TransactionQuery{AccountNumber: "12"})
}

// bought is a purchase of which the server said only its id.
var bought = Authorization{ID: "7", AccountNumber: sale.AccountNumber, Reference: sale.Reference, Amount: sale.Amount, Financing: sale.Financing}

func withTerms(rates []AnnualRate) Offers {
	return Offers{Plans: []Plan{{ID: "4", Name: "EMP", Terms: []Term{{Months: 3, TermAmount: 356, Rates: rates}}}}}
}

func termsAnswered(rates string) string {
	return `{"promotional_purchase":[{"plan_id":4,"plan_name":"EMP","terms":[{"term":3,"term_amount":3.56,` + rates + `}]}]}`
}

const sorry = "Sorry."

// oddities are the rows, each a sentence about the server.
func oddities() map[string]odd {
	rate := AnnualRate{Description: "Annual", Rate: 9_990_000, Type: "x", Message: "9.99 %"}
	const rateObject = `{"description":"Annual","rate":0.0999,"type":"x","message":"9.99 %"}`
	account := func(a Account) Account { a.AccountNumber = "12"; return a }
	rows := map[string]odd{
		"it writes money as a number":                         {oddLookup, 200, `{"account_number":"12","available_credit":1000.5}`, look, account(Account{AvailableCredit: 100050}), nil},
		"it writes money as a string":                         {oddLookup, 200, `{"account_number":"12","available_credit":"1000.50"}`, look, account(Account{AvailableCredit: 100050}), nil},
		"it writes money with a float's noise":                {oddLookup, 200, `{"account_number":12,"available_credit":234.44999999999999}`, look, account(Account{AvailableCredit: 23445}), nil},
		"it writes no money":                                  {oddLookup, 200, `{"account_number":12,"available_credit":null}`, look, account(Account{}), nil},
		"it writes ids as numbers":                            {oddLookup, 200, `{"account_number":12,"customer_id":99}`, look, account(Account{CustomerID: "99"}), nil},
		"it writes ids as strings with zeros in front":        {oddLookup, 200, `{"account_number":"0012","customer_id":"0099"}`, look, Account{AccountNumber: "0012", CustomerID: "0099"}, nil},
		"it offers one term as a number":                      {oddLookup, 200, `{"account_number":12,"offer_types":[{"plan_id":4,"term_options":12}]}`, look, account(Account{OfferTypes: []OfferType{{PlanID: "4", Terms: []int{12}}}}), nil},
		"it offers terms as an array":                         {oddLookup, 200, `{"account_number":12,"offer_types":[{"plan_id":"4","term_options":[3, "6" ,12]}]}`, look, account(Account{OfferTypes: []OfferType{{PlanID: "4", Terms: []int{3, 6, 12}}}}), nil},
		"it offers terms as an array of numbers":              {oddLookup, 200, `{"account_number":12,"offer_types":[{"plan_id":"4","term_options":[3 , 6]}]}`, look, account(Account{OfferTypes: []OfferType{{PlanID: "4", Terms: []int{3, 6}}}}), nil},
		"it offers no terms, in an array with a space":        {oddLookup, 200, `{"account_number":12,"offer_types":[{"plan_id":"4","term_options":[ ]}]}`, look, account(Account{OfferTypes: []OfferType{{PlanID: "4", Terms: []int{}}}}), nil},
		"it adds members nobody knows":                        {oddLookup, 200, `{"account_number":12,"loyalty":{"tier":[1,{"a":null}]},"x":"y"}`, look, account(Account{}), nil},
		"it rates a customer with a letter nobody knows":      {oddLookup, 200, `{"account_number":12,"risk_rating":"Q9","preferred_language":"iu-CA"}`, look, account(Account{RiskRating: "Q9", PreferredLanguage: "iu-CA"}), nil},
		"it writes a postal code with a space":                {oddLicence, 200, `{"postal_code":"M5J 2H7"}`, scan, Licence{PostalCode: "M5J 2H7"}, nil},
		"it finds nobody with an empty array":                 {oddSearch, 200, `[]`, search, []Customer{}, nil},
		"it finds nobody with 404":                            {oddSearch, 404, `{"error":"not_found","message":"Sorry."}`, search, nil, &Error{Kind: KindNotFound, Executed: ExecutedNo, Code: "not_found", Message: sorry}},
		"it finds one customer without an array":              {oddSearch, 200, `{"account_number":12}`, search, []Customer{{AccountNumber: "12"}}, nil},
		"it says tos_agreement":                               {oddSearch, 200, `[{"tos_agreement":true}]`, search, []Customer{{TermsAgreed: true}}, nil},
		"it says tos":                                         {oddSearch, 200, `[{"tos":true}]`, search, []Customer{{TermsAgreed: true}}, nil},
		"it says customer_account_type":                       {oddSearch, 200, `[{"customer_account_type":"business"}]`, search, []Customer{{AccountType: "business"}}, nil},
		"it says account_type":                                {oddSearch, 200, `[{"account_type":"business"}]`, search, []Customer{{AccountType: "business"}}, nil},
		"it knows a status and a reason nobody knows":         {oddSearch, 200, `[{"account_status":"Q","account_status_reason_code":"QNEW"}]`, search, []Customer{{Status: "Q", StatusReason: "QNEW"}}, nil},
		"it gives annual_rates as an object":                  {oddInterest, 200, termsAnswered(`"annual_rates":` + rateObject), offers, withTerms([]AnnualRate{rate}), nil},
		"it gives annual_rates as an array":                   {oddInterest, 200, termsAnswered(`"annual_rates":[` + rateObject + `,` + rateObject + `]`), offers, withTerms([]AnnualRate{rate, rate}), nil},
		"it gives apr as a number":                            {oddInterest, 200, termsAnswered(`"apr":0.0999`), offers, withTerms([]AnnualRate{{Rate: 9_990_000, Type: "apr"}}), nil},
		"it gives apr as a string":                            {oddInterest, 200, termsAnswered(`"apr":"0.0999"`), offers, withTerms([]AnnualRate{{Rate: 9_990_000, Type: "apr"}}), nil},
		"it gives fees as an object":                          {oddInterest, 200, termsAnswered(`"fees":{"amount":"2.00","type":"a_new_type","message":"m"}`), offers, Offers{Plans: []Plan{{ID: "4", Name: "EMP", Terms: []Term{{Months: 3, TermAmount: 356, Fees: []Fee{{Amount: 200, Type: "a_new_type", Message: "m"}}}}}}}, nil},
		"it gives a PIN as a number":                          {oddVerify, 200, `{"verification_code":2485}`, prove, Verification{PIN: "2485"}, nil},
		"it gives a PIN as a string":                          {oddVerify, 200, `{"verification_code":"0485"}`, prove, Verification{PIN: "0485"}, nil},
		"it says that a PIN went to the mailbox":              {oddVerify, 200, `{"verification_code":"verification_sent_to_email"}`, prove, Verification{Sent: "verification_sent_to_email"}, nil},
		"it declines as an early server":                      {oddApply, 409, `{"error":"application_declined_2","message":"Sorry."}`, ask, Decision{Status: Declined, Message: sorry}, nil},
		"it leaves an application pending as an early server": {oddApply, 409, `{"error":"application_marked_pending_1","message":"Sorry."}`, ask, Decision{Status: Pending, Message: sorry}, nil},
		"it gives an authorization's id as a number":          {oddSale, 200, `{"authorization_id":7}`, buy, bought, nil},
		"it gives an authorization's id as a string":          {oddSale, 200, `{"authorization_id":"7"}`, buy, bought, nil},
		"it lists nothing, without a list":                    {oddList, 200, `{"total_count":"0"}`, list, []Authorization{}, nil},
		"it begins with a byte order mark":                    {oddSale, 200, "\xef\xbb\xbf" + `{"authorization_id":"7"}`, buy, bought, nil},
		"it answers a purchase with nothing":                  {oddSale, 200, "", buy, nil, &Error{Kind: KindServer, Executed: ExecutedUnknown}},
		"it answers a purchase with a web page":               {oddSale, 200, "<html>ok</html>", buy, nil, &Error{Kind: KindServer, Executed: ExecutedUnknown}},
		"it answers a purchase with half of its JSON":         {oddSale, 200, `{"authorization_id":"7","am`, buy, nil, &Error{Kind: KindServer, Executed: ExecutedUnknown}},
		"it answers a look-up with a web page":                {oddLookup, 200, "<html>", look, nil, &Error{Kind: KindServer, Executed: ExecutedNo}},
		"it refuses with nothing":                             {oddSale, 409, "", buy, nil, &Error{Kind: KindRefused, Executed: ExecutedUnknown}},
		"it refuses with a web page":                          {oddSale, 403, "<html>no</html>", buy, nil, &Error{Kind: KindScope, Executed: ExecutedUnknown}},
		"it refuses with a code nobody knows":                 {oddSale, 409, `{"error":"moon_phase","message":"Sorry."}`, buy, nil, &Error{Kind: KindRefused, Executed: ExecutedUnknown, Code: "moon_phase", Message: sorry}},
		"it refuses with a number for a code":                 {oddSale, 409, `{"error":17,"message":"Sorry."}`, buy, nil, &Error{Kind: KindRefused, Executed: ExecutedUnknown, Code: "17", Message: sorry}},
		"it fails with a web page":                            {oddSale, 500, "<html>", buy, nil, &Error{Kind: KindServer, Executed: ExecutedUnknown}},
		"its gateway gives up":                                {oddSale, 504, `{"error":"GATEWAY_TIMEOUT"}`, buy, nil, &Error{Kind: KindServer, Executed: ExecutedUnknown, Code: "GATEWAY_TIMEOUT"}},
		"its firewall finds a payload":                        {oddSale, 465, "<html>", buy, nil, &Error{Kind: KindBlocked, Executed: ExecutedNever}},
		"its firewall has a rule":                             {oddSale, 466, "", buy, nil, &Error{Kind: KindBlocked, Executed: ExecutedNever}},
		"its firewall knows countries":                        {oddSale, 467, `{"message":"Sorry."}`, buy, nil, &Error{Kind: KindBlocked, Executed: ExecutedNever, Message: sorry}},
		"it refuses a scope with a sentence for a code":       {oddSale, 403, `{"error":"Insufficient scope: authorized scope is insufficient"}`, buy, nil, &Error{Kind: KindScope, Executed: ExecutedNo, Code: "Insufficient scope: authorized scope is insufficient"}},
		"it has a member error in a shape nobody knows":       {oddSale, 409, `{"error":{"code":1},"message":["x"],"field_errors":7}`, buy, nil, &Error{Kind: KindRefused, Executed: ExecutedUnknown}},
	}
	for code, kind := range map[string]Kind{"wrong_input": KindInput, "wrong_inputs": KindInput, "general_error": KindServer, "generic_error": KindServer} {
		executed := ExecutedNo
		if kind == KindServer {
			executed = ExecutedUnknown // of a general error nobody knows
		}
		for _, fields := range []string{"field_errors", "error_fields"} {
			rows["it says "+code+" with "+fields] = odd{oddSale, 409, `{"url":"/x","message":"Sorry.","error":"` + code + `","` + fields + `":[{"param":"amount","msg":"Too much.","value":"1"}]}`,
				buy, nil, &Error{Kind: kind, Executed: executed, Code: code, Message: sorry, Fields: []FieldError{{"amount", "Too much."}}}}
		}
	}
	for name, token := range map[string]string{
		"its tokens are of the type Bearer and live 1199 seconds": `{"token_type":"Bearer","access_token":"t","expires_in":1199,"refresh_token":"r"}`,
		"its tokens are of the type bearer and live 1200 seconds": `{"token_type":"bearer","access_token":"t","expires_in":"1200","scope":"merchant"}`,
		"its tokens have no type and no end":                      `{"access_token":"t"}`,
	} {
		rows[name] = odd{oddToken, 200, token, look, account(Account{}), nil}
	}
	return rows
}

func TestOddAnswersAreReadOverPlainAndTLS(t *testing.T) {
	for name, row := range oddities() {
		for line, start := range map[string]func(*httptest.Server){"plain": (*httptest.Server).Start, "TLS": (*httptest.Server).StartTLS} {
			t.Run(name+", over "+line, func(t *testing.T) {
				c := oddServer(t, row, start)
				got, err := row.call(c)
				if row.failed == nil {
					if err != nil || !reflect.DeepEqual(got, row.want) {
						t.Errorf("not read as it should be (%v)", err)
					}
					return
				}
				failed := asError(t, err)
				same := Error{Kind: failed.Kind, Executed: failed.Executed, Code: failed.Code, Message: failed.Message, Fields: failed.Fields}
				if !reflect.DeepEqual(&same, row.failed) || failed.Status != row.status || failed.Ref != testRef {
					t.Errorf("got %v with %d fields and a message of %d bytes; want %v", err, len(failed.Fields), len(failed.Message), row.failed)
				}
			})
		}
	}
}

// oddServer answers one path as a row says, and tokens and look-ups as usual where the row is about neither.
func oddServer(t *testing.T, row odd, start func(*httptest.Server)) *Client {
	t.Helper()
	s := &testServer{mux: http.NewServeMux()}
	answers := map[string]http.HandlerFunc{
		oddToken:  answer(200, `{"access_token":"t","expires_in":1200}`),
		oddLookup: answer(200, `{"account_number":12}`),
	}
	answers[row.path] = answer(row.status, row.body)
	for path, handler := range answers {
		s.handle(path, handler)
	}
	over := httptest.NewUnstartedServer(s)
	start(over)
	t.Cleanup(over.Close)
	roots := x509.NewCertPool()
	if strings.HasPrefix(over.URL, "https") {
		roots.AddCert(over.Certificate())
	}
	made, err := New(Options{BaseURL: over.URL + testBase, ClientID: testClient, Secret: "test-secret", RootCAs: roots, ReadAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close)
	return made
}
