//go:build !windows

package paint

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// painter exists to bring a terminal from the view it shows to the next one
// with one write. It may be used from several goroutines, since a command that
// panics restores the terminal from its own.
type painter struct {
	// Dependencies
	out     io.Writer
	environ []string
	queries string // asked of the terminal after the first paint

	// Settings
	width, height int // cells of the terminal
	profile       colorprofile.Profile
	method        ansi.Method // how the terminal measures a character
	synced        bool        // the terminal shows an update all at once

	// State
	mu     sync.Mutex
	shown  *tea.View // what the terminal shows; nil while it is not ours
	sheet  sheet     // the cells of shown
	screen *uv.TerminalRenderer
	body   bytes.Buffer // what screen flushes into
	frame  bytes.Buffer // what is written
	closed bool
}

// newPainter returns a painter for a terminal of width by height cells.
func newPainter(out io.Writer, environ []string, width, height int, profile colorprofile.Profile) *painter {
	p := &painter{out: out, environ: environ, width: width, height: height, profile: profile, method: ansi.WcWidth}
	if answersQueries(environ) {
		p.queries = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore
	}
	p.start()
	return p
}

// answersQueries reports whether the terminal can be asked for its modes: some
// print the question instead of answering, and over SSH the answer may arrive
// after the program has left.
func answersQueries(environ []string) bool {
	env := uv.Environ(environ)
	if _, ok := env.LookupEnv("WT_SESSION"); ok {
		return true
	}
	for _, name := range []string{"ghostty", "wezterm", "alacritty", "kitty", "rio"} {
		if strings.Contains(env.Getenv("TERM"), name) {
			return true
		}
	}
	_, remote := env.LookupEnv("SSH_TTY")
	return !remote && !strings.Contains(env.Getenv("TERM_PROGRAM"), "Apple")
}

// start readies the painter for a terminal of which nothing is known.
func (p *painter) start() {
	p.screen = uv.NewTerminalRenderer(&p.body, p.environ)
	p.screen.SetColorProfile(p.profile)
	p.screen.SetRelativeCursor(true)
	p.screen.SetTabStops(-1)
	p.screen.SetScrollOptim(true)
	p.screen.SetPosition(-1, -1)
	p.screen.Resize(p.width, p.height)
	p.screen.SetGraphemeWidth(p.method == ansi.GraphemeWidth)
	p.sheet.method = p.method
	p.sheet.whole = true
}

// paint shows v. Nothing is written when it asks for what is shown already. The
// error is [ErrNotPainted] when v asks for what the painter does not know.
func (p *painter) paint(v tea.View) error {
	if err := beyond(&v); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	first := p.shown == nil
	if p.closed || !first && !p.sheet.whole && v.Content == p.shown.Content && sameModes(p.shown, &v) {
		return nil
	}
	from := plainView()
	if !first {
		from = *p.shown
	}
	p.frame.Reset()
	if first {
		p.enter()
	}
	p.writeBody(&from, &v, first)
	p.wrapBody(&from, &v, first)
	if first {
		p.frame.WriteString(p.queries)
		p.queries = ""
	}
	p.shown = keep(v)
	if p.frame.Len() == 0 {
		return nil
	}
	if _, err := p.out.Write(p.frame.Bytes()); err != nil {
		return fmt.Errorf("painting the screen: %w", err)
	}
	return nil
}

// keep copies v with what it points at, which the model may change in place.
func keep(v tea.View) *tea.View {
	if v.Cursor != nil {
		cursor := *v.Cursor
		v.Cursor = &cursor
	}
	return &v
}

// enter enters the alternate screen.
func (p *painter) enter() {
	p.sheet.whole = true
	p.frame.WriteString(ansi.SetModeAltScreenSaveCursor)
	p.screen.SaveCursor()
	p.screen.SetFullscreen(true)
	p.screen.SetRelativeCursor(false)
	p.screen.Erase()
}

// writeBody writes the modes, the cells that change, and the cursor's place.
func (p *painter) writeBody(from, v *tea.View, first bool) {
	p.body.Reset()
	if first && p.method == ansi.GraphemeWidth {
		p.body.WriteString(ansi.SetModeUnicodeCore)
	}
	if first {
		enterKeyboard(&p.body)
	}
	writeModes(&p.body, from, v)
	if p.sheet.whole || first || v.Content != from.Content {
		if p.sheet.draw(v.Content, p.width, p.height) {
			p.screen.Erase()
		}
		p.screen.Render(p.sheet.cells.RenderBuffer)
	}
	if v.Cursor != nil {
		p.screen.MoveTo(v.Cursor.X, v.Cursor.Y)
	}
	_ = p.screen.Flush() // into body, which takes everything
}

// wrapBody puts the body in the frame so that no half of it is seen: as one
// update where the terminal can, with the cursor hidden where it cannot.
func (p *painter) wrapBody(from, v *tea.View, first bool) {
	shows, showed := v.Cursor != nil, from.Cursor != nil
	changes := p.body.Len() > 0
	hide := !shows && (first || showed) || shows && showed && changes && !p.synced
	if p.synced && changes {
		p.frame.WriteString(ansi.SetModeSynchronizedOutput)
	}
	if hide {
		p.frame.WriteString(ansi.ResetModeTextCursorEnable)
	}
	p.frame.Write(p.body.Bytes())
	if shows && (first || hide || !showed) {
		p.frame.WriteString(ansi.SetModeTextCursorEnable)
	}
	if p.synced && changes {
		p.frame.WriteString(ansi.ResetModeSynchronizedOutput)
	}
}

// write sends the terminal a question, which is no part of a view.
func (p *painter) write(seq string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	if _, err := io.WriteString(p.out, seq); err != nil {
		return fmt.Errorf("writing to the terminal: %w", err)
	}
	return nil
}

// resize says that the terminal has width by height cells now; terminals move
// or wrap what they show, so that the next paint draws every cell anew.
func (p *painter) resize(width, height int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.width, p.height = width, height
	p.screen.Resize(width, height)
	p.screen.Erase()
	p.sheet.whole = true
}

// setProfile says how many colours the terminal shows.
func (p *painter) setProfile(profile colorprofile.Profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.profile == profile {
		return
	}
	p.profile = profile
	p.screen.SetColorProfile(profile)
	p.screen.Erase()
	p.sheet.whole = true
}

// setMode takes the terminal's answer to the first paint's queries.
func (p *painter) setMode(report tea.ModeReportMsg) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case report.Mode == ansi.ModeSynchronizedOutput && report.Value == ansi.ModeReset:
		p.synced = true
	case report.Mode == ansi.ModeUnicodeCore && !report.Value.IsNotRecognized() && p.method != ansi.GraphemeWidth:
		if report.Value == ansi.ModePermanentlyReset {
			return
		}
		p.method = ansi.GraphemeWidth
		p.sheet.method = p.method
		p.sheet.whole = true
		_, _ = p.screen.WriteString(ansi.SetModeUnicodeCore)
		p.screen.SetGraphemeWidth(true)
	}
}

// close gives the terminal back as it was found, and paints nothing any more.
func (p *painter) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	if p.shown == nil {
		return nil
	}
	plain := plainView()
	p.body.Reset()
	leaveKeyboard(&p.body)
	// To the bottom first: a terminal without an alternate screen then keeps
	// the last view above the shell's prompt.
	p.screen.MoveTo(0, max(p.sheet.height()-1, 0))
	_ = p.screen.Flush()
	p.screen.RestoreCursor()
	p.body.WriteString(ansi.ResetModeAltScreenSaveCursor)
	p.body.WriteString(ansi.SetModeTextCursorEnable)
	writeModes(&p.body, p.shown, &plain)
	if p.method == ansi.GraphemeWidth {
		p.body.WriteString(ansi.ResetModeUnicodeCore)
	}
	if _, err := p.out.Write(p.body.Bytes()); err != nil {
		return fmt.Errorf("restoring the screen: %w", err)
	}
	return nil
}
