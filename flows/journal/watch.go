package journal

// This file notices at once that another console has ended, so that the server is asked about a call which that
// console left without an answer. The system releases a console's lock however the console ends, and this one waits
// for the lock. Nothing polls.

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/gofrs/flock"
)

// watch waits for the locks of the other consoles.
type watch struct {
	consoles *consoles
	ended    chan struct{} // a console has ended since the last value was received

	mu      sync.Mutex
	waiting map[string]bool // consoles whose locks this one waits for
	over    map[string]bool // consoles that have ended and left a file
}

func newWatch(c *consoles) *watch {
	return &watch{consoles: c, ended: make(chan struct{}, 1), waiting: map[string]bool{}, over: map[string]bool{}}
}

// run waits for consoles until ctx ends. The system tells it of new ones. If the system cannot (the number of
// watchers is limited), run waits for the consoles that are there, and for later ones once the journal is read again.
func (w *watch) run(ctx context.Context) {
	events, err := fsnotify.NewWatcher()
	if err == nil {
		defer func() { _ = events.Close() }()
		err = events.Add(w.consoles.folder)
	}
	w.look(ctx) // finds consoles that started before the folder was watched
	if err != nil {
		return
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event, open := <-events.Events:
			if !open {
				return
			}
			if event.Has(fsnotify.Create) {
				w.look(ctx)
			}
		case _, open := <-events.Errors: // events were lost
			if !open {
				return
			}
			w.look(ctx)
		}
	}
}

// look starts to wait for every console that is not waited for yet.
func (w *watch) look(ctx context.Context) {
	found, err := os.ReadDir(w.consoles.folder)
	if err != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, file := range found {
		console, ok := strings.CutSuffix(file.Name(), lockEnding)
		if !ok || !file.Type().IsRegular() || console == w.consoles.own || w.waiting[console] || w.over[console] || ctx.Err() != nil {
			continue
		}
		w.waiting[console] = true
		go w.await(ctx, console)
	}
}

// settling is the time that a console may take from making its file to locking it (OWN).
const settling = 100 * time.Millisecond

// await waits until a console has ended, and reports it. The system's wait for a lock cannot be cancelled: after ctx
// has ended, it goes on until the other console ends, but it holds nothing and reports nothing.
func (w *watch) await(ctx context.Context, console string) {
	for {
		free := waitForLock(w.consoles.path(console))
		if ctx.Err() != nil {
			return
		}
		timer := time.NewTimer(settling) // the console may be starting and have no lock yet
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
		if !free || !w.consoles.alive(console) {
			break
		}
	}
	w.mu.Lock()
	delete(w.waiting, console)
	w.over[console] = true
	w.mu.Unlock()
	select {
	case w.ended <- struct{}{}:
	default: // the value before was not received yet
	}
}

// waitForLock waits until nobody holds the lock of a file. It returns false if that is impossible because the file is
// gone.
func waitForLock(path string) bool {
	lock := flock.New(path, flock.SetFlag(os.O_RDWR)) // does not make the file
	err := lock.RLock()
	return errors.Join(err, lock.Close()) == nil
}

// Ended returns a channel with a value for each time that other consoles have ended. Refresh then shows what they
// left in doubt.
func (j *Journal) Ended() <-chan struct{} { return j.others.ended }
