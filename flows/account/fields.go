package account

// This file is the part of the find page that asks who the customer is.

import (
	"time"

	"countertop/flows/form"
	"countertop/flows/lang"
)

// Lengths of the names (docs/contract.md §4, SEEN).
const (
	firstLength = 35
	lastLength  = 50
)

// date is the day of a date or a timestamp that the server wrote; what is neither stays.
func date(s string) lang.Text {
	if len(s) < len(time.DateOnly) {
		return lang.Same(s)
	}
	day, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return lang.Same(s)
	}
	return lang.Date(day)
}

// personFields find people; who has an account is not asked for their age again.
func (f *Finder) personFields() []form.Field {
	return []form.Field{
		form.Field{Key: keyFirst, Label: msgFirstName, Required: true, MaxLength: firstLength, Width: 24}.With(form.Name()),
		form.Field{Key: keyLast, Label: msgLastName, Required: true, MaxLength: lastLength, Width: 24}.With(form.Name()),
		form.Field{Key: keyBirth, Label: msgBirthDate, Hint: msgDateHint, Required: true, Width: 10}.With(form.Date()),
		form.Field{Key: keyPostal, Label: msgPostal, Hint: msgPostHint, Width: 7}.With(form.PostalCode("")),
	}
}
