package flows

import (
	"testing"

	"countertop/flows/form"
)

func TestWhoMaySignOff(t *testing.T) {
	for name, c := range map[string]struct {
		managers []string
		typed    string
		refused  bool
	}{
		"without a list every employee may":   {nil, "12345-SAMPLE", false},
		"a manager of the list may":           {[]string{"12345-BOSS"}, "12345-BOSS", false},
		"letters may be typed in either case": {[]string{"12345-BOSS"}, "12345-boss", false},
		"an employee not of the list may not": {[]string{"12345-BOSS"}, "12345-SAMPLE", true},
		"what is no employee id is refused":   {nil, "12345-SÉ", true},
		"nobody may not":                      {nil, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			counter := &Counter{Managers: c.managers}
			draft := form.NewDraft(form.Values{KeyManager: c.typed, KeyReason: "checked with support"})
			page := form.New(draft, func(form.Values) []form.Field { return counter.SignOffFields(true) })
			if stops := form.Stops(page.Finish()); stops != c.refused {
				t.Errorf("stops %v, want %v", stops, c.refused)
			}
		})
	}
}
