package doubt

import (
	"testing"
	"time"

	"countertop/flows"
	"countertop/flows/talk"
)

func TestAClockThatIsPutBackNeitherStopsTheAskingNorEndsItTooEarly(t *testing.T) {
	r := openRoom(t)
	id := r.lost(purchase())
	if news := r.run(); len(news) != 0 {
		t.Fatalf("%+v", news)
	}
	r.at = r.at.Add(-101 * 24 * time.Hour)
	back := r.at
	for range 20 {
		next, due := r.Next(r.journal.InDoubt())
		if !due || next.Sub(r.at) > pause(4) {
			t.Fatalf("due %t, after %s", due, next.Sub(r.at))
		}
		news := r.run()
		if len(news) == 0 {
			continue
		}
		// The dates of the server's cannot be held against such a clock: it is not taken for not done.
		if got := r.outcome(id); got.Result != flows.ResultNeedsPerson || r.at.Sub(back) < DefaultGrace {
			t.Errorf("%+v after %s", got, r.at.Sub(back))
		}
		return
	}
	t.Error("it is never settled")
}

func TestWhatIsFoundIsFoundByAnyClock(t *testing.T) {
	r := openRoom(t)
	id := r.lost(flows.Intent{Kind: flows.ReleaseIntent, Ending: "4755", AuthorizationID: "7009", Amount: 150_00, Remaining: 150_00, Training: true})
	r.at = r.at.Add(-time.Hour)
	released := made()
	released.Remaining, released.RemainingTold, released.Captures, released.Capture = 0, true, nil, nil
	r.server.list = append(r.server.list, released)
	if news := r.run(); len(news) != 1 || r.outcome(id).Result != flows.ResultDone {
		t.Errorf("%+v", news)
	}
}

func TestWhenAServerIsAskedNextIsToldByTheStoresClock(t *testing.T) {
	now := time.Date(2026, 1, 16, 0, 30, 0, 0, time.UTC)
	f := &Flow{Talk: talk.New(&flows.Counter{Now: func() time.Time { return now.In(time.FixedZone("EST", -5*60*60)) }}, nil, "")}
	for at, want := range map[time.Time]string{
		now.Add(time.Minute):       "19:31:00",
		now.Add(-20 * time.Hour):   "2026-01-14 23:30:00",
		now.Add(5 * time.Hour):     "2026-01-16 00:30:00",
		now.Add(-19 * time.Hour):   "00:30:00",
		now.AddDate(1, 0, 0).UTC(): "2027-01-15 19:30:00",
	} {
		if got := f.clock(at).In("en"); got != want {
			t.Errorf("%v is told as %s, want %s", at, got, want)
		}
	}
}
