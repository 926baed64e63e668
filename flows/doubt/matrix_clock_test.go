package doubt_test

// This file is the clocks of the fault matrix: the counter's is wrong at the sale and right afterwards, or the server's is
// set meanwhile. And the faults that the training server has itself, beside the replies that are made here.

import (
	"context"
	"fmt"
	"testing"
	"time"

	"countertop/api/sandbox/fault"
	"countertop/flows"
)

// clocks says how the clocks are set before a call, and after it.
type clocks struct {
	name          string
	before, after func(*counter)
	steady        bool // the server's time can be told throughout
	undated       bool // the server says no time
}

func everyClock() []clocks {
	wrong := func(by time.Duration) func(*counter) { return func(c *counter) { c.wrong = by } }
	ahead := func(by time.Duration) func(*counter) { return func(c *counter) { c.ahead = by } }
	still := func(*counter) {}
	var all []clocks
	for name, by := range map[string]time.Duration{
		"20 minutes fast": 20 * time.Minute, "20 minutes slow": -20 * time.Minute, "16 minutes fast": 16 * time.Minute,
		"14 hours fast": 14 * time.Hour, "14 hours slow": -14 * time.Hour, "3 days fast": 72 * time.Hour, "3 days slow": -72 * time.Hour,
	} {
		all = append(all,
			clocks{name: "a counter " + name + " at the sale, right afterwards", before: wrong(by), after: wrong(0)},
			clocks{name: "a counter that is " + name + " after the sale", before: still, after: wrong(by)},
			clocks{name: "a counter " + name, before: wrong(by), after: still, steady: true},
			clocks{name: "a server " + name, before: ahead(by), after: still, steady: true},
			clocks{name: "a server " + name + " at the sale, right afterwards", before: ahead(by), after: ahead(0)},
			clocks{name: "a server that is " + name + " after the sale", before: still, after: ahead(by)},
			clocks{name: "a counter " + name + ", and a server that says no time", before: wrong(by), after: still, undated: true},
			clocks{name: "a counter " + name + " at the sale, right afterwards, and a server that says no time", before: wrong(by), after: wrong(0), undated: true},
		)
	}
	return all
}

func TestEveryWrongClockIsJudgedAsTheBooksSay(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, call := range queryable() {
		for _, where := range scenes() {
			if len(where.others) > 0 && call.kind != flows.AuthorizationIntent {
				continue
			}
			for _, how := range vague() {
				for _, clock := range everyClock() {
					for _, forgets := range []bool{false, true} {
						if forgets && where.twin {
							continue
						}
						later := twist{name: clock.name, answer: same(func(question, object) {})}
						if clock.steady {
							later.made, later.none = must, must
						}
						a := asking{call: call, scene: where, how: how, later: later, forgets: forgets, before: clock.before, after: clock.after, undated: clock.undated}
						cells = append(cells, cell{name: a.name(), kind: "clocks, " + call.name, run: func(s *store) (verdict, error) {
							made, err := s.asks(t.Context(), a)
							return made.said(), err
						}})
					}
				}
			}
		}
	}
	new(matrix).run(t, cells)
}

// faulty makes a call that a fault of the server's hits.
func (s *store) faulty(ctx context.Context, call moneyCall, hit fault.Fault, keys idempotency) (trial, error) {
	c, err := s.open(ctx, noon(), keys)
	if err != nil {
		return trial{}, err
	}
	defer c.close()
	t, err := c.tries(call, nil, hit)
	if err != nil {
		return t, err
	}
	c.clocks(func() { c.at = c.at.Add(time.Second) })
	c.server.Disarm()
	return t, t.judged(reply{})
}

// refusing are the faults that stand for a refusal before execution.
var refusing = map[fault.Kind]bool{
	fault.Unauthorized: true, fault.Blocked: true, fault.TokenDown: true, fault.RefreshRefused: true,
}

func TestEveryFaultOfTheServerAtEveryMoneyCallIsJudgedAsTheBooksSay(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, kind := range fault.Kinds() {
		if kind == fault.Slow {
			continue // it takes real time, and is answered as a lost answer is
		}
		for _, call := range everyCall() {
			for keys, named := range idempotencies {
				for _, executed := range []bool{false, true} {
					if executed && refusing[kind] {
						continue
					}
					hit := fault.Fault{Kind: kind, Path: call.path, Count: 1, Execute: executed}
					if kind == fault.TokenDown || kind == fault.RefreshRefused {
						hit.Path = ""
					}
					cells = append(cells, cell{
						name: fmt.Sprintf("%s, fault %s, executed %v, %s", call.name, kind, executed, named), kind: "fault " + string(kind),
						run: func(s *store) (verdict, error) {
							made, err := s.faulty(t.Context(), call, hit, keys)
							return made.said(), err
						},
					})
				}
			}
		}
	}
	new(matrix).run(t, cells)
}
