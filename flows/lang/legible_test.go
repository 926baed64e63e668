package lang

import "testing"

func TestWhatIsObeyedIsTakenOut(t *testing.T) {
	for name, c := range map[string]struct{ text, legible, line string }{
		"a plain text stays":               {"Réf. 12: 5,00\u00a0$ — “ok”", "Réf. 12: 5,00\u00a0$ — “ok”", "Réf. 12: 5,00\u00a0$ — “ok”"},
		"line breaks stay lines":           {"a\nb", "a\nb", "a b"},
		"every kind of line break":         {"a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh", "a b c d e f g h"},
		"a tab":                            {"a\tb", "a b", "a b"},
		"an escape sequence":               {"a\x1b[2Jb\x07\x00\x7f\u009b", "a[2Jb", "a[2Jb"},
		"writing turned around":            {"ORDER-\u202e001\u202c\u2066x\u2069\u200e\u200f", "ORDER-001x", "ORDER-001x"},
		"characters without a width":       {"O\u200bR\u200cD\u200dE\u2060R\u00ad\u034f\ufe0f\u3164", "ORDER", "ORDER"},
		"a byte order mark":                {"\ufeffORDER", "ORDER", "ORDER"},
		"tags that nobody sees":            {"a\U000e0041\U000e007fb", "ab", "ab"},
		"bytes that are no text":           {"a\xff\xfeb", "a?b", "a?b"},
		"blank lines are nothing in a row": {"\n a \n\n b\n", "\n a \n\n b\n", "a b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Legible(c.text); got != c.legible {
				t.Errorf("legible: %q, want %q", got, c.legible)
			}
			if got := OneLine(c.text); got != c.line {
				t.Errorf("in one line: %q, want %q", got, c.line)
			}
		})
	}
}
