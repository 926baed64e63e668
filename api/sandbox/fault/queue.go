package fault

// This file keeps what is armed: which fault hits a call, who looks at the others and takes one away.

import (
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// OutageID is the Armed.ID of an outage that goes on: connections are refused now.
const OutageID = 0

// Armed is a fault that waits for calls, or an outage that goes on.
type Armed struct {
	ID    int       // for DisarmOne; of this queue only, from 1
	Fault           // Count says how many calls it still hits
	Until time.Time // zero: until it is disarmed
}

// Queue holds the armed faults in their order. Several goroutines may use it.
type Queue struct {
	mu     sync.Mutex
	faults []*waiting
	armed  int        // since the queue was made
	chance *rand.Rand // draws whether a fault with a Percent hits
}

// waiting is a fault that waits for calls.
type waiting struct {
	id int
	Fault
	left  int
	until time.Time // zero: until it is disarmed
}

func (w *waiting) over(now time.Time) bool {
	return w.Count > 0 && w.left == 0 || !w.until.IsZero() && !now.Before(w.until)
}

// NewQueue makes an empty queue. Source decides by chance for it, and is its own.
func NewQueue(source rand.Source) *Queue { return &Queue{chance: rand.New(source)} }

// Arm adds a fault that is Filled. The first fault of the queue that matches a call hits it.
func (q *Queue) Arm(f Fault, now time.Time) {
	added := &waiting{Fault: f, left: f.Count}
	if f.For > 0 && !f.Outage {
		added.until = now.Add(f.For)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.armed++
	added.id = q.armed
	q.faults = append(q.faults, added)
}

// Disarm removes every fault.
func (q *Queue) Disarm() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.faults = nil
}

// DisarmOne removes a fault. It does nothing where there is none of that id.
func (q *Queue) DisarmOne(id int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.faults = slices.DeleteFunc(q.faults, func(w *waiting) bool { return w.id == id })
}

// Armed lists the faults that still wait for calls.
func (q *Queue) Armed(now time.Time) []Armed {
	q.mu.Lock()
	defer q.mu.Unlock()
	var all []Armed
	for _, w := range q.faults {
		if !w.over(now) {
			fault := w.Fault
			fault.Count = w.left
			all = append(all, Armed{w.id, fault, w.until})
		}
	}
	return all
}

// Hit returns the fault that hits a call with this path, and counts the call; the zero fault where none does. Refreshes reports
// whether the call asks for a token with a refresh token.
func (q *Queue) Hit(path string, refreshes func() bool, now time.Time) Fault {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, w := range q.faults {
		matches := !w.over(now) && endsIn(path, w.Path) && (!w.RefreshOnly || refreshes())
		if !matches || w.Percent > 0 && q.chance.IntN(100) >= w.Percent {
			continue
		}
		if w.Count > 0 {
			w.left--
		}
		return w.Fault
	}
	return Fault{}
}

// endsIn reports whether the last segments of a path are those of a pattern.
func endsIn(whole, pattern string) bool {
	pattern = strings.Trim(pattern, "/")
	if pattern == "" {
		return true
	}
	wanted, segments := strings.Split(pattern, "/"), strings.Split(strings.Trim(whole, "/"), "/")
	if len(segments) < len(wanted) {
		return false
	}
	matched, err := path.Match(pattern, strings.Join(segments[len(segments)-len(wanted):], "/"))
	return err == nil && matched
}
