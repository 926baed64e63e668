package form

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"countertop/api/private"
	"countertop/flows/lang"
)

// Draft holds all that a clerk has typed in one flow, on all its pages. Fields that are
// not shown any more keep their values here (they come back with the answer that hid
// them), but Form.Values leaves them out.
type Draft struct {
	private.Data

	values Values
	left   map[string]bool // fields that were left at least once: their problems may be shown
}

// NewDraft is an empty draft, or one that starts with values.
func NewDraft(values Values) *Draft {
	d := &Draft{values: Values{}, left: map[string]bool{}}
	maps.Copy(d.values, values)
	return d
}

// Value is a field's value as it was typed or understood.
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

// Define gives the fields of a page for the values that the draft has now: it decides
// which fields are shown, with which options. It must be quick: it is asked on every key.
type Define func(Values) []Field

// Form is a page's fields over the draft of its flow.
type Form struct {
	private.Data

	draft  *Draft
	define Define
}

// New is a form over a draft.
func New(draft *Draft, define Define) *Form { return &Form{draft: draft, define: define} }

// Fields are the fields shown now.
func (f *Form) Fields() []Field { return f.define(f.draft.values) }

// Value is a field's value as it was typed or understood.
func (f *Form) Value(key string) string { return f.draft.values[key] }

// Enter keeps what is in a field while it is typed in.
func (f *Form) Enter(key, typed string) { f.draft.values[key] = typed }

// Leave is called when a field is left: its value is normalised, and the fields that depend on
// it settle (see Settle).
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

// Settle makes choices follow their options: one that is no longer offered is cleared, and a
// single option of a required field is chosen by itself.
func (f *Form) Settle() {
	for range 8 { // a choice may hide or show others; more than this deep is a fault of Define
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

// Problem returns what is wrong with a field, to be shown beside it: nil before the field was
// left for the first time. What is being typed is judged as it will be understood.
func (f *Form) Problem(field Field) *Problem {
	if !f.draft.left[field.Key] {
		return nil
	}
	return field.Problem(field.normalize(f.draft.values[field.Key]))
}

// Finish is the end of the page: it normalises every field, marks them as left, and gives
// all problems in the order of the fields. Warnings are among them; they stop nobody.
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

// Values are the values of the fields that are shown, normalised: what may be sent.
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

// Option finds the option with a code.
func (f Field) Option(code string) (Option, bool) {
	i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Code == code })
	if i < 0 {
		return Option{}, false
	}
	return f.Options[i], true
}

// Problem looks at a normalised value: missing, not among the choices, too long, or what Check
// says.
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

// offers reports whether a value can be chosen; in a line of text every value can.
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

// Display is a value as a person reads it: an option's label, yes or no, dots for a
// secret.
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
