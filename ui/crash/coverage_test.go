//go:build !windows

package crash

// This file sees to it that each kind of money call is killed at each chosen point of its life, and says where that was not
// reached: a run that only came to the easy ones shows nothing.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"countertop/flows"
)

// chosen are the points that every kind of money call is killed at.
var chosen = []point{withTheKey, atIntent, unsent, onTheLine, executed, answered, atOutcome, concluded}

// coverage counts what was reached, by all workers.
type coverage struct {
	mu      sync.Mutex
	byPoint map[point]int
	pairs   map[flows.IntentKind]map[point]int
	held    map[flows.IntentKind]int // what was tried again while it was in doubt
}

func newCoverage() *coverage {
	c := &coverage{byPoint: map[point]int{}, pairs: map[flows.IntentKind]map[point]int{}, held: map[flows.IntentKind]int{}}
	for _, k := range kinds {
		c.pairs[k.IntentKind] = map[point]int{}
	}
	return c
}

// takes counts an attempt. What the console did not take at all is no kill in a money call.
func (c *coverage) takes(a *attempt) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a.held && a.again {
		c.held[a.kind]++
	}
	if a.refused {
		return
	}
	c.byPoint[a.at]++
	if a.confirmed {
		c.pairs[a.kind][a.at]++
	}
}

// eagerness returns the number of times of four that a clerk tries something again.
func (c *coverage) eagerness(kind flows.IntentKind) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held[kind] == 0 && moves(kind) {
		return 3
	}
	return 1
}

// least draws from what was reached least: now and then another point that was never reached, where that is possible, else a
// kind and a chosen point. Never is true where nothing was killed there yet.
func (c *coverage) least(chance *rand.Rand, possible func(point) bool) (at point, kind flows.IntentKind, never bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range points {
		if !slices.Contains(chosen, p.point) && c.byPoint[p.point] == 0 && possible(p.point) && chance.IntN(6) == 0 {
			return p.point, flows.AuthorizationIntent, true
		}
	}
	fewest := -1
	for _, i := range chance.Perm(len(kinds) * len(chosen)) {
		k, p := kinds[i%len(kinds)].IntentKind, chosen[i/len(kinds)]
		// the pair, then its kind, then its point
		n := 1_000_000*c.pairs[k][p] + 1_000*c.sum(k) + c.byPoint[p]
		if k == flows.ApplicationIntent {
			n *= 4 // it takes a clerk as much longer
		}
		if fewest < 0 || n < fewest {
			at, kind, fewest = p, k, n
		}
	}
	return at, kind, c.pairs[kind][at] == 0
}

// sum returns the number of kills of a kind at a chosen point.
func (c *coverage) sum(kind flows.IntentKind) int {
	sum := 0
	for _, p := range chosen {
		sum += c.pairs[kind][p]
	}
	return sum
}

// missing names what a run of so many kills should have reached and did not. A short one reaches each chosen point, and each
// kind; a long one each kind at each chosen point, all other points, and each kind of money tried again while it was in doubt.
func (c *coverage) missing(kills int) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var names []string
	for _, p := range points {
		if c.byPoint[p.point] == 0 && (kills >= long || kills >= short && slices.Contains(chosen, p.point)) {
			names = append(names, "nothing was killed "+string(p.point))
		}
	}
	tried := 0
	for _, k := range kinds {
		for _, p := range chosen {
			if c.pairs[k.IntentKind][p] == 0 && kills >= long {
				names = append(names, fmt.Sprintf("no %s was killed %s", k.IntentKind, p))
			}
		}
		if c.sum(k.IntentKind) == 0 && kills >= short {
			names = append(names, fmt.Sprintf("no %s was killed", k.IntentKind))
		}
		if c.held[k.IntentKind] == 0 && kills >= long && moves(k.IntentKind) {
			names = append(names, fmt.Sprintf("no %s was tried again while it was in doubt", k.IntentKind))
		}
		tried += c.held[k.IntentKind]
	}
	if tried == 0 && kills >= short {
		names = append(names, "nothing was tried again while it was in doubt")
	}
	return names
}

// From how many kills on a run must have come to each point, and to each kind at each point.
const short, long = 60, 200

// full is from how many kills on a run must have done everything with what was found.
const full = 500
