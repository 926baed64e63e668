package ui

import (
	"strings"

	"charm.land/bubbles/v2/key"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// Widths at which the list of steps and the summary stand beside the page.
const (
	besideFrom   = 110
	stagesWidth  = 22
	summaryWidth = 28
	gutter       = 2
)

// view draws the page; where there is room, the steps on its left and the summary on its right.
func (p *player) view(f frame) []string {
	p.bodyLeft = 0
	if f.width < besideFrom || len(p.flow.Stages()) == 0 { // one page has nothing to stand beside it
		return p.pageLines(f)
	}
	p.bodyLeft = stagesWidth + gutter + 1
	middle := f
	if p.needsRoom() {
		middle.width = f.width - stagesWidth - (gutter + 1)
		left := p.stageLines(frame{stagesWidth, f.height, f.theme, f.language})
		return beside(f, column{left, stagesWidth}, column{p.pageLines(middle), middle.width})
	}
	middle.width = f.width - stagesWidth - summaryWidth - 2*(gutter+1)
	left := p.stageLines(frame{stagesWidth, f.height, f.theme, f.language})
	right := p.summaryLines(frame{summaryWidth, f.height, f.theme, f.language})
	return beside(f, column{left, stagesWidth}, column{p.pageLines(middle), middle.width}, column{right, summaryWidth})
}

// needsRoom is true for a report, which says all that the summary does, and for a table, whose
// columns matter more.
func (p *player) needsRoom() bool {
	switch p.page.Body.(type) {
	case *flows.Report, *flows.Choose:
		return true
	}
	return false
}

// column is lines of one width.
type column struct {
	lines []string
	width int
}

// beside sets columns next to one another, with a rule between them.
func beside(f frame, columns ...column) []string {
	rule := " " + f.theme.Rule.Render(f.theme.Glyphs.Vertical) + " "
	rows := make([]string, f.height)
	var b strings.Builder
	for y := range rows {
		b.Reset()
		for i, c := range columns {
			if i > 0 {
				b.WriteString(rule)
			}
			line := ""
			if y < len(c.lines) {
				line = c.lines[y]
			}
			b.WriteString(pad(line, c.width))
		}
		rows[y] = b.String()
	}
	return rows
}

// pageLines draws the page: title, intro, notice, body, and the task under way.
func (p *player) pageLines(f frame) []string {
	lines := []string{p.heading(f)}
	if !p.page.Intro.Empty() {
		for _, line := range wrap(p.page.Intro.In(f.language), f.width) {
			lines = append(lines, f.theme.Muted.Render(line))
		}
	}
	if p.page.Notice != nil {
		lines = append(append(lines, ""), noticeLines(p.page.Notice, f)...)
	}
	for _, w := range p.warnings {
		for i, line := range wrap(w.Text.In(f.language), f.width-2) {
			mark := f.theme.Glyphs.Warn
			if i > 0 {
				mark = " "
			}
			lines = append(lines, f.theme.Careful.Render(mark+" "+line))
		}
	}
	lines = append(lines, "")
	rest := f
	rest.height = f.height - len(lines)
	if p.task != nil {
		rest.height -= 2
	}
	p.bodyTop = len(lines)
	ways := p.ways(f)
	rest.height -= len(ways)
	lines = append(append(lines, p.body.view(rest)...), ways...)
	if p.task != nil {
		lines = append(lines, "", p.taskLine(f))
	}
	return lines[:min(len(lines), f.height)]
}

// ways are the other things to do on a page with fields, each with its key; other bodies show
// theirs themselves.
func (p *player) ways(f frame) []string {
	if _, fields := p.page.Body.(*flows.Ask); !fields || len(p.page.Actions) == 0 || p.task != nil {
		return nil
	}
	list := make([]todo, len(p.page.Actions))
	for i, a := range p.page.Actions {
		list[i] = todo{lang.Same(strings.ToUpper(functionKey(i))), a.Label}
	}
	return todoTogether(list, f)
}

// heading is the page's title, with the step it is where the steps are not beside it.
func (p *player) heading(f frame) string {
	title := f.theme.Heading.Render(fit(p.page.Title.In(f.language), f.width, f.theme.Glyphs.Ellipsis))
	at, all := p.stage()
	if at == 0 {
		return title
	}
	step := f.theme.Muted.Render(msgStep.With(at, all).In(f.language))
	return spread(title, step, f.width)
}

// stage is where the flow is among its stages, from 1; 0 where it has none.
func (p *player) stage() (at, all int) {
	stages := p.flow.Stages()
	for i, s := range stages {
		if s.State == flows.Here {
			at = i + 1
		}
	}
	return at, len(stages)
}

// taskLine says what is going on, for how long, and what Esc does.
func (p *player) taskLine(f frame) string {
	doing := p.task.task.Doing
	if p.task.cancelling {
		doing = msgCancelling
	}
	text := doing.In(f.language)
	if s := int(p.now().Sub(p.task.started).Seconds()); s > 0 {
		text += "  " + msgSeconds.With(s).In(f.language)
	}
	return f.theme.Accent.Render(fit(text, f.width, f.theme.Glyphs.Ellipsis))
}

// stageLines lists the steps.
func (p *player) stageLines(f frame) []string {
	stages := p.flow.Stages()
	if len(stages) == 0 {
		return nil
	}
	lines := []string{f.theme.Heading.Render(fit(msgSteps.In(f.language), f.width, f.theme.Glyphs.Ellipsis)), ""}
	for _, s := range stages {
		mark, style := " ", f.theme.Muted
		switch s.State {
		case flows.Here:
			mark, style = f.theme.Glyphs.Marker, f.theme.Accent
		case flows.Done:
			mark, style = f.theme.Glyphs.Check, f.theme.Text
		}
		for i, line := range wrap(s.Title.In(f.language), f.width-2) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, style.Render(mark+" "+line))
		}
	}
	return lines
}

// summaryLines lists what is known so far.
func (p *player) summaryLines(f frame) []string {
	lines := []string{f.theme.Heading.Render(fit(msgSoFar.In(f.language), f.width, f.theme.Glyphs.Ellipsis)), ""}
	summary := p.flow.Summary()
	if len(summary) == 0 {
		return append(lines, f.theme.Muted.Render(msgNothingYet.In(f.language)))
	}
	for _, line := range summary {
		if !line.Label.Empty() {
			lines = append(lines, f.theme.Muted.Render(fit(line.Label.In(f.language), f.width, f.theme.Glyphs.Ellipsis)))
		}
		for _, text := range wrap(line.Value.In(f.language), f.width-1) {
			lines = append(lines, " "+f.theme.Text.Render(text))
		}
	}
	return lines
}

// caretAt is where the cursor stands in the last view, nil where it is hidden.
func (p *player) caretAt() *caret {
	c, ok := p.body.(careted)
	if !ok || p.task != nil {
		return nil
	}
	at := c.caret()
	if at == nil {
		return nil
	}
	return &caret{at.x + p.bodyLeft, at.y + p.bodyTop}
}

func (p *player) bindings(language api.Language) []key.Binding {
	if p.task != nil {
		return nil
	}
	bindings := p.body.bindings(language)
	if _, fields := p.page.Body.(*flows.Ask); fields {
		for i, a := range p.page.Actions {
			bindings = append(bindings, bind(language, lang.Same(strings.ToUpper(functionKey(i))), a.Label, functionKey(i)))
		}
	}
	return bindings
}
