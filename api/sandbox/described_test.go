package sandbox_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"countertop/api/sandbox"
)

// This file shows that api/openapi.yaml is whole: that it has what client and server have, that it says
// of everything where it comes from, and that what goes against it is found.

// endpoint is a method and a path with its parameters' names.
type endpoint struct{ method, path string }

// operation is the id of the operation of a method and a path; "" is none.
func (c *contract) operation(method, path string) string {
	item := c.doc.Paths.Value(path)
	if item == nil || item.GetOperation(method) == nil {
		return ""
	}
	return item.GetOperation(method).OperationID
}

// clientRoutes are the routes in the client's source: every literal of the type route.
func clientRoutes(t *testing.T) []endpoint {
	t.Helper()
	files := token.NewFileSet()
	names, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string]string{"v25": "v2.5", "v251": "v2.5.1"}
	var routes []endpoint
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(source, func(node ast.Node) bool {
			literal, ok := node.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if kind, named := literal.Type.(*ast.Ident); !named || kind.Name != "route" || len(literal.Elts) == 0 {
				return true
			}
			method := literal.Elts[1].(*ast.SelectorExpr).Sel.Name
			version := versions[literal.Elts[2].(*ast.Ident).Name]
			pattern, err := strconv.Unquote(literal.Elts[3].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			routes = append(routes, endpoint{strings.ToUpper(strings.TrimPrefix(method, "Method")), "/" + version + "/" + pattern})
			return true
		})
	}
	return routes
}

func TestTheContractHasEveryEndpointOfTheServer(t *testing.T) {
	c := readContract(t)
	ids := []string{}
	for _, pattern := range sandbox.Endpoints() {
		method, path, _ := strings.Cut(pattern, " ")
		id := c.operation(method, path)
		if id == "" {
			t.Errorf("%s is not in the contract", pattern)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if all := c.operations(); !slices.Equal(ids, all) {
		t.Errorf("the server has %v, the contract %v", ids, all)
	}
}

// TestTheScopesOfTheContractAreTheServers asks for every operation with a token of scope customer.
func TestTheScopesOfTheContractAreTheServers(t *testing.T) {
	c := readContract(t)
	k := setup(t, sandbox.Options{})
	k.token = k.signIn("customer")
	named := strings.NewReplacer("{client_id}", sandbox.DefaultClientID, "{account_number}", "1", "{authorization_id}", "1", "{capture_id}", "1", "{key}", "x")
	for path, item := range c.doc.Paths.Map() {
		for method, operation := range item.Operations() {
			if operation.OperationID == "token" {
				continue
			}
			security := operation.Security
			if security == nil {
				security = &c.doc.Security
			}
			may := slices.ContainsFunc(*security, func(r openapi3.SecurityRequirement) bool { return slices.Contains(r["token"], "customer") })
			got := k.do(method, strings.TrimPrefix(named.Replace(path), "/"), "application/json", []byte("{}"), nil)
			if refused := got.code() == noScope; refused == may {
				t.Errorf("%s with a token of a customer: %d %s, while the contract says %v", operation.OperationID, got.status, got.code(), may)
			}
		}
	}
}

// TestEverythingInTheContractSaysWhereItComesFrom looks at every operation, parameter, body, answer, error
// code, schema and property.
func TestEverythingInTheContractSaysWhereItComesFrom(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	looked := marksOf(doc)
	for _, where := range looked.lacking {
		t.Errorf("%s says neither seen nor assumed", where)
	}
	t.Logf("%d are seen, %d assumed", looked.seen, looked.assumed)
	if looked.seen < 300 || looked.assumed < 100 {
		t.Errorf("%d are seen, %d assumed: most are not looked at", looked.seen, looked.assumed)
	}
	schemas, token := doc.Components.Schemas, doc.Paths.Value("/v2.5/oauth/token").Post
	delete(schemas["Return"].Value.Properties["return_id"].Extensions, evidence)
	delete(schemas["Items"].Value.Properties["products"].Value.Items.Value.Properties["sku_id"].Value.Extensions, evidence)
	delete(doc.Components.Parameters["Language"].Value.Extensions, evidence)
	token.Extensions[evidence] = "guessed"
	token.Responses.Status(400).Value.Extensions[errorCodes] = map[string]any{"invalid_client": true}
	if looked = marksOf(doc); len(looked.lacking) != 5 {
		t.Errorf("five marks were taken away, and these are missed: %v", looked.lacking)
	}
}

// marks holds the evidence that a document gives for its parts.
type marks struct {
	lacking       []string
	seen, assumed int
}

func (m *marks) count(where string, mark any) {
	switch mark {
	case "seen":
		m.seen++
	case "assumed":
		m.assumed++
	default:
		m.lacking = append(m.lacking, where)
	}
}

func marksOf(doc *openapi3.T) marks {
	var m marks
	for path, item := range doc.Paths.Map() {
		m.parameters(path, item.Parameters)
		for method, operation := range item.Operations() {
			where := method + " " + path
			m.count(where, operation.Extensions[evidence])
			m.parameters(where, operation.Parameters)
			if body := operation.RequestBody; body != nil {
				m.count(where+" body", body.Value.Extensions[evidence])
			}
			for status, answer := range operation.Responses.Map() {
				m.answer(where+" "+status, answer)
			}
		}
	}
	for name, parameter := range doc.Components.Parameters {
		m.count(name, parameter.Value.Extensions[evidence])
	}
	for name, answer := range doc.Components.Responses {
		m.answer(name, answer)
	}
	for name, schema := range doc.Components.Schemas {
		m.count(name, schema.Value.Extensions[evidence])
		m.properties(name, schema)
	}
	return m
}

// parameters counts those that are no references: what those refer to is counted by itself.
func (m *marks) parameters(where string, parameters openapi3.Parameters) {
	for _, p := range parameters {
		if p.Ref == "" {
			m.count(where+" "+p.Value.Name, p.Value.Extensions[evidence])
		}
	}
}

// answer counts an answer that is no reference, and its error codes.
func (m *marks) answer(where string, answer *openapi3.ResponseRef) {
	if answer.Ref != "" {
		return
	}
	m.count(where, answer.Value.Extensions[evidence])
	codes, _ := answer.Value.Extensions[errorCodes].(map[string]any)
	for code, mark := range codes {
		m.count(where+" "+code, mark)
	}
}

// properties counts the properties of a schema, also of those within it. A property that refers to a
// schema has a mark of its own: what a name stands for and that there is such a name are not the same.
func (m *marks) properties(where string, schema *openapi3.SchemaRef) {
	if schema == nil || schema.Ref != "" {
		return
	}
	for name, property := range schema.Value.Properties {
		extensions := property.Extensions
		if property.Ref == "" {
			extensions = property.Value.Extensions
		}
		m.count(where+"."+name, extensions[evidence])
		m.properties(where+"."+name, property)
	}
	m.properties(where+"[]", schema.Value.Items)
}

// planted is traffic with one error in it, or none.
type planted struct {
	method, path string
	content      string // type of the body
	body         string
	header       http.Header
	answer       string // of a server that answers 200; empty: of the training server
	want         string // in what is found; empty: nothing is
}

const (
	goodVerify  = `{"format":"merchant_override","request_id":"r"}`
	goodVerdict = `{"verification_code":1234}`
	goodRefund  = `{"reference":"F","amount":1.25,"external_location_id":"00-1","external_employee_id":"c"}`
	goodReturn  = `{"return_id":"1","reference":"R","capture_id":2,"date":"2026-03-10T12:00:00Z","amount":"1.00","remaining_capture_amount":0.10,"remaining_authorization_amount":"0.00"}`
	returnBody  = `{"reference":"R","amount":1,"external_location_id":"00-1","external_employee_id":"c"}`
	verifyPath  = base + "account/1/verify"
	refundPath  = base + "accounts/1/refund"
	returnPath  = base + "authorization/1/capture/2/return"
)

func verifies(body, answer, want string) planted {
	return planted{method: "POST", path: verifyPath, body: body, answer: answer, want: want}
}

func returns(answer, want string) planted {
	return planted{method: "POST", path: returnPath, body: returnBody, answer: answer, want: want}
}

func refunds(body, want string) planted {
	return planted{method: "POST", path: refundPath, body: body, answer: "{}", want: want}
}

func signs(form, want string) planted {
	return planted{
		method: "POST", path: "v2.5/oauth/token", content: "application/x-www-form-urlencoded", body: form, want: want,
		answer: `{"token_type":"bearer","access_token":"t","expires_in":"1200","refresh_token":"r","scope":"merchant"}`,
	}
}

func reads(path, answer, want string) planted {
	return planted{method: "GET", path: path, answer: answer, want: want}
}

var plantedErrors = map[string]planted{
	"none in a verification":             verifies(goodVerify, goodVerdict, ""),
	"a misspelt field":                   verifies(`{"fromat":"sms","request_id":"r"}`, goodVerdict, "'fromat'"),
	"a missing required field":           verifies(`{"format":"sms"}`, goodVerdict, "'request_id'"),
	"a field missing for a format":       verifies(`{"format":"security_question","request_id":"r","security_qid":4}`, goodVerdict, "'security_answer'"),
	"a value that is not of the list":    verifies(`{"format":"pigeon","request_id":"r"}`, goodVerdict, "format"),
	"a text that is too long":            verifies(`{"request_id":"`+strings.Repeat("x", 151)+`"}`, goodVerdict, "request_id"),
	"no body":                            verifies("", goodVerdict, "value is required"),
	"a wrong type in an answer":          verifies(goodVerify, `{"verification_code":true}`, "verification_code"),
	"a PIN of nine digits in an answer":  verifies(goodVerify, `{"verification_code":123456789}`, "verification_code"),
	"a field missing in an answer":       verifies(goodVerify, `{}`, "'verification_code'"),
	"a field too many in an answer":      verifies(goodVerify, `{"verification_code":1234,"verificationCode":1}`, "'verificationCode'"),
	"an answer that is no JSON":          verifies(goodVerify, `<html>`, "decode"),
	"none in a refund":                   refunds(goodRefund, ""),
	"none in a refund with texts":        refunds(strings.Replace(goodRefund, "1.25", `"1.25"`, 1), ""),
	"a part of a cent":                   refunds(strings.Replace(goodRefund, "1.25", "1.255", 1), "amount"),
	"a part of a cent in a text":         refunds(strings.Replace(goodRefund, "1.25", `"1.255"`, 1), "amount"),
	"an amount of nothing":               refunds(strings.Replace(goodRefund, "1.25", "0", 1), "amount"),
	"an unknown field of an item":        refunds(strings.Replace(goodRefund, "}", `,"sku_data":{"colour":1}}`, 1), "sku_data"),
	"none in a total below zero":         refunds(strings.Replace(goodRefund, "}", `,"sku_data":{"pst":-1.10}}`, 1), ""),
	"none in a return":                   returns(goodReturn, ""),
	"a date in words":                    returns(strings.Replace(goodReturn, "2026-03-10T12:00:00Z", "yesterday", 1), "date"),
	"an amount in words":                 returns(strings.Replace(goodReturn, `"1.00"`, `"one"`, 1), "amount"),
	"an id in an object":                 returns(strings.Replace(goodReturn, `"capture_id":2`, `"capture_id":{"id":2}`, 1), "capture_id"),
	"none in a form":                     signs("client_id=a&client_secret=b&grant_type=client_credentials&scope=merchant", ""),
	"a misspelt field in a form":         signs("client_id=a&client_secret=b&grant=password", "grant"),
	"a missing field in a form":          signs("client_id=a", "client_secret"),
	"a refresh without its token":        signs("client_id=a&client_secret=b&grant_type=refresh_token", "refresh_token"),
	"an unknown grant":                   signs("client_id=a&client_secret=b&grant_type=magic", "grant_type"),
	"none in a query":                    reads(interest+"captures?page_number=1&lang=fr", `{"page_number":1,"page_size":"50","total_count":0,"captures":[]}`, ""),
	"a misspelt parameter":               reads(interest+"captures?page=1", `{"page_number":1,"page_size":50,"total_count":0,"captures":[]}`, "page"),
	"a parameter that is no number":      reads(interest+"captures?page_number=one", `{"page_number":1,"page_size":50,"total_count":0,"captures":[]}`, "page_number"),
	"a language nobody speaks here":      reads(base+"terms-and-conditions?lang=de", `{"version":"1","title":"T","text":"T"}`, "lang"),
	"a missing parameter":                reads(base+"customers/search?first_name=A&last_name=B", `[]`, "dob"),
	"a status that is not known":         reads(base+"customers/search?first_name=A&last_name=B&dob=1980-01-01", `[{"account_status":"Q"}]`, "account_status"),
	"an unknown path":                    reads(base+"customers/find", `{}`, "no matching operation"),
	"a path of the other version":        reads(interest+"i18n", `{}`, "no matching operation"),
	"another method":                     {method: "PUT", path: refundPath, body: goodRefund, answer: "{}", want: "method not allowed"},
	"no reference id":                    {method: "GET", path: base + "terms-and-conditions", header: http.Header{"X-Reference-Id": nil}, want: "x-reference-id"},
	"a reference id with dashes":         {method: "GET", path: base + "terms-and-conditions", header: http.Header{"X-Reference-Id": {"01234567-89ab-cdef-0123-456789abcdef"}}, want: "x-reference-id"},
	"no token":                           {method: "GET", path: base + "terms-and-conditions", header: http.Header{"Authorization": nil}, want: "bearer"},
	"a hash that is none":                {method: "POST", path: refundPath, body: goodRefund, answer: "{}", header: http.Header{"X-Context-Hash": {"abc"}}, want: "x-context-hash"},
	"a body where there is none":         {method: "GET", path: base + "terms-and-conditions", body: "{}", want: "body not allowed"},
	"an error code that is not known":    {method: "GET", path: base + "i18n", answer: `409 {"message":"No","error":"no_idea"}`, want: "no_idea"},
	"a status that is not in the answer": {method: "GET", path: base + "i18n", answer: `418 {"message":"No","error":"teapot"}`, want: "status is not supported"},
}

func TestWhatGoesAgainstTheContractIsFound(t *testing.T) {
	c := readContract(t)
	for name, row := range plantedErrors {
		t.Run(name, func(t *testing.T) {
			var next http.Handler = sandbox.New(sandbox.Options{})
			if row.answer != "" {
				next = http.HandlerFunc(row.reply)
			}
			row.ask(t, held{c, next, true})
			found := strings.Join(c.found(), "; ")
			if !strings.Contains(found, row.want) || row.want == "" && found != "" {
				t.Errorf("found %q, want %q", found, row.want)
			}
		})
	}
}

func (p planted) ask(t *testing.T, server http.Handler) {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), p.method, sandbox.BasePath+p.path, strings.NewReader(p.body))
	request.Header.Set("X-Reference-Id", reference)
	request.Header.Set("Authorization", "Bearer x")
	if p.body != "" {
		request.Header.Set("Content-Type", cmp.Or(p.content, "application/json"))
	}
	for name, values := range p.header {
		request.Header.Del(name)
		for _, value := range values {
			request.Header.Set(name, value)
		}
	}
	server.ServeHTTP(httptest.NewRecorder(), request)
}

// reply answers what is planted: a body, or a status and a body.
func (p planted) reply(w http.ResponseWriter, _ *http.Request) {
	status, body := http.StatusOK, p.answer
	if before, after, found := strings.Cut(p.answer, " {"); found {
		if code, err := strconv.Atoi(before); err == nil {
			status, body = code, "{"+after
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}
