package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
)

// desk is a journal of a test, with a clock that moves a second at each look.
type desk struct {
	*Journal
	t    testing.TB
	path string
}

func openDesk(t testing.TB, console string) *desk {
	t.Helper()
	return openDeskAt(t, filepath.Join(t.TempDir(), "journal.db"), console)
}

func openDeskAt(t testing.TB, path, console string) *desk {
	t.Helper()
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	now := func() time.Time { at = at.Add(time.Second); return at }
	j, err := Open(t.Context(), path, Options{Training: true, Console: console, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return &desk{j, t, path}
}

// accountOf is the number of the account that buys under a reference: each has its own.
func accountOf(reference string) api.ID {
	return api.ID(fmt.Sprintf("6011000000%04d", crc32.ChecksumIEEE([]byte(strings.TrimSpace(reference)))%10000))
}

func endingOf(reference string) string {
	return (flows.Intent{Account: accountOf(reference)}).AccountEnding()
}

// sale is a purchase with a reference.
func sale(reference string) flows.Intent {
	return flows.Intent{
		Kind: flows.AuthorizationIntent, Account: accountOf(reference), Amount: 123450, Reference: reference,
		Financing: api.Financing{TransactionType: api.PromotionalPurchase, PlanID: "4", Term: 12},
		RequestID: "request-" + reference, IdempotencyKey: "key-" + reference, Flow: "0123456789abcdef0123456789abcdef",
		Location: "00-12345", Clerk: "SAMPLE-7", Terminal: "T1", Training: true,
	}
}

func (d *desk) intend(in flows.Intent) flows.IntentID {
	d.t.Helper()
	id, err := d.Intend(context.Background(), in)
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

func (d *desk) conclude(id flows.IntentID, outcome flows.Outcome) {
	d.t.Helper()
	if err := d.Conclude(context.Background(), id, outcome); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) record(id flows.IntentID) Record {
	d.t.Helper()
	record, err := d.Record(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return record
}

var approved = flows.Outcome{Result: flows.ResultDone, ID: "7001", CaptureID: "9001", Source: flows.FromAnswer}

func TestAnIntentAndItsOutcomeComeBackAsTheyWere(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	want := sale("A-1")
	want.Account, want.Ending = "", endingOf("A-1")
	begun := d.record(id)
	if diff := cmp.Diff(Record{ID: id, Intent: want, At: begun.At, State: UnderWay}, begun); diff != "" {
		t.Error(diff)
	}
	d.conclude(id, approved)
	ended := d.record(id)
	if diff := cmp.Diff(Record{ID: id, Intent: want, At: begun.At, State: Done, Outcome: approved, Ended: ended.Ended}, ended); diff != "" {
		t.Error(diff)
	}
	if !ended.Ended.After(ended.At) {
		t.Errorf("intended %s, ended %s", ended.At, ended.Ended)
	}
	if outcome, err := d.Outcome(t.Context(), id); err != nil || outcome != approved {
		t.Errorf("%+v, %v", outcome, err)
	}
}

func TestAFinalOutcomeStays(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	d.conclude(id, flows.Outcome{Result: flows.ResultInDoubt, Code: "GATEWAY_TIMEOUT"})
	d.conclude(id, flows.Outcome{Result: flows.ResultNeedsPerson})
	d.conclude(id, approved)
	if err := d.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultNotDone}); !errors.Is(err, flows.ErrNoIntent) {
		t.Error(err)
	}
	if err := d.Conclude(t.Context(), "999", approved); !errors.Is(err, flows.ErrNoIntent) {
		t.Error(err)
	}
	if got := d.record(id); got.State != Done || got.Outcome != approved {
		t.Errorf("%+v", got)
	}
}

func TestAVerificationIsNeverInDoubt(t *testing.T) {
	verification := func() flows.Intent {
		in := sale("A-1")
		in.Kind = flows.VerificationIntent
		return in
	}
	path := filepath.Join(t.TempDir(), "journal.db")
	ended := openDeskAt(t, path, "one")
	var ids []flows.IntentID
	for _, outcome := range []flows.Outcome{{Result: flows.ResultInDoubt}, {Result: flows.ResultNeedsPerson}} { // of an older version
		id := ended.intend(verification())
		ended.conclude(id, outcome)
		ids = append(ids, id)
	}
	ids = append(ids, ended.intend(verification())) // the console ends before the answer
	if err := ended.Close(); err != nil {
		t.Fatal(err)
	}
	d := openDeskAt(t, path, "two")
	if doubts, err := d.Doubts(t.Context()); err != nil || len(doubts) != 0 || len(d.InDoubt()) != 0 {
		t.Fatalf("in doubt %+v, %v", doubts, err)
	}
	for _, id := range ids {
		if got := d.record(id); got.State != Unanswered {
			t.Errorf("%s is %s", id, got.State)
		}
	}
}

func TestALostAnswerIsInDoubtUntilItIsKnown(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	if got := d.InDoubt(); len(got) != 0 {
		t.Fatalf("under way, and in doubt: %v", got)
	}
	d.conclude(id, flows.Outcome{Result: flows.ResultInDoubt})
	doubts := d.InDoubt()
	if len(doubts) != 1 || doubts[0].ID != id || doubts[0].Lost.IsZero() || doubts[0].NeedsPerson || doubts[0].Intent.Account != accountOf("A-1") {
		t.Fatalf("%+v", doubts)
	}
	if err := d.Asked(t.Context(), id, "authorizations of the day: no such reference"); err != nil {
		t.Fatal(err)
	}
	d.conclude(id, flows.Outcome{Result: flows.ResultNeedsPerson})
	if doubts := d.InDoubt(); len(doubts) != 1 || !doubts[0].NeedsPerson {
		t.Fatalf("%+v", doubts)
	}
	d.conclude(id, flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromPerson, By: "M-1", Reason: "support says so"})
	if got := d.InDoubt(); len(got) != 0 {
		t.Fatalf("%+v", got)
	}
	timeline, err := d.Timeline(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, e := range timeline {
		steps = append(steps, string(e.Type))
	}
	if diff := cmp.Diff([]string{"intent", "outcome", "asked", "outcome", "outcome"}, steps); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameIsNotIntendedTwice(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	_, err := d.Intend(t.Context(), sale(" A-1 "))
	var doubt *flows.InDoubtError
	if !errors.As(err, &doubt) || !errors.Is(err, flows.ErrFrozen) || doubt.Intent != id || doubt.Was.Reference != "A-1" || doubt.Was.Account != accountOf("A-1") {
		t.Fatalf("%v", err)
	}
	d.intend(sale("A-2"))
	d.conclude(id, flows.Outcome{Result: flows.ResultNotDone, Code: "credit_exceeded"})
	d.intend(sale("A-1"))
}

func TestWhatWasDoneIsNotDoneOnceMoreByMistake(t *testing.T) {
	refund := func(in *flows.Intent) { in.Kind, in.CaptureID = flows.RefundIntent, "9001" }
	deposit := func(in *flows.Intent) { in.Kind, in.Reference = flows.DepositIntent, "" }
	for name, c := range map[string]struct {
		was, now func(*flows.Intent)
		later    time.Duration
		repeats  bool
	}{
		"the same purchase":                        {repeats: true},
		"the same reference, another amount":       {now: func(in *flows.Intent) { in.Amount++ }, repeats: true},
		"only the ending of the account":           {now: func(in *flows.Intent) { in.Account, in.Ending = "", endingOf("A-1") }, repeats: true},
		"a day later":                              {later: flows.RepeatTime},
		"another reference":                        {now: func(in *flows.Intent) { in.Reference = "A-10" }},
		"another account":                          {now: func(in *flows.Intent) { in.Account = accountOf("A-2") }},
		"a capture of a sale shows on its page":    {was: func(in *flows.Intent) { in.Kind = flows.CaptureIntent }, now: func(in *flows.Intent) { in.Kind = flows.CaptureIntent }},
		"the same refund":                          {was: refund, now: refund, repeats: true},
		"the same deposit, which has no reference": {was: deposit, now: deposit, repeats: true},
		"a deposit of another amount":              {was: deposit, now: func(in *flows.Intent) { deposit(in); in.Amount++ }},
		"a payment is no deposit":                  {was: deposit, now: func(in *flows.Intent) { deposit(in); in.Kind = flows.PaymentIntent }},
		"a refund of another capture":              {was: refund, now: func(in *flows.Intent) { refund(in); in.CaptureID = "9002" }},
	} {
		t.Run(name, func(t *testing.T) {
			at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
			path := filepath.Join(t.TempDir(), "journal.db")
			open := func(console string) *desk {
				j, err := Open(t.Context(), path, Options{Training: true, Console: console, Now: func() time.Time { return at }})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = j.Close() })
				return &desk{j, t, path}
			}
			first, second, other := sale("A-1"), sale(" A-1"), open("two")
			for in, change := range map[*flows.Intent]func(*flows.Intent){&first: c.was, &second: c.now} {
				if change != nil {
					change(in)
				}
			}
			id := other.intend(first)
			other.conclude(id, approved)
			began := at
			at = at.Add(c.later)
			d := open("one")
			_, err := d.Intend(t.Context(), second)
			var repeated *flows.RepeatedError
			if errors.As(err, &repeated) != c.repeats || !c.repeats && err != nil {
				t.Fatalf("%v, want repeated %v", err, c.repeats)
			}
			if !c.repeats {
				return
			}
			if repeated.Intent != id || repeated.ID != "7001" || !repeated.At.Equal(began) || repeated.Was.Amount != first.Amount {
				t.Errorf("%+v", repeated)
			}
			second.Known = id
			again := d.intend(second)
			d.conclude(again, approved)
			if _, err := d.Intend(t.Context(), second); !errors.As(err, &repeated) || repeated.Intent != again {
				t.Errorf("the second is repeated too: %v", err)
			}
		})
	}
}

func TestConcludedKnowsTheServersIDs(t *testing.T) {
	d := openDesk(t, "one")
	d.conclude(d.intend(sale("A-1")), approved)
	d.conclude(d.intend(sale("A-2")), flows.Outcome{Result: flows.ResultNotDone, ID: "7002"})
	for _, c := range []struct {
		kind flows.IntentKind
		id   api.ID
		want bool
	}{
		{flows.AuthorizationIntent, "7001", true}, {flows.AuthorizationIntent, "7002", false},
		{flows.CaptureIntent, "7001", false}, {flows.AuthorizationIntent, "", false},
	} {
		if got, err := d.Concluded(t.Context(), c.kind, c.id); err != nil || got != c.want {
			t.Errorf("%s %s: %v, %v", c.kind, c.id, got, err)
		}
	}
}

func TestAHonestJournalIsProved(t *testing.T) {
	d := openDesk(t, "one")
	for i := range 10 {
		id := d.intend(sale(fmt.Sprint("A-", i)))
		switch i % 3 {
		case 0:
			d.conclude(id, approved)
		case 1:
			d.conclude(id, flows.Outcome{Result: flows.ResultInDoubt})
		}
	}
	if err := d.SignOff(t.Context(), SignOff{Day: time.Date(2026, 11, 2, 5, 0, 0, 0, time.UTC), Location: "00-12345", Manager: "M-1", Reason: "support asked", InDoubt: 7, Training: true}); err != nil {
		t.Fatal(err)
	}
	var told int64
	head, err := Verify(t.Context(), d.path, func(done, _ int64) { told = done })
	if err != nil {
		t.Fatal(err)
	}
	now, err := d.Head(t.Context())
	if err != nil || now != head || head.Seq != 18 || told != 18 {
		t.Errorf("proved %+v (told of %d), head %+v, %v", head, told, now, err)
	}
}

// raw opens the file behind the journal's back, without its triggers.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}
