package flows

// This file reads the server's dates in the store's time zone, and knows until when a capture can be returned.

import (
	"time"

	"countertop/api"
	"countertop/flows/lang"
)

// ReturnDays is the number of days after its own day during which a capture can be returned (docs/contract.md §7,
// SEEN). Days are in the store's zone.
const ReturnDays = 100

// ReturnGrace is the number of further days on which the server is still asked: a date may lack its time zone, and
// clocks differ (OWN).
const ReturnGrace = 1

// ServerDate is the range of instants that a date from the server can mean.
type ServerDate struct {
	From, To time.Time
	Known    bool // false if it could not be read
}

// DateOf reads a date as the server wrote it.
func DateOf(written string) ServerDate {
	from, to, ok := api.Moment(written)
	return ServerDate{from, to, ok}
}

// Exact reports whether the date has a time and a zone.
func (d ServerDate) Exact() bool { return d.Known && d.To.Sub(d.From) < time.Hour }

// Middle returns the middle of the range, to sort lists by.
func (d ServerDate) Middle() time.Time { return d.From.Add(d.To.Sub(d.From) / 2) }

// Day returns the day in the store's zone, as midnight UTC. For a date without a time or a zone it is the day as
// written.
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

// DateText returns the day in the store's zone as text. A date that cannot be read stays as the server wrote it.
func DateText(written string, zone *time.Location) lang.Text {
	d := DateOf(written)
	if !d.Known {
		return lang.Same(written)
	}
	return lang.Date(d.Day(zone))
}

// ReturnAge says whether a capture is recent enough to be returned.
type ReturnAge int

// The ages.
const (
	Returnable ReturnAge = iota // at most 100 days old
	Ageless                     // the date cannot be read; the server decides
	JustOver                    // 101 days old; the server is still asked
	TooOld
)

// ReturnAgeOf returns the age of a capture at a time of the store, and the last day on which the capture can be
// returned.
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
