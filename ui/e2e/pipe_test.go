package e2e

import (
	"path/filepath"
	"testing"
)

// A pipe in the place of a file waits for whoever opens its other end, which nobody does.
func TestAPipeInAFilesPlaceHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ file, says string }{
		"the log":                 {"embedded/console.log", ""},
		"the log's lock":          {"embedded/console.log.lock", ""},
		"the journal":             {"embedded/seed-1/journal.db", "No sale can be sent"},
		"the journal's log":       {"embedded/seed-1/journal.db-wal", "No sale can be sent"},
		"the journal's reserve":   {"embedded/seed-1/journal.db.reserve", "No sale can be sent"},
		"the server's state":      {"embedded/seed-1/server.state", "A lesson of its own"},
		"the server's state lock": {"embedded/seed-1/server.state.lock", "A lesson of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &clerk{counterOf(t, 100, 30), english}
			file := filepath.Join(c.home, ".state", "countertop", row.file)
			c.runs("mkdir -p " + filepath.Dir(file) + " && mkfifo " + file)
			c.runs("sh -c 'echo $$ > console.pid; exec countertop'; echo left with $?")
			c.sees(c.training, c.signIn)
			c.signsIn()
			if row.says != "" {
				c.sees(row.says)
			}
			c.signals("TERM")
			c.sees("left with 0")
		})
	}
}
