package page

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// Report shows how something ended, or one thing in full, with what can be done next.
type Report struct {
	page   flows.Page
	report *flows.Report
	drawn  scrolled
}

func newReport(page flows.Page) *Report {
	return &Report{page: page, report: page.Body.(*flows.Report)}
}

// Set takes the page anew and keeps what is in sight. It is false where the report is of another
// tone: something else came of it, to be read from its beginning.
func (r *Report) Set(page flows.Page, _ api.Language) bool {
	report, ok := page.Body.(*flows.Report)
	if !ok || report.Tone != r.report.Tone {
		return false
	}
	if report.Headline != r.report.Headline || report.Text != r.report.Text || !sameGroups(report.Groups, r.report.Groups) {
		r.drawn.ready = false
	}
	r.page, r.report = page, report
	return true
}

// reportKeys are the keys of a report.
var reportKeys = table[*Report]{
	first: []row[*Report]{{Key: look.Enter, Says: (*Report).does, Works: (*Report).goesOn, Do: (*Report).forward}},
	rest:  scrollRows[*Report](),
}

// Key does what a key does on the report.
func (r *Report) Key(msg tea.KeyPressMsg) Reply {
	return reportKeys.press(r, msg, r.page.Actions, 0)
}

// Bindings returns the keys that work now.
func (r *Report) Bindings(l api.Language) []key.Binding {
	return reportKeys.bindings(r, r.page.Actions, l)
}

func (r *Report) does() lang.Text { return r.page.Forward }
func (r *Report) goesOn() bool    { return !r.page.Forward.Empty() }
func (r *Report) forward() Reply  { return Reply{Handled: true, Forward: true} }

func (r *Report) moves() bool                       { return r.drawn.moves() }
func (r *Report) scrollBy(move func(*scroll)) Reply { return r.drawn.scrollBy(move) }

// Paste does nothing: there is nothing to type in a report.
func (r *Report) Paste(string) Reply { return Reply{} }

// Click does nothing: the actions have keys.
func (r *Report) Click(int, int) Reply { return Reply{} }

// Wheel scrolls.
func (r *Report) Wheel(lines int) Reply {
	r.drawn.by(lines)
	return Reply{Handled: r.drawn.moves()}
}

// View draws the report, and below it what can be done: a line each where all has room, else
// together in the last lines.
func (r *Report) View(f look.Frame) []string {
	r.drawn.draw(f, r.lines)
	todo := r.todo()
	if len(todo) == 0 {
		return r.drawn.over(nil, f)
	}
	list := todoList(todo, f)
	if len(r.drawn.lines)+1+len(list) <= f.Height {
		r.drawn.room(f.Height, len(r.drawn.lines))
		lines := append(r.drawn.lines[:len(r.drawn.lines):len(r.drawn.lines)], "")
		return append(lines, list...)
	}
	return r.drawn.over(todoTogether(todo, f), f)
}

func (r *Report) lines(f look.Frame) []string {
	var lines []string
	add := func(block []string) {
		if len(lines) > 0 && len(block) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, block...)
	}
	if headline := r.report.Headline.In(f.Language); headline != "" {
		mark, style := toneOf(r.report.Tone, f.Theme)
		add(marked(mark, headline, style.Bold(), f.Width))
	}
	if text := r.report.Text.In(f.Language); text != "" {
		add(look.Styled(f.Theme.Text, look.Wrap(text, f.Width)))
	}
	groups := groupLines(r.report.Groups, f)
	if f.Width >= twoColumnsFrom && len(lines)+len(groups)+reportFoot > f.Height {
		groups = inTwoColumns(r.report.Groups, f)
	}
	add(groups)
	return lines
}

// From this width on, groups that do not fit below one another stand in two columns; the ways on
// below them take reportFoot lines.
const (
	twoColumnsFrom = 84
	reportFoot     = 4
)

// inTwoColumns draws groups in two columns: as many on the left as make the columns most alike.
func inTwoColumns(groups []flows.Group, f look.Frame) []string {
	half := f
	half.Width = (f.Width - 3) / 2
	var left, right []string
	for n := 1; n <= len(groups); n++ {
		l, r := groupLines(groups[:n], half), groupLines(groups[n:], half)
		if left == nil || max(len(l), len(r)) < max(len(left), len(right)) {
			left, right = l, r
		}
	}
	whole := f
	whole.Height = max(len(left), len(right))
	return look.Beside(whole, look.Column{Lines: left, Width: half.Width}, look.Column{Lines: right, Width: half.Width})
}

// todo is something to do from a report: a key and what it does.
type todo struct{ key, does lang.Text }

func (r *Report) todo() []todo {
	var list []todo
	if !r.page.Forward.Empty() {
		list = append(list, todo{look.Enter.Name, r.page.Forward})
	}
	for _, a := range r.page.Actions {
		if a.Key != 0 {
			list = append(list, todo{lang.Same(string(a.Key)), a.Label})
		}
	}
	return list
}

// todoList is a line each, keys in a column.
func todoList(list []todo, f look.Frame) []string {
	keys := 0
	for _, do := range list {
		keys = max(keys, look.Cells(do.key.In(f.Language)))
	}
	lines := make([]string, len(list))
	for i, do := range list {
		lines[i] = keyLine(do.key, do.does, keys, f)
	}
	return lines
}

// todoTogether is all in as few lines as they need, below a blank one.
func todoTogether(list []todo, f look.Frame) []string {
	lines := []string{""}
	var line strings.Builder
	width := 0
	for _, do := range list {
		name, does := do.key.In(f.Language), look.OneLine(do.does.In(f.Language))
		need := look.Cells(name) + 1 + look.Cells(does)
		if width > 0 && width+3+need > f.Width {
			lines = append(lines, line.String())
			line.Reset()
			width = 0
		}
		if width > 0 {
			line.WriteString("   ")
			width += 3
		}
		line.WriteString(look.Fit(f.Theme.Key.Render(name)+" "+f.Theme.Text.Render(does), f.Width, f.Theme.Glyphs.Ellipsis))
		width += need
	}
	return append(lines, line.String())
}

// Ways are the actions of a page with fields, each with its function key.
func Ways(actions []flows.Action, f look.Frame) []string {
	list := make([]todo, len(actions))
	for i, a := range actions {
		list[i] = todo{look.Function(i).Name, a.Label}
	}
	return todoTogether(list, f)
}
