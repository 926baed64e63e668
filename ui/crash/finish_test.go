//go:build !windows

package crash

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/journal"
)

// settling limits the time in which the last console finds out all that can be found out.
const settling = 40 * time.Second

// settles starts the console a last time, waits until nothing is in doubt but what needs a person, and
// has the clerk leave.
func (w *worker) settles(ctx context.Context) error {
	c, err := startConsole(w.command(ctx))
	if err != nil {
		return err
	}
	defer c.kill()
	c.signsIn()
	if c.err != nil {
		return fmt.Errorf("signing in a last time: %w", c.err)
	}
	var persons int
	err = w.withJournal(ctx, func(kept *journal.Journal) (err error) {
		persons, err = w.untilPersons(ctx, c, kept)
		return err
	})
	if err != nil {
		return err
	}
	c.waits(fmt.Sprintf("%d in doubt in the status line", persons), func(screen string) bool { return inDoubt(screen) == persons })
	return c.leaves()
}

// leaves quits the console from its menu, as it should be left.
func (c *console) leaves() error {
	question := func(screen string) bool { return strings.Contains(screen, "Close the console?") }
	c.types("q")
	c.waits("the end, or a question", question) // where something is in doubt it asks
	if c.err == nil {
		c.rests()
		c.confirmsUntil(confirms, "the end", func(screen string) bool { return !question(screen) })
		c.waits("the end", func(string) bool { return false })
	}
	if !errors.Is(c.err, errEnded) || c.exit != nil {
		return fmt.Errorf("leaving the console: %w", errors.Join(c.err, c.exit))
	}
	return nil
}

// untilPersons waits until every doubt needs a person, and says how many do.
func (w *worker) untilPersons(ctx context.Context, c *console, kept *journal.Journal) (int, error) {
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	late := time.NewTimer(settling)
	defer late.Stop()
	for {
		doubts, err := kept.Doubts(ctx)
		if err != nil {
			return 0, err
		}
		open := 0
		for _, d := range doubts {
			if !d.NeedsPerson {
				open++
			}
		}
		if open == 0 {
			return len(doubts), nil
		}
		select {
		case <-look.C:
		case <-c.ended:
			return 0, errEnded
		case <-late.C:
			return len(doubts), fmt.Errorf("%w for %d doubts to be settled; the screen shows:\n%s", errLate, open, c.shows())
		}
	}
}

var counted = regexp.MustCompile(`IN DOUBT: (\d+)`)

// inDoubt returns the status line's number of doubts.
func inDoubt(screen string) int {
	found := counted.FindStringSubmatch(screen)
	if found == nil {
		return 0
	}
	n, err := strconv.Atoi(found[1])
	if err != nil {
		return -1
	}
	return n
}

// proves proves the journal, by the console's own command and by its package.
func (w *worker) proves(ctx context.Context) error {
	out, err := w.command(ctx, "journal", "verify").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "proved: ") {
		return fmt.Errorf("proving the journal: %w\n%s", err, out)
	}
	if _, err := journal.Verify(ctx, w.gate.journal, nil); err != nil {
		return fmt.Errorf("proving the journal: %w", err)
	}
	return nil
}

// books reads both sides: what the journal and the server hold at the end.
func (w *worker) books(ctx context.Context) (b *books, err error) {
	b = &books{calls: w.gate.came(), attempts: w.attempts, began: w.began, worker: w.name}
	if b.there, err = w.sales(ctx); err != nil {
		return nil, err
	}
	if b.left, err = w.credit(ctx); err != nil {
		return nil, err
	}
	if b.opened, err = w.opened(ctx); err != nil {
		return nil, err
	}
	return b, w.withJournal(ctx, b.reads(ctx))
}

// reads reads the journal, but for what only made its log long.
func (b *books) reads(ctx context.Context) func(*journal.Journal) error {
	return func(kept *journal.Journal) (err error) {
		if b.here, err = kept.Find(ctx, journal.Query{Limit: 1_000_000}); err != nil {
			return err
		}
		b.here = slices.DeleteFunc(b.here, func(r journal.Record) bool { return r.Intent.Clerk == filler })
		b.timelines = map[flows.IntentID][]journal.Entry{}
		for _, r := range b.here {
			if b.timelines[r.ID], err = kept.Timeline(ctx, r.ID); err != nil {
				return err
			}
		}
		return nil
	}
}
