// Package lang holds clerk-facing text in both languages side by side. A Text is
// made with Of, which takes both, so that a message without its French does not
// compile; the catalogue's labels come in with Of too, and what the server said in one language
// with Same.
package lang

import (
	"fmt"

	"countertop/api"
)

// Text is something a clerk reads, in English and in French.
type Text struct {
	english, french string
}

// Of is a text of this console's own message tables.
func Of(english, french string) Text { return Text{english, french} }

// Same is a text that reads the same in both languages: a name, an id, a number the
// clerk typed.
func Same(s string) Text { return Text{s, s} }

// In gives the text in a language.
func (t Text) In(language api.Language) string {
	if language == api.French {
		return t.french
	}
	return t.english
}

// Empty reports whether there is nothing to read in either language.
func (t Text) Empty() bool { return t == Text{} }

// With fills in the verbs of a message (as fmt.Sprintf does). An argument that is a
// Text itself is written in the language of the message.
func (t Text) With(args ...any) Text {
	return Text{
		fmt.Sprintf(t.english, inLanguage(args, api.English)...),
		fmt.Sprintf(t.french, inLanguage(args, api.French)...),
	}
}

// Join writes texts behind one another with a separator; what is empty in a language is left
// out there.
func Join(separator string, texts ...Text) Text {
	var joined Text
	for _, t := range texts {
		joined.english = behind(joined.english, separator, t.english)
		joined.french = behind(joined.french, separator, t.french)
	}
	return joined
}

// Colon writes one text after another and a colon, before which French has a no-break space; one of them alone
// stands as it is.
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
