package ui

import (
	"fmt"
	"strings"
	"testing"

	"countertop/api"
	"countertop/ui/page"
)

// place returns what the language key must not change: the page, the field with the focus and its text, and how
// far into the text the cursor is.
func (h *hand) place() string {
	p := h.player()
	switch b := p.body.(type) {
	case *page.Ask:
		at, typed := 0, b.Input.Value()
		if b.Picker == nil {
			at = b.Input.Position()
		} else {
			code, _ := b.Picker.Chosen()
			typed = code
		}
		return fmt.Sprintf("%s %s %q %d", p.page.ID, b.Focus, typed, at)
	case *page.Choose:
		return fmt.Sprintf("%s row %d", p.page.ID, b.Row)
	case *page.Review:
		return fmt.Sprintf("%s row %d", p.page.ID, b.Cursor)
	}
	return p.page.ID
}

// turns presses the language key, looks, and presses it again.
func (h *hand) turns() {
	h.t.Helper()
	before, was := h.place(), h.shell.language
	for range 2 {
		h.press(keyF2Press)
		h.settled()
		if after := h.place(); after != before {
			h.t.Errorf("the language key made %s of %s", after, before)
		}
		sound(h.t, h.shell)
	}
	if h.shell.language != was {
		h.t.Errorf("the language is %s after two keys, it was %s", h.shell.language, was)
	}
}

func TestTheLanguageKeyKeepsThePlaceOnEveryPage(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	pages := map[string]bool{}
	h.visit = func(page string) {
		pages[page] = true
		h.turns()
	}
	h.apply("A-RR_H")
	h.types("\r")
	h.on("application.decision")
	h.types("f")
	h = w.home()
	h.visit = func(page string) {
		pages[page] = true
		h.turns()
	}
	h.buy(ordinaryAccount, "1234.50")
	h.press(keyDownPress, keyDownPress)
	h.turns()
	h.agree()
	h.prove()
	h.confirm()
	h.on("purchase.outcome")
	h.types("r")
	h.on("document")
	h.types("\x1b\r")
	h.types("l" + openAccount + "\r")
	h.on("account.report")
	for _, page := range append(asked, "application.fees", "application.terms", "application.review", "application.decision",
		"account.find", "purchase.amount", "purchase.offers", "purchase.terms", "purchase.method", "purchase.answer", "purchase.confirm",
		"purchase.outcome", "document", "account.report") {
		if !pages[page] {
			t.Errorf("%s was not visited", page)
		}
	}
}

func TestTheLanguageKeyKeepsHalfAWordAndItsCursor(t *testing.T) {
	h := newWorld(t).home()
	h.types("nmr\rTesta")
	h.press(keyLeftPress, keyLeftPress)
	h.turns()
	h.types("X")
	h.press(keyF2Press)
	h.types("Y\r")
	h.holds(map[string]string{"salutation": "mr", "first_name": "TesXYta"})
}

func TestTheLanguageKeyKeepsWhatIsTypedIntoAChoice(t *testing.T) {
	h := newWorld(t).home()
	h.types("nzz")
	h.press(keyF2Press, keyF2Press)
	h.types("z")
	if got := h.ask().Picker.Typed; got != "zzz" {
		t.Errorf("the choice holds %q, want zzz", got)
	}
}

func TestTheServersTextsComeInTheOtherLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		open            func(*hand)
		english, french string
	}{
		"disclosure": {func(h *hand) {
			h.types(wholeApplication())
			h.on("application.fees")
		}, "Annual interest rates and fees (sample)", "FORMATION"},
		"terms": {func(h *hand) {
			h.apply("")
			h.types("\x1b")
			h.on("application.terms")
		}, "Account agreement (sample)", "Convention de compte (exemple)"},
		"offers": {func(h *hand) { h.buy(ordinaryAccount, "1000") }, "Equal Payments, Low", "Versements égaux, intérêt"},
		"terms of an offer": {func(h *hand) {
			h.buy(ordinaryAccount, "1000")
			h.types("\r")
			h.on("purchase.terms")
		}, "Annual interest rate", "Taux d'intérêt annuel"},
		"security question": {func(h *hand) {
			h.buy(ordinaryAccount, "1000")
			h.agree()
			h.on("purchase.method")
		}, "What is the name of your favourite childhood friend?", "Quel est le nom de votre meilleur ami"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newWorld(t).home()
			c.open(h)
			h.sees(c.english)
			h.press(keyF2Press)
			h.settled()
			h.sees(c.french)
			if got := h.screen(); strings.Contains(got, c.english) {
				t.Errorf("%q is still there:\n%s", c.english, got)
			}
			h.press(keyF2Press)
			h.settled()
			h.sees(c.english)
		})
	}
}

func TestTheLanguageKeyWhileATaskRunsIsKeptForItsEnd(t *testing.T) {
	w := newWorld(t)
	h := w.home()
	h.types("p" + ordinaryAccount + "\r")
	h.on("purchase.amount")
	h.fill([]answer{{"amount", "1000"}, {"reference", "ORDER-1"}})
	release := w.hold("POST calculate-interest")
	h.press(keyPgDnPress)
	h.press(keyF2Press)
	release()
	h.on("purchase.offers")
	h.sees("90 jours de gr")
	if h.shell.language != api.French {
		t.Error("the language is not French")
	}
}
