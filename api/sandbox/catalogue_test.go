package sandbox_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"countertop/api/sandbox"
)

// codes are the keys of an object in its order, with those of nested objects behind a point.
func codes(t *testing.T, raw, prefix string) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(raw))
	if _, err := decoder.Token(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, prefix+key.(string))
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(value), "{") {
			out = append(out, codes(t, string(value), prefix+key.(string)+".")...)
		}
	}
	return out
}

func TestCatalogueHasTheSameCodesInBothLanguages(t *testing.T) {
	k := setup(t, sandbox.Options{})
	inEnglish, inFrench := k.get(base+"i18n"), k.get(base+"i18n?lang=fr")
	if !reflect.DeepEqual(codes(t, inEnglish.raw, ""), codes(t, inFrench.raw, "")) {
		t.Error("the French catalogue has other codes, or another order")
	}
	for _, key := range []string{"qcpa_disclosure", "insurance", "insurance_tc", "annual_fees"} {
		en, fr := inEnglish.body[key].(string), inFrench.body[key].(string)
		if !strings.Contains(en, "SAMPLE") || !strings.Contains(fr, "EXEMPLE") {
			t.Errorf("%s is not marked as a sample", key)
		}
		if strings.Count(en, "\n\n") < 2 || strings.Count(en, "\n\n") != strings.Count(fr, "\n\n") {
			t.Errorf("%s does not have several paragraphs, as many in each language", key)
		}
	}
	for key, value := range inEnglish.body {
		if list, isList := value.(map[string]any); isList && key != "govid_issued_bys" && reflect.DeepEqual(list, inFrench.body[key]) {
			t.Errorf("%s is not translated", key)
		}
	}
}

func TestI18NKeyAnswersOneMember(t *testing.T) {
	k := setup(t, sandbox.Options{})
	got := k.get(base + "i18n/housing_type?lang=fr")
	if want := `{"housing_type":{"Rent":"Locataire","Owned":"Propriétaire","Relatives":"Vit chez des proches","Other":"Autre"}}`; strings.TrimSpace(got.raw) != want {
		t.Errorf("i18n/housing_type answers %s", got.raw)
	}
	k.expect(k.get(base+"i18n/nothing"), 404, "not_found")
}

func TestTermsAreLongAndASample(t *testing.T) {
	k := setup(t, sandbox.Options{})
	for path, mark := range map[string]string{"": "SAMPLE", "?lang=fr": "EXEMPLE"} {
		got := k.get(base + "terms-and-conditions" + path)
		text := got.body["text"].(string)
		lines := 0
		for paragraph := range strings.SplitSeq(text, "\n") {
			lines += 1 + len([]rune(paragraph))/70
		}
		if lines < 60 || !strings.HasPrefix(text, mark) || got.body["version"] == "" || got.body["title"] == "" {
			t.Errorf("terms-and-conditions%s has %d lines and begins %q", path, lines, text[:20])
		}
	}
}

func TestReplacedCatalogueDecidesWhatIsOfferedAndAccepted(t *testing.T) {
	raw, err := os.ReadFile("testdata/other.json")
	if err != nil {
		t.Fatal(err)
	}
	k := setup(t, sandbox.Options{Catalogue: map[string]json.RawMessage{"en": raw}})
	for _, path := range []string{"i18n", "i18n?lang=fr"} {
		if got := k.get(base + path); !reflect.DeepEqual(codes(t, got.raw, ""), codes(t, string(raw), "")) {
			t.Errorf("%s answers other codes than the catalogue's", path)
		}
	}
	offers := k.post(interest+"accounts/100000002/calculate-interest", object{"amount": 200})
	var plans []any
	for _, plan := range offers.body["promotional_purchase"].([]any) {
		plans = append(plans, plan.(map[string]any)["plan_id"])
	}
	if want := []any{77.0, 4.0}; !reflect.DeepEqual(plans, want) {
		t.Errorf("the plans offered are %v, want %v", plans, want)
	}
	if asked := k.get(base + "customers/lookup?account_number=100000002"); !strings.Contains(asked.raw, `"security_qid":{"id":"99","text":"Who is the sample?"}`) {
		t.Errorf("a sample customer is asked a question that is not there: %s", asked.raw)
	}
	refused := k.post(base+"apply", application())
	k.expect(refused, 409, "wrong_inputs")
	accepted := k.post(base+"apply", application().with(object{
		"salutation": "dr", "province": "XA", "housing_type": "Boat", "occupation_id": "AST", "employer_name": nil, "employer_phone": nil,
		"govid_type": "STAR", "govid_issuedby": "MOON", "security_qid": "99",
	}))
	k.expect(accepted, 200, "")
}

func TestBrokenCatalogueIsAnErrorOfTheServer(t *testing.T) {
	k := setup(t, sandbox.Options{Catalogue: map[string]json.RawMessage{"en": json.RawMessage("[]")}})
	k.expect(k.get(base+"i18n"), 409, "general_error")
}

func TestOldServerKnowsLoginInPlaceOfI18N(t *testing.T) {
	k := setup(t, sandbox.Options{WithoutI18N: true})
	k.expect(k.get(base+"i18n"), 404, "not_found")
	got := k.post(base+"merchants/login?lang=fr", "")
	values := got.body["form_values"].(map[string]any)
	for name, inner := range map[string]string{
		"salutation": "options", "province": "options", "security_qid": "options", "govid_type": "options", "govid_issued_by": "option_depends",
	} {
		if _, found := values[name].(map[string]any)[inner]; !found {
			t.Errorf("form_values.%s has no %s", name, inner)
		}
	}
	k.expect(k.post(base+"merchants/login", object{"merchant_username": "x", "merchant_password": "y"}), 409, "authentication_failure")
	k.expect(k.post(base+"merchants/login", object{"merchant_username": sandbox.DefaultClientID, "merchant_password": sandbox.DefaultClientSecret}), 200, "")
}
