package docs_test

// Whether docs/contract.md has what api/openapi.yaml describes.

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// named reports whether a page has a name between backticks, alone or with a length: `name`, `name`(35).
func named(text, name string) bool {
	return strings.Contains(text, "`"+name+"`") || strings.Contains(text, " "+name+"`") || strings.Contains(text, "`"+name+" ")
}

// describedMembers adds the names of all members of a schema, and those of their members, to found.
func describedMembers(schema *openapi3.SchemaRef, found map[string]bool) {
	if schema == nil || schema.Value == nil {
		return
	}
	for name, member := range schema.Value.Properties {
		if found[name] = true; member.Ref == "" {
			describedMembers(member, found)
		}
	}
	describedMembers(schema.Value.Items, found)
}

// errorCodes adds the codes of an answer to found.
func errorCodes(answer *openapi3.ResponseRef, found map[string]bool) {
	codes, _ := answer.Value.Extensions["x-error-codes"].(map[string]any)
	for code := range codes {
		found[code] = true
	}
}

func TestTheContractHasWhatTheDescriptionHas(t *testing.T) {
	description, err := openapi3.NewLoader().LoadFromFile("../api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, schema := range description.Components.Schemas {
		describedMembers(schema, names)
	}
	for path, item := range description.Paths.Map() {
		for method, operation := range item.Operations() {
			if older := strings.Replace(path, "/v2.5/", "/v2.5.1/", 1); description.Paths.Find(older) == nil || older == path {
				names[method+" "+strings.TrimPrefix(path, "/")] = true
			}
			for _, parameter := range slices.Concat(item.Parameters, operation.Parameters) {
				if parameter.Value.In != "path" {
					names[parameter.Value.Name] = true
				}
			}
			for _, answer := range operation.Responses.Map() {
				errorCodes(answer, names)
			}
		}
	}
	if len(names) < 150 {
		t.Fatalf("api/openapi.yaml describes %d names only", len(names))
	}
	text := strings.ReplaceAll(page(t, "contract.md"), "\n", " ")
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !named(text, name) {
			t.Errorf("docs/contract.md does not have `%s`", name)
		}
	}
	t.Logf("%d names", len(names))
}
