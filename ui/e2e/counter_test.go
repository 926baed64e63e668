// Package e2e works the built console in a real terminal as a clerk would, so that
// what the stories beside this file say is what happens on a counter. Nothing of the
// console is linked in: the terminal is tmux, and what counts is what stands on it. The
// training server is, for the stories of a server that goes away or is asked what it got.
package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const (
	patience = 10 * time.Second       // how long a clerk waits for something to appear
	blink    = 20 * time.Millisecond  // how often the screen is looked at
	rest     = 600 * time.Millisecond // longer than the console wants the keyboard quiet before a question takes a key
)

// counter is a terminal with a shell in it, and nobody's home: no configuration, no
// cached files, no history.
type counter struct {
	t      *testing.T
	home   string
	socket string
}

// counterOf opens a terminal of a size, in characters.
func counterOf(t *testing.T, width, height int) *counter {
	t.Helper()
	binary := os.Getenv("COUNTERTOP_BINARY")
	if binary == "" {
		t.Skip("COUNTERTOP_BINARY names the console to work: run make e2e")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Fatalf("the terminal is missing: %v", err)
	}
	home, err := os.MkdirTemp("", "counter") //nolint:usetesting // the path of a socket has few characters, and t.TempDir takes the test's name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	c := &counter{t: t, home: home, socket: filepath.Join(home, "tmux")}
	if err := os.Mkdir(c.programs(), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(binary, filepath.Join(c.programs(), "countertop")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".shrc"), []byte("PS1='store$ '\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.tmux("-f", os.DevNull, "-u", "new-session", "-d", "-c", c.home, "-x", fmt.Sprint(width), "-y", fmt.Sprint(height), "sh")
	t.Cleanup(c.close)
	c.sees("store$")
	return c
}

// programs returns the folder of the console's program, apart from what it keeps in the home.
func (c *counter) programs() string { return filepath.Join(c.home, "bin") }

// close ends this counter's terminal, and shows what stood on it when a story failed.
func (c *counter) close() {
	if c.t.Failed() {
		c.t.Logf("the screen:\n%s", c.screen())
	}
	c.tmux("kill-server")
}

// tmux speaks to this counter's own server.
func (c *counter) tmux(args ...string) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "tmux", append([]string{"-S", c.socket}, args...)...) //nolint:gosec // a test's own words
	cmd.Env = []string{
		"HOME=" + c.home, "PATH=" + c.programs() + string(os.PathListSeparator) + os.Getenv("PATH"),
		"XDG_CONFIG_HOME=" + c.home + "/.config", "XDG_CACHE_HOME=" + c.home + "/.cache", "XDG_STATE_HOME=" + c.home + "/.state",
		"TERM=xterm-256color", "LC_ALL=C.UTF-8", "SHELL=/bin/sh", "ENV=" + c.home + "/.shrc",
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return string(out)
}

// screen returns the terminal's text, without colours and with plain spaces.
func (c *counter) screen() string {
	c.t.Helper()
	return strings.ReplaceAll(c.tmux("capture-pane", "-p"), "\u00a0", " ")
}

// types types text as it is, a key a character.
func (c *counter) types(text string) {
	c.t.Helper()
	c.tmux("send-keys", "-l", "--", text)
}

// presses presses keys by tmux's names: Enter, Escape, F1, C-c, Up, BTab.
func (c *counter) presses(keys ...string) {
	c.t.Helper()
	c.tmux(append([]string{"send-keys", "--"}, keys...)...)
}

// typesAtOnce writes text to the terminal in one piece, as a scanner or a clerk who does not wait
// would: "\r" is Enter.
func (c *counter) typesAtOnce(text string) {
	c.t.Helper()
	file := filepath.Join(c.home, "burst")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
	c.tmux("load-buffer", file)
	c.tmux("paste-buffer", "-r", "-d")
}

// pressesAfterARest presses keys one by one, each after the keyboard was quiet for as long as questions about
// money, reports and dialogs ask for. They are for what is on the screen already.
func (c *counter) pressesAfterARest(keys ...string) {
	c.t.Helper()
	for _, key := range keys {
		<-time.After(rest) // the quiet itself is tested, nothing is waited for
		c.presses(key)
	}
}

// runs types a command line at the shell and presses Enter.
func (c *counter) runs(line string) {
	c.t.Helper()
	c.types(line)
	c.presses("Enter")
}

// becomes changes the terminal's size while the console runs.
func (c *counter) becomes(width, height int) {
	c.t.Helper()
	c.tmux("resize-window", "-x", fmt.Sprint(width), "-y", fmt.Sprint(height))
}

// sees waits until every text stands on the screen at once.
func (c *counter) sees(texts ...string) {
	c.t.Helper()
	c.waits(fmt.Sprintf("%q to appear", texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// seesLine waits until a line holds the texts in their order, with nothing but blanks and lines of
// boxes between them: a label and its value, a page's title and its step.
func (c *counter) seesLine(texts ...string) {
	c.t.Helper()
	line := lineOf(texts)
	c.waits(fmt.Sprintf("a line %q", texts), line.MatchString)
}

// lineOf finds a line with the texts in their order. A text ends where a word does.
func lineOf(texts []string) *regexp.Regexp {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = regexp.QuoteMeta(text)
	}
	return regexp.MustCompile(`(?m)(?:^|[ │])` + strings.Join(quoted, `[ │]+`) + `(?:[ │]|$)`)
}

// reads returns the text behind a label.
func (c *counter) reads(label string) string {
	c.t.Helper()
	value := regexp.MustCompile(`(?m)` + regexp.QuoteMeta(label) + ` +(\S+)`)
	c.waits("a value of "+label, value.MatchString)
	return value.FindStringSubmatch(c.screen())[1]
}

// typesIn waits until the cursor stands right behind a field's value, or at its beginning where the
// value is "".
func (c *counter) typesIn(label, value string) {
	c.t.Helper()
	field := regexp.MustCompile(`(?:^|│) › ` + regexp.QuoteMeta(label) + ` +` + regexp.QuoteMeta(value) + `$`)
	c.waits(fmt.Sprintf("the cursor behind %q of %s", value, label), func(screen string) bool {
		var x, y int
		if _, err := fmt.Sscan(c.tmux("display-message", "-p", "#{cursor_x} #{cursor_y}"), &x, &y); err != nil {
			c.t.Fatalf("reading where the cursor stands: %v", err)
		}
		lines := strings.Split(screen, "\n")
		if y >= len(lines) {
			return false
		}
		line := []rune(lines[y])
		for len(line) < x {
			line = append(line, ' ')
		}
		return field.MatchString(string(line[:x]))
	})
}

// seesNoMore waits until none of the texts stands on the screen.
func (c *counter) seesNoMore(texts ...string) {
	c.t.Helper()
	c.waits(fmt.Sprintf("%q to disappear", texts), func(screen string) bool {
		for _, text := range texts {
			if strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// waits looks at the screen until it is as it should be, or patience ends.
func (c *counter) waits(what string, is func(screen string) bool) {
	c.t.Helper()
	look := time.NewTicker(blink)
	defer look.Stop()
	end := time.NewTimer(patience)
	defer end.Stop()
	for !is(c.screen()) {
		select {
		case <-look.C:
		case <-end.C:
			c.t.Fatalf("waited %v for %s", patience, what)
		}
	}
}
