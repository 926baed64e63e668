package api_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const mark = "ASSUMED"

// rows are the first columns of the tables of docs/assumptions.md, and how often each stands there.
func rows(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("../docs/assumptions.md")
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| .{10,} \\|$").FindAllStringSubmatch(string(text), -1) {
		counted[row[1]]++
	}
	return counted
}

// assumed are the paragraphs of the code that assume something: those of assumed.go by the name of what
// they explain, the others by their file.
func assumed(t *testing.T) map[string]int {
	t.Helper()
	counted := map[string]int{}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && entry.Name() != "..":
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(filepath.ToSlash(path), "../")
		if name == "api/assumed.go" {
			byName(file, counted)
			return nil
		}
		for _, comment := range file.Comments {
			if strings.Contains(reference.ReplaceAllString(comment.Text(), ""), mark) && comment != file.Doc {
				counted[name]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counted
}

// reference is how a comment says that something is assumed by declarations of assumed.go, without assuming it again.
var reference = regexp.MustCompile(mark + `\s\(([a-z]\w+(?:,\s\w+)*)\)`)

// TestReferencesToAssumptionsAreThere holds what a comment refers to in assumed.go to be there.
func TestReferencesToAssumptionsAreThere(t *testing.T) {
	made, found := assumed(t), 0
	for method, text := range documentation(t) {
		for _, match := range reference.FindAllStringSubmatch(text, -1) {
			for _, name := range regexp.MustCompile(`\w+`).FindAllString(match[1], -1) {
				found++
				if made[name] != 1 {
					t.Errorf("%s refers to %s, which assumes nothing", method, name)
				}
			}
		}
	}
	if found < 10 {
		t.Errorf("%d references: they are not found", found)
	}
}

// byName counts the paragraphs of declarations.
func byName(file *ast.File, counted map[string]int) {
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if strings.Contains(d.Doc.Text(), mark) {
				counted[d.Name.Name]++
			}
		case *ast.GenDecl:
			if !strings.Contains(d.Doc.Text(), mark) {
				continue
			}
			switch spec := d.Specs[0].(type) {
			case *ast.TypeSpec:
				counted[spec.Name.Name]++
			case *ast.ValueSpec:
				counted[spec.Names[0].Name]++
			}
		}
	}
}

func TestEveryAssumptionIsDocumented(t *testing.T) {
	documented, made := rows(t), assumed(t)
	if made["contextHash"] != 1 || made["api/sandbox/token.go"] != 2 {
		t.Fatalf("the assumptions of the code are not found: %v", made)
	}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if documented[name] != made[name] {
			t.Errorf("%s assumes %d times, docs/assumptions.md has %d lines for it", name, made[name], documented[name])
		}
	}
	for name := range documented {
		if made[name] == 0 {
			t.Errorf("docs/assumptions.md has a line for %s, which assumes nothing", name)
		}
	}
}

// TestEveryParagraphOfAssumedGoAssumes holds every paragraph of assumed.go to be one of a declaration, and to assume.
func TestEveryParagraphOfAssumedGoAssumes(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "assumed.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	named, marked := map[string]int{}, 0
	byName(file, named)
	for _, comment := range file.Comments {
		if strings.Contains(comment.Text(), mark+":") {
			marked++
		}
	}
	if marked != len(named) {
		t.Errorf("%d paragraphs assume something, %d of them explain a declaration", marked, len(named))
	}
}
