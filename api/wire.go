package api

// This file holds the types that answers are read into. They take every shape that the samples
// show for one thing (numbers and strings, an object and an array), so that a server
// which writes another one than yesterday's is still understood (docs/contract.md §1, §6, §8).

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	// encoding/json/v2 of Go 1.27, for Go 1.26: it reads these types in two thirds of the time.
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// errShape says that a value has a shape that no sample shows.
var errShape = errors.New("a value of an unexpected shape")

// shape is the first byte of a JSON value: { [ " t f n, or 0 for a number.
func shape(data []byte) byte {
	if len(data) > 0 && data[0] <= ' ' {
		data = bytes.TrimLeft(data, " \t\r\n")
	}
	if len(data) == 0 {
		return 'n'
	}
	if c := data[0]; c != '-' && (c < '0' || c > '9') {
		return c
	}
	return 0
}

// plain gives a string, a number or a boolean as text; ok is false for every other shape.
func plain(data []byte) (text string, ok bool) {
	switch shape(data) {
	case '"':
		if inner, ok := verbatim(data); ok {
			return string(inner), true
		}
		return unquoted(data)
	case 'n':
		return "", true
	case '{', '[':
		return "", false
	}
	return string(bytes.TrimSpace(data)), true
}

// unquoted reads a string by the rules of JSON.
func unquoted(data []byte) (text string, ok bool) {
	err := unmarshal(data, &text)
	return text, err == nil
}

// verbatim gives what is between the quotes of a string that means what it says: almost every
// string of an answer has no escape, and needs no second pass of a JSON decoder.
func verbatim(data []byte) ([]byte, bool) {
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return nil, false
	}
	inner := data[1 : len(data)-1]
	ascii := true
	for _, c := range inner {
		if c < ' ' || c == '"' || c == '\\' {
			return nil, false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return inner, ascii || utf8.Valid(inner)
}

// UnmarshalJSON reads a number or a string and keeps the digits as they came; null leaves the
// id as it is. Servers that keep numbers as floats write 116994755.0, which is 116994755.
func (id *ID) UnmarshalJSON(data []byte) error {
	text, ok := plain(data)
	if !ok {
		return fmt.Errorf("reading an id: %w", errShape)
	}
	if shape(data) == 0 {
		whole, zeros, _ := strings.Cut(text, ".")
		if strings.Trim(zeros, "0") == "" {
			text = whole
		}
	}
	if text != "" {
		*id = ID(clean(text))
	}
	return nil
}

// text is a text of the server's. A number is its digits; an object or an array, which has no
// reading, is empty. Control characters are taken out: a terminal would obey them.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	s, _ := plain(data)
	*t = text(clean(s))
	return nil
}

// clean takes out of a server's text what is obeyed, but for line feeds and tabs. Other separators of lines become line
// feeds.
func clean(s string) string {
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0x85, r == 0x2028, r == 0x2029:
			return '\n'
		case unprintable(r):
			return -1
		}
		return r
	}, s)
}

func unprintable(r rune) bool { return r != '\n' && r != '\t' && Obeyed(r) }

// flag is a boolean, written as such, as 1 and 0, or as a string of either.
type flag bool

func (f *flag) UnmarshalJSON(data []byte) error {
	if said := string(data) == "true"; said || string(data) == "false" {
		*f = flag(said)
		return nil
	}
	s, _ := plain(data)
	switch strings.ToLower(s) {
	case "true", "1", "y", "yes":
		*f = true
	default:
		*f = false
	}
	return nil
}

// count is a whole number, or a string of one.
type count int

func (n *count) UnmarshalJSON(data []byte) error {
	if value, ok := decimal(data, 0); ok && value == int64(int32(value)) {
		*n = count(value)
		return nil
	}
	s, ok := plain(data)
	if s == "" && ok {
		return nil
	}
	value, rest, ok := scaled(s, 0)
	if !ok || rest != "" || value != int64(int32(value)) {
		return fmt.Errorf("reading a whole number: %w", errShape)
	}
	*n = count(value)
	return nil
}

// oneOrMany is a list, written as an array or, with one element, as the element itself. null,
// {}, "" and false are the empty list.
type oneOrMany[T any] []T

func (l *oneOrMany[T]) UnmarshalJSON(data []byte) error {
	switch shape(data) {
	case '[':
		return l.many(data)
	case 'n', 'f':
		return nil
	}
	if emptyValue(data) {
		return nil
	}
	var one T
	if err := unmarshal(data, &one); err != nil {
		return err
	}
	*l = []T{one}
	return nil
}

// listed is a list that says whether it was there: null is no list, [] is an empty one, and {}, "" and false are no list in
// an odd shape.
type listed[T any] struct {
	list oneOrMany[T]
	told bool
	odd  bool
}

func (l *listed[T]) UnmarshalJSON(data []byte) error {
	if l.told {
		return errShape // named twice
	}
	if err := l.list.UnmarshalJSON(data); err != nil {
		return err
	}
	l.told = shape(data) == '[' || len(l.list) > 0
	l.odd = !l.told && shape(data) != 'n'
	return nil
}

// many reads an array. One of numbers alone, such as the terms of a plan, needs no decoder of its own.
func (l *oneOrMany[T]) many(data []byte) error {
	inner := bytes.TrimSpace(data)
	inner = bytes.TrimSpace(inner[1 : len(inner)-1])
	_, reads := any(new(T)).(json.Unmarshaler)
	if !reads || len(inner) == 0 || bytes.ContainsAny(inner, "{[\"") {
		return unmarshal(data, (*[]T)(l))
	}
	list := make([]T, 1+bytes.Count(inner, []byte{','}))
	for i := range list {
		element, rest, _ := bytes.Cut(inner, []byte{','})
		if err := any(&list[i]).(json.Unmarshaler).UnmarshalJSON(bytes.TrimSpace(element)); err != nil {
			return err
		}
		inner = rest
	}
	*l = list
	return nil
}

// emptyValue is true for "" and for {} in any spacing.
func emptyValue(data []byte) bool {
	data = bytes.TrimSpace(data)
	if len(data) < 2 {
		return false
	}
	first, last := data[0], data[len(data)-1]
	return (first == '{' && last == '}' || first == '"' && last == '"') && len(bytes.TrimSpace(data[1:len(data)-1])) == 0
}

// maybe is an object that may be missing: null, [], "" and false are nothing.
type maybe[T any] struct{ value *T }

func (m *maybe[T]) UnmarshalJSON(data []byte) error {
	m.value = nil
	if shape(data) != '{' || emptyValue(data) {
		return nil
	}
	m.value = new(T)
	return unmarshal(data, m.value)
}

// errNotJSON says that an answer is not the JSON that was expected; its text never holds
// a byte of the answer.
var errNotJSON = errors.New("the answer is not the JSON expected")

// decode reads a whole answer. A byte order mark before it is skipped. After an error into may hold
// what came before it.
func decode(body []byte, into any) error {
	err := unmarshal(withoutMark(body), into)
	if err == nil {
		return nil
	}
	if at, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return fmt.Errorf("%w: at byte %d of %d", errNotJSON, at.ByteOffset, len(body))
	}
	if at, ok := errors.AsType[*json.SemanticError](err); ok {
		return fmt.Errorf("%w: at byte %d of %d", errNotJSON, at.ByteOffset, len(body))
	}
	return errNotJSON
}

// unmarshal reads one value of JSON as tolerantly as the first encoding/json of Go did: names in any case, the last of two
// members with one name, bytes that are no UTF-8. Its error may quote the answer.
func unmarshal(data []byte, into any) error {
	return json.Unmarshal(data, into, tolerant)
}

var tolerant = json.JoinOptions(
	json.MatchCaseInsensitiveNames(true), jsonv1.MatchCaseSensitiveDelimiter(true),
	jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true),
)

func withoutMark(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")) }
