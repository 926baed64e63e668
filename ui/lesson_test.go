package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"countertop/api/sandbox"
	"countertop/api/sandbox/fault"
	"countertop/flows/journal"
	"countertop/flows/trainer"
	"countertop/ui/services"
)

// desk is the training server of a world as a trainer works it.
type desk struct{ *sandbox.Server }

func (d desk) Armed() []trainer.Armed {
	var armed []trainer.Armed
	for _, a := range d.ArmedFaults() {
		armed = append(armed, trainer.Armed{ID: a.ID, Until: a.Until, Fault: trainer.Fault{
			Kind: string(a.Kind), Path: a.Path, Count: a.Count, Percent: a.Percent, Delay: a.Delay, For: a.For,
		}})
	}
	return armed
}

func (d desk) Arm(f trainer.Fault) error {
	d.Server.Arm(fault.Fault{
		Kind: fault.Kind(f.Kind), Path: f.Path, Count: f.Count, Percent: f.Percent, Delay: f.Delay, For: f.For,
	})
	return nil
}

func (d desk) Disarm(ids ...int) {
	for _, id := range ids {
		d.DisarmOne(id)
	}
}

// embeds lets the console of a world have its server embedded.
func (w *world) embeds() {
	open := w.options.Connect
	w.options.Connect = func(ctx context.Context) (*services.Connection, error) {
		conn, err := open(ctx)
		if err == nil {
			conn.Trainer = desk{w.server}
		}
		return conn, err
	}
}

// movesClock moves the clock on by the choice that begins so.
func (h *hand) movesClock(by string) {
	h.t.Helper()
	h.types("tc")
	h.on("trainer.clock")
	h.into("by", by)
	h.press(keyPgDnPress)
	h.on("trainer.lesson")
}

func tourOfALesson(t *testing.T, w *world) {
	w.embeds()
	v := viewer{w.home()}
	v.shows("home")
	v.types("t")
	v.on("trainer.lesson")
	v.shows("nothing armed")
	v.types("a")
	v.on("trainer.kind")
	v.shows("kinds")
	v.press(keyEndPress)
	v.shows("kinds, the last")
	v.choose("slow")
	v.on("trainer.limits")
	v.shows("limits, empty")
	v.fill([]answer{{"call", "other"}, {"path", "authorization/*/capture"}, {"count", "3"}, {"percent", "120"}, {"for", "30"}, {"delay", "1 d"}})
	v.press(keyPgDnPress)
	v.shows("limits, wrong answers")
	v.fill([]answer{{"percent", "50"}, {"for", "5m"}, {"delay", "3s"}})
	v.shows("limits, filled")
	v.press(keyPgDnPress)
	v.on("trainer.lesson")
	v.types("a")
	v.choose("refused")
	v.into("call", "every")
	v.shows("limits of an outage")
	v.press(keyPgDnPress)
	v.on("trainer.lesson")
	v.shows("two are armed")
	v.press(keyDownPress)
	v.types("\r")
	v.on("trainer.fault")
	v.shows("one of them")
	v.types("\r")
	v.on("trainer.lesson")
	v.shows("one is disarmed")
	v.types("x")
	v.shows("all are disarmed")
	v.types("c")
	v.on("trainer.clock")
	v.shows("clock")
	v.into("by", "other")
	v.into("other", "101")
	v.press(keyPgDnPress)
	v.shows("clock, without a unit")
	v.into("other", "101d")
	v.press(keyPgDnPress)
	v.on("trainer.lesson")
	v.shows("a hundred and one days later")
	tokens := w.called("POST token")
	w.clock.pass(services.JustAnswered) // the page's call finds that the token has ended
	v.types("s")
	v.on("trainer.start-over")
	v.until("another token than that of 101 days ago", func() bool {
		return w.called("POST token") > tokens && v.shell.connection() == msgConnected
	})
	v.atRest()
	v.shows("start over")
	v.types("\r")
	v.shows("start over, Enter pressed")
	if w.server.Ahead() == 0 {
		t.Error("Enter starts over")
	}
	v.confirm()
	v.on("trainer.lesson")
	v.shows("started over")
}

func TestOnlyBesideAnEmbeddedServerIsThereALesson(t *testing.T) {
	w := newWorld(t)
	w.server.Arm(fault.Fault{Kind: fault.HTML, Path: "nowhere"})
	h := w.home()
	h.types("t")
	if _, home := h.shell.top().(*home); !home || strings.Contains(h.screen(), msgLessonWhat.In(h.shell.language)) || strings.Contains(h.screen(), "faults") {
		t.Errorf("a console of another server offers a lesson:\n%s", h.screen())
	}
	w.embeds()
	w.options.Training = false // there is no such configuration
	h = w.open(80)
	h.ready()
	if h.shell.trainer() != nil {
		t.Error("a console that is not in training has a lesson")
	}
}

func TestTheTitleBarTellsOfTheLessonWhereItHasRoom(t *testing.T) {
	w := newWorld(t)
	w.embeds()
	h := w.home()
	w.server.Arm(fault.Fault{Kind: fault.HTML, Path: "nowhere"})
	for _, row := range []struct {
		name  string
		by    time.Duration
		width int
		want  string
	}{
		{"a fault", 0, 80, " Countertop                                           faults armed: 1  TRAINING "},
		{"a clock that is less than a day ahead", 90 * time.Minute, 80, " Countertop                             faults armed: 1 · clock + 1 h  TRAINING "},
		{"a clock that is days ahead", 101 * 24 * time.Hour, 80, " Countertop                           faults armed: 1 · clock + 101 d  TRAINING "},
		{"the fault before the clock", 0, 50, " Countertop             faults armed: 1  TRAINING "},
		{"the name before both", 0, 24, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if err := w.server.MoveClock(row.by); err != nil {
				t.Fatal(err)
			}
			h.resize(row.width, 24)
			got, _, _ := strings.Cut(sound(t, h.shell), "\n")
			if row.want != "" && got != row.want || strings.Contains(got, "faults") != (row.want != "") {
				t.Errorf("it is %q", got)
			}
		})
	}
}

// TestAHundredAndOneDaysLaterTheConsoleGoesOn is a promotional purchase that is too old to return.
func TestAHundredAndOneDaysLaterTheConsoleGoesOn(t *testing.T) {
	w := newWorld(t)
	w.embeds()
	h := w.home()
	h.buy(ordinaryAccount, "300")
	h.press(keyEndPress) // a plan: a regular purchase cannot be returned
	h.agree()
	h.prove()
	h.confirm()
	h.on("purchase.outcome")
	h.types("\r")
	tokens := w.called("POST token")
	h.movesClock("101 d")
	h.types("\x1bs")
	h.on("sale.find")
	h.into("reference", "ORDER-77")
	h.press(keyPgDnPress)
	h.on("sale.list")
	h.sees("matches. Go back") // of a week, on the lesson's clock
	h.types("\x1b")
	h.into("creation_date_from", "2026-01-01")
	h.press(keyPgDnPress)
	h.on("sale.list")
	h.types("\r")
	h.on("sale.one")
	h.sees("Sale of $300.00, reference ORDER-77")
	if w.called("POST token") == tokens {
		t.Error("the token of before was good still")
	}
	h.types("t")
	h.sees("2026-04-25") // the last day
	h.settled()
	if w.called("POST return") > 0 {
		t.Error("the return was sent")
	}
}

func TestStartingOverWhileAPurchaseIsOpenMovesNoMoneyAndIsExplained(t *testing.T) {
	w := newWorld(t)
	w.embeds()
	h := w.home()
	h.buy(ordinaryAccount, "300")
	h.agree()
	h.prove()
	if err := w.server.StartOver(); err != nil {
		t.Fatal(err)
	}
	h.confirm()
	h.on("purchase.method") // the verification is gone
	h.sees("No money moved.")
	h.sees("not_verified")
}

// TestWhatIsInDoubtWhenTheLessonStartsOverIsSettledAsNotMade keeps the journal through it: the next purchase
// has another number, so that it is not taken for one of before.
func TestWhatIsInDoubtWhenTheLessonStartsOverIsSettledAsNotMade(t *testing.T) {
	w := newWorld(t)
	w.embeds()
	h := w.home()
	h.types("ta")
	h.on("trainer.kind")
	h.choose("dropped_after")
	h.into("call", "authorization")
	h.press(keyPgDnPress)
	h.on("trainer.lesson")
	h.sees("faults armed: 1")
	h.types("\x1b")
	h.buy(ordinaryAccount, "300")
	h.agree()
	h.prove()
	h.confirm()
	h.on("purchase.doubt")
	h.types("l")
	h.sees("IN DOUBT: 1")
	h.types("ts")
	h.on("trainer.start-over")
	h.confirm()
	h.on("trainer.lesson")
	h.types("\x1b")
	w.clock.pass(time.Hour)
	h.types("i\r")
	h.on("doubt.one")
	h.types("\r")
	h.until("an end of the doubt", func() bool { return len(w.journal().InDoubt()) == 0 })
	if made, err := w.journal().Find(t.Context(), journal.Query{Reference: "ORDER-77"}); err != nil || len(made) != 1 || made[0].State != journal.NotDone {
		t.Errorf("the journal has %+v: %v", made, err)
	}
}

// TestWhatTheTrainerIsToldTheClerkWillSee holds the words of each kind to what becomes of a purchase.
func TestWhatTheTrainerIsToldTheClerkWillSee(t *testing.T) {
	const inDoubt, confirm, made = "purchase.doubt", "purchase.confirm", "purchase.outcome"
	for _, row := range []struct {
		kind, page, sees string
		executed         bool
	}{
		{"dropped_after", inDoubt, "IN DOUBT: 1", true},
		{"dropped_before", inDoubt, "IN DOUBT: 1", false},
		{"refused", inDoubt, "IN DOUBT: 1", false},
		{"server_error", inDoubt, "IN DOUBT: 1", false},
		{"gateway_timeout", inDoubt, "IN DOUBT: 1", false},
		{"maintenance", inDoubt, "IN DOUBT: 1", false},
		{"html", inDoubt, "IN DOUBT: 1", false},
		{"truncated", inDoubt, "IN DOUBT: 1", true},
		{"empty", inDoubt, "IN DOUBT: 1", true},
		{"unknown_code", inDoubt, "IN DOUBT: 1", false},
		{"blocked", confirm, "A firewall before the server stopped", false},
		{"unauthorized", made, "The purchase is on the account.", true},
		{"error_after", inDoubt, "IN DOUBT: 1", true},
		{"error_inside", inDoubt, "IN DOUBT: 1", true},
		{"accepted", inDoubt, "IN DOUBT: 1", true},
		{"without_id", inDoubt, "IN DOUBT: 1", true},
		{"other_amount", inDoubt, "IN DOUBT: 1", true},
		{"masked", made, "The purchase is on the account.", true},
	} {
		t.Run(row.kind, func(t *testing.T) {
			w := newWorld(t)
			w.embeds()
			h := w.home()
			h.types("ta")
			h.on("trainer.kind")
			h.choose(row.kind)
			h.into("call", "authorization")
			h.press(keyPgDnPress)
			h.on("trainer.lesson")
			h.types("\x1b")
			h.buy(ordinaryAccount, "300")
			h.agree()
			h.prove()
			h.confirm()
			h.on(row.page)
			h.sees(row.sees)
			if purchases := w.server.State().Figures["authorizations"]; (purchases > authorizationsAtFirst) != row.executed {
				t.Errorf("the server has %d purchases", purchases)
			}
			if n := w.called(authorizing); n > 1 && row.kind != "unauthorized" { // a 401 is refused before it is executed
				t.Errorf("it was sent %d times", n)
			}
		})
	}
}

// authorizationsAtFirst are the purchases of the sample customers.
const authorizationsAtFirst = 7

func TestATokenThatIsNotRenewedIsNoticedByNobodyAndNoNewOneIs(t *testing.T) {
	for _, row := range []struct{ kind, sees string }{
		{"refresh_refused", "The account may purchase."},
		{"token_down", "did not work."},
	} {
		t.Run(row.kind, func(t *testing.T) {
			w := newWorld(t)
			w.embeds()
			h := w.home()
			h.types("ta")
			h.on("trainer.kind")
			h.choose(row.kind)
			h.on("trainer.limits")
			h.into("count", "")
			h.press(keyPgDnPress)
			h.on("trainer.lesson")
			h.types("\x1b")
			h.movesClock("101 d")
			h.types("\x1bl" + ordinaryAccount + "\r")
			h.settled()
			h.sees(row.sees)
		})
	}
}
