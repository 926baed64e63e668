package cli

// This file prints the certification as it goes: a line for each case, and what they come to.

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"

	"countertop/api/certification"
)

// caseTable prints results as they come. Where somebody looks, the case under way stands below them.
type caseTable struct {
	out   io.Writer
	live  bool // a terminal
	of    int
	width int
	n     int
	err   error
}

func newCaseTable(out io.Writer, cases []certification.Case) *caseTable {
	t := &caseTable{out: out, of: len(cases)}
	for _, c := range cases {
		t.width = max(t.width, len(c.ID))
	}
	if file, ok := out.(*os.File); ok {
		t.live = term.IsTerminal(file.Fd())
	}
	return t
}

// clears takes away the line of the case under way.
const clears = "\r\x1b[K"

func (t *caseTable) begins(c certification.Case) {
	if t.live {
		t.printf("%s running            %s", t.place(t.n+1), c.ID)
	}
}

func (t *caseTable) ends(result certification.Result) {
	if t.live {
		t.printf(clears)
	}
	t.n++
	name := result.Case.Name
	if result.Needed {
		name += " (needed by another)"
	}
	t.printf("%s %-7s %7.3f s  %-*s  %s\n", t.place(t.n), result.Outcome, result.Took.Seconds(), t.width, result.Case.ID, name)
	below := strings.Repeat(" ", len(t.place(0))+20)
	if result.Detail != "" {
		t.printf("%s%s\n", below, result.Detail)
	}
	for _, found := range result.Findings {
		t.printf("%sfinding: %s\n", below, found)
	}
}

// place is "[ 7/34]".
func (t *caseTable) place(n int) string {
	of := fmt.Sprint(t.of)
	return fmt.Sprintf("[%*d/%s]", len(of), n, of)
}

// sums prints what the cases come to, and why some were not tried.
func (t *caseTable) sums(report certification.Report) {
	t.printf("\n%s: %d passed, %d failed, %d skipped in %.1f s\n", report.Environment,
		report.Count(certification.Passed), report.Count(certification.Failed), report.Count(certification.Skipped), report.Took.Seconds())
	if n := report.Findings(); n > 0 {
		t.printf("%s: what the server does otherwise than assumed; no failure\n", counted(n, "finding"))
	}
	if report.Complete() {
		return
	}
	why := map[string]int{}
	for _, result := range report.Results {
		if result.Outcome == certification.Skipped {
			why[result.Detail]++
		}
	}
	t.printf("INCOMPLETE, not tried:\n")
	for _, reason := range slices.Sorted(maps.Keys(why)) {
		t.printf("  %d: %s\n", why[reason], reason)
	}
}

// counted is "1 finding" or "2 findings".
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (t *caseTable) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(t.out, format, args...); err != nil && t.err == nil {
		t.err = fmt.Errorf("print the table: %w", err)
	}
}
