package ui

import (
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

// confirmKeys are the keys of a question.
var confirmKeys = table[*confirmBody]{
	first: []row[*confirmBody]{
		{Key: look.Yes, Says: (*confirmBody).does, Works: (*confirmBody).money, Do: (*confirmBody).confirms},
		{Key: look.Enter, Says: (*confirmBody).does, Works: (*confirmBody).free, Do: (*confirmBody).confirms},
		{Key: look.Enter, Works: (*confirmBody).money, Do: (*confirmBody).tries},
	},
	rest: scrollRows[*confirmBody](),
}

func (c *confirmBody) key(msg tea.KeyPressMsg) reply {
	return confirmKeys.press(c, msg, c.page.Actions, 0)
}

func (c *confirmBody) bindings(l api.Language) []key.Binding {
	return confirmKeys.bindings(c, c.page.Actions, l)
}

func (c *confirmBody) money() bool { return c.confirm.Money }
func (c *confirmBody) free() bool  { return !c.confirm.Money }

func (c *confirmBody) moves() bool                       { return c.drawn.moves() }
func (c *confirmBody) scrollBy(move func(*scroll)) reply { return c.drawn.scrollBy(move) }

// does is what the key that confirms does.
func (c *confirmBody) does() lang.Text { return forwardOf(&c.page) }

func (c *confirmBody) confirms() reply {
	c.tried = false
	return reply{handled: true, forward: true}
}

// tries notes that Enter was pressed where it does not confirm.
func (c *confirmBody) tries() reply {
	c.tried = true
	return reply{handled: true}
}

// confirmName is what the key that confirms is called.
func (c *confirmBody) confirmName() lang.Text {
	if c.confirm.Money {
		return look.Yes.Name
	}
	return look.Enter.Name
}

// paste does nothing: what comes out of a clipboard confirms nothing.
func (c *confirmBody) paste(string) reply { return reply{} }

// click does nothing: a deliberate key is asked for.
func (c *confirmBody) click(int, int) reply { return reply{} }

func (c *confirmBody) wheel(lines int) reply {
	c.drawn.by(lines)
	return reply{handled: c.drawn.moves()}
}

// view draws the question and what it is about; the key that confirms is always in sight.
func (c *confirmBody) view(f look.Frame) []string {
	c.drawn.draw(f, c.lines)
	foot := []string{"", keyLine(c.confirmName(), c.does(), 0, f)}
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
