package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/ui/look"
	"countertop/ui/page"
)

// player plays a flow: it draws the flow's page, gives it the clerk's answers, and runs its
// tasks. It knows no flow in particular.
type player struct {
	flow     flows.Flow
	language api.Language
	spoken   api.Language // the last language that the flow took
	now      func() time.Time

	page flows.Page
	body page.Body
	// warnings are of the page before: its clerk went on, and sees them here.
	warnings []form.Problem
	// root is true for the screen that everything stands on: Esc does not leave it.
	root bool
	// arrived is true when a page that sends something has come: the line may be warmed.
	arrived bool

	task    *running
	seq     int // of tasks: answers of older ones are dropped
	shown   time.Time
	pressed time.Time // the last key

	// The body begins at bodyLeft and bodyTop in the last view.
	bodyLeft, bodyTop int
}

func newPlayer(flow flows.Flow, language api.Language, now func() time.Time) *player {
	p := &player{flow: flow, language: language, spoken: language, now: now}
	p.turn()
	return p
}

// turn takes the flow's page: a body of its own for a new page, the same one for a page that
// only changed.
func (p *player) turn() {
	next := p.flow.Page()
	if next.ID != p.page.ID || !p.body.Set(next, p.language) {
		p.warnings = nil
		if before, ok := p.body.(*page.Ask); ok {
			p.warnings = before.Warnings
		}
		p.body = page.New(next, p.language)
		p.shown = p.now()
		p.arrived = sends(next)
	}
	p.page = next
}

// sends is true for the pages from which something is sent that counts.
func sends(p flows.Page) bool {
	switch p.Body.(type) {
	case *flows.Review, *flows.Confirm:
		return true
	}
	return false
}

func (p *player) update(msg tea.Msg) action {
	switch msg := msg.(type) {
	case taskDoneMsg:
		return p.taskDone(msg)
	case taskSecondMsg:
		if p.task != nil && msg.seq == p.seq {
			return action{cmd: p.second()}
		}
		return action{}
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		p.body.Paste(msg.Content)
		p.turn()
		return action{}
	case tea.MouseClickMsg:
		return p.follow(p.body.Click(msg.X-p.bodyLeft, msg.Y-p.bodyTop))
	case tea.MouseWheelMsg:
		return p.follow(p.body.Wheel(wheelLines(msg)))
	}
	return action{}
}

// wheelLines returns how far a turn of the wheel goes: down is positive.
func wheelLines(msg tea.MouseWheelMsg) int {
	switch msg.Button {
	case tea.MouseWheelUp:
		return -3
	case tea.MouseWheelDown:
		return 3
	}
	return 0
}

// key gives a key to the page. While a task runs only Esc is taken; the shell keeps the
// others.
func (p *player) key(msg tea.KeyPressMsg) action {
	if p.task != nil {
		return p.interrupt(msg)
	}
	quiet := p.quiet()
	p.pressed = p.now()
	switch {
	case p.confirmsMoney(msg) && !quiet:
		return action{say: msgTooFast}
	case p.agrees(msg) && !quiet:
		return action{say: msgAgreeAgain}
	case p.unread() && !look.Moves.Pressed(msg):
		return action{say: msgLookFirst}
	}
	if look.Esc.Pressed(msg) {
		return p.back()
	}
	if reply := p.body.Key(msg); reply.Handled {
		return p.follow(reply)
	}
	if id, ok := p.actionOf(msg); ok {
		return p.answer(flows.Answer{Action: id})
	}
	if look.PageBack.Pressed(msg) {
		return p.back()
	}
	return action{}
}

// Money is confirmed, and a text agreed to, by a key that stands alone: some time after the page appeared and after the
// key before. What a scanner types, or a clerk typed ahead, never does.
const (
	quietAfterPage = 400 * time.Millisecond
	quietAfterKey  = 250 * time.Millisecond
)

func (p *player) quiet() bool {
	now := p.now()
	return now.Sub(p.shown) >= quietAfterPage && now.Sub(p.pressed) >= quietAfterKey
}

// unread reports whether a report, a question or a review has only just appeared: a key that was meant for
// the page before neither answers it, nor takes it away, nor sends what nobody has looked at.
func (p *player) unread() bool {
	switch p.page.Body.(type) {
	case *flows.Report, *flows.Confirm, *flows.Review:
		return p.now().Sub(p.shown) < quietAfterPage
	}
	return false
}

func (p *player) confirmsMoney(msg tea.KeyPressMsg) bool {
	confirm, ok := p.page.Body.(*flows.Confirm)
	return ok && confirm.Money && look.Yes.Pressed(msg)
}

// agrees is true for the key that says for the customer that a text was read and agreed to.
func (p *player) agrees(msg tea.KeyPressMsg) bool {
	text, ok := p.body.(*page.Read)
	return ok && text.Agrees() && look.Enter.Pressed(msg)
}

// interrupt cancels the task under way, where that is possible.
func (p *player) interrupt(msg tea.KeyPressMsg) action {
	switch {
	case !look.Esc.Pressed(msg):
		return action{}
	case p.task.task.Money:
		return action{say: msgNoCancel}
	case p.task.cancelling: // what it did is only known when it returns, which it does at once
		return action{}
	}
	p.task.cancelling = true
	p.task.cancel()
	return action{}
}

// back goes to the page before, or leaves the flow: with a question where something would be
// lost.
func (p *player) back() action {
	if p.flow.Back() {
		p.turn()
		return action{}
	}
	if p.root {
		return action{}
	}
	if !p.flow.Dirty() {
		return action{do: actPop}
	}
	return action{do: actAsk, ask: &dialog{
		title: msgLeaveTitle.With(p.flow.Title()), text: p.leaving(),
		yes: msgLeaveYes, no: msgLeaveNo, then: action{do: actPop},
	}}
}

// leaving says what leaving the flow loses.
func (p *player) leaving() lang.Text {
	if f, ok := p.flow.(flows.Leaver); ok {
		if loss := f.Leaving(); !loss.Empty() {
			return loss
		}
	}
	return msgLeaveText
}

// follow does what a body's reply asks for.
func (p *player) follow(r page.Reply) action {
	switch {
	case r.Forward:
		return p.answer(flows.Answer{Row: r.Row})
	case r.Action != "":
		return p.answer(flows.Answer{Action: r.Action, Row: r.Row})
	}
	if _, typed := p.body.(*page.Ask); typed { // elsewhere a key only moves what is in sight
		p.turn()
	}
	return action{}
}

// answer tells the flow what the clerk did, and does what it says next.
func (p *player) answer(a flows.Answer) action { return p.move(p.flow.Answer(a)) }

// move does what the flow said.
func (p *player) move(m flows.Move) action {
	switch {
	case m.Leave:
		return action{do: actPop}
	case m.Open != nil:
		return action{do: actOpen, flow: m.Open}
	case m.Show != nil:
		p.turn()
		return action{do: actShow, flow: m.Show}
	case m.Read != nil:
		p.turn()
		return action{do: actRead, doc: m.Read}
	case m.Save != nil:
		p.turn()
		return action{do: actSave, doc: m.Save}
	case m.Print != nil:
		p.turn()
		return action{do: actPrint, doc: m.Print}
	}
	p.turn()
	if m.Refused {
		if ask, ok := p.body.(*page.Ask); ok {
			ask.Refuse()
		}
	}
	if m.Task != nil {
		return p.start(*m.Task)
	}
	return action{}
}

func (p *player) refresh(language api.Language) action {
	p.language = language
	if p.spoken != language && p.task == nil {
		return p.speak()
	}
	p.turn()
	return action{}
}

// speak tells the flow the language, and fetches again what the server has to say in it. While a
// task runs that waits for its end.
func (p *player) speak() action {
	p.spoken = p.language
	task := p.flow.Speak(p.language)
	p.turn()
	if task == nil {
		return action{}
	}
	return p.start(*task)
}

// actionOf is the page's action that a key takes: its letter, and on a page with fields a function key
// from F5 on.
func (p *player) actionOf(msg tea.KeyPressMsg) (string, bool) {
	for i, a := range p.page.Actions {
		if p.actionKey(i).Pressed(msg) {
			return a.ID, true
		}
	}
	return "", false
}

func (p *player) actionKey(i int) look.Key {
	if _, fields := p.page.Body.(*flows.Ask); fields {
		return look.Function(i)
	}
	return look.Letter(p.page.Actions[i].Key)
}

func (p *player) title() lang.Text { return p.flow.Title() }

func (p *player) canLeave() bool { return !p.moneyUnderWay() && !p.root }

func (p *player) leaveWord() lang.Text {
	if p.task != nil {
		return look.DoCancel
	}
	return look.DoBack
}
