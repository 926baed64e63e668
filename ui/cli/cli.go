// Package cli does what the console does on the command line before its screen, or in place
// of it: read the arguments, show the set-up, print help and completions.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"countertop/api/certification"
	"countertop/ui/config"
)

// The exit codes.
const (
	ExitOK      = 0
	ExitFailure = 1 // the console, or what was asked for, failed
	ExitUsage   = 2 // the arguments or the configuration can't be used
	// ExitIncomplete is a certification in which nothing failed and some cases were skipped.
	ExitIncomplete = 3
)

// Options are the dependencies of the commands.
type Options struct {
	Version string
	Example string // the text of config.example.toml
	// Env answers for an environment variable, as os.Getenv does.
	Env func(string) string
	// Start runs the console until the clerk quits.
	Start func(context.Context, config.Config) error
	// Target returns the certification's target, and a function that ends it.
	Target func(context.Context, config.Config) (certification.Target, func(), error)
	// Sandbox runs a training server until the context ends, and tells ready where it serves.
	Sandbox func(ctx context.Context, asked Sandbox, ready func(Serving)) error
	// FaultKinds are the names of the faults that a training server knows.
	FaultKinds []string
	// Vet finds what only the rest of the program knows to be wrong with a configuration; nil: nothing.
	Vet func(config.Config) error
	// In is standard input.
	In io.Reader
	// Out and Err are standard output and standard error.
	Out, Err io.Writer
}

// run is one invocation.
type run struct {
	Options
	path string // of --config
	// failed is a command's error. It is kept here and not returned through
	// the library, which would ask the terminal for its colours before it prints.
	failed error
}

// Run does what the arguments (without the program's name) ask for and answers the
// exit code.
func Run(ctx context.Context, args []string, o Options) int {
	r := &run{Options: o}
	root := r.command()
	root.SetArgs(args)
	root.SetOut(o.Out)
	root.SetErr(o.Err)
	if err := fang.Execute(ctx, root, fang.WithVersion(o.Version), fang.WithoutManpage()); err != nil {
		return ExitUsage
	}
	if r.failed == nil {
		return ExitOK
	}
	_, _ = fmt.Fprintln(o.Err, r.failed) // nowhere is left to say that this failed
	var problems config.Problems
	switch {
	case errors.As(r.failed, &problems):
		return ExitUsage
	case errors.Is(r.failed, errIncomplete):
		return ExitIncomplete
	}
	return ExitFailure
}

func (r *run) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "countertop",
		Short: "A console for the store counter: applications, purchases, accounts",
		Long: "A console for the store counter: applications, purchases, accounts.\n\n" +
			"Without a configuration it opens in training, on a server of its own.\n\n" +
			"Environment variables: " + config.PathVariable + " names the configuration file, " + config.SecretVariable + " holds the client secret.\n\n" +
			"Exit codes: 0 done, 1 failed, 2 the arguments or the configuration can't be used, 3 a certification that skipped cases.",
		Example: "countertop\ncountertop --config store-17.toml\ncountertop config check",
		Args:    cobra.NoArgs,
		RunE:    r.then(r.start),
	}
	root.PersistentFlags().StringVar(&r.path, "config", "", "the configuration file")
	_ = root.MarkPersistentFlagFilename("config", "toml") // fails for a flag that isn't there only
	root.AddCommand(r.configCommand(), r.certifyCommand(), r.sandboxCommand(), r.journalCommand())
	return root
}

func (r *run) configCommand() *cobra.Command {
	group := &cobra.Command{Use: "config", Short: "Show and check the configuration", Args: cobra.NoArgs}
	group.AddCommand(
		&cobra.Command{
			Use:   "check",
			Short: "Print the settings in force and where each comes from",
			Args:  cobra.NoArgs,
			RunE:  r.then(r.check),
		},
		&cobra.Command{
			Use:     "example",
			Short:   "Print a configuration file that explains every setting",
			Example: "countertop config example > config.toml",
			Args:    cobra.NoArgs,
			RunE:    r.then(r.example),
		},
	)
	return group
}

// then runs a command and keeps what it ended with.
func (r *run) then(do func(context.Context) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, _ []string) error {
		r.failed = do(c.Context())
		return nil
	}
}

func (r *run) start(ctx context.Context) error {
	c, err := r.load()
	if err != nil {
		return err
	}
	return r.Start(ctx, c)
}

// load reads the configuration and lets the rest of the program look at it.
func (r *run) load() (config.Config, error) {
	c, err := config.Load(r.path, r.Env)
	if err == nil && r.Vet != nil {
		err = r.Vet(c)
	}
	return c, err
}

func (r *run) example(context.Context) error {
	_, err := io.WriteString(r.Out, r.Example)
	return err
}
