package flowtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

// Clerk plays a flow as a clerk would. Pages that no test of the package names are passed in the usual way, so that a page that is
// added to a flow breaks no test but its own.
type Clerk struct {
	T    testing.TB
	Flow flows.Flow
	// Answers are the clerk's, by field key, on pages that are passed. A required field without one gets its first
	// option, yes, or a word.
	Answers form.Values
}

// Run plays an answer to the page that a test means, and every task that comes of it. It returns the last move.
func (c *Clerk) Run(answer flows.Answer) flows.Move {
	c.T.Helper()
	c.pass()
	return c.Play(c.Flow.Answer(answer))
}

// Play runs the tasks of a move, and of what they lead to.
func (c *Clerk) Play(move flows.Move) flows.Move {
	c.T.Helper()
	for move.Task != nil {
		move = move.Task.Run(c.T.Context())()
	}
	return move
}

// Does takes an action of the page; empty is its way forward.
func (c *Clerk) Does(action string) flows.Move {
	c.T.Helper()
	return c.Run(flows.Answer{Action: action})
}

// Form is the form of the page.
func (c *Clerk) Form() *form.Form {
	c.T.Helper()
	ask, ok := c.Page().Body.(*flows.Ask)
	if !ok {
		c.T.Fatalf("%s has no fields", c.Page().ID)
	}
	return ask.Form
}

// Fill types values into fields by their keys, and goes on.
func (c *Clerk) Fill(values form.Values) flows.Move {
	c.T.Helper()
	page := c.Form()
	for key, value := range values {
		page.Enter(key, value)
	}
	return c.Run(flows.Answer{})
}

// Choose takes the row of the table whose first cell, in English, begins with a text.
func (c *Clerk) Choose(name string) flows.Move {
	c.T.Helper()
	table, ok := c.Page().Body.(*flows.Choose)
	if !ok {
		c.T.Fatalf("%s has no table", c.Page().ID)
	}
	row := slices.IndexFunc(table.Rows, func(r flows.Row) bool { return strings.HasPrefix(r.Cells[0].In(api.English), name) })
	if row < 0 {
		c.T.Fatalf("%s has no row %q", c.Page().ID, name)
	}
	return c.Run(flows.Answer{Row: row})
}

// At returns the page, which must be the one of an id.
func (c *Clerk) At(id string) flows.Page {
	c.T.Helper()
	page := c.Page()
	if page.ID != id {
		c.T.Fatalf("is at %s, want %s; notice %+v", page.ID, id, page.Notice)
	}
	return page
}

// Page is the page that the clerk stands at.
func (c *Clerk) Page() flows.Page {
	c.T.Helper()
	c.pass()
	return c.Flow.Page()
}

// Notice returns what the page says before anything else.
func (c *Clerk) Notice() flows.Notice {
	c.T.Helper()
	if n := c.Page().Notice; n != nil {
		return *n
	}
	return flows.Notice{}
}

// To goes the usual way until a page. A page that confirms money is not passed.
func (c *Clerk) To(id string) flows.Page {
	c.T.Helper()
	for range mostPages {
		page := c.Flow.Page()
		if page.ID == id {
			return page
		}
		c.passes(page)
	}
	c.T.Fatalf("%d pages on it is not at %s but at %s", mostPages, id, c.Flow.Page().ID)
	return flows.Page{}
}

const mostPages = 40

// pass goes the usual way through pages that no test of the package names.
func (c *Clerk) pass() {
	c.T.Helper()
	for range mostPages {
		page := c.Flow.Page()
		if named(c.T)[page.ID] {
			return
		}
		c.passes(page)
	}
}

// passes goes the usual way through one page.
func (c *Clerk) passes(page flows.Page) {
	c.T.Helper()
	answer := flows.Answer{}
	switch body := page.Body.(type) {
	case *flows.Ask:
		c.complete(body.Form)
	case *flows.Choose:
		answer.Row = max(0, slices.IndexFunc(body.Rows, func(r flows.Row) bool { return r.Blocked.Empty() }))
	case *flows.Confirm:
		if body.Money {
			c.T.Fatalf("%s confirms money: a test has to name it", page.ID)
		}
	case *flows.Report:
		c.T.Fatalf("%s is an end: a test has to name it", page.ID)
	}
	if move := c.Play(c.Flow.Answer(answer)); move.Refused || move.Leave {
		c.T.Fatalf("%s is not passed by its way forward: %+v; notice %+v", page.ID, move, c.Flow.Page().Notice)
	}
}

// complete fills in what a form still asks for.
func (c *Clerk) complete(page *form.Form) {
	for _, field := range page.Fields() {
		value := c.Answers[field.Key]
		switch {
		case value != "", page.Value(field.Key) != "", !field.Required:
		case len(field.Options) > 0:
			value = field.Options[0].Code
		case field.Kind == form.YesNo:
			value = form.Yes
		default:
			value = "Sample"
		}
		if value != "" {
			page.Enter(field.Key, value)
		}
	}
}

// pageID matches the ids of pages: "purchase.amount".
var pageID = regexp.MustCompile(`^[a-z]+(\.[a-z_-]+)*$`)

var (
	namedIn = map[string]map[string]bool{}
	naming  sync.Mutex
)

// named are the ids of pages that the tests of the package that is tested name.
func named(t testing.TB) map[string]bool {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	naming.Lock()
	defer naming.Unlock()
	if known, had := namedIn[folder]; had {
		return known
	}
	known := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
				if id, err := strconv.Unquote(text.Value); err == nil && pageID.MatchString(id) {
					known[id] = true
				}
			}
			return true
		})
	}
	namedIn[folder] = known
	return known
}
