package api_test

// What the documentation of the client's endpoints says: where each comes from.

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"countertop/api"
)

// asks is true for a method that makes a call: it takes a context and a Call.
func asks(m reflect.Type) bool {
	return m.NumIn() >= 3 && m.In(1) == reflect.TypeFor[context.Context]() && m.In(2) == reflect.TypeFor[api.Call]()
}

// documentation is the text before each method of Client.
func documentation(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			method, ok := declaration.(*ast.FuncDecl)
			if !ok || method.Recv == nil {
				continue
			}
			if pointer, ok := method.Recv.List[0].Type.(*ast.StarExpr); ok && isClient(pointer.X) {
				texts[method.Name.Name] = method.Doc.Text()
			}
		}
	}
	return texts
}

func isClient(receiver ast.Expr) bool {
	name, ok := receiver.(*ast.Ident)
	return ok && name.Name == "Client"
}

var paragraph = regexp.MustCompile(`docs/contract\.md §\d[^.]*(SEEN|ASSUMED)`)

func TestEveryEndpointSaysWhereItComesFrom(t *testing.T) {
	texts, client, endpoints := documentation(t), reflect.TypeFor[*api.Client](), 0
	for method := range client.Methods() {
		if !asks(method.Type) {
			continue
		}
		endpoints++
		if !paragraph.MatchString(texts[method.Name]) {
			t.Errorf("%s names no paragraph of the contract with its mark: %q", method.Name, texts[method.Name])
		}
	}
	if endpoints != 22 {
		t.Errorf("%d methods ask an endpoint, want 22", endpoints)
	}
}
