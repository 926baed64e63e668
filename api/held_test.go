package api

import (
	"testing"
)

// A purchase that is captured at once has to be, where the answer says anything of it; one that is not must not be.
func TestASuccessOfAPurchaseIsHeldAgainstWhatWasSent(t *testing.T) {
	const both, atOnce, later, none = 3, 1, 2, 0
	for members, good := range map[string]int{
		``: both, `"remaining_authorization_amount":0`: atOnce, `"remaining_authorization_amount":123.45`: later, `"remaining_authorization_amount":10`: none,
		`"remaining_authorization_amount":12345`: none, `"fees":"x","remaining_authorization_amount":12345`: none, `"remaining_authorization_amount":null`: both,
		`"captured":true`: atOnce, `"captured":false`: later, `"captured_amount":0`: later, `"captured_amount":123.45`: atOnce, `"captured_amount":"10.00"`: none,
		`"capture":{"capture_id":9,"amount":123.45}`: atOnce, `"capture":{"capture_id":9}`: atOnce, `"capture":{"capture_id":9,"amount":10}`: none, `"capture":{"amount":123.45}`: none,
		`"capture":{"capture_id":"","amount":123.45}`: none, `"capture":null`: both, `"capture":{}`: both, `"captures":[]`: later, `"captures":null`: both, `"capture":null,"captures":[]`: later,
		`"captures":[{"capture_id":9,"amount":123.45}]`: atOnce, `"captures":[{"capture_id":9,"amount":10}]`: none, `"captures":[{"capture_id":8,"amount":100},{"capture_id":9,"amount":23.45}]`: atOnce,
		`"capture":{"capture_id":9,"amount":123.45},"captures":[{"capture_id":"9","amount":123.45}]`: atOnce, `"capture_status":"failed"`: none, `"auto_capture":true`: atOnce, `"auto_capture":false`: later,
		`"status":"opened"`: both, `"status":"closed"`: atOnce, `"status":"closed","remaining_authorization_amount":0`: atOnce,
		`"approved_amount":30.00`: none, `"authorized_amount":"123.45"`: both, `"amount_approved":30`: none, `"term_amount":20.58`: both, `"released_amount":0`: both, `"returned_amount":5`: none, `"approved_amount":"n/a"`: none,
		`"currency":"USD"`: none, `"currency":"cad"`: both, `"reference":"OTHER-9"`: none, `"reference":"ORDER-1"`: both, `"reference":"STORE/order-1"`: both,
		`"transaction_type":"refund"`: none, `"transaction_type":"REGULAR_PURCHASE"`: none, `"transaction_type":"Promotional Purchase"`: both, `"type":"authorization"`: both, `"plan_id":9`: none, `"plan_id":"04"`: both,
		`"term":36`: none, `"term":"12 months"`: both, `"account_number":"000123456789"`: both, `"account_number":"*****6789"`: both, `"account_number":"987654321"`: none,
		`"financing_option":{"plan_id":9}`: none, `"financing_option":[{"plan_id":9,"term":12}]`: none, `"financing_option":{"plan_id":4,"term":"36 months"}`: none, `"financing_option":{"plan_id":4,"term":"12 months"}`: both,
		`"term_amount":"n/a","financing_option":{"plan_id":9,"term":36}`: none, `"term_amount":"n/a","capture":{"capture_id":5,"amount":10.00}`: none, `"term_amount":"n/a"`: both,
		`"date":"2020-01-01T00:00:00Z"`: both, `"date":"in a minute"`: both, `"external_location_id":"other"`: none, `"vcc_number":"9999999999999999"`: both,
	} {
		for asked, request := range map[int]AuthorizationRequest{atOnce: sale, later: sale} {
			request.AutoCapture = asked == atOnce
			body := `{"authorization_id":7}`
			if members != "" {
				body = `{"authorization_id":7,` + members + `}`
			}
			c, s := setup(t)
			s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, body))
			if _, err := c.Authorize(t.Context(), testCall, request); (err == nil) != (good&asked != 0) {
				t.Errorf("%s, captured at once %v: %v", body, request.AutoCapture, err)
			} else if err != nil && !asError(t, err).Claimed {
				t.Errorf("%s: not a claim: %v", body, err)
			}
		}
	}
	for _, id := range []string{`" "`, `"none"`, `"N/A"`, `"NULL"`, `"undefined"`, `"-1"`, `"pending"`, `true`, `"0000000000000000"`, `0.0`, `1.2345678901234567e15`, `"7/../8"`, `"00000000-0000-0000"`, `"error"`} {
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, `{"authorization_id":`+id+`,"status":"opened"}`))
		if made, err := c.Authorize(t.Context(), testCall, sale); err == nil || !asError(t, err).Claimed {
			t.Errorf("the id %s: made %q, %v", id, made.ID, err)
		}
	}
}
