package account

// This file holds the fields of the find page.

import (
	"time"

	"countertop/flows/form"
	"countertop/flows/lang"
)

// The lengths of names (docs/contract.md §4, SEEN).
const (
	firstLength = 35
	lastLength  = 50
)

// date returns the day of a date or a timestamp from the server. It returns any other text unchanged.
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

// personFields returns the fields that find a person. It does not check the age: whoever has an account is of age.
func (f *Finder) personFields() []form.Field {
	return []form.Field{
		form.Field{Key: keyFirst, Label: msgFirstName, Required: true, MaxLength: firstLength, Width: 24}.With(form.Name()),
		form.Field{Key: keyLast, Label: msgLastName, Required: true, MaxLength: lastLength, Width: 24}.With(form.Name()),
		form.Field{Key: keyBirth, Label: msgBirthDate, Hint: msgDateHint, Required: true, Width: 10}.With(form.Date()),
		form.Field{Key: keyPostal, Label: msgPostal, Hint: msgPostHint, Width: 7}.With(form.PostalCode("")),
	}
}
