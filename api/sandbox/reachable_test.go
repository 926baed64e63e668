package sandbox_test

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

// documented are the error codes of the contract by endpoint, as its path ends, and those of the server's own, with "status" for those that have no code.
var documented = map[string]string{
	"oauth/token":     "invalid_client invalid_request invalid_role wrong_inputs",
	"any":             "invalid_token 403 465 466 467 500 504",
	"i18n":            "general_error invalid_role wrong_inputs",
	"merchants/login": "authentication_failure",
	"search":          "not_found",
	"lookup":          "403 not_found invalid_role user_not_able_to_purchase user_not_active merchant_not_support_nonprime_regularpurchase vcc_account_mismatch GATEWAY_TIMEOUT",
	"driverslicense":  "bad_scan",
	"verify": "sms_not_valid_phone not_found invalid_role merchant_override_is_not_allowed regular_purchase_bypass_is_not_allowed " +
		"piw_mismatch secret_answer_mismatch wrong_inputs tries_exceed",
	"close": "403 account_not_closable not_found",
	"apply": "general_error invalid_role application_create_error tos_agreement_required customer_already_exists not_verified " +
		"external_location_id_not_found account_type_not_permitted wrong_inputs",
	"apply, early": "application_declined application_declined_2 application_declined_3 application_marked_pending_1 application_marked_pending_2",
	"release":      "authorization_ended auth_amount_exceeded not_permitted not_found",
	"capture":      "authorization_ended auth_amount_exceeded not_permitted not_found",
	"return": "capture_amount_exceeded return_date_exceeded wrong_transaction_type not_permitted external_location_id_not_found " +
		"account_type_not_permitted vcc_account_mismatch not_found",
	"refund": "refunds_limit_exceeded_amount external_location_id_not_found account_type_not_permitted vcc_account_mismatch not_permitted not_found",
	"transactions": "invalid_transaction_type wrong_verification_code verification_code_required user_not_active user_not_able_to_purchase " +
		"limit_payment_amount_24 not_enough_credit not_verified external_location_id_not_found account_type_not_permitted vcc_account_mismatch not_found",
} // authorization: TestEveryErrorOfAuthorizationIsReachable

// cause is a call that is answered with a code.
type cause struct {
	endpoint, code string
	how            string // in words: the table is read by trainers, too
	options        sandbox.Options
	do             func(k *counter) answer
}

func post(path string, body any) func(*counter) answer {
	return func(k *counter) answer { return k.post(path, body) }
}

func get(path string) func(*counter) answer {
	return func(k *counter) answer { return k.get(path) }
}

// as is a body with another employee.
func as(employee string, body object) object {
	return body.with(object{"external_employee_id": employee})
}

func applying(changes object) func(*counter) answer {
	return post(base+"apply", application().with(changes))
}

func verifying(account string, body object) func(*counter) answer {
	return post(base+"account/"+account+"/verify", object{"request_id": "r"}.with(body))
}

// paying pays on a verified account.
func paying(account string, changes object) func(*counter) answer {
	return func(k *counter) answer {
		body := store.with(object{"transaction_type": "instore_payment", "amount": 10, "account_number": account, "request_id": "r", "verification_code": "1234"})
		if account == "100000016" {
			body["verification_code"] = k.verified(account, "r")
		}
		return k.post(interest+"transactions", body.with(changes))
	}
}

// after makes an authorization of 100.00, does one thing before the one that is asked for, and answers
// that.
func after(action string, first, then object) func(*counter) answer {
	return func(k *counter) answer {
		path := base + "authorization/" + k.authorization("SAMPLE-OPEN")
		if first != nil {
			k.expect(k.post(path+"/release", first), 200, "")
		}
		return k.post(path+"/"+action, then)
	}
}

func returning(reference string, changes object) func(*counter) answer {
	return func(k *counter) answer {
		return k.post(k.capturePath(reference), store.with(object{"reference": "R", "amount": 10}).with(changes))
	}
}

// businessReturn buys on the business account while that is allowed, and returns when it is not.
func businessReturn(k *counter) answer {
	bought := k.post(interest+"authorization", purchase("100000011", "b").with(object{"verification_code": k.verified("100000011", "b")}))
	k.expect(bought, 200, "")
	k.server.SetMerchant(sandbox.Merchant{ConsumerOnly: true})
	id, _ := bought.body["authorization_id"].(string)
	_, rest, _ := strings.Cut(bought.raw, `"capture_id":`)
	capture, _, _ := strings.Cut(rest, ",")
	return k.post(base+"authorization/"+id+"/capture/"+capture+"/return", store.with(object{"reference": "R", "amount": 10}))
}

func refunding(account string, changes object) func(*counter) answer {
	return post(base+"accounts/"+account+"/refund", store.with(object{"reference": "F", "amount": 10}).with(changes))
}

func elsewhere(path string) func(*counter) answer {
	return post(strings.Replace(path, sandbox.DefaultClientID, "other", 1), object{})
}

func asCustomer(do func(*counter) answer) func(*counter) answer {
	return func(k *counter) answer {
		k.token = k.signIn("customer")
		return do(k)
	}
}

func signing(changes url.Values) func(*counter) answer {
	return func(k *counter) answer { return k.form(credentials(changes)) }
}

func underFault(line string) func(*counter) answer {
	return func(k *counter) answer {
		k.server.Arm(parsed(k.t, line))
		return k.get(base + "i18n")
	}
}

var (
	consumerOnly = sandbox.Options{ConsumerOnly: true}
	early        = sandbox.Options{EarlyDecisions: true}
	openFor      = store.with(object{"amount": 10})
)

var causes = slices.Concat(causesOfReading, causesOfCustomers, causesOfMoney)

var causesOfReading = []cause{
	{"oauth/token", "invalid_client", "a wrong secret", sandbox.Options{}, signing(url.Values{"client_secret": {"x"}})},
	{"oauth/token", "invalid_request", "another grant", sandbox.Options{}, signing(url.Values{"grant_type": {"magic"}})},
	{"oauth/token", "invalid_role", "the id of an account that is not set up", sandbox.Options{}, signing(url.Values{"client_id": {sandbox.UnprovisionedClientID}})},
	{"oauth/token", "wrong_inputs", "another scope", sandbox.Options{}, signing(url.Values{"scope": {"admin"}})},
	{"any", "invalid_token", "a token that is none", sandbox.Options{}, func(k *counter) answer { k.token = "x"; return k.get(base + "i18n") }},
	{"any", "403", "a token of scope customer", sandbox.Options{}, asCustomer(get(interest + "authorizations"))},
	{"any", "465", "a script in a body", sandbox.Options{}, post(base+"customers/driverslicense", object{"code": "<Script>"})},
	{"any", "466", "the fault status=466", sandbox.Options{}, underFault("status=466")},
	{"any", "467", "the fault blocked", sandbox.Options{}, underFault("blocked")},
	{"any", "500", "the fault server_error", sandbox.Options{}, underFault("server_error")},
	{"any", "504", "the fault gateway_timeout", sandbox.Options{}, underFault("gateway_timeout")},
	{"i18n", "general_error", "a catalogue that is no JSON", sandbox.Options{Catalogue: map[string]json.RawMessage{"en": json.RawMessage("no")}}, get(base + "i18n")},
	{"i18n", "invalid_role", "another client in the path", sandbox.Options{}, get("v2.5/client-id/other/i18n")},
	{"i18n", "wrong_inputs", "another language", sandbox.Options{}, get(base + "i18n?lang=de")},
	{"merchants/login", "authentication_failure", "a wrong password", sandbox.Options{}, post(base+"merchants/login", object{"merchant_username": "x", "merchant_password": "y"})},
	{"search", "not_found", "nobody of this name", sandbox.Options{}, get(base + "customers/search?first_name=No&last_name=Body&dob=1980-01-01")},
	{"lookup", "403", "a token of scope customer", sandbox.Options{}, asCustomer(get(base + "customers/lookup?account_number=100000001"))},
	{"lookup", "not_found", "an account nobody has", sandbox.Options{}, get(base + "customers/lookup?account_number=199999999")},
	{"lookup", "invalid_role", "another client in the path", sandbox.Options{}, get("v2.5/client-id/other/customers/lookup?account_number=1")},
	{"lookup", "user_not_able_to_purchase", "a frozen account", sandbox.Options{}, get(base + "customers/lookup?account_number=100000006")},
	{"lookup", "user_not_active", "an account that was not activated", sandbox.Options{}, get(base + "customers/lookup?account_number=100000009")},
	{"lookup", "merchant_not_support_nonprime_regularpurchase", "a standard customer of a merchant without", sandbox.Options{}, get(base + "customers/lookup?account_number=100000003")},
	{"lookup", "vcc_account_mismatch", "a card of another account", sandbox.Options{}, get(base + "customers/lookup?account_number=100000001&vcc_number=9900000000000002")},
	{"lookup", "GATEWAY_TIMEOUT", "account 0001", sandbox.Options{}, get(base + "customers/lookup?account_number=0001")},
	{"driverslicense", "bad_scan", "no barcode of a licence", sandbox.Options{}, post(base+"customers/driverslicense", object{"code": "xxx"})},
}

var causesOfCustomers = []cause{
	{"verify", "sms_not_valid_phone", "a customer without a phone", sandbox.Options{}, verifying("100000010", nil)},
	{"verify", "not_found", "an account nobody has", sandbox.Options{}, verifying("199999999", nil)},
	{"verify", "invalid_role", "another client in the path", sandbox.Options{}, elsewhere(base + "account/1/verify")},
	{"verify", "merchant_override_is_not_allowed", "an override without the permission", sandbox.Options{}, verifying("100000001", object{"format": "merchant_override"})},
	{"verify", "regular_purchase_bypass_is_not_allowed", "a fifth regular purchase in 24 hours", sandbox.Options{}, fifthPurchase},
	{"verify", "piw_mismatch", "a customer with a personal identification word", sandbox.Options{}, verifying("100000018", object{"piw": "other"})},
	{"verify", "secret_answer_mismatch", "a wrong answer", sandbox.Options{}, verifying("100000001", wrongAnswer)},
	{"verify", "wrong_inputs", "no request id", sandbox.Options{}, verifying("100000001", object{"request_id": nil})},
	{"verify", "tries_exceed", "a fourth wrong answer in 48 hours", sandbox.Options{}, func(k *counter) answer {
		for range 3 {
			verifying("100000001", wrongAnswer)(k)
		}
		return verifying("100000001", wrongAnswer)(k)
	}},
	{"close", "403", "the fault status=403: both scopes have the call", sandbox.Options{}, func(k *counter) answer {
		k.server.Arm(fault.Fault{Status: 403, Code: noScope, Path: "accounts/*/close"})
		return k.post(base+"accounts/100000004/close", object{})
	}},
	{"close", "account_not_closable", "a customer outside of Quebec", sandbox.Options{}, post(base+"accounts/100000001/close", object{})},
	{"close", "not_found", "an account nobody has", sandbox.Options{}, post(base+"accounts/199999999/close", object{})},
	{"apply", "general_error", "a body that is no JSON", sandbox.Options{}, post(base+"apply", "{")},
	{"apply", "invalid_role", "an employee who only looks", sandbox.Options{}, applying(object{"external_employee_id": sandbox.EmployeeViewer})},
	{"apply", "application_create_error", "the middle name D-EMAIL_DBL_TIMEOUT", sandbox.Options{}, applying(object{"middle_name": "D-EMAIL_DBL_TIMEOUT"})},
	{"apply", "tos_agreement_required", "terms not agreed to", sandbox.Options{}, applying(object{"tos_agreement": false})},
	{"apply", "customer_already_exists", "an application twice", sandbox.Options{}, func(k *counter) answer { applying(nil)(k); return applying(object{"request_id": "other"})(k) }},
	{"apply", "not_verified", "the request id of another customer's approval", sandbox.Options{ApplicationPIN: true}, func(k *counter) answer { applying(nil)(k); return applying(object{"first_name": "Other"})(k) }},
	{"apply", "external_location_id_not_found", "another location", sandbox.Options{}, applying(object{"external_location_id": "x"})},
	{"apply", "account_type_not_permitted", "a business where it is not permitted", consumerOnly, applying(businessParts())},
	{"apply", "wrong_inputs", "no last name", sandbox.Options{}, applying(object{"last_name": nil})},
	{"apply, early", "application_declined", "the middle name D-NO_HIT", early, applying(object{"middle_name": "D-NO_HIT"})},
	{"apply, early", "application_declined_2", "the middle name D-FRAUD", early, applying(object{"middle_name": "D-FRAUD"})},
	{"apply, early", "application_declined_3", "the middle name D-MISSING_INFO", early, applying(object{"middle_name": "D-MISSING_INFO"})},
	{"apply, early", "application_marked_pending_1", "the middle name P-CREDIT", early, applying(object{"middle_name": "P-CREDIT"})},
	{"apply, early", "application_marked_pending_2", "the middle name P-REVIEW_MISC", early, applying(object{"middle_name": "P-REVIEW_MISC"})},
}

// fifthPurchase is the customer with three regular purchases, after a fourth.
func fifthPurchase(k *counter) answer {
	bypass := object{"format": "regular_purchase_bypass"}
	pin := k.pinOf(verifying("100000017", bypass)(k))
	k.expect(k.post(interest+"authorization", purchase("100000017", "r").with(object{
		"verification_code": pin, "amount": 10, "financing_option": object{"transaction_type": "regular_purchase"},
	})), 200, "")
	return verifying("100000017", bypass)(k)
}

var causesOfMoney = []cause{
	{"release", "authorization_ended", "a release of nothing", sandbox.Options{}, after("release", store, store)},
	{"release", "auth_amount_exceeded", "more than is left", sandbox.Options{}, after("release", nil, store.with(object{"amount": 650.01}))},
	{"release", "not_permitted", "a cashier", sandbox.Options{}, after("release", nil, as(sandbox.EmployeeCashier, openFor))},
	{"release", "not_found", "another authorization", sandbox.Options{}, post(base+"authorization/1/release", store)},
	{"capture", "authorization_ended", "a capture of nothing", sandbox.Options{}, after("capture", store, openFor)},
	{"capture", "auth_amount_exceeded", "more than is left", sandbox.Options{}, after("capture", nil, store.with(object{"amount": 650.01}))},
	{"capture", "not_permitted", "an employee who only looks", sandbox.Options{}, after("capture", nil, as(sandbox.EmployeeViewer, openFor))},
	{"capture", "not_found", "another authorization", sandbox.Options{}, post(base+"authorization/1/capture", openFor)},
	{"return", "capture_amount_exceeded", "more than is left", sandbox.Options{}, returning("SAMPLE-PART", object{"amount": 500.01})},
	{"return", "return_date_exceeded", "101 days later", sandbox.Options{}, func(k *counter) answer {
		if err := k.server.MoveClock(101 * 24 * time.Hour); err != nil {
			k.t.Error(err)
		}
		k.token = k.signIn("merchant")
		return returning("SAMPLE-PART", nil)(k)
	}},
	{"return", "wrong_transaction_type", "a regular purchase", sandbox.Options{}, returning("SAMPLE-REGULAR", nil)},
	{"return", "not_permitted", "a cashier", sandbox.Options{}, returning("SAMPLE-PART", object{"external_employee_id": sandbox.EmployeeCashier})},
	{"return", "external_location_id_not_found", "another location", sandbox.Options{}, returning("SAMPLE-PART", object{"external_location_id": "x"})},
	{"return", "account_type_not_permitted", "a business that was permitted before", sandbox.Options{}, businessReturn},
	{"return", "vcc_account_mismatch", "a card of another account", sandbox.Options{}, returning("SAMPLE-PART", object{"vcc_number": "9900000000000001"})},
	{"return", "not_found", "another authorization", sandbox.Options{}, post(base+"authorization/1/capture/1/return", store.with(object{"reference": "R", "amount": 10}))},
	{"refund", "refunds_limit_exceeded_amount", "more than is owed", sandbox.Options{}, refunding("100000001", nil)},
	{"refund", "external_location_id_not_found", "another location", sandbox.Options{}, refunding("100000016", object{"external_location_id": "x"})},
	{"refund", "account_type_not_permitted", "a business where it is not permitted", consumerOnly, refunding("100000011", nil)},
	{"refund", "vcc_account_mismatch", "a card of another account", sandbox.Options{}, refunding("100000016", object{"vcc_number": "9900000000000001"})},
	{"refund", "not_permitted", "a cashier", sandbox.Options{}, refunding("100000016", object{"external_employee_id": sandbox.EmployeeCashier})},
	{"refund", "not_found", "an account nobody has", sandbox.Options{}, refunding("199999999", nil)},
	{"transactions", "invalid_transaction_type", "another type", sandbox.Options{}, paying("100000016", object{"transaction_type": "gift"})},
	{"transactions", "wrong_verification_code", "a wrong PIN", sandbox.Options{}, paying("100000016", object{"verification_code": "00000000"})},
	{"transactions", "verification_code_required", "no PIN", sandbox.Options{}, paying("100000016", object{"verification_code": nil})},
	{"transactions", "user_not_active", "an account that was not activated", sandbox.Options{}, paying("100000009", nil)},
	{"transactions", "user_not_able_to_purchase", "a frozen account", sandbox.Options{}, paying("100000006", nil)},
	{"transactions", "limit_payment_amount_24", "more than 10,000.00 in 24 hours", sandbox.Options{}, paying("100000016", object{"amount": 10000.01})},
	{"transactions", "not_enough_credit", "a deposit over the credit", sandbox.Options{}, paying("100000016", object{"transaction_type": "deposit", "amount": 50.01})},
	{"transactions", "not_verified", "another request id", sandbox.Options{}, paying("100000016", object{"request_id": "other"})},
	{"transactions", "external_location_id_not_found", "another location", sandbox.Options{}, paying("100000016", object{"external_location_id": "x"})},
	{"transactions", "account_type_not_permitted", "a business where it is not permitted", sandbox.Options{}, func(k *counter) answer {
		k.server.SetMerchant(sandbox.Merchant{ConsumerOnly: true})
		return paying("100000011", object{"verification_code": "1234"})(k)
	}},
	{"transactions", "vcc_account_mismatch", "a card of another account", sandbox.Options{}, paying("100000016", object{"vcc_number": "9900000000000001"})},
	{"transactions", "not_found", "an account nobody has", sandbox.Options{}, paying("199999999", nil)},
}

// TestEveryErrorIsReachedByItsCause does what causes each error code of the contract.
func TestEveryErrorIsReachedByItsCause(t *testing.T) {
	reached := map[string]bool{}
	for _, row := range causes {
		t.Run(row.endpoint+": "+row.how, func(t *testing.T) {
			k := setup(t, row.options)
			got := row.do(k)
			if got.code() != row.code && strconv.Itoa(got.status) != row.code {
				t.Errorf("answers %d %q %s, want %s", got.status, got.code(), got.raw, row.code)
				return
			}
			if call, _, _ := strings.Cut(row.endpoint, ","); call != "any" && !strings.HasSuffix(got.path, "/"+call) {
				t.Errorf("the cause asks %s, not %s", got.path, row.endpoint)
			}
			if message, _ := got.body["message"].(string); message == "" && len(row.code) != 3 {
				t.Errorf("says nothing: %s", got.raw)
			}
			reached[row.endpoint+" "+row.code] = true
		})
	}
	for _, endpoint := range slices.Sorted(maps.Keys(documented)) {
		for code := range strings.FieldsSeq(documented[endpoint]) {
			if !reached[endpoint+" "+code] {
				t.Errorf("%s of %s is not reached", code, endpoint)
			}
		}
	}
}
