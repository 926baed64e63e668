package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

func application() object {
	return object{
		"salutation": "ms", "first_name": "Nova", "middle_name": "A-RR_L", "last_name": "Sample", "dob": "1990-05-05",
		"email": "nova@example.com", "phone_number": "4165550142", "address_1": "1 Sample Street", "city": "Sampleville",
		"province": "ON", "postal_code": "M5V2T6", "housing_type": "Rent", "housing_payment": json.Number("1250.50"),
		"occupation_id": "FE", "employer_name": "Sample Works", "employer_phone": "4165550143", "annual_income": json.Number("60000"),
		"govid_type": "CADL", "govid_issuedby": "ON", "govid_number": "S1234-56789", "govid_expiry": "2030-01-01",
		"security_qid": "4", "security_answer": "Robin", "insurance": false, "account_type": "consumer", "tos_agreement": true,
		"preferred_language": "en-CA", "request_id": "req-1",
		"external_location_id": sandbox.DefaultLocation, "external_employee_id": "12345-TEST",
	}
}

func TestMiddleNameDecides(t *testing.T) {
	for middle, want := range map[string]string{
		"A-RR_L": "approved L preferred", "A-RR_M": "approved M preferred", "A-RR_H": "approved H premium", "A-RR_X": "approved X premium",
		"A-RR_XX": "declined  ", "A-RR_XXX": "declined  ", "P-CREDIT": "pending  ", "P-FRAUD": "pending  ", "P-REVIEW_MISC": "pending  ",
		"P-EXIST_CUST": "pending  ", "P-MISSING_INFO": "pending  ", "D-NO_HIT": "declined  ", "D-NO_SCORE": "declined  ",
		"D-DUPLICATE": "declined  ", "D-FRAUD": "declined  ", "D-MISSING_INFO": "declined  ", "": "approved M preferred",
		"Quincy": "approved M preferred", "a-rr_h": "approved H premium",
	} {
		t.Run("middle name "+middle, func(t *testing.T) {
			k := setup(t, sandbox.Options{})
			got := k.post(base+"apply", application().with(object{"middle_name": middle}))
			k.expect(got, 200, "")
			rating, _ := got.body["risk_rating"].(string)
			category, _ := got.body["category_type"].(string)
			if is := got.body["status"].(string) + " " + rating + " " + category; is != want {
				t.Errorf("is %q, want %q", is, want)
			}
			if rating == "" && len(got.body) != 3 {
				t.Errorf("carries more than status, application_id and message: %v", got.body)
			}
			if got.body["message"] == "" || got.body["application_id"] == "" {
				t.Error("has no message or no application id")
			}
		})
	}
}

func TestStandardCustomersAreApprovedWhereEnabled(t *testing.T) {
	k := setup(t, sandbox.Options{Standard: true})
	for middle, rating := range map[string]string{"A-RR_XX": "Y", "A-RR_XXX": "Z"} {
		got := k.post(base+"apply", application().with(object{"middle_name": middle, "first_name": rating, "request_id": rating}))
		if got.body["risk_rating"] != rating || got.body["category_type"] != "standard" {
			t.Errorf("%s answers %s", middle, got.raw)
		}
	}
}

func TestApplicationRefusals(t *testing.T) {
	for name, row := range map[string]struct {
		options sandbox.Options
		change  object
		status  int
		code    string
		param   string // complained about, for wrong_inputs
	}{
		"a third party that times out":       {change: object{"middle_name": "D-EMAIL_DBL_TIMEOUT"}, status: 409, code: "application_create_error"},
		"terms not agreed to":                {change: object{"tos_agreement": false}, status: 409, code: "tos_agreement_required"},
		"terms not mentioned":                {change: object{"tos_agreement": nil}, status: 409, code: "tos_agreement_required"},
		"an unknown location":                {change: object{"external_location_id": "99-9"}, status: 409, code: "external_location_id_not_found"},
		"a business where it is forbidden":   {sandbox.Options{ConsumerOnly: true}, businessParts(), 409, "account_type_not_permitted", ""},
		"an employee nobody knows":           {sandbox.Options{Employees: []string{"only-me"}}, object{}, 409, "wrong_inputs", "external_employee_id"},
		"an unknown member":                  {change: object{"shoe_size": 44}, status: 409, code: "wrong_inputs", param: "shoe_size"},
		"a salutation out of the list":       {change: object{"salutation": "king"}, status: 409, code: "wrong_inputs", param: "salutation"},
		"an issuer of another ID type":       {change: object{"govid_type": "CAP", "govid_issuedby": "ON"}, status: 409, code: "wrong_inputs", param: "govid_issuedby"},
		"no employer of an employed person":  {change: object{"employer_name": nil}, status: 409, code: "wrong_inputs", param: "employer_name"},
		"an employer of a retired person":    {change: object{"occupation_id": "RT"}, status: 409, code: "wrong_inputs", param: "employer_phone"},
		"business members of a consumer":     {change: object{"business_name": "X"}, status: 409, code: "wrong_inputs", param: "business_name"},
		"a business without its name":        {change: businessParts().with(object{"business_name": ""}), status: 409, code: "wrong_inputs", param: "business_name"},
		"a first name of 36 characters":      {change: object{"first_name": strings.Repeat("é", 36)}, status: 409, code: "wrong_inputs", param: "first_name"},
		"a last name of 51 characters":       {change: object{"last_name": strings.Repeat("é", 51)}, status: 409, code: "wrong_inputs", param: "last_name"},
		"a birth date that is no day":        {change: object{"dob": "1990-02-30"}, status: 409, code: "wrong_inputs", param: "dob"},
		"a birth date in the future":         {change: object{"dob": "2026-03-11"}, status: 409, code: "wrong_inputs", param: "dob"},
		"an expiry with slashes":             {change: object{"govid_expiry": "2030/01/01"}, status: 409, code: "wrong_inputs", param: "govid_expiry"},
		"a postal code with a space":         {change: object{"postal_code": "M5V 2T6"}, status: 409, code: "wrong_inputs", param: "postal_code"},
		"a postal code that begins with W":   {change: object{"postal_code": "W5V2T6"}, status: 409, code: "wrong_inputs", param: "postal_code"},
		"a phone number with dashes":         {change: object{"phone_number": "416-555-0142"}, status: 409, code: "wrong_inputs", param: "phone_number"},
		"an area code that begins with 1":    {change: object{"phone_number": "1165550142"}, status: 409, code: "wrong_inputs", param: "phone_number"},
		"an e-mail address without an at":    {change: object{"email": "nova.example.com"}, status: 409, code: "wrong_inputs", param: "email"},
		"an income with three decimals":      {change: object{"annual_income": json.Number("1.005")}, status: 409, code: "wrong_inputs", param: "annual_income"},
		"a text where a truth is expected":   {change: object{"insurance": "no"}, status: 409, code: "wrong_inputs", param: "insurance"},
		"a language nobody speaks":           {change: object{"preferred_language": "de-CA"}, status: 409, code: "wrong_inputs", param: "preferred_language"},
		"a social insurance number too long": {change: object{"sin": "1234567890"}, status: 409, code: "wrong_inputs", param: "sin"},
		"no request id":                      {change: object{"request_id": nil}, status: 409, code: "wrong_inputs", param: "request_id"},
		"no answer to the question":          {change: object{"security_answer": "  "}, status: 409, code: "wrong_inputs", param: "security_answer"},
	} {
		t.Run(name, func(t *testing.T) {
			k := setup(t, row.options)
			got := k.post(base+"apply", application().with(row.change))
			k.expect(got, row.status, row.code)
			if row.param != "" && !slices.Contains(got.params(), row.param) {
				t.Errorf("complains about %v, want %s", got.params(), row.param)
			}
			if found := k.get(base + "customers/search?first_name=Nova&last_name=Sample&dob=1990-05-05"); found.status != 404 {
				t.Error("a refused application opened an account")
			}
		})
	}
}

func businessParts() object {
	return object{"account_type": "business", "business_name": "Sample Works", "business_phone": "4165550144"}
}

func TestEveryMemberIsRequiredOrNot(t *testing.T) {
	k := setup(t, sandbox.Options{})
	optional := []string{"middle_name", "insurance", "account_type", "preferred_language", "tos_agreement"} // the last has a code of its own
	for name := range application() {
		got := k.post(base+"apply", application().with(object{name: nil, "last_name": "Other" + strings.Map(letters, name)}).with(object{name: nil}))
		if refused := slices.Contains(got.params(), name); refused == slices.Contains(optional, name) {
			t.Errorf("without %s it answers %d %v", name, got.status, got.params())
		}
	}
}

func letters(r rune) rune {
	if r == '_' {
		return -1
	}
	return r
}

func TestApprovedCustomerIsFoundAndBuysWithThePINOfTheApplication(t *testing.T) {
	k := setup(t, sandbox.Options{ApplicationPIN: true})
	got := k.post(base+"apply", application())
	account := strings.TrimSuffix(strings.SplitAfter(strings.SplitAfter(got.raw, `"account_number":`)[1], ",")[0], ",")
	if limit := got.body["credit_limit"]; limit != 14000.0 {
		t.Errorf("the limit is %v", limit)
	}
	found := k.get(base + "customers/search?first_name=nova&last_name=SAMPLE&dob=1990-05-05&postal_code=M5V2T6")
	if !strings.Contains(found.raw, `"account_number":`+account+",") || !strings.Contains(found.raw, `"credit_limit":"14000.00"`) {
		t.Errorf("search answers %s", found.raw)
	}
	k.expect(k.post(base+"apply", application()), 409, "customer_already_exists")
	if pin := k.lastPIN(); pin != "2222" {
		t.Errorf("the PIN of the application is %s", pin)
	}
	k.expect(k.post(interest+"authorization", purchase(account, "another").with(object{"verification_code": "2222"})), 409, "not_verified")
	k.expect(k.post(interest+"authorization", purchase(account, "req-1").with(object{"verification_code": "2222"})), 200, "")
	if left := k.available(account); left != "13900.00" {
		t.Errorf("the credit left is %s", left)
	}
}

func TestSameSeedGivesTheSameAnswers(t *testing.T) {
	body := application()
	one, two, other := setup(t, sandbox.Options{Seed: 7}), setup(t, sandbox.Options{Seed: 7}), setup(t, sandbox.Options{Seed: 8})
	first, second, third := one.post(base+"apply", body), two.post(base+"apply", body), other.post(base+"apply", body)
	if first.raw != second.raw || first.raw == third.raw {
		t.Errorf("seed 7 answers %s and %s, seed 8 %s", first.raw, second.raw, third.raw)
	}
}

// FuzzApply finds a body that makes the server fail or answer something that is not documented.
func FuzzApply(f *testing.F) {
	for _, change := range []object{{}, businessParts(), {"middle_name": "P-FRAUD"}, {"insurance": nil}, {"dob": "0000-00-00"}} {
		raw, err := json.Marshal(application().with(change))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, odd := range []string{``, `null`, `[]`, `{"first_name":1e999}`, `{"security_qid":4}`, `{"annual_income":"-1"}`, `{}{}`} {
		f.Add([]byte(odd))
	}
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(f, server)
	f.Fuzz(func(t *testing.T, body []byte) {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/"+base+"apply", strings.NewReader(string(body)))
		request.Header.Set("x-reference-id", reference)
		request.Header.Set("Authorization", "Bearer "+token)
		server.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK && recorder.Code != http.StatusConflict && recorder.Code != http.StatusBadRequest {
			t.Errorf("answers %d %s", recorder.Code, recorder.Body)
		}
		if !json.Valid(recorder.Body.Bytes()) {
			t.Errorf("answers no JSON: %s", recorder.Body)
		}
	})
}

func tokenFor(t testing.TB, server *sandbox.Server) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v2.5/oauth/token", strings.NewReader(credentials(nil).Encode()))
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	server.ServeHTTP(recorder, request)
	var token struct {
		Access string `json:"access_token"`
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &token); err != nil || token.Access == "" {
		t.Fatalf("the token call answers %d %s", recorder.Code, recorder.Body)
	}
	return token.Access
}
