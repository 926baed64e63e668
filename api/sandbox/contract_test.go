package sandbox_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"countertop/api"
	"countertop/api/sandbox"
)

// This file holds whoever speaks to a training server, and the server, to api/openapi.yaml.

const contractFile = "../openapi.yaml"

// What the contract says of itself, beyond OpenAPI.
const (
	evidence   = "x-evidence"
	errorCodes = "x-error-codes"
)

// contract is api/openapi.yaml, and what was found of traffic that was held to it.
type contract struct {
	doc    *openapi3.T
	router routers.Router

	refreshed chan struct{} // the client had a token refreshed

	mu       sync.Mutex
	asked    map[string]bool     // operations that were answered
	byClient map[string]bool     // of those, the ones that the client asked for
	byCall   map[string][]string // the client's again, by their reference id
	faults   []string
}

func readContract(t *testing.T) *contract {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	written := tree(t, doc)
	tighten(branch(written, "components", "schemas"))
	raw, err := json.Marshal(written)
	if err != nil {
		t.Fatal(err)
	}
	if doc, err = openapi3.NewLoader().LoadFromData(raw); err != nil {
		t.Fatal(err)
	}
	doc.Servers = openapi3.Servers{{URL: strings.TrimSuffix(sandbox.BasePath, "/")}}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &contract{
		doc: doc, router: router, refreshed: make(chan struct{}, 1), asked: map[string]bool{}, byClient: map[string]bool{}, byCall: map[string][]string{},
	}
}

// tree is a document as plain maps and lists.
func tree(t *testing.T, doc *openapi3.T) map[string]any {
	t.Helper()
	raw, err := doc.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var written map[string]any
	if err := json.Unmarshal(raw, &written); err != nil {
		t.Fatal(err)
	}
	return written
}

func branch(node map[string]any, path ...string) map[string]any {
	for _, name := range path {
		node, _ = node[name].(map[string]any)
	}
	return node
}

// tighten takes the room out of the schemas of answers: a client must take more than the contract
// says, but this server has no business with properties and values that are not in it.
func tighten(schemas map[string]any) {
	for _, each := range schemas {
		schema, _ := each.(map[string]any)
		if values, known := schema["x-known-values"]; known {
			schema["enum"] = values
		}
		properties, there := schema["properties"].(map[string]any)
		if _, said := schema["additionalProperties"]; there && !said {
			schema["additionalProperties"] = false
		}
		tighten(properties)
		if items, there := schema["items"].(map[string]any); there {
			tighten(map[string]any{"items": items})
		}
	}
}

// held is a server whose traffic is held to the contract.
type held struct {
	*contract
	next   http.Handler
	client bool // what is asked comes from the client and must be right too
}

// around serves a server within the contract, and gives its base URL.
func (c *contract) around(t *testing.T, next http.Handler, client bool) string {
	t.Helper()
	listening := httptest.NewServer(held{c, next, client})
	t.Cleanup(listening.Close)
	return listening.URL + sandbox.BasePath
}

// setup is a counter whose answers are held to the contract.
func (c *contract) setup(t *testing.T, options sandbox.Options) *counter {
	t.Helper()
	k := setup(t, options)
	k.url = c.around(t, k.server, false)
	return k
}

// client is a client of a counter's server whose requests are held to the contract too.
func (c *contract) client(t *testing.T, k *counter, changes ...func(*api.Options)) *api.Client {
	t.Helper()
	options := api.Options{
		BaseURL: c.around(t, k.server, true), ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret, ReadAttempts: 1,
	}
	for _, change := range changes {
		change(&options)
	}
	client, err := api.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// found gives the faults that were found since it was asked last.
func (c *contract) found() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	faults := c.faults
	c.faults = nil
	return faults
}

// keep fails the test for each fault.
func (c *contract) keep(t *testing.T) {
	t.Helper()
	for _, fault := range c.found() {
		t.Error(fault)
	}
}

func (c *contract) note(r *http.Request, what string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = append(c.faults, fmt.Sprintf("%s %s: %s: %s", r.Method, r.URL.Path, what, short(err)))
}

// short is an error without the schema and the value that it is about.
func short(err error) string {
	var where string
	var request *openapi3filter.RequestError
	if errors.As(err, &request) && request.Parameter != nil {
		where = request.Parameter.Name + ": "
	}
	var schema *openapi3.SchemaError
	if errors.As(err, &schema) {
		_, reason, _ := strings.Cut(schema.Reason, "\n")
		where += strings.Join(schema.JSONPointer(), ".")
		return strings.TrimSpace(where + " " + cmp.Or(reason, schema.Reason))
	}
	return where + err.Error()
}

var (
	errQuery  = errors.New("the query has a parameter that is not in the contract")
	errForm   = errors.New("the form has a field that is not in the contract")
	errCode   = errors.New("the error code is not in the contract")
	errBearer = errors.New("there is no bearer token")
)

// ServeHTTP has a request answered, and looks at both.
func (h held) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		h.note(r, "request", err)
	}
	asked := r.Clone(r.Context())
	asked.Body, r.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
	recorder := httptest.NewRecorder()
	h.next.ServeHTTP(recorder, r)
	defer func() {
		maps.Copy(w.Header(), recorder.Header())
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(recorder.Body.Bytes())
	}()
	route, path, err := h.router.FindRoute(asked)
	if err != nil {
		h.note(r, "request", err)
		return
	}
	input := &openapi3filter.RequestValidationInput{
		Request: asked, PathParams: path, QueryParams: asked.URL.Query(), Route: route,
		Options: &openapi3filter.Options{
			IncludeResponseStatus: true, SkipSettingDefaults: true, RejectWhenRequestBodyNotSpecified: true, AuthenticationFunc: bearer,
		},
	}
	if h.client {
		h.checkRequest(input, body)
	}
	h.checkAnswer(input, recorder.Result())
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked[route.Operation.OperationID] = true
	if h.client {
		h.byClient[route.Operation.OperationID] = true
		h.byCall[r.Header.Get("X-Reference-Id")] = append(h.byCall[r.Header.Get("X-Reference-Id")], route.Operation.OperationID)
	}
}

func bearer(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	if !strings.HasPrefix(input.RequestValidationInput.Request.Header.Get("Authorization"), "Bearer ") {
		return errBearer
	}
	return nil
}

func (h held) checkRequest(input *openapi3filter.RequestValidationInput, body []byte) {
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		h.note(input.Request, "request", err)
	}
	operation := input.Route.Operation
	for name := range input.QueryParams {
		described := operation.Parameters.GetByInAndName("query", name)
		if described == nil {
			described = input.Route.PathItem.Parameters.GetByInAndName("query", name)
		}
		if described == nil {
			h.note(input.Request, "request", fmt.Errorf("%w: %s", errQuery, name))
		}
	}
	if operation.OperationID == "token" {
		h.checkForm(input, body)
	}
}

// checkForm looks at the names in a form, since a validator of forms reads those that it knows.
func (h held) checkForm(input *openapi3filter.RequestValidationInput, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		h.note(input.Request, "form", err)
	}
	described := input.Route.Operation.RequestBody.Value.Content.Get("application/x-www-form-urlencoded").Schema.Value.Properties
	for name := range form {
		if described[name] == nil {
			h.note(input.Request, "request", fmt.Errorf("%w: %s", errForm, name))
		}
	}
	if form.Get("grant_type") != "refresh_token" {
		return
	}
	select {
	case h.refreshed <- struct{}{}:
	default: // it is known
	}
}

func (h held) checkAnswer(input *openapi3filter.RequestValidationInput, answer *http.Response) {
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		h.note(input.Request, "answer", err)
	}
	if err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: answer.StatusCode, Header: answer.Header, Options: input.Options,
		Body: io.NopCloser(bytes.NewReader(body)),
	}); err != nil {
		h.note(input.Request, fmt.Sprintf("answer %d", answer.StatusCode), err)
		return
	}
	described := input.Route.Operation.Responses.Status(answer.StatusCode).Value
	codes, coded := described.Extensions[errorCodes].(map[string]any)
	if !coded {
		return
	}
	var refusal struct{ Error string }
	if err := json.Unmarshal(body, &refusal); err != nil || codes[refusal.Error] == nil {
		h.note(input.Request, fmt.Sprintf("answer %d", answer.StatusCode), fmt.Errorf("%w: %s", errCode, refusal.Error))
	}
}

// askedUnder are the operations that the client asked for under a reference id.
func (c *contract) askedUnder(ref api.ReferenceID) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byCall[string(ref)]
}

// newest are the operations without those of v2.5 that v2.5.1 has too: the client asks for the newest.
func (c *contract) newest() []string {
	return slices.DeleteFunc(c.operations(), func(id string) bool { return strings.HasSuffix(id, "V25") })
}

// operations are the ids of all operations, sorted.
func (c *contract) operations() []string {
	var ids []string
	for _, item := range c.doc.Paths.Map() {
		for _, operation := range item.Operations() {
			ids = append(ids, operation.OperationID)
		}
	}
	slices.Sort(ids)
	return ids
}
