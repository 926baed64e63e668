package words

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

func TestOneEnglishTextHasOneFrenchText(t *testing.T) {
	for _, fault := range differing(messagesOf(parseModule(t))) {
		t.Error(fault)
	}
}

func TestEveryTextIsDefinedOnce(t *testing.T) {
	for _, fault := range repeated(messagesOf(parseModule(t))) {
		t.Error(fault)
	}
}

func TestEveryMessageHasAUser(t *testing.T) {
	for _, fault := range unused(parseModule(t)) {
		t.Error(fault)
	}
}

// TestFaultyTablesAreFound proves the three rules on small tables.
func TestFaultyTablesAreFound(t *testing.T) {
	table := func(path, code string) source {
		t.Helper()
		name := strings.Split(path, "/")[0]
		s, err := parse(path, "package "+name+"\n"+code)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	sale := table("sale/messages.go", `var msgAmount, msgDate = lang.Of("Amount", "Montant"), words.Date; var _ = msgAmount`)
	search := func(code string) source { return table("sale/search.go", code) }
	payment := func(code string) source { return table("payment/payment.go", code) }
	dates := table("words/words.go", `var Date = lang.Of("Date", "Date")`)
	for _, row := range []struct {
		name                        string
		sources                     []source
		differing, repeated, unused string
	}{
		{"nothing is wrong", []source{sale, dates, search(`var _ = msgDate`)}, "", "", ""},
		{"another French text", []source{sale, dates, payment(`func f() { use(msgDate, lang.Of("Amount", "Somme")) }`), search(`var _ = msgDate`)}, "Amount", "Amount", ""},
		{"the same text twice", []source{sale, dates, payment(`func f() { use(lang.Of("Amo" + "unt", "Montant")) }`), search(`var _ = msgDate`)}, "", "Amount", ""},
		{"a message without a user", []source{sale, dates}, "", "", "msgDate"},
		{"a user in another package", []source{sale, dates, payment(`var _ = msgDate`)}, "", "", "msgDate"},
		{"a member of the same name", []source{sale, dates, search(`func f() { use(x.msgDate) }`)}, "", "", "msgDate"},
		{"a user inside a function", []source{sale, dates, search(`func f() { use(msgDate) }`)}, "", "", ""},
		{"a shared text without a user", []source{dates}, "", "", "Date"},
		{"a shared text of another package", []source{dates, payment(`var _ = other.Date`)}, "", "", "Date"},
		{"a shared text with a user", []source{dates, payment(`var _ = words.Date`)}, "", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			messages := messagesOf(row.sources)
			for _, rule := range []struct {
				name  string
				found []string
				want  string
			}{
				{"differing", differing(messages), row.differing},
				{"repeated", repeated(messages), row.repeated},
				{"unused", unused(row.sources), row.unused},
			} {
				switch {
				case rule.want == "" && len(rule.found) > 0:
					t.Errorf("%s finds %q in sound tables", rule.name, rule.found)
				case rule.want != "" && (len(rule.found) != 1 || !strings.Contains(rule.found[0], rule.want)):
					t.Errorf("%s finds %q, want %q", rule.name, rule.found, rule.want)
				}
			}
		})
	}
}

// differing returns a fault for each English text with more than one French text.
func differing(messages []message) []string {
	var faults []string
	first := map[string]message{}
	for _, m := range messages {
		switch earlier, known := first[m.english]; {
		case !known:
			first[m.english] = m
		case earlier.french != m.french:
			faults = append(faults, fmt.Sprintf("%s: %q is %q in French, and %q at %s: choose one, or let the English differ",
				m.where, m.english, m.french, earlier.french, earlier.where))
		}
	}
	return faults
}

// repeated returns a fault for each English text that is written down again.
func repeated(messages []message) []string {
	var faults []string
	first := map[string]message{}
	for _, m := range messages {
		if earlier, known := first[m.english]; known {
			faults = append(faults, fmt.Sprintf("%s: %q stands at %s already: use that one, from flows/words when two packages need it",
				m.where, m.english, earlier.where))
			continue
		}
		first[m.english] = m
	}
	return faults
}

// unused returns a fault for each variable of a message table that no other code names. An exported variable may be
// named by another package.
func unused(sources []source) []string {
	users := map[string]bool{} // folder and name, or package and name
	for _, s := range sources {
		declared := map[*ast.Ident]bool{}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for _, name := range n.Names {
					declared[name] = true
				}
			case *ast.SelectorExpr:
				from, name := selected(n)
				users[from+"."+name] = true
				declared[n.Sel] = true // a member is no user of a variable of the same name
			case *ast.Ident:
				if !declared[n] {
					users[s.dir+"/"+n.Name] = true
				}
			}
			return true
		})
	}
	var faults []string
	for _, s := range sources {
		for _, name := range variables(s.file) {
			if !users[s.dir+"/"+name.Name] && !(name.IsExported() && users[s.file.Name.Name+"."+name.Name]) {
				faults = append(faults, fmt.Sprintf("%s: nothing uses %s", s.set.Position(name.Pos()), name.Name))
			}
		}
	}
	return faults
}

// variables returns the package's variables that hold a message: one of their own or a shared one.
func variables(file *ast.File) []*ast.Ident {
	var names []*ast.Ident
	for _, declaration := range file.Decls {
		group, ok := declaration.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			values := spec.(*ast.ValueSpec) // by the token
			for i, value := range values.Values {
				_, _, own := texts(value)
				from, _ := selected(value)
				if (own || from == "words") && i < len(values.Names) {
					names = append(names, values.Names[i])
				}
			}
		}
	}
	return slices.DeleteFunc(names, func(name *ast.Ident) bool { return name.Name == "_" })
}
