package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// Whoever decides about money by a GET answer learns what it says beside the contract.
func TestWhatAPurchaseSaysBesideTheContractIsJudged(t *testing.T) {
	const whole = `{"authorization_id":"7","account_number":"5","status":"opened","amount":60.00,"remaining_authorization_amount":35.00,` +
		`"captures":[{"capture_id":"9","amount":25.00}]%s}`
	no, more := beside{no: true}, beside{more: true}
	for members, want := range map[string]beside{
		``: {}, `"served_by":"pos-7"`: {}, `"error":null`: {}, `"message":""`: {}, `"currency":"CAD"`: {}, `"declined":false`: {}, `"links":[]`: {},
		`"captured_amount":25.00`: {}, `"released_amount":0`: {}, `"returned_amount":"0.00"`: {}, `"discount":5`: {}, `"approved_amount":60`: {}, `"captures_complete":true`: {},
		`"store_name":"Main Street"`: {}, `"account_status":"N"`: {}, `"plan_status":"active"`: {}, `"customer_name":"N. N."`: {},
		`"declined":true`: no, `"error_message":"x"`: no, `"result":"declined"`: no, `"decision":{"status":"declined"}`: no,
		`"voided":true`: {true, true}, `"reversed":true`: {true, true},
		`"voided_at":"2026-06-15"`: {true, true}, `"reversal_id":8`: {true, true}, `"captures_complete":false`: more, `"captures_complete":0`: more, `"complete":false`: more,
		`"capture_count":2`: more, `"captured_amount":30.00`: more, `"released_amount":5.00`: more, `"pending_release":25.00`: {true, true}, `"stale":true`: more,
		`"currency":"USD"`: more, `"approved_amount":30.00`: more, `"authorized_amount":"30.00"`: more, `"has_more":true`: more, `"has_more_captures":true`: more, `"is_test":true`: more, `"partial":true`: {true, true},
	} {
		if members != "" {
			members = "," + members
		}
		body := fmt.Sprintf(whole, members)
		c, s := setup(t)
		s.handle("GET v2.5.1/client-id/test-client/authorization/7", answer(200, body))
		s.handle("GET v2.5.1/client-id/test-client/authorizations", answer(200, `{"total_count":1,"authorizations":[`+body+`]}`))
		one, err := c.Authorization(context.Background(), testCall, "7")
		if got := (beside{one.SaysNo, one.SaysMore}); err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", body, got, err, want)
		}
		list, err := c.Authorizations(context.Background(), testCall, TransactionQuery{})
		if err != nil || len(list) != 1 || (beside{list[0].SaysNo, list[0].SaysMore}) != want {
			t.Errorf("%s, in a list: %+v, %v; want %+v", body, list, err, want)
		}
	}
}

func TestWhatACaptureSaysBesideTheContractIsJudged(t *testing.T) {
	const whole = `{"capture_id":"9","authorization_id":"7","amount":60.00,"remaining_capture_amount":%s%s}`
	no, more := beside{no: true}, beside{more: true}
	for _, row := range []struct {
		left, members string
		want          beside
	}{
		{"60.00", ``, beside{}}, {"60.00", `"status":"captured"`, beside{}}, {"60.00", `"returns":[]`, beside{}}, {"35.00", `"returned_amount":25.00`, beside{}},
		{"35.00", `"returns":[{"return_id":"1"}]`, beside{}}, {"60.00", `"authorization_status":"closed"`, beside{}},
		{"60.00", `"status":"declined"`, no}, {"60.00", `"status":"failed"`, no}, {"60.00", `"status":"voided"`, no}, {"60.00", `"error":"limit"`, no},
		{"60.00", `"returned_amount":25.00`, more}, {"60.00", `"returns":[{"return_id":"1","amount":25.00}]`, more}, {"35.00", `"refunded_amount":30.00`, more},
	} {
		if row.members != "" {
			row.members = "," + row.members
		}
		body := fmt.Sprintf(whole, row.left, row.members)
		c, s := setup(t)
		s.handle("GET v2.5.1/client-id/test-client/captures", answer(200, `{"total_count":1,"captures":[`+body+`]}`))
		list, err := c.Captures(context.Background(), testCall, TransactionQuery{})
		if err != nil || len(list) != 1 || (beside{list[0].SaysNo, list[0].SaysMore}) != row.want {
			t.Errorf("%s: %+v, %v; want %+v", body, list, err, row.want)
		}
	}
}

// Two members of one name say two things: neither counts.
func TestAPurchaseInWhichAMemberStandsTwiceCannotBeRead(t *testing.T) {
	for _, body := range []string{
		`{"authorization_id":"7","status":"opened","status":"unauthorized"}`, `{"authorization_id":"7","status":"opened","Status":"unauthorized"}`,
		`{"authorization_id":"7","captures":[{"capture_id":"9","amount":1,"Amount":2}]}`,
	} {
		c, s := setup(t)
		s.handle("GET v2.5.1/client-id/test-client/authorization/7", answer(200, body))
		s.handle("GET v2.5.1/client-id/test-client/authorizations", answer(200, `{"total_count":1,"authorizations":[`+body+`]}`))
		if one, err := c.Authorization(context.Background(), testCall, "7"); err == nil {
			t.Errorf("%s is %+v", body, one)
		}
		if list, err := c.Authorizations(context.Background(), testCall, TransactionQuery{}); err == nil {
			t.Errorf("%s in a list is %+v", body, list)
		}
	}
}

// What a list showed before it could not be read further is returned beside the error.
func TestAListThatCannotBeReadWholeTellsWhatItShowed(t *testing.T) {
	c, s := setup(t)
	s.handle("GET v2.5.1/client-id/test-client/authorizations", answer(200, `{"total_count":2,"authorizations":[{"authorization_id":"7","amount":1}]}`))
	list, err := c.Authorizations(context.Background(), testCall, TransactionQuery{})
	failed, ok := errors.AsType[*Error](err)
	if list != nil || !ok || len(failed.Shown) != 1 || failed.Shown[0].ID != "7" {
		t.Errorf("%+v, %v", list, err)
	}
	if said := fmt.Sprintf("%+v %#v", err, err); strings.Contains(said, "Shown") {
		t.Errorf("the error says %s", said)
	}
}
