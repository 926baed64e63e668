package doubt

// This file holds the server's dates against the time of an intent.

import (
	"time"

	"countertop/api"
)

// agreement is short for the API's.
type agreement = api.Agreement

const (
	unclear = api.Unclear
	agrees  = api.Agrees
	differs = api.Differs
)

// age says whether a date of the server's is before or after the time of the intent.
type age int

const (
	vague  age = iota // the date cannot tell
	before            // it was before, in any time zone
	after             // it was not before
)

// moment is the time of an intent by the server's clock, and the time until which dates can be of it: the server's time when
// it is asked. Tells is false where that is not known well enough to hold dates against it: then every date is vague.
type moment struct {
	at, until time.Time
	tells     bool
}

const (
	// widest is the most that a date can be off that names midnight for the time of day, or another time zone (OWN).
	widest = 26 * time.Hour
	// datesTell is the time by which a date must be later than the intent to prove that it was: the server dates by the second,
	// and its clock is known to the second (OWN).
	datesTell = 2 * time.Second
)

// ageOf holds a date of the server's against the moment of an intent (docs/assumptions.md has the forms that are read).
func (m moment) ageOf(date string) age {
	from, to, readable := api.Moment(date)
	switch {
	case !readable, !m.tells, from.After(m.until.Add(datesTell)): // who dates into the future has the time wrong
		return vague
	case to.Before(m.at.Add(-widest)):
		return before
	case from.Before(m.at.Truncate(time.Second)):
		return vague
	}
	return after
}

// surely reports whether a date is after the moment, and not of its second.
func (m moment) surely(date string) bool {
	return moment{m.at.Add(datesTell), m.until, m.tells}.ageOf(date) == after
}
