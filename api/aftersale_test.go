package api

import (
	"context"
	"reflect"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// settlements are the money calls of this file, each against its path.
func settlements() map[string]struct {
	path, body string
	call       func(*Client) (any, error)
} {
	ctx, some := context.Background(), Money(500)
	return map[string]struct {
		path, body string
		call       func(*Client) (any, error)
	}{
		"release": {"v2.5/client-id/test-client/authorization/7/release", `{"amount":5.00,"external_location_id":"00-1","external_employee_id":"c"}`,
			func(c *Client) (any, error) {
				return c.Release(ctx, testCall, ReleaseRequest{AuthorizationID: "7", Amount: &some, Location: "00-1", Clerk: "c"})
			}},
		"release of all": {"v2.5/client-id/test-client/authorization/7/release", `{}`,
			func(c *Client) (any, error) { return c.Release(ctx, testCall, ReleaseRequest{AuthorizationID: "7"}) }},
		"capture": {"v2.5/client-id/test-client/authorization/7/capture", `{"amount":5.00,"reference":"o"}`,
			func(c *Client) (any, error) {
				return c.Capture(ctx, testCall, CaptureRequest{AuthorizationID: "7", Amount: 500, Reference: "o"})
			}},
		"return": {"v2.5/client-id/test-client/authorization/7/capture/9/return", `{"reference":"o","full_return":true,"amount":5.00,"external_location_id":"00-1","external_employee_id":"c"}`,
			func(c *Client) (any, error) {
				return c.Return(ctx, testCall, ReturnRequest{AuthorizationID: "7", CaptureID: "9", Reference: "o", Full: true, Amount: 500, Location: "00-1", Clerk: "c"})
			}},
		"refund": {"v2.5/client-id/test-client/accounts/12/refund", `{"amount":5.00,"capture_id":"9"}`,
			func(c *Client) (any, error) {
				return nil, c.Refund(ctx, testCall, RefundRequest{AccountNumber: "12", Amount: 500, CaptureID: "9"})
			}},
		"transaction": {"v2.5.1/client-id/test-client/transactions", `{"transaction_type":"tradein","amount":5.00,"account_number":"12","verification_code":"2222","request_id":"r"}`,
			func(c *Client) (any, error) {
				return c.Transact(ctx, testCall, TransactionRequest{Type: TradeIn, Amount: 500, AccountNumber: "12", VerificationCode: "2222", RequestID: "r"})
			}},
	}
}

func TestEverySettlementIsSentOnceWithItsKey(t *testing.T) {
	for name, tc := range settlements() {
		var executed atomic.Int32
		c, s := setup(t)
		s.handle("POST "+tc.path, hangUp(&executed))
		_, err := tc.call(c)
		if failed := asError(t, err); failed.Executed != ExecutedUnknown || executed.Load() != 1 {
			t.Errorf("%s: executed %d times: %v", name, executed.Load(), err)
		}
		r := s.requests()[0]
		if r.body != tc.body || r.header.Get("X-Idempotency-Key") == "" || r.header.Get("X-Context-Hash") != contextHash([]byte(tc.body)) {
			t.Errorf("%s: sent %s with %v", name, r.body, r.header)
		}
	}
}

// claims are successes of every money call that look well formed, and whether they show what was asked for.
func claims() map[string]map[string]bool {
	return map[string]map[string]bool{
		"release": {
			`{"release_id":1}`: true, `{"release_id":1,"amount":"5.00","status":"OPENED"}`: true, `{"release_id":1,"status":null}`: true,
			`{}`: false, `{"amount":5}`: false, `{"release_id":1,"amount":5.01}`: false, `{"release_id":1,"status":"declined"}`: false,
			`{"release_id":1,"authorization_id":"**7"}`: false, `{"release_id":1,"authorization_id":"17"}`: false, `{"release_id":1,"released_amount":5}`: true, `{"release_id":1,"released_amount":4}`: false,
			`{"release_id":1,"authorization":{"authorization_id":8}}`: false, `{"release_id":1,"transaction_type":"promotional_purchase"}`: true, `{"release_id":"0000"}`: false, `{"release_id":true}`: false,
			`{"release_id":1,"status":"unauthorized"}`: false, `{"release_id":1,"authorization_id":8}`: false, `{"release_id":1,"amount":{"a":1}}`: false,
		},
		"release of all": {`{"release_id":1,"amount":60}`: true, `{}`: false, `{"release_id":1,"remaining_authorization_amount":40}`: false, `{"release_id":1,"remaining_authorization_amount":0}`: true},
		"capture": {
			`{"capture_id":9}`: true, `{"capture_id":"9","amount":"5","authorization_id":"007"}`: true, `{}`: false, `{"capture_id":9,"amount":4.99}`: false,
			`{"capture_id":9,"authorization_id":8}`: false, `{"capture_id":9,"remaining_authorization_amount":-1}`: false, `{"capture_id":9,"status":"processing"}`: false, `{"capture_id":9,"status":"Declined"}`: false, `{"capture_id":[]}`: false,
			`{"capture_id":9,"captured_amount":4}`: false, `{"capture_id":9,"captured_amount":"5.00"}`: true, `{"capture_id":9,"reference":"OTHER"}`: false, `{"capture_id":9,"reference":"STORE-o"}`: true,
			`{"capture_id":9,"authorization":{"authorization_id":"78"}}`: false, `{"capture_id":9,"authorization":[{"authorization_id":"7"}]}`: true, `{"capture_id":"pending"}`: false, `{"capture_id":"-9"}`: false,
			`{"capture_id":9,"amount":5,"amount":6}`: false,
		},
		"return": {
			`{"return_id":3}`: true, `{"return_id":3,"capture_id":"9","amount":5}`: true, `{}`: false, `{"capture_id":9,"amount":5}`: false,
			`{"return_id":3,"reference":"OTHER"}`: false, `{"return_id":3,"authorization_id":"78"}`: false, `{"return_id":3,"returned_amount":4}`: false, `{"return_id":3,"capture":{"capture_id":10}}`: false,
			`{"return_id":3,"date":"2020-01-01"}`: true, `{"return_id":"N/A"}`: false, `{"return_id":" "}`: false, `{"return_id":"none"}`: false, `{"return_id":3.5}`: false,
			`{"return_id":3,"capture_id":10}`: false, `{"return_id":3,"amount":-5}`: false, `{"return_id":null}`: false,
		},
		"refund": {
			`{}`: true, `{"amount":5}`: true, `{"anything":"else"}`: true, `{"amount":6}`: false, `{"account_number":13}`: false, `{"status":"pending"}`: false, `{"capture_id":8}`: false,
			`{"transaction_type":"deposit"}`: false, `{"transaction_type":"Refund"}`: true, `{"currency":"USD"}`: false, `{"refunded_amount":4}`: false, `{"credited":4.00}`: false, `{"credited":5.00}`: true,
			`{"queued":true}`: false, `{"msg":"declined"}`: false, `{"account":{"account_number":"13"}}`: false,
		},
		"transaction": {
			`{"transaction_id":4}`: true, `{"amount":"5.00"}`: true, `{"account_number":"0012"}`: true, `{"available_credit":0}`: false, `{"available_credit":""}`: false, `{"date":"2026-06-15"}`: false, `{"amount":""}`: false, `{"transaction_id":4,"status":"queued"}`: false, `{"transaction_id":4,"status":"Completed"}`: true, `{"transaction_id":4,"transaction_type":"TRADEIN"}`: true,
			`{"account_number":"1"}`: false, `{"account_number":"*2"}`: false, `{"transaction_id":"0000","amount":5}`: false, `{"transaction_id":"none","amount":5}`: false, `{"transaction_id":"PENDING","amount":5}`: false,
			`{"transaction_id":false,"amount":5}`: false, `{"transaction_id":null,"amount":5}`: true, `{"transaction_id":4,"type":"reversal"}`: false, `{"transaction_id":4,"transaction_type":"TRADEIN_REVERSAL"}`: false,
			`{"transaction_id":4,"request_id":"another"}`: false, `{"transaction_id":4,"request_id":"r"}`: true, `{"transaction_id":4,"currency_code":"EUR"}`: false,
			`{}`: false, `{"message":"ok"}`: false, `{"transaction_id":4,"amount":6}`: false, `{"transaction_id":4,"account_number":13}`: false,
			`{"transaction_id":4,"transaction_type":"deposit"}`: false, `{"transaction_id":4,"status":"FAILED"}`: false,
		},
	}
}

// oddClaims are successes that show nothing, of whichever call.
var oddClaims = []string{"", "<html>", "[]", "null", `"ok"`, "7", "true", `{"amount":`, `[{"release_id":1,"capture_id":1,"return_id":1,"transaction_id":1}]`}

func TestASuccessIsHeldAgainstWhatWasAsked(t *testing.T) {
	for name, bodies := range claims() {
		for _, body := range oddClaims {
			bodies[body] = false
		}
		for body, shows := range bodies {
			for _, status := range []int{200, 201, 202} {
				tc := settlements()[name]
				c, s := setup(t)
				s.handle("POST "+tc.path, answer(status, body))
				_, err := tc.call(c)
				if shows = shows && (status != 202 || regexp.MustCompile(`"\w+_id":"?[1-9]`).MatchString(body)); shows && err != nil {
					t.Errorf("%s, %d %s: %v", name, status, body, err)
				}
				if shows {
					continue
				}
				if failed := asError(t, err); failed.Executed != ExecutedUnknown || !failed.Claimed || failed.Answered {
					t.Errorf("%s, %d %s: %v, claimed %v, want not known", name, status, body, err, failed.Claimed)
				}
			}
		}
	}
}

func TestAnErrorInASuccessIsAnsweredAndNotKnown(t *testing.T) {
	for name, tc := range settlements() {
		for body, done := range map[string]bool{
			`{"error":"general_error"}`: true, `{"error":"not_permitted","message":"Sorry."}`: true, `{"error":"wrong_inputs","field_errors":[]}`: true,
			`{"error":"gateway_timeout"}`: false, `{"error":{"code":1}}`: false, `{"error":{"code":"GATEWAY_TIMEOUT"}}`: false, `{"Error":"x"}`: false, `{"ERROR":"x"}`: false,
			`{"errors":["x"]}`: false, `{"errors":[{"code":"TIMEOUT"}]}`: false, `{"success":false}`: false, `{"error_code":"504"}`: false, `{"error":"processing"}`: false,
			`{"error":"general_error","message":"timed out"}`: false, `{"error":"general_error","success":false}`: false,
			`{"return_id":3,"capture_id":9,"release_id":1,"transaction_id":4,"refund_id":2,"error":"timeout"}`:             false,
			`{"return_id":3,"capture_id":9,"release_id":1,"transaction_id":4,"refund_id":2,"errors":["no slip was kept"]}`: false,
		} {
			for _, status := range []int{200, 202} {
				c, s := setup(t)
				s.handle("POST "+tc.path, answer(status, body))
				_, err := tc.call(c)
				failed := asError(t, err)
				if failed.Executed != ExecutedUnknown || failed.Answered != (done && status == 200) || failed.Claimed != strings.Contains(body, "_id") {
					t.Errorf("%s, %d %s: %v, answered %v, claimed %v", name, status, body, err, failed.Answered, failed.Claimed)
				}
			}
		}
	}
}

func TestATransactionNamesItsCustomerOnce(t *testing.T) {
	c, s := setup(t)
	for _, r := range []TransactionRequest{{}, {AccountNumber: "12", CustomerID: "34"}, {CardNumber: "6011000000005941", CustomerID: "34"}, {AccountNumber: "12", CardNumber: "6011000000005941"}} {
		_, err := c.Transact(context.Background(), testCall, r)
		if failed := asError(t, err); failed.Executed != ExecutedNever || failed.Kind != KindInput {
			t.Errorf("%v", err)
		}
	}
	if n := len(s.requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestSettlementsSayWhatTheyDid(t *testing.T) {
	five, rest := Money(500), Money(0)
	for name, tc := range map[string]struct {
		body string
		want any
	}{
		"release": {`{"release_id":1,"date":"d","remaining_authorization_amount":"0.00","status":"closed"}`,
			Release{ID: "1", Date: "d", Amount: &five, Remaining: &rest, Status: "closed"}},
		"release of all": {`{"release_id":1}`, Release{ID: "1"}},
		"capture":        {`{"capture_id":"9","message":"Thanks."}`, Captured{ID: "9", Reference: "o", Amount: 500, Message: "Thanks."}},
		"return": {`{"return_id":3,"reference":"STORE-o","capture_id":9,"amount":5,"remaining_capture_amount":0}`,
			Return{ID: "3", Reference: "STORE-o", CaptureID: "9", Amount: &five, RemainingCapture: &rest}},
		"refund":      {`{}`, nil},
		"transaction": {`{"transaction_id":4,"available_credit":"5.00"}`, Transaction{ID: "4", AccountNumber: "12", Amount: 500, AvailableCredit: &five}},
	} {
		settlement := settlements()[name]
		c, s := setup(t)
		s.handle("POST "+settlement.path, answer(200, tc.body))
		if got, err := settlement.call(c); err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v (%v), want %+v", name, got, err, tc.want)
		}
	}
}
