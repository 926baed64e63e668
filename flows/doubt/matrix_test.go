package doubt_test

// This file is the fault matrix: every money call, answered in every way, and what the server says of it afterwards said
// in every way. Each cell is held against the server's own books.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox/fault"
	"countertop/flows"
	"countertop/flows/doubt"
)

// verdict is the end of a cell.
type verdict string

const (
	saidDone    verdict = "done"
	saidNotDone verdict = "not done"
	forPerson   verdict = "for a person"
	stillOpen   verdict = "in doubt"
)

// cell is one way in which a call can go.
type cell struct {
	name string
	kind string // what is strange in it
	run  func(*store) (verdict, error)
}

// matrix is cells that are run, and what came of them.
type matrix struct {
	mu     sync.Mutex
	counts map[string]map[verdict]int
	fails  []string
}

// sampled is a part of the cells where each is slow: under the race detector, and with -short. The environment's
// COUNTERTOP_MATRIX=whole runs all, and COUNTERTOP_MATRIX_SEED the part of an earlier run.
func sampled(t *testing.T, cells []cell) []cell {
	t.Helper()
	if os.Getenv("COUNTERTOP_MATRIX") == "whole" || !raced && !testing.Short() {
		return cells
	}
	seed, err := strconv.ParseUint(os.Getenv("COUNTERTOP_MATRIX_SEED"), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Logf("one cell in %d, COUNTERTOP_MATRIX_SEED=%d", oneIn, seed)
	drawn := rand.New(rand.NewPCG(seed, 0))
	return slices.DeleteFunc(cells, func(cell) bool { return drawn.IntN(oneIn) > 0 })
}

const oneIn = 20

// run runs cells on as many servers as there are processors.
func (m *matrix) run(t *testing.T, cells []cell) {
	t.Helper()
	cells = sampled(t, cells)
	m.counts = map[string]map[verdict]int{}
	work := make(chan cell)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			s := newStore()
			for c := range work {
				ended, err := c.run(s)
				m.notes(c, ended, err)
			}
		})
	}
	for _, c := range cells {
		work <- c
	}
	close(work)
	all.Wait()
	m.tells(t)
}

func (m *matrix) notes(c cell, ended verdict, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.counts[c.kind] == nil {
		m.counts[c.kind] = map[verdict]int{}
	}
	m.counts[c.kind][ended]++
	if err != nil {
		m.fails = append(m.fails, c.kind+" | "+c.name+": "+err.Error())
	}
}

// tells logs how many cells ended in each way, and names those that failed.
func (m *matrix) tells(t *testing.T) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(m.counts)) {
		n := m.counts[kind]
		t.Logf("%-28s done %4d, not done %4d, for a person %4d, in doubt %4d", kind, n[saidDone], n[saidNotDone], n[forPerson], n[stillOpen])
	}
	slices.Sort(m.fails)
	for i, fail := range m.fails {
		if i == mostTold {
			t.Errorf("and %d cells more", len(m.fails)-i)
			break
		}
		t.Error(fail)
	}
	if name := os.Getenv(listFails); name != "" && len(m.fails) > 0 {
		if err := appendTo(name, strings.Join(m.fails, "\n")+"\n"); err != nil {
			t.Error(err)
		}
	}
}

const (
	mostTold  = 40
	listFails = "COUNTERTOP_MATRIX_FAILS" // a file that the cells that fail are added to
)

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// trial is a call that was made, and what is known of it on both sides.
type trial struct {
	*counter
	in       flows.Intent
	before   api.Money
	answered time.Time // when the call was answered, or its answer lost
	err      error     // of the call
}

// said is the verdict before anything was sent once more, for the summary.
func (t trial) said() verdict {
	switch {
	case t.counter == nil:
		return ""
	case t.ended != "":
		return t.ended
	}
	return t.verdict()
}

// verdict returns the console's verdict in the end.
func (t trial) verdict() verdict {
	doubts := t.ledger.InDoubt()
	_, inDoubt := errors.AsType[*flows.InDoubtError](t.err)
	switch {
	case t.err == nil:
		return saidDone
	case !inDoubt:
		return saidNotDone
	case len(doubts) > 0 && doubts[0].NeedsPerson:
		return forPerson
	case len(doubts) > 0:
		return stillOpen
	case t.ledger.last.Result == flows.ResultDone:
		return saidDone
	}
	return saidNotDone
}

// holds is the rule of every cell: never a false "done", a false "not done", nothing sent twice.
func (t trial) holds(did int) error {
	ended := t.verdict()
	switch {
	case did > 1 || t.line.sent > 1+t.line.renewed:
		return fmt.Errorf("sent %d times, done %d times", t.line.sent, did)
	case ended == saidDone && did == 0:
		return fmt.Errorf("FALSE DONE after %s (%s)", t.took(), t.code())
	case ended == saidNotDone && did == 1:
		return fmt.Errorf("FALSE NOT DONE after %s (%s)", t.took(), t.code())
	}
	return nil
}

// took returns the time from the answer until it was settled.
func (t trial) took() time.Duration { return t.ledger.lastAt.Sub(t.answered) }

func (t trial) code() string {
	if t.err == nil {
		return "by its answer"
	}
	return t.ledger.last.Code + " " + flows.FailureCode(t.err)
}

// again sends the same once more, as a clerk would: it must wait while it is open, and be done once in all where it was
// not done.
func (t trial) again() error {
	ended := t.verdict()
	t.ended = ended
	t.line.reply, t.line.later = nil, nil
	before := t.line.sent
	err := t.send(t.in)
	did, counted := t.moved(t.in, t.before)
	switch {
	case counted != nil:
		return counted
	case (ended == forPerson || ended == stillOpen) && (!errors.Is(err, flows.ErrFrozen) || t.line.sent > before):
		return fmt.Errorf("sent once more while it was %s, which gave %q", ended, fmt.Sprint(err))
	case ended == saidNotDone && did != 1:
		return fmt.Errorf("sent again after %s, and done %d times in all, which gave %q", ended, did, fmt.Sprint(err))
	}
	return nil
}

// pays runs a call with a reply.
func (s *store) pays(ctx context.Context, call moneyCall, how reply, keys idempotency) (trial, error) {
	c, err := s.open(ctx, noon(), keys)
	if err != nil {
		return trial{}, err
	}
	defer c.close()
	t, err := c.tries(call, &how)
	if err != nil {
		return t, err
	}
	return t, t.judged(how)
}

// judged settles a call whose questions are answered honestly, and holds it against the books.
func (t trial) judged(how reply) error {
	switch first := t.verdict(); {
	case how.proves == isRefused && first != saidNotDone:
		return fmt.Errorf("a refusal is %s: %w", first, t.err)
	case how.proves == isDone && first != saidDone:
		return fmt.Errorf("a success is %s: %w", first, t.err)
	}
	if err := t.settle(); err != nil {
		return err
	}
	did, err := t.moved(t.in, t.before)
	if err != nil {
		return err
	}
	if err := errors.Join(t.holds(did), t.asksInTime(how)); err != nil {
		return err
	}
	if ended := t.verdict(); t.in.Kind.Queryable() && !how.claims && ended != saidDone && ended != saidNotDone {
		return fmt.Errorf("the server tells, and it is %s", ended)
	}
	return t.again()
}

// asksInTime: where the server is done with the call the first clean answer settles it, but that nothing was done is not
// said in the moment of the call; what the server did not answer may still come to light until the grace time is over.
func (t trial) asksInTime(how reply) error {
	if _, inDoubt := errors.AsType[*flows.InDoubtError](t.err); !inDoubt || !t.in.Kind.Queryable() {
		return nil
	}
	took, ended := t.took(), t.verdict()
	switch {
	case ended == saidNotDone && took < atOnce:
		return fmt.Errorf("not done after %s", took)
	case how.atOnce && took > 5*atOnce:
		return fmt.Errorf("settled after %s: the server was done with the call", took)
	case how.late && ended == saidNotDone && took < doubt.DefaultGrace:
		return fmt.Errorf("not done after %s, before the grace time was over", took)
	}
	return nil
}

const atOnce = 2 * time.Second

// tries prepares a call and makes it.
func (c *counter) tries(call moneyCall, how *reply, faults ...fault.Fault) (trial, error) {
	in, err := call.prepared(c)
	if err != nil {
		return trial{}, err
	}
	t := trial{counter: c, in: in}
	if t.before, err = c.left(in); err != nil {
		return t, err
	}
	c.line.sent, c.line.reply = 0, how
	for _, each := range faults {
		c.server.Arm(each)
	}
	t.err = c.send(in)
	t.answered = c.at
	return t, nil
}

func TestEveryReplyToEveryMoneyCallIsJudgedAsTheBooksSay(t *testing.T) {
	t.Parallel()
	var cells []cell
	for _, call := range everyCall() {
		for _, how := range replies(call) {
			for keys, named := range idempotencies {
				if how.resent != nil && !honours(keys, call) {
					continue
				}
				cells = append(cells, cell{
					name: fmt.Sprintf("%s, answered with %s, %s", call.name, how.name, named), kind: call.name,
					run: func(s *store) (verdict, error) {
						made, err := s.pays(t.Context(), call, how, keys)
						return made.said(), err
					},
				})
			}
		}
	}
	new(matrix).run(t, cells)
}
