package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"countertop/api/sandbox"
)

func TestEmployeesAreReadFromLines(t *testing.T) {
	ids, permissions, err := sandbox.ParseEmployees([]string{"12345-SMITH", " 12345-TRAINEE  apply\tauthorization ", "12345-LOOK none"})
	if d := cmp.Diff([]string{"12345-SMITH", "12345-TRAINEE", "12345-LOOK"}, ids); err != nil || d != "" {
		t.Errorf("%v, ids (-want +got):\n%s", err, d)
	}
	want := map[string][]sandbox.Operation{"12345-TRAINEE": {sandbox.OperationApply, sandbox.OperationAuthorize}, "12345-LOOK": {}}
	if d := cmp.Diff(want, permissions, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("permissions (-want +got):\n%s", d)
	}
	if ids, permissions, err := sandbox.ParseEmployees([]string{"*", "12345-LOOK none"}); err != nil || ids != nil || len(permissions) != 1 {
		t.Errorf("anybody, and one who only looks: %v, %v, %v", ids, permissions, err)
	}
}

func TestEmployeesThatCannotBeRead(t *testing.T) {
	for line, says := range map[string]string{
		"12345-SMITH sell":       "sell is no operation: expected none, or one or more of [apply authorization",
		"12345-SMITH none apply": "none is no operation",
		"* apply":                "* stands by itself",
		"12345-TWICE":            "named twice",
		" ":                      "expected an employee's id",
	} {
		if _, _, err := sandbox.ParseEmployees([]string{"12345-TWICE none", line}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", line, err, says)
		}
	}
}

func TestWhoIsNotNamedDoesNotWorkThere(t *testing.T) {
	ids, permissions, err := sandbox.ParseEmployees([]string{"12345-TEST", "12345-LOOK none"})
	if err != nil {
		t.Fatal(err)
	}
	server := sandbox.New(sandbox.Options{Employees: ids, Permissions: permissions})
	token := tokenFor(t, server)
	for employee, want := range map[string]string{"12345-TEST": "200", "12345-LOOK": "not_permitted", "12345-OTHER": "wrong_inputs", sandbox.EmployeeViewer: "wrong_inputs"} {
		if got := refund(t, server, token, employee); got != want {
			t.Errorf("%s: %s, want %s", employee, got, want)
		}
	}
}

// refund gives a cent back as an employee, and answers the error's code, or 200.
func refund(t *testing.T, server http.Handler, token, employee string) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	body := `{"reference":"F","amount":0.01,"external_location_id":"00-12345","external_employee_id":"` + employee + `"}`
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/"+base+"accounts/100000016/refund", strings.NewReader(body))
	request.Header.Set("x-reference-id", reference)
	request.Header.Set("Authorization", "Bearer "+token)
	server.ServeHTTP(recorder, request)
	if recorder.Code == http.StatusOK {
		return "200"
	}
	var refused struct{ Error string }
	if err := json.Unmarshal(recorder.Body.Bytes(), &refused); err != nil {
		t.Fatal(err)
	}
	return refused.Error
}
