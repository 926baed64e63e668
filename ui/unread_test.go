package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestAReviewThatNobodyHasLookedAtIsNotSent(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.apply("")
	h.player().shown = w.clock.now() // it has only just come
	h.send(tea.KeyPressMsg{Code: tea.KeyEnter})
	h.on("application.review")
	h.sees(msgLookFirst.In(h.shell.language))
	if n := w.called("apply"); n != 0 {
		t.Errorf("the application was sent %d times", n)
	}
	w.clock.pass(quietAfterPage)
	h.send(tea.KeyPressMsg{Code: tea.KeyEnter})
	h.on("application.decision")
}
