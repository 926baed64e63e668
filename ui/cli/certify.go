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
	"countertop/api/plainfile"
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
			"and never run where money is real: production, and an address ([api] base_url) without base_url_training = true. " +
			"Cases that a chosen one needs run too.\n\n" +
			"A finding is what the server does otherwise than assumed: a name that an answer lacks, an idempotency key that is not honoured " +
			"outside transactions. It fails no case, and stands in every report.\n\n" +
			"Exit codes: 0 every case passed, with or without findings; 1 a case failed; 2 the arguments or the configuration can't be used " +
			"(--yes too, where nothing may be created); 3 nothing failed, but cases were skipped.",
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
	against, err := r.against(settings, plan, c.yes)
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
	certification.Run(ctx, target, plan, against, table.begins, func(result certification.Result) {
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

// realMoney returns the reason for which nothing is created on a server that may not be a test server; empty for a test server.
func realMoney(c config.Config) string {
	switch {
	case c.IsTraining():
		return ""
	case c.API.BaseURL != "":
		return fmt.Sprintf("it would create objects, and money may be real on %s: [api] base_url_training = true says that it is not", c.EnvironmentName())
	}
	return fmt.Sprintf("it would create objects, and money is real in %s: name a test environment in [api] environment, "+
		"or its address in base_url with base_url_training = true", c.EnvironmentName())
}

// against returns the reason for which cases that create objects do not run. It is empty, and they run, always in training, elsewhere if a
// person agrees, and never where money is real.
func (r *run) against(c config.Config, plan certification.Plan, yes bool) (string, error) {
	if why := realMoney(c); why != "" {
		if yes {
			return "", config.Problems{{Key: "--yes", Message: "allows nothing here. " + why}}
		}
		return why, nil
	}
	if c.IsEmbedded() || c.API.BaseURL == "" && c.API.Environment == config.TrainingServer || yes || !plan.Creates() {
		return "", nil
	}
	if _, err := fmt.Fprintf(r.Out, "Create test applications and authorizations on %s? (y/yes, anything else skips those cases): ", c.EnvironmentName()); err != nil {
		return "", fmt.Errorf("ask before creating: %w", err)
	}
	word, err := bufio.NewReader(r.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("ask before creating: %w", err)
	}
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "y", "yes", "o", "oui":
		return "", nil
	}
	return "it would create objects, which was not allowed: answer y, or give --yes", nil
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
	file, err := plainfile.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return errors.Join(write(file, report), file.Close())
}
