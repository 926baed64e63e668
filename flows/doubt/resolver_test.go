package doubt

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/journal"
)

// room is a resolver with a journal, a server and a clock of the test's.
type room struct {
	*Resolver
	t       *testing.T
	server  *server
	journal *journal.Journal
	at      time.Time
	ahead   time.Duration // how far the server's clock is
}

func openRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, server: &server{}, at: noon()}
	r.open(filepath.Join(t.TempDir(), "journal.db"))
	return r
}

func (r *room) open(path string) {
	r.t.Helper()
	j, err := journal.Open(r.t.Context(), path, journal.Options{Now: r.now, Training: true, ServerOffset: r.offsetNow})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = j.Close() })
	r.journal = j
	r.Resolver = NewResolver(Options{Server: r.server, Ledger: j, Now: r.now, Offset: r.offsetNow})
}

func (r *room) now() time.Time { return r.at }

func (r *room) offsetNow() (time.Duration, bool) { return r.ahead, true }

// lost is an intent whose answer was lost.
func (r *room) lost(in flows.Intent) flows.IntentID {
	r.t.Helper()
	id, err := r.journal.Intend(r.t.Context(), in)
	if err == nil {
		err = r.journal.Conclude(r.t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt})
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return id
}

// run lets the clock reach the next time of asking, as the console does, and asks.
func (r *room) run() []News {
	r.t.Helper()
	next, due := r.Next(r.journal.InDoubt())
	if !due {
		r.t.Fatal("nothing is due")
	}
	if next.After(r.at) {
		r.at = next
	}
	news, err := r.Run(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	return news
}

func (r *room) outcome(id flows.IntentID) flows.Outcome {
	r.t.Helper()
	outcome, err := r.journal.Outcome(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return outcome
}

func made() api.Authorization {
	return api.Authorization{ID: "7009", AccountNumber: "116994755", Reference: "ORDER-1", Amount: 150_00, AmountTold: true, Status: "closed", Date: "2026-06-15T12:00:00Z"}
}

func TestThePausesBetweenAsking(t *testing.T) {
	r := openRoom(t)
	r.lost(purchase())
	r.server.err = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	var asked []time.Duration
	for range 9 {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("news %+v of a server that cannot be asked", news)
		}
		asked = append(asked, r.at.Sub(noon()))
	}
	s, m := time.Second, time.Minute
	want := []time.Duration{2 * s, 5 * s, 15 * s, 60 * s, 150 * s, 150*s + 3*m, 150*s + 8*m, 150*s + 18*m, 150*s + 33*m}
	if !slices.Equal(asked, want) {
		t.Errorf("asked after %v, want %v", asked, want)
	}
	if len(r.journal.InDoubt()) != 1 {
		t.Error("settled without an answer")
	}
}

func TestWhatIsFoundIsRecordedAndTold(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	r.run()
	r.server.list = []api.Authorization{made()}
	news := r.run()
	if len(news) != 1 || news[0].Finding.Verdict != Found || Told(news[0]).Empty() {
		t.Fatalf("news %+v", news)
	}
	if got := r.outcome(id); got.Result != flows.ResultDone || got.ID != "7009" || got.Source != flows.FromServer {
		t.Errorf("recorded %+v", got)
	}
	if len(r.journal.InDoubt()) != 0 || len(r.Settled()) != 1 {
		t.Error("is in doubt still, or not listed as settled")
	}
}

func TestWhatIsNotThereDidNotHappenOnceTheGraceTimeIsOver(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	for range 4 {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("settled %s after the sending: %+v", r.at.Sub(noon()), news)
		}
	}
	news := r.run()
	if len(news) != 1 || r.at.Sub(noon()) != DefaultGrace {
		t.Fatalf("%s after the sending: %+v", r.at.Sub(noon()), news)
	}
	if got := r.outcome(id); got.Result != flows.ResultNotDone || got.Code != CodeNotFound {
		t.Errorf("recorded %+v", got)
	}
}

func TestADoubtSurvivesTheConsole(t *testing.T) {
	r := openRoom(t)
	path := filepath.Join(t.TempDir(), "journal.db")
	r.open(path)
	id, err := r.journal.Intend(t.Context(), purchase())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.journal.Close(); err != nil { // without an outcome
		t.Fatal(err)
	}
	r.at = noon().Add(time.Hour)
	r.open(path)
	if doubts := r.journal.InDoubt(); len(doubts) != 1 || doubts[0].ID != id {
		t.Fatalf("in doubt %+v", doubts)
	}
	if next, due := r.Next(r.journal.InDoubt()); !due || next.After(r.at) {
		t.Errorf("asked next at %s, at %s it is due", next, r.at)
	}
	r.server.list = []api.Authorization{made()}
	if news, err := r.Run(t.Context()); err != nil || len(news) != 1 || r.outcome(id).ID != "7009" {
		t.Errorf("news %+v, %v", news, err)
	}
}

func TestAConsoleThatEndedInTheMiddleMayHaveSentLate(t *testing.T) {
	r := openRoom(t)
	d := flows.Doubt{Since: noon()}
	if got := r.Final(d); !got.Equal(noon().Add(DefaultCallTime + DefaultGrace)) {
		t.Errorf("final at %s", got)
	}
	r.at = noon().Add(10 * time.Second)
	d.ID, d.Lost = "2", r.at
	if got := r.Final(d); !got.Equal(d.Lost.Add(DefaultGrace)) {
		t.Errorf("final at %s", got)
	}
}

func TestAWallClockThatIsPutForwardDoesNotEndTheGraceTime(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	r.at = r.at.Add(time.Hour) // before this console has looked at it
	for range 3 {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("settled at once: %+v", news)
		}
	}
	for r.outcome(id).Result.Open() {
		r.run()
	}
	if waited := r.at.Sub(noon().Add(time.Hour)); waited < DefaultGrace {
		t.Errorf("settled after %s", waited)
	}
}

func TestWhatCannotBeAskedNeedsAPerson(t *testing.T) {
	r := openRoom(t)
	refund := purchase()
	refund.Kind = flows.RefundIntent
	id := r.lost(refund)
	news := r.run()
	if len(news) != 1 || !news[0].Outcome.Result.Open() || len(r.Settled()) != 0 {
		t.Fatalf("news %+v", news)
	}
	doubts := r.journal.InDoubt()
	if len(doubts) != 1 || !doubts[0].NeedsPerson {
		t.Fatalf("in doubt %+v", doubts)
	}
	if _, due := r.Next(doubts); due {
		t.Error("it is asked about again")
	}
	if _, err := r.Decide(t.Context(), doubts[0], true, "5001", "12345-BOSS", "support has seen it"); err != nil {
		t.Fatal(err)
	}
	want := flows.Outcome{Result: flows.ResultDone, ID: "5001", Source: flows.FromPerson, By: "12345-BOSS", Reason: "support has seen it"}
	if got := r.outcome(id); got != want {
		t.Errorf("recorded %+v", got)
	}
}

func TestWhatMayBeAnotherNeedsAPersonInTheEnd(t *testing.T) {
	r := openRoom(t)
	r.lost(purchase())
	vague := made()
	vague.Date = "2026-06-15"
	r.server.list = []api.Authorization{vague}
	for range 4 {
		if news := r.run(); len(news) != 0 {
			t.Fatalf("news %+v", news)
		}
	}
	if news := r.run(); len(news) != 1 || news[0].Outcome.Result != flows.ResultNeedsPerson {
		t.Fatalf("news %+v", news)
	}
	if d := r.journal.InDoubt()[0]; r.Progress(d).Last == nil || len(r.Progress(d).Last.Candidates) != 1 {
		t.Error("who decides cannot see what the server has")
	}
}

func TestAnotherConsolesOutcomeCounts(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	d := r.journal.InDoubt()[0]
	settled := flows.Outcome{Result: flows.ResultNotDone, Code: CodeNotFound, Source: flows.FromServer}
	if err := r.journal.Conclude(t.Context(), id, settled); err != nil {
		t.Fatal(err)
	}
	r.server.list = []api.Authorization{made()}
	news, err := r.AskNow(t.Context(), d)
	if err != nil || news == nil || news.Outcome != settled {
		t.Errorf("news %+v, %v", news, err)
	}
}

func TestTheLineThatIsBackIsUsedAtOnce(t *testing.T) {
	r := openRoom(t)
	r.lost(purchase())
	r.server.err = &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}
	for range 6 {
		r.run()
	}
	r.at = r.at.Add(time.Second)
	r.server.err, r.server.list = nil, []api.Authorization{made()}
	if news, err := r.Run(t.Context()); err != nil || len(news) != 0 {
		t.Fatalf("asked before it was due: %+v, %v", news, err)
	}
	r.Hurry()
	if news, err := r.Run(t.Context()); err != nil || len(news) != 1 {
		t.Errorf("news %+v, %v", news, err)
	}
}

func TestAServerClockThatIsBehindIsReckonedWith(t *testing.T) {
	r := openRoom(t)
	r.ahead = -48 * time.Hour
	id := r.lost(purchase())
	there := made()
	there.Date = "2026-06-13T12:00:00Z"
	r.server.list = []api.Authorization{there}
	if news := r.run(); len(news) != 1 || r.outcome(id).ID != "7009" {
		t.Errorf("news %+v", news)
	}
	if from := r.server.queries[0].From; from != "2026-06-12" {
		t.Errorf("asked from %s", from)
	}
}

// fullLedger cannot be written.
type fullLedger struct{ *journal.Journal }

var errFull = errors.New("no space")

func (fullLedger) Conclude(context.Context, flows.IntentID, flows.Outcome) error { return errFull }

func TestAnOutcomeThatCannotBeRecordedStaysInDoubt(t *testing.T) {
	r := openRoom(t)
	r.lost(purchase())
	r.server.list = []api.Authorization{made()}
	r.Resolver = NewResolver(Options{Server: r.server, Ledger: fullLedger{r.journal}, Now: r.now, Offset: r.offsetNow})
	r.at = r.at.Add(time.Minute)
	if _, err := r.Run(t.Context()); !errors.Is(err, errFull) {
		t.Errorf("err %v", err)
	}
	if len(r.journal.InDoubt()) != 1 || len(r.Settled()) != 0 {
		t.Error("is taken for settled")
	}
}

// A server that answers only what cannot be read is asked six times; then a person is needed, who can still have it asked.
func TestAnswersThatCannotBeReadGoToAPerson(t *testing.T) {
	odd := &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 200, Err: errors.New("no list")}
	for name, tc := range map[string]struct {
		err    *api.Error
		person bool
	}{
		"a list of an odd shape":      {odd, true},
		"not found in a list's place": {&api.Error{Kind: api.KindNotFound, Executed: api.ExecutedNo, Status: 404}, true},
		"not allowed to ask":          {&api.Error{Kind: api.KindScope, Executed: api.ExecutedNo, Status: 403}, true},
		"no line":                     {&api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}, false},
		"a server that fails":         {&api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 503}, false},
		"a busy server":               {&api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 429}, false},
		"a token that is refused":     {&api.Error{Kind: api.KindAuth, Executed: api.ExecutedNever, Status: 401}, false},
		"an address that is refused":  {&api.Error{Kind: api.KindBlocked, Executed: api.ExecutedNever, Status: 466}, false},
	} {
		r := openRoom(t)
		id := r.lost(purchase())
		r.server.err = tc.err
		asked := 0
		for asked < 12 && !r.journal.InDoubt()[0].NeedsPerson {
			r.run()
			asked++
		}
		if tc.person != (asked == mostUnread) || !tc.person && asked != 12 {
			t.Errorf("%s: asked %d times, needs a person: %v", name, asked, r.journal.InDoubt()[0].NeedsPerson)
		}
		if got := r.outcome(id); tc.person && (got.Result != flows.ResultNeedsPerson || got.Code != CodeUnread) {
			t.Errorf("%s: %+v", name, got)
		}
		r.server.err, r.server.list = nil, []api.Authorization{made()}
		news, err := r.AskNow(t.Context(), r.journal.InDoubt()[0])
		if err != nil || news == nil || r.outcome(id).Result != flows.ResultDone {
			t.Errorf("%s: asked once more: %+v (%v)", name, news, err)
		}
	}
}

// A success that shows nothing says that it was done: an empty list does not make it not done, however late it is.
func TestASuccessThatShowsNothingIsNeverTakenForNotDone(t *testing.T) {
	r := openRoom(t)
	id, err := r.journal.Intend(t.Context(), purchase())
	if err == nil {
		err = r.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt, Reply: flows.ReplyClaim})
	}
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		if len(r.journal.InDoubt()) == 0 || r.journal.InDoubt()[0].NeedsPerson {
			break
		}
		r.run()
	}
	if got := r.outcome(id); got.Result != flows.ResultNeedsPerson || got.Reply != flows.ReplyClaim {
		t.Errorf("an empty list makes it %+v", got)
	}
}
