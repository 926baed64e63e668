package training

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
	"countertop/flows/journal"
	"countertop/ui/config"
	"countertop/ui/services"
)

// lesson connects a training console that keeps what it knows in a folder.
func lesson(t *testing.T, c config.Config) *services.Connection {
	t.Helper()
	conn, err := connect(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = conn.Journal.Open(t.Context()); err != nil { // as the console does
		t.Fatal(err)
	}
	return conn
}

func inTraining(t *testing.T) config.Config {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"} {
		t.Setenv(name, folder)
	}
	c, err := config.Load("", func(name string) string {
		return map[string]string{"XDG_STATE_HOME": filepath.Join(folder, "kept")}[name]
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// refunds gives an account 5 dollars, and answers what is available then.
func refunds(t *testing.T, conn *services.Connection, reference string) api.Money {
	t.Helper()
	call := api.Call{Reference: "0123456789abcdef0123456789abcdef"}
	in := flows.Intent{Kind: flows.RefundIntent, Account: "100000016", Amount: 5_00, Reference: reference, Training: true}
	_, err := flows.Execute(t.Context(), conn.Journal, in, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, conn.Client.Refund(ctx, call, api.RefundRequest{
			AccountNumber: in.Account, Reference: reference, Amount: in.Amount, Location: "00-12345", Clerk: "12345-TEST", IdempotencyKey: reference,
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	account, err := conn.Client.Lookup(t.Context(), call, api.LookupQuery{AccountNumber: string(in.Account)})
	if err != nil {
		t.Fatal(err)
	}
	return account.AvailableCredit
}

func entries(t *testing.T, conn *services.Connection) int64 {
	t.Helper()
	head, err := conn.Journal.Opened().Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head.Seq
}

func TestALessonGoesOnWhereItStopped(t *testing.T) {
	c := inTraining(t)
	for round := range 3 {
		conn := lesson(t, c)
		if conn.Forgets != nil {
			t.Fatal(conn.Forgets)
		}
		if got, want := refunds(t, conn, fmt.Sprint("R-", round)), api.Money(55_00+5_00*round); got != want {
			t.Errorf("start %d: %s are available, want %s", round, got, want)
		}
		if got, want := entries(t, conn), int64(2*round+2); got != want {
			t.Errorf("start %d: %d entries, want %d", round, got, want)
		}
		conn.Close()
	}
	if _, err := journal.Verify(t.Context(), c.JournalPath(), nil); err != nil {
		t.Error(err)
	}
}

func TestASecondTrainingConsoleWorksAndIsForgotten(t *testing.T) {
	c := inTraining(t)
	first := lesson(t, c)
	defer first.Close()
	second := lesson(t, c)
	if !errors.Is(second.Forgets, sandbox.ErrStateInUse) {
		t.Errorf("the second forgets: %v", second.Forgets)
	}
	refunds(t, first, "R")
	if got := refunds(t, second, "R"); got != 55_00 || entries(t, first) != 2 || entries(t, second) != 2 {
		t.Errorf("%s, entries %d and %d", got, entries(t, first), entries(t, second))
	}
	isForgotten(t, second)
}

func TestALessonThatShallForgetIsForgotten(t *testing.T) {
	c := inTraining(t)
	c.Training.Keep = false
	conn := lesson(t, c)
	refunds(t, conn, "R")
	isForgotten(t, conn)
	if _, err := os.Stat(c.JournalPath()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it left a journal: %v", err)
	}
}

func isForgotten(t *testing.T, conn *services.Connection) {
	t.Helper()
	folder := filepath.Dir(conn.Journal.Opened().Path())
	conn.Close()
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is there still: %v", folder, err)
	}
}
