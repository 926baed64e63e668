package sale

// This file reads the server's dates, and knows for how long a capture can be returned.

import (
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// returnDays is for how many days a capture can be returned (CONTRACT §7, SEEN).
const returnDays = 100

// grace is how long after that the server is still asked, since the time zone of a date is not stated
// and clocks differ (OWN).
const grace = 24 * time.Hour

// moment is a date as the server wrote it: of a second, or only of a day.
type moment struct {
	at    time.Time
	exact bool
	known bool
}

func momentOf(written string) moment {
	if at, err := time.Parse(time.RFC3339, written); err == nil {
		return moment{at, true, true}
	}
	if len(written) >= len(time.DateOnly) {
		if day, err := time.Parse(time.DateOnly, written[:len(time.DateOnly)]); err == nil {
			return moment{day, false, true}
		}
	}
	return moment{}
}

// day is the date at the counter; what cannot be read stays as the server wrote it.
func (f *Flow) day(written string) lang.Text { return dayText(written, f.counter.Now().Location()) }

func dayText(written string, zone *time.Location) lang.Text {
	m := momentOf(written)
	switch {
	case !m.known:
		return lang.Same(written)
	case m.exact:
		return lang.Date(m.at.In(zone))
	}
	return lang.Date(m.at)
}

// deadline is the last day on which a capture can be returned, as far as its date tells.
func (f *Flow) deadline(c api.Capture) (last lang.Text, known bool) {
	m := momentOf(c.Date)
	if !m.known {
		return lang.Text{}, false
	}
	until := m.at.AddDate(0, 0, returnDays)
	if m.exact {
		until = m.at.Add(returnDays * 24 * time.Hour).In(f.counter.Now().Location())
	}
	return lang.Date(until), true
}

// over says whether the days of a capture are over, and whether so for long that the server need not be
// asked any more.
func (f *Flow) over(c api.Capture) (over, longSince bool) {
	m, now := momentOf(c.Date), f.counter.Now()
	if !m.known {
		return false, false
	}
	end := m.at.Add(returnDays * 24 * time.Hour)
	if !m.exact { // the whole of the last day, at the counter
		year, month, day := m.at.AddDate(0, 0, returnDays+1).Date()
		end = time.Date(year, month, day, 0, 0, 0, 0, now.Location())
	}
	return now.After(end), now.After(end.Add(grace))
}
