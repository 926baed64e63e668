package cli

// This file proves a journal, for whoever has to know that nothing in it was changed.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"countertop/flows/journal"
)

func (r *run) journalCommand() *cobra.Command {
	group := &cobra.Command{Use: "journal", Short: "Prove the journal", Args: cobra.NoArgs}
	verify := &cobra.Command{
		Use:   "verify [path]",
		Short: "Prove that nothing in a journal was changed, left out or put in",
		Long: "Prove that nothing in a journal was changed, left out or put in, and print its head: the last entry's number and hash.\n\n" +
			"Without a path it is the journal of the configuration. Consoles may be open meanwhile; the file is only read.\n\n" +
			"An older copy of the whole file proves itself too, and so does one that somebody wrote anew with all hashes. " +
			"So note the head now and then, away from this machine: --head shows whether the journal still leads through it.",
		Example: "countertop journal verify\ncountertop journal verify --head 1042:5c1b…",
		Args:    cobra.MaximumNArgs(1),
	}
	noted := verify.Flags().String("head", "", "a head that was noted before, as number:hash")
	verify.RunE = func(c *cobra.Command, args []string) error {
		path := ""
		if len(args) == 1 {
			path = args[0]
		}
		r.failed = r.verifyJournal(c.Context(), path, *noted)
		return nil
	}
	group.AddCommand(verify)
	return group
}

func (r *run) verifyJournal(ctx context.Context, path, noted string) error {
	known, err := parseHead(noted)
	if err != nil {
		return err
	}
	if path == "" {
		c, err := r.load()
		if err != nil {
			return err
		}
		if path = c.JournalPath(); path == "" {
			return errors.New("this system names no folder for the journal: name the file")
		}
	}
	head, err := journal.Verify(ctx, path, nil)
	if err == nil && known != nil {
		err = journal.Leads(ctx, path, *known)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := "nothing is in it"
	if head.Seq > 0 {
		at = "last entry of " + head.At.Format(time.RFC3339)
	}
	_, err = fmt.Fprintf(r.Out, "%s\nproved: %d entries, %s\nhead: %d:%s\n", path, head.Seq, at, head.Seq, head.Hash)
	if err != nil {
		return fmt.Errorf("print the head: %w", err)
	}
	return nil
}

// parseHead reads a head as verify prints it; nil where there is none.
func parseHead(noted string) (*journal.Head, error) {
	if noted == "" {
		return nil, nil
	}
	var head journal.Head
	if n, err := fmt.Sscanf(noted, "%d:%64s", &head.Seq, &head.Hash); n != 2 || err != nil || len(head.Hash) != 64 {
		return nil, fmt.Errorf("%q is not a head: it is written as number:hash, as verify prints it", noted)
	}
	return &head, nil
}
