package docs_test

// Whether comments keep to docs/writing.md, as far as a pattern can tell.

import (
	"fmt"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// unplain are the patterns that docs/writing.md refuses, with what to say instead.
var unplain = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`(?:^|[.;:] )(?:[\w.]+ (?:and )?){1,3}(?:is|are|was|were) (?:what|where|when|who|whom|how|why)\b`), "say what it returns, holds or does"},
	{regexp.MustCompile(`\b[Rr]ather (?:is|are)\b`), "say what is better than what"},
	{regexp.MustCompile(`\b(?:is|are|was|were) told\b`), "name who says it to whom"},
}

// unreported is the comment of a function that returns a boolean and does not say "reports whether".
var unreported = regexp.MustCompile(`(?m)(?:^|\n\n)(// \w+ (?:says whether|is whether|is true (?:where|while|once|if)) .*)\n(?://.*\n)*func .*\) bool \{`)

// allowed are whole phrases that a pattern meets by chance.
var allowed = regexp.MustCompile(`\b(?:[Tt]hat|which|[Tt]his) is why\b`)

// comments returns a file's comments, those of consecutive lines as one.
func comments(s source) []lexeme {
	var joined []lexeme
	last := 0
	for _, comment := range tokens(s, token.COMMENT) {
		text := strings.TrimSpace(strings.Trim(strings.TrimPrefix(comment.text, "//"), "/*"))
		if len(joined) > 0 && comment.line == last+1 && text != "" {
			joined[len(joined)-1].text += " " + text
		} else if text != "" {
			joined = append(joined, lexeme{comment.line, text})
		}
		last = comment.line + strings.Count(comment.text, "\n")
	}
	return joined
}

// complaints returns what docs/writing.md has against a comment.
func complaints(text string) []string {
	var found []string
	text = allowed.ReplaceAllString(text, "")
	for _, u := range unplain {
		for _, match := range u.pattern.FindAllString(text, -1) {
			found = append(found, fmt.Sprintf("%q: %s", match, u.instead))
		}
	}
	return found
}

func TestCommentsAreWrittenPlainly(t *testing.T) {
	count := 0
	for _, s := range sources(t, ".go") {
		if strings.HasPrefix(s.path, "docs/") {
			continue // this package quotes the patterns
		}
		for _, match := range unreported.FindAllStringSubmatch(s.text, -1) {
			t.Errorf("%s: say \"reports whether\" (docs/writing.md)\n\t%s", s.path, match[1])
		}
		for _, comment := range comments(s) {
			count++
			for _, complaint := range complaints(comment.text) {
				t.Errorf("%s:%d: %s (docs/writing.md)\n\t%s", s.path, comment.line, complaint, comment.text)
			}
		}
	}
	if count < 1000 {
		t.Errorf("%d comments only", count)
	}
}

func TestAnUnplainCommentIsFound(t *testing.T) {
	for text, want := range map[string]int{
		"life is how long a connection's work goes on.":         1,
		"Options are what a client is made of.":                 1,
		"It holds it. Asked is when the question left.":         1,
		"bodyLeft and bodyTop are where the body begins.":       1,
		"Rather is one too many kept.":                          1,
		"returns and refunds are told":                          1,
		"It says what is asked, and how.":                       0,
		"life ends when the connection is closed.":              0,
		"That is why it is here.":                               0,
		"It holds the texts that are shown where the lists are": 0,
	} {
		if found := complaints(text); len(found) != want {
			t.Errorf("%q: %q, want %d complaints", text, found, want)
		}
	}
	if unreported.FindString("// is says.\n\n// typing is true where a letter is text.\n// More.\nfunc (m *Shell) typing() bool {\n") == "" {
		t.Error("a function that returns a boolean may say anything")
	}
}
