package api

import (
	"encoding/json"
	"strings"
	"testing"
)

// The quick ways to read a number and a string say what the thorough ones say, or nothing.
func FuzzQuickReadings(f *testing.F) {
	for _, seed := range []string{"0", "-0", "12", "-12.5", `"1000.00"`, `"-3.5"`, "1e3", "1.", ".5", "-", `""`, `"a"`, `"é"`, `"\u0041"`, "\"\xff\"", "999999999999999999", "9999999999999999999", "1.005", "0.0999", "1.2.3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		for _, scale := range []int{0, 2, rateDecimals} {
			quick, ok := decimal([]byte(written), scale)
			if !ok {
				continue
			}
			thorough, rest, reads := scaled(strings.Trim(written, `"`), scale)
			if !reads || rest != "" || quick != thorough {
				t.Errorf("%q with %d decimals: %d, want %d (%q, %t)", written, scale, quick, thorough, rest, reads)
			}
		}
		if inner, ok := verbatim([]byte(written)); ok {
			var thorough string
			if err := json.Unmarshal([]byte(written), &thorough); err != nil || thorough != string(inner) {
				t.Errorf("%q: %q, want %q (%v)", written, inner, thorough, err)
			}
		}
	})
}

func TestQuickReadingsReadWhatAnswersHave(t *testing.T) {
	for written, want := range map[string]int64{"12": 1200, `"1000.00"`: 100000, "-3.5": -350, "10.5": 1050, "0": 0} {
		if got, ok := decimal([]byte(written), 2); !ok || got != want {
			t.Errorf("%s: %d (%t), want %d", written, got, ok, want)
		}
	}
}
