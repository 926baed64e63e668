package api

import (
	"context"
	"reflect"
	"testing"
	"time"
)

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
		c, s := setup(t, func(o *Options) { o.Now = func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) } })
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, tc.body))
		got, err := c.Authorize(context.Background(), testCall, sale)
		if err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v (%v)\nwant %+v", name, got, err, tc.want)
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
