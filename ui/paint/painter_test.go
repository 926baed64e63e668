//go:build !windows

package paint

import (
	"errors"
	"image/color"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// environment of the tests' terminals; no queries, as over SSH.
var quietEnviron = []string{"TERM=xterm-256color", "SSH_TTY=/dev/pts/0"}

func fullView(text string) tea.View {
	view := tea.NewView(text)
	view.AltScreen = true
	return view
}

func mustPaint(t interface {
	Helper()
	Fatal(args ...any)
}, p *painter, view tea.View) {
	t.Helper()
	if err := p.paint(view); err != nil {
		t.Fatal(err)
	}
}

func TestPaintShowsTheViewWhateverWasShownBefore(t *testing.T) {
	for _, row := range []struct {
		name        string
		before, now string
		want        string
	}{
		{"a first view", "", "one\ntwo", "one\ntwo"},
		{"one row changes", "one\ntwo\nthree", "one\n2\nthree", "one\n2\nthree"},
		{"rows vanish", "one\ntwo\nthree", "one", "one"},
		{"rows move up", "one\ntwo\nthree", "two\nthree", "two\nthree"},
		{"everything vanishes", "one\ntwo", "", ""},
		{"wide characters appear", "abcdef", "家庭ab", "家庭ab"},
		{"wide characters vanish", "家庭ab", "abcdef", "abcdef"},
		{"accents, whole and combined", "Qu\u00e9bec", "Que\u0301bec", "Que\u0301bec"},
		{"a row too long is cut", "one", strings.Repeat("x", 50), strings.Repeat("x", 40)},
		{"too many rows are cut", "one", strings.Repeat("row\n", 20), strings.TrimSpace(strings.Repeat("row\n", 10))},
	} {
		t.Run(row.name, func(t *testing.T) {
			screen := newScreen(t, 40, 10, io.Discard)
			p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
			mustPaint(t, p, fullView(row.before))
			mustPaint(t, p, fullView(row.now))
			if got := screen.text(); got != row.want {
				t.Errorf("the screen shows\n%s\nwant\n%s", got, row.want)
			}
		})
	}
}

// A paint draws only what changed; whatever came before, the result must be
// what a painter that starts on an empty terminal shows.
func TestPaintingOnTopEqualsPaintingFromNothing(t *testing.T) {
	const width, height = 24, 6
	piece := rapid.SampledFrom([]string{
		"a", "bb", " ", "é", "家", "\x1b[1m", "\x1b[31m", "\x1b[m", "\x1b[0m", "\x1b[48;5;22mgreen\x1b[m", "plain text", "\x1b[4munder\x1b[24m",
	})
	text := rapid.Custom(func(t *rapid.T) string {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "row"), "")
		}), 0, height+2).Draw(t, "rows")
		return strings.Join(rows, "\n")
	})
	rapid.Check(t, func(rt *rapid.T) {
		screen := newScreen(t, width, height, io.Discard)
		p := newPainter(screen, quietEnviron, width, height, colorprofile.TrueColor)
		for _, content := range rapid.SliceOfN(text, 1, 6).Draw(rt, "views") {
			mustPaint(rt, p, fullView(content))
			fresh := newScreen(t, width, height, io.Discard)
			mustPaint(rt, newPainter(fresh, quietEnviron, width, height, colorprofile.TrueColor), fullView(content))
			if got, want := screen.cells(), fresh.cells(); got != want {
				rt.Fatalf("after %q the screen shows\n%q\nwant\n%q", content, got, want)
			}
		}
	})
}

func TestPaintWritesOnceAndOnlyWhenSomethingChanged(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	mustPaint(t, p, fullView("one"))
	mustPaint(t, p, fullView("one"))
	if screen.writes != 1 {
		t.Fatalf("%d writes for one view, want 1", screen.writes)
	}
	view := fullView("two\nthree")
	view.WindowTitle = "Testa"
	view.Cursor = tea.NewCursor(2, 1)
	mustPaint(t, p, view)
	if screen.writes != 2 {
		t.Errorf("%d writes for two views, want 2", screen.writes)
	}
	view.Cursor.X = 1 // in place, as a model may
	mustPaint(t, p, view)
	if x, y, _ := screen.cursor(); x != 1 || y != 1 {
		t.Errorf("the cursor is at %d, %d, want 1, 1", x, y)
	}
}

func TestPaintPutsTheCursorWhereTheViewSays(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	view := fullView("one\ntwo")
	view.Cursor = tea.NewCursor(3, 1)
	view.Cursor.Shape, view.Cursor.Blink = tea.CursorBar, false
	mustPaint(t, p, view)
	if x, y, visible := screen.cursor(); x != 3 || y != 1 || !visible {
		t.Errorf("the cursor is at %d, %d, visible %t; want 3, 1, true", x, y, visible)
	}
	if !strings.Contains(screen.log.String(), "\x1b[6 q") {
		t.Errorf("the cursor is no steady bar after %q", screen.log.String())
	}
	view.Cursor = nil
	mustPaint(t, p, view)
	if _, _, visible := screen.cursor(); visible {
		t.Error("the cursor shows, though the view has none")
	}
}

// everything is a view that asks for all that is painted.
func everything() tea.View {
	view := fullView("all of it")
	view.WindowTitle = "Testa"
	view.MouseMode = tea.MouseModeCellMotion
	view.Cursor = tea.NewCursor(1, 0)
	view.Cursor.Shape, view.Cursor.Blink = tea.CursorBar, false
	return view
}

func TestPaintSetsModesAndCloseUndoesThem(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	p.setMode(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	if _, err := screen.Write([]byte("$ demo\r\n")); err != nil {
		t.Fatal(err)
	}
	mustPaint(t, p, everything())
	for _, mode := range []ansi.Mode{
		ansi.ModeAltScreenSaveCursor, ansi.ModeBracketedPaste, ansi.ModeMouseButtonEvent, ansi.ModeMouseExtSgr, ansi.ModeUnicodeCore,
	} {
		if !screen.modes[mode.Mode()] {
			t.Errorf("mode %d is not set", mode.Mode())
		}
	}
	if screen.title != "Testa" {
		t.Errorf("the title is %q, want Testa", screen.title)
	}
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	screen.requireRestored(t)
	if !strings.HasPrefix(screen.text(), "$ demo") {
		t.Errorf("the main screen shows %q, want what was there before", screen.text())
	}
	log := screen.log.String()
	for what, seq := range map[string]string{
		"cursor style": ansi.SetCursorStyle(0), "other keys": ansi.ResetModifyOtherKeys, "kitty keys": ansi.PopKittyKeyboard(1),
	} {
		if !strings.Contains(log, seq) {
			t.Errorf("the %s is not given back", what)
		}
	}
	mustPaint(t, p, fullView("too late"))
	if strings.Contains(screen.text(), "late") {
		t.Error("a closed painter painted")
	}
}

func TestModesFollowTheView(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	mustPaint(t, p, everything())
	less := everything()
	less.MouseMode, less.WindowTitle = tea.MouseModeNone, "Other"
	mustPaint(t, p, less)
	for _, mode := range []ansi.Mode{ansi.ModeMouseButtonEvent, ansi.ModeMouseExtSgr} {
		if screen.modes[mode.Mode()] {
			t.Errorf("mode %d is still set", mode.Mode())
		}
	}
	if screen.title != "Other" {
		t.Errorf("the title is %q", screen.title)
	}
}

// TestAViewIsPaintedAsItAsksOrRefused asks for each thing that a view can ask for: a new one of Bubble Tea's is to be
// painted or refused, and not forgotten.
func TestAViewIsPaintedAsItAsksOrRefused(t *testing.T) {
	painted := []string{"Content", "WindowTitle", "AltScreen", "MouseMode", "Cursor"}
	asks := map[string]any{
		"ForegroundColor": color.White, "BackgroundColor": color.Black, "ProgressBar": tea.NewProgressBar(tea.ProgressBarDefault, 50),
		"ProgramStatus": &tea.ProgramStatus{State: tea.ProgramStateWorking}, "OnMouse": func(tea.MouseMsg) tea.Cmd { return nil },
		"ReportFocus": true, "DisableBracketedPasteMode": true, "KeyboardEnhancements": tea.KeyboardEnhancements{ReportEventTypes: true},
	}
	for field := range reflect.TypeFor[tea.View]().Fields() {
		if slices.Contains(painted, field.Name) {
			continue
		}
		view, ask := everything(), asks[field.Name]
		if ask == nil {
			t.Errorf("nobody has decided whether %s is painted", field.Name)
			continue
		}
		reflect.ValueOf(&view).Elem().FieldByIndex(field.Index).Set(reflect.ValueOf(ask))
		isRefused(t, field.Name, view)
	}
	for name, change := range map[string]func(*tea.View){
		"the main screen":   func(v *tea.View) { v.AltScreen = false },
		"all of the mouse":  func(v *tea.View) { v.MouseMode = tea.MouseModeAllMotion },
		"a coloured cursor": func(v *tea.View) { v.Cursor.Color = color.White },
	} {
		view := everything()
		change(&view)
		isRefused(t, name, view)
	}
}

// isRefused fails where a view is painted.
func isRefused(t *testing.T, name string, view tea.View) {
	t.Helper()
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	if err := p.paint(view); !errors.Is(err, ErrNotPainted) || screen.writes != 0 {
		t.Errorf("%s: %v", name, err)
	}
}

func TestARequestThatNobodyCarriesOutIsRefused(t *testing.T) {
	for name, msg := range map[string]tea.Msg{
		"a copy": tea.SetClipboard("x")(), "the clipboard": tea.ReadClipboard(), "a clear screen": tea.ClearScreen(), "the size": tea.RequestWindowSize(),
		"a printed line": tea.Println("x")(), "another program": tea.Exec(nil, nil)(), "a stop": tea.SuspendMsg{}, "bytes": tea.Raw("x")(),
		"a sequence": tea.Sequence(tea.Quit, tea.Quit)(), "the cursor's place": tea.RequestCursorPosition(),
	} {
		if err := refused(msg); !errors.Is(err, ErrNotPainted) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, msg := range map[string]tea.Msg{
		"a key": tea.KeyPressMsg{}, "the end": tea.QuitMsg{}, "a batch": tea.BatchMsg{}, "a size": tea.WindowSizeMsg{}, "ours": paintMsg{}, "nothing": nil, "a text": "x",
	} {
		if err := refused(msg); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestResizeRepaintsEverything(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
	mustPaint(t, p, fullView(strings.Repeat("0123456789", 4)+"\nend"))
	for _, size := range [][2]int{{20, 5}, {60, 20}, {40, 10}} {
		screen.vt.Resize(size[0], size[1])
		if _, err := screen.Write([]byte("\x1b[Hgarbage left by the terminal")); err != nil {
			t.Fatal(err)
		}
		p.resize(size[0], size[1])
		mustPaint(t, p, fullView(strings.Repeat("0123456789", 4)+"\nend"))
		if got, want := screen.text(), strings.Repeat("0123456789", 4)[:min(size[0], 40)]+"\nend"; got != want {
			t.Errorf("at %v the screen shows\n%s\nwant\n%s", size, got, want)
		}
	}
}

func TestColoursAreThoseTheTerminalHas(t *testing.T) {
	for _, row := range []struct {
		name    string
		profile colorprofile.Profile
		want    string
		never   string
	}{
		{"all", colorprofile.TrueColor, "38;2;255;0;0", "38;5;"},
		{"256", colorprofile.ANSI256, "38;5;", "38;2;"},
		{"16", colorprofile.ANSI, "\x1b[91m", "38;"},
		{"none", colorprofile.ASCII, "red", "38;"},
	} {
		t.Run(row.name, func(t *testing.T) {
			screen := newScreen(t, 40, 10, io.Discard)
			p := newPainter(screen, quietEnviron, 40, 10, colorprofile.TrueColor)
			p.setProfile(row.profile)
			mustPaint(t, p, fullView("\x1b[38;2;255;0;0mred\x1b[m"))
			if log := screen.log.String(); !strings.Contains(log, row.want) || strings.Contains(log, row.never) {
				t.Errorf("wrote %q, want %q in it and no %q", log, row.want, row.never)
			}
		})
	}
}

func TestUpdatesAreWholeWhereTheTerminalCan(t *testing.T) {
	screen := newScreen(t, 40, 10, io.Discard)
	p := newPainter(screen, []string{"TERM=xterm-kitty"}, 40, 10, colorprofile.TrueColor)
	view := fullView("one")
	view.Cursor = tea.NewCursor(0, 0)
	mustPaint(t, p, view)
	if !strings.HasSuffix(screen.log.String(), ansi.RequestModeSynchronizedOutput+ansi.RequestModeUnicodeCore) {
		t.Errorf("the first paint does not end in the queries: %q", screen.log.String())
	}
	last := func(text string) string {
		screen.log.Reset()
		view.Content = text
		mustPaint(t, p, view)
		return screen.log.String()
	}
	if log := last("two"); !strings.HasPrefix(log, ansi.HideCursor) || !strings.HasSuffix(log, ansi.ShowCursor) {
		t.Errorf("the cursor shows during %q", log)
	}
	p.setMode(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
	if log := last("three"); !strings.HasPrefix(log, ansi.SetModeSynchronizedOutput) || !strings.HasSuffix(log, ansi.ResetModeSynchronizedOutput) {
		t.Errorf("not one update: %q", log)
	}
}

func TestQueriesGoOnlyToTerminalsThatAnswer(t *testing.T) {
	for _, row := range []struct {
		name    string
		environ []string
		want    bool
	}{
		{"an unknown local terminal", []string{"TERM=xterm-256color"}, true},
		{"Apple's terminal", []string{"TERM_PROGRAM=Apple_Terminal"}, false},
		{"over SSH", []string{"TERM=xterm", "SSH_TTY=/dev/pts/0"}, false},
		{"kitty over SSH", []string{"TERM=xterm-kitty", "SSH_TTY=/dev/pts/0"}, true},
		{"Windows Terminal", []string{"WT_SESSION=1", "SSH_TTY=/dev/pts/0"}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := answersQueries(row.environ); got != row.want {
				t.Errorf("got %t, want %t", got, row.want)
			}
		})
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestPaintSaysWhenTheTerminalIsGone(t *testing.T) {
	p := newPainter(brokenWriter{}, quietEnviron, 40, 10, colorprofile.TrueColor)
	if err := p.paint(fullView("one")); !errors.Is(err, errBroken) {
		t.Errorf("paint: %v", err)
	}
	if err := p.write("\a"); !errors.Is(err, errBroken) {
		t.Errorf("write: %v", err)
	}
	if err := p.close(); !errors.Is(err, errBroken) {
		t.Errorf("close: %v", err)
	}
}
