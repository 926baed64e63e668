package trainer

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

func TestAFaultIsArmedAsItWasTyped(t *testing.T) {
	for _, row := range []struct {
		name, kind string
		typed      []string
		want       Fault
	}{
		{"one call of a kind", "dropped_after", []string{keyCall, "authorization"}, Fault{Kind: "dropped_after", Path: "authorization", Count: 1}},
		{"every limit", "slow", []string{keyCall, "apply", keyCount, "3", keyPercent, "20", keyFor, "5min", keyDelay, "3 S"},
			Fault{Kind: "slow", Path: "apply", Count: 3, Percent: 20, For: 5 * time.Minute, Delay: 3 * time.Second}},
		{"any call until it is disarmed", "html", []string{keyCall, everyCall, keyCount, ""}, Fault{Kind: "html"}},
		{"a call by its path", "blocked", []string{keyCall, otherCall, keyPath, "/authorization/*/capture/"}, Fault{Kind: "blocked", Path: "authorization/*/capture", Count: 1}},
		{"a kind that is about one call", "token_down", []string{keyCount, "", keyFor, "2h"}, Fault{Kind: "token_down", For: 2 * time.Hour}},
		{"a line that is cut at once has no count", "refused", []string{keyCall, everyCall, keyFor, "30 sec"}, Fault{Kind: "refused", For: 30 * time.Second}},
		{"a line that a call cuts has one", "refused", []string{keyCall, "authorization", keyCount, "2"}, Fault{Kind: "refused", Path: "authorization", Count: 2}},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := begun(t)
			f.action(actionArm)
			f.on("trainer.kind")
			f.does(flows.Answer{Row: kindRow(t, row.kind)})
			f.on("trainer.limits")
			f.enters(row.typed...)
			f.forward()
			f.on("trainer.lesson")
			if want := []Armed{{ID: 1, Fault: row.want}}; !cmp.Equal(f.server.armed, want) {
				t.Error(cmp.Diff(want, f.server.armed))
			}
			if !strings.HasPrefix(f.says(), "Armed: ") {
				t.Errorf("it says %q", f.says())
			}
		})
	}
}

func TestWhatIsNoFaultIsNotArmed(t *testing.T) {
	for _, row := range []struct {
		name, kind string
		typed      []string
		field      string
	}{
		{"no call is chosen", "html", nil, keyCall},
		{"a path is missing", "html", []string{keyCall, otherCall}, keyPath},
		{"a path with a gap", "html", []string{keyCall, otherCall, keyPath, "a b"}, keyPath},
		{"a path that is no pattern", "html", []string{keyCall, otherCall, keyPath, "[a"}, keyPath},
		{"not a number of calls", "html", []string{keyCall, everyCall, keyCount, "-1"}, keyCount},
		{"more than a hundred of a hundred", "html", []string{keyCall, everyCall, keyPercent, "101"}, keyPercent},
		{"a time without a unit", "html", []string{keyCall, everyCall, keyFor, "30"}, keyFor},
		{"a time that is longer than a day", "html", []string{keyCall, everyCall, keyFor, "25 h"}, keyFor},
		{"days", "slow", []string{keyCall, everyCall, keyDelay, "1 d"}, keyDelay},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := begun(t)
			f.action(actionArm)
			f.does(flows.Answer{Row: kindRow(t, row.kind)})
			f.enters(row.typed...)
			if move := f.forward(); !move.Refused || len(f.server.armed) > 0 {
				t.Fatalf("the move is %+v, armed are %+v", move, f.server.armed)
			}
			page := f.limitsForm()
			for _, field := range page.Fields() {
				if problem := page.Problem(field); (problem != nil) != (field.Key == row.field) {
					t.Errorf("%s has the problem %v", field.Key, problem)
				}
			}
		})
	}
}

func TestTheListTellsWhatIsArmed(t *testing.T) {
	f := begun(t, Fault{Kind: "dropped_after", Path: "authorization", Count: 2}, Fault{Path: "x/*/y", Percent: 20}, Fault{Kind: "newer"})
	f.server.armed[1].Until = time.Date(2026, 1, 15, 15, 35, 7, 0, time.UTC)
	var got []string
	for _, row := range f.Page().Body.(*flows.Choose).Rows {
		cells := ""
		for _, cell := range row.Cells {
			cells += cell.In(api.English) + " | "
		}
		got = append(got, cells)
	}
	want := []string{
		"Answer lost | purchase | 2 | 100 | no end | ", "Put together by hand | x/*/y | all | 20 | 10:35:07 | ", "newer | any call | all | 100 | no end | ",
	}
	if !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if intro := f.Page().Intro.In(api.English); !strings.Contains(intro, "2026-01-15 10:30") {
		t.Errorf("the time is told as %q", intro)
	}
}

func TestOneFaultIsDisarmedOrAllAre(t *testing.T) {
	f := begun(t, Fault{Kind: "html"}, Fault{Kind: "slow", Delay: 3 * time.Second}, Fault{Kind: "empty"})
	f.does(flows.Answer{Row: 1})
	f.on("trainer.fault")
	f.forward()
	f.on("trainer.lesson")
	if left := f.server.armed; len(left) != 2 || left[0].Kind != "html" || left[1].Kind != "empty" {
		t.Errorf("left are %+v", left)
	}
	f.action(actionDisarm)
	if len(f.server.armed) > 0 {
		t.Errorf("left are %+v", f.server.armed)
	}
}

func TestAFaultThatIsOverMeanwhileIsNoMatter(t *testing.T) {
	f := begun(t, Fault{Kind: "html"}, Fault{Kind: "slow"})
	f.does(flows.Answer{})
	f.server.Disarm(1)
	if text := f.Page().Body.(*flows.Report).Text; text != msgOver {
		t.Errorf("it says %q", text.In(api.English))
	}
	f.forward()
	f.on("trainer.lesson")
	if len(f.server.armed) != 1 {
		t.Errorf("left are %+v", f.server.armed)
	}
	if move := f.does(flows.Answer{Row: 1}); !move.Refused {
		t.Error("a row that has gone opens a page")
	}
}

func TestTheClockIsMovedOn(t *testing.T) {
	for _, row := range []struct {
		name  string
		typed []string
		want  time.Duration
		says  string
	}{
		{"a day", []string{keyBy, "1 d"}, day, "1 day"},
		{"past the last day of a return", []string{keyBy, "101 d"}, 101 * day, "101 days"},
		{"hours", []string{keyBy, otherBy, keyOther, "36H"}, 36 * time.Hour, "1 day 12 h"},
		{"days in French", []string{keyBy, otherBy, keyOther, "45 j"}, 45 * day, "45 days"},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := begun(t)
			f.action(actionClock)
			f.on("trainer.clock")
			f.enters(row.typed...)
			f.forward()
			f.on("trainer.lesson")
			if f.server.ahead != row.want || !strings.Contains(f.says(), "by "+row.says+".") {
				t.Errorf("it is ahead by %s, and says %q", f.server.ahead, f.says())
			}
			if intro := f.Page().Intro.In(api.English); !strings.Contains(intro, row.says+" ahead") {
				t.Errorf("the time is told as %q", intro)
			}
		})
	}
}

func TestTheClockIsNotMovedByAnythingElse(t *testing.T) {
	for _, typed := range []string{"", "0 d", "-1 d", "5", "5 min", "d", "4000 d", "99999999999999999999 h", "1.5 d"} {
		t.Run("by “"+typed+"”", func(t *testing.T) {
			f := begun(t)
			f.action(actionClock)
			f.enters(keyBy, otherBy, keyOther, typed)
			if move := f.forward(); !move.Refused || f.server.ahead != 0 {
				t.Errorf("the move is %+v", move)
			}
		})
	}
}

func TestStartingOverIsConfirmedByTheKeyForMoney(t *testing.T) {
	f := begun(t, Fault{Kind: "html"})
	f.action(actionStartOver)
	if confirm, ok := f.Page().Body.(*flows.Confirm); !ok || !confirm.Money {
		t.Fatal("Enter would do it")
	}
	f.forward()
	f.on("trainer.lesson")
	if f.server.begun != 1 || !strings.Contains(f.says(), "starts over") {
		t.Errorf("it began %d times and says %q", f.server.begun, f.says())
	}
}

func TestWhatTheServerCannotDoIsSaid(t *testing.T) {
	for _, row := range []struct {
		name string
		do   func(*trainee)
		page string
	}{
		{"arming", func(f *trainee) {
			f.action(actionArm)
			f.does(flows.Answer{Row: kindRow(t, "html")})
			f.enters(keyCall, everyCall)
			f.forward()
		}, "trainer.limits"},
		{"moving the clock", func(f *trainee) { f.action(actionClock); f.enters(keyBy, "31 d"); f.forward() }, "trainer.clock"},
		{"starting over", func(f *trainee) { f.action(actionStartOver); f.forward() }, "trainer.start-over"},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := begun(t)
			f.t = t
			f.server.broken = errBroken
			row.do(f)
			f.on(row.page)
			if !strings.Contains(f.says(), "did not work: the disk is full.") {
				t.Errorf("it says %q", f.says())
			}
		})
	}
}

func TestBackLeadsToTheListAndLosesNothingTyped(t *testing.T) {
	f := begun(t, Fault{Kind: "html"})
	f.action(actionArm)
	f.does(flows.Answer{Row: 2})
	f.enters(keyCall, "apply", keyCount, "7")
	for _, page := range []string{"trainer.kind", "trainer.lesson"} {
		if !f.Back() {
			t.Fatal("there is no way back")
		}
		f.on(page)
	}
	f.action(actionArm)
	f.does(flows.Answer{Row: 2})
	if got := f.typed(); got.Path != "apply" || got.Count != 7 {
		t.Errorf("what was typed is %+v", got)
	}
	f.Back()
	f.does(flows.Answer{Row: 3})
	if got := f.typed(); got.Path != "" || got.Count != 1 {
		t.Errorf("another kind begins with %+v", got)
	}
	f.Back()
	f.Back()
	for _, action := range []string{actionClock, actionStartOver, ""} {
		f.action(action)
		if !f.Back() {
			t.Errorf("there is no way back from %s", f.Page().ID)
		}
		f.on("trainer.lesson")
	}
	if f.Back() {
		t.Error("there is a page before the list")
	}
}

func TestThereIsNothingAroundTheLesson(t *testing.T) {
	f := begun(t)
	for _, answer := range []flows.Answer{{Action: "unknown"}, {}, {Row: -1}} {
		if move := f.does(answer); !move.Refused {
			t.Errorf("%+v leads to %+v", answer, move)
		}
	}
	f.action(actionArm)
	for _, answer := range []flows.Answer{{Action: actionArm}, {Row: -1}, {Row: len(kinds)}} {
		if move := f.does(answer); !move.Refused {
			t.Errorf("%+v leads to %+v", answer, move)
		}
		f.on("trainer.kind")
	}
	if f.Dirty() || f.Speak(api.French) != nil || f.Stages() != nil || f.Summary() != nil || f.Reference() != "" || f.Title().Empty() {
		t.Error("there is something to lose, to ask for or to tell, or no title")
	}
}

func TestALengthOfTimeIsReadAndWritten(t *testing.T) {
	units := append(append([]unit{}, timeUnits...), clockUnits[1])
	for typed, want := range map[string]string{"30s": "30 s", "5m": "5 min", "5  MIN": "5 min", "2h": "2 h", "45 j": "45 j", "45D": "45 d", "1 week": "1 week", "s": "s"} {
		rule := span(units, furthest, msgTimeSigns)
		got := rule.Normalize(typed)
		if got != want || rule.Normalize(got) != got {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		time.Second: "1 s", 90 * time.Second: "1 min 30 s", 101*day + 3*time.Hour + time.Minute: "101 jours 3 h", day: "1 jour",
	} {
		if got := spanText(d).In(api.French); got != want {
			t.Errorf("%s is written %q, want %q", d, got, want)
		}
	}
}

func TestEveryChoiceOfACallIsOffered(t *testing.T) {
	f := begun(t)
	f.action(actionArm)
	f.does(flows.Answer{Row: kindRow(t, "html")})
	field := f.limitsForm().Fields()[0]
	codes := map[string]bool{}
	for _, option := range field.Options {
		codes[option.Code] = true
	}
	if field.Kind != form.Choice || len(codes) != len(calls)+2 || !codes[everyCall] || !codes[otherCall] {
		t.Errorf("offered are %v", codes)
	}
}
