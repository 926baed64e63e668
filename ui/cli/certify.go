package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"

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

var (
	// errCertification says that cases failed; the table has said which.
	errCertification = errors.New("the certification failed")
	// errIncomplete says that none failed, but not all were tried.
	errIncomplete = errors.New("the certification is incomplete: nothing failed, but not every case was tried")
)

func (r *run) certifyCommand() *cobra.Command {
	var c certify
	command := &cobra.Command{
		Use:   "certify",
		Short: "Run the certification's cases against the configured server",
		Long: "Run the vendor's in-store cases, and this project's own, against the configured server.\n\n" +
			"Some create test objects: applications, accounts, authorizations. They ask first on a server that others share, " +
			"and never run where money is real; cases that a chosen one needs run too.\n\n" +
			"Exit codes: 0 every case passed, 1 a case failed, 2 the arguments or the configuration can't be used, " +
			"3 nothing failed, but cases were skipped.",
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
	plan, err := c.plan()
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
	report := certification.Report{
		Environment: settings.EnvironmentName(), Training: settings.IsTraining(), Language: target.Language.Locale(),
		Location: target.Location, Version: r.Version, Began: target.Now(),
	}
	if at, err := url.Parse(settings.BaseURL()); err == nil {
		report.Host = at.Host
	}
	table := newCaseTable(r.Out, plan.Cases)
	certification.Run(ctx, target, plan, creating, table.begins, func(result certification.Result) {
		report.Results = append(report.Results, result)
		table.ends(result)
	})
	report.Took = target.Now().Sub(report.Began)
	table.sums(report)
	switch err := errors.Join(table.err, c.reports(report)); {
	case err != nil:
		return err
	case report.Count(certification.Failed) > 0:
		return errCertification
	case ctx.Err() != nil:
		return ctx.Err()
	case !report.Complete():
		return errIncomplete
	}
	return nil
}

// plan is the cases that the expression chooses, and what they need.
func (c certify) plan() (certification.Plan, error) {
	chosen, err := regexp.Compile(c.only)
	if err != nil {
		return certification.Plan{}, fmt.Errorf("--only %q: a regular expression is expected: %w", c.only, err)
	}
	plan := certification.Choose(chosen.MatchString)
	if len(plan.Cases) == 0 {
		return plan, fmt.Errorf("--only %q chooses no case", c.only)
	}
	return plan, nil
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
	if _, err := fmt.Fprintf(r.Out, "Create test applications and authorizations on %s? (y/yes, anything else skips those cases): ", c.EnvironmentName()); err != nil {
		return false, fmt.Errorf("ask before creating: %w", err)
	}
	word, err := bufio.NewReader(r.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("ask before creating: %w", err)
	}
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "y", "yes", "o", "oui":
		return true, nil
	}
	return false, nil
}

// reports writes the reports that were asked for.
func (c certify) reports(report certification.Report) error {
	return errors.Join(
		writeReport(c.junit, report, certification.WriteJUnit),
		writeReport(c.json, report, certification.WriteJSON))
}

func writeReport(path string, report certification.Report, write func(io.Writer, certification.Report) error) error {
	if path == "" {
		return nil
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return errors.Join(write(file, report), file.Close())
}
