package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"countertop/flows/lang"
)

// Rule says how to read and check one kind of value: a postal code, a date, an amount. Normalize is idempotent and
// returns a text that it does not understand unchanged. Check takes normalized values.
type Rule struct {
	Normalize func(typed string) string
	Check     func(value string) *Problem
}

// With returns the field with a rule.
func (f Field) With(r Rule) Field {
	f.Normalize, f.Check = r.Normalize, r.Check
	return f
}

// problem returns a problem that stops the clerk.
func problem(message lang.Text, args ...any) *Problem { return &Problem{Text: message.With(args...)} }

// Name returns the rule of names of people, streets and companies. It keeps accents, hyphens and apostrophes, and
// turns a run of spaces into one.
func Name() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if strings.ContainsFunc(value, unprintable) {
			return problem(msgControl, strings.Map(visible, value))
		}
		return nil
	}}
}

// Place returns the rule of a city: Name, with at least one letter.
func Place() Rule {
	return Name().and(func(value string) *Problem {
		if !strings.ContainsFunc(value, unicode.IsLetter) {
			return problem(msgNoLetter, value)
		}
		return nil
	})
}

// DocumentNumber returns the rule of a document's number: ASCII, with at least one letter or digit.
func DocumentNumber() Rule {
	return ASCII().and(func(value string) *Problem {
		if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return problem(msgNoDigit, value)
		}
		return nil
	})
}

// and returns the rule with a further check after its own.
func (r Rule) and(more func(string) *Problem) Rule {
	before := r.Check
	r.Check = func(value string) *Problem {
		if p := before(value); p != nil {
			return p
		}
		return more(value)
	}
	return r
}

// Hidden is Name for a value that nobody may read on the screen: its messages do not repeat the value.
func Hidden() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if strings.ContainsFunc(value, unprintable) {
			return problem(msgHidden)
		}
		return nil
	}}
}

// collapse turns a run of spaces into one and writes each accented letter as one character, so that a name is the
// same however it was typed or pasted.
func collapse(typed string) string {
	return norm.NFC.String(strings.Join(strings.Fields(typed), " "))
}

// unprintable reports whether a character cannot be seen: a control, a character without a width, one that changes
// the direction of writing, or a byte that is no text.
func unprintable(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }

func visible(r rune) rune {
	if unprintable(r) {
		return '?'
	}
	return r
}

// PersonName returns the rule of a person's name: Name, with at least one letter and without digits.
func PersonName() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if !strings.ContainsFunc(value, unicode.IsLetter) || strings.ContainsFunc(value, unicode.IsDigit) || strings.ContainsFunc(value, unprintable) {
			return problem(msgPersonName, strings.Map(visible, value))
		}
		return nil
	}}
}

// ASCII returns the rule of document numbers and ids: printable ASCII, without spaces at the ends.
func ASCII() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		for _, r := range value {
			if r > unicode.MaxASCII || !unicode.IsPrint(r) {
				return problem(msgASCII, strings.Map(visible, value), string(visible(r)))
			}
		}
		return nil
	}}
}

// onlyDigits returns the digits of a text.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// consistsOf reports whether every character of a text is a digit or one of others.
func consistsOf(s, others string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune(others, r) {
			return false
		}
	}
	return true
}
