package ui

// This file runs the tasks of a flow: one at a time, away from the screen, with the answers of older ones dropped.

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"countertop/flows"
	"countertop/ui/page"
)

// running is a task under way.
type running struct {
	task       flows.Task
	cancel     context.CancelFunc
	started    time.Time
	cancelling bool
}

// taskDoneMsg brings what a task returned.
type taskDoneMsg struct {
	player *player
	seq    int
	done   func() flows.Move
}

// taskSecondMsg lets the seconds of a long task show.
type taskSecondMsg struct {
	player *player
	seq    int
}

// start runs a task away from the program's goroutine.
func (p *player) start(task flows.Task) action {
	ctx, cancel := context.WithCancel(context.Background())
	p.seq++
	p.task = &running{task: task, cancel: cancel, started: p.now()}
	seq := p.seq
	run := func() tea.Msg { return taskDoneMsg{p, seq, task.Run(ctx)} }
	return action{cmd: tea.Batch(run, p.second())}
}

// learn lets the flow take over what became of an intent that it waits for.
func (p *player) learn(id flows.IntentID) action {
	learner, ok := p.flow.(flows.Learner)
	if !ok || p.task != nil {
		return action{}
	}
	task := learner.Learned(id)
	if task == nil {
		return action{}
	}
	return p.start(*task)
}

// second wakes the screen once a second while a task runs.
func (p *player) second() tea.Cmd {
	seq := p.seq
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return taskSecondMsg{p, seq} })
}

// awaits is true for the answer of the task that runs now.
func (p *player) awaits(msg taskDoneMsg) bool { return p.task != nil && msg.seq == p.seq }

// taskDone takes what a task brought. Keys typed meanwhile go to the page it leads to, unless
// that is to be seen first: they were meant for another.
func (p *player) taskDone(msg taskDoneMsg) action {
	if !p.awaits(msg) {
		return action{}
	}
	money := p.task.task.Money
	p.task.cancel()
	p.task = nil
	p.shown = p.now()
	act := p.move(msg.done())
	if act.do == actNothing && p.task == nil && p.spoken != p.language {
		act = p.speak()
	}
	if act.do != actNothing || p.task != nil {
		return act
	}
	act.do = actSettled
	if money || p.toBeSeen() {
		act.do = actDropped
	}
	return act
}

// toBeSeen is true for a page that no key typed before it may answer: how something ended, a question, or
// what went wrong or changed.
func (p *player) toBeSeen() bool {
	switch p.page.Body.(type) {
	case *flows.Report, *flows.Confirm:
		return true
	}
	return p.page.Notice != nil
}

// stop cancels what runs; the screen is being left.
func (p *player) stop() {
	p.seq++
	if p.task != nil {
		p.task.cancel()
		p.task = nil
	}
}

// busy reports whether a task runs: keys are kept for the page it leads to.
func (p *player) busy() bool { return p.task != nil }

// unseen reports whether a text has not been drawn as the last key left it: what is typed
// meanwhile waits for that, so that its end counts as seen only once it was on the screen.
func (p *player) unseen() bool {
	text, ok := p.body.(*page.Read)
	return ok && text.Stale && p.task == nil
}

// moneyUnderWay reports whether an answer to a money call is awaited.
func (p *player) moneyUnderWay() bool { return p.task != nil && p.task.task.Money }
