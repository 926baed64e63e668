package plainfile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// direct are the functions that open what they are given, a pipe or a link too.
var direct = []string{"Open", "OpenFile", "Create", "WriteFile", "ReadFile", "Truncate"}

// reasons are the files that may use one of them, and why nothing else can be in that place.
var reasons = map[string]string{
	"api/plainfile/plainfile.go": "it is this package",
	"api/sandbox/statefile.go":   "it opens a folder, to make a name in it durable",
	"flows/journal/folder.go":    "it opens a folder, to make a name in it durable",
	"flows/journal/reserve.go":   "it looks first, and cutting a file waits for nobody",
	"ui/document.go":             "it opens nothing that is there (O_EXCL)",
	"ui/training/alone.go":       "it writes into a folder that it has made just now",
}

// Whoever opens a file by a path that somebody chose opens it here, so that a pipe in its place holds up nobody.
func TestFilesAreOpenedHere(t *testing.T) {
	const top = "../.."
	used := map[string]bool{}
	err := filepath.WalkDir(top, func(path string, file fs.DirEntry, err error) error {
		name, _ := filepath.Rel(top, path)
		switch {
		case err != nil:
			return err
		case file.IsDir() && strings.HasPrefix(file.Name(), ".") && path != top:
			return filepath.SkipDir
		case file.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, ok := call.X.(*ast.Ident); ok && of.Name == "os" && slices.Contains(direct, call.Sel.Name) {
				used[name] = true
				if reasons[name] == "" {
					t.Errorf("%s uses os.%s: use this package, or give a reason in this test", name, call.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range reasons {
		if !used[name] {
			t.Errorf("%s needs no reason any more", name)
		}
	}
}
