package docs_test

// Whether codes of the vendor's lists stand in one file.

import (
	"encoding/json"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// fileOfCodes names every code that a rule depends on.
const fileOfCodes = "api/codes.go"

// word is a code that is no number: numbers stand everywhere.
var word = regexp.MustCompile(`^[A-Za-z][A-Za-z_]*$`)

// addCodes adds the codes of every list in a catalogue: the names of the members whose values are texts.
func addCodes(value any, codes map[string]bool) {
	members, _ := value.(map[string]any)
	for name, member := range members {
		if _, label := member.(string); label && word.MatchString(name) {
			codes[name] = true
		}
		addCodes(member, codes)
	}
}

// listedCodes returns the codes of the training server's catalogue, of account types, statuses and reasons.
func listedCodes(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../api/sandbox/catalogue.en.json")
	if err != nil {
		t.Fatal(err)
	}
	var lists map[string]any
	if err := json.Unmarshal(text, &lists); err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{"consumer": true, "business": true, "C": true}
	for _, list := range lists {
		addCodes(list, codes)
	}
	_, reasons, _ := strings.Cut(page(t, "contract.md"), "Reason codes begin")
	reasons, _, _ = strings.Cut(reasons, "\n\n")
	for _, reason := range regexp.MustCompile(`\b[AFNZ][A-Z]{3}\b`).FindAllString(reasons, -1) {
		codes[reason], codes[reason[:1]] = true, true
	}
	return codes
}

// mayHaveCodes are the parts of the program that have codes of their own: the training server, which shares none with
// the client, and the certification, whose applicant is invented. Beside them, by file, literals that are no codes.
func mayHaveCode(path, literal string) bool {
	switch {
	case path == fileOfCodes, strings.HasSuffix(path, "_test.go"), strings.HasPrefix(path, "api/sandbox/"), strings.HasPrefix(path, "api/certification/"):
		return true
	case path == "api/moment.go":
		return literal == "Z" // UTC
	case path == "api/customers.go":
		return len(literal) == 1 // ratings
	case path == "ui/cli/sandbox.go":
		return literal == "business" // a flag
	}
	return false
}

func TestCodesOfTheVendorsListsStandInOneFile(t *testing.T) {
	codes, met := listedCodes(t), 0
	if len(codes) < 80 {
		t.Fatalf("%d codes only", len(codes))
	}
	for _, s := range sources(t, ".go") {
		for _, literal := range tokens(s, token.STRING) {
			value, _ := strconv.Unquote(literal.text)
			switch {
			case !codes[value]:
			case s.path == fileOfCodes:
				met++
			case !mayHaveCode(s.path, value):
				t.Errorf("%s:%d: the code %q stands here, and belongs in %s", s.path, literal.line, value, fileOfCodes)
			}
		}
	}
	if met < 20 {
		t.Errorf("%s has %d codes only", fileOfCodes, met)
	}
}

// seenErrorCodes returns the error codes that api/openapi.yaml marks as documented. A text in place of a code is none.
func seenErrorCodes(t *testing.T) map[string]bool {
	t.Helper()
	description, err := openapi3.NewLoader().LoadFromFile("../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, item := range description.Paths.Map() {
		for _, operation := range item.Operations() {
			for _, answer := range operation.Responses.Map() {
				marks, _ := answer.Value.Extensions["x-error-codes"].(map[string]any)
				for code, mark := range marks {
					if mark == "seen" && !strings.Contains(code, " ") {
						codes[strings.ToLower(code)] = true
					}
				}
			}
		}
	}
	return codes
}

func TestEveryDocumentedErrorCodeIsClassifiedAndExplained(t *testing.T) {
	codes, classified, explained := seenErrorCodes(t), map[string]bool{"gateway_timeout": true}, map[string]bool{} // by its status
	for _, s := range sources(t, ".go") {
		for _, literal := range tokens(s, token.STRING) {
			switch value, _ := strconv.Unquote(literal.text); {
			case s.path == "flows/failure_messages.go":
				explained[value] = true
			case strings.Count(s.path, "/") == 1 && strings.HasPrefix(s.path, "api/") && !strings.HasSuffix(s.path, "_test.go"):
				classified[value] = true
			}
		}
	}
	if len(codes) < 40 {
		t.Fatalf("%d codes only", len(codes))
	}
	for code := range codes {
		decision, _, _ := strings.Cut(code, "_declined") // application_declined_2 and the like are decisions
		decision, _, _ = strings.Cut(decision, "_marked")
		if !classified[code] && decision != "application" {
			t.Errorf("api does not classify the error code %s", code)
		}
		if !explained[code] {
			t.Errorf("flows/failure_messages.go does not explain the error code %s", code)
		}
	}
}
