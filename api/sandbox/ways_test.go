package sandbox_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
)

// This file has what a server may answer in more than one way, each chosen by an option.

// TestListsAreWrittenInEitherWay reads the catalogue with the client in every way of writing, and applies.
func TestListsAreWrittenInEitherWay(t *testing.T) {
	var first *api.Catalogue
	for name, row := range map[string]struct {
		lists                   sandbox.Lists
		occupations, salutation bool // nested
	}{
		"as published": {sandbox.ListsAsPublished, true, false},
		"nested":       {sandbox.ListsNested, true, true},
		"flat":         {sandbox.ListsFlat, false, false},
	} {
		c := readContract(t)
		k := c.setup(t, sandbox.Options{Lists: row.lists})
		raw := k.get(base + "i18n").raw
		if nested := strings.Contains(raw, `"occupation_ids":{"options":{`); nested != row.occupations {
			t.Errorf("%s: occupations are nested: %t", name, nested)
		}
		for _, key := range []string{"salutations", "provinces", "security_ids", "govid_types", "transaction_types", "plan_ids", "housing_type"} {
			if nested := strings.Contains(raw, `"`+key+`":{"options":{`); nested != row.salutation {
				t.Errorf("%s: %s is nested: %t", name, key, nested)
			}
		}
		if nested := strings.Contains(raw, `"CADL":{"options":{`); nested != row.salutation {
			t.Errorf("%s: the issuers are nested: %t", name, nested)
		}
		read, err := c.client(t, k).Catalogue(t.Context(), spoken)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if first == nil {
			first = read
		}
		for _, lists := range [][2][]api.Option{
			{first.Salutations, read.Salutations}, {first.Provinces, read.Provinces}, {first.SecurityIDs, read.SecurityIDs},
			{first.GovIDTypes, read.GovIDTypes}, {first.Occupations, read.Occupations}, {first.HousingTypes, read.HousingTypes},
			{first.TransactionTypes, read.TransactionTypes}, {first.Plans, read.Plans}, {first.Issuers["CADL"], read.Issuers["CADL"]},
		} {
			if len(lists[0]) < 2 || !slices.Equal(lists[0], lists[1]) {
				t.Errorf("%s: the client reads %v, and in another way %v", name, lists[1], lists[0])
			}
		}
		k.expect(k.post(base+"apply", application()), 200, "")
		values := k.post(base+"merchants/login", "").raw
		if !strings.Contains(values, `"salutation":{"options":{"mr":`) {
			t.Errorf("%s: merchants/login answers %s", name, values)
		}
		c.keep(t)
	}
}

// TestAReplacedCatalogueIsReadInEitherWay applies with codes of lists that are nested in a catalogue of the caller's.
func TestAReplacedCatalogueIsReadInEitherWay(t *testing.T) {
	flat := setup(t, sandbox.Options{Lists: sandbox.ListsNested}).get(base + "i18n").raw
	k := setup(t, sandbox.Options{Catalogue: map[string]json.RawMessage{"en": json.RawMessage(flat)}})
	k.expect(k.post(base+"apply", application()), 200, "")
	k.expect(k.post(base+"apply", application().with(object{"occupation_id": "options", "first_name": "Other"})), 409, "wrong_inputs")
}

func TestRatingsHaveTheirCategories(t *testing.T) {
	categories := map[string]string{
		"L": "preferred", "M": "preferred", "H": "premium", "X": "premium",
		"Y": "standard", "Z": "standard", "P": "standard", "Q": "standard", "R": "standard", "S": "standard", "N": "",
	}
	k := setup(t, sandbox.Options{Standard: true})
	seen := map[string]bool{}
	for _, c := range sandbox.SampleCustomers() {
		got := k.get(base + "customers/lookup?account_number=" + c.AccountNumber)
		if got.status != 200 {
			continue
		}
		rating := got.body["risk_rating"].(string)
		want, known := categories[rating]
		offers := k.post(interest+"accounts/"+c.AccountNumber+"/calculate-interest", object{"amount": 10})
		if category := offers.body["customer"].(map[string]any)["category_type"]; !known || category != want {
			t.Errorf("the rating %q of %s is %q, want %q", rating, c.FirstName, category, want)
		}
		seen[rating] = true
	}
	for rating := range categories {
		if !seen[rating] {
			t.Errorf("no sample customer is rated %s", rating)
		}
	}
}

func TestASearchShowsEveryStatusAndReason(t *testing.T) {
	k := setup(t, sandbox.Options{})
	c := customer(t, "Rhea")
	got := k.get(base + "customers/search?" + url.Values{"first_name": {c.FirstName}, "last_name": {c.LastName}, "dob": {c.BirthDate}}.Encode())
	for code := range strings.FieldsSeq("AAUT FAGN FBNK FCCS FCLC FCLG FCQC FCND FCOP FDEC FDVO FFRD FHRD FIND FINP FLCK FOPD FPAC FRMA FRME FRVK " +
		"FSKP FSLM NNOR ZBNK ZCCO ZCCS ZCOP ZDEC ZDVO ZFRD ZMCO ZOPD ZSLM ZSRO") {
		if !strings.Contains(got.raw, `"account_status":"`+code[:1]+`","account_status_reason_code":"`+code+`"`) {
			t.Errorf("%s is not shown", code)
		}
	}
	k.expect(k.get(base+"customers/lookup?account_number=100000201"), 409, "user_not_able_to_purchase")
}

func TestAnAuthorizedUserIsACustomer(t *testing.T) {
	k := setup(t, sandbox.Options{})
	found := k.get(base + "customers/search?first_name=hella&last_name=HELPER&dob=1992-02-12")
	for _, part := range []string{`"customer_id":"900000000011-01"`, `"account_number":100000011`, `"card_ending_in":"0091"`, `"customer_account_type":"business"`} {
		if !strings.Contains(found.raw, part) {
			t.Errorf("search lacks %s: %s", part, found.raw)
		}
	}
	for _, query := range []string{"customer_id=900000000011-01", "vcc_number=9900000000000091", "account_number=100000011&vcc_number=9900000000000091"} {
		got := k.get(base + "customers/lookup?" + query)
		if got.body["customer_id"] != "900000000011-01" || got.body["phone_number"] != "******0191" || got.body["email"] != "h*****************" {
			t.Errorf("%s answers %s", query, got.raw)
		}
	}
	if whole := k.get(base + "customers/lookup?account_number=100000011"); strings.Contains(whole.raw, "*") {
		t.Errorf("the account itself is masked: %s", whole.raw)
	}
	paid := k.post(interest+"transactions", store.with(object{
		"transaction_type": "tradein", "amount": 10, "customer_id": "900000000011-01", "request_id": "r", "verification_code": k.verified("100000011", "r"),
	}))
	k.expect(paid, 200, "")
}

// TestIdentitiesOfDifferentCustomersAreRefused names two in every call that takes more than one. Nothing is done.
func TestIdentitiesOfDifferentCustomersAreRefused(t *testing.T) {
	const other, nobody = "9900000000000002", "9900000000009999"
	k := setup(t, sandbox.Options{})
	buy := purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r")})
	pay := store.with(object{"transaction_type": "tradein", "amount": 10, "account_number": "100000001", "request_id": "r", "verification_code": k.verified("100000001", "r")})
	calls := map[string]func(card string) answer{
		"verify": func(card string) answer {
			return k.post(base+"account/100000001/verify", object{"request_id": "v", "vcc_number": card})
		},
		"authorization": func(card string) answer {
			return k.post(interest+"authorization", buy.with(object{"vcc_number": card}))
		},
		"transactions": func(card string) answer { return k.post(interest+"transactions", pay.with(object{"vcc_number": card})) },
		"refund":       func(card string) answer { return refunding("100000016", object{"vcc_number": card})(k) },
		"return":       func(card string) answer { return returning("SAMPLE-PART", object{"vcc_number": card})(k) },
		"lookup": func(card string) answer {
			return k.get(base + "customers/lookup?account_number=100000001&vcc_number=" + card)
		},
	}
	before := k.server.Kept(t)
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			k.t = t
			k.expect(call(other), 409, "vcc_account_mismatch")
			k.expect(call(nobody), 404, "not_found")
		})
	}
	k.t = t
	k.expect(k.post(interest+"transactions", pay.with(object{"customer_id": "900000000002"})), 409, "wrong_inputs")
	k.expect(k.post(interest+"transactions", pay.with(object{"account_number": nil, "vcc_number": other, "customer_id": "900000000001"})), 409, "vcc_account_mismatch")
	if after := k.server.Kept(t); after != before {
		t.Error("a refused call changed something")
	}
}

func TestADeferredPlansAmountIsTheWholeOrByTheMonth(t *testing.T) {
	for _, row := range []struct {
		byMonth bool
		want    string
	}{{false, `"term_amount":300.05`}, {true, `"term_amount":50.01`}} {
		k := setup(t, sandbox.Options{DeferredByMonth: row.byMonth})
		offers := k.post(interest+"accounts/100000001/calculate-interest", object{"amount": json.Number("300.05")})
		_, deferred, _ := strings.Cut(offers.raw, `"plan_id":6`)
		deferred, _, _ = strings.Cut(deferred, `"fees"`)
		if !strings.Contains(deferred, row.want) {
			t.Errorf("by month %t: plan 6 is offered with %s", row.byMonth, deferred)
		}
		bought := k.post(interest+"authorization", purchase("100000001", "r").with(object{
			"verification_code": k.verified("100000001", "r"), "amount": json.Number("300.05"),
		}).with(financed("promotional_purchase", 6, 6)))
		if !strings.Contains(bought.raw, row.want) {
			t.Errorf("by month %t: the purchase answers %s", row.byMonth, bought.raw)
		}
	}
}

func TestASaleWithoutCapturesIsFoundAmongCaptures(t *testing.T) {
	k := setup(t, sandbox.Options{NoCaptures: true})
	id := k.authorization("SAMPLE-PART")
	for _, got := range []answer{k.get(interest + "authorization/" + id), k.get(interest + "authorizations?account_number=100000015")} {
		if got.status != 200 || strings.Contains(got.raw, "captures") {
			t.Errorf("answers %s", got.raw)
		}
	}
	if got := k.get(interest + "captures?account_number=100000015"); !strings.Contains(got.raw, `"authorization_id":"`+id+`"`) {
		t.Errorf("captures answers %s", got.raw)
	}
}

// TestAListWithoutATotalEndsWithAnEmptyPage goes on until a page is empty, of a server that gives fewer than asked.
func TestAListWithoutATotalEndsWithAnEmptyPage(t *testing.T) {
	k := setup(t, sandbox.Options{NoTotal: true, PageSize: 3})
	found := 0
	for page := 1; ; page++ {
		got := k.get(interest + "authorizations?page_size=100&page_number=" + string(rune('0'+page)))
		if got.body["page_size"] != 3.0 || strings.Contains(got.raw, "total_count") {
			t.Fatalf("answers %s", got.raw)
		}
		on := strings.Count(got.raw, `"financing_option"`)
		if found += on; on == 0 {
			break
		}
	}
	if found != 7 {
		t.Errorf("%d are found, want 7", found)
	}
	all, err := client(t, k).Authorizations(t.Context(), spoken, api.TransactionQuery{})
	if err != nil || len(all) != 7 {
		t.Errorf("the client finds %d (%v)", len(all), err)
	}
}

// client is a client of a counter's server.
func client(t *testing.T, k *counter) *api.Client {
	t.Helper()
	return readContract(t).client(t, k)
}

func TestThePINOfAnApplicationIsNotGoodForThePurchase(t *testing.T) {
	k := setup(t, sandbox.Options{})
	got := k.post(base+"apply", application())
	k.expect(got, 200, "")
	_, rest, _ := strings.Cut(got.raw, `"account_number":`)
	account, _, _ := strings.Cut(rest, ",")
	buy := purchase(account, "req-1")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": "2222"})), 409, "not_verified")
	if len(k.pins) > 0 {
		t.Errorf("the customer's phone shows %v", k.pins)
	}
	k.expect(k.post(base+"account/"+account+"/verify", object{"request_id": "req-1"}), 200, "")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": "2222"})), 409, "wrong_verification_code")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": k.lastPIN()})), 200, "")
}
