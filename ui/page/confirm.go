package page

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
	"countertop/ui/look"
)

// Confirm repeats what will happen and asks for a deliberate key. Money is confirmed by a key that no
// scanner sends and no hand on its way through pages presses: never Enter.
type Confirm struct {
	page    flows.Page
	confirm *flows.Confirm

	drawn scrolled
	tried bool // Enter was pressed where it does not confirm
}

func newConfirm(page flows.Page) *Confirm {
	return &Confirm{page: page, confirm: page.Body.(*flows.Confirm)}
}

// Set takes the page anew. It is false where something else is asked: that is to be read from
// its beginning.
func (c *Confirm) Set(page flows.Page, _ api.Language) bool {
	confirm, ok := page.Body.(*flows.Confirm)
	if !ok || confirm.Money != c.confirm.Money || confirm.Question != c.confirm.Question || !sameGroups(confirm.Groups, c.confirm.Groups) {
		return false
	}
	c.page, c.confirm = page, confirm
	return true
}

// confirmKeys are the keys of a question.
var confirmKeys = table[*Confirm]{
	first: []row[*Confirm]{
		{Key: look.Yes, Says: (*Confirm).does, Works: (*Confirm).money, Do: (*Confirm).confirms},
		{Key: look.Enter, Says: (*Confirm).does, Works: (*Confirm).free, Do: (*Confirm).confirms},
		{Key: look.Enter, Works: (*Confirm).money, Do: (*Confirm).tries},
	},
	rest: scrollRows[*Confirm](),
}

// Key does what a key does on the question.
func (c *Confirm) Key(msg tea.KeyPressMsg) Reply {
	return confirmKeys.press(c, msg, c.page.Actions, 0)
}

// Bindings returns the keys that work now.
func (c *Confirm) Bindings(l api.Language) []key.Binding {
	return confirmKeys.bindings(c, c.page.Actions, l)
}

func (c *Confirm) money() bool { return c.confirm.Money }
func (c *Confirm) free() bool  { return !c.confirm.Money }

func (c *Confirm) moves() bool                       { return c.drawn.moves() }
func (c *Confirm) scrollBy(move func(*scroll)) Reply { return c.drawn.scrollBy(move) }

// does names what the key that confirms does.
func (c *Confirm) does() lang.Text { return forwardOf(&c.page) }

func (c *Confirm) confirms() Reply {
	c.tried = false
	return Reply{Handled: true, Forward: true}
}

// tries notes that Enter was pressed where it does not confirm.
func (c *Confirm) tries() Reply {
	c.tried = true
	return Reply{Handled: true}
}

// confirmName returns the name of the key that confirms.
func (c *Confirm) confirmName() lang.Text {
	if c.confirm.Money {
		return look.Yes.Name
	}
	return look.Enter.Name
}

// Paste does nothing: what comes out of a clipboard confirms nothing.
func (c *Confirm) Paste(string) Reply { return Reply{} }

// Click does nothing: a deliberate key is asked for.
func (c *Confirm) Click(int, int) Reply { return Reply{} }

// Wheel scrolls.
func (c *Confirm) Wheel(lines int) Reply {
	c.drawn.by(lines)
	return Reply{Handled: c.drawn.moves()}
}

// View draws the question and what it is about; the key that confirms is always in sight.
func (c *Confirm) View(f look.Frame) []string {
	c.drawn.draw(f, c.lines)
	foot := []string{"", keyLine(c.confirmName(), c.does(), 0, f)}
	if c.tried {
		mark, style := toneOf(flows.Careful, f.Theme)
		foot = append(foot, marked(mark, msgEnterNoMoney.In(f.Language), style, f.Width)...)
	}
	return c.drawn.over(foot, f)
}

func (c *Confirm) lines(f look.Frame) []string {
	lines := look.Styled(f.Theme.Strong, look.Wrap(c.confirm.Question.In(f.Language), f.Width))
	if len(c.confirm.Groups) > 0 {
		lines = append(lines, "")
	}
	return append(lines, groupLines(c.confirm.Groups, f)...)
}
