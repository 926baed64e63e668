//go:build !windows

package paint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clerk is a model that fills the screen and shows what happens to it.
type clerk struct {
	text       string
	width      int
	height     int
	dark       string
	background bool // asks for the background's colour
	focus      bool // asks for reports of the focus
}

func (m clerk) Init() tea.Cmd {
	if m.background {
		return tea.RequestBackgroundColor
	}
	return nil
}

func (m clerk) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.dark = fmt.Sprintf("dark %t", msg.IsDark())
	case tea.PasteMsg:
		m.text += "[" + msg.Content + "]"
	case tea.KeyPressMsg:
		return m.key(msg)
	}
	return m, nil
}

func (m clerk) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	switch msg.String() {
	case "ctrl+c":
		return m, tea.Quit
	case "ctrl+p":
		panic("ctrl+p was typed")
	case "ctrl+b":
		return m, tea.Batch(nil, func() tea.Msg { panic("in a command") }, func() tea.Msg { return nil })
	case "ctrl+e":
		return m, tea.SetClipboard("copied")
	case "ctrl+f":
		m.focus = true
	}
	m.text += msg.Text
	return m, nil
}

func (m clerk) View() tea.View {
	rows := []string{"\x1b[1mTRAINING\x1b[m", m.text, m.dark}
	for len(rows) < m.height-1 {
		rows = append(rows, strings.Repeat(".", m.width))
	}
	rows = append(rows, fmt.Sprintf("%d by %d", m.width, m.height))
	view := tea.NewView(strings.Join(rows, "\n"))
	view.AltScreen = true
	view.WindowTitle = "Testa"
	view.MouseMode = tea.MouseModeCellMotion
	view.ReportFocus = m.focus
	view.Cursor = tea.NewCursor(ansi.StringWidth(m.text), 1)
	return view
}

// counter is a program running on a terminal of its own.
type counter struct {
	screen *terminalScreen
	keys   *os.File // the terminal's end
	tty    *os.File // the program's end
	cancel context.CancelFunc
	ended  chan struct{}
	model  tea.Model
	err    error
}

func start(t *testing.T, model tea.Model, opts Options) *counter {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(keys, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	if opts.Environ == nil {
		opts.Environ = []string{"TERM=xterm-256color", "COLORTERM=truecolor"}
	}
	opts.In, opts.Out = tty, tty
	ctx, cancel := context.WithCancel(t.Context())
	c := &counter{screen: newScreen(t, 80, 24, keys), keys: keys, tty: tty, cancel: cancel, ended: make(chan struct{})}
	copied := make(chan struct{})
	go func() {
		defer close(copied)
		_, _ = io.Copy(c.screen, keys)
	}()
	go func() {
		defer close(c.ended)
		c.model, c.err = Run(ctx, model, opts)
	}()
	t.Cleanup(func() {
		cancel()
		<-c.ended
		_ = tty.Close()
		<-copied
		_ = keys.Close()
	})
	return c
}

func (c *counter) send(t *testing.T, keys string) {
	t.Helper()
	if _, err := io.WriteString(c.keys, keys); err != nil {
		t.Fatal(err)
	}
}

func (c *counter) awaitText(t *testing.T, want string) {
	t.Helper()
	c.screen.await(t, want, func(text string) bool { return strings.Contains(text, want) })
}

// end waits until the program ended and everything it wrote was seen, and
// requires the terminal to be as it was.
func (c *counter) end(t *testing.T) {
	t.Helper()
	<-c.ended
	if raw, err := isRaw(c.tty); err != nil || raw {
		t.Errorf("raw mode %t after the end: %v", raw, err)
	}
	if _, err := io.WriteString(c.tty, "$ prompt"); err != nil {
		t.Fatal(err)
	}
	c.awaitText(t, "$ prompt")
	c.screen.requireRestored(t)
}

// isRaw reports whether the terminal is in raw mode, by comparing it with itself
// put there.
func isRaw(tty *os.File) (bool, error) {
	found, err := term.MakeRaw(tty.Fd())
	if err != nil {
		return false, err
	}
	raw, err := term.GetState(tty.Fd())
	if err != nil {
		return false, err
	}
	return *found == *raw, term.Restore(tty.Fd(), found)
}

func eachRenderer(t *testing.T, test func(t *testing.T, opts Options)) {
	t.Helper()
	for name, opts := range map[string]Options{"direct": {}, "stock": {Stock: true}} {
		t.Run(name, func(t *testing.T) { test(t, opts) })
	}
}

func TestTheScreenShowsTheViewAndQuittingRestoresIt(t *testing.T) {
	eachRenderer(t, func(t *testing.T, opts Options) {
		c := start(t, clerk{}, opts)
		c.awaitText(t, "80 by 24")
		c.send(t, "Testa")
		c.awaitText(t, "Testa")
		c.screen.await(t, "the cursor", func(string) bool {
			at := c.screen.vt.CursorPosition()
			return at.X == 5 && at.Y == 1 && c.screen.visible
		})
		c.screen.mu.Lock()
		title := c.screen.title
		c.screen.mu.Unlock()
		if title != "Testa" {
			t.Errorf("the window's title is %q", title)
		}
		c.send(t, "\x03")
		c.end(t)
		if c.err != nil {
			t.Error(c.err)
		}
		if got := c.model.(clerk).text; got != "Testa" {
			t.Errorf("the last model holds %q", got)
		}
	})
}

func TestABurstEndsWithTheRightScreen(t *testing.T) {
	eachRenderer(t, func(t *testing.T, opts Options) {
		c := start(t, clerk{}, opts)
		c.awaitText(t, "TRAINING")
		var sent strings.Builder
		for i := range 300 {
			sent.WriteByte("0123456789abcdefghijklmnopqrstuvwxyz"[i*7%36])
		}
		for _, key := range sent.String() {
			c.send(t, string(key))
		}
		c.awaitText(t, sent.String()[:80])
		c.send(t, "\x03")
		c.end(t)
		if got := c.model.(clerk).text; got != sent.String() {
			t.Errorf("the model holds %q, want %q", got, sent.String())
		}
	})
}

func TestAPasteIsOneMessage(t *testing.T) {
	c := start(t, clerk{}, Options{})
	c.awaitText(t, "TRAINING")
	c.send(t, "\x1b[200~pasted text\x1b[201~")
	c.awaitText(t, "[pasted text]")
	c.send(t, "\x03")
	c.end(t)
}

func TestAResizeRepaints(t *testing.T) {
	eachRenderer(t, func(t *testing.T, opts Options) {
		c := start(t, clerk{}, opts)
		c.awaitText(t, "80 by 24")
		c.screen.mu.Lock()
		c.screen.vt.Resize(60, 20)
		c.screen.mu.Unlock()
		if err := pty.Setsize(c.keys, &pty.Winsize{Cols: 60, Rows: 20}); err != nil {
			t.Fatal(err)
		}
		// A window's signal goes to the program that owns the terminal; here
		// the test is both.
		if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
			t.Fatal(err)
		}
		c.awaitText(t, "\n60 by 20")
		want := strings.Join(append(append([]string{"TRAINING", "", ""}, strings.Split(strings.Repeat(strings.Repeat(".", 60)+"\n", 16), "\n")[:16]...), "60 by 20"), "\n")
		if got := c.screen.text(); got != want {
			t.Errorf("the screen shows\n%s\nwant\n%s", got, want)
		}
		c.send(t, "\x03")
		c.end(t)
	})
}

func TestTheTerminalAnswers(t *testing.T) {
	eachRenderer(t, func(t *testing.T, opts Options) {
		c := start(t, clerk{background: true}, opts)
		c.awaitText(t, "TRAINING")
		c.send(t, "\x1b]11;rgb:0000/0000/0000\x1b\\") // in case the emulator does not
		c.awaitText(t, "dark true")
		c.screen.mu.Lock()
		asked := strings.Contains(c.screen.log.String(), ansi.RequestBackgroundColor)
		c.screen.mu.Unlock()
		if !asked {
			t.Error("the terminal was not asked for its background")
		}
		c.send(t, "\x03")
		c.end(t)
	})
}

func TestTheTerminalIsRestoredHoweverItEnds(t *testing.T) {
	for _, row := range []struct {
		name string
		end  func(t *testing.T, c *counter)
		want error
	}{
		{"a panic in Update", func(t *testing.T, c *counter) { c.send(t, "\x10") }, tea.ErrProgramPanic},
		{"a panic in a command", func(t *testing.T, c *counter) { c.send(t, "\x02") }, tea.ErrProgramPanic},
		{"its context ends", func(_ *testing.T, c *counter) { c.cancel() }, context.Canceled},
		{"a request that nobody carries out", func(t *testing.T, c *counter) { c.send(t, "\x05") }, ErrNotPainted},
		{"a view that nobody paints", func(t *testing.T, c *counter) { c.send(t, "\x06") }, ErrNotPainted},
		{"SIGTERM", func(t *testing.T, _ *counter) { kill(t, syscall.SIGTERM) }, nil},
		{"SIGINT", func(t *testing.T, _ *counter) { kill(t, syscall.SIGINT) }, tea.ErrInterrupted},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := start(t, clerk{}, Options{})
			c.awaitText(t, "80 by 24")
			row.end(t, c)
			c.end(t)
			if !errors.Is(c.err, row.want) {
				t.Errorf("the error is %v, want %v", c.err, row.want)
			}
		})
	}
}

func kill(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), s); err != nil {
		t.Fatal(err)
	}
}

func TestATerminalThatHangsUpEndsTheProgram(t *testing.T) {
	keys, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tty.Close() })
	ended := make(chan error)
	go func() {
		_, err := Run(t.Context(), clerk{}, Options{In: tty, Out: tty})
		ended <- err
	}()
	// The first paint is there when the first byte is.
	if _, err := keys.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if err := keys.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil {
		t.Error("no error though the terminal is gone")
	}
}

func TestWithoutATerminalThereIsAnError(t *testing.T) {
	out, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = out.Close() })
	for _, stock := range []bool{false, true} {
		if _, err := Run(t.Context(), clerk{}, Options{Out: out, Stock: stock}); !errors.Is(err, ErrNoTerminal) {
			t.Errorf("the error is %v, want %v", err, ErrNoTerminal)
		}
	}
	written, err := os.ReadFile(out.Name())
	if err != nil || len(bytes.TrimSpace(written)) > 0 {
		t.Errorf("wrote %q: %v", written, err)
	}
}
