package sandbox_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"countertop/api/sandbox"
)

// counter is a client of one training server, with a clock that the test moves.
type counter struct {
	t      *testing.T
	server *sandbox.Server
	url    string
	token  string

	mu   sync.Mutex
	now  time.Time
	pins []sandbox.PIN
}

// noon is the time at which every test begins.
var noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func setup(t *testing.T, options sandbox.Options) *counter {
	t.Helper()
	k := &counter{t: t, now: noon}
	options.Now = k.time
	options.PIN = func(pin sandbox.PIN) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.pins = append(k.pins, pin)
	}
	k.server = sandbox.New(options)
	listening := httptest.NewServer(k.server)
	t.Cleanup(listening.Close)
	k.url = listening.URL + sandbox.BasePath
	k.token = k.signIn("merchant")
	return k
}

func (k *counter) time() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now
}

func (k *counter) wait(d time.Duration) {
	k.mu.Lock()
	k.now = k.now.Add(d)
	k.mu.Unlock()
	k.token = k.signIn("merchant")
}

// lastPIN is the digits that were sent last.
func (k *counter) lastPIN() string {
	k.t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.pins) == 0 {
		k.t.Fatal("no PIN was sent")
	}
	return k.pins[len(k.pins)-1].Digits
}

// answer is a status and a decoded body.
type answer struct {
	path   string // of the call, without its query
	status int
	raw    string
	body   map[string]any
}

func (a answer) code() string {
	code, _ := a.body["error"].(string)
	return code
}

// params are the parameters that an error body complains about.
func (a answer) params() []string {
	var names []string
	fields, _ := a.body["field_errors"].([]any)
	for _, f := range fields {
		names = append(names, f.(map[string]any)["param"].(string))
	}
	return names
}

// noScope is the error of a token whose scope does not suffice.
const noScope = "Insufficient scope: authorized scope is insufficient"

const reference = "0123456789abcdef0123456789abcdef"

func (k *counter) do(method, path, contentType string, body []byte, headers map[string]string) answer {
	request, err := http.NewRequestWithContext(k.t.Context(), method, k.url+path, bytes.NewReader(body))
	if err != nil {
		k.t.Error(err)
		return answer{}
	}
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Content-Type", contentType)
	if k.token != "" {
		request.Header.Set("Authorization", "Bearer "+k.token)
	}
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer{}
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		k.t.Error(err)
	}
	a := answer{path: request.URL.Path, status: response.StatusCode, raw: string(raw)}
	if strings.HasPrefix(a.raw, "{") {
		if err := json.Unmarshal(raw, &a.body); err != nil {
			k.t.Errorf("%s %s answers no JSON: %v", method, path, err)
		}
	}
	return a
}

func (k *counter) form(values url.Values) answer {
	return k.do(http.MethodPost, "v2.5/oauth/token", "application/x-www-form-urlencoded", []byte(values.Encode()), nil)
}

func (k *counter) signIn(scope string) string {
	k.t.Helper()
	a := k.form(url.Values{
		"client_id": {sandbox.DefaultClientID}, "client_secret": {sandbox.DefaultClientSecret}, "scope": {scope},
	})
	token, _ := a.body["access_token"].(string)
	if a.status != 200 || token == "" {
		k.t.Fatalf("signing in answers %d %s", a.status, a.raw)
	}
	return token
}

const (
	base     = "v2.5/client-id/" + sandbox.DefaultClientID + "/"
	interest = "v2.5.1/client-id/" + sandbox.DefaultClientID + "/"
)

func (k *counter) get(path string) answer { return k.do(http.MethodGet, path, "", nil, nil) }

func (k *counter) post(path string, body any, headers ...string) answer {
	raw, isRaw := body.(string)
	if !isRaw {
		encoded, err := json.Marshal(body)
		if err != nil {
			k.t.Error(err)
		}
		raw = string(encoded)
	}
	own := map[string]string{}
	for pair := range slices.Chunk(headers, 2) {
		own[pair[0]] = pair[1]
	}
	return k.do(http.MethodPost, path, "application/json", []byte(raw), own)
}

func (k *counter) expect(a answer, status int, code string) {
	k.t.Helper()
	if a.status != status || a.code() != code {
		k.t.Errorf("answers %d %q, want %d %q: %s", a.status, a.code(), status, code, a.raw)
	}
}

// object is a body in a test: a copy of base with changes; a nil value removes a member.
type object map[string]any

func (o object) with(changes object) object {
	out := maps.Clone(o)
	for name, value := range changes {
		if value == nil {
			delete(out, name)
		} else {
			out[name] = value
		}
	}
	return out
}

// customer is the sample customer with a first name and the nth of that name.
func customer(t *testing.T, first string) sandbox.SampleCustomer {
	t.Helper()
	for _, c := range sandbox.SampleCustomers() {
		if c.FirstName == first {
			return c
		}
	}
	t.Fatalf("no sample customer is called %s", first)
	return sandbox.SampleCustomer{}
}

// freshAccounts returns the number of accounts that a server begins with.
func freshAccounts() int { return sandbox.New(sandbox.Options{}).State().Figures["accounts"] }

// verified verifies an account by its security question and gives the PIN.
func (k *counter) verified(account, requestID string) string {
	k.t.Helper()
	a := k.post(base+"account/"+account+"/verify", object{
		"format": "security_question", "request_id": requestID, "security_qid": "4", "security_answer": "sample",
	})
	return k.pinOf(a)
}

func (k *counter) pinOf(a answer) string {
	k.t.Helper()
	_, pin, _ := strings.Cut(strings.TrimSpace(a.raw), `{"verification_code":`)
	pin = strings.TrimSuffix(pin, "}")
	if a.status != 200 || len(pin) < 4 || strings.Trim(pin, "0123456789") != "" {
		k.t.Fatalf("verify answers %d %s, want a PIN", a.status, a.raw)
	}
	return pin
}

// purchase is a body of authorization that is accepted once the PIN is added.
func purchase(account, requestID string) object {
	return object{
		"account_number": account, "reference": "TEST-1", "amount": json.Number("100.00"), "auto_capture": true,
		"financing_option": object{"transaction_type": "promotional_purchase", "plan_id": 4, "term": 3},
		"request_id":       requestID, "external_location_id": sandbox.DefaultLocation, "external_employee_id": "12345-TEST",
	}
}

// available is the credit that lookup says is left.
func (k *counter) available(account string) string {
	k.t.Helper()
	a := k.get(base + "customers/lookup?account_number=" + account)
	_, rest, _ := strings.Cut(a.raw, `"available_credit":`)
	amount, _, _ := strings.Cut(rest, ",")
	return amount
}

// ask calls the handler without a network and gives the status.
func ask(t testing.TB, server http.Handler, token, method, path, body string) int {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), method, "/"+path, strings.NewReader(body))
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Authorization", "Bearer "+token)
	server.ServeHTTP(recorder, request)
	return recorder.Code
}

// bodyOf is ask for the body of a read.
func bodyOf(t testing.TB, server http.Handler, token, path string) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/"+path, nil)
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Authorization", "Bearer "+token)
	server.ServeHTTP(recorder, request)
	return recorder.Body.String()
}
