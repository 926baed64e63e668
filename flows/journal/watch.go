package journal

// This file notices at once that another console has ended, so that a call which it left without an answer is asked about: the system
// lets go of a console's lock however it ends, and this one waits for that. Nothing looks again and again.

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
	ended    chan struct{} // a console has ended, since it was received last

	mu      sync.Mutex
	waiting map[string]bool // consoles whose locks are waited for
	over    map[string]bool // consoles that have ended, and left a file
}

func newWatch(c *consoles) *watch {
	return &watch{consoles: c, ended: make(chan struct{}, 1), waiting: map[string]bool{}, over: map[string]bool{}}
}

// run waits until ctx ends. It hears of consoles that start from the system. Where that cannot be (systems bound how many may listen),
// those that are there are waited for, and the others from the next look into the journal on.
func (w *watch) run(ctx context.Context) {
	events, err := fsnotify.NewWatcher()
	if err == nil {
		defer func() { _ = events.Close() }()
		err = events.Add(w.consoles.folder)
	}
	w.look(ctx) // who started before the folder was watched
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
		case _, open := <-events.Errors: // some events were lost
			if !open {
				return
			}
			w.look(ctx)
		}
	}
}

// look waits for every console whose lock is not waited for yet.
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

// settling is how long a console may take from making its file to locking it (OWN).
const settling = 100 * time.Millisecond

// await waits until a console has ended, and tells. The system's wait for a lock cannot be called off: one that is waiting when ctx ends
// goes on until the other console ends, holds nothing, and tells nobody.
func (w *watch) await(ctx context.Context, console string) {
	for {
		free := waitForLock(w.consoles.path(console))
		if ctx.Err() != nil {
			return
		}
		timer := time.NewTimer(settling) // it may be starting, and have no lock yet
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
	default: // it was not heard yet
	}
}

// waitForLock waits until nobody holds the lock of a file. It is false where that cannot be waited for: the file is gone.
func waitForLock(path string) bool {
	lock := flock.New(path, flock.SetFlag(os.O_RDWR)) // makes no file
	err := lock.RLock()
	return errors.Join(err, lock.Close()) == nil
}

// Ended tells that another console has ended since it was received from last: Refresh then shows what it left in doubt.
func (j *Journal) Ended() <-chan struct{} { return j.others.ended }
