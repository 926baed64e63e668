package sale

// This file says the server's dates, and how old a capture is for its return, at the store's time.

import (
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

func (f *Flow) zone() *time.Location { return f.Counter.Now().Location() }

// day is the date at the counter; what cannot be read stays as the server wrote it.
func (f *Flow) day(written string) lang.Text { return flows.DateText(written, f.zone()) }

// ageOf is a capture's age, and the last day on which it can be returned.
func (f *Flow) ageOf(c api.Capture) (flows.ReturnAge, lang.Text) {
	age, last := flows.ReturnAgeOf(c, f.Counter.Now())
	return age, lang.Date(last)
}

// tooOld is true for a capture of a promotional purchase that can't be returned any more, for its age.
func (f *Flow) tooOld(c api.Capture) bool {
	age, _ := f.ageOf(c)
	return age == flows.TooOld && f.promotional() && f.givable(c) > 0
}
