package sandbox

import (
	"encoding/json"
	"testing"

	"countertop/api"
)

func TestAmountsOfASearchAreWrittenAsTexts(t *testing.T) {
	for amount, want := range map[api.Money]string{1_000_00: `"1000.00"`, 0: `"0.00"`} {
		if got, err := json.Marshal(amountText(amount)); err != nil || string(got) != want {
			t.Errorf("%s is written %s (%v), want %s", amount, got, err, want)
		}
	}
}
