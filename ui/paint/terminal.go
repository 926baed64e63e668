//go:build !windows

package paint

import (
	"fmt"
	"os"
	"strconv"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
)

// The size assumed of a terminal that does not say.
const (
	usualWidth  = 80
	usualHeight = 24
)

// terminal exists to put the device in raw mode and back; back may come from
// any goroutine and more than once.
type terminal struct {
	in, out *os.File
	environ uv.Environ

	mu    sync.Mutex
	found *term.State // before raw mode; nil while not in raw mode
}

// raw makes every key arrive by itself and unprinted.
func (t *terminal) raw() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found != nil {
		return nil
	}
	found, err := term.MakeRaw(t.in.Fd())
	if err != nil {
		return fmt.Errorf("putting the terminal in raw mode: %w", err)
	}
	t.found = found
	return nil
}

// restore undoes raw.
func (t *terminal) restore() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found == nil {
		return nil
	}
	found := t.found
	t.found = nil
	if err := term.Restore(t.in.Fd(), found); err != nil {
		return fmt.Errorf("restoring the terminal: %w", err)
	}
	return nil
}

// size is the terminal's width and height in cells.
func (t *terminal) size() (width, height int, err error) {
	width, height, err = term.GetSize(t.out.Fd())
	if err != nil {
		return 0, 0, fmt.Errorf("asking the terminal's size: %w", err)
	}
	return t.orElse(width, "COLUMNS", usualWidth), t.orElse(height, "LINES", usualHeight), nil
}

// orElse is cells, or when the terminal does not know, what the environment
// says, or what is usual.
func (t *terminal) orElse(cells int, name string, usual int) int {
	if cells > 0 {
		return cells
	}
	if said, err := strconv.Atoi(t.environ.Getenv(name)); err == nil && said > 0 {
		return said
	}
	return usual
}
