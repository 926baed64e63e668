package api

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// wholeAnswers are successes that show that a call was done.
func wholeAnswers() map[string]string {
	return map[string]string{
		"authorization": `{"authorization_id":7,"account_number":"123456789","amount":"123.45","date":"` + time.Now().UTC().Format(time.RFC3339) + `"%s}`,
		"release":       `{"release_id":1%s}`, "release of all": `{"release_id":1%s}`, "capture": `{"capture_id":9%s}`,
		"return": `{"return_id":3%s}`, "refund": `{"amount":5%s}`, "transaction": `{"transaction_id":4%s}`, "close": `{"account_number":12%s}`,
	}
}

// Members that no contract has, and that say no, or do not say that it was done.
var denials = []string{
	`"code":"E1042"`, `"code":12`, `"Code":"not_permitted"`, `"result":"declined"`, `"RESULT":"Declined "`, `"result":{"ok":false}`, `"result":false`,
	`"result":"pending"`, `"outcome":"queued"`, `"success":"false"`, `"success":0`, `"Success":"no"`, `"ok":false`, `"approved":false`, `"approved":"N"`,
	`"declined":true`, `"failure":{"why":"x"}`, `"decline_reason":"limit"`, `"errorMessage":"sorry"`, `"message":"The amount was declined."`,
	`"message":"Transaction failed"`, `"message":"Opération refusée"`, `"message":"Could not be processed"`, `"refund":"rejected"`,
	`"transaction_status":"FAILED"`, `"refundStatus":["x"]`, `"status_code":"05"`, `"response_code":"51"`, `"state":"cancelled"`,
	`"successful":false`, `"is_success":false`, `"isSuccessful":"no"`, `"processed":false`, `"is_approved":false`, `"is_declined":true`, `"has_error":true`, `"hasErrors":1`,
	`"reversed":true`, `"void":"Y"`, `"dry_run":true`, `"reason":"declined by issuer"`, `"detail":"Transaction declined by issuer"`, `"description":"Not authorized: bad PIN"`,
	`"response_text":"DECLINED BY HOST"`, `"message":"Insufficient credit"`, `"message":"Crédit insuffisant"`, `"message":"Transaction pending review"`, `"message":["Declined"]`,
	`"message":{"en":"Declined"}`, `"messages":["declined"]`, `"warnings":["declined"]`, `"data":{"success":false}`, `"response":{"error":"general_error"}`,
	`"items":[{"a":1},{"status":"declined"}]`, `"error_count":1`, `"err":"x"`, `"failure_message":"x"`, `"a":{"b":{"c":{"d":{"e":1}}}}`,
	`"partial":true`, `"partial_approval":true`, `"msg":"The purchase was declined"`, `"info":"Declined"`, `"comment":"It was not approved"`, `"message":"The purchase was cancelled"`,
	`"message":"Voided"`, `"message":"It was not made"`, `"message":"Not successful"`, `"message":"Limit exceeded"`, `"message":"Request queued"`, `"message":"En cours de traitement"`,
	`"message":"Annulé"`, `"message":"n'est pas autorisé"`, `"message":"Not allowed"`, `"message":"On hold"`, `"message":"Under review"`, `"message":"It will be processed after review"`,
	`"transaction_state":"pending"`, `"transaction_state":"void"`, `"phase":"queued"`, `"authorization_state":"reversed"`, `"approval":"pending"`, `"approval":"no"`, `"approval":false`,
	`"decline":true`, `"reject":true`, `"timeout":true`, `"timed_out":true`, `"pending":true`, `"queued":true`, `"on_hold":true`, `"is_pending":true`, `"declined_at":"2026-06-15"`,
	`"voided_at":"2026-06-15"`, `"cancelled_on":"2026-06-15"`, `"void_date":"2026"`, `"reversal_id":"8"`, `"reversal":{"id":8}`, `"simulated":true`, `"rc":"05"`, `"response":"05"`,
	`"resp_code":"51"`, `"action_code":"105"`, `"return_code":"05"`, `"erreur":"limite"`, `"motif":"refus du crédit"`, `"refus":true`, `"not_approved":true`, `"unsuccessful":true`, `"incomplete":true`,
	`"fees":[{"status":"declined"}]`, `"sku_data":{"error":"x"}`, `"currency":"USD"`, `"type":"reversal"`, `"a":[[[[[1]]]]]`, `"a":[[[{"b":1}]]]`,
	`"status":{"code":"declined"}`, `"status":["opened"]`, `"status":{}`, `"exception":"x"`, `"responseCode":500`,
}

// Members that say nothing, or that it was done.
var affirmations = []string{
	"", `"code":0`, `"code":"00"`, `"code":null`, `"code":""`, `"result":"OK"`, `"result":"Approved"`, `"success":true`, `"success":"true"`, `"success":1`,
	`"approved":"Y"`, `"declined":false`, `"decline_reason":null`, `"decline_reason":""`, `"failures":[]`, `"message":"Thanks."`, `"message":"Merci, c'est fait."`,
	`"message":"No error occurred"`, `"message":"Aucune erreur"`, `"failed":"false"`, `"exception":"none"`, `"status_code":200.0`, `"code":204`, `"plan_status":"active"`,
	`"email_status":"queued"`, `"loyalty":{"error":"none","points":7}`, `"has_error":false`, `"links":[]`,
	`"voidable":true`, `"pending":false`, `"partial":"no"`, `"approval":"A12345"`, `"response":"00"`, `"currency":"CAD"`, `"decline_code":0`, `"voided_at":null`, `"refundable":true`,
	`"account_status":"N"`, `"authorization_status":"opened"`, `"status":"closed"`, `"status_code":200`, `"store_name":"The Declined"`, `"anything":"else"`,
	`"fees":[{"description":"An administration fee","message":"If a payment is declined or fails, a fee is due."}]`,
}

func TestASuccessInWhichAnyMemberSaysNoIsNotDone(t *testing.T) {
	for name, whole := range wholeAnswers() {
		call := sentOnce()[name]
		for _, member := range append(append([]string{}, denials...), affirmations...) {
			says := name == "close" && member == `"account_status":"N"`
			for _, denial := range denials {
				says = says || denial == member
			}
			body := fmt.Sprintf(whole, "")
			if member != "" {
				body = fmt.Sprintf(whole, ","+member)
			}
			c, s := setup(t)
			s.handle("POST "+call.path, answer(200, body))
			err := call.call(c)
			if !says {
				if err != nil {
					t.Errorf("%s, %s: %v", name, body, err)
				}
				continue
			}
			if err == nil {
				t.Errorf("%s, %s: taken for done", name, body)
			} else if failed := asError(t, err); failed.Executed != ExecutedUnknown || !failed.Claimed {
				t.Errorf("%s, %s: %v, want not known", name, body, err)
			} else if strings.Contains(failed.Error(), "sorry") {
				t.Errorf("%s: the error quotes the answer: %v", name, failed)
			}
		}
	}
}

// A closing whose answer says that the account is open is not done, and with 202 it is only taken.
func TestAClosingIsHeldAgainstTheAccountsStatus(t *testing.T) {
	for body, done := range map[string]bool{
		`{}`: true, `{"account_status":"C"}`: true, `{"closed":true}`: true, `{"account":{"account_status":"C","account_number":"0012"}}`: true, `{"balance":0}`: true,
		`{"closed":false}`: false, `{"is_closed":"no"}`: false, `{"account_status":"N","account_status_reason_code":"NNOR"}`: false, `{"account":{"account_status":"N"}}`: false,
		`{"account_number":"999"}`: false, `{"message":"The account will be closed after the balance is paid"}`: false, `{"message":"A balance remains, the account stays open"}`: false, `{"is_open":true}`: false,
	} {
		for _, status := range []int{200, 202} {
			c, s := setup(t)
			s.handle("POST v2.5/client-id/test-client/accounts/12/close", answer(status, body))
			err := c.CloseAccount(t.Context(), testCall, "12")
			if (err == nil) != (done && status == 200) {
				t.Errorf("%d %s: %v", status, body, err)
			} else if err != nil && asError(t, err).Executed != ExecutedUnknown {
				t.Errorf("%d %s: %v, want not known", status, body, err)
			}
		}
	}
}

// An answer may be a megabyte of arrays within arrays: each level is read once, and no more than a few.
func TestNestedArraysAreReadInBounds(t *testing.T) {
	body := []byte(`{"capture_id":9,"x":` + strings.Repeat("[", 9000) + `"` + strings.Repeat("a", 500_000) + `"` + strings.Repeat("]", 9000) + `}`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if !saysNo(body) {
		t.Error("what is too deep to be read says nothing")
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
		t.Errorf("%d MB", used>>20)
	}
}

func TestACaptureInAnAuthorizationSaysNoToo(t *testing.T) {
	for body, done := range map[string]bool{
		`{"authorization_id":7,"capture":{"capture_id":9,"amount":"123.45"}}`:                   true,
		`{"authorization_id":7,"capture":{"capture_id":9,"amount":"123.45","status":"failed"}}`: false,
		`{"authorization_id":7,"capture":{"capture_id":9,"result":"declined"}}`:                 false,
	} {
		c, s := setup(t)
		s.handle("POST v2.5.1/client-id/test-client/authorization", answer(200, body))
		if _, err := c.Authorize(t.Context(), testCall, sale); (err == nil) != done {
			t.Errorf("%s: %v", body, err)
		}
	}
}
