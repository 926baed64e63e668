package journal

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
)

// percentiles reports the median and the 99th percentile of what was measured.
func percentiles(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	at := func(percent int) float64 {
		return float64(took[min(len(took)-1, len(took)*percent/100)].Microseconds()) / 1000
	}
	b.ReportMetric(at(50), name+"-p50-ms")
	b.ReportMetric(at(99), name+"-p99-ms")
}

// BenchmarkIntentAndOutcome measures an intent and its outcome on the disk, each beside an addition of the
// same number of bytes to a plain file with one fsync, in turns.
func BenchmarkIntentAndOutcome(b *testing.B) {
	d := openDesk(b, "one")
	plain, err := os.Create(filepath.Join(filepath.Dir(d.path), "plain"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = plain.Close() }()
	var intents, outcomes, raws []time.Duration
	var written, intent, outcome int64 // bytes of the log
	timed := func(into *[]time.Duration, do func()) {
		begin := time.Now()
		do()
		*into = append(*into, time.Since(begin))
	}
	for b.Loop() {
		var id flows.IntentID
		before := d.logSize()
		timed(&intents, func() { id = d.intend(sale(fmt.Sprint("A-", len(intents)))) })
		between := d.logSize()
		timed(&outcomes, func() { d.conclude(id, approved) })
		if grown := between - before; grown > 0 { // else it has begun anew, or is being filled again
			intent = grown
		}
		if grown := d.logSize() - between; grown > 0 {
			outcome = grown
		}
		written += intent + outcome
		for _, size := range []int64{intent, outcome} {
			content := make([]byte, size)
			timed(&raws, func() {
				if _, err := plain.Write(content); err != nil {
					b.Fatal(err)
				}
				if err := plain.Sync(); err != nil {
					b.Fatal(err)
				}
			})
		}
	}
	percentiles(b, "intent", intents)
	percentiles(b, "outcome", outcomes)
	percentiles(b, "plain-fsync", raws)
	b.ReportMetric(float64(written)/float64(len(intents))/1024, "KiB/sale")
}

// manyEntries returns the number of entries that the journal of a busy store gets; with -short, where only that the benchmark runs
// is to be seen, it is a fiftieth.
func manyEntries() int {
	if testing.Short() {
		return 20_000
	}
	return 1_000_000
}

// generate fills a journal with entries, two for each sale, in few transactions.
func generate(b *testing.B, path string) {
	b.Helper()
	ctx := context.Background()
	d := openDeskAt(b, path, "generator")
	begin := time.Date(2020, 1, 2, 9, 0, 0, 0, time.UTC)
	kinds := flows.IntentKinds()
	n := 0
	d.now = func() time.Time { return begin.Add(time.Duration(n) * 3 * time.Minute) }
	for n < manyEntries()/2 {
		tx, err := d.write.BeginTx(ctx, nil)
		if err != nil {
			b.Fatal(err)
		}
		for range 10_000 {
			n++
			in := sale(fmt.Sprintf("ORDER-%07d", n*7919%10_000_000))
			in.Kind, in.Ending, in.Account = kinds[n%len(kinds)], fmt.Sprintf("%04d", n*31%9973), ""
			in.Amount, in.Clerk = api.Money(1000+n*37%200_000), fmt.Sprintf("CLERK-%d", n%50)
			if n < 5000 {
				in.Clerk = "CLERK-LEFT"
			}
			generateSale(ctx, b, d, tx, in, n)
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
		d.checkpoint(ctx)
	}
}

func generateSale(ctx context.Context, b *testing.B, d *desk, tx *sql.Tx, in flows.Intent, n int) {
	b.Helper()
	l := line{kind: Intended, in: in}
	if err := d.add(ctx, tx, &l); err != nil {
		b.Fatal(err)
	}
	if err := insertIntent(ctx, tx, l); err != nil {
		b.Fatal(err)
	}
	out := flows.Outcome{Result: flows.ResultDone, ID: api.ID(fmt.Sprint(7_000_000 + n)), Source: flows.FromAnswer}
	if n%400 == 0 {
		out = flows.Outcome{Result: flows.ResultNotDone, Code: "credit_exceeded", Source: flows.FromAnswer}
	}
	ended := line{kind: Concluded, intent: l.seq, out: out}
	if err := d.add(ctx, tx, &ended); err != nil {
		b.Fatal(err)
	}
	now := asIntended(l)
	now.apply(ended)
	if err := updateIntent(ctx, tx, now); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkMillionEntries measures a journal of a million entries: opening it, its first page, each filter.
func BenchmarkMillionEntries(b *testing.B) {
	path := filepath.Join(b.TempDir(), "journal.db")
	begin := time.Now()
	generate(b, path)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d entries, %d MiB, made in %s", manyEntries(), info.Size()>>20, time.Since(begin).Round(time.Second))
	ctx := context.Background()
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			j, err := Open(ctx, path, Options{Training: true})
			if err != nil {
				b.Fatal(err)
			}
			if err := j.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	d := openDeskAt(b, path, "reader")
	day := time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC)
	money := api.Money(1037)
	for _, c := range []struct {
		name string
		q    Query
	}{
		{"first-page", Query{}},
		{"page-in-the-middle", Query{Before: "500001"}},
		{"kind", Query{Kinds: []flows.IntentKind{flows.CloseIntent}}},
		{"kinds", Query{Kinds: []flows.IntentKind{flows.CloseIntent, flows.DepositIntent}}},
		{"in-doubt", Query{States: []State{InDoubt, NeedsPerson}}},
		{"not-done", Query{States: []State{NotDone}}},
		{"one-day", Query{From: day, To: day.AddDate(0, 0, 1)}},
		{"one-year", Query{From: day, To: day.AddDate(1, 0, 0)}},
		{"clerk", Query{Clerk: "CLERK-7"}},
		{"clerk-who-left", Query{Clerk: "CLERK-LEFT"}},
		{"clerk-nobody", Query{Clerk: "NOBODY"}},
		{"location-none", Query{Location: "00-99999"}},
		{"ending", Query{Ending: "1234"}},
		{"reference", Query{Reference: "ORDER-0007919"}},
		{"text-common", Query{Reference: "123"}},
		{"text-rare", Query{Reference: "8-00079"}},
		{"text-none", Query{Reference: "XYZZY"}},
		{"amount", Query{Amount: &money}},
		{"authorization", Query{AuthorizationID: "7000123"}},
		{"clerk-and-not-done", Query{Clerk: "CLERK-0", States: []State{NotDone}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			found := 0
			for b.Loop() {
				begin := time.Now()
				records, err := d.Find(ctx, c.q)
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
				found = len(records)
			}
			percentiles(b, "find", took)
			b.ReportMetric(float64(found), "records")
		})
	}
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if _, err := Verify(ctx, path, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
