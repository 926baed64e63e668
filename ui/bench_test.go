package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// benchedPages are the heaviest pages, by how they are come to.
var benchedPages = map[string]func(*hand){
	"contact": func(h *hand) {
		h.types("n")
		h.fill(applicant("", "ON", "M5V 2T6")[asked[0]])
		h.press(keyPgDnPress)
		h.fill(applicant("", "ON", "M5V 2T6")[asked[1]])
		h.into("address_1", "")
	},
	"identification, open list": func(h *hand) { h.identification() },
	"offers":                    func(h *hand) { h.buy(ordinaryAccount, "1000") },
	"review":                    func(h *hand) { h.apply("") },
	"account":                   func(h *hand) { h.types("l" + openAccount + "\r"); h.on("account.report") },
}

// benchedKeys are two keys of each page that undo one another, so that the page stays what it is.
var benchedKeys = map[string][2]tea.KeyPressMsg{
	"contact":                   {{Code: 'x', Text: "x"}, {Code: tea.KeyBackspace}},
	"identification, open list": {{Code: 'c', Text: "c"}, {Code: tea.KeyBackspace}},
	"offers":                    {keyDownPress, {Code: tea.KeyUp}},
	"review":                    {{Code: tea.KeyUp}, keyDownPress},
	"account":                   {keyDownPress, {Code: tea.KeyUp}},
}

// BenchmarkKey is one key and the screen after it.
func BenchmarkKey(b *testing.B) {
	for page, open := range benchedPages {
		for _, size := range screenSizes {
			b.Run(fmt.Sprintf("%s/%dx%d", page, size[0], size[1]), func(b *testing.B) {
				h := newWorld(b).home()
				open(h)
				h.resize(size[0], size[1])
				h.screen()
				keys := benchedKeys[page]
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					h.shell.Update(keys[n%2])
					if len(h.shell.View().Content) == 0 {
						b.Fatal("nothing is on the screen")
					}
					n++
				}
			})
		}
	}
}

// BenchmarkFirstFrame is the console from nothing to its first screen, before any file or network.
func BenchmarkFirstFrame(b *testing.B) {
	for _, size := range screenSizes {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			w := newWorld(b)
			b.ReportAllocs()
			for b.Loop() {
				shell := NewShell(w.options, w.clock.now)
				shell.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if len(shell.View().Content) == 0 {
					b.Fatal("nothing is on the screen")
				}
			}
		})
	}
}

// BenchmarkLanguageSwitch is the language key and the screen after it.
func BenchmarkLanguageSwitch(b *testing.B) {
	for page, open := range benchedPages {
		b.Run(page, func(b *testing.B) {
			h := newWorld(b).home()
			open(h)
			h.press(keyF2Press) // so that both languages' texts are here
			h.settled()
			b.ReportAllocs()
			for b.Loop() {
				h.shell.Update(keyF2Press)
				if len(h.shell.View().Content) == 0 {
					b.Fatal("nothing is on the screen")
				}
			}
		})
	}
}
