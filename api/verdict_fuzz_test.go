package api

// This file fuzzes what a client says of money calls that were answered: done, not done, or not known. A judge of its own, which knows
// the contract's words and nothing of the code, says what an answer may prove.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// judged is a money call as the judge sees it.
type judged struct {
	send     func(*Client) (any, error)
	id       string            // the member that a success names
	asked    map[string]string // members that must not be told otherwise
	amount   string            // what was asked; "" where any may be
	refusals string            // the codes that the contract lists for the call
}

func judgedCalls() map[string]judged {
	calls := map[string]judged{}
	send := settlements()
	calls["authorize"] = judged{
		func(c *Client) (any, error) { return c.Authorize(context.Background(), testCall, sale) }, "authorization_id",
		map[string]string{"account_number": string(sale.AccountNumber)}, sale.Amount.String(),
		"customer_identity_not_found credit_exceeded auth_not_allowed plan_term_not_set plan_term_not_available not_permitted user_not_able_to_purchase not_verified " +
			"wrong_verification_code verification_code_required external_location_id_not_found account_type_not_permitted vcc_account_mismatch",
	}
	calls["release"] = judged{send["release"].call, "release_id", map[string]string{"authorization_id": "7"}, "5.00", "authorization_ended auth_amount_exceeded not_permitted"}
	calls["capture"] = judged{send["capture"].call, "capture_id", map[string]string{"authorization_id": "7"}, "5.00", "authorization_ended auth_amount_exceeded not_permitted"}
	calls["return"] = judged{
		send["return"].call, "return_id", map[string]string{"capture_id": "9"}, "5.00",
		"capture_amount_exceeded return_date_exceeded wrong_transaction_type not_permitted external_location_id_not_found account_type_not_permitted vcc_account_mismatch",
	}
	calls["refund"] = judged{
		send["refund"].call, "", map[string]string{"account_number": "12", "capture_id": "9"}, "5.00",
		"refunds_limit_exceeded_amount not_permitted external_location_id_not_found account_type_not_permitted vcc_account_mismatch",
	}
	calls["transaction"] = judged{
		send["transaction"].call, "transaction_id", map[string]string{"account_number": "12"}, "5.00",
		"invalid_transaction_type wrong_verification_code verification_code_required user_not_active user_not_able_to_purchase limit_payment_amount_24 not_enough_credit " +
			"not_verified external_location_id_not_found account_type_not_permitted vcc_account_mismatch",
	}
	return calls
}

func FuzzMoneyAnswer(f *testing.F) {
	names := []string{"authorize", "release", "capture", "return", "refund", "transaction"}
	for i, name := range names {
		for body := range claims()[name] {
			f.Add(uint8(i), 200, []byte(body))
		}
		for _, body := range append(oddClaims, `{"error":"not_permitted"}`, `{"error":"credit_exceeded","field_errors":[]}`, `{"error":"Gateway Timeout"}`, `{"error":"invalid_token"}`, `{"authorization_id":7,"amount":123.45}`) {
			for _, status := range []int{200, 202, 401, 403, 404, 409, 429, 466, 499, 500} {
				f.Add(uint8(i), status, []byte(body))
			}
		}
	}
	calls := judgedCalls()
	f.Fuzz(func(t *testing.T, which uint8, answered int, data []byte) {
		status := min(max(answered, 200), 599)
		c := answering(t, status, data) // anew: a refused token is remembered
		defer c.Close()
		name := names[int(which)%len(names)]
		call := calls[name]
		_, err := call.send(c)
		var failed *Error
		switch {
		case err == nil:
			if why := call.disproved(status, data); why != "" {
				t.Errorf("%s: DONE by %d %q, though %s", name, status, data, why)
			}
		case !errors.As(err, &failed):
			t.Errorf("%s: %T", name, err)
		case failed.Executed != ExecutedUnknown && !call.refused(status, data):
			t.Errorf("%s: NOT DONE by %d %q (%v)", name, status, data, err)
		}
	})
}

// answering is a client of a server that gives one answer to every call.
func answering(t *testing.T, status int, body []byte) *Client {
	t.Helper()
	c, err := New(Options{
		BaseURL: "https://pos.example/", ClientID: testClient, Secret: "test-secret", ReadAttempts: 1,
		Transport: fakeTransport(func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/token") {
				return response(200, `{"access_token":"t","expires_in":86400}`), nil
			}
			return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body))}, nil
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// members are the members of an object by their names in small letters; false where it is none, or a name stands twice.
func members(data []byte) (map[string]any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	decoder.UseNumber()
	if first, err := decoder.Token(); err != nil || first != json.Delim('{') {
		return nil, false
	}
	all := map[string]any{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, false
		}
		var value any
		key := strings.ToLower(fmt.Sprint(name))
		if _, twice := all[key]; twice || decoder.Decode(&value) != nil {
			return nil, false
		}
		all[key] = value
	}
	if _, err := decoder.Token(); err != nil {
		return nil, false
	}
	_, err := decoder.Token()
	return all, errors.Is(err, io.EOF)
}

// disproved says why an answer does not show that the call was done; empty where nothing says so.
func (j judged) disproved(status int, data []byte) string {
	all, object := members(data)
	if status > 299 {
		return "it is no success"
	}
	if !object {
		return "it is no object of members that stand once"
	}
	if said := all["error"]; !empty(said) {
		return "it has an error"
	}
	if j.id != "" && empty(all[j.id]) && (j.id != "transaction_id" || empty(all["amount"]) && empty(all["account_number"])) {
		return "it names no " + j.id
	}
	if amount, told := decimalOf(all["amount"]); told && j.amount != "" && amount != j.amount {
		return "the amount is " + amount
	}
	for name, asked := range j.asked {
		told := strings.TrimLeft(strings.TrimSpace(plainly(all[name])), "0")
		if told != "" && strings.Trim(told, "0123456789") == "" && !strings.HasSuffix(asked, told) && !strings.Contains(told, asked) {
			return name + " is " + told
		}
	}
	switch word := strings.ToLower(strings.TrimSpace(plainly(all["status"]))); word {
	case "unauthorized", "declined", "refused", "pending", "failed", "error", "rejected", "cancelled":
		return "its status is " + word
	}
	return ""
}

// refused reports whether the contract has the call refused before execution by such an answer.
func (j judged) refused(status int, data []byte) bool {
	all, object := members(data)
	code := ""
	if object {
		code = strings.ToLower(strings.TrimSpace(plainly(all["error"])))
	}
	switch {
	case status < 400 || status > 499 || status == 408 || status == 499:
		return false
	case code == "general_error", code == "generic_error", strings.Contains(code, "timeout"), code == "application_create_error":
		return false
	case status == 429, status == 465, status == 466, status == 467:
		return true
	case status == 401:
		return code == "invalid_token"
	}
	listed := append(strings.Fields(j.refusals), "invalid_role", "insufficient_scope", "wrong_inputs", "wrong_input", "not_found")
	return slices.Contains(listed, code) || strings.HasPrefix(code, "insufficient scope")
}

// empty reports whether a value says nothing.
func empty(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	switch strings.TrimSpace(plainly(value)) {
	case "", "0", "false":
		return true
	}
	return false
}

// plainly is a text, a number or a boolean as a text; empty for everything else.
func plainly(value any) string {
	switch v := value.(type) {
	case string, json.Number, bool:
		return fmt.Sprint(v)
	}
	return ""
}

// decimalOf is a number with two decimals; false for none, and for nothing.
func decimalOf(value any) (string, bool) {
	text := strings.TrimSpace(plainly(value))
	if text == "" || strings.ContainsAny(text, "/_xXpPeE") || len(text) > 20 {
		return "", false
	}
	number, ok := new(big.Rat).SetString(text)
	if !ok || number.Sign() == 0 {
		return "", false
	}
	return number.FloatString(2), true
}
