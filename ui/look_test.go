package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"countertop/api"
	"countertop/ui/look"
	"countertop/ui/page"
)

// viewer is a way through the console whose screens are compared with their pictures.
type viewer struct{ *hand }

// screenSizes are the windows that pictures are taken in: a counter's terminal, and a wide one with the
// steps and the summary beside the page.
var screenSizes = [][2]int{{80, 24}, {120, 40}}

// shows compares the screen with its picture in every window, and looks for what no screen may have. The
// window is 80 × 24 afterwards. To take all pictures anew: go test ./ui -run TestScreens -update.
func (l viewer) shows(name string) {
	l.t.Helper()
	t, ok := l.t.(*testing.T)
	if !ok {
		l.t.Fatal("pictures are taken in tests only")
	}
	t.Run(name, func(t *testing.T) {
		var small []sized
		var words map[string]bool
		l.while("a token", func() bool { return l.shell.connection() != msgConnecting }, func() {
			small, words = l.screens(t), l.words()
		})
		var picture strings.Builder
		for _, s := range small {
			fmt.Fprintf(&picture, "===== %s\n%s\n", s.title, trimmedLines(s.screen))
			for _, cut := range cutWords(s.screen, words) {
				t.Errorf("%s: %q is cut off without an ellipsis:\n%s", s.title, cut, s.screen)
			}
		}
		picture.WriteString("=====\n")
		l.resize(80, 24)
		l.screen() // as a clerk has it before the next key
		golden.RequireEqual(t, picture.String())
	})
}

// while does something while a condition holds from its beginning to its end, and no call begins: what runs
// beside the screens has no part in it.
func (l viewer) while(what string, holds func() bool, do func()) {
	l.t.Helper()
	for {
		l.until(what, holds)
		calls := l.world.served.Load()
		do()
		if holds() && l.world.served.Load() == calls {
			return
		}
	}
}

// sized is the screen in one window.
type sized struct{ title, screen string }

// screens are the screen in every window.
func (l viewer) screens(t *testing.T) []sized {
	var all []sized
	for _, size := range screenSizes {
		l.resize(size[0], size[1])
		screen := sound(t, l.shell)
		cursor := "no cursor"
		if c := l.shell.View().Cursor; c != nil {
			cursor = fmt.Sprintf("cursor in line %d, cell %d", c.Y+1, c.X+1)
		}
		all = append(all, sized{fmt.Sprintf("%d × %d, %s", size[0], size[1], cursor), screen})
	}
	return all
}

// dialog compares a screen with a dialog before it, which cuts what is behind it, with its picture.
func (l viewer) dialog(name string) { l.picture(name, sound(l.t, l.shell)) }

// picture compares one screen with its picture.
func (l viewer) picture(name, screen string) {
	l.t.Helper()
	if t, ok := l.t.(*testing.T); ok {
		t.Run(name, func(t *testing.T) { golden.RequireEqual(t, trimmedLines(screen)+"\n") })
	}
}

// complainer has the part of a test that sound needs.
type complainer interface {
	Helper()
	Errorf(format string, args ...any)
}

// sound is the screen without colours. It fails where the screen does not fill its window exactly, or does
// not say that this is training.
func sound(t complainer, m *Shell) string {
	t.Helper()
	screen := ansi.Strip(m.View().Content)
	lines := strings.Split(screen, "\n")
	if len(lines) != m.height && m.height >= leastHeight && m.width >= leastWidth || len(lines) > m.height {
		t.Errorf("%d lines in a window of %d:\n%s", len(lines), m.height, screen)
	}
	for _, line := range lines {
		if w := ansi.StringWidth(line); w > m.width {
			t.Errorf("a line of %d cells in a window of %d: %q", w, m.width, line)
		}
	}
	if c := m.View().Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= m.width || c.Y >= m.height) {
		t.Errorf("the cursor is at %d, %d in a window of %d × %d", c.X, c.Y, m.width, m.height)
	}
	if word := msgTraining.In(m.language); m.width >= 10 && m.height >= 2 && !strings.Contains(screen, word) {
		t.Errorf("the screen does not say %s:\n%s", word, screen)
	}
	return screen
}

// words are all words of the screen where everything has room, and those that only stand where it has not.
func (l viewer) words() map[string]bool {
	l.resize(600, 200)
	words := map[string]bool{}
	add := func(text string) {
		for _, word := range wordsOf(text) {
			words[word] = true
		}
	}
	add(ansi.Strip(l.shell.View().Content))
	language := l.shell.language
	for _, text := range []interface{ In(api.Language) string }{
		msgStep, page.MsgMoreAbove, page.MsgMoreBelow, page.MsgEnd, page.MsgLinesLeft, page.MsgLineLeft, page.MsgShare, look.PageUpDown, look.DoTurnPage, look.UpDown,
		look.DoScroll, look.DoReadOn, look.DoMove,
	} {
		add(text.In(language))
	}
	return words
}

// wordsOf are the words of a screen, without marks and punctuation around them.
func wordsOf(screen string) []string {
	words := strings.FieldsFunc(screen, func(r rune) bool {
		return strings.ContainsRune(" \n\u00a0│─┌┐└┘›○●√×·[]", r)
	})
	for i, word := range words {
		words[i] = strings.Trim(word, ".,;:!?%()«»“”↑↓*_/")
	}
	return words
}

// cutWords are the words of a screen that are parts of words of the same screen with more room, and do not
// say so.
func cutWords(screen string, whole map[string]bool) []string {
	var cut []string
	for _, word := range wordsOf(screen) {
		if word == "" || whole[word] || strings.HasSuffix(word, "…") || strings.Trim(word, "0123456789") == "" {
			continue
		}
		cut = append(cut, word)
	}
	return cut
}

func TestACutWordIsFound(t *testing.T) {
	whole := map[string]bool{"Employee": true, "id": true}
	if got := cutWords("Employ id", whole); len(got) != 1 || got[0] != "Employ" {
		t.Errorf("found %q", got)
	}
	if got := cutWords("Emplo… id 12", whole); len(got) != 0 {
		t.Errorf("found %q", got)
	}
}

// trimmedLines takes the spaces at the lines' ends away.
func trimmedLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
