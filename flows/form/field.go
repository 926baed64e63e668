// Package form holds the forms that a clerk fills in, without a screen: fields with their options and dependencies,
// the rules for their values, and the draft that keeps the values.
package form

import (
	"fmt"
	"log/slog"

	"countertop/api/private"
	"countertop/flows/lang"
)

// Kind says how a field is filled in. A screen draws each kind in its own way.
type Kind int

// The kinds of fields.
const (
	Line   Kind = iota // one line of text
	Choice             // one of Options
	YesNo              // yes or no: the values Yes and No
)

// The values of a YesNo field.
const (
	Yes = "yes"
	No  = "no"
)

// Field is one thing to fill in. Its value is a string: the text as typed, and after the field was left, the text as
// Normalize returned it. The value of a Choice is the code of its option.
type Field struct {
	// Key names the field within its draft. It is the API's name ("first_name").
	Key   string
	Label lang.Text
	// Hint says what is expected. It is shown while the field has the focus.
	Hint lang.Text
	Kind Kind
	// Required fields must be filled in before the clerk can go forward.
	Required bool
	// MaxLength is the greatest number of characters. 0 is no limit.
	MaxLength int
	// Width is the usual number of characters, for the layout. 0 takes all the room there is.
	Width int
	// Secret fields are drawn as dots, also in a summary.
	Secret bool
	// Options are the choices, in the server's order.
	Options []Option
	// Normalize returns the text as the console understands it ("k1a0b1" is "K1A 0B1"). It returns a text that it
	// does not understand unchanged. If it is nil, the text stays as typed.
	Normalize func(typed string) string
	// Check returns the problem of a normalized value that is not empty, or nil. If it is nil, every value is
	// accepted.
	Check func(value string) *Problem
}

// Option is one choice of a field.
type Option struct {
	Code  string
	Label lang.Text
}

// Problem names a value, says what is wrong with it and what is expected. A warning does not stop the clerk.
type Problem struct {
	Text    lang.Text
	Warning bool
}

// FieldProblem is a problem with the key of its field.
type FieldProblem struct {
	Field Field
	Problem
}

// Values holds the values of a draft's fields by key. It prints as dots: to show a value, read it by its key.
type Values map[string]string

// Format writes dots for every verb.
func (Values) Format(f fmt.State, verb rune) { private.Data{}.Format(f, verb) }

// LogValue returns dots.
func (Values) LogValue() slog.Value { return private.Data{}.LogValue() }
