package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"countertop/api/sandbox"
)

// store has the location and the clerk, for every body after a sale.
var store = object{"external_location_id": sandbox.DefaultLocation, "external_employee_id": "12345-TEST"}

func TestReleaseAndCapture(t *testing.T) {
	k := setup(t, sandbox.Options{})
	before := k.available("100000015")
	path := base + "authorization/" + k.authorization("SAMPLE-OPEN") // 650.00, nothing captured

	k.expect(k.post(path+"/capture", store), 409, "wrong_inputs")
	k.expect(k.post(path+"/capture", object{"amount": 650.01}), 409, "auth_amount_exceeded") // a capture need not name the store
	k.expect(k.post(path+"/capture", store.with(object{"amount": 650.01})), 409, "auth_amount_exceeded")
	k.expect(k.post(path+"/capture", store.with(object{"amount": 1, "external_location_id": "x"})), 409, "external_location_id_not_found")
	got := k.post(path+"/capture", store.with(object{"amount": 150.25, "reference": "C-1"}))
	if got.status != 200 || !strings.Contains(got.raw, `"remaining_authorization_amount":499.75`) || got.body["reference"] != "C-1" {
		t.Errorf("capture answers %s", got.raw)
	}
	if after := k.available("100000015"); after != before {
		t.Errorf("a capture changed the credit from %s to %s", before, after)
	}

	k.expect(k.post(path+"/release", store.with(object{"amount": 500})), 409, "auth_amount_exceeded")
	part := k.post(path+"/release", store.with(object{"amount": 99.75}))
	if part.status != 200 || !strings.Contains(part.raw, `"remaining_authorization_amount":400.00,"status":"opened"`) {
		t.Errorf("release answers %s", part.raw)
	}
	rest := k.post(path+"/release", store)
	if rest.status != 200 || !strings.Contains(rest.raw, `"amount":400.00,"remaining_authorization_amount":0.00,"status":"closed"`) {
		t.Errorf("release of the rest answers %s", rest.raw)
	}
	k.expect(k.post(path+"/release", store), 409, "authorization_ended")
	k.expect(k.post(path+"/capture", store.with(object{"amount": 1})), 409, "authorization_ended")
	k.expect(k.post(base+"authorization/1/release", store), 404, "not_found")
	if after := k.available("100000015"); before != "11260.01" || after != "11759.76" { // 499.75 more
		t.Errorf("releases changed the credit from %s to %s", before, after)
	}
}

// capturePath is the path to return the first capture of a sample authorization.
func (k *counter) capturePath(reference string) string {
	k.t.Helper()
	id := k.authorization(reference)
	got := k.get(interest + "authorization/" + id)
	_, rest, _ := strings.Cut(got.raw, `"captures":[{"capture_id":`)
	capture, _, _ := strings.Cut(rest, ",")
	return base + "authorization/" + id + "/capture/" + capture + "/return"
}

func TestReturn(t *testing.T) {
	k := setup(t, sandbox.Options{})
	back := store.with(object{"reference": "R-1", "amount": 100})
	path := k.capturePath("SAMPLE-PART") // 500.00 captured of 1,200.00
	k.expect(k.post(path, back.with(object{"amount": 500.01})), 409, "capture_amount_exceeded")
	k.expect(k.post(path, back.with(object{"amount": nil})), 409, "wrong_inputs")
	k.expect(k.post(path, back.with(object{"vcc_number": "9900000000000001"})), 409, "vcc_account_mismatch")
	k.expect(k.post(strings.Replace(path, "/return", "0/return", 1), back), 404, "not_found")
	got := k.post(path, back)
	if got.status != 200 || !strings.Contains(got.raw, `"amount":100.00,"remaining_capture_amount":400.00,"remaining_authorization_amount":700.00`) {
		t.Errorf("return answers %s", got.raw)
	}
	k.expect(k.post(path, back.with(object{"amount": 399.99, "full_return": true})), 409, "wrong_inputs")
	full := k.post(path, back.with(object{"amount": nil, "full_return": true}))
	if full.status != 200 || !strings.Contains(full.raw, `"amount":400.00,"remaining_capture_amount":0.00`) {
		t.Errorf("a full return answers %s", full.raw)
	}
	k.expect(k.post(path, back.with(object{"full_return": true, "amount": nil})), 409, "capture_amount_exceeded")
	k.expect(k.post(k.capturePath("SAMPLE-OLD"), back), 409, "return_date_exceeded")
	k.expect(k.post(k.capturePath("SAMPLE-REGULAR"), back.with(object{"amount": 1})), 409, "wrong_transaction_type")
	if after := k.available("100000015"); after != "11760.01" { // 500.00 more
		t.Errorf("the credit left is %s", after)
	}
}

func TestRefund(t *testing.T) {
	k := setup(t, sandbox.Options{})
	back := store.with(object{"reference": "R-1", "amount": 50})
	k.expect(k.post(base+"accounts/100000016/refund", back), 200, "")
	if after := k.available("100000016"); after != "100.00" {
		t.Errorf("the credit left is %s", after)
	}
	k.expect(k.post(base+"accounts/100000016/refund", back.with(object{"amount": 1900.01})), 409, "refunds_limit_exceeded_amount")
	k.expect(k.post(base+"accounts/100000001/refund", back), 409, "refunds_limit_exceeded_amount")
	k.expect(k.post(base+"accounts/199999999/refund", back), 404, "not_found")
	k.expect(k.post(base+"accounts/100000016/refund", back.with(object{"reference": nil})), 409, "wrong_inputs")
}

func TestTransactions(t *testing.T) {
	k := setup(t, sandbox.Options{})
	pay := func(account, id string, changes object) answer {
		return k.post(interest+"transactions", store.with(object{
			"transaction_type": "instore_payment", "amount": 1000, "account_number": account, "request_id": id,
		}).with(changes))
	}
	pin := k.verified("100000016", "r")
	k.expect(pay("100000016", "r", nil), 409, "verification_code_required")
	k.expect(pay("100000016", "s", object{"verification_code": pin}), 409, "not_verified")
	k.expect(pay("100000016", "r", object{"verification_code": "99999999"}), 409, "wrong_verification_code")
	k.expect(pay("100000016", "r", object{"verification_code": pin, "transaction_type": "gift"}), 409, "invalid_transaction_type")
	k.expect(pay("100000016", "r", object{"verification_code": pin, "transaction_type": "deposit"}), 409, "not_enough_credit")
	k.expect(pay("100000016", "r", object{"verification_code": pin, "amount": 10000.01}), 409, "limit_payment_amount_24")
	got := pay("100000016", "r", object{"verification_code": pin})
	if got.status != 200 || !strings.Contains(got.raw, `"available_credit":1050.00`) {
		t.Errorf("a payment answers %s", got.raw)
	}
	again := k.verified("100000016", "t")
	k.expect(pay("100000016", "t", object{"verification_code": again, "amount": 9000.01}), 409, "limit_payment_amount_24")
	deposit := pay("100000016", "t", object{"verification_code": again, "transaction_type": "deposit", "amount": 1050})
	if deposit.status != 200 || !strings.Contains(deposit.raw, `"available_credit":0.00`) {
		t.Errorf("a deposit answers %s", deposit.raw)
	}
	k.wait(24 * time.Hour)
	k.expect(pay("100000016", "u", object{"verification_code": k.verified("100000016", "u"), "amount": 9000.01}), 200, "")
	k.expect(pay("100000009", "r", object{"verification_code": "1234"}), 409, "user_not_active")
	k.expect(pay("100000006", "r", object{"verification_code": "1234"}), 409, "user_not_able_to_purchase")
	k.expect(pay("199999999", "r", object{"verification_code": "1234"}), 404, "not_found")
	k.expect(pay("", "r", object{"verification_code": "1234"}), 409, "wrong_inputs")
}

func TestOnlyQuebecClosesAccounts(t *testing.T) {
	k := setup(t, sandbox.Options{})
	k.expect(k.post(base+"accounts/100000001/close", object{}), 403, "account_not_closable")
	k.expect(k.post(base+"accounts/199999999/close", object{}), 404, "not_found")
	k.expect(k.post(base+"accounts/100000004/close", object{}), 200, "")
	k.expect(k.get(base+"customers/lookup?account_number=100000004"), 409, "user_not_able_to_purchase")
}
