package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"countertop/api/certification"
	"countertop/ui/config"
)

// certify is one run of the certification.
type certify struct {
	yes         bool
	only        string
	junit, json string
}

// errCertification says that cases failed; the table has said which.
var errCertification = errors.New("the certification failed")

func (r *run) certifyCommand() *cobra.Command {
	var c certify
	command := &cobra.Command{
		Use:   "certify",
		Short: "Run the certification's cases against the configured server",
		Long: "Run the vendor's in-store cases, and this project's own, against the configured server.\n\n" +
			"Some create test objects: applications, accounts, authorizations. They ask first on a server that others share, " +
			"and never run where money is real.",
		Example: "countertop certify\ncountertop certify --only '^token' --junit report.xml",
		Args:    cobra.NoArgs,
		RunE:    r.then(func(ctx context.Context) error { return r.certify(ctx, c) }),
	}
	command.Flags().BoolVar(&c.yes, "yes", false, "create test objects without asking")
	command.Flags().StringVar(&c.only, "only", "", "run the cases whose id matches this regular expression")
	command.Flags().StringVar(&c.junit, "junit", "", "write a JUnit report to this file")
	command.Flags().StringVar(&c.json, "json", "", "write a JSON report to this file")
	return command
}

// certify runs the cases and prints a line as each ends.
func (r *run) certify(ctx context.Context, c certify) error {
	cases, err := c.cases()
	if err != nil {
		return err
	}
	settings, err := r.load()
	if err != nil {
		return err
	}
	creating, err := r.mayCreate(settings, c.yes)
	if err != nil {
		return err
	}
	target, done, err := r.Target(ctx, settings)
	if err != nil {
		return err
	}
	defer done()
	table := &caseTable{out: r.Out, width: widest(cases)}
	failed := certification.Run(ctx, target, cases, creating, table.add)
	table.end(settings.EnvironmentName())
	if err := errors.Join(table.err, c.reports(table.results)); err != nil {
		return err
	}
	if failed > 0 {
		return errCertification
	}
	return ctx.Err()
}

// cases are those that the expression chooses.
func (c certify) cases() ([]certification.Case, error) {
	chosen, err := regexp.Compile(c.only)
	if err != nil {
		return nil, fmt.Errorf("--only %q: a regular expression is expected: %w", c.only, err)
	}
	var cases []certification.Case
	for _, one := range certification.Cases() {
		if chosen.MatchString(one.ID) {
			cases = append(cases, one)
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("--only %q chooses no case", c.only)
	}
	return cases, nil
}

// mayCreate decides whether cases that create objects run: always in training, elsewhere with a
// person's word, never where money is real.
func (r *run) mayCreate(c config.Config, yes bool) (bool, error) {
	switch {
	case !c.IsTraining():
		return false, nil
	case c.IsEmbedded() || c.API.BaseURL == "" && c.API.Environment == config.TrainingServer || yes:
		return true, nil
	}
	if _, err := fmt.Fprintf(r.Out, "Create test applications and authorizations on %s? Type yes: ", c.EnvironmentName()); err != nil {
		return false, fmt.Errorf("ask before creating: %w", err)
	}
	word, err := bufio.NewReader(r.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("ask before creating: %w", err)
	}
	return strings.TrimSpace(word) == "yes", nil
}

// caseTable prints results as they come, and keeps them.
type caseTable struct {
	out     io.Writer
	width   int
	results []certification.Result
	count   map[certification.Outcome]int
	err     error
}

func widest(cases []certification.Case) int {
	width := 0
	for _, c := range cases {
		width = max(width, len(c.ID))
	}
	return width
}

func (t *caseTable) add(result certification.Result) {
	if t.count == nil {
		t.count = map[certification.Outcome]int{}
	}
	t.results = append(t.results, result)
	t.count[result.Outcome]++
	t.printf("%-7s %7.3f s  %-*s  %s\n", result.Outcome, result.Took.Seconds(), t.width, result.Case.ID, result.Case.Name)
	if result.Detail != "" {
		t.printf("%s%s\n", strings.Repeat(" ", 19), result.Detail)
	}
}

func (t *caseTable) end(environment string) {
	var all time.Duration
	for _, result := range t.results {
		all += result.Took
	}
	t.printf("\n%s: %d passed, %d failed, %d skipped in %.1f s\n", environment,
		t.count[certification.Passed], t.count[certification.Failed], t.count[certification.Skipped], all.Seconds())
}

func (t *caseTable) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(t.out, format, args...); err != nil && t.err == nil {
		t.err = fmt.Errorf("print the table: %w", err)
	}
}

// reports writes the reports that were asked for.
func (c certify) reports(results []certification.Result) error {
	return errors.Join(
		writeReport(c.junit, results, certification.WriteJUnit),
		writeReport(c.json, results, certification.WriteJSON))
}

func writeReport(path string, results []certification.Result, write func(io.Writer, []certification.Result) error) error {
	if path == "" {
		return nil
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return errors.Join(write(file, results), file.Close())
}
