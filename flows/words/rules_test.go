package words

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countertop/api"
	"countertop/flows/lang"
)

// TestEveryMessageIsWrittenByTheHouseRules reads every message of the module: both languages are
// there, say the same and are spelt as each is in Canada.
func TestEveryMessageIsWrittenByTheHouseRules(t *testing.T) {
	for _, m := range messagesOf(parseModule(t)) {
		for _, fault := range faults(m.english, m.french) {
			t.Errorf("%s: %s:\n  %q\n  %q", m.where, fault, m.english, m.french)
		}
	}
}

// TestFaultsAreFound proves the rules: each row breaks one.
func TestFaultsAreFound(t *testing.T) {
	for _, row := range []struct{ name, english, french, want string }{
		{"a French text is missing", "Amount", "", "a language is missing"},
		{"an English text is missing", "", "Montant", "a language is missing"},
		{"a verb less", "%s of %d", "%s", "other verbs"},
		{"another verb", "%s", "%d", "other verbs"},
		{"verbs the other way round", "%s of %d", "%d de %s", "other verbs"},
		{"an index beyond the last", "%s of %s", "%[1]s de %[3]s", "other verbs"},
		{"two spaces", "One.  Two.", "Un. Deux.", "two spaces"},
		{"a space beside a no-break space", "One: two", "Un \u00a0: deux", "two spaces"},
		{"a space at the end", "One ", "Un", "a space at an end"},
		{"straight quotes", `"one"`, "« un »", "English quotes are “ ”"},
		{"French quotes in English", "«\u00a0one\u00a0»", "«\u00a0un\u00a0»", "English quotes are “ ”"},
		{"English quotes in French", "“one”", "“un”", "French quotes are « »"},
		{"a plain space before a colon", "One: two", "Un : deux", "a no-break space before a colon"},
		{"no space before a colon", "One: two", "Un: deux", "a no-break space before a colon"},
		{"plain spaces in quotes", "“one”", "« un »", "no-break spaces inside « »"},
		{"a plain space before a dollar", "$1", "1 $", "a no-break space before $ and %"},
		{"a dollar without a space", "$1", "1$", "a no-break space before $ and %"},
		{"a plain space before a percent", "9%%", "9 %%", "a no-break space before $ and %"},
		{"a plain space in a number", "1,234", "1 234", "a no-break space between thousands"},
		{"a space before a semicolon", "One; two", "Un\u00a0; deux", "no space before ; ! ?"},
		{"a space before a question mark", "One?", "Un ?", "no space before ; ! ?"},
		{"a space before an English colon", "One : two", "Un\u00a0: deux", "no space before an English colon"},
		{"a sentence and a phrase", "It is done.", "C'est fait", "they end in other ways"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := faults(row.english, row.french); !slices.Contains(got, row.want) {
				t.Errorf("finds %q, want %q", got, row.want)
			}
		})
	}
	for _, sound := range []lang.Text{
		lang.Of("%s of %s: “%s” at 9.99 %%, from 10:30.", "%[1]s de %[2]s\u00a0: «\u00a0%[3]s\u00a0» à 9,99\u00a0%%, dès 10:30."),
		lang.Of("$1,234.50 (no more)", "1\u00a0234,50\u00a0$ (pas plus)"),
		lang.Of("Sending…", "Envoi…"),
	} {
		if got := faults(sound.In(api.English), sound.In(api.French)); len(got) > 0 {
			t.Errorf("%q is faulty: %q", sound.In(api.French), got)
		}
	}
}

// rules are patterns that no text may have, with what is wrong then.
var (
	bothRules = []rule{
		{regexp.MustCompile(`[ \x{a0}]{2}`), "two spaces"},
		{regexp.MustCompile(`^[ \x{a0}]|[ \x{a0}]$`), "a space at an end"},
	}
	englishRules = []rule{
		{regexp.MustCompile(`["«»]`), "English quotes are “ ”"},
		{regexp.MustCompile(`[ \x{a0}]:`), "no space before an English colon"},
	}
	frenchRules = []rule{
		{regexp.MustCompile(`["“”]`), "French quotes are « »"},
		{regexp.MustCompile(`(?:^|[^\x{a0}]):(?:[ \n]|$)`), "a no-break space before a colon"},
		{regexp.MustCompile(`«(?:[^\x{a0}]|$)|(?:^|[^\x{a0}])»`), "no-break spaces inside « »"},
		{regexp.MustCompile(`[ 0-9](?:\$|%%)`), "a no-break space before $ and %"},
		{regexp.MustCompile(`[0-9] [0-9]{3}(?:[^0-9]|$)`), "a no-break space between thousands"},
		{regexp.MustCompile(`[ \x{a0}][;!?]`), "no space before ; ! ?"},
	}
)

type rule struct {
	breaks *regexp.Regexp
	name   string
}

// faults are the rules that a message breaks.
func faults(english, french string) []string {
	if english == "" || french == "" {
		return []string{"a language is missing"}
	}
	var broken []string
	add := func(text string, rules []rule) {
		for _, r := range rules {
			if r.breaks.MatchString(text) && !slices.Contains(broken, r.name) {
				broken = append(broken, r.name)
			}
		}
	}
	add(english, bothRules)
	add(french, bothRules)
	add(english, englishRules)
	add(french, frenchRules)
	if !slices.Equal(verbs(english), verbs(french)) {
		broken = append(broken, "other verbs")
	}
	if ending(english) != ending(french) {
		broken = append(broken, "they end in other ways")
	}
	return broken
}

var verb = regexp.MustCompile(`%([-+# 0]*)(?:\[(\d+)\])?([-+# 0]*[\d.]*[a-zA-Z%])`)

// verbs are the verbs of a message by the argument that each takes: "1 s", "2 d".
func verbs(text string) []string {
	var found []string
	argument := 0
	for _, match := range verb.FindAllStringSubmatch(text, -1) {
		if strings.HasSuffix(match[3], "%") {
			continue
		}
		argument++
		if match[2] != "" {
			argument, _ = strconv.Atoi(match[2]) // digits by the pattern
		}
		found = append(found, fmt.Sprintf("%d %s%s", argument, match[1], match[3]))
	}
	slices.Sort(found)
	return found
}

// ending is the sign that a text ends with, behind which only quotes and parentheses may
// stand; 0 for a letter or a verb.
func ending(text string) rune {
	text = strings.TrimRight(text, ")”»\u00a0")
	last := []rune(text)[len([]rune(text))-1]
	if strings.ContainsRune(".…:;!?,", last) {
		return last
	}
	return 0
}
