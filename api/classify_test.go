package api

import (
	"strings"
	"testing"
)

// namesWhatWasMade are the errors that name the id of what the call makes.
var namesWhatWasMade = map[string]bool{
	"a refusal that names what was made": true, "a refused return that names one": true, "a token, and a purchase": true, "a refusal with a sale in it": true,
	"a refusal with a sale in data": true, "a complaint with more in it": true, "too many requests, with a sale": true, "too many requests, in a list": true,
	"a token, and a sale in data": true,
}

func TestFailuresAreClassified(t *testing.T) {
	const body = `{"url":"/x","message":"Sorry.","error":"CODE"}`
	withCode := func(code string) string { return strings.Replace(body, "CODE", code, 1) }
	lookUp := routeLookup
	for name, tc := range map[string]struct {
		of       route
		status   int
		body     string
		kind     Kind
		executed Executed
		answered bool
	}{
		"a business refusal":                                {routeAuthorize, 409, withCode("credit_exceeded"), KindRefused, ExecutedNo, true},
		"a business refusal, in capitals":                   {routeAuthorize, 409, withCode("CREDIT_EXCEEDED"), KindRefused, ExecutedNo, true},
		"a business refusal of another call":                {routeCapture, 409, withCode("credit_exceeded"), KindRefused, ExecutedUnknown, true},
		"a business refusal, with a server's error":         {routeAuthorize, 500, withCode("credit_exceeded"), KindRefused, ExecutedUnknown, true},
		"a code not known keeps its status' kind":           {routeAuthorize, 409, withCode("brand_new_code"), KindRefused, ExecutedUnknown, false},
		"values, in one spelling":                           {routeApply, 409, withCode("wrong_inputs"), KindInput, ExecutedNo, true},
		"values, in the other":                              {routeApply, 409, withCode("wrong_input"), KindInput, ExecutedNo, true},
		"a general error":                                   {routeApply, 400, withCode("general_error"), KindServer, ExecutedUnknown, true},
		"a generic error":                                   {routeRelease, 409, withCode("generic_error"), KindServer, ExecutedUnknown, true},
		"a general error, with a server's error":            {routeRelease, 500, withCode("general_error"), KindServer, ExecutedUnknown, true},
		"a general error of a look-up":                      {lookUp, 409, withCode("general_error"), KindServer, ExecutedNo, false},
		"a third party timed out":                           {routeApply, 409, withCode("application_create_error"), KindServer, ExecutedUnknown, true},
		"a role":                                            {routeRefund, 409, withCode("invalid_role"), KindScope, ExecutedNo, true},
		"nothing there":                                     {routeCapture, 404, withCode("not_found"), KindNotFound, ExecutedNo, true},
		"nothing there, by a web page":                      {routeCapture, 404, "<html>", KindNotFound, ExecutedUnknown, false},
		"nothing there, and no body":                        {routeCapture, 404, "", KindNotFound, ExecutedUnknown, false},
		"no customer":                                       {routeAuthorize, 404, withCode("customer_identity_not_found"), KindNotFound, ExecutedNo, true},
		"a token":                                           {routeReturn, 401, withCode("invalid_token"), KindAuth, ExecutedNever, true},
		"a 401 without a body":                              {routeReturn, 401, "", KindAuth, ExecutedUnknown, false},
		"a 401 with a web page":                             {routeReturn, 401, "<html>", KindAuth, ExecutedUnknown, false},
		"a 401 with another code":                           {routeReturn, 401, withCode("not_permitted"), KindRefused, ExecutedUnknown, true},
		"a token, of a call that reads":                     {lookUp, 401, "", KindAuth, ExecutedNever, false},
		"a scope, as a sentence":                            {routeRelease, 403, withCode("Insufficient scope: authorized scope is insufficient"), KindScope, ExecutedNo, true},
		"an account that cannot be closed":                  {routeClose, 403, withCode("account_not_closable"), KindScope, ExecutedNo, true},
		"an account that cannot be closed, by a page":       {routeClose, 403, "<html>", KindScope, ExecutedUnknown, false},
		"a scope, without a body":                           {routeRelease, 403, "", KindScope, ExecutedUnknown, false},
		"a firewall, payload":                               {routeRelease, 465, "<html>", KindBlocked, ExecutedNever, false},
		"a firewall, rule":                                  {routeRelease, 466, "", KindBlocked, ExecutedNever, false},
		"a firewall, country":                               {routeRelease, 467, "{", KindBlocked, ExecutedNever, false},
		"the server failed at a purchase":                   {routeAuthorize, 500, "", KindServer, ExecutedUnknown, false},
		"the server failed at an application":               {routeApply, 500, "<html>", KindServer, ExecutedUnknown, false},
		"the server failed at a look-up":                    {lookUp, 500, "", KindServer, ExecutedNo, false},
		"a gateway gave up, with another status":            {routeAuthorize, 409, withCode("GATEWAY_TIMEOUT"), KindServer, ExecutedUnknown, false},
		"a gateway gave up, in small letters":               {routeAuthorize, 409, withCode("gateway_timeout"), KindServer, ExecutedUnknown, false},
		"a gateway gave up, in one word":                    {routeAuthorize, 400, withCode("GatewayTimeout"), KindServer, ExecutedUnknown, false},
		"a request timed out":                               {routeAuthorize, 400, withCode("request timed-out"), KindServer, ExecutedUnknown, false},
		"a gateway gave up on a purchase":                   {routeAuthorize, 504, withCode("credit_exceeded"), KindRefused, ExecutedUnknown, false},
		"a gateway gave up waiting for the request":         {routeAuthorize, 408, withCode("credit_exceeded"), KindRefused, ExecutedUnknown, false},
		"the caller hung up":                                {routeAuthorize, 499, withCode("wrong_inputs"), KindInput, ExecutedUnknown, false},
		"maintenance":                                       {routeAuthorize, 503, withCode("wrong_inputs"), KindInput, ExecutedUnknown, false},
		"a redirect":                                        {routeAuthorize, 302, "", KindServer, ExecutedUnknown, false},
		"a proxy wants a password":                          {routeAuthorize, 407, "", KindAuth, ExecutedUnknown, false},
		"too many requests":                                 {routeAuthorize, 429, "", KindServer, ExecutedNever, false},
		"a status nobody knows":                             {routeAuthorize, 418, "", KindRefused, ExecutedUnknown, false},
		"JSON of another shape":                             {routeAuthorize, 409, `["x"]`, KindRefused, ExecutedUnknown, false},
		"members of other shapes":                           {routeAuthorize, 409, `{"error":{"a":1},"message":[1],"field_errors":"x"}`, KindRefused, ExecutedUnknown, false},
		"fields without a code":                             {routeAuthorize, 409, `{"field_errors":[{"param":"dob","msg":"bad"}]}`, KindInput, ExecutedUnknown, false},
		"a key that was used with another body":             {routeAuthorize, 409, `{"error":"wrong_inputs","field_errors":[{"param":"X-Context-Hash","msg":"no"}]}`, KindInput, ExecutedUnknown, false},
		"a key that was used, in the other spelling":        {routeCapture, 409, `{"error":"wrong_inputs","error_fields":{"param":"x-idempotency-key","msg":"no"}}`, KindInput, ExecutedUnknown, false},
		"an account that is not active, of a purchase":      {routeAuthorize, 409, withCode("user_not_active"), KindRefused, ExecutedUnknown, true},
		"an account that is not active, of a payment":       {routeTransaction, 409, withCode("user_not_active"), KindRefused, ExecutedNo, true},
		"a card of another account, of a release":           {routeRelease, 409, withCode("vcc_account_mismatch"), KindRefused, ExecutedUnknown, true},
		"a token, with another status":                      {routeRelease, 409, withCode("invalid_token"), KindAuth, ExecutedUnknown, true},
		"a general error of a closing":                      {routeClose, 403, withCode("general_error"), KindServer, ExecutedUnknown, true},
		"too many requests, by one who gave up":             {routeRelease, 429, withCode("gateway_timeout"), KindServer, ExecutedUnknown, false},
		"a firewall with a general error":                   {routeRelease, 466, withCode("general_error"), KindServer, ExecutedUnknown, true},
		"a refusal that names what was made":                {routeAuthorize, 409, `{"error":"credit_exceeded","authorization_id":7000000000000001,"status":"opened"}`, KindRefused, ExecutedUnknown, false},
		"a refused return that names one":                   {routeReturn, 409, `{"error":"not_permitted","return_id":7}`, KindRefused, ExecutedUnknown, false},
		"a refusal with a second code":                      {routeCapture, 409, `{"error":"not_permitted","error_code":"general_error"}`, KindRefused, ExecutedUnknown, false},
		"a refusal that is a success":                       {routeCapture, 409, `{"error":"not_permitted","success":true}`, KindRefused, ExecutedUnknown, false},
		"a refusal with nothing more":                       {routeCapture, 409, `{"error":"not_permitted","error_code":null,"errors":null,"capture_id":null,"field_errors":[]}`, KindRefused, ExecutedNo, true},
		"a refusal with a success that is false":            {routeCapture, 409, `{"error":"not_permitted","success":false}`, KindRefused, ExecutedUnknown, false},
		"a refusal with a sale in it":                       {routeAuthorize, 409, `{"error":"credit_exceeded","authorization":{"authorization_id":"77"}}`, KindRefused, ExecutedUnknown, false},
		"a refusal with a sale in data":                     {routeAuthorize, 409, `{"error":"wrong_inputs","data":[{"authorization_id":"77"}]}`, KindInput, ExecutedUnknown, false},
		"a refusal with an id":                              {routeAuthorize, 409, `{"error":"wrong_inputs","id":"77"}`, KindInput, ExecutedUnknown, false},
		"a refusal with a status":                           {routeAuthorize, 409, `{"error":"wrong_inputs","status":"opened"}`, KindInput, ExecutedUnknown, false},
		"a refusal that was executed":                       {routeAuthorize, 409, `{"error":"wrong_inputs","executed":true}`, KindInput, ExecutedUnknown, false},
		"a refusal with a code":                             {routeAuthorize, 409, `{"error":"wrong_inputs","code":"general_error"}`, KindInput, ExecutedUnknown, false},
		"a refusal with a detail":                           {routeAuthorize, 409, `{"error":"wrong_inputs","detail":"no"}`, KindInput, ExecutedUnknown, false},
		"a refusal with a reason":                           {routeAuthorize, 409, `{"error":"wrong_inputs","reason":"GATEWAY_TIMEOUT"}`, KindInput, ExecutedUnknown, false},
		"a refusal with a cause":                            {routeAuthorize, 409, `{"error":"wrong_inputs","cause":{"error":"general_error"}}`, KindInput, ExecutedUnknown, false},
		"a refusal of what was made":                        {routeAuthorize, 409, `{"error":"wrong_inputs","message":"This purchase was already made"}`, KindInput, ExecutedUnknown, false},
		"a refusal of what exists":                          {routeAuthorize, 409, `{"error":"wrong_inputs","field_errors":[{"param":"reference","msg":"already exists"}]}`, KindInput, ExecutedUnknown, false},
		"a refusal of what exists, in French":               {routeAuthorize, 409, `{"error":"wrong_inputs","message":"Cet achat existe déjà"}`, KindInput, ExecutedUnknown, false},
		"a refusal of a replay":                             {routeAuthorize, 409, `{"error":"wrong_inputs","message":"replay of a request that was processed"}`, KindInput, ExecutedUnknown, false},
		"a time-out in French":                              {routeAuthorize, 409, `{"error":"wrong_inputs","message":"Délai dépassé"}`, KindInput, ExecutedUnknown, false},
		"a time-out in French, at length":                   {routeAuthorize, 409, `{"error":"wrong_inputs","message":"Le délai d'attente a expiré"}`, KindInput, ExecutedUnknown, false},
		"nothing there, for a gateway":                      {routeCapture, 404, `{"error":"not_found","message":"no route to backend"}`, KindNotFound, ExecutedUnknown, false},
		"a listed code under a status that is not":          {routeAuthorize, 413, withCode("not_found"), KindNotFound, ExecutedUnknown, true},
		"a message that is an object":                       {routeAuthorize, 409, `{"error":"not_permitted","message":{"en":"no"}}`, KindRefused, ExecutedUnknown, false},
		"a complaint with more in it":                       {routeAuthorize, 409, `{"error":"wrong_inputs","field_errors":[{"param":"x","msg":"no","authorization_id":"77"}]}`, KindInput, ExecutedUnknown, false},
		"one name in two spellings":                         {routeAuthorize, 409, `{"error":"not_permitted","Error":"general_error"}`, KindRefused, ExecutedUnknown, false},
		"a return that is too late":                         {routeReturn, 409, `{"error":"return_date_exceeded","message":"Le délai de retour est dépassé."}`, KindRefused, ExecutedNo, true},
		"a customer who has an account":                     {routeApply, 409, `{"error":"customer_already_exists","message":"The customer already has an account."}`, KindRefused, ExecutedNo, true},
		"an application of before":                          {routeApply, 409, `{"error":"customer_already_exists","message":"duplicate of application 77"}`, KindRefused, ExecutedUnknown, false},
		"an application that was approved":                  {routeApply, 409, `{"error":"wrong_inputs","account_number":"55","status":"approved"}`, KindInput, ExecutedUnknown, false},
		"an error with a time-out":                          {routeAuthorize, 409, `{"error":"general_error","message":"upstream timed out, still processing"}`, KindServer, ExecutedUnknown, false},
		"an error of the server's with one":                 {routeAuthorize, 500, `{"error":"general_error","message":"GATEWAY_TIMEOUT"}`, KindServer, ExecutedUnknown, false},
		"a call that runs":                                  {routeAuthorize, 409, withCode("request_in_progress"), KindRefused, ExecutedUnknown, false},
		"a call that is processed":                          {routeAuthorize, 409, withCode("processing"), KindRefused, ExecutedUnknown, false},
		"a call that comes too early":                       {routeAuthorize, 425, withCode("too_early"), KindRefused, ExecutedUnknown, false},
		"a key in use":                                      {routeAuthorize, 409, withCode("idempotency_key_in_use"), KindRefused, ExecutedUnknown, false},
		"a customer, of a purchase":                         {routeAuthorize, 409, withCode("customer_already_exists"), KindRefused, ExecutedUnknown, true},
		"too many requests, with a sale":                    {routeAuthorize, 429, `{"authorization":{"authorization_id":"77"}}`, KindServer, ExecutedUnknown, false},
		"too many requests, in a list":                      {routeAuthorize, 429, `[{"authorization_id":"77"}]`, KindServer, ExecutedUnknown, false},
		"too many requests, of one call":                    {routeAuthorize, 429, `{"message":"already processed"}`, KindServer, ExecutedUnknown, false},
		"too many requests, by a page that gave up":         {routeAuthorize, 429, `<html>timed out</html>`, KindServer, ExecutedUnknown, false},
		"too many requests, in words":                       {routeAuthorize, 429, `{"error":"too_many_requests","message":"Slow down."}`, KindServer, ExecutedNever, false},
		"too many requests, half of it":                     {routeAuthorize, 429, `{"authorization_id":77,"sta`, KindServer, ExecutedUnknown, false},
		"a firewall with a status":                          {routeAuthorize, 466, `{"id":"77","status":"opened"}`, KindBlocked, ExecutedUnknown, false},
		"a firewall with its own code":                      {routeAuthorize, 465, withCode("malicious_payload"), KindBlocked, ExecutedNever, false},
		"a token, and a sale in data":                       {routeAuthorize, 401, `{"error":"invalid_token","data":{"authorization_id":7}}`, KindAuth, ExecutedUnknown, false},
		"a token, and a status":                             {routeAuthorize, 401, `{"error":"invalid_token","status":"opened"}`, KindAuth, ExecutedUnknown, false},
		"a token, after a purchase":                         {routeAuthorize, 401, `{"error":"invalid_token","message":"it has already been made"}`, KindAuth, ExecutedUnknown, false},
		"a token, and a time-out":                           {routeAuthorize, 401, `{"error":"invalid_token","detail":"upstream timeout"}`, KindAuth, ExecutedUnknown, false},
		"a token, as OAuth says it":                         {routeAuthorize, 401, `{"error":"invalid_token","error_description":"The access token has expired"}`, KindAuth, ExecutedNever, true},
		"an account that cannot be closed, by another code": {routeClose, 403, withCode("already_closed"), KindScope, ExecutedUnknown, false},
		"an account that cannot be closed, and is":          {routeClose, 403, `{"error":"account_not_closable","account_status":"C"}`, KindScope, ExecutedUnknown, false},
		"a capture that names its sale":                     {routeCapture, 409, `{"error":"authorization_ended","authorization_id":"7"}`, KindRefused, ExecutedUnknown, false},
		"a duplicate":                                       {routeAuthorize, 409, `{"error":"wrong_inputs","message":"Duplicate transaction: already processed"}`, KindInput, ExecutedUnknown, false},
		"a key that was used, in words":                     {routeAuthorize, 409, `{"error":"wrong_inputs","message":"Idempotency key already used with another context hash"}`, KindInput, ExecutedUnknown, false},
		"a key by another name":                             {routeCapture, 409, `{"error":"wrong_inputs","field_errors":[{"param":"idempotency-key","msg":"no"}]}`, KindInput, ExecutedUnknown, false},
		"a time-out in words":                               {routeAuthorize, 409, `{"error":"not_verified","message":"Timed out"}`, KindRefused, ExecutedUnknown, false},
		"a token, and a purchase":                           {routeAuthorize, 401, `{"error":"invalid_token","authorization_id":7}`, KindAuth, ExecutedUnknown, false},
		"two codes":                                         {routeRelease, 409, `{"error":"general_error","error":"not_permitted"}`, KindRefused, ExecutedUnknown, false},
	} {
		got := refusal(tc.of, tc.status, []byte(tc.body))
		if got.Claimed != namesWhatWasMade[name] {
			t.Errorf("%s: claimed %v", name, got.Claimed)
		}
		if got.Kind != tc.kind || got.Executed != tc.executed || got.Status != tc.status || got.Answered != tc.answered {
			t.Errorf("%s: got %v, %v, %d, answered %v; want %v, %v, %v", name, got.Kind, got.Executed, got.Status, got.Answered, tc.kind, tc.executed, tc.answered)
		}
	}
}

func TestServersWordsAreKept(t *testing.T) {
	got := refusal(routeApply, 409, []byte(`{"message":"Nope\u001b[2J.","error":"brand_new","error_fields":{"param":"dob","msg":"bad","value":"1990-01-01"}}`))
	if got.Message != "Nope[2J." || got.Code != "brand_new" || len(got.Fields) != 1 || got.Fields[0] != (FieldError{"dob", "bad"}) {
		t.Errorf("got message %q, code %q, fields %v", got.Message, got.Code, got.Fields)
	}
	got = refusal(routeApply, 400, []byte(`{"error":"invalid_client","error_description":"Who?"}`))
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
		got := refusal(routeAuthorize, status, body)
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
