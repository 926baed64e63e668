package words

// This file reads the message tables of the whole module from their source.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// source is one parsed file; dir is its folder, which stands for its package.
type source struct {
	dir  string
	file *ast.File
	set  *token.FileSet
}

// message is a call of lang.Of with two literals.
type message struct{ where, english, french string }

// parseModule parses every Go file of the module but the tests, once for all tests.
func parseModule(t *testing.T) []source {
	t.Helper()
	sources, err := module()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(messagesOf(sources)); n < 1000 {
		t.Fatalf("only %d messages were found: the test looks in the wrong place", n)
	}
	return sources
}

var module = sync.OnceValues(func() ([]source, error) {
	var sources []source
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		parsed, err := parse(path, nil)
		sources = append(sources, parsed)
		return err
	})
	return sources, err
})

// parse parses a file, or the text of one (as parser.ParseFile does).
func parse(path string, text any) (source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
	return source{filepath.Dir(path), file, set}, err
}

// messagesOf returns the messages of the files, in the order of the files.
func messagesOf(sources []source) []message {
	var messages []message
	for _, s := range sources {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if english, french, ok := texts(n); ok {
				messages = append(messages, message{s.set.Position(n.Pos()).String(), english, french})
			}
			return true
		})
	}
	return messages
}

// texts returns the two texts of a call of lang.Of; ok is false for any other node and for a call without literals.
func texts(n ast.Node) (english, french string, ok bool) {
	call, isCall := n.(*ast.CallExpr)
	if !isCall || len(call.Args) != 2 {
		return "", "", false
	}
	from, name := selected(call.Fun)
	inside, _ := call.Fun.(*ast.Ident) // Of, within package lang
	if (from != "lang" || name != "Of") && (inside == nil || inside.Name != "Of") {
		return "", "", false
	}
	english, isText := literal(call.Args[0])
	french, areTexts := literal(call.Args[1])
	return english, french, isText && areTexts
}

// selected returns the two names of an expression like lang.Of, and two empty ones for any other.
func selected(n ast.Node) (from, name string) {
	if selector, ok := n.(*ast.SelectorExpr); ok {
		if x, ok := selector.X.(*ast.Ident); ok {
			return x.Name, selector.Sel.Name
		}
	}
	return "", ""
}

// literal returns the text of a string literal, or of several that are added.
func literal(x ast.Expr) (string, bool) {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return literal(x.X)
	case *ast.BinaryExpr:
		left, ok := literal(x.X)
		right, too := literal(x.Y)
		return left + right, ok && too
	case *ast.BasicLit:
		text, err := strconv.Unquote(x.Value)
		return text, err == nil
	}
	return "", false
}
