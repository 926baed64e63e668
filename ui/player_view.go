package ui

import (
	"charm.land/bubbles/v2/key"

	"countertop/api"
	"countertop/flows"
	"countertop/ui/look"
	"countertop/ui/page"
)

// Widths at which the list of steps and the summary stand beside the page.
const (
	besideFrom   = 110
	stagesWidth  = 22
	summaryWidth = 28
	gutter       = 2
)

// view draws the page; where there is room, the steps on its left and the summary on its right.
func (p *player) view(f look.Frame) []string {
	p.bodyLeft = 0
	if f.Width < besideFrom || len(p.flow.Stages()) == 0 { // one page has nothing to stand beside it
		return p.pageLines(f)
	}
	p.bodyLeft = stagesWidth + gutter + 1
	middle := f
	if p.needsRoom() {
		middle.Width = f.Width - stagesWidth - (gutter + 1)
		left := p.stageLines(look.Frame{Width: stagesWidth, Height: f.Height, Theme: f.Theme, Language: f.Language})
		return look.Beside(f, look.Column{Lines: left, Width: stagesWidth}, look.Column{Lines: p.pageLines(middle), Width: middle.Width})
	}
	middle.Width = f.Width - stagesWidth - summaryWidth - 2*(gutter+1)
	left := p.stageLines(look.Frame{Width: stagesWidth, Height: f.Height, Theme: f.Theme, Language: f.Language})
	right := p.summaryLines(look.Frame{Width: summaryWidth, Height: f.Height, Theme: f.Theme, Language: f.Language})
	return look.Beside(f, look.Column{Lines: left, Width: stagesWidth}, look.Column{Lines: p.pageLines(middle), Width: middle.Width}, look.Column{Lines: right, Width: summaryWidth})
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

// pageLines draws the page: title, intro, notice, body, and the task under way.
func (p *player) pageLines(f look.Frame) []string {
	lines := []string{p.heading(f)}
	if !p.page.Intro.Empty() {
		for _, line := range look.Wrap(p.page.Intro.In(f.Language), f.Width) {
			lines = append(lines, f.Theme.Muted.Render(line))
		}
	}
	if p.page.Notice != nil {
		lines = append(append(lines, ""), page.NoticeLines(p.page.Notice, f)...)
	}
	for _, w := range p.warnings {
		for i, line := range look.Wrap(w.Text.In(f.Language), f.Width-2) {
			mark := f.Theme.Glyphs.Warn
			if i > 0 {
				mark = " "
			}
			lines = append(lines, f.Theme.Careful.Render(mark+" "+line))
		}
	}
	lines = append(lines, "")
	rest := f
	rest.Height = f.Height - len(lines)
	if p.task != nil {
		rest.Height -= 2
	}
	p.bodyTop = len(lines)
	ways := p.ways(f)
	rest.Height -= len(ways)
	lines = append(append(lines, p.body.View(rest)...), ways...)
	if p.task != nil {
		lines = append(lines, "", p.taskLine(f))
	}
	return lines[:min(len(lines), f.Height)]
}

// ways are the other things to do on a page with fields, each with its key; other bodies show
// theirs themselves.
func (p *player) ways(f look.Frame) []string {
	if _, fields := p.page.Body.(*flows.Ask); !fields || len(p.page.Actions) == 0 || p.task != nil {
		return nil
	}
	return page.Ways(p.page.Actions, f)
}

// heading is the page's title, with the step it is where the steps are not beside it.
func (p *player) heading(f look.Frame) string {
	title := f.Theme.Heading.Render(look.Fit(p.page.Title.In(f.Language), f.Width, f.Theme.Glyphs.Ellipsis))
	at, all := p.stage()
	if at == 0 {
		return title
	}
	step := f.Theme.Muted.Render(msgStep.With(at, all).In(f.Language))
	return look.Spread(title, step, f.Width)
}

// stage returns the flow's place among its stages, from 1; 0 where it has none.
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
func (p *player) taskLine(f look.Frame) string {
	doing := p.task.task.Doing
	if p.task.cancelling {
		doing = msgCancelling
	}
	text := doing.In(f.Language)
	if s := int(p.now().Sub(p.task.started).Seconds()); s > 0 {
		text += "  " + msgSeconds.With(s).In(f.Language)
	}
	return f.Theme.Accent.Render(look.Fit(text, f.Width, f.Theme.Glyphs.Ellipsis))
}

// stageLines lists the steps.
func (p *player) stageLines(f look.Frame) []string {
	stages := p.flow.Stages()
	if len(stages) == 0 {
		return nil
	}
	lines := []string{f.Theme.Heading.Render(look.Fit(msgSteps.In(f.Language), f.Width, f.Theme.Glyphs.Ellipsis)), ""}
	for _, s := range stages {
		mark, style := " ", f.Theme.Muted
		switch s.State {
		case flows.Here:
			mark, style = f.Theme.Glyphs.Marker, f.Theme.Accent
		case flows.Done:
			mark, style = f.Theme.Glyphs.Check, f.Theme.Text
		}
		for i, line := range look.Wrap(s.Title.In(f.Language), f.Width-2) {
			if i > 0 {
				mark = " "
			}
			lines = append(lines, style.Render(mark+" "+line))
		}
	}
	return lines
}

// summaryLines lists what is known so far.
func (p *player) summaryLines(f look.Frame) []string {
	lines := []string{f.Theme.Heading.Render(look.Fit(msgSoFar.In(f.Language), f.Width, f.Theme.Glyphs.Ellipsis)), ""}
	summary := p.flow.Summary()
	if len(summary) == 0 {
		return append(lines, f.Theme.Muted.Render(msgNothingYet.In(f.Language)))
	}
	for _, line := range summary {
		if !line.Label.Empty() {
			lines = append(lines, f.Theme.Muted.Render(look.Fit(line.Label.In(f.Language), f.Width, f.Theme.Glyphs.Ellipsis)))
		}
		for _, text := range look.Wrap(line.Value.In(f.Language), f.Width-1) {
			lines = append(lines, " "+f.Theme.Text.Render(text))
		}
	}
	return lines
}

// caretAt returns the cursor's place in the last view, nil where it is hidden.
func (p *player) caretAt() *page.Caret {
	c, ok := p.body.(page.Careted)
	if !ok || p.task != nil {
		return nil
	}
	at := c.Caret()
	if at == nil {
		return nil
	}
	return &page.Caret{X: at.X + p.bodyLeft, Y: at.Y + p.bodyTop}
}

func (p *player) bindings(language api.Language) []key.Binding {
	if p.task != nil {
		return nil
	}
	bindings := p.body.Bindings(language)
	if _, fields := p.page.Body.(*flows.Ask); fields {
		for i, a := range p.page.Actions {
			bindings = append(bindings, look.Function(i).Help(language, a.Label))
		}
	}
	return bindings
}
