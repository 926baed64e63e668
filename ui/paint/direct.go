//go:build !windows

package paint

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// gap is the least time between two paints; a person sees no difference, and a
// barcode scanner's burst costs a few paints instead of hundreds.
const gap = 4 * time.Millisecond

// surface takes what a direct model paints.
type surface interface {
	paint(v tea.View) error
	resize(width, height int)
	setProfile(profile colorprofile.Profile)
	setMode(report tea.ModeReportMsg)
}

// session is the terminal and the keyboard around a direct model.
type session interface {
	// begin starts the keyboard, after the first paint.
	begin() error
	// abandon restores the terminal for good, from any goroutine.
	abandon()
}

// direct exists to paint the model it wraps right after each update. It is the
// model of a Bubble Tea program without a renderer, which never uses its View.
type direct struct {
	// Dependencies
	surface surface
	session session
	now     func() time.Time
	wake    func(after time.Duration) // sends a paintMsg, later

	// Content
	inner  tea.Model
	opened []tea.Msg // what the model learns before its first view

	// State
	painted time.Time // when the last paint ended
	dirty   bool      // the model changed since
	waking  bool      // a paintMsg is on its way
	err     error     // why the terminal cannot be used any more
}

type (
	// paintMsg says that a paint that was put off is due.
	paintMsg struct{}
	// doneMsg carries a message whose effect on the terminal is done already,
	// so that Bubble Tea does not do it again.
	doneMsg struct{ msg tea.Msg }
	// resizedMsg says that the terminal has another size.
	resizedMsg tea.WindowSizeMsg
	// brokenMsg says that the terminal cannot be used any more.
	brokenMsg struct{ err error }
)

// Init starts the model, tells it about its terminal, and paints.
func (d *direct) Init() tea.Cmd {
	completed := false
	defer d.abandonUnless(&completed)
	cmds := []tea.Cmd{d.inner.Init()}
	for _, msg := range d.opened {
		cmds = append(cmds, d.tell(msg))
	}
	d.paint()
	if err := d.session.begin(); err != nil {
		d.fail(err)
	}
	completed = true
	return d.commands(cmds...)
}

// Update updates the model and paints it, now or when the last paint is old
// enough.
func (d *direct) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	completed := false
	defer d.abandonUnless(&completed)
	cmd := d.handle(msg)
	completed = true
	return d, cmd
}

// View is never shown; the direct model paints by itself.
func (d *direct) View() tea.View { return tea.View{} }

func (d *direct) handle(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case paintMsg:
		d.waking = false
		if d.dirty {
			d.paint()
		}
		return d.commands()
	case brokenMsg:
		d.fail(m.err)
		return d.commands()
	case doneMsg:
		msg = m.msg
	case resizedMsg:
		msg = tea.WindowSizeMsg(m)
		d.surface.resize(m.Width, m.Height)
	case tea.WindowSizeMsg: // from a terminal that reports its size by itself
		d.surface.resize(m.Width, m.Height)
	case tea.ColorProfileMsg:
		d.surface.setProfile(m.Profile)
	case tea.ModeReportMsg:
		d.surface.setMode(m)
	}
	cmd := d.tell(msg)
	d.dirty = true
	d.paintWhenDue()
	return d.commands(cmd)
}

func (d *direct) tell(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	d.inner, cmd = d.inner.Update(msg)
	return cmd
}

// paintWhenDue paints at once if the last paint is old enough; else it makes
// sure that a message comes when it is.
func (d *direct) paintWhenDue() {
	since := d.now().Sub(d.painted)
	if since >= gap {
		d.paint()
	} else if !d.waking {
		d.waking = true
		d.wake(gap - since)
	}
}

func (d *direct) paint() {
	if err := d.surface.paint(d.inner.View()); err != nil {
		d.fail(err)
	}
	d.dirty = false
	d.painted = d.now()
}

// fail keeps the first reason why the terminal cannot be used.
func (d *direct) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// commands are the model's commands, watched for panics, or the end of the
// program once the terminal cannot be used.
func (d *direct) commands(cmds ...tea.Cmd) tea.Cmd {
	if d.err != nil {
		return tea.Quit
	}
	return watched(tea.Batch(cmds...), d.session.abandon)
}

// abandonUnless restores the terminal when the model panics, before Bubble Tea
// prints the panic: it would print it on a screen that is about to vanish.
func (d *direct) abandonUnless(completed *bool) {
	if !*completed {
		d.session.abandon()
	}
}
