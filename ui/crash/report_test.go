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

// report sums the whole run up.
type report struct {
	mu      sync.Mutex
	kills   int // but for what was refused
	refused int
	byPoint map[point]map[string]int
	byKind  map[flows.IntentKind]map[point]int

	reached map[flows.IntentKind]map[string]int // how far it had come

	lost, doubled, open, other, persons []string
	recorded, done, there, opened       int

	held         map[flows.IntentKind]int // refused, as something else was in doubt
	after, found map[flows.IntentKind]int // done with a sale that had been in doubt; whose purchase had been
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
	return &report{
		byPoint: map[point]map[string]int{}, byKind: map[flows.IntentKind]map[point]int{},
		reached: map[flows.IntentKind]map[string]int{}, held: map[flows.IntentKind]int{}, after: map[flows.IntentKind]int{}, found: map[flows.IntentKind]int{},
	}
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
	for _, n := range b.opened {
		r.opened += n
	}
	for _, record := range b.here {
		if record.State == journal.Done {
			r.done++
		}
	}
	after, found := b.afterDoubt()
	for _, k := range kinds {
		r.after[k.IntentKind] += after[k.IntentKind]
		r.found[k.IntentKind] += found[k.IntentKind]
	}
	for _, a := range b.attempts {
		if a.refused {
			r.refused++
		} else {
			r.kills++
		}
		if a.held {
			r.held[a.kind]++
		}
		if r.byPoint[a.at] == nil {
			r.byPoint[a.at] = map[string]int{}
		}
		came := b.came(a)
		r.byPoint[a.at][came]++
		if r.byKind[a.kind] == nil {
			r.byKind[a.kind], r.reached[a.kind] = map[point]int{}, map[string]int{}
		}
		r.reached[a.kind][came]++
		if !a.refused && a.confirmed {
			r.byKind[a.kind][a.at]++
		}
	}
}

// came says how far an attempt had come when its console was killed.
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
		case c.key != keyOf(r.Intent):
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
	fmt.Fprintf(&b, "%d kills in %v, and %d tries that were refused, seed %d\n\n", r.kills, took.Round(time.Second), r.refused, seed)
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
	r.writeKinds(&b)
	fmt.Fprintf(&b, "\nrecorded %d, done %d, purchases on the servers %d, accounts opened there %d\n", r.recorded, r.done, r.there, r.opened)
	fmt.Fprintf(&b, "lost %d, doubled %d, left in doubt that a query could resolve %d, otherwise different %d\n", len(r.lost), len(r.doubled), len(r.open), len(r.other))
	fmt.Fprintf(&b, "left for a person, as no query tells: %d\n", len(r.persons))
	for _, p := range r.persons {
		fmt.Fprintf(&b, "  %s\n", p)
	}
	return b.String()
}

// writeKinds writes how often each kind was killed where, and what was tried of it with something in doubt, or after.
func (r *report) writeKinds(b *strings.Builder) {
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprint(table, "\nconfirmed and killed")
	for _, k := range kinds {
		_, _ = fmt.Fprintf(table, "\t%s", k.IntentKind)
	}
	line := func(name string, count func(flows.IntentKind) int) {
		_, _ = fmt.Fprintf(table, "\n%s", name)
		for _, k := range kinds {
			_, _ = fmt.Fprintf(table, "\t%d", count(k.IntentKind))
		}
	}
	for _, p := range points {
		line(string(p.point), func(k flows.IntentKind) int { return r.byKind[k][p.point] })
	}
	line("had to wait for a doubt", func(k flows.IntentKind) int { return r.held[k] })
	line("done with a sale that had been in doubt", func(k flows.IntentKind) int { return r.after[k] })
	line("done with a purchase that was found", func(k flows.IntentKind) int { return r.found[k] })
	_ = table.Flush()
	b.WriteString("\n")
}

// missing names what a run did not come to, by the journal and the gate. In a long one something must have been done with a
// purchase that was found; in a full one everything, and each kind have come as far as it can.
func (r *report) missing(kills int) []string {
	var names []string
	for _, k := range kinds {
		reached := r.reached[k.IntentKind]
		for name, n := range map[string]int{
			nothing: reached[nothing], arrivedOnly: reached[intended] + reached[arrivedOnly], executedOnly: reached[executedOnly], hasAnswer: reached[hasAnswer],
		} {
			if kills >= full && n == 0 {
				names = append(names, fmt.Sprintf("no %s was killed that had come to: %s", k.IntentKind, name))
			}
		}
	}
	all := 0
	for _, k := range []flows.IntentKind{flows.CaptureIntent, flows.ReleaseIntent, flows.ReturnIntent, flows.RefundIntent} {
		if kills >= full && r.found[k] == 0 {
			names = append(names, fmt.Sprintf("no %s was done with a purchase that was found", k))
		}
		all += r.found[k]
	}
	if kills >= long && all == 0 {
		names = append(names, "nothing was done with a purchase that was found")
	}
	return names
}

// findings returns what the run found wrong.
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
