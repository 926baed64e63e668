package journal

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
)

// shelf is a journal with records to look for, each under its reference.
func shelf(t *testing.T) *desk {
	d := openDesk(t, "one")
	add := func(reference string, change func(*flows.Intent), outcome *flows.Outcome) {
		in := sale(reference)
		change(&in)
		id := d.intend(in)
		if outcome != nil {
			d.conclude(id, *outcome)
		}
	}
	none := func(*flows.Intent) {}
	add("ORDER-1", none, &approved)
	add("ORDER-2", func(in *flows.Intent) { in.Account, in.Amount = "99990000004321", 5000 }, &flows.Outcome{Result: flows.ResultNotDone, Code: "credit_exceeded"})
	add("order-3", func(in *flows.Intent) { in.Clerk, in.Location = "SAMPLE-8", "00-99999" }, &flows.Outcome{Result: flows.ResultInDoubt})
	add("100%_A", func(in *flows.Intent) { in.Kind, in.AuthorizationID = flows.CaptureIntent, "7001" }, &flows.Outcome{Result: flows.ResultDone, ID: "9001"})
	add("X9", func(in *flows.Intent) { in.Kind = flows.RefundIntent }, &flows.Outcome{Result: flows.ResultNeedsPerson})
	add("ORDER-6", none, nil)
	return d
}

func TestFind(t *testing.T) {
	d := shelf(t)
	all, err := d.Find(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	at := func(i int) time.Time { return all[len(all)-1-i].At }
	money := api.Money(5000)
	for _, c := range []struct {
		name string
		q    Query
		want string
	}{
		{"all, the newest first", Query{}, "ORDER-6 X9 100%_A order-3 ORDER-2 ORDER-1"},
		{"a page", Query{Limit: 2}, "ORDER-6 X9"},
		{"the page after it", Query{Limit: 2, Before: all[1].ID}, "100%_A order-3"},
		{"before the first", Query{Before: all[5].ID}, ""},
		{"a kind", Query{Kinds: []flows.IntentKind{flows.RefundIntent}}, "X9"},
		{"two kinds", Query{Kinds: []flows.IntentKind{flows.RefundIntent, flows.CaptureIntent}}, "X9 100%_A"},
		{"done", Query{States: []State{Done}}, "100%_A ORDER-1"},
		{"not done", Query{States: []State{NotDone}}, "ORDER-2"},
		{"in doubt", Query{States: []State{InDoubt}}, "order-3"},
		{"under way", Query{States: []State{UnderWay}}, "ORDER-6"},
		{"in doubt or for a person, or done", Query{States: []State{InDoubt, NeedsPerson, Done}}, "X9 100%_A order-3 ORDER-1"},
		{"from a time on, inclusive", Query{From: at(4)}, "ORDER-6 X9"},
		{"up to a time, exclusive", Query{To: at(2)}, "ORDER-2 ORDER-1"},
		{"a range", Query{From: at(1), To: at(3)}, "order-3 ORDER-2"},
		{"an empty range", Query{From: at(5).Add(time.Hour)}, ""},
		{"a clerk", Query{Clerk: "SAMPLE-8"}, "order-3"},
		{"a location", Query{Location: "00-99999"}, "order-3"},
		{"an account's ending", Query{Ending: "4321"}, "ORDER-2"},
		{"a whole reference", Query{Reference: "ORDER-1"}, "ORDER-1"},
		{"a part, in any case", Query{Reference: "rder-"}, "ORDER-6 order-3 ORDER-2 ORDER-1"},
		{"a part with signs of its own", Query{Reference: "0%_"}, "100%_A"},
		{"a sign is no wildcard", Query{Reference: "R%1"}, ""},
		{"a short one is whole", Query{Reference: "X9"}, "X9"},
		{"and no part", Query{Reference: "X"}, ""},
		{"an amount", Query{Amount: &money}, "ORDER-2"},
		{"an authorization and what was done with it", Query{AuthorizationID: "7001"}, "100%_A ORDER-1"},
		{"all at once", Query{Clerk: "SAMPLE-7", Ending: endingOf("ORDER-1"), States: []State{Done}, Reference: "ORDER", Kinds: []flows.IntentKind{flows.AuthorizationIntent}}, "ORDER-1"},
	} {
		found, err := d.Find(t.Context(), c.q)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var references []string
		for _, record := range found {
			references = append(references, record.Intent.Reference)
		}
		if got := strings.Join(references, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPagesFollowEachOtherWhileOthersWrite(t *testing.T) {
	d := openDesk(t, "one")
	for i := range 25 {
		d.intend(sale(fmt.Sprint("A-", i)))
	}
	var seen []string
	q := Query{Limit: 10}
	for {
		found, err := d.Find(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			break
		}
		for _, record := range found {
			seen = append(seen, record.Intent.Reference)
		}
		q.Before = found[len(found)-1].ID
		d.intend(sale(fmt.Sprint("B-", len(seen))))
	}
	slices.Reverse(seen)
	for i := range 25 {
		if i >= len(seen) || seen[i] != fmt.Sprint("A-", i) {
			t.Fatalf("%v", seen)
		}
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	d := shelf(t)
	for _, id := range []flows.IntentID{"", "0", "99", "x", "01", "-1"} {
		if _, err := d.Record(t.Context(), id); !errors.Is(err, flows.ErrNoIntent) {
			t.Errorf("record %q: %v", id, err)
		}
		if _, err := d.Timeline(t.Context(), id); !errors.Is(err, flows.ErrNoIntent) {
			t.Errorf("timeline %q: %v", id, err)
		}
		if _, err := d.Outcome(t.Context(), id); !errors.Is(err, flows.ErrNoIntent) {
			t.Errorf("outcome %q: %v", id, err)
		}
		if err := d.Asked(t.Context(), id, "x"); !errors.Is(err, flows.ErrNoIntent) {
			t.Errorf("asked %q: %v", id, err)
		}
	}
}

func TestSignOffs(t *testing.T) {
	d := openDesk(t, "one")
	day := func(n int) time.Time { return time.Date(2026, 11, n, 5, 0, 0, 0, time.UTC) }
	for n := 1; n <= 3; n++ {
		if err := d.SignOff(t.Context(), SignOff{Day: day(n), Location: "00-12345", Manager: "M-1", Reason: "all found", InDoubt: n, Training: true}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.SignOffs(t.Context(), day(2), day(3))
	if err != nil {
		t.Fatal(err)
	}
	want := []SignOff{{Day: day(2), Location: "00-12345", Manager: "M-1", Reason: "all found", InDoubt: 2, Training: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := d.SignOff(t.Context(), SignOff{Day: day(1), Training: true}); !errors.Is(err, errNoManager) {
		t.Error(err)
	}
}
