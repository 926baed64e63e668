// Package docs_test holds the pages to the code, and the code's comments to the pages.
package docs_test

import (
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// source is a text of the tree.
type source struct{ path, text string }

// sources returns the tree's texts whose names end in one of the endings, by path from the top. What git ignores and
// hidden folders are left out.
func sources(t *testing.T, endings ...string) []source {
	t.Helper()
	var found []source
	err := filepath.WalkDir("..", func(path string, entry os.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && path != ".." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "dist"):
			return filepath.SkipDir
		case entry.IsDir() || !slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(name, ending) }):
			return nil
		}
		text, err := os.ReadFile(path)
		found = append(found, source{filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator))), string(text)})
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("%d sources end in %q: %v", len(found), endings, err)
	}
	return found
}

// lexeme is a part of a Go file.
type lexeme struct {
	line int
	text string
}

// tokens returns a Go file's parts of one kind, such as its comments.
func tokens(s source, kind token.Token) []lexeme {
	var (
		found []lexeme
		scan  scanner.Scanner
	)
	file := token.NewFileSet().AddFile(s.path, -1, len(s.text))
	scan.Init(file, []byte(s.text), nil, scanner.ScanComments)
	for {
		at, is, text := scan.Scan()
		switch is {
		case token.EOF:
			return found
		case kind:
			found = append(found, lexeme{file.Line(at), text})
		}
	}
}

// page returns a page's text.
func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	// wrapped matches the break of a comment between two lines.
	wrapped = regexp.MustCompile(`\n[ \t]*(//|#)?[ \t]*`)

	mention   = regexp.MustCompile(`docs/([a-z]+\.md)`)
	paragraph = regexp.MustCompile(`docs/contract\.md,? (§\d+(?:(?:, | and | to )§\d+)*)`)
	rule      = regexp.MustCompile(`docs/architecture\.md,? rules? (\d+(?:(?:, | and | to )\d+)*)`)
	number    = regexp.MustCompile(`\d+`)
	headings  = regexp.MustCompile(`(?m)^## §(\d+) `)
	gone      = regexp.MustCompile(`\b(CONTRACT §|DESIGN rule)`)
	items     = regexp.MustCompile(`(?m)^(\d+)\. \*\*`)
)

// numbers returns the numbers with which the parts of a page begin.
func numbers(t *testing.T, name string, part *regexp.Regexp) []string {
	t.Helper()
	var found []string
	for _, match := range part.FindAllStringSubmatch(page(t, name), -1) {
		if slices.Contains(found, match[1]) {
			t.Errorf("docs/%s has two parts with the number %s", name, match[1])
		}
		found = append(found, match[1])
	}
	if len(found) == 0 {
		t.Fatalf("docs/%s has no numbered parts", name)
	}
	return found
}

// deadReferences returns what a text refers to and no page has, and how many references it has in all.
func deadReferences(text string, pages, paragraphs, rules []string) (dead []string, count int) {
	text = wrapped.ReplaceAllString(text, " ")
	for _, match := range mention.FindAllStringSubmatch(text, -1) {
		if count++; !slices.Contains(pages, match[1]) {
			dead = append(dead, "docs/"+match[1])
		}
	}
	parts := func(reference *regexp.Regexp, sign string, known []string) {
		for _, match := range reference.FindAllStringSubmatch(text, -1) {
			for _, part := range number.FindAllString(match[1], -1) {
				if count++; !slices.Contains(known, part) {
					dead = append(dead, sign+part)
				}
			}
		}
	}
	parts(paragraph, "§", paragraphs)
	parts(rule, "rule ", rules)
	return append(dead, gone.FindAllString(text, -1)...), count
}

func TestEveryReferenceToAPageLeadsThere(t *testing.T) {
	var pages []string
	for _, s := range sources(t, ".md") {
		pages = append(pages, filepath.Base(s.path))
	}
	paragraphs, rules, count := numbers(t, "contract.md", headings), numbers(t, "architecture.md", items), 0
	for _, s := range sources(t, ".go", ".md", ".toml", ".yaml", ".yml", "Makefile") {
		if s.path == "docs/pages_test.go" || !strings.Contains(s.text, "docs/") && !strings.Contains(s.text, "CONTRACT") && !strings.Contains(s.text, "DESIGN") {
			continue
		}
		dead, n := deadReferences(s.text, pages, paragraphs, rules)
		count += n
		for _, reference := range dead {
			t.Errorf("%s refers to %s, which is not there", s.path, reference)
		}
	}
	t.Logf("%d references", count)
}

func TestADeadReferenceIsFound(t *testing.T) {
	for text, want := range map[string]string{
		"// It is so (docs/contract.md §4, SEEN).":               "[]",
		"// It is so (docs/contract.md §99, SEEN).":              "[§99]",
		"// It is so (docs/contract.md\n\t// §4, §98 and §5).":   "[§98]",
		"// It is so (docs/contract.md §2 to §97).":              "[§97]",
		"// It is so (docs/architecture.md rules 1 and 96).":     "[rule 96]",
		"// It is so (docs/architecture.md rule 1).":             "[]",
		"// It is so (" + "CONTRACT" + " §4) and DESIGN rule 1.": "[CONTRACT § DESIGN rule]",
		"// It is so (docs/nowhere.md).":                         "[docs/nowhere.md]",
	} {
		dead, _ := deadReferences(text, []string{"contract.md", "architecture.md"}, []string{"2", "4", "5"}, []string{"1"})
		if got := fmt.Sprint(dead); got != want {
			t.Errorf("%q: %s are dead, want %s", text, got, want)
		}
	}
}

var (
	link       = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	byName     = regexp.MustCompile(`(?m)\[([a-z-]+)\](?:[^(:\w]|$)`)
	definition = regexp.MustCompile(`(?m)^\[([a-z-]+)\]: https://\S+$`)
	code       = regexp.MustCompile("(?s)```.*?```|`[^`]*`|(?m)^    .*$")
)

func TestEveryLinkOfAPageLeadsSomewhere(t *testing.T) {
	for _, s := range sources(t, ".md") {
		text := code.ReplaceAllString(s.text, "")
		for _, match := range link.FindAllStringSubmatch(text, -1) {
			target, _, _ := strings.Cut(match[1], "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join("..", filepath.Dir(s.path), target)); err != nil {
				t.Errorf("%s has a link to %s: %v", s.path, target, err)
			}
		}
		var defined []string
		for _, match := range definition.FindAllStringSubmatch(text, -1) {
			defined = append(defined, match[1])
		}
		for _, match := range byName.FindAllStringSubmatch(definition.ReplaceAllString(text, ""), -1) {
			if len(defined) > 0 && !slices.Contains(defined, match[1]) {
				t.Errorf("%s names [%s], and has no address for it", s.path, match[1])
			}
		}
	}
}

func TestTheReadmeNamesEveryPage(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources(t, ".md") {
		if s.path != "README.md" && !strings.Contains(string(readme), "("+s.path+")") {
			t.Errorf("README.md has no link to %s", s.path)
		}
	}
}

func TestEverySchemaOfTheJournalHasItsChanges(t *testing.T) {
	made, err := os.ReadFile("../flows/journal/schema.go")
	if err != nil {
		t.Fatal(err)
	}
	schemas := regexp.MustCompile(`(?m)^const schema(\d+) = `).FindAllStringSubmatch(string(made), -1)
	if len(schemas) < 2 {
		t.Fatalf("%d schemas are found", len(schemas))
	}
	for _, schema := range schemas {
		if !strings.Contains(page(t, "changes.md"), "\n| "+schema[1]+" |") {
			t.Errorf("docs/changes.md has no row for schema %s", schema[1])
		}
	}
}

var (
	pathNamed = regexp.MustCompile("`((?:api|flows|ui|docs)/[a-z0-9_/.]+)`")
	testNamed = regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]+)`")
)

func TestPagesNameWhatIsThere(t *testing.T) {
	var tests strings.Builder
	for _, s := range sources(t, "_test.go") {
		tests.WriteString(s.text)
	}
	for _, s := range sources(t, ".md") {
		for _, match := range pathNamed.FindAllStringSubmatch(s.text, -1) {
			if _, err := os.Stat(filepath.Join("..", match[1])); err != nil {
				t.Errorf("%s names %s: %v", s.path, match[1], err)
			}
		}
		for _, match := range testNamed.FindAllStringSubmatch(s.text, -1) {
			if !strings.Contains(tests.String(), "func "+match[1]+"(") {
				t.Errorf("%s names the test %s, which is not there", s.path, match[1])
			}
		}
	}
}
