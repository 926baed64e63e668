package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"countertop/api/sandbox"
)

func TestVerify(t *testing.T) {
	question := object{"format": "security_question", "request_id": "r", "security_qid": "4"}
	for name, row := range map[string]struct {
		options sandbox.Options
		account string
		body    object
		status  int
		want    string // of the body or the code
	}{
		"a text message is the default":        {sandbox.Options{}, "100000001", object{"request_id": "r"}, 200, `"verification_sent_to_sms"`},
		"an e-mail":                            {sandbox.Options{}, "100000001", object{"request_id": "r", "format": "email"}, 200, `"verification_sent_to_email"`},
		"no phone":                             {sandbox.Options{}, "100000010", object{"request_id": "r"}, 400, "sms_not_valid_phone"},
		"no phone, but e-mail":                 {sandbox.Options{}, "100000010", object{"request_id": "r", "format": "email"}, 200, `"verification_sent_to_email"`},
		"no request id":                        {sandbox.Options{}, "100000001", object{}, 409, "wrong_inputs"},
		"an unknown format":                    {sandbox.Options{}, "100000001", object{"request_id": "r", "format": "pigeon"}, 409, "wrong_inputs"},
		"a question without its answer":        {sandbox.Options{}, "100000001", question, 409, "wrong_inputs"},
		"a wrong answer":                       {sandbox.Options{}, "100000001", question.with(object{"security_answer": "x"}), 409, "secret_answer_mismatch"},
		"the answer to another question":       {sandbox.Options{}, "100000001", question.with(object{"security_answer": "sample", "security_qid": "5"}), 409, "secret_answer_mismatch"},
		"the answer in other capitals":         {sandbox.Options{}, "100000001", question.with(object{"security_answer": " SAM ple "}), 200, `{"verification_code":`},
		"an override where it is not allowed":  {sandbox.Options{}, "100000001", object{"request_id": "r", "format": "merchant_override"}, 409, "merchant_override_is_not_allowed"},
		"an override where it is":              {sandbox.Options{Override: true}, "100000001", object{"request_id": "r", "format": "merchant_override"}, 200, `{"verification_code":`},
		"a bypass":                             {sandbox.Options{}, "100000017", object{"request_id": "r", "format": "regular_purchase_bypass"}, 200, `{"verification_code":`},
		"nobody":                               {sandbox.Options{}, "199999999", object{"request_id": "r"}, 404, "not_found"},
		"a blocked account":                    {sandbox.Options{}, "100000006", object{"request_id": "r"}, 409, "user_not_able_to_purchase"},
		"a card of another account":            {sandbox.Options{}, "100000001", object{"request_id": "r", "vcc_number": "9900000000000091"}, 409, "vcc_account_mismatch"},
		"the card of an authorized user":       {sandbox.Options{}, "100000011", object{"request_id": "r", "vcc_number": "9900000000000091"}, 200, `"verification_sent_to_sms"`},
		"a member that does not belong there":  {sandbox.Options{}, "100000001", object{"request_id": "r", "security_answer": "x"}, 409, "wrong_inputs"},
		"a business where it is not permitted": {sandbox.Options{ConsumerOnly: true}, "100000011", object{"request_id": "r"}, 409, "account_type_not_permitted"},
	} {
		t.Run(name, func(t *testing.T) {
			k := setup(t, row.options)
			got := k.post(base+"account/"+row.account+"/verify", row.body)
			if got.status != row.status || !strings.Contains(got.raw, row.want) {
				t.Errorf("answers %d %s, want %d %s", got.status, got.raw, row.status, row.want)
			}
		})
	}
}

func TestWrongAnswersAreCountedFor48Hours(t *testing.T) {
	k := setup(t, sandbox.Options{})
	ask := func(answer string) answer {
		return k.post(base+"account/100000001/verify", object{
			"format": "security_question", "request_id": "r", "security_qid": "4", "security_answer": answer,
		})
	}
	for range 3 {
		k.expect(ask("wrong"), 409, "secret_answer_mismatch")
	}
	k.expect(ask("sample"), 200, "")
	k.expect(ask("wrong"), 409, "tries_exceed")
	k.expect(ask("sample"), 409, "tries_exceed")
	k.wait(48 * time.Hour)
	k.expect(ask("sample"), 200, "")
}

func TestPINCanBeSentAgainAndAWrongOneCorrected(t *testing.T) {
	k := setup(t, sandbox.Options{Seed: 3})
	send := func() string {
		k.expect(k.post(base+"account/100000001/verify", object{"request_id": "r"}), 200, "")
		return k.lastPIN()
	}
	first, second := send(), send()
	buy := purchase("100000001", "r")
	k.expect(k.post(interest+"authorization", buy), 409, "verification_code_required")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": first})), 409, "wrong_verification_code")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": json.Number(second)})), 200, "")
	k.expect(k.post(interest+"authorization", buy.with(object{"verification_code": second})), 409, "not_verified") // used up
}

func TestBypassIsGoodForFourSmallRegularPurchases(t *testing.T) {
	k := setup(t, sandbox.Options{})
	const reg = "100000017" // has made three
	bypass := func() answer {
		return k.post(base+"account/"+reg+"/verify", object{"format": "regular_purchase_bypass", "request_id": "r"})
	}
	pin := k.pinOf(bypass())
	regular := object{"verification_code": pin, "financing_option": object{"transaction_type": "regular_purchase"}}
	buy := purchase(reg, "r").with(regular)
	k.expect(k.post(interest+"authorization", purchase(reg, "r").with(object{"verification_code": pin})), 409, "not_verified")
	k.expect(k.post(interest+"authorization", buy.with(object{"amount": json.Number("200.01")})), 409, "not_verified")
	k.expect(k.post(interest+"authorization", buy.with(object{"amount": json.Number("200.00")})), 200, "")
	k.expect(bypass(), 409, "regular_purchase_bypass_is_not_allowed")
	if got := k.post(interest+"accounts/"+reg+"/calculate-interest", object{"amount": 10}); !strings.Contains(got.raw, `"verify":false`) {
		t.Errorf("a fifth purchase may be bypassed: %s", got.raw)
	}
	k.wait(24 * time.Hour)
	k.expect(bypass(), 200, "")
}
