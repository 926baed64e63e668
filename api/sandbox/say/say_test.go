package say_test

import (
	"testing"

	"countertop/api/sandbox/say"
)

func TestATextWithinATextIsInItsLanguage(t *testing.T) {
	amount := say.Text{"$1.50", "1,50 $"}
	fee := say.Text{"A fee of %s for %d months.", "Des frais de %s pendant %d mois."}.With(amount, 6)
	for language, want := range map[say.Language]string{
		say.English: "A fee of $1.50 for 6 months.", say.French: "Des frais de 1,50 $ pendant 6 mois.", "": "A fee of $1.50 for 6 months.",
	} {
		if got := fee.In(language); got != want {
			t.Errorf("in %q: %s, want %s", language, got, want)
		}
	}
}
