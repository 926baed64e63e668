package sandbox_test

import (
	"strings"
	"testing"

	"countertop/api/sandbox"
)

func TestWidget(t *testing.T) {
	person := object{"first_name": "Testa", "last_name": "Sample", "dob": "1980-01-15", "postal_code": "M5V2T6"}
	for name, row := range map[string]struct {
		body   any
		status int
		code   string
	}{
		"a purchase by number":                  {object{"flow": "purchase", "customer_identification": object{"account_number": "100000001"}}, 200, ""},
		"a purchase by card":                    {object{"flow": "purchase", "customer_identification": object{"vcc_number": "9900000000000091"}}, 200, ""},
		"a purchase by name":                    {object{"flow": "purchase", "customer_identification": object{"personal_information": person}}, 200, ""},
		"an application of nobody yet":          {object{"flow": "apply", "tos_agreement": true}, 200, ""},
		"members that the contract leaves open": {object{"flow": "apply", "tos_agreement": true, "amount": 10, "return_url": "https://shop.example.com/"}, 200, ""},
		"a purchase of nobody":                  {object{"flow": "purchase"}, 409, "wrong_inputs"},
		"three ways at once": {object{"flow": "purchase", "customer_identification": object{
			"account_number": 100000001, "vcc_number": "9900000000000001", "personal_information": person.with(object{"postal_code": "m5v2t6"}),
		}}, 200, ""},
		"two ways that lead apart":         {object{"flow": "purchase", "customer_identification": object{"account_number": 100000001, "vcc_number": "9900000000000091"}}, 404, "customer_identity_not_found"},
		"a number and another's name":      {object{"flow": "purchase", "customer_identification": object{"account_number": 100000002, "personal_information": person}}, 404, "customer_identity_not_found"},
		"an application without the terms": {object{"flow": "apply"}, 409, "wrong_inputs"},
		"terms that are not agreed to":     {object{"flow": "apply", "tos_agreement": false}, 409, "wrong_inputs"},
		"an application of nobody's phone": {object{"flow": "apply", "tos_agreement": true, "phone_number": 123}, 409, "wrong_inputs"},
		"no way at all":                    {object{"flow": "purchase", "customer_identification": object{}}, 409, "wrong_inputs"},
		"half a person":                    {object{"flow": "purchase", "customer_identification": object{"personal_information": person.with(object{"dob": nil})}}, 409, "wrong_inputs"},
		"another flow":                     {object{"flow": "return"}, 409, "wrong_inputs"},
		"no flow":                          {object{}, 409, "wrong_inputs"},
		"no JSON":                          {"{", 409, "wrong_inputs"},
		"an unknown customer":              {object{"flow": "purchase", "customer_identification": object{"account_number": "199999999"}}, 404, "customer_identity_not_found"},
		"an applicant by name":             {object{"flow": "apply", "tos_agreement": true, "customer_identification": object{"personal_information": person.with(object{"first_name": "New"})}}, 200, ""},
		"a person who moved":               {object{"flow": "purchase", "customer_identification": object{"personal_information": person.with(object{"postal_code": "V6B1A1"})}}, 404, "customer_identity_not_found"},
		"a frozen account":                 {object{"flow": "purchase", "customer_identification": object{"account_number": "100000006"}}, 409, "user_not_able_to_purchase"},
	} {
		t.Run(name, func(t *testing.T) {
			k := setup(t, sandbox.Options{})
			k.token = k.signIn("customer")
			got := k.post(base+"widget/init", row.body)
			k.expect(got, row.status, row.code)
			if url, _ := got.body["redirection_url"].(string); strings.HasPrefix(url, "https://") != (row.status == 200) {
				t.Errorf("the page is %q", url)
			}
		})
	}
}

func TestWhatAnEmployeeMayDo(t *testing.T) {
	for _, row := range []struct {
		employee string
		sells    bool
		refunds  bool
	}{{sandbox.EmployeeViewer, false, false}, {sandbox.EmployeeCashier, true, false}, {"12345-TEST", true, true}} {
		k := setup(t, sandbox.Options{})
		before := k.available("100000016")
		buy := purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r"), "external_employee_id": row.employee})
		if got := k.post(interest+"authorization", buy); got.status == 200 != row.sells || got.status != 200 && got.code() != "not_permitted" {
			t.Errorf("%s buys: %d %s", row.employee, got.status, got.raw)
		}
		back := as(row.employee, store.with(object{"reference": "F", "amount": 5}))
		if got := k.post(base+"accounts/100000016/refund", back); got.status == 200 != row.refunds || got.status != 200 && got.code() != "not_permitted" {
			t.Errorf("%s refunds: %d %s", row.employee, got.status, got.raw)
		}
		if changed := k.available("100000016") != before; changed != row.refunds {
			t.Errorf("a refund by %s changed the credit: %t", row.employee, changed)
		}
	}
	k := setup(t, sandbox.Options{Permissions: map[string][]sandbox.Operation{}})
	k.expect(k.post(base+"accounts/100000016/refund", as(sandbox.EmployeeViewer, store.with(object{"reference": "F", "amount": 5}))), 200, "")
}

func TestACustomerWithAWord(t *testing.T) {
	k := setup(t, sandbox.Options{Override: true})
	path := base + "account/100000018/verify"
	k.expect(k.post(path, object{"request_id": "r"}), 409, "piw_mismatch")
	k.expect(k.post(path, object{"request_id": "r", "piw": " SAM ple"}), 200, "")
	k.expect(k.post(path, object{"request_id": "r", "format": "merchant_override"}), 200, "")
	k.expect(k.post(base+"account/100000001/verify", object{"request_id": "r", "piw": "anything"}), 200, "") // has none
}
