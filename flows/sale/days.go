package sale

// This file reads the server's dates, and knows for how long a capture can be returned.

import (
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// returnDays is for how many days a capture can be returned (CONTRACT §7, SEEN): the day of the capture is the first of
// them that is not counted, days are the store's.
const returnDays = 100

// graceDays is how long after that the server is still asked, since the time zone of a date may not be stated and
// clocks differ (OWN).
const graceDays = 1

// moment is what a date of the server's can mean.
type moment struct {
	from, to time.Time
	known    bool
}

func momentOf(written string) moment {
	from, to, ok := api.Moment(written)
	return moment{from, to, ok}
}

// exact is true where the date has a time and a zone.
func (m moment) exact() bool { return m.to.Sub(m.from) < time.Hour }

// at is the middle of what the date can mean: for the order of a list.
func (m moment) at() time.Time { return m.from.Add(m.to.Sub(m.from) / 2) }

// day is the store's day, as midnight in UTC; without a time or a zone the day is the written one.
func (m moment) day(zone *time.Location) time.Time {
	at := m.at().UTC()
	if m.exact() {
		at = m.from.In(zone)
	}
	return dayOf(at)
}

func dayOf(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func (f *Flow) zone() *time.Location { return f.counter.Now().Location() }

// day is the date at the counter; what cannot be read stays as the server wrote it.
func (f *Flow) day(written string) lang.Text { return dayText(written, f.zone()) }

func dayText(written string, zone *time.Location) lang.Text {
	m := momentOf(written)
	if !m.known {
		return lang.Same(written)
	}
	return lang.Date(m.day(zone))
}

// age is what a capture's date says of its return.
type age int

const (
	returnable age = iota // at most 100 days old
	ageless               // the date cannot be read
	justOver              // the server is still asked
	tooOld
)

// ageOf is a capture's age, and the last day on which it can be returned.
func (f *Flow) ageOf(c api.Capture) (age, lang.Text) {
	m := momentOf(c.Date)
	if !m.known {
		return ageless, lang.Text{}
	}
	last, today := m.day(f.zone()).AddDate(0, 0, returnDays), dayOf(f.counter.Now())
	switch {
	case today.After(last.AddDate(0, 0, graceDays)):
		return tooOld, lang.Date(last)
	case today.After(last):
		return justOver, lang.Date(last)
	}
	return returnable, lang.Date(last)
}

// tooOld is true for a capture of a promotional purchase that can't be returned any more, for its age.
func (f *Flow) tooOld(c api.Capture) bool {
	age, _ := f.ageOf(c)
	return age == tooOld && f.promotional() && f.givable(c) > 0
}
