package ui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// confirmBody repeats what will happen and asks for a deliberate key. Money is confirmed by a key that no
// scanner sends and no hand on its way through pages presses: never Enter.
type confirmBody struct {
	page    flows.Page
	confirm *flows.Confirm

	drawn scrolled
	tried bool // Enter was pressed where it does not confirm
}

func newConfirm(page flows.Page) *confirmBody {
	return &confirmBody{page: page, confirm: page.Body.(*flows.Confirm)}
}

// set takes the page anew. It is false where something else is asked: that is to be read from
// its beginning.
func (c *confirmBody) set(page flows.Page) bool {
	confirm, ok := page.Body.(*flows.Confirm)
	if !ok || confirm.Money != c.confirm.Money || confirm.Question != c.confirm.Question || !sameGroups(confirm.Groups, c.confirm.Groups) {
		return false
	}
	c.page, c.confirm = page, confirm
	return true
}

func (c *confirmBody) key(msg tea.KeyPressMsg) reply {
	if id, ok := actionOfKey(c.page.Actions, msg); ok {
		return reply{handled: true, action: id}
	}
	pressed := msg.String()
	switch {
	case slices.Contains(c.confirmKeys(), pressed):
		c.tried = false
		return reply{handled: true, forward: true}
	case pressed == "enter":
		c.tried = true
		return reply{handled: true}
	}
	return reply{handled: c.drawn.key(msg)}
}

// confirmKeys are the keys that confirm, and confirmName what they are called.
func (c *confirmBody) confirmKeys() []string {
	if c.confirm.Money {
		return yesKeys
	}
	return []string{"enter"}
}

func (c *confirmBody) confirmName() lang.Text {
	if c.confirm.Money {
		return keyCtrlY
	}
	return keyEnter
}

// paste does nothing: what comes out of a clipboard confirms nothing.
func (c *confirmBody) paste(string) reply { return reply{} }

// click does nothing: a deliberate key is asked for.
func (c *confirmBody) click(int, int) reply { return reply{} }

func (c *confirmBody) wheel(lines int) reply {
	c.drawn.by(lines)
	return reply{handled: c.drawn.moves()}
}

func (c *confirmBody) bindings(l api.Language) []key.Binding {
	bindings := []key.Binding{forwardBinding(l, c.confirmName(), &c.page, c.confirmKeys()...)}
	return append(append(bindings, c.drawn.bindings(l)...), actionBindings(l, c.page.Actions)...)
}

// view draws the question and what it is about; the key that confirms is always in sight.
func (c *confirmBody) view(f look.Frame) []string {
	c.drawn.draw(f, c.lines)
	does := c.page.Forward
	if does.Empty() {
		does = doContinue
	}
	foot := []string{"", keyLine(c.confirmName(), does, 0, f)}
	if c.tried {
		mark, style := toneOf(flows.Careful, f.Theme)
		foot = append(foot, marked(mark, msgEnterNoMoney.In(f.Language), style, f.Width)...)
	}
	return c.drawn.over(foot, f)
}

func (c *confirmBody) lines(f look.Frame) []string {
	lines := look.Styled(f.Theme.Strong, look.Wrap(c.confirm.Question.In(f.Language), f.Width))
	if len(c.confirm.Groups) > 0 {
		lines = append(lines, "")
	}
	return append(lines, groupLines(c.confirm.Groups, f)...)
}
