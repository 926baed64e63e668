package config

import (
	"errors"
	"testing"
)

// FuzzParse: whatever stands in a file, it is read or refused with reasons.
func FuzzParse(f *testing.F) {
	f.Add("[api]\nenvironment = \"mi\"\n")
	f.Add("api.base_url = \"http://[::1/\"\n[store]\nlocations = [[\"00-1\"], 2]\n")
	f.Add("[[api]]\n[training]\nseed = 1e400\n\"\" = 1\n")
	f.Add("console = { theme = 1979-05-27T07:32:00Z }\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parse("config.toml", text, func(string) string { return "" })
		if err == nil {
			c.Values()
			return
		}
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("refused without a reason: %v", err)
		}
		for _, p := range problems {
			if p.Message == "" || p.File == "" {
				t.Errorf("a problem that says too little: %#v", p)
			}
		}
	})
}
