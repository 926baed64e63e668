// Package lang holds text in both languages side by side. Of makes a Text from both, so that a message without its
// French does not compile. Labels of the catalogue are made with Of too. Same makes a Text from what the server said
// in one language.
package lang

import (
	"fmt"

	"countertop/api"
)

// Text is a text that a clerk reads, in English and in French.
type Text struct {
	english, french string
}

// Of returns a text in both languages.
func Of(english, french string) Text { return Text{english, french} }

// Same returns a text that is the same in both languages: a name, an id, a number that the clerk typed.
func Same(s string) Text { return Text{s, s} }

// In returns the text in a language.
func (t Text) In(language api.Language) string {
	if language == api.French {
		return t.french
	}
	return t.english
}

// Empty reports whether the text is empty in both languages.
func (t Text) Empty() bool { return t == Text{} }

// With fills in the verbs of a message, as fmt.Sprintf does. An argument that is a Text is written in the message's
// language.
func (t Text) With(args ...any) Text {
	return Text{
		fmt.Sprintf(t.english, inLanguage(args, api.English)...),
		fmt.Sprintf(t.french, inLanguage(args, api.French)...),
	}
}

// Join joins texts with a separator. In each language it leaves out the texts that are empty there.
func Join(separator string, texts ...Text) Text {
	var joined Text
	for _, t := range texts {
		joined.english = behind(joined.english, separator, t.english)
		joined.french = behind(joined.french, separator, t.french)
	}
	return joined
}

// Colon writes a colon between two texts, in French with a no-break space before it. If one of them is empty, it
// returns the other.
func Colon(before, after Text) Text {
	return Text{behind(before.english, ": ", after.english), behind(before.french, "\u00a0: ", after.french)}
}

func behind(before, separator, after string) string {
	if before == "" || after == "" {
		return before + after
	}
	return before + separator + after
}

func inLanguage(args []any, language api.Language) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		if t, ok := arg.(Text); ok {
			arg = t.In(language)
		}
		out[i] = arg
	}
	return out
}
