package flows

// This file reads the server's dates at the store, and knows for how long a capture can be returned.

import (
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// ReturnDays is for how many days after its own a capture can be returned (docs/contract.md §7, SEEN). Days are the store's.
const ReturnDays = 100

// ReturnGrace is for how many days more the server is still asked, since the time zone of a date may not be stated and
// clocks differ (OWN).
const ReturnGrace = 1

// ServerDate is what a date of the server's can mean: the earliest and the latest instant.
type ServerDate struct {
	From, To time.Time
	Known    bool // it could be read
}

// DateOf reads a date as the server wrote it.
func DateOf(written string) ServerDate {
	from, to, ok := api.Moment(written)
	return ServerDate{from, to, ok}
}

// Exact is true where the date has a time and a zone.
func (d ServerDate) Exact() bool { return d.Known && d.To.Sub(d.From) < time.Hour }

// Middle is the middle of what the date can mean: for the order of a list.
func (d ServerDate) Middle() time.Time { return d.From.Add(d.To.Sub(d.From) / 2) }

// Day is the store's day, as midnight in UTC; without a time or a zone the day is the written one.
func (d ServerDate) Day(zone *time.Location) time.Time {
	if d.Exact() {
		return dayOf(d.From.In(zone))
	}
	return dayOf(d.Middle().UTC())
}

func dayOf(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// DateText is the store's day of a date; what cannot be read stays as the server wrote it.
func DateText(written string, zone *time.Location) lang.Text {
	d := DateOf(written)
	if !d.Known {
		return lang.Same(written)
	}
	return lang.Date(d.Day(zone))
}

// ReturnAge is what a capture's date says of its return.
type ReturnAge int

// The ages.
const (
	Returnable ReturnAge = iota // at most 100 days old
	Ageless                     // the date cannot be read: the server decides
	JustOver                    // 101 days old: the server is still asked
	TooOld
)

// ReturnAgeOf is the age of a capture at the store's time, and the last day on which it can be returned.
func ReturnAgeOf(c api.Capture, now time.Time) (age ReturnAge, last time.Time) {
	d := DateOf(c.Date)
	if !d.Known {
		return Ageless, time.Time{}
	}
	last = d.Day(now.Location()).AddDate(0, 0, ReturnDays)
	switch today := dayOf(now); {
	case today.After(last.AddDate(0, 0, ReturnGrace)):
		return TooOld, last
	case today.After(last):
		return JustOver, last
	}
	return Returnable, last
}
