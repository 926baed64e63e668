package ui

import (
	"maps"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// beginnings are pages from which a monkey goes on.
var beginnings = map[string]func(*hand){
	"first frame":  func(*hand) {},
	"home":         func(h *hand) { h.signIn() },
	"application":  func(h *hand) { h.signIn(); h.types("n") },
	"identity":     func(h *hand) { h.signIn(); h.identification() },
	"review":       func(h *hand) { h.signIn(); h.apply("") },
	"offers":       func(h *hand) { h.signIn(); h.buy(ordinaryAccount, "1000") },
	"confirmation": func(h *hand) { h.signIn(); h.buy(ordinaryAccount, "1000"); h.agree(); h.prove() },
	"account":      func(h *hand) { h.signIn(); h.types("l" + openAccount + "\r"); h.on("account.report") },
	"leaving":      func(h *hand) { h.signIn(); h.types("nmr\rX\x1b") },
}

// signIn waits for the connection and signs in.
func (h *hand) signIn() {
	h.ready()
	h.types(clerkID + "\r\r")
}

// identification opens a new application at its fourth page.
func (h *hand) identification() {
	h.t.Helper()
	h.types("n")
	answers := applicant("", "ON", "M5V 2T6")
	for _, page := range asked[:3] {
		h.on(page)
		h.fill(answers[page])
		h.press(keyPgDnPress)
	}
	h.on("application.identity")
}

// monkeyKeys holds what a monkey finds on a keyboard.
var monkeyKeys = []tea.KeyPressMsg{
	{Code: tea.KeyEnter}, {Code: tea.KeyEnter}, {Code: tea.KeyEnter}, {Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift},
	{Code: tea.KeyEscape}, {Code: tea.KeyBackspace}, {Code: tea.KeyDelete}, {Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: tea.KeyLeft},
	{Code: tea.KeyRight}, {Code: tea.KeyHome}, {Code: tea.KeyEnd}, {Code: tea.KeyPgUp}, {Code: tea.KeyPgDown}, {Code: tea.KeySpace, Text: " "},
	{Code: tea.KeyF1}, {Code: tea.KeyF2}, {Code: tea.KeyF5}, {Code: tea.KeyF6}, {Code: 'n', Mod: tea.ModCtrl}, {Code: 'p', Mod: tea.ModCtrl},
	{Code: 'u', Mod: tea.ModCtrl}, {Code: 'w', Mod: tea.ModCtrl}, {Code: 'k', Mod: tea.ModCtrl}, {Code: 'l', Mod: tea.ModCtrl},
	{Code: 'y', Mod: tea.ModCtrl}, {Code: tea.KeyInsert}, {Code: 'x', Mod: tea.ModAlt}, {Code: tea.KeyF20},
}

// monkey does one thing that can be done to a terminal.
func monkey(t *rapid.T, h *hand) {
	switch rapid.IntRange(0, 9).Draw(t, "what") {
	case 0, 1, 2, 3:
		h.send(rapid.SampledFrom(monkeyKeys).Draw(t, "key"))
	case 4, 5:
		r := rapid.OneOf(rapid.RuneFrom([]rune("abcnplrsoq 0123456789?-'.@éÉ王\u0301")), rapid.Rune()).Draw(t, "letter")
		h.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	case 6:
		h.send(tea.PasteMsg{Content: rapid.SampledFrom([]string{"", "pasted", "two\r\nlines", "\x1b[31mred\x19", "100000001\r", "\t\t"}).Draw(t, "paste")})
	case 7:
		h.resize(rapid.IntRange(1, 170).Draw(t, "width"), rapid.IntRange(1, 60).Draw(t, "height"))
	case 8:
		x, y := rapid.IntRange(-1, 170).Draw(t, "x"), rapid.IntRange(-1, 60).Draw(t, "y")
		if rapid.Bool().Draw(t, "click") {
			h.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		} else {
			h.send(tea.MouseWheelMsg{X: x, Y: y, Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}).Draw(t, "wheel")})
		}
	case 9:
		h.hears()
	}
}

// hears takes the messages that have come so far.
func (h *hand) hears() {
	for {
		select {
		case msg := <-h.msgs:
			h.send(msg)
		default:
			return
		}
	}
}

func TestAMonkeyBreaksNoScreenAndMovesNoMoney(t *testing.T) {
	w := newWorld(t)
	names := slices.Sorted(maps.Keys(beginnings))
	rapid.Check(t, func(r *rapid.T) {
		options := w.options
		options.Theme = rapid.SampledFrom([]string{"dark", "light", "none"}).Draw(r, "theme")
		if rapid.Bool().Draw(r, "ascii") {
			options.Env = func(string) string { return "" }
		}
		shell := NewShell(options, w.clock.now)
		defer shell.close()
		h := newHand(t, shell, 80, 24)
		h.world = w
		beginnings[rapid.SampledFrom(names).Draw(r, "beginning")](h)
		for range rapid.IntRange(1, 30).Draw(r, "steps") {
			monkey(r, h)
			sound(r, h.shell)
		}
		if n := w.called(authorizing); n != 0 {
			r.Errorf("the monkey sent %d purchases", n)
		}
	})
}
