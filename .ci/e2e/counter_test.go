// Package e2e works the built console in a real terminal as a clerk would, so that
// what the stories beside this file say is what happens on a counter. Nothing of the
// console is linked in: the terminal is tmux, and what counts is what stands on it.
package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	patience = 10 * time.Second      // how long a clerk waits for something to appear
	blink    = 20 * time.Millisecond // how often the screen is looked at
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
		t.Fatal("COUNTERTOP_BINARY names the console to work: run make e2e")
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
	if err := os.Symlink(binary, filepath.Join(home, "countertop")); err != nil {
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
		"HOME=" + c.home, "PATH=" + c.home + string(os.PathListSeparator) + os.Getenv("PATH"),
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

// screen is what stands on the terminal, without colours.
func (c *counter) screen() string {
	c.t.Helper()
	return c.tmux("capture-pane", "-p")
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
