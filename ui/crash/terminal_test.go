//go:build !windows

package crash

import (
	"io"
	"strings"
	"sync"

	"github.com/charmbracelet/x/vt"
)

// terminal emulates the terminal on which the console draws, and is read as a clerk reads a screen.
type terminal struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	changed chan struct{} // closed and replaced at each write
	drained chan struct{} // closed when the emulator answers no more
}

// newTerminal is an empty terminal, whose answers to questions go to replies.
func newTerminal(width, height int, replies io.Writer) *terminal {
	t := &terminal{vt: vt.NewEmulator(width, height), changed: make(chan struct{}), drained: make(chan struct{})}
	go func() {
		defer close(t.drained)
		_, _ = io.Copy(replies, t.vt)
	}()
	return t
}

// Write draws what the console wrote.
func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, err := t.vt.Write(b)
	close(t.changed)
	t.changed = make(chan struct{})
	return n, err
}

// look returns the screen's text with plain spaces, and a channel that is closed when it changes.
func (t *terminal) look() (text string, changed <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	rows := strings.Split(strings.ReplaceAll(t.vt.String(), "\u00a0", " "), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " \r")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n"), t.changed
}

// close ends the answers.
func (t *terminal) close() {
	if pipe, ok := t.vt.InputPipe().(io.Closer); ok { // not the emulator, whose Close races with its Read
		_ = pipe.Close()
	}
	<-t.drained
}
