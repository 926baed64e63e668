package flows

import (
	"testing"
	"time"

	"countertop/api"
)

func TestACaptureIsReturnableForAHundredDaysOfTheStore(t *testing.T) {
	toronto := time.FixedZone("EDT", -4*60*60)
	for name, c := range map[string]struct {
		date string
		now  time.Time
		want ReturnAge
		last string
	}{
		"its own day":                             {"2026-03-07T12:00:00Z", time.Date(2026, 3, 7, 8, 0, 0, 0, toronto), Returnable, "2026-06-15"},
		"the 100th day, to its end":               {"2026-03-07T12:00:00Z", time.Date(2026, 6, 15, 23, 59, 59, 0, toronto), Returnable, "2026-06-15"},
		"the 101st day":                           {"2026-03-07T12:00:00Z", time.Date(2026, 6, 16, 0, 0, 0, 0, toronto), JustOver, "2026-06-15"},
		"the 102nd day":                           {"2026-03-07T12:00:00Z", time.Date(2026, 6, 17, 0, 0, 0, 0, toronto), TooOld, "2026-06-15"},
		"captured in the evening, UTC's next day": {"2026-03-08T03:00:00Z", time.Date(2026, 6, 16, 0, 0, 0, 0, toronto), JustOver, "2026-06-15"},
		"a day without a time is the written one": {"2026-03-07", time.Date(2026, 6, 15, 23, 0, 0, 0, toronto), Returnable, "2026-06-15"},
		"what cannot be read has no age":          {"lately", time.Date(2026, 6, 15, 23, 0, 0, 0, toronto), Ageless, "0001-01-01"},
		"no date has no age":                      {"", time.Date(2026, 6, 15, 23, 0, 0, 0, toronto), Ageless, "0001-01-01"},
	} {
		age, last := ReturnAgeOf(api.Capture{Date: c.date}, c.now)
		if age != c.want || last.Format(time.DateOnly) != c.last {
			t.Errorf("%s: %d until %s, want %d until %s", name, age, last.Format(time.DateOnly), c.want, c.last)
		}
	}
}
