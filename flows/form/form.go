package form

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"countertop/api/private"
	"countertop/flows/lang"
)

// Draft holds everything that a clerk has typed in one flow, on all its pages. It keeps the values of fields that are
// hidden (they return with the answer that hid them), but Form.Values leaves those out.
type Draft struct {
	private.Data

	values Values
	left   map[string]bool // fields that were left at least once; only their problems are shown
}

// NewDraft returns a draft that starts with values, which may be nil.
func NewDraft(values Values) *Draft {
	d := &Draft{values: Values{}, left: map[string]bool{}}
	maps.Copy(d.values, values)
	return d
}

// Value returns a field's value, as typed or as normalized.
func (d *Draft) Value(key string) string { return d.values[key] }

// Empty reports whether nothing has been typed.
func (d *Draft) Empty() bool {
	for _, value := range d.values {
		if value != "" {
			return false
		}
	}
	return true
}

// Define returns the fields of a page for the draft's current values: which fields are shown, with which options. It
// is called on every key and must be quick.
type Define func(Values) []Field

// Form is the fields of one page, with the draft of the flow.
type Form struct {
	private.Data

	draft  *Draft
	define Define
}

// New returns a form that reads and writes a draft.
func New(draft *Draft, define Define) *Form { return &Form{draft: draft, define: define} }

// Fields returns the fields that are shown now.
func (f *Form) Fields() []Field { return f.define(f.draft.values) }

// Value returns a field's value, as typed or as normalized.
func (f *Form) Value(key string) string { return f.draft.values[key] }

// Enter stores a field's text while it is being typed.
func (f *Form) Enter(key, typed string) { f.draft.values[key] = typed }

// Leave normalizes the value of a field that the clerk leaves, and settles the fields that depend on it (see Settle).
func (f *Form) Leave(key string) {
	for _, field := range f.Fields() {
		if field.Key != key {
			continue
		}
		f.draft.left[key] = true
		f.draft.values[key] = field.normalize(f.draft.values[key])
	}
	f.Settle()
}

// Settle adapts choices to their options: it clears a choice that is no longer offered, and chooses the only option
// of a required field.
func (f *Form) Settle() {
	for range 8 { // a choice may show or hide others; more than eight levels are a mistake in Define
		settled := true
		for _, field := range f.Fields() {
			value := f.draft.values[field.Key]
			want := field.settle(value)
			if want != value {
				f.draft.values[field.Key], settled = want, false
			}
		}
		if settled {
			return
		}
	}
}

// Problem returns the problem that is shown beside a field, or nil. It returns nil until the field was left for the
// first time. It checks the text as it will be normalized.
func (f *Form) Problem(field Field) *Problem {
	if !f.draft.left[field.Key] {
		return nil
	}
	return field.Problem(field.normalize(f.draft.values[field.Key]))
}

// Finish normalizes every field, marks all as left, and returns all problems in the order of the fields. These
// include warnings, which stop nobody.
func (f *Form) Finish() []FieldProblem {
	for _, field := range f.Fields() {
		f.draft.left[field.Key] = true
		f.draft.values[field.Key] = field.normalize(f.draft.values[field.Key])
	}
	f.Settle()
	var problems []FieldProblem
	for _, field := range f.Fields() {
		if p := field.Problem(f.draft.values[field.Key]); p != nil {
			problems = append(problems, FieldProblem{field, *p})
		}
	}
	return problems
}

// Stops reports whether any of the problems is more than a warning.
func Stops(problems []FieldProblem) bool {
	return slices.ContainsFunc(problems, func(p FieldProblem) bool { return !p.Warning })
}

// Values returns the normalized values of the fields that are shown. Only these may be sent.
func (f *Form) Values() Values {
	values := Values{}
	for _, field := range f.Fields() {
		if value := field.normalize(f.draft.values[field.Key]); value != "" {
			values[field.Key] = value
		}
	}
	return values
}

func (f Field) normalize(typed string) string {
	typed = strings.TrimSpace(typed)
	if f.Normalize == nil || typed == "" {
		return typed
	}
	return f.Normalize(typed)
}

func (f Field) settle(value string) string {
	if f.Kind != Choice {
		return value
	}
	if _, offered := f.Option(value); offered || value == "" && !(f.Required && len(f.Options) == 1) {
		return value
	}
	if f.Required && len(f.Options) == 1 {
		return f.Options[0].Code
	}
	return ""
}

// Option returns the option with a code.
func (f Field) Option(code string) (Option, bool) {
	i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Code == code })
	if i < 0 {
		return Option{}, false
	}
	return f.Options[i], true
}

// Problem returns the problem of a normalized value, or nil: missing, not among the options, too long, or found by
// Check.
func (f Field) Problem(value string) *Problem {
	switch {
	case value == "" && f.Required:
		return &Problem{Text: msgRequired.With(f.Label)}
	case value == "":
		return nil
	case !f.offers(value):
		return &Problem{Text: msgNotOffered.With(f.Label)}
	case f.MaxLength > 0 && utf8.RuneCountInString(value) > f.MaxLength:
		return &Problem{Text: msgTooLong.With(f.Label, utf8.RuneCountInString(value), f.MaxLength)}
	case f.Check != nil:
		return f.Check(value)
	}
	return nil
}

// offers reports whether a value can be chosen. A line of text offers every value.
func (f Field) offers(value string) bool {
	switch f.Kind {
	case Choice:
		_, offered := f.Option(value)
		return offered
	case YesNo:
		return value == Yes || value == No
	}
	return true
}

// Display returns a value as a person reads it: an option's label, yes or no, dots for a secret.
func (f Field) Display(value string) lang.Text {
	switch {
	case value == "":
		return lang.Text{}
	case f.Secret:
		return lang.Same("•••")
	case f.Kind == YesNo && value == Yes:
		return msgYes
	case f.Kind == YesNo:
		return msgNo
	}
	if option, ok := f.Option(value); ok {
		return option.Label
	}
	return lang.Same(value)
}
