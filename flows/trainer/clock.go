package trainer

// This file moves the training server's clock forward, and reads spans of time.

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the clock's fields, and the choice to type another span.
const (
	keyBy    = "by"
	keyOther = "other"
	otherBy  = "other"
)

const day = 24 * time.Hour

// furthest is the greatest span by which the clock is moved at once: ten years, the training server's own limit.
const furthest = 3650 * day

// time says what time it is on the training server.
func (f *Flow) time() lang.Text {
	now := lang.Same(f.server.Now().In(f.zone).Format("2006-01-02 15:04"))
	if ahead := f.server.Ahead(); ahead > 0 {
		return msgClockAhead.With(now, spanText(ahead))
	}
	return msgClockNow.With(now)
}

func (f *Flow) beginClock() flows.Move {
	f.move = form.NewDraft(form.Values{keyBy: ""})
	return f.Forward(atClock)
}

func (f *Flow) clockPage() flows.Page {
	return flows.Page{
		ID: "trainer.clock", Title: msgClock, Intro: lang.Join(" ", f.time(), msgClockIntro),
		Body: &flows.Ask{Form: f.clockForm()}, Forward: msgClockForward,
	}
}

func (f *Flow) clockForm() *form.Form {
	return form.New(f.move, func(values form.Values) []form.Field {
		fields := []form.Field{{
			Key: keyBy, Label: msgBy, Hint: msgByHint, Kind: form.Choice, Required: true, Width: 24, Options: []form.Option{
				{Code: "1 d", Label: msgOneDay}, {Code: "31 d", Label: msgMonth}, {Code: "101 d", Label: msgPastReturns}, {Code: otherBy, Label: msgOtherBy},
			},
		}}
		if values[keyBy] == otherBy {
			fields = append(fields, form.Field{Key: keyOther, Label: msgHowFar, Hint: msgHowFarHint, Required: true, Width: 10}.With(span(clockUnits, furthest, msgClockSigns)))
		}
		return fields
	})
}

func (f *Flow) moveClock() flows.Move {
	page := f.clockForm()
	if form.Stops(page.Finish()) {
		return flows.Move{Refused: true}
	}
	values := page.Values()
	typed := values[keyBy]
	if typed == otherBy {
		typed = values[keyOther]
	}
	by, _ := readSpan(typed, clockUnits)
	return f.work(msgMovingClock, func() error { return f.server.MoveClock(by) }, func() flows.Move {
		return f.told(&flows.Notice{Tone: flows.Good, What: msgClockMoved.With(spanText(by)), Next: msgClockMovedNext})
	})
}

// unit is a unit in which a span is typed.
type unit struct {
	length time.Duration
	signs  []string // how it may be typed; it is shown with the first
}

// The units. A day is "d" in English and "j" in French, and both are accepted in either language.
var (
	timeUnits  = []unit{{time.Second, []string{"s", "sec"}}, {time.Minute, []string{"min", "m"}}, {time.Hour, []string{"h"}}}
	clockUnits = []unit{{time.Hour, []string{"h"}}, {day, []string{"d", "j"}}}
)

// readSpan reads a whole number with its unit: "5 min", "36h". It returns false for any other text.
func readSpan(typed string, units []unit) (time.Duration, bool) {
	digits := strings.TrimRightFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
	sign := strings.ToLower(strings.TrimSpace(typed[len(digits):]))
	n, err := strconv.Atoi(digits)
	i := slices.IndexFunc(units, func(u unit) bool { return slices.Contains(u.signs, sign) })
	if err != nil || i < 0 || n < 1 || int64(n) > int64(furthest/units[i].length) {
		return 0, false
	}
	return time.Duration(n) * units[i].length, true
}

// span returns the rule of a span of time up to most. signs lists the units for the clerk.
func span(units []unit, most time.Duration, signs lang.Text) form.Rule {
	return form.Rule{
		Normalize: func(typed string) string { return normalSpan(typed, units) },
		Check: func(value string) *form.Problem {
			if d, ok := readSpan(value, units); !ok || d > most {
				return &form.Problem{Text: msgNoSpan.With(value, signs, spanText(most))}
			}
			return nil
		},
	}
}

// normalSpan writes a number and its unit in the form in which they are shown.
func normalSpan(typed string, units []unit) string {
	if _, ok := readSpan(typed, units); !ok {
		return typed
	}
	digits := strings.TrimRightFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
	sign := strings.ToLower(strings.TrimSpace(typed[len(digits):]))
	for _, u := range units {
		if slices.Contains(u.signs, sign) && sign != "j" {
			sign = u.signs[0]
		}
	}
	return digits + " " + sign
}

// spanText writes a span in its two greatest units: "101 days 3 h", "5 min".
func spanText(d time.Duration) lang.Text {
	var parts []lang.Text
	for _, u := range []struct {
		length time.Duration
		text   lang.Text
	}{{day, msgDays}, {time.Hour, msgHours}, {time.Minute, msgMinutes}, {time.Second, msgSeconds}} {
		n := int(d / u.length)
		if d -= time.Duration(n) * u.length; n == 0 {
			continue
		}
		text := u.text.With(n)
		if n == 1 && u.length == day {
			text = msgOneDay
		}
		if parts = append(parts, text); len(parts) == 2 {
			break
		}
	}
	return lang.Join(" ", parts...)
}
