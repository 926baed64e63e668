package flows

import (
	"strings"
	"testing"
	"unicode/utf8"

	"countertop/api"
	"countertop/flows/lang"
)

func TestASlipHasEverythingInNarrowLines(t *testing.T) {
	long := lang.Of(strings.Repeat("every word of it ", 20), strings.Repeat("tous les mots ", 20))
	slip := Slip{
		Title: lang.Of("Purchase slip", "Bordereau d'achat"), FileName: "purchase-1.txt", Training: true,
		Groups: []Group{{Heading: lang.Of("Sale", "Vente"), Lines: []Line{
			{Label: lang.Of("Amount", "Montant"), Value: lang.Of("$12.50", "12,50\u00a0$")},
			{Value: long},
		}}},
		Text: lang.Join("\n\n", lang.Of("First.", "Premier."), long),
	}
	document := slip.Document()
	for language, wants := range map[api.Language][]string{
		api.English: {"TRAINING - ", "Purchase slip\n====", "\nSALE\nAmount: $12.50\n", "\n\nFirst.\n\nevery word"},
		api.French:  {"FORMATION - ", "Bordereau d'achat\n====", "\nVENTE\nMontant\u00a0: 12,50\u00a0$\n", "\n\nPremier.\n\ntous les mots"},
	} {
		text := document.Text.In(language)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing in\n%s", language, want, text)
			}
		}
		first, last := strings.SplitN(text, "\n", 2)[0], text[strings.LastIndex(strings.TrimSpace(text), "\n")+1:]
		if first != strings.TrimSpace(last) {
			t.Errorf("%s: training stands first %q and last %q", language, first, last)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if utf8.RuneCountInString(line) > slipWidth {
				t.Errorf("%s: a line of %d characters: %q", language, utf8.RuneCountInString(line), line)
			}
		}
	}
}

func TestASlipOfRealMoneyDoesNotSpeakOfTraining(t *testing.T) {
	text := Slip{Title: lang.Same("Slip")}.Document().Text.In(api.English)
	if strings.Contains(text, "TRAINING") {
		t.Error(text)
	}
}

func TestNothingOnASlipIsObeyed(t *testing.T) {
	hostile := lang.Same("X\u202e\u200b\x1b[2J\ufeff\u2028Amount: $0.00\r\nTRAINING")
	text := Slip{
		Title: hostile, Groups: []Group{{Heading: hostile, Lines: []Line{{Label: hostile, Value: hostile}, {Value: hostile}}}}, Text: hostile,
	}.Document().Text.In(api.English)
	for _, r := range text {
		if r != '\n' && lang.Obeyed(r) {
			t.Errorf("%U is on the slip", r)
		}
	}
	before, _, found := strings.Cut(text, "X[2J\nAmount") // of the text, whose lines are its own
	if !found || strings.Contains(before, "\nAmount") || strings.Contains(before, "\nTRAINING") {
		t.Errorf("a value begins a line of its own:\n%s", text)
	}
}
