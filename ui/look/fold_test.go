package look

import (
	"strings"
	"testing"
)

func TestFoldingQuicklyIsFoldingInFull(t *testing.T) {
	var all strings.Builder
	for r := rune(1); r < 0x500; r++ {
		all.WriteRune(r)
	}
	texts := []string{"", "Montréal", "ÉTÉ", "e\u0301te\u0301", "Œuvre", "İstanbul", "ǅ", "Ελλάδα", "日本", all.String(), "a\xffb"}
	for r := rune(1); r < 0x500; r++ {
		texts = append(texts, "a"+string(r)+"Z")
	}
	for _, text := range texts {
		if got, want := Fold(text), strings.ToLower(unaccented(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
