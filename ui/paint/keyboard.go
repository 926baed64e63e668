//go:build !windows

package paint

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/muesli/cancelreader"
)

// errInputEnded says that the terminal hung up.
var errInputEnded = errors.New("the terminal closed")

// keyboard exists to read the terminal for a program that reads
// nothing: Bubble Tea's frame clock stops only when it lets go of its input.
type keyboard struct {
	reader cancelreader.CancelReader
	ended  sync.WaitGroup

	mu      sync.Mutex
	stopped bool
}

// readKeys sends what is typed at in, and the terminal's answers, until the
// keyboard is stopped. It sends a brokenMsg if reading ends by itself.
func readKeys(in *os.File, termName string, send func(tea.Msg)) (*keyboard, error) {
	reader, err := uv.NewCancelReader(in)
	if err != nil {
		return nil, fmt.Errorf("opening the keyboard: %w", err)
	}
	k := &keyboard{reader: reader}
	events := make(chan uv.Event)
	k.ended.Go(func() {
		defer close(events)
		err := uv.NewTerminalReader(reader, termName).StreamEvents(context.Background(), events)
		k.end(err, events)
	})
	k.ended.Go(func() {
		for event := range events {
			send(event)
		}
	})
	return k, nil
}

// end says that reading ended, unless it was stopped.
func (k *keyboard) end(err error, events chan<- uv.Event) {
	k.mu.Lock()
	stopped := k.stopped
	k.mu.Unlock()
	if stopped {
		return
	}
	if err == nil {
		err = errInputEnded
	}
	events <- brokenMsg{fmt.Errorf("reading the keyboard: %w", err)}
}

// stop makes reading end, and leaves what is typed from now on to others. What
// was read before is still sent.
func (k *keyboard) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.stopped {
		k.stopped = true
		k.reader.Cancel()
	}
}

// close waits until reading has ended; send must not block any more.
func (k *keyboard) close() {
	k.stop()
	k.ended.Wait()
	_ = k.reader.Close()
}
