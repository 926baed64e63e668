package page

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"countertop/api"
	"countertop/flows"
)

// helps returns what bindings say: "Enter choose".
func helps(bindings []key.Binding) string {
	shown := make([]string, len(bindings))
	for i, b := range bindings {
		shown[i] = b.Help().Key + " " + b.Help().Desc
	}
	return strings.Join(shown, " | ")
}

// TestHelpNamesTheKeysThatWork walks the bodies' tables: what help says, that each key of it means something, and that none
// stands in two lines.
func TestHelpNamesTheKeysThatWork(t *testing.T) {
	for name, c := range map[string]struct {
		b    func() Body
		want string
	}{
		"a table of few rows":  {chooseOf(4), "Enter Choose | n Search again | s Read the slip | Up/Down move | 1-4 go to a row"},
		"a table of many rows": {chooseOf(30), "Enter Choose | n Search again | s Read the slip | Up/Down move | 1-9 go to a row | PgUp/PgDn a page up or down"},
		"a blocked row":        {blocked, "Enter why not | n Search again | s Read the slip | Up/Down move | 1-4 go to a row"},
		"a table of one row":   {chooseOf(1), "Enter Choose | n Search again | s Read the slip"},
		"a table of no row":    {chooseOf(0), "n Search again | s Read the slip"},
		"a text":               {readOf(12), "Enter read on | n Search again | s Read the slip | Up/Down scroll | PgUp/PgDn a page up or down"},
		"a text's end":         {readOf(12, "end"), "Enter Agree and continue | n Search again | s Read the slip | Up/Down scroll | PgUp/PgDn a page up or down"},
		"a short text":         {readOf(1), "Enter Agree and continue | n Search again | s Read the slip"},
		"a review's end":       {reviewOf(inventedReview()), "Enter Send the application | s Read the slip | Up/Down move"},
		"a review's answer":    {reviewOf(inventedReview(), "home"), "Enter change this answer | s Read the slip | Up/Down move"},
		"a long review":        {reviewOf(longReview(4)), "Enter Send the application | s Read the slip | Up/Down move | PgUp/PgDn a page up or down"},
		"money":                {confirmOf(true), "Ctrl+Y Authorize $1,234.50 | s Read the slip"},
		"a question":           {confirmOf(false), "Enter Authorize $1,234.50 | s Read the slip"},
		"a report":             {reportOf(flows.Good, nil), "Enter Close | n Search again | s Read the slip"},
		"a long report":        {reportOf(flows.Good, inventedGroups()), "Enter Close | n Search again | s Read the slip | Up/Down scroll | PgUp/PgDn a page up or down"},
	} {
		t.Run(name, func(t *testing.T) {
			bindings := c.b().Bindings(api.English)
			if got := helps(bindings); got != c.want {
				t.Errorf("got %s", got)
			}
			seen := map[string]bool{}
			for _, binding := range bindings {
				for _, k := range binding.Keys() {
					if seen[k] || !pressOn(c.b(), k).Handled {
						t.Errorf("the key %q (%s) means nothing, or two things", k, binding.Help().Desc)
					}
					seen[k] = true
				}
			}
		})
	}
	if got := helps(confirmOf(false)().Bindings(api.French)); !strings.HasPrefix(got, "Entrée Autoriser") {
		t.Errorf("got %s", got)
	}
}

// blocked is a table whose selected row cannot be chosen.
func blocked() Body { return chooseOf(4, "3")() }
