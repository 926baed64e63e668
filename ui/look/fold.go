package look

// This file makes finding blind to case and accents, quickly: a list may have tens of thousands of labels.

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"countertop/api"
	"countertop/flows/form"
)

// Fold is a text without case and accents.
func Fold(s string) string {
	buffer := make([]byte, len(s))
	if n, ok := foldInto(buffer, s); ok {
		return string(buffer[:n])
	}
	return strings.ToLower(unaccented(s))
}

// foldInto writes a text without case and accents, which is never longer; ok is false for one that has other letters
// than Latin.
func foldInto(to []byte, s string) (n int, ok bool) {
	base := latin()
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b < utf8.RuneSelf {
			if b-'A' <= 'Z'-'A' {
				b |= 0x20
			}
			to[n] = b
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if int(r) >= len(base) || base[r] == 0 {
			return 0, false
		}
		n += utf8.EncodeRune(to[n:], base[r])
		i += size - 1
	}
	return n, true
}

// FoldedList is the codes and labels of a list without case and accents, all in one text: a list may be very long.
type FoldedList struct {
	text string
	ends []int                // of each code, then of its label, in the text
	slow map[int]FoldedOption // those of other letters than Latin
}

// FoldAll makes a list ready for finding.
func FoldAll(options []form.Option, language api.Language) *FoldedList {
	room := 0
	for _, option := range options {
		room += len(option.Code) + len(option.Label.In(language))
	}
	all, n := make([]byte, room), 0
	l := &FoldedList{ends: make([]int, 0, 2*len(options)), slow: map[int]FoldedOption{}}
	for i, option := range options {
		code, label := option.Code, option.Label.In(language)
		of, codeFolds := foldInto(all[n:], code)
		with, labelFolds := foldInto(all[n+of:], label)
		if !codeFolds || !labelFolds {
			l.slow[i] = FoldedOption{Fold(code), Fold(label)}
			of, with = 0, 0
		}
		l.ends = append(l.ends, n+of, n+of+with)
		n += of + with
	}
	l.text = string(all[:n])
	return l
}

// Option is one of the list.
func (l *FoldedList) Option(i int) FoldedOption {
	if len(l.slow) > 0 {
		if other, ok := l.slow[i]; ok {
			return other
		}
	}
	from := 0
	if i > 0 {
		from = l.ends[2*i-1]
	}
	return FoldedOption{l.text[from:l.ends[2*i]], l.text[l.ends[2*i]:l.ends[2*i+1]]}
}

// FoldedOption is an option's text without case and accents.
type FoldedOption struct{ code, label string }

// Rank says how well an option matches: 0 not at all.
func (o FoldedOption) Rank(want string) int {
	switch first := strings.Index(o.label, want); {
	case o.code == want || o.label == want:
		return 4
	case first < 0:
		return 0
	case first == 0:
		return 3
	case wordBegins(o.label[first-1:], want):
		return 2
	}
	return 1
}

func wordBegins(label, want string) bool {
	for i := 1; i < len(label); i++ {
		if !isWord(label[i-1]) && strings.HasPrefix(label[i:], want) {
			return true
		}
	}
	return false
}

func isWord(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80 }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// latin are the letters of Latin script without case and accents, those that stay one character; 0 for others.
var latin = sync.OnceValue(func() *[0x250]rune {
	var base [0x250]rune
	for r := rune(0xa0); int(r) < len(base); r++ {
		if plain := []rune(strings.ToLower(unaccented(string(r)))); len(plain) == 1 && utf8.RuneLen(plain[0]) <= utf8.RuneLen(r) {
			base[r] = plain[0]
		}
	}
	return &base
})

// unaccented takes accents and other combining marks away.
func unaccented(s string) string {
	if ascii(s) {
		return s
	}
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return plain
}
