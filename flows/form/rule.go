package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"countertop/flows/lang"
)

// Rule says how a kind of value is read and what is expected of it: a postal code, a
// date, an amount. Normalize is idempotent, and leaves what it cannot understand as typed; Check
// takes normalised values.
type Rule struct {
	Normalize func(typed string) string
	Check     func(value string) *Problem
}

// With gives the field a rule.
func (f Field) With(r Rule) Field {
	f.Normalize, f.Check = r.Normalize, r.Check
	return f
}

// problem is a message that stops, about a value.
func problem(message lang.Text, args ...any) *Problem { return &Problem{Text: message.With(args...)} }

// Name is the rule of names of people, streets and companies: accents, hyphens and apostrophes are
// kept, runs of spaces become one.
func Name() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if strings.ContainsFunc(value, unprintable) {
			return problem(msgControl, strings.Map(visible, value))
		}
		return nil
	}}
}

// Place is Name for a city: it has a letter.
func Place() Rule {
	return Name().and(func(value string) *Problem {
		if !strings.ContainsFunc(value, unicode.IsLetter) {
			return problem(msgNoLetter, value)
		}
		return nil
	})
}

// DocumentNumber is ASCII for the number of a document: it has a letter or a digit.
func DocumentNumber() Rule {
	return ASCII().and(func(value string) *Problem {
		if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return problem(msgNoDigit, value)
		}
		return nil
	})
}

// and adds a check behind those of a rule.
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

// Hidden is Name for a value that must not be read on the screen: its messages do not name it.
func Hidden() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if strings.ContainsFunc(value, unprintable) {
			return problem(msgHidden)
		}
		return nil
	}}
}

// collapse makes a run of spaces one, and writes each accented letter as one character, so that a
// name is the same however it was typed or pasted.
func collapse(typed string) string {
	return norm.NFC.String(strings.Join(strings.Fields(typed), " "))
}

// unprintable reports whether a character cannot be seen: controls, characters without a width, those
// that turn the direction of writing, and what is left of bytes that are no text.
func unprintable(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }

func visible(r rune) rune {
	if unprintable(r) {
		return '?'
	}
	return r
}

// PersonName is Name, and a letter at least must be in it; digits are not.
func PersonName() Rule {
	return Rule{Normalize: collapse, Check: func(value string) *Problem {
		if !strings.ContainsFunc(value, unicode.IsLetter) || strings.ContainsFunc(value, unicode.IsDigit) || strings.ContainsFunc(value, unprintable) {
			return problem(msgPersonName, strings.Map(visible, value))
		}
		return nil
	}}
}

// ASCII is the rule of numbers of documents: printable ASCII, without spaces at the ends.
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

// onlyDigits takes the digits of a text.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// consistsOf reports whether every character of a text is a digit or one of the others.
func consistsOf(s, others string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && !strings.ContainsRune(others, r) {
			return false
		}
	}
	return true
}
