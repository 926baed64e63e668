package ui

// This file makes finding blind to case and accents, quickly: a list may have tens of thousands of labels.

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// fold is a text without case and accents.
func fold(s string) string { return string(appendFold(make([]byte, 0, len(s)), s)) }

// appendFold writes a text without case and accents behind what is there.
func appendFold(to []byte, s string) []byte {
	base, from := latin(), len(to)
	for i := 0; i < len(s); {
		if end := i + asciiBytes(s[i:]); end > i {
			to = append(to, s[i:end]...)
			lower(to[len(to)-(end-i):])
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if int(r) >= len(base) || base[r] == 0 {
			return append(to[:from], strings.ToLower(unaccented(s))...)
		}
		to = utf8.AppendRune(to, base[r])
		i += size
	}
	return to
}

// lower makes ASCII letters small.
func lower(text []byte) {
	for i, b := range text {
		if b-'A' <= 'Z'-'A' {
			text[i] = b | 0x20
		}
	}
}

// asciiBytes is how many bytes of ASCII a text begins with.
func asciiBytes(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// latin are the letters of Latin script without case and accents, those that stay one character; 0 for others.
var latin = sync.OnceValue(func() *[0x250]rune {
	var base [0x250]rune
	for r := rune(0xa0); int(r) < len(base); r++ {
		if plain := []rune(strings.ToLower(unaccented(string(r)))); len(plain) == 1 {
			base[r] = plain[0]
		}
	}
	return &base
})

// unaccented takes accents and other combining marks away.
func unaccented(s string) string {
	if asciiBytes(s) == len(s) {
		return s
	}
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return plain
}
