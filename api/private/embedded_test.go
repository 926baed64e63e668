package private_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Rule: what holds personal data, a PIN, a token or a secret prints as dots. fmt calls no method of an unexported member, so
// that the struct around it has to hide it: it embeds private.Data, or private.Wire where it is the shape of a body.

// declared are the structs and the methods of the whole program, types as "package.Name".
type declared struct {
	fields  map[string][]member
	methods map[string]map[string]bool
}

type member struct {
	names    []string // none where it is embedded
	exported bool
	types    []string // those that are printed with the member: not what it points to
}

// personal are the names of members that hold personal data as text, in small letters.
var personal = []string{
	"firstname", "middlename", "lastname", "birthdate", "email", "phone", "address1", "address2", "postalcode", "sin", "govidnumber",
	"cardnumber", "securityanswer", "answer", "pin", "verificationcode", "password", "accesstoken", "refreshtoken",
}

// texts are the types whose values print as they are.
var texts = []string{"string", "text", "ID"}

// holdsPersonal reports whether a member holds personal data by its name, as a text that does not hide itself.
func (m member) holdsPersonal() bool {
	return slices.ContainsFunc(m.names, func(name string) bool { return slices.Contains(personal, strings.ToLower(name)) }) &&
		slices.ContainsFunc(m.types, func(of string) bool { return slices.Contains(texts, of[strings.IndexByte(of, '.')+1:]) })
}

func TestPersonalDataIsInTypesThatHideIt(t *testing.T) {
	d := program(t)
	if !d.hides("api.Secret") || !d.hides("api.Customer") || !d.hides("form.Values") || d.hides("api.Money") {
		t.Fatal("the types that hide themselves are not found")
	}
	holding, inside, named := d.holding(), 0, 0
	for _, name := range slices.Sorted(maps.Keys(d.fields)) {
		for _, m := range d.fields[name] {
			if !m.exported && slices.ContainsFunc(m.types, func(of string) bool { return holding[of] }) {
				inside++
				if !d.hides(name) {
					t.Errorf("%s has an unexported member of type %v: embed private.Data", name, m.types)
				}
			}
			if m.holdsPersonal() {
				named++
				if !d.hides(name) {
					t.Errorf("%s has the member %v: embed private.Data, or private.Wire in the shape of a body", name, m.names)
				}
			}
		}
	}
	if inside < 10 || named < 30 {
		t.Errorf("%d members that hide something and %d with personal names are found", inside, named)
	}
}

// TestNothingTakesTheDotsAway fails for a struct in which something else has the name of an embedded method: Go would
// then leave the method out.
func TestNothingTakesTheDotsAway(t *testing.T) {
	d, found := program(t), 0
	for name, members := range d.fields {
		if !d.embeds(name) {
			continue
		}
		found++
		hiding := 0 // of two embedded methods with one name Go takes neither
		for _, m := range members {
			for _, method := range []string{"Format", "MarshalText", "LogValue"} {
				if slices.Contains(m.names, method) {
					t.Errorf("%s has a member %s, which hides the method of that name", name, method)
				}
			}
			if len(m.names) == 0 && (m.isData() || slices.ContainsFunc(m.types, d.hides)) {
				hiding++
			}
		}
		if hiding > 1 {
			t.Errorf("%s embeds %d types that hide it: of two methods with one name Go takes neither", name, hiding)
		}
	}
	if found < 30 {
		t.Errorf("%d types embed what hides them", found)
	}
}

// hides reports whether a type says itself how it is printed.
func (d declared) hides(name string) bool {
	methods := d.methods[name]
	return methods["Format"] || methods["String"] && methods["GoString"] || d.embeds(name)
}

// embeds reports whether a struct embeds private.Data or private.Wire, or a struct that does.
func (d declared) embeds(name string) bool {
	return slices.ContainsFunc(d.fields[name], func(m member) bool {
		return m.isData() || len(m.names) == 0 && len(m.types) == 1 && d.embeds(m.types[0])
	})
}

func (m member) isData() bool {
	return len(m.names) == 0 && len(m.types) == 1 && (m.types[0] == "private.Data" || m.types[0] == "private.Wire")
}

// holding are the types that hide something, and the structs with such a member.
func (d declared) holding() map[string]bool {
	holding := map[string]bool{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(d.methods)), slices.Collect(maps.Keys(d.fields))) {
		// An error's text and a client's name are written without what they hold.
		holding[name] = d.hides(name) && name != "api.Error" && name != "api.Client"
	}
	for grown := true; grown; {
		grown = false
		for name, members := range d.fields {
			for _, m := range members {
				if !holding[name] && slices.ContainsFunc(m.types, func(of string) bool { return holding[of] }) {
					holding[name], grown = true, true
				}
			}
		}
	}
	return holding
}

// root is the top of the repository.
const root = "../.."

// program reads every file but those of tests and of the training server, whose customers are invented.
func program(t *testing.T) declared {
	t.Helper()
	d := declared{map[string][]member{}, map[string]map[string]bool{}}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "sandbox" || strings.HasPrefix(entry.Name(), ".") && file != root):
			return fs.SkipDir
		case !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err == nil {
			d.read(parsed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d declared) read(file *ast.File) {
	names := map[string]string{} // of packages, as the file calls them
	for _, i := range file.Imports {
		name := path.Base(strings.Trim(i.Path.Value, `"`))
		if i.Name != nil {
			names[i.Name.Name] = name
			continue
		}
		names[name] = name
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				continue
			}
			for _, receiver := range typesIn(decl.Recv.List[0].Type, file.Name.Name, names, true) {
				if d.methods[receiver] == nil {
					d.methods[receiver] = map[string]bool{}
				}
				d.methods[receiver][decl.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				named, isType := spec.(*ast.TypeSpec)
				if !isType {
					continue
				}
				if body, isStruct := named.Type.(*ast.StructType); isStruct {
					d.fields[file.Name.Name+"."+named.Name.Name] = members(body, file.Name.Name, names)
				}
			}
		}
	}
}

func members(body *ast.StructType, pkg string, names map[string]string) []member {
	var all []member
	for _, field := range body.Fields.List {
		m := member{exported: true, types: typesIn(field.Type, pkg, names, false)}
		for _, name := range field.Names {
			m.names = append(m.names, name.Name)
			m.exported = m.exported && name.IsExported()
		}
		if len(field.Names) == 0 && len(m.types) > 0 {
			m.exported = ast.IsExported(m.types[0][strings.IndexByte(m.types[0], '.')+1:])
		}
		all = append(all, m)
	}
	return all
}

// typesIn are the named types that are printed with a type. A pointer, a function and a channel print as an
// address; through is true to look behind a pointer.
func typesIn(of ast.Expr, pkg string, names map[string]string, through bool) []string {
	switch of := of.(type) {
	case *ast.Ident:
		return []string{pkg + "." + of.Name}
	case *ast.SelectorExpr:
		if from, ok := of.X.(*ast.Ident); ok {
			return []string{names[from.Name] + "." + of.Sel.Name}
		}
	case *ast.StarExpr:
		if through {
			return typesIn(of.X, pkg, names, through)
		}
	case *ast.ArrayType:
		return typesIn(of.Elt, pkg, names, through)
	case *ast.MapType:
		return append(typesIn(of.Key, pkg, names, through), typesIn(of.Value, pkg, names, through)...)
	case *ast.IndexExpr:
		return append(typesIn(of.X, pkg, names, through), typesIn(of.Index, pkg, names, through)...)
	case *ast.StructType:
		var all []string
		for _, m := range members(of, pkg, names) {
			all = append(all, m.types...)
		}
		return all
	}
	return nil
}
