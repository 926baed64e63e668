package api

import (
	"strings"
	"testing"
)

func TestFailuresAreJudged(t *testing.T) {
	const body = `{"url":"/x","message":"Sorry.","error":"CODE"}`
	withCode := func(code string) string { return strings.Replace(body, "CODE", code, 1) }
	for name, tc := range map[string]struct {
		does     effect
		status   int
		body     string
		kind     Kind
		executed Executed
	}{
		"a business refusal":                        {moves, 409, withCode("credit_exceeded"), KindRefused, ExecutedNo},
		"a code not known keeps its status' kind":   {moves, 409, withCode("brand_new_code"), KindRefused, ExecutedNo},
		"values, in one spelling":                   {acts, 409, withCode("wrong_inputs"), KindInput, ExecutedNo},
		"values, in the other":                      {acts, 409, withCode("wrong_input"), KindInput, ExecutedNo},
		"a general error":                           {acts, 400, withCode("general_error"), KindServer, ExecutedNo},
		"a generic error":                           {acts, 409, withCode("generic_error"), KindServer, ExecutedNo},
		"a third party timed out":                   {acts, 409, withCode("application_create_error"), KindServer, ExecutedNo},
		"a role":                                    {moves, 409, withCode("invalid_role"), KindScope, ExecutedNo},
		"nothing there":                             {moves, 404, withCode("not_found"), KindNotFound, ExecutedNo},
		"no customer":                               {moves, 404, withCode("customer_identity_not_found"), KindNotFound, ExecutedNo},
		"a token":                                   {moves, 401, withCode("invalid_token"), KindAuth, ExecutedNever},
		"a token, of a call that reads":             {reads, 401, "", KindAuth, ExecutedNever},
		"a scope, as a sentence":                    {moves, 403, withCode("Insufficient scope: authorized scope is insufficient"), KindScope, ExecutedNo},
		"a scope, without a body":                   {moves, 403, "", KindScope, ExecutedNo},
		"a firewall, payload":                       {moves, 465, "<html>", KindBlocked, ExecutedNo},
		"a firewall, rule":                          {moves, 466, "", KindBlocked, ExecutedNo},
		"a firewall, country":                       {moves, 467, "{", KindBlocked, ExecutedNo},
		"the server failed at a purchase":           {moves, 500, "", KindServer, ExecutedUnknown},
		"the server failed at an application":       {acts, 500, "<html>", KindServer, ExecutedUnknown},
		"the server failed at a look-up":            {reads, 500, "", KindServer, ExecutedNo},
		"a gateway gave up, with another status":    {moves, 409, withCode("GATEWAY_TIMEOUT"), KindServer, ExecutedUnknown},
		"a gateway gave up on a purchase":           {moves, 504, withCode("GATEWAY_TIMEOUT"), KindServer, ExecutedUnknown},
		"a gateway gave up waiting for the request": {moves, 408, "", KindServer, ExecutedUnknown},
		"a redirect":                                {moves, 302, "", KindServer, ExecutedUnknown},
		"a proxy wants a password":                  {moves, 407, "", KindAuth, ExecutedNo},
		"too many requests":                         {moves, 429, "", KindServer, ExecutedNo},
		"a status nobody knows":                     {moves, 418, "", KindRefused, ExecutedNo},
		"JSON of another shape":                     {moves, 409, `["x"]`, KindRefused, ExecutedNo},
		"members of other shapes":                   {moves, 409, `{"error":{"a":1},"message":[1],"field_errors":"x"}`, KindRefused, ExecutedNo},
		"fields without a code":                     {moves, 409, `{"field_errors":[{"param":"dob","msg":"bad"}]}`, KindInput, ExecutedNo},
	} {
		got := refusal(tc.does, tc.status, []byte(tc.body))
		if got.Kind != tc.kind || got.Executed != tc.executed || got.Status != tc.status {
			t.Errorf("%s: got %v, %v, %d; want %v, %v", name, got.Kind, got.Executed, got.Status, tc.kind, tc.executed)
		}
	}
}

func TestServersWordsAreKept(t *testing.T) {
	got := refusal(acts, 409, []byte(`{"message":"Nope\u001b[2J.","error":"brand_new","error_fields":{"param":"dob","msg":"bad","value":"1990-01-01"}}`))
	if got.Message != "Nope[2J." || got.Code != "brand_new" || len(got.Fields) != 1 || got.Fields[0] != (FieldError{"dob", "bad"}) {
		t.Errorf("got message %q, code %q, fields %v", got.Message, got.Code, got.Fields)
	}
	got = refusal(acts, 400, []byte(`{"error":"invalid_client","error_description":"Who?"}`))
	if got.Message != "Who?" || got.Kind != KindAuth {
		t.Errorf("got message %q, kind %v", got.Message, got.Kind)
	}
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []string{
		"", "<html>", "null", "[]", `{"message":"m","error":"credit_exceeded"}`, `{"error":5,"message":null}`,
		`{"error":"wrong_input","field_errors":[{"param":"dob","msg":"m","value":"v"}]}`, `{"error_fields":{"dob":"x"}}`, "\xef\xbb\xbf{}", `{"message":"\u0007"}`,
	} {
		f.Add(409, []byte(seed))
		f.Add(500, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		got := refusal(moves, status, body)
		if status >= 500 && got.Executed != ExecutedUnknown {
			t.Fatalf("status %d is taken for not executed", status)
		}
		if strings.ContainsAny(got.Message, "\x00\x07\x1b") || len(got.Message) > maxMessage {
			t.Fatalf("message %q", got.Message)
		}
		if text := got.Error(); len(got.Message) > 30 && strings.Contains(text, got.Message) {
			t.Fatalf("the text holds the server's message: %s", text)
		}
	})
}
