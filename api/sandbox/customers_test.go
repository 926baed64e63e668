package sandbox_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

func TestEverySampleCustomerIsFoundBySearch(t *testing.T) {
	k := setup(t, sandbox.Options{Standard: true})
	for _, c := range sandbox.SampleCustomers() {
		query := url.Values{"first_name": {c.FirstName}, "last_name": {c.LastName}, "dob": {c.BirthDate}, "postal_code": {c.PostalCode}}
		got := k.get(base + "customers/search?" + query.Encode())
		if !strings.Contains(got.raw, `"account_number":`+c.AccountNumber+",") || !strings.Contains(got.raw, `"customer_id":"`+c.CustomerID+`"`) {
			t.Errorf("the account %s is not found: %s", c.AccountNumber, got.raw)
		}
		if c.English == "" || c.French == "" {
			t.Errorf("the account %s does not say what it is there for", c.AccountNumber)
		}
	}
}

func TestSearch(t *testing.T) {
	k := setup(t, sandbox.Options{})
	for name, row := range map[string]struct {
		query   string
		matches int
		code    string
	}{
		"several accounts of one name":         {"first_name=Manny&last_name=Doubles&dob=1982-12-02", 3, ""},
		"the postal code narrows":              {"first_name=Manny&last_name=Doubles&dob=1982-12-02&postal_code=E1C4Z2", 1, ""},
		"another birth date matches nobody":    {"first_name=Manny&last_name=Doubles&dob=1982-12-03", 0, "not_found"},
		"the birth date is required":           {"first_name=Manny&last_name=Doubles", 0, "wrong_inputs"},
		"the birth date is a date":             {"first_name=Manny&last_name=Doubles&dob=19821202", 0, "wrong_inputs"},
		"the postal code has no space":         {"first_name=Manny&last_name=Doubles&dob=1982-12-02&postal_code=E1C%204Z2", 0, "wrong_inputs"},
		"an unknown parameter is refused":      {"first_name=Manny&last_name=Doubles&dob=1982-12-02&phone=1", 0, "wrong_inputs"},
		"a parameter twice is refused":         {"first_name=Manny&last_name=Doubles&dob=1982-12-02&dob=1982-12-02", 0, "wrong_inputs"},
		"a blocked account is shown as it is":  {"first_name=Freda&last_name=Sample&dob=1972-03-12", 1, ""},
		"accents of a name are part of it":     {"first_name=Zo%C3%A9&last_name=%C3%89chantillon&dob=1985-11-20", 1, ""},
		"capitals of a name are no difference": {"first_name=ZO%C3%89&last_name=%C3%A9CHANTILLON&dob=1985-11-20", 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			k.t = t
			got := k.get(base + "customers/search?" + row.query)
			if got.code() != row.code || strings.Count(got.raw, `"account_number"`) != row.matches {
				t.Errorf("answers %s", got.raw)
			}
		})
	}
}

func TestSearchSaysTheStatus(t *testing.T) {
	k := setup(t, sandbox.Options{})
	for first, want := range map[string]string{"Alf": "A", "Freda": "F", "Zed": "Z", "Clo": "C", "Testa": "N"} {
		c := customer(t, first)
		got := k.get(base + "customers/search?" + url.Values{"first_name": {first}, "last_name": {c.LastName}, "dob": {c.BirthDate}}.Encode())
		if !strings.Contains(got.raw, `"account_status":"`+want+`"`) {
			t.Errorf("%s answers %s", first, got.raw)
		}
	}
}

func TestLookup(t *testing.T) {
	for name, row := range map[string]struct {
		options sandbox.Options
		query   string
		status  int
		code    string
	}{
		"by account":                          {query: "account_number=100000001", status: 200},
		"by card":                             {query: "vcc_number=9900000000000001", status: 200},
		"by customer":                         {query: "customer_id=900000000001", status: 200},
		"by all of them":                      {query: "customer_id=900000000001&account_number=100000001&vcc_number=9900000000000001", status: 200},
		"two where the server is strict":      {sandbox.Options{Strict: true}, "customer_id=900000000001&account_number=100000001", 409, "wrong_inputs"},
		"two of different customers":          {query: "customer_id=900000000002&account_number=100000001", status: 409, code: "wrong_inputs"},
		"a card of another account":           {query: "vcc_number=9900000000000002&account_number=100000001", status: 409, code: "vcc_account_mismatch"},
		"a card of another customer":          {query: "vcc_number=9900000000000002&customer_id=900000000001", status: 409, code: "vcc_account_mismatch"},
		"a card nobody has beside an account": {query: "vcc_number=9900000000009999&account_number=100000001", status: 404, code: "not_found"},
		"an authorized user by card":          {query: "vcc_number=9900000000000091&account_number=100000011", status: 200},
		"by a customer id of 6 digits":        {sandbox.Options{Standard: true}, "customer_id=900019", 200, ""},
		"by a customer id of 9 digits":        {sandbox.Options{Standard: true}, "customer_id=900000020", 200, ""},
		"by a customer id of 20 digits":       {sandbox.Options{Standard: true}, "customer_id=90000000000000000021", 200, ""},
		"by a customer id with a dash":        {query: "customer_id=900000000011-01", status: 200},
		"not by it without its dash":          {query: "customer_id=90000000001101", status: 404, code: "not_found"},
		"a customer id of 21 digits":          {query: "customer_id=900000000000000000210", status: 409, code: "wrong_inputs"},
		"none of them is refused":             {query: "", status: 409, code: "wrong_inputs"},
		"letters are refused":                 {query: "account_number=10000000A", status: 409, code: "wrong_inputs"},
		"a card of 15 digits is refused":      {query: "vcc_number=990000000000001", status: 409, code: "wrong_inputs"},
		"nobody is there":                     {query: "account_number=199999999", status: 404, code: "not_found"},
		"the test value times out":            {query: "account_number=0001", status: 504, code: "GATEWAY_TIMEOUT"},
		"status A":                            {query: "account_number=100000005", status: 409, code: "user_not_able_to_purchase"},
		"status F":                            {query: "account_number=100000006", status: 409, code: "user_not_able_to_purchase"},
		"status Z":                            {query: "account_number=100000007", status: 409, code: "user_not_able_to_purchase"},
		"status C":                            {query: "account_number=100000008", status: 409, code: "user_not_able_to_purchase"},
		"not activated":                       {query: "account_number=100000009", status: 409, code: "user_not_active"},
		"standard where it is not supported":  {query: "account_number=100000003", status: 409, code: "merchant_not_support_nonprime_regularpurchase"},
		"standard where it is":                {sandbox.Options{Standard: true}, "account_number=100000003", 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			k := setup(t, row.options)
			k.expect(k.get(base+"customers/lookup?"+row.query), row.status, row.code)
		})
	}
}

func TestLookupShowsTheCustomer(t *testing.T) {
	k := setup(t, sandbox.Options{})
	got := k.get(base + "customers/lookup?account_number=100000004&lang=fr")
	question := got.body["security_qid"].(map[string]any)
	if question["id"] != "4" || question["text"] != "Quel est le nom de votre meilleur ami d'enfance?" {
		t.Errorf("the question is %v", question)
	}
	if got.body["province"] != "QC" || got.body["preferred_language"] != "fr-CA" || got.body["phone_number"] != "4165550104" {
		t.Errorf("answers %s", got.raw)
	}
	for _, offer := range got.body["offer_types"].([]any) {
		if offer.(map[string]any)["plan_id"] == 6.0 {
			t.Error("plan 6 is offered in Quebec")
		}
	}
	user := k.get(base + "customers/lookup?vcc_number=9900000000000091")
	if user.body["phone_number"] != "******0191" || user.body["email"] == "helper@example.com" || user.body["account_type"] != "business" {
		t.Errorf("an authorized user's contact is not masked: %s", user.raw)
	}
}

func TestDriversLicence(t *testing.T) {
	k := setup(t, sandbox.Options{})
	scan := "@\n\u001e\rANSI\n604428040101 DL00310219DLDCAunavI\nDCBNONE\nDBA20300515\nDCSSAMPLE\nDACTESTA \nDAD\nDBB19740515\nDAG55 SAMPLE AVE\nDAISAMPLEVILLE\nDAJON\nDAKM5J 2H7\nDAQD61014070660905\n\r"
	got := k.post(base+"customers/driverslicense", object{"code": scan})
	want := map[string]any{
		"first_name": "TESTA", "middle_name": "", "last_name": "SAMPLE", "dob": "1974-05-15", "address_1": "55 SAMPLE AVE", "city": "SAMPLEVILLE",
		"province": "ON", "postal_code": "M5J 2H7", "govid_type": "CADL", "govid_issuedby": "ON", "govid_number": "D61014070660905", "govid_expiry": "2030-05-15",
	}
	for name, value := range want {
		if got.body[name] != value {
			t.Errorf("%s is %v, want %v", name, got.body[name], value)
		}
	}
	k.expect(k.post(base+"customers/driverslicense", object{"code": strings.ReplaceAll(scan, "ANSI", "xxx")}), 409, "bad_scan")
	k.expect(k.post(base+"customers/driverslicense", object{}), 409, "wrong_inputs")
}

func TestCalculateInterest(t *testing.T) {
	k := setup(t, sandbox.Options{})
	got := k.post(interest+"accounts/100000002/calculate-interest", object{"amount": json.Number("10.5")})
	k.expect(got, 200, "")
	for _, part := range []string{
		`"amount":10.50`, `"air":0.3099`, `"category_type":"preferred"`, `"plan_id":4,"plan_name":"EMP - Regular Interest"`,
		`"term":3,"term_amount":3.56,"fees":[],"annual_rates":{"description":"Annual Percentage Rate","rate":0.0999`,
		`"regular_purchase":{"term_amount":10.50,"air":0.3099,"fees":[],"verify":true}`,
	} {
		if !strings.Contains(got.raw, part) {
			t.Errorf("lacks %s: %s", part, got.raw)
		}
	}
	large := k.post(interest+"accounts/100000002/calculate-interest?lang=fr", object{"amount": "3000"})
	for _, part := range []string{`"annual_rates":[{`, "Frais d'administration", `"type":"admin_monthly"`, `"type":"admin_total"`, `"verify":false`} {
		if !strings.Contains(large.raw, part) {
			t.Errorf("lacks %s: %s", part, large.raw)
		}
	}
	inQuebec := k.post(interest+"accounts/100000004/calculate-interest", object{"amount": 3000})
	if !strings.Contains(inQuebec.raw, "annual_fee") || strings.Contains(inQuebec.raw, "admin_") || strings.Contains(inQuebec.raw, `"plan_id":6`) {
		t.Errorf("in Quebec it answers %s", inQuebec.raw)
	}
	k.expect(k.post(interest+"accounts/100000016/calculate-interest", object{"amount": 51}), 409, "credit_exceeded")
	k.expect(k.post(interest+"accounts/100000006/calculate-interest", object{"amount": 51}), 409, "user_not_able_to_purchase")
	k.expect(k.post(interest+"accounts/199999999/calculate-interest", object{"amount": 51}), 404, "not_found")
	for _, body := range []any{object{}, object{"amount": 0}, object{"amount": -1}, object{"amount": "1.001"}, object{"amount": 1, "x": 1}, "not json"} {
		k.expect(k.post(interest+"accounts/100000002/calculate-interest", body), 409, "wrong_inputs")
	}
}

// A plan of minimum payments is neither of equal billing nor deferred: the contract has no mark for it.
func TestOnlyAPlanThatIsPaidAtItsEndIsMarkedAsDeferred(t *testing.T) {
	k := setup(t, sandbox.Options{})
	var answered struct {
		Offers []struct {
			ID       int     `json:"plan_id"`
			Category *string `json:"offer_category"`
		} `json:"offer_types"`
	}
	if err := json.Unmarshal([]byte(k.get(base+"customers/lookup?account_number=100000001").raw), &answered); err != nil {
		t.Fatal(err)
	}
	got := map[int]string{}
	for _, o := range answered.Offers {
		got[o.ID] = "none"
		if o.Category != nil {
			got[o.ID] = *o.Category
		}
	}
	for id, want := range map[int]string{4: "equal_billing", 6: "deferred_payment", 9: "none"} {
		if got[id] != want {
			t.Errorf("plan %d is marked %q, want %s", id, got[id], want)
		}
	}
}
