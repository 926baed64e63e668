// Package say has what the training server says in English and in French, side by side.
package say

import "fmt"

// Language is the query parameter lang.
type Language string

// The languages.
const (
	English Language = "en" // the default
	French  Language = "fr"
)

// Text is a message: the English one, and the French one.
type Text [2]string

// In returns the message in a language.
func (t Text) In(l Language) string {
	if l == French {
		return t[1]
	}
	return t[0]
}

// With fills in the verbs of a message. An argument that is a Text itself is written in the language of the message.
func (t Text) With(args ...any) Text {
	fill := func(l Language) string {
		own := make([]any, len(args))
		for i, arg := range args {
			if inner, ok := arg.(Text); ok {
				arg = inner.In(l)
			}
			own[i] = arg
		}
		return fmt.Sprintf(t.In(l), own...)
	}
	return Text{fill(English), fill(French)}
}
