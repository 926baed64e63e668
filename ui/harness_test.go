package ui

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// hand drives a shell as a clerk does: it types, looks, and lets commands run beside. Messages are
// applied one after another on the test's goroutine, as the program does.
type hand struct {
	t     testing.TB
	shell *Shell
	world *world // where there is more than a shell
	msgs  chan tea.Msg
	visit func(page string) // called on each page that a way comes to; may be nil
}

// newHand opens a shell in a window of a size.
func newHand(t testing.TB, shell *Shell, width, height int) *hand {
	t.Helper()
	h := &hand{t: t, shell: shell, msgs: make(chan tea.Msg, 1024)}
	h.send(tea.WindowSizeMsg{Width: width, Height: height})
	h.run(shell.Init())
	return h
}

// send gives the shell a message, and runs the command it answers.
func (h *hand) send(msg tea.Msg) {
	_, cmd := h.shell.Update(msg)
	h.run(cmd)
}

// run runs a command beside the test.
func (h *hand) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				h.run(c)
			}
		default:
			h.msgs <- msg
		}
	}()
}

// specialKeys are the keys of a text that are not characters.
var specialKeys = map[rune]tea.KeyPressMsg{
	'\r': {Code: tea.KeyEnter}, '\t': {Code: tea.KeyTab}, '\x1b': {Code: tea.KeyEscape}, '\x7f': {Code: tea.KeyBackspace},
	'\x0e': {Code: 'n', Mod: tea.ModCtrl}, '\x15': {Code: 'u', Mod: tea.ModCtrl}, '\x19': {Code: 'y', Mod: tea.ModCtrl},
}

// types types a text with no pause and without letting anything else happen between the
// keys: "\r" is Enter, "\t" is Tab, "\x0e" is Ctrl+N, which ends a page.
func (h *hand) types(text string) {
	h.pauses()
	for _, r := range text {
		msg, special := specialKeys[r]
		if !special {
			msg = tea.KeyPressMsg{Code: r, Text: string(r)}
		}
		h.send(msg)
	}
}

// press presses keys by what they are called, as a person does who has looked first.
func (h *hand) press(keys ...tea.KeyPressMsg) {
	for _, k := range keys {
		h.pauses()
		h.send(k)
	}
}

// pauses lets the time pass that a question or a report asks for before it takes a key.
func (h *hand) pauses() {
	if h.world == nil {
		return
	}
	p, ok := h.shell.top().(*player)
	if h.shell.dialog != nil || ok && (p.unread() || p.agrees(tea.KeyPressMsg{Code: tea.KeyEnter})) {
		h.world.clock.pass(quietAfterPage)
	}
}

var (
	keyF1Press    = tea.KeyPressMsg{Code: tea.KeyF1}
	keyF2Press    = tea.KeyPressMsg{Code: tea.KeyF2}
	keyF3Press    = tea.KeyPressMsg{Code: tea.KeyF3}
	keyF5Press    = tea.KeyPressMsg{Code: tea.KeyF5}
	keyLeftPress  = tea.KeyPressMsg{Code: tea.KeyLeft}
	keyEscPress   = tea.KeyPressMsg{Code: tea.KeyEscape}
	keyDownPress  = tea.KeyPressMsg{Code: tea.KeyDown}
	keyPgDnPress  = tea.KeyPressMsg{Code: tea.KeyPgDown}
	keyHomePress  = tea.KeyPressMsg{Code: tea.KeyHome}
	keyEndPress   = tea.KeyPressMsg{Code: tea.KeyEnd}
	keyCtrlCPress = tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}
	keyCtrlYPress = tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl}
	keyCtrlUPress = tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}
	keyBackTab    = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
)

// screen returns what the clerk sees, without colours.
func (h *hand) screen() string { return ansi.Strip(h.shell.View().Content) }

// A test waits for patience at most for something that must come; it says nothing of speed. Once something has not come, the
// others wait for impatience: a page that is missed by many tests does not hold the run up.
const (
	patience   = 20 * time.Second
	impatience = 3 * time.Second
)

// waitedInVain reports whether something has not come in this run.
var waitedInVain atomic.Bool

// waitsFor returns how long the next wait may be.
func waitsFor() time.Duration {
	if waitedInVain.Load() {
		return impatience
	}
	return patience
}

// until lets messages come until a condition holds, which may be one that no message tells of.
func (h *hand) until(what string, holds func() bool) {
	h.t.Helper()
	deadline := time.After(waitsFor())
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for !holds() {
		select {
		case msg := <-h.msgs:
			h.send(msg)
			h.screen() // the program paints after each
		case <-again.C:
		case <-deadline:
			waitedInVain.Store(true)
			h.t.Fatalf("waited in vain for %s; the screen:\n%s", what, h.screen())
		}
	}
}

// sees waits until a text is on the screen.
func (h *hand) sees(text string) {
	h.t.Helper()
	h.until("“"+text+"”", func() bool { return strings.Contains(h.screen(), text) })
}

// on waits until a page is shown and nothing runs.
func (h *hand) on(page string) {
	h.t.Helper()
	h.until("page "+page, func() bool {
		p, ok := h.shell.top().(*player)
		return ok && p.page.ID == page && !p.busy()
	})
	if h.visit != nil {
		h.visit(page)
	}
}
