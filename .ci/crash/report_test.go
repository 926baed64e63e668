//go:build !windows

package crash

import (
	"fmt"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"countertop/flows"
	"countertop/flows/journal"
)

// report is what the whole run showed.
type report struct {
	mu      sync.Mutex
	kills   int
	byPoint map[point]map[string]int
	byKind  map[flows.IntentKind]map[point]int

	lost, doubled, open, other, persons []string
	recorded, done, there               int
}

// What a kill had come to, as the journal and the gate tell afterwards.
const (
	nothing      = "no intent"
	intended     = "intent, not sent"
	arrivedOnly  = "sent, not executed"
	executedOnly = "executed, no answer"
	hasAnswer    = "answer recorded"
	noDeed       = "no deed"
	notTaken     = "not taken again"
)

var outcomes = []string{nothing, intended, arrivedOnly, executedOnly, hasAnswer, noDeed, notTaken}

func newReport() *report {
	return &report{byPoint: map[point]map[string]int{}, byKind: map[flows.IntentKind]map[point]int{}}
}

// takes adds what one counter showed.
func (r *report) takes(b *books) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost, r.doubled, r.open = append(r.lost, b.lost...), append(r.doubled, b.doubled...), append(r.open, b.open...)
	r.other, r.persons = append(r.other, b.other...), append(r.persons, b.persons...)
	r.recorded += len(b.here)
	for _, sale := range b.there {
		if !isElsewhere(sale.Reference) {
			r.there++
		}
	}
	for _, record := range b.here {
		if record.State == journal.Done {
			r.done++
		}
	}
	for _, a := range b.attempts {
		r.kills++
		if r.byPoint[a.at] == nil {
			r.byPoint[a.at] = map[string]int{}
		}
		r.byPoint[a.at][b.came(a)]++
		if r.byKind[a.kind] == nil {
			r.byKind[a.kind] = map[point]int{}
		}
		r.byKind[a.kind][a.at]++
	}
}

// came is how far an attempt had come when its console was killed.
func (b *books) came(a *attempt) string {
	switch {
	case a.kind == "":
		return noDeed
	case a.refused:
		return notTaken
	}
	r := b.of(a)
	if r == nil {
		return nothing
	}
	if r.Outcome.Source == flows.FromAnswer && r.State == journal.Done {
		return hasAnswer
	}
	for _, c := range b.calls {
		switch {
		case c.key != r.Intent.IdempotencyKey:
		case c.executed:
			return executedOnly
		default:
			return arrivedOnly
		}
	}
	return intended
}

// text is the report to read.
func (r *report) text(took time.Duration, seed uint64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d kills in %v, seed %d\n\n", r.kills, took.Round(time.Second), seed)
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(table, "killed\tkills\t%s\n", strings.Join(outcomes, "\t"))
	for _, p := range points {
		line, sum := "", 0
		for _, o := range outcomes {
			n := r.byPoint[p.point][o]
			sum += n
			line += fmt.Sprintf("\t%d", n)
		}
		_, _ = fmt.Fprintf(table, "%s\t%d%s\n", p.point, sum, line)
	}
	_ = table.Flush()
	b.WriteString("\n")
	for _, k := range kinds {
		sum := 0
		for _, n := range r.byKind[k.IntentKind] {
			sum += n
		}
		fmt.Fprintf(&b, "%-14s %d\n", k.IntentKind, sum)
	}
	fmt.Fprintf(&b, "\nrecorded %d, done %d, purchases on the servers %d\n", r.recorded, r.done, r.there)
	fmt.Fprintf(&b, "lost %d, doubled %d, left in doubt that a query could resolve %d, otherwise different %d\n", len(r.lost), len(r.doubled), len(r.open), len(r.other))
	fmt.Fprintf(&b, "left for a person, as no query tells: %d\n", len(r.persons))
	for _, p := range r.persons {
		fmt.Fprintf(&b, "  %s\n", p)
	}
	return b.String()
}

// findings are what must not be.
func (r *report) findings() []string {
	var all []string
	for _, list := range []struct {
		name  string
		texts []string
	}{{"lost", r.lost}, {"doubled", r.doubled}, {"left in doubt", r.open}, {"different", r.other}} {
		for _, text := range list.texts {
			all = append(all, list.name+": "+text)
		}
	}
	return all
}
