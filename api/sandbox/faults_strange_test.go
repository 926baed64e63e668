package sandbox_test

import (
	"strings"
	"testing"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
)

func TestAStrangeAnswerIsMadeOfTheRealOne(t *testing.T) {
	for _, row := range []struct {
		fault, path string
		has, lacks  string
	}{
		{"without_id", "authorization", `"amount":100.00`, `"authorization_id"`},
		{"short_list", "authorizations", `"total_count":1`, `"authorization_id"`},
		{"short_list", "captures", `"total_count":1`, `"capture_id"`},
		{"masked", "authorizations", `"account_number":"*****0001"`, `"account_number":100000001`},
		{"other_amount", "authorizations", `"amount":100.00`, `"amount":101.00`}, // of a list no row is
		{"short_list", "authorization", `"amount":100.00`, ""},
	} {
		t.Run(row.fault+" "+row.path, func(t *testing.T) {
			k := setup(t, sandbox.Options{})
			bought := purchase("100000001", "r").with(object{"verification_code": k.verified("100000001", "r"), "auto_capture": true})
			if row.path != "authorization" {
				k.expect(k.post(interest+"authorization", bought), 200, "")
			}
			k.server.Arm(parsed(t, row.fault+" path="+row.path))
			var got answer
			if row.path == "authorization" {
				got = k.post(interest+"authorization", bought)
			} else {
				got = k.get(interest + row.path + "?account_number=100000001&creation_date_from=" + k.now.Format("2006-01-02"))
			}
			k.expect(got, 200, "")
			if !strings.Contains(got.raw, row.has) || row.lacks != "" && strings.Contains(got.raw, row.lacks) {
				t.Errorf("answers %s", got.raw)
			}
		})
	}
}

func TestAStrangeFaultLeavesARefusalAsItIs(t *testing.T) {
	for _, body := range fault.Bodies() {
		if body == fault.BodyHTML || body == fault.BodyTruncated || body == fault.BodyEmpty {
			continue
		}
		k := setup(t, sandbox.Options{})
		k.server.Arm(fault.Fault{Body: body, Status: 202, Path: "authorization"})
		k.expect(k.post(interest+"authorization", purchase("100000001", "r")), 409, "verification_code_required")
	}
}

// TestWhatAStrangeFaultDoesNotChangeKeepsItsOrder: the order of a list of the catalogue is that of its display.
func TestWhatAStrangeFaultDoesNotChangeKeepsItsOrder(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	token := tokenFor(t, server)
	whole := bodyOf(t, server, token, base+"i18n")
	for _, kind := range []fault.Kind{fault.WithoutID, fault.OtherAmount, fault.ShortList, fault.Masked} {
		server.Disarm()
		server.Arm(fault.Fault{Kind: kind})
		if got := bodyOf(t, server, token, base+"i18n"); strings.TrimSpace(got) != strings.TrimSpace(whole) {
			t.Errorf("%s changes the catalogue", kind)
		}
	}
}
