package doubt

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

// A server of several machines may show a purchase, and then a list without it.
func TestWhatWasShownOnceIsNeverTakenForNotDone(t *testing.T) {
	maybe := made()
	maybe.Reference = ""
	for name, between := range map[string]func(*room, string){
		"the same console": func(*room, string) {},
		"a console that was started anew": func(r *room, path string) {
			_ = r.journal.Close()
			r.open(path)
		},
	} {
		path := filepath.Join(t.TempDir(), "journal.db")
		r := &room{t: t, server: &server{list: []api.Authorization{maybe}}, at: noon()}
		r.open(path)
		id := r.lost(purchase())
		if news := r.run(); len(news) > 0 || r.journal.InDoubt()[0].Reply != flows.ReplySeen {
			t.Fatalf("%s: %+v, %+v", name, news, r.journal.InDoubt())
		}
		between(r, path)
		r.server.list = nil
		for range 8 {
			if r.journal.InDoubt()[0].NeedsPerson {
				break
			}
			r.run()
		}
		if got := r.outcome(id); got.Result != flows.ResultNeedsPerson || got.Reply != flows.ReplySeen {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A list that cannot be read to its end shows what it shows.
func TestWhatHalfAListShowedIsNotForgotten(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	r.server.err = &api.Error{Kind: api.KindServer, Executed: api.ExecutedNo, Status: 200, Shown: []api.Authorization{made()}}
	r.run()
	r.server.err = nil
	for range 8 {
		if r.journal.InDoubt()[0].NeedsPerson {
			break
		}
		r.run()
	}
	if got := r.outcome(id); got.Result != flows.ResultNeedsPerson || got.Reply != flows.ReplySeen {
		t.Errorf("%+v", got)
	}
}

// The server is done with a call that it answered with an error: what may be it goes to a person at once.
func TestWhatIsShownAfterAnErrorGoesToAPersonAtOnce(t *testing.T) {
	r := openRoom(t)
	id, err := r.journal.Intend(t.Context(), purchase())
	if err == nil {
		err = r.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultInDoubt, Reply: flows.ReplyError, Source: flows.FromAnswer})
	}
	if err != nil {
		t.Fatal(err)
	}
	maybe := made()
	maybe.Reference = ""
	r.server.list = []api.Authorization{maybe}
	r.run()
	if got := r.outcome(id); got.Result != flows.ResultNeedsPerson || r.at.Sub(noon()) > 5*time.Second {
		t.Errorf("%+v after %s", got, r.at.Sub(noon()))
	}
}

func TestWhatWasShownOnceIsDoneWhereTheServerProvesIt(t *testing.T) {
	r := openRoom(t)
	maybe := made()
	maybe.Reference = ""
	r.server.list = []api.Authorization{maybe}
	id := r.lost(purchase())
	r.run()
	r.server.list = []api.Authorization{made()}
	r.run()
	if got := r.outcome(id); got.Result != flows.ResultDone || got.ID != "7009" {
		t.Errorf("%+v", got)
	}
}

// A capture, and what is gone from what remained, is kept as a purchase is.
func TestWhatIsGoneOnceIsNotForgotten(t *testing.T) {
	whole := api.Authorization{ID: "7001", Amount: 100_00, Remaining: 10_00, RemainingTold: true, Status: "opened", CapturesTold: true}
	vague := api.Capture{ID: "801", Amount: 40_00, AmountTold: true, Reference: "ORDER-1", Date: "2026-06-15"}
	for kind, shown := range map[flows.IntentKind]api.Authorization{
		flows.ReleaseIntent: whole,
		flows.CaptureIntent: func() api.Authorization { a := whole; a.Captures = []api.Capture{vague}; return a }(),
	} {
		r := openRoom(t)
		in := purchase()
		in.Kind, in.AuthorizationID, in.Amount, in.Remaining = kind, "7001", 40_00, 100_00
		r.server.list = []api.Authorization{shown}
		id := r.lost(in)
		r.run()
		untouched := whole
		untouched.Remaining = 100_00
		r.server.list = []api.Authorization{untouched}
		for range 8 {
			if r.journal.InDoubt()[0].NeedsPerson {
				break
			}
			r.run()
		}
		if got := r.outcome(id); got.Result != flows.ResultNeedsPerson {
			t.Errorf("%s: %+v", kind, got)
		}
	}
}

// Whatever the reason: after a day without an answer that can be read a person is needed, who can still have it asked.
func TestADayWithoutAnAnswerGoesToAPerson(t *testing.T) {
	for name, fails := range map[string]*api.Error{
		"no line":                    {Kind: api.KindNetwork, Executed: api.ExecutedNever},
		"a server that fails":        {Kind: api.KindServer, Executed: api.ExecutedNo, Status: 503},
		"a busy server":              {Kind: api.KindServer, Executed: api.ExecutedNo, Status: 429},
		"a token that is refused":    {Kind: api.KindAuth, Executed: api.ExecutedNever, Status: 401},
		"an address that is refused": {Kind: api.KindBlocked, Executed: api.ExecutedNever, Status: 466},
		"an id that is no path":      {Kind: api.KindInput, Executed: api.ExecutedNever},
	} {
		r := openRoom(t)
		id := r.lost(purchase())
		r.server.err = fails
		for !r.journal.InDoubt()[0].NeedsPerson && r.at.Before(noon().Add(48*time.Hour)) {
			r.run()
		}
		got := r.outcome(id)
		if took := r.at.Sub(noon()); got.Result != flows.ResultNeedsPerson || got.Code != CodeUnanswered || took < 24*time.Hour || took > 25*time.Hour {
			t.Errorf("%s: %+v after %s", name, got, took)
		}
		r.server.err, r.server.list = nil, []api.Authorization{made()}
		if news, err := r.AskNow(t.Context(), r.journal.InDoubt()[0]); err != nil || news == nil || r.outcome(id).Result != flows.ResultDone {
			t.Errorf("%s: asked once more: %+v (%v)", name, news, err)
		}
	}
}

// A counter that was closed overnight asks for an hour before it gives up.
func TestADayInWhichNobodyAskedIsNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	r := &room{t: t, server: &server{err: &api.Error{Kind: api.KindNetwork, Executed: api.ExecutedNever}}, at: noon()}
	r.open(path)
	r.lost(purchase())
	_ = r.journal.Close()
	r.at = r.at.Add(60 * time.Hour)
	began := r.at
	r.open(path)
	for !r.journal.InDoubt()[0].NeedsPerson && r.at.Before(began.Add(3*time.Hour)) {
		r.run()
	}
	if took := r.at.Sub(began); !r.journal.InDoubt()[0].NeedsPerson || took < time.Hour || took > 2*time.Hour {
		t.Errorf("given up after %s", took)
	}
}

// What was taken for not done, and may have come to light, is news once, and leads to the sale.
func TestWhatMayHaveComeToLightLateIsTold(t *testing.T) {
	r := openRoom(t)
	r.lost(purchase())
	for len(r.journal.InDoubt()) > 0 {
		r.run()
	}
	maybe := made()
	maybe.Reference = ""
	r.server.list = []api.Authorization{maybe}
	news := r.run()
	if len(news) != 1 || !news[0].Late || news[0].Finding.Verdict != Unsure || news[0].Finding.only() != "7009" {
		t.Fatalf("%+v", news)
	}
	said := Told(news[0]).In(api.English)
	if want := "it may have been made after all"; !strings.Contains(said, want) || !strings.Contains(said, "7009") || lateShort(news[0]).Empty() {
		t.Errorf("%q", said)
	}
	if again := r.run(); len(again) > 0 {
		t.Errorf("told again: %+v", again)
	}
	r.server.list = []api.Authorization{made()}
	if found := r.run(); len(found) != 1 || found[0].Finding.Verdict != Found {
		t.Errorf("not told that it was found: %+v", found)
	}
}

// An id that is another intent's outcome is none of the doubt's, whoever says so.
func TestANumberOfAnotherSaleIsNotTaken(t *testing.T) {
	r := openRoom(t)
	first := purchase()
	first.Reference, first.Account = "ORDER-0", "116990001"
	id, err := r.journal.Intend(t.Context(), first)
	if err == nil {
		err = r.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "7009", Source: flows.FromAnswer})
	}
	if err != nil {
		t.Fatal(err)
	}
	open := r.lost(purchase())
	d := r.journal.InDoubt()[0]
	for _, typed := range []api.ID{"7009", "007009"} {
		if _, err := r.Decide(t.Context(), d, true, typed, "boss", "support said so"); !errors.Is(err, flows.ErrAnothers) {
			t.Errorf("a manager's %s: %v", typed, err)
		}
	}
	if _, err := r.Take(t.Context(), d, made(), "clerk"); !errors.Is(err, flows.ErrAnothers) {
		t.Errorf("a clerk's: %v", err)
	}
	if got := r.outcome(open); !got.Result.Open() {
		t.Errorf("settled as %+v", got)
	}
	if _, err := r.Decide(t.Context(), d, true, "7010", "boss", "support said so"); err != nil {
		t.Error(err)
	}
	if _, err := r.Decide(t.Context(), d, true, "7010", "boss", "again"); err != nil { // it is its own
		t.Error(err)
	}
}

// The page promises no "not done" of what was shown.
func TestThePageSaysThatWhatWasShownNeedsAPerson(t *testing.T) {
	d := openDesk(t)
	maybe := made()
	maybe.Reference = ""
	d.server.list = []api.Authorization{maybe}
	d.lost(purchase())
	d.run(flows.Answer{})
	before := nextOf(t, d)
	d.run(flows.Answer{})
	if after := nextOf(t, d); strings.Contains(after, "not done") || !strings.Contains(after, "needs a person") || !strings.Contains(before, "not done") {
		t.Errorf("it says %q, before %q", after, before)
	}
}

func nextOf(t *testing.T, d *desk) string {
	t.Helper()
	open, ok := d.flow.current()
	if !ok {
		t.Fatal("it is not open")
	}
	return d.flow.next(open).In(api.English)
}

// A late one that may be it leads to the sale.
func TestTheListLeadsToWhatMayHaveComeToLight(t *testing.T) {
	d := openDesk(t)
	d.lost(purchase())
	d.run(flows.Answer{})
	for len(d.journal.InDoubt()) > 0 {
		d.room.run()
	}
	maybe := made()
	maybe.Reference = ""
	d.server.list = []api.Authorization{maybe}
	d.room.run()
	if move := d.run(flows.Answer{Action: actionSale}); move.Show == nil || d.sale != "7009" {
		t.Errorf("opened %q", d.sale)
	}
	d.run(flows.Answer{})
	table, ok := d.at("doubt.list").Body.(*flows.Choose)
	if !ok || len(table.Rows) == 0 || table.Rows[0].Cells[len(table.Rows[0].Cells)-1] != msgMaybeLate {
		t.Errorf("%+v", table)
	}
}

// A manager who types the number of another sale reads so, and keeps what was typed.
func TestAManagerIsToldThatANumberIsAnothers(t *testing.T) {
	d := openDesk(t)
	first := purchase()
	first.Reference, first.Account = "ORDER-0", "116990001"
	id, err := d.journal.Intend(t.Context(), first)
	if err == nil {
		err = d.journal.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultDone, ID: "7001", Source: flows.FromAnswer})
	}
	if err != nil {
		t.Fatal(err)
	}
	d.lost(purchase())
	for !d.journal.InDoubt()[0].NeedsPerson && d.flow.deps.Resolver.Final(d.journal.InDoubt()[0]).After(d.room.at) {
		d.room.at = d.room.at.Add(time.Minute)
	}
	d.run(flows.Answer{})
	d.run(flows.Answer{Action: actionDecide})
	d.fill(form.Values{keyResult: resultDone, keyID: "7001", flows.KeyManager: "12345-BOSS", flows.KeyReason: "support said so"})
	d.at("doubt.confirm")
	d.run(flows.Answer{})
	page := d.at("doubt.decide")
	if page.Notice == nil || !strings.Contains(page.Notice.What.In(api.English), "7001") || !d.flow.Dirty() {
		t.Errorf("notice %+v", page.Notice)
	}
	if len(d.journal.InDoubt()) != 1 {
		t.Error("it was recorded")
	}
}
