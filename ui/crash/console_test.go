//go:build !windows

package crash

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/creack/pty"
)

const (
	patience = 20 * time.Second       // how long a clerk waits for something to appear
	rest     = 420 * time.Millisecond // a little longer than the console wants a page about money to have stood

	width, height = 100, 50
)

// Keys as they are written to the terminal.
const (
	enter    = "\r"
	empties  = "\x15" // Ctrl+U
	confirms = "\x19" // Ctrl+Y
	pageDown = "\x1b[6~"
	end      = "\x1b[F"
)

var (
	errEnded = errors.New("the console has ended")
	errLate  = errors.New("waited in vain")
)

// console is the built console in a terminal of its own. What is done with it after something failed,
// or after it was killed, does nothing: err says why.
type console struct {
	screen *terminal
	keys   *os.File
	cmd    *exec.Cmd
	ended  chan struct{} // closed when the process is gone
	exit   error         // how it ended
	err    error
}

// startConsole starts a command in a terminal.
func startConsole(cmd *exec.Cmd) (*console, error) {
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: width, Rows: height})
	if err != nil {
		return nil, fmt.Errorf("starting the console: %w", err)
	}
	c := &console{screen: newTerminal(width, height, keys), keys: keys, cmd: cmd, ended: make(chan struct{})}
	drawn := make(chan struct{})
	go func() {
		defer close(drawn)
		_, _ = io.Copy(c.screen, keys) // until nobody has the terminal open any more
	}()
	go func() {
		defer close(c.ended)
		c.exit = cmd.Wait()
		<-drawn
		c.screen.close()
		_ = keys.Close()
	}()
	return c, nil
}

// kill ends the console as a power cut does, and returns when it is gone. It may be called by several
// goroutines, and again.
func (c *console) kill() {
	_ = c.cmd.Process.Kill() // it may be gone already
	<-c.ended
}

// shows returns the text on the screen.
func (c *console) shows() string {
	text, _ := c.screen.look()
	return text
}

// waits looks at the screen until it is as it should be.
func (c *console) waits(what string, is func(screen string) bool) {
	if c.err != nil {
		return
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		text, changed := c.screen.look()
		if is(text) {
			return
		}
		select {
		case <-changed:
		case <-c.ended:
			c.err = errEnded
			return
		case <-late.C:
			c.err = fmt.Errorf("%w for %s; the screen shows:\n%s", errLate, what, text)
			return
		}
	}
}

// sees waits until every text stands on the screen at once.
func (c *console) sees(texts ...string) {
	c.waits(fmt.Sprintf("%q", texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// isOn waits for a page of a flow.
func (c *console) isOn(title string) { c.waits(fmt.Sprintf("the page %q", title), onPage(title)) }

// onPage finds a page by its title and what stands behind it.
func onPage(title string) func(screen string) bool {
	return regexp.MustCompile(`(?m)(?:^|[ │])` + regexp.QuoteMeta(title) + `[ │]+Step\b`).MatchString
}

// types writes keys to the terminal.
func (c *console) types(keys ...string) {
	if c.err != nil {
		return
	}
	if _, err := io.WriteString(c.keys, strings.Join(keys, "")); err != nil {
		c.err = errEnded
	}
}

// rests leaves the keyboard alone for as long as a page about money asks for. The page is on the
// screen already: the quiet itself is tested, nothing is waited for.
func (c *console) rests() {
	if c.err != nil {
		return
	}
	quiet := time.NewTimer(rest)
	defer quiet.Stop()
	select {
	case <-quiet.C:
	case <-c.ended:
		c.err = errEnded
	}
}

// pressesUntil presses a key after a rest, and again while the console says that it came too soon,
// until the page is there.
func (c *console) pressesUntil(key string, there func(screen string) bool, what string) {
	for range 10 {
		c.rests()
		before := c.shows()
		c.types(key)
		c.waits(what, func(screen string) bool { return there(screen) || tooSoon(screen) && screen != before })
		if c.err != nil || there(c.shows()) {
			return
		}
	}
	c.waits(what, there)
}

// tooSoon reports whether the console did not take a key that followed a page or another key at once.
func tooSoon(screen string) bool {
	return strings.Contains(screen, "typed before this page") || strings.Contains(screen, "press Ctrl+Y again")
}

// confirmsUntil presses a key that confirms, and again where the console says that it came too soon,
// until the page is as it should be or the console has ended.
func (c *console) confirmsUntil(key, what string, is func(screen string) bool) {
	for range 3 {
		c.types(key)
		c.waits(what, func(screen string) bool { return is(screen) || tooSoon(screen) })
		if c.err != nil || is(c.shows()) {
			return
		}
		c.rests()
	}
	c.waits(what, is)
}
