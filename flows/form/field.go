// Package form has the forms that a clerk fills in, without a screen: fields, their options and
// dependencies, the rules for what is typed, and the draft that holds it.
package form

import (
	"fmt"
	"log/slog"

	"countertop/api/private"
	"countertop/flows/lang"
)

// Kind says how a field is filled in; a screen draws each kind in its own way.
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

// Field is one thing to fill in. The value of a field is a string: what was typed, once
// left as Normalize understood it; a Choice's is the code of its option.
type Field struct {
	// Key names the field within its draft: the API's name of it ("first_name").
	Key   string
	Label lang.Text
	// Hint says what is expected; it is shown while the field has the focus.
	Hint lang.Text
	Kind Kind
	// Required fields must be filled in before the page is left forward.
	Required bool
	// MaxLength is the most characters the field takes; 0 is without limit.
	MaxLength int
	// Width is about how many characters are usually typed, for the screen's layout;
	// 0 is as wide as there is room.
	Width int
	// Secret fields are drawn as dots and never summarised in clear.
	Secret bool
	// Options are the choices, in the server's order.
	Options []Option
	// Normalize gives what was typed as the console understood it ("k1a0b1" is
	// "K1A 0B1"); nil leaves it. What it cannot understand it returns as it is.
	Normalize func(typed string) string
	// Check looks at a normalised value that is not empty; nil takes everything.
	Check func(value string) *Problem
}

// Option is one choice of a field.
type Option struct {
	Code  string
	Label lang.Text
}

// Problem says what is wrong with a value: which value, and what is expected. A warning does
// not stop the clerk.
type Problem struct {
	Text    lang.Text
	Warning bool
}

// FieldProblem is a problem and the field that has it.
type FieldProblem struct {
	Field Field
	Problem
}

// Values are the values of the fields of a draft by their key. They print as dots: a field that shows a value asks for it by
// its key.
type Values map[string]string

// Format writes dots for every verb.
func (Values) Format(f fmt.State, verb rune) { private.Data{}.Format(f, verb) }

// LogValue returns dots.
func (Values) LogValue() slog.Value { return private.Data{}.LogValue() }
