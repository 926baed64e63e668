//go:build !windows

package crash

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// agreeing are books in which nothing is wrong: two purchases, one captured at once and returned in part, one
// captured and released in part later, two refunds, one of which needs a person, a purchase that was refused, an application, and a return that had to wait.
func agreeing() *books {
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	b := &books{
		worker: "worker 1",
		there: []api.Authorization{
			{ID: "7001", AccountNumber: "100000001", Reference: "CRASH-1", Amount: 50_00, Captures: []api.Capture{
				{ID: "801", Reference: "CRASH-1", Amount: 50_00, Remaining: 30_00}}},
			{ID: "7002", AccountNumber: "100000002", Reference: "CRASH-2", Amount: 100_00, Remaining: 30_00, Captures: []api.Capture{
				{ID: "802", Reference: "CRASH-4", Amount: 40_00, Remaining: 40_00}}},
		},
		opened:    map[string]int{"Sample-A": 1},
		timelines: map[flows.IntentID][]journal.Entry{},
		began:     map[api.ID]api.Money{"100000001": 500_00, "100000002": 500_00},
		left:      map[api.ID]api.Money{"100000001": 475_00, "100000002": 433_00},
	}
	add := func(state journal.State, in flows.Intent, out flows.Outcome, executed bool) {
		in.IdempotencyKey = "key-" + in.Reference + string(in.Kind)
		in.Flow = api.ReferenceID(in.IdempotencyKey)
		b.here = append(b.here, journal.Record{ID: flows.IntentID(in.IdempotencyKey), Intent: in, At: at, State: state, Outcome: out})
		b.calls = append(b.calls, &call{kind: in.Kind, key: in.IdempotencyKey, sentOn: true, executed: executed})
		seq := int64(10 * len(b.here))
		b.timelines[flows.IntentID(in.IdempotencyKey)] = []journal.Entry{
			{Seq: seq, At: at, Type: journal.Intended},
			{Seq: seq + 1, At: at, Type: journal.Concluded, Outcome: flows.Outcome{Result: resultOf[state]}},
		}
	}
	add(journal.Done, flows.Intent{Kind: flows.AuthorizationIntent, Ending: "0001", Amount: 50_00, Reference: "CRASH-1"}, flows.Outcome{ID: "7001", CaptureID: "801"}, true)
	add(journal.Done, flows.Intent{Kind: flows.AuthorizationIntent, Ending: "0002", Amount: 100_00, Reference: "CRASH-2"}, flows.Outcome{ID: "7002"}, true)
	add(journal.Done, flows.Intent{Kind: flows.ReturnIntent, Ending: "0001", Amount: 20_00, Reference: "CRASH-3", AuthorizationID: "7001", CaptureID: "801"}, flows.Outcome{ID: "901"}, true)
	add(journal.Done, flows.Intent{Kind: flows.CaptureIntent, Ending: "0002", Amount: 40_00, Reference: "CRASH-4", AuthorizationID: "7002"}, flows.Outcome{ID: "802", CaptureID: "802"}, true)
	add(journal.Done, flows.Intent{Kind: flows.ReleaseIntent, Ending: "0002", Amount: 30_00, AuthorizationID: "7002"}, flows.Outcome{ID: "902"}, true)
	add(journal.Done, flows.Intent{Kind: flows.RefundIntent, Ending: "0001", Amount: 5_00, Reference: "CRASH-5", AuthorizationID: "7001", CaptureID: "801"}, flows.Outcome{}, true)
	add(journal.NeedsPerson, flows.Intent{Kind: flows.RefundIntent, Ending: "0002", Amount: 3_00, Reference: "CRASH-6", AuthorizationID: "7002", CaptureID: "802"}, flows.Outcome{}, true)
	add(journal.NotDone, flows.Intent{Kind: flows.AuthorizationIntent, Ending: "0001", Amount: 9_00, Reference: "CRASH-7"}, flows.Outcome{}, false)
	add(journal.Done, flows.Intent{Kind: flows.ApplicationIntent}, flows.Outcome{Decision: "approved"}, true)
	b.attempts = []*attempt{
		{deed: deed{kind: flows.ApplicationIntent, applicant: "Sample-A"}, from: at, to: at},
		{deed: deed{kind: flows.AuthorizationIntent, amount: 50_00, reference: "CRASH-1"}, from: at, to: at, shown: true},
		{deed: deed{kind: flows.ReturnIntent, account: "100000002", sale: "7002"}, from: at.Add(time.Hour), to: at.Add(time.Hour), refused: true, held: true},
	}
	return b
}

// resultOf is the result that a state comes from.
var resultOf = map[journal.State]flows.Result{
	journal.Done: flows.ResultDone, journal.NotDone: flows.ResultNotDone, journal.NeedsPerson: flows.ResultNeedsPerson,
}

// Each row spoils the books in one way, and names a finding of it.
func TestTheBooksFindEveryDifference(t *testing.T) {
	const authorized, authorizedLater, returned, captured, released, refunded, undecided, refused = 0, 1, 2, 3, 4, 5, 6, 7
	without := func(i int) func(*books) { return func(b *books) { b.here = slices.Delete(b.here, i, i+1) } }
	is := func(i int, state journal.State) func(*books) { return func(b *books) { b.here[i].State = state } }
	for name, row := range map[string]struct {
		spoil func(*books)
		list  func(*books) []string
		finds string
	}{
		"a purchase is not recorded":           {without(authorized), lost, "has the purchase 7001"},
		"a purchase is recorded as not done":   {is(authorized, journal.NotDone), lost, "has the purchase 7001"},
		"a capture is not recorded":            {without(captured), lost, "has the capture 802"},
		"a release is recorded as not done":    {is(released, journal.NotDone), lost, "released of the sale 7002"},
		"a return is recorded as not done":     {is(returned, journal.NotDone), lost, "returned of the capture 801"},
		"a refund is recorded as not done":     {is(refunded, journal.NotDone), lost, "it was executed"},
		"a refund came that was not recorded":  {without(refunded), lost, "was not recorded before"},
		"what was shown as done is not":        {is(authorized, journal.NotDone), lost, "showed as done"},
		"the server has a purchase twice":      {func(b *books) { twin := b.there[0]; twin.ID = "7009"; b.there = append(b.there, twin) }, doubled, "2 purchases"},
		"a purchase is done here twice":        {func(b *books) { b.here = append(b.here, b.here[authorized]) }, doubled, "done here 2 times"},
		"a capture is done here twice":         {func(b *books) { b.here[authorizedLater].Outcome.CaptureID = "802" }, doubled, "capture 802 is done here 2 times"},
		"a purchase is done here only":         {func(b *books) { b.there = b.there[1:] }, doubled, "7001 is done here, and not there"},
		"a capture is done here only":          {func(b *books) { b.there[1].Captures = nil }, doubled, "802 is done here, and not there"},
		"a return is done here only":           {func(b *books) { b.there[0].Captures[0].Remaining = 50_00 }, doubled, "returned of the capture 801"},
		"a release is done here only":          {func(b *books) { b.there[1].Remaining = 60_00 }, doubled, "released of the sale 7002"},
		"an applicant has two accounts":        {func(b *books) { b.opened["Sample-A"] = 2 }, doubled, "2 accounts there"},
		"an account is done here only":         {func(b *books) { b.opened["Sample-A"] = 0 }, doubled, "and none there"},
		"an account is not recorded":           {func(b *books) { b.opened["Sample-B"] = 1 }, lost, "and none here"},
		"a call came twice":                    {func(b *books) { b.calls = append(b.calls, b.calls[released]) }, doubled, "came twice"},
		"what was refused is recorded as done": {is(refused, journal.Done), doubled, "was not executed"},
		"what never came is recorded as done":  {func(b *books) { b.calls = slices.Delete(b.calls, refunded, refunded+1) }, doubled, "never came"},
		"a purchase is still in doubt":         {is(authorized, journal.InDoubt), open, "still in doubt"},
		"a return is left to a person":         {is(returned, journal.NeedsPerson), open, "a query could tell"},
		"a refund is still in doubt":           {is(undecided, journal.InDoubt), open, "still in doubt"},
		"a purchase is of another amount":      {func(b *books) { b.here[authorized].Intent.Amount++ }, other, "is another there"},
		"a purchase is on another account":     {func(b *books) { b.here[authorized].Intent.Ending = "0009" }, other, "is another there"},
		"the account shows another credit":     {func(b *books) { b.left["100000001"]-- }, other, "ending in 0001"},
		"a call came as another kind":          {func(b *books) { b.calls[released].kind = flows.CaptureIntent }, other, "came as a capture"},
		"a sale was kept waiting for nothing": {func(b *books) {
			b.attempts = append(b.attempts, &attempt{deed: deed{kind: flows.DepositIntent, account: "100000001"}, refused: true})
		}, other, "nothing was in doubt"},
		"a sale that had to wait was sent": {func(b *books) { b.attempts[2].sent = 1 }, doubled, "and sent 1 calls"},
		"a sale that was settled is kept waiting": {func(b *books) {
			b.timelines[b.here[undecided].ID][1].Outcome.Result = flows.ResultDone
		}, other, "nothing was in doubt"},
		"another release was recorded while the first was in doubt": {func(b *books) {
			again := b.here[released]
			again.ID = "again"
			b.here = append(b.here, again)
			b.timelines["again"] = []journal.Entry{{Seq: 1000, Type: journal.Intended}}
			b.timelines[b.here[released].ID] = b.timelines[b.here[released].ID][:1]
		}, doubled, "was recorded while this was in doubt"},
		"a purchase was recorded while one on its account was in doubt": {func(b *books) {
			b.timelines[b.here[authorized].ID] = b.timelines[b.here[authorized].ID][:1]
		}, doubled, "was recorded while this was in doubt"},
		"a sale that should wait was recorded":     {func(b *books) { b.attempts[1].refused = true }, doubled, "has to wait, and recorded it"},
		"a refund that needs a person is executed": {func(*books) {}, func(b *books) []string { return b.persons }, "it was executed"},
	} {
		t.Run(name, func(t *testing.T) {
			b := agreeing()
			row.spoil(b)
			b.compare()
			if !slices.ContainsFunc(row.list(b), func(text string) bool { return strings.Contains(text, row.finds) }) {
				t.Errorf("lost %q, doubled %q, open %q, other %q", b.lost, b.doubled, b.open, b.other)
			}
		})
	}
	b := agreeing()
	b.compare()
	r := newReport()
	r.takes(b)
	if found := r.findings(); len(found) > 0 || r.kills != 2 || r.refused != 1 || !maps.Equal(r.byPoint[""], map[string]int{executedOnly: 2, notTaken: 1}) {
		t.Errorf("of books that agree: %q; %+v", found, r.byPoint)
	}
}

func lost(b *books) []string    { return b.lost }
func doubled(b *books) []string { return b.doubled }
func open(b *books) []string    { return b.open }
func other(b *books) []string   { return b.other }

func TestARunThatOnlyComesToTheEasyPointsFails(t *testing.T) {
	c := newCoverage()
	for _, p := range points {
		for _, k := range kinds {
			c.takes(&attempt{deed: deed{kind: k.IntentKind}, plan: plan{at: p.point}, confirmed: true})
		}
	}
	for _, k := range kinds {
		c.takes(&attempt{deed: deed{kind: k.IntentKind}, plan: plan{at: executed}, again: true, refused: true, held: true})
	}
	if missing := c.missing(long); len(missing) > 0 {
		t.Fatalf("everything was reached, but for %q", missing)
	}
	c.pairs[flows.DepositIntent][atOutcome] = 0
	if missing := c.missing(long); !slices.Equal(missing, []string{"no deposit was killed while the outcome is written"}) {
		t.Errorf("misses %q", missing)
	}
	if missing := c.missing(short); len(missing) > 0 {
		t.Errorf("a short run misses %q", missing)
	}
	c.byPoint[unsent] = 0
	if missing := c.missing(short); !slices.Equal(missing, []string{"nothing was killed after the intent, nothing sent on"}) {
		t.Errorf("a short run misses %q", missing)
	}
	c.held = map[flows.IntentKind]int{}
	if missing := c.missing(long); !slices.Contains(missing, "no trade-in was tried again while it was in doubt") {
		t.Errorf("misses %q", missing)
	}
	if missing := c.missing(short); !slices.Contains(missing, "nothing was tried again while it was in doubt") {
		t.Errorf("a short run misses %q", missing)
	}
	c = newCoverage()
	c.takes(&attempt{deed: deed{kind: flows.DepositIntent}, plan: plan{at: unsent}, confirmed: true, refused: true})
	if c.byPoint[unsent] != 0 {
		t.Error("what was not taken counts")
	}
}

func TestARunThatDoesNotComeFarEnoughFails(t *testing.T) {
	b := agreeing()
	b.here[3].Outcome.Source = flows.FromServer // the capture of the purchase that is released later
	r := newReport()
	r.takes(b)
	if r.after[flows.ReleaseIntent] != 1 || r.found[flows.ReleaseIntent] != 0 {
		t.Errorf("after a doubt about a capture: %v, of what was found: %v", r.after, r.found)
	}
	b.here[1].Outcome.Source = flows.FromServer // the purchase itself
	r = newReport()
	r.takes(b)
	if r.after[flows.CaptureIntent] != 1 || r.found[flows.CaptureIntent] != 1 || r.found[flows.ReturnIntent] != 0 {
		t.Errorf("after a doubt about a purchase: %v, of what was found: %v", r.after, r.found)
	}
	for _, k := range kinds {
		r.reached[k.IntentKind] = map[string]int{nothing: 1, intended: 1, executedOnly: 1, hasAnswer: 1}
	}
	r.reached[flows.DepositIntent][intended] = 0
	if missing := r.missing(full); !slices.Equal(missing, []string{
		"no deposit was killed that had come to: sent, not executed",
		"no return was done with a purchase that was found", "no refund was done with a purchase that was found",
	}) {
		t.Errorf("misses %q", missing)
	}
	if missing := newReport().missing(long); !slices.Equal(missing, []string{"nothing was done with a purchase that was found"}) {
		t.Errorf("misses %q", missing)
	}
	if missing := r.missing(short); len(missing) > 0 {
		t.Errorf("a short run misses %q", missing)
	}
}
