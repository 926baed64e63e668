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

// rows are the first columns of the tables of docs/assumptions.md, and how often each stands there. Files are those that stand beside
// a declaration.
func rows(t *testing.T) (counted map[string]int, files map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../docs/assumptions.md")
	if err != nil {
		t.Fatal(err)
	}
	counted, files = map[string]int{}, map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (?:\\[`([^`]+)`\\]\\(\\.\\./([^)]+)\\) \\| )?.{10,} \\|$").FindAllStringSubmatch(string(text), -1) {
		counted[row[1]]++
		if row[2] != "" {
			files[row[1]] = row[2]
		}
		if row[2] != row[3] {
			t.Errorf("the link of %s is called %s and leads to %s", row[1], row[2], row[3])
		}
	}
	return counted, files
}

// assumption names an assumption of the code, and its file.
type assumption struct {
	times int
	file  string
}

// assumed are the paragraphs of the code that assume something: those before a declaration of the client by its name, the others
// by their file.
func assumed(t *testing.T) map[string]assumption {
	t.Helper()
	counted := map[string]assumption{}
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
		named := map[*ast.CommentGroup]string{}
		if filepath.Dir(path) == filepath.Join("..", "api") {
			named = declarations(file)
		}
		for _, comment := range file.Comments {
			text, key := reference.ReplaceAllString(comment.Text(), ""), name
			if of := named[comment]; of != "" && strings.Contains(text, mark+":") {
				key = of
			}
			if strings.Contains(text, mark) && comment != file.Doc {
				counted[key] = assumption{counted[key].times + 1, name}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return counted
}

// reference matches a comment that leads to the declarations which assume something, without assuming it again.
var reference = regexp.MustCompile(mark + `\s\(([a-z]\w+(?:,\s\w+)*)\)`)

// TestReferencesToAssumptionsAreThere holds every declaration that a comment refers to as assumed to assume something.
func TestReferencesToAssumptionsAreThere(t *testing.T) {
	made, found := assumed(t), 0
	for method, text := range documentation(t) {
		for _, match := range reference.FindAllStringSubmatch(text, -1) {
			for _, name := range regexp.MustCompile(`\w+`).FindAllString(match[1], -1) {
				found++
				if made[name].times != 1 {
					t.Errorf("%s refers to %s, which assumes nothing", method, name)
				}
			}
		}
	}
	if found < 10 {
		t.Errorf("%d references: they are not found", found)
	}
}

// declarations are the comments before declarations, with the names of these.
func declarations(file *ast.File) map[*ast.CommentGroup]string {
	named := map[*ast.CommentGroup]string{}
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			named[d.Doc] = d.Name.Name
		case *ast.GenDecl:
			switch spec := d.Specs[0].(type) {
			case *ast.TypeSpec:
				named[d.Doc] = spec.Name.Name
			case *ast.ValueSpec:
				named[d.Doc] = spec.Names[0].Name
			}
		}
	}
	delete(named, nil)
	return named
}

func TestEveryAssumptionIsDocumented(t *testing.T) {
	documented, files := rows(t)
	made := assumed(t)
	if made["contextHash"].times != 1 || made["api/sandbox/token.go"].times != 2 || files["contextHash"] == "" {
		t.Fatalf("the assumptions of the code are not found: %v", made)
	}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if documented[name] != made[name].times {
			t.Errorf("%s assumes %d times, docs/assumptions.md has %d lines for it", name, made[name].times, documented[name])
		}
		if file := files[name]; file != "" && file != made[name].file {
			t.Errorf("%s is in %s, docs/assumptions.md has it in %s", name, made[name].file, file)
		}
	}
	for name := range documented {
		if made[name].times == 0 {
			t.Errorf("docs/assumptions.md has a line for %s, which assumes nothing", name)
		}
	}
}

// TestWhatIsAssumedStandsBeforeItsDeclaration fails for an assumption of the client ("ASSUMED:") that no declaration has as its comment.
func TestWhatIsAssumedStandsBeforeItsDeclaration(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		named := declarations(file)
		for _, comment := range file.Comments {
			if strings.HasSuffix(name, "_test.go") || !strings.Contains(comment.Text(), mark+":") {
				continue
			}
			found++
			if named[comment] == "" {
				t.Errorf("%s assumes something before no declaration: %s", name, comment.Text())
			}
		}
	}
	if found < 20 {
		t.Errorf("%d assumptions are found", found)
	}
}
