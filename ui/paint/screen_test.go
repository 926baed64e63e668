//go:build !windows

package paint

import (
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminalScreen is an emulated terminal which remembers all that is written to it.
type terminalScreen struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	title   string
	visible bool
	modes   map[int]bool // those switched since the start
	log     strings.Builder
	writes  int
	changed chan struct{} // closed and replaced at each write
	drained chan struct{} // closed when no more answers come
}

// newScreen returns a terminal of width by height cells whose answers to
// queries go to replies.
func newScreen(t *testing.T, width, height int, replies io.Writer) *terminalScreen {
	t.Helper()
	s := &terminalScreen{
		vt: vt.NewEmulator(width, height), visible: true, modes: map[int]bool{},
		changed: make(chan struct{}), drained: make(chan struct{}),
	}
	s.vt.SetCallbacks(vt.Callbacks{
		Title:            func(title string) { s.title = title },
		CursorVisibility: func(visible bool) { s.visible = visible },
		EnableMode:       func(mode ansi.Mode) { s.modes[mode.Mode()] = true },
		DisableMode:      func(mode ansi.Mode) { s.modes[mode.Mode()] = false },
	})
	go func() {
		defer close(s.drained)
		_, _ = io.Copy(replies, s.vt)
	}()
	t.Cleanup(func() {
		// The pipe, not the emulator, whose Close races with its Read.
		_ = s.vt.InputPipe().(io.Closer).Close()
		<-s.drained
	})
	return s
}

func (s *terminalScreen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	s.log.Write(b)
	n, err := s.vt.Write(b)
	close(s.changed)
	s.changed = make(chan struct{})
	return n, err
}

// text returns what shows, without the blanks at the ends of rows.
func (s *terminalScreen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.textNow()
}

func (s *terminalScreen) textNow() string {
	rows := strings.Split(s.vt.String(), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " \r")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

// cells returns what shows, with its styles.
func (s *terminalScreen) cells() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	rows := make([]string, 0, s.vt.Height())
	for y := range s.vt.Height() {
		row := make(uv.Line, s.vt.Width())
		for x := range row {
			if cell := s.vt.CellAt(x, y); cell != nil {
				row[x] = *cell
			} else {
				row[x] = uv.EmptyCell
			}
		}
		rows = append(rows, row.Render())
	}
	return strings.Join(rows, "\n")
}

// cursor returns where the cursor is, and whether it shows.
func (s *terminalScreen) cursor() (x, y int, visible bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.vt.CursorPosition()
	return at.X, at.Y, s.visible
}

// await waits until the screen is as wanted.
func (s *terminalScreen) await(t *testing.T, what string, is func(text string) bool) {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		s.mu.Lock()
		text, changed := s.textNow(), s.changed
		s.mu.Unlock()
		if is(text) {
			return
		}
		select {
		case <-changed:
		case <-late:
			t.Fatalf("waited in vain for %s; the screen shows:\n%s", what, text)
		}
	}
}

// requireRestored fails unless the terminal is as it was before the program.
func (s *terminalScreen) requireRestored(t *testing.T) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.vt.IsAltScreen() {
		t.Error("the alternate screen still shows")
	}
	if !s.visible {
		t.Error("the cursor is still hidden")
	}
	if s.title != "" {
		t.Errorf("the window's title is still %q", s.title)
	}
	for _, mode := range slices.Sorted(maps.Keys(s.modes)) {
		if s.modes[mode] && mode != ansi.ModeTextCursorEnable.Mode() && mode != ansi.ModeAutoWrap.Mode() {
			t.Errorf("mode %d is still set", mode)
		}
	}
	log := s.log.String()
	pushes := regexp.MustCompile(`\x1b\[>\d+u`).FindAllString(log, -1)
	if push, pop := len(pushes), strings.Count(log, ansi.PopKittyKeyboard(1)); push != pop {
		t.Errorf("the keyboard was asked for %d times and given back %d times", push, pop)
	}
}
