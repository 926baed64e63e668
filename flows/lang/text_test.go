package lang

import (
	"testing"

	"countertop/api"
)

func TestTextsAreFilledInAndJoinedByLanguage(t *testing.T) {
	amount := Money(1234_50)
	for _, row := range []struct {
		name            string
		text            Text
		english, french string
	}{
		{"a text of its own in each", Of("Amount", "Montant"), "Amount", "Montant"},
		{"the same in both", Same("ORDER-1"), "ORDER-1", "ORDER-1"},
		{"a text in a text", Of("%s is too much.", "%s, c'est trop.").With(amount), "$1,234.50 is too much.", "1\u00a0234,50\u00a0$, c'est trop."},
		{"numbers and plain texts", Of("%d of %s", "%d de %s").With(2, "three"), "2 of three", "2 de three"},
		{"a French order of its own", Of("%s of %s", "%[2]s : %[1]s").With(Of("limit", "limite"), Of("card", "carte")), "limit of card", "carte : limite"},
		{"a verb within an argument stays", Of("It says %s.", "Il dit %s.").With(Same("100%s")), "It says 100%s.", "Il dit 100%s."},

		{"two joined", Join(", ", Of("one", "un"), Of("two", "deux")), "one, two", "un, deux"},
		{"what is empty is left out", Join(", ", Text{}, Of("one", "un"), Text{}, Same(""), Of("two", "deux"), Text{}), "one, two", "un, deux"},
		{"what is empty in one language is left out there", Join(", ", Of("one", ""), Of("", "deux"), Of("three", "trois")), "one, three", "deux, trois"},
		{"a colon in each", Colon(Of("one", "un"), Of("two", "deux")), "one: two", "un\u00a0: deux"},
		{"no colon without something after it", Colon(Of("one", "un"), Text{}), "one", "un"},
		{"nothing to join", Join(", "), "", ""},
	} {
		t.Run(row.name, func(t *testing.T) { same(t, row.text, row.english, row.french) })
	}
}

func TestEmptyMeansInBothLanguages(t *testing.T) {
	if !(Text{}).Empty() || !Same("").Empty() || !Join(", ", Text{}).Empty() {
		t.Error("a text of nothing is not empty")
	}
	if Of("one", "").Empty() || Of("", "un").Empty() {
		t.Error("a text in one language is empty")
	}
}

func TestALanguageThatIsNotKnownReadsEnglish(t *testing.T) {
	if got := Of("one", "un").In(api.Language("de")); got != "one" {
		t.Errorf("reads %q", got)
	}
}
