package sandbox_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

// refusals are the wrong purchases on account 100000001, one row an error code
// of docs/contract.md §7 or more.
var refusals = []struct {
	name    string
	options sandbox.Options
	account string // verified; empty: 100000001
	change  object
	status  int
	code    string
}{
	{name: "more than the credit", change: object{"amount": json.Number("4000.01")}, code: "credit_exceeded"},
	{name: "the credit, but not its interest", change: object{"amount": json.Number("4000.00")}, code: "credit_exceeded"},
	{name: "a promotion without a term", change: financed("promotional_purchase", 4, nil), code: "plan_term_not_set"},
	{name: "a promotion without a plan", change: financed("promotional_purchase", nil, 3), code: "plan_term_not_set"},
	{name: "a term that the plan has not", change: financed("promotional_purchase", 4, 5), code: "plan_term_not_available"},
	{name: "a term for larger amounts", change: financed("promotional_purchase", 4, 24), code: "plan_term_not_available"},
	{name: "a plan nobody has", change: financed("promotional_purchase", 8, 3), code: "plan_term_not_available"},
	{name: "Quebec's plan elsewhere", change: financed("promotional_purchase", 7, 6), code: "plan_term_not_available"},
	{name: "a plan that is not for Quebec", account: "100000004", change: financed("promotional_purchase", 6, 6), code: "plan_term_not_available"},
	{name: "a prime plan for a standard customer", options: sandbox.Options{Standard: true}, account: "100000003", change: financed("promotional_purchase", 5, 6), code: "plan_term_not_available"},
	{name: "another request id", change: object{"request_id": "another"}, code: "not_verified"},
	{name: "a wrong PIN", change: object{"verification_code": "00000001"}, code: "wrong_verification_code"},
	{name: "no PIN", change: object{"verification_code": nil}, code: "verification_code_required"},
	{name: "a blocked account", change: object{"account_number": "100000006"}, code: "user_not_able_to_purchase"},
	{name: "an account that was not activated", change: object{"account_number": "100000009"}, code: "user_not_able_to_purchase"},
	{name: "an unknown location", change: object{"external_location_id": "99-9"}, code: "external_location_id_not_found"},
	{name: "a business where it is not permitted", options: sandbox.Options{ConsumerOnly: true}, change: object{"account_number": "100000011"}, code: "account_type_not_permitted"},
	{name: "a card of another account", change: object{"vcc_number": "9900000000000091"}, code: "vcc_account_mismatch"},
	{name: "a pre-authorization where it is not allowed", options: sandbox.Options{CaptureOnly: true}, change: object{"auto_capture": false}, code: "auth_not_allowed"},
	{name: "a standard customer where it is not supported", change: object{"account_number": "100000003"}, code: "not_permitted"},
	{name: "an account nobody has", change: object{"account_number": "199999999"}, status: 404, code: "not_found"},
	{name: "a card nobody has", change: object{"account_number": nil, "vcc_number": "9900000000000000"}, status: 404, code: "customer_identity_not_found"},
	{name: "no amount", change: object{"amount": nil}, code: "wrong_inputs"},
	{name: "an amount of nothing", change: object{"amount": 0}, code: "wrong_inputs"},
	{name: "no word on capturing", change: object{"auto_capture": nil}, code: "wrong_inputs"},
	{name: "a reference of 41 characters", change: object{"reference": strings.Repeat("x", 41)}, code: "wrong_inputs"},
	{name: "no employee", change: object{"external_employee_id": nil}, code: "wrong_inputs"},
	{name: "an unknown member", change: object{"colour": "red"}, code: "wrong_inputs"},
	{name: "an unknown member of the financing", change: object{"financing_option": object{"transaction_type": "regular_purchase", "x": 1}}, code: "wrong_inputs"},
	{name: "a plan with a regular purchase", change: financed("regular_purchase", 4, 3), code: "wrong_inputs"},
	{name: "an unknown type of purchase", change: financed("gift", nil, nil), code: "wrong_inputs"},
	{name: "no financing", change: object{"financing_option": nil}, code: "wrong_inputs"},
	{name: "a PIN of three digits", change: object{"verification_code": "123"}, code: "wrong_inputs"},
}

func financed(kind string, plan, term any) object {
	return object{"financing_option": object{"transaction_type": kind}.with(object{"plan_id": plan, "term": term})}
}

func TestAuthorizationRefusals(t *testing.T) {
	for _, row := range refusals {
		t.Run(row.name, func(t *testing.T) {
			k := setup(t, row.options)
			account := "100000001"
			if row.account != "" {
				account = row.account
			}
			pin := k.verified(account, "r")
			before := k.available(account)
			status := 409
			if row.status != 0 {
				status = row.status
			}
			good := purchase(account, "r").with(object{"verification_code": pin})
			k.expect(k.post(interest+"authorization", good.with(row.change)), status, row.code)
			if after := k.available(account); after != before || before == "" {
				t.Errorf("a refused purchase changed the credit from %s to %s", before, after)
			}
			k.expect(k.post(interest+"authorization", good.with(object{"auto_capture": true})), 200, "") // it can be corrected
		})
	}
}

func TestEveryErrorOfAuthorizationIsReachable(t *testing.T) {
	reached := []string{"general_error", "invalid_role"} // below
	for _, row := range refusals {
		reached = append(reached, row.code)
	}
	for _, code := range []string{
		"not_found", "customer_identity_not_found", "invalid_role", "general_error", "wrong_inputs", "credit_exceeded", "auth_not_allowed",
		"plan_term_not_set", "not_permitted", "plan_term_not_available", "user_not_able_to_purchase", "not_verified", "wrong_verification_code",
		"verification_code_required", "external_location_id_not_found", "account_type_not_permitted", "vcc_account_mismatch",
	} {
		if !slices.Contains(reached, code) {
			t.Errorf("%s is not reached by any row", code)
		}
	}
	k := setup(t, sandbox.Options{})
	k.expect(k.post(interest+"authorization", "not json"), 409, "general_error")
	k.expect(k.post("v2.5.1/client-id/other/authorization", object{}), 409, "invalid_role")
}

func TestPurchaseUsesTheCreditUp(t *testing.T) {
	k := setup(t, sandbox.Options{})
	buy := purchase("100000001", "r").with(object{
		"verification_code": k.verified("100000001", "r"), "sku_data": object{"register_id": "R1", "products": []any{}, "anything": 1},
	})
	got := k.post(interest+"authorization", buy)
	k.expect(got, 200, "")
	for _, part := range []string{`"status":"closed"`, `"amount":100.00`, `"remaining_authorization_amount":0.00`, `"capture":{"capture_id":`, `"date":"2026-03-10T12:00:00Z"`, `"plan_id":4`, `"annual_rates":{`} {
		if !strings.Contains(got.raw, part) {
			t.Errorf("lacks %s: %s", part, got.raw)
		}
	}
	if left := k.available("100000001"); left != "3900.00" {
		t.Errorf("the credit left is %s", left)
	}
	open := k.post(interest+"authorization", purchase("100000001", "s").with(object{
		"verification_code": k.verified("100000001", "s"), "auto_capture": false, "financing_option": object{"transaction_type": "regular_purchase"},
		"amount": "3900.00",
	}))
	if !strings.Contains(open.raw, `"status":"opened"`) || strings.Contains(open.raw, `"capture"`) || !strings.Contains(open.raw, `"term_amount":3900.00`) {
		t.Errorf("a pre-authorization answers %s", open.raw)
	}
	if left := k.available("100000001"); left != "0.00" {
		t.Errorf("the credit left is %s", left)
	}
}

func TestAuthorizedUserBuysWithAnOwnCard(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.expect(k.post(base+"account/100000011/verify", object{"request_id": "r", "vcc_number": "9900000000000091"}), 200, "")
	buy := purchase("100000011", "r").with(object{"verification_code": k.lastPIN(), "vcc_number": "9900000000000011"})
	k.expect(k.post(interest+"authorization", buy), 409, "not_verified") // for another card
	k.expect(k.post(interest+"authorization", buy.with(object{"vcc_number": "9900000000000091", "account_number": nil})), 200, "")
}

func TestRepeatWithItsKeyIsNotProcessedAgain(t *testing.T) {
	k := setup(t, sandbox.Options{})
	pin := k.verified("100000001", "r")
	buy := purchase("100000001", "r").with(object{"verification_code": pin})
	wrong := buy.with(object{"verification_code": "99999999"})
	k.expect(k.post(interest+"authorization", wrong, "x-idempotency-key", "K", "x-context-hash", "H"), 409, "wrong_verification_code")
	first := k.post(interest+"authorization", buy, "x-idempotency-key", "K", "x-context-hash", "H") // a refusal is not kept
	again := k.post(interest+"authorization", buy, "x-idempotency-key", "K", "x-context-hash", "H")
	k.expect(first, 200, "")
	if first.raw != again.raw {
		t.Errorf("the repeat answers %s, the first %s", again.raw, first.raw)
	}
	k.expect(k.post(interest+"authorization", buy, "x-idempotency-key", "K", "x-context-hash", "other"), 409, "idempotency_key_reused")
	if left := k.available("100000001"); left != "3900.00" {
		t.Errorf("the credit left is %s", left)
	}
	k.expect(k.post(interest+"authorization", buy, "x-idempotency-key", strings.Repeat("k", 256)), 409, "wrong_inputs")
}

func TestListsAreFilteredAndPaged(t *testing.T) {
	k := setup(t, sandbox.Options{PageSize: 2})
	for query, want := range map[string][2]int{ // on the page, in total
		"account_number=100000015":                                                           {2, 4},
		"account_number=100000015&page_number=2":                                             {2, 4},
		"account_number=100000015&page_number=3":                                             {0, 4},
		"account_number=100000015&page_size=1":                                               {1, 4},
		"account_number=100000015&page_size=100":                                             {2, 4},
		"account_number=100000015&authorization_status=opened":                               {2, 2},
		"account_number=100000015&authorization_status=unauthorized":                         {0, 0},
		"account_number=100000015&transaction_type=regular_purchase":                         {1, 1},
		"account_number=100000015&creation_date_from=2026-03-07":                             {2, 2},
		"account_number=100000015&creation_date_from=2026-03-07&creation_date_to=2026-03-07": {1, 1},
		"": {2, 7},
	} {
		got := k.get(interest + "authorizations?" + query)
		if on, total := strings.Count(got.raw, `"financing_option"`), got.body["total_count"]; on != want[0] || total != float64(want[1]) {
			t.Errorf("%s: %d of %v, want %v: %s", query, on, total, want, got.raw)
		}
	}
	for _, query := range []string{"page_number=0", "page_size=x", "creation_date_from=today", "authorization_status=maybe", "reference=1"} {
		k.expect(k.get(interest+"authorizations?"+query), 409, "wrong_inputs")
	}
	captures := k.get(interest + "captures?account_number=100000015&page_size=100")
	if strings.Count(captures.raw, `"remaining_capture_amount"`) != 2 || captures.body["total_count"] != 3.0 {
		t.Errorf("captures answers %s", captures.raw)
	}
}

func TestOneAuthorizationIsReadWithItsCaptures(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.expect(k.get(interest+"authorization/1"), 404, "not_found")
	id := k.authorization("SAMPLE-PART")
	got := k.get(interest + "authorization/" + id)
	if got.body["reference"] != "SAMPLE-PART" || len(got.body["captures"].([]any)) != 1 || got.body["remaining_authorization_amount"] != 700.0 {
		t.Errorf("answers %s", got.raw)
	}
}

// authorization is the id of the sample authorization with a reference.
func (k *counter) authorization(reference string) string {
	k.t.Helper()
	all := k.get(interest + "authorizations?account_number=100000015")
	for _, a := range all.body["authorizations"].([]any) {
		if one := a.(map[string]any); one["reference"] == reference {
			return one["authorization_id"].(string)
		}
	}
	k.t.Fatalf("no authorization has the reference %s", reference)
	return ""
}

// TestKeysAreHonouredWhereTheServerSays repeats an authorization and a payment with a key of their own.
func TestKeysAreHonouredWhereTheServerSays(t *testing.T) {
	for name, row := range map[string]struct {
		mode                   sandbox.Idempotency
		authorization, payment bool // a repeat gets the first answer
	}{
		"everywhere":            {sandbox.IdempotencyEverywhere, true, true},
		"in transactions alone": {sandbox.IdempotencyTransactions, false, true},
		"nowhere":               {sandbox.IdempotencyIgnored, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			k := setup(t, sandbox.Options{Idempotency: row.mode})
			for path, body := range map[string]object{
				interest + "authorization": purchase("100000001", "A"),
				interest + "transactions":  store.with(object{"transaction_type": "tradein", "amount": 10, "account_number": 100000001, "request_id": "A"}),
			} {
				honoured := row.payment
				if strings.HasSuffix(path, "authorization") {
					honoured = row.authorization
				}
				body = body.with(object{"verification_code": k.verified("100000001", "A")})
				first := k.post(path, body, "x-idempotency-key", path)
				k.expect(first, 200, "")
				again := k.post(path, body, "x-idempotency-key", path)
				other := k.post(path, body.with(object{"amount": 11}), "x-idempotency-key", path)
				if honoured {
					k.expect(other, 409, "idempotency_key_reused")
				} else {
					k.expect(again, 409, "not_verified") // the PIN was used: it is a call of its own
					k.expect(other, 409, "not_verified")
				}
				if (again.raw == first.raw) != honoured {
					t.Errorf("the repeat of %s answers %s, the first %s", path, again.raw, first.raw)
				}
			}
		})
	}
}
