package sandbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

// This file sends every request sample that the vendor publishes. Of a sample only what a server cannot know is
// replaced, by a value of the same JSON type: accounts, cards, customers, PINs, ids of authorizations and captures,
// names and passwords.

// published is a sample: a method, a path below the version's client, and a body.
type published struct {
	name, method, path, body string
	prepare                  func(k *counter) map[string]string // what is replaced, beyond the usual
	strict                   string                             // what a strict server answers, where it is another than 200
}

// usual replaces what several samples have.
var usual = map[string]string{
	"{account}": "100000001", "{card}": "9900000000000001", "{user}": "9900000000000091", "{master}": "100000011", "{customer}": "900000020",
}

const skuReturned = `,"sku_data":{"purchase_order":"100001234","register_id":"1A45","transaction_discount_total":-125.08,"transaction_subtotal":-821.17,` +
	`"transaction_total":-1026.47,"gst_hst":-133.45,"pst":-71.85,"products":[` +
	`{"sku_id":"100xx4567","category":"electronics","description":"Apple Macbook 16-inch","quantity":1,"unit_price":1000,"extended_price":984.35},` +
	`{"sku_id":"20bb3457","category":"office supplies","description":"24lb Multiuse Paper, White","quantity":1,"unit_price":33.99,"extended_price":42.12}]}`

func sentPIN(account string) func(*counter) map[string]string {
	return func(k *counter) map[string]string { return map[string]string{"{pin}": k.verified(account, "34561234")} }
}

func ofReturn(k *counter) map[string]string {
	path := strings.Split(k.capturePath("SAMPLE-PART"), "/")
	return map[string]string{"{authorization}": path[4], "{capture}": path[6]}
}

func ofOpen(k *counter) map[string]string {
	return map[string]string{"{authorization}": k.authorization("SAMPLE-OPEN")}
}

var publishedSamples = []published{
	{name: "i18n", method: "GET", path: "v2.5 i18n?lang=en"},
	{name: "one key of i18n", method: "GET", path: "v2.5 i18n/salutations?lang=fr"},
	{name: "terms-and-conditions", method: "GET", path: "v2.5 terms-and-conditions?lang=en"},
	{name: "a login", method: "POST", path: "v2.5 merchants/login?lang=en", body: `{"merchant_username":"{username}","merchant_password":"{password}"}`,
		prepare: func(*counter) map[string]string {
			return map[string]string{"{username}": sandbox.DefaultClientID, "{password}": sandbox.DefaultClientSecret}
		}},
	{name: "the widget with three identifications", method: "POST", path: "v2.5 widget/init", strict: "wrong_inputs",
		body: `{"customer_identification":{"account_number":{account},"vcc_number":"{card}","personal_information":{"first_name":"Testa","last_name":"Sample","dob":"1980-01-15","postal_code":"m5v2t6"}},"flow":"purchase"}`},
	{name: "a search", method: "GET", path: "v2.5 customers/search?first_name=Testa&last_name=Sample&dob=1980-01-15"},
	{name: "a look-up by card", method: "GET", path: "v2.5 customers/lookup?vcc_number={card}"},
	{name: "a look-up by account", method: "GET", path: "v2.5 customers/lookup?account_number={account}"},
	{name: "a look-up by a customer id of nine digits", method: "GET", path: "v2.5 customers/lookup?customer_id={customer}"},
	{name: "a licence", method: "POST", path: "v2.5 customers/driverslicense", body: `{"code":"@\n\u001e\rANSI\n604428040101 DL00310219DLDCAunavI\nDCBNONE\nDCDNONE\nDBA20200515\nDCSNUMBER1\nDACENSTREAM \nDAD\nDBD20140516\nDBB19740515\nDBCZ\nDAYBLU\nDAU163 cm\nDAG55 UNIVERSITY AVE\nDAITORONTO\nDAJON\nDAKM5J 2H7\nDAQD61014070660905\nDCFPEJK368N4\nDCGCAN\nDDEU\nDDFU\nDDGU\r"}`},
	{name: "a verification by text message", method: "POST", path: "v2.5 account/{account}/verify", body: `{"format":"sms","request_id":"12345678901234567890"}`},
	{name: "a verification by question", method: "POST", path: "v2.5 account/{account}/verify", body: `{"format":"security_question","security_qid":"4","security_answer":"sample","request_id":"12345678901234567890"}`},
	{name: "a verification of an authorized user", method: "POST", path: "v2.5 account/{master}/verify", body: `{"format":"sms","vcc_number":"{user}","request_id":"xx-1234-aa-1234"}`},
	{name: "a verification with the account in its body", method: "POST", path: "v2.5 account/{master}/verify", strict: "wrong_inputs",
		body: `{"account_number":{master},"vcc_number":"{user}","format":"regular_purchase_bypass","request_id":"12345678901234567890"}`},
	{name: "a calculation", method: "POST", path: "v2.5.1 accounts/{account}/calculate-interest?lang=en", body: `{"amount":234.45}`},
	{name: "a calculation of v2.5", method: "POST", path: "v2.5 accounts/{account}/calculate-interest?lang=en", body: `{"amount":234.45}`, strict: "not_found"},
	{name: "an authorization of an authorized user", method: "POST", path: "v2.5.1 authorization?lang=en", prepare: sentPIN("100000011"),
		body: `{"vcc_number":"{user}","account_number":{master},"reference":"orderid-12345","financing_option":{"transaction_type":"promotional_purchase","plan_id":4,"term":3},"amount":100.12,"auto_capture":true,"verification_code":{pin},"request_id":"34561234","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
	{name: "an authorization without a reference", method: "POST", path: "v2.5.1 authorization", prepare: sentPIN("100000001"), strict: "wrong_inputs",
		body: `{"account_number":{account},"financing_option":{"transaction_type":"regular_purchase"},"amount":100.12,"auto_capture":false,"verification_code":{pin},"request_id":"34561234","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
	{name: "an authorization of v2.5", method: "POST", path: "v2.5 authorization", prepare: sentPIN("100000001"), strict: "not_found",
		body: `{"account_number":{account},"reference":"orderid-12345","financing_option":{"transaction_type":"regular_purchase"},"amount":100.12,"auto_capture":true,"verification_code":{pin},"request_id":"34561234","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
	{name: "a list", method: "GET", path: "v2.5.1 authorizations?lang=en&account_number={account}&transaction_type=promotional_purchase&authorization_status=opened&creation_date_from=2018-11-11&creation_date_to=2018-12-11&page_number=1&page_size=10"},
	{name: "a list of v2.5", method: "GET", path: "v2.5 authorizations?lang=en&account_number=100000015&page_number=1&page_size=10", strict: "not_found"},
	{name: "one authorization", method: "GET", path: "v2.5.1 authorization/{authorization}?lang=en", prepare: ofOpen},
	{name: "one authorization of v2.5", method: "GET", path: "v2.5 authorization/{authorization}?lang=en", prepare: ofOpen, strict: "not_found"},
	{name: "captures", method: "GET", path: "v2.5.1 captures?lang=en"},
	{name: "captures of v2.5", method: "GET", path: "v2.5 captures?lang=en", strict: "not_found"},
	{name: "a capture", method: "POST", path: "v2.5 authorization/{authorization}/capture?lang=en", prepare: ofOpen, body: `{"reference":"Order-1234","amount":10` + strings.ReplaceAll(skuReturned, ":-", ":") + `}`},
	{name: "a return without location and employee", method: "POST", path: "v2.5 authorization/{authorization}/capture/{capture}/return", prepare: ofReturn, strict: "wrong_inputs",
		body: `{"reference":"Order-1234","vcc_number":"9900000000000015","full_return":false,"amount":10` + skuReturned + `}`},
	{name: "a refund", method: "POST", path: "v2.5 accounts/100000015/refund", prepare: ofReturn,
		body: `{"reference":"orderid-12345","amount":100.12,"external_location_id":"00-12345","external_employee_id":"12345-SMITH","vcc_number":"9900000000000015","capture_id":{capture}` + skuReturned + `}`},
	{name: "a refund without articles", method: "POST", path: "v2.5 accounts/100000015/refund",
		body: `{"reference":"orderid-12345","amount":100.12,"external_location_id":"00-12345","external_employee_id":"12345-SMITH","vcc_number":"9900000000000015","capture_id":346123}`},
	{name: "a deposit", method: "POST", path: "v2.5.1 transactions?lang=en", prepare: sentPIN("100000001"),
		body: `{"verification_code":{pin},"transaction_type":"deposit","amount":"10.00","account_number":"{account}","request_id":"34561234","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
	{name: "a deposit of v2.5", method: "POST", path: "v2.5 transactions?lang=en", prepare: sentPIN("100000001"), strict: "not_found",
		body: `{"verification_code":{pin},"transaction_type":"deposit","amount":"10.00","account_number":"{account}","request_id":"34561234","external_location_id":"00-12345","external_employee_id":"12345-SMITH"}`},
	{name: "a closing", method: "POST", path: "v2.5 accounts/100000004/close"},
}

// send sends a sample with what is replaced in it.
func (p published) send(k *counter) answer {
	var pairs []string
	for name, value := range usual {
		pairs = append(pairs, name, value)
	}
	if p.prepare != nil {
		for name, value := range p.prepare(k) {
			pairs = append(pairs, name, value)
		}
	}
	replaced := strings.NewReplacer(pairs...)
	version, below, _ := strings.Cut(replaced.Replace(p.path), " ")
	path := version + "/client-id/" + sandbox.DefaultClientID + "/" + below
	if p.method == http.MethodGet {
		return k.get(path)
	}
	return k.post(path, replaced.Replace(p.body))
}

func TestEveryPublishedRequestIsTaken(t *testing.T) {
	for _, p := range publishedSamples {
		t.Run(p.name, func(t *testing.T) {
			k := setup(t, sandbox.Options{Standard: true})
			k.expect(p.send(k), 200, "")
			strict := setup(t, sandbox.Options{Standard: true, Strict: true})
			status := 200
			if p.strict != "" {
				status = map[bool]int{true: 404, false: 409}[p.strict == "not_found"]
			}
			strict.expect(p.send(strict), status, p.strict)
		})
	}
}

// TestEveryEndpointHasAPublishedSample holds the table to the table of endpoints.
func TestEveryEndpointHasAPublishedSample(t *testing.T) {
	c := readContract(t)
	k := c.setup(t, sandbox.Options{Standard: true})
	for _, p := range publishedSamples {
		p.send(k)
	}
	unpublished := []string{"apply", "token", "release"} // the token is in token_test.go; of the others no sample is public
	for _, id := range c.operations() {
		if !c.asked[id] && !slices.Contains(unpublished, id) {
			t.Errorf("no published sample asks for %s", id)
		}
	}
}

func drivePublished(t *testing.T, c *contract) {
	for _, p := range publishedSamples {
		k := c.setup(t, sandbox.Options{Standard: true})
		k.expect(p.send(k), 200, "")
	}
}

// TestTheOlderVersionAnswersTheRateByItself compares both versions of the calls that answer rates.
func TestTheOlderVersionAnswersTheRateByItself(t *testing.T) {
	k := setup(t, sandbox.Options{})
	id := k.authorization("SAMPLE-PART")
	for _, call := range []func(version string) answer{
		func(version string) answer {
			return k.post(version+"accounts/100000001/calculate-interest", object{"amount": 300})
		},
		func(version string) answer { return k.get(version + "authorization/" + id) },
		func(version string) answer { return k.get(version + "authorizations") },
		func(version string) answer {
			return k.post(version+"authorization", purchase("100000001", version).with(object{"verification_code": k.verified("100000001", version)}))
		},
	} {
		older, newer := call(base), call(interest)
		k.expect(older, 200, "")
		k.expect(newer, 200, "")
		if !strings.Contains(older.raw, `"apr":0.`) || strings.Contains(older.raw, "annual_rates") {
			t.Errorf("v2.5 answers %s", older.raw)
		}
		if strings.Contains(newer.raw, `"apr":0.`) || !strings.Contains(newer.raw, `"annual_rates":`) {
			t.Errorf("v2.5.1 answers %s", newer.raw)
		}
	}
}
