package sandbox

// What is kept for a while only, so that a server that runs for months stays small.

import (
	"maps"
	"slices"
	"time"
)

// How long a PIN waits for its purchase and an idempotency key is remembered, and how many of them
// at most (OWN: the contract names no time).
const (
	verificationLife  = 24 * time.Hour
	replayLife        = 48 * time.Hour
	mostVerifications = 50_000
	mostReplays       = 50_000
)

// expiring is a map whose entries are gone after a while, and the oldest of them once there are
// too many. The zero members life and most keep nothing.
type expiring[K comparable, V any] struct {
	life    time.Duration
	most    int
	entries map[K]aged[V]
	order   []dated[K] // oldest first; an entry that was put again stands here twice
}

type aged[V any] struct {
	value V
	since time.Time
}

type dated[K any] struct {
	key   K
	since time.Time
}

// get is the value of a key, unless it has expired.
func (e *expiring[K, V]) get(key K, now time.Time) (value V, found bool) {
	entry, found := e.entries[key]
	if !found || now.Sub(entry.since) >= e.life {
		return value, false
	}
	return entry.value, true
}

// put keeps a value and forgets what has expired; the time of one put is not before the one of
// the put before it.
func (e *expiring[K, V]) put(key K, value V, now time.Time) {
	if e.entries == nil {
		e.entries = map[K]aged[V]{}
	}
	e.entries[key] = aged[V]{value, now}
	e.order = append(e.order, dated[K]{key, now})
	gone := 0
	for _, oldest := range e.order {
		if now.Sub(oldest.since) < e.life && len(e.order)-gone <= e.most {
			break
		}
		if e.entries[oldest.key].since.Equal(oldest.since) {
			delete(e.entries, oldest.key)
		}
		gone++
	}
	if e.order = e.order[gone:]; cap(e.order) > 2*len(e.order)+64 {
		e.order = slices.Clip(slices.Clone(e.order))
	}
}

func (e *expiring[K, V]) remove(key K) { delete(e.entries, key) }

// each goes through what has not expired, oldest first.
func (e *expiring[K, V]) each(now time.Time, do func(K, V, time.Time)) {
	left := maps.Clone(e.entries)
	for _, entry := range e.order {
		kept, found := left[entry.key]
		if !found || !kept.since.Equal(entry.since) || now.Sub(kept.since) >= e.life {
			continue
		}
		delete(left, entry.key)
		do(entry.key, kept.value, kept.since)
	}
}
