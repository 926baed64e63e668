package journal

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"countertop/flows"
)

var makeSchema = flag.Bool("make-schema", false, "make testdata's journal of the newest schema anew; a released one is never")

// released is the journal that each schema left behind, the head it had, and how many entries the steps since then add.
var released = []struct {
	file, hash string
	added      int64
}{
	{"testdata/schema-1.db", "581dc8dbbf74edc8f54f5efa2e6940bdd8072950dcf6dd1feadb8ab238164e91", 1},
	{"testdata/schema-2.db", "79dad0e5beedba9783e58c86434ade5c552615792f1d05cae6775bbc334378db", 0},
}

func TestAJournalOfEveryReleasedSchemaIsReadAndGoesOn(t *testing.T) {
	if *makeSchema {
		content, err := os.ReadFile(eightEntries(t))
		if err == nil {
			err = os.WriteFile(released[len(released)-1].file, content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(released) != len(migrations) {
		t.Fatalf("%d schemas, of which %d have left a journal in testdata", len(migrations), len(released))
	}
	for _, old := range released {
		path := copied(t, old.file)
		head, err := Verify(t.Context(), path, nil)
		if err != nil || head.Seq != 8 || head.Hash != old.hash {
			t.Errorf("%s: %+v, %v", old.file, head, err)
		}
		d := openDeskAt(t, path, "later")
		if head, err := Verify(t.Context(), path, nil); err != nil || head.Seq != 8+old.added || old.added == 0 && head.Hash != old.hash {
			t.Errorf("%s: %+v, %v", old.file, head, err)
		}
		found, err := d.Find(t.Context(), Query{})
		if err != nil {
			t.Fatal(err)
		}
		var states []string
		for _, record := range found {
			states = append(states, record.Intent.Reference+" "+string(record.State))
		}
		if diff := cmp.Diff([]string{"A-4 in doubt", "A-3 not done", "A-2 in doubt", "A-1 done"}, states); diff != "" {
			t.Errorf("%s: %s", old.file, diff)
		}
		d.conclude(found[0].ID, approved)
		if head, err := Verify(t.Context(), path, nil); err != nil || head.Seq != 9+old.added {
			t.Errorf("%s: %+v, %v", old.file, head, err)
		}
	}
}

func copied(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "journal.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// openWith opens a journal with more migrations than there are.
func openWith(t *testing.T, path string, more ...string) (*Journal, error) {
	t.Helper()
	steps := append(append([]string{}, migrations...), more...)
	j, err := Open(t.Context(), path, Options{Training: true, steps: steps})
	if err == nil {
		t.Cleanup(func() { _ = j.Close() })
	}
	return j, err
}

func TestMigrationsAreMadeInOrderAndOnce(t *testing.T) {
	path := closed(t)
	for range 2 {
		j, err := openWith(t, path, "CREATE TABLE later (n); INSERT INTO later VALUES (1)", "UPDATE later SET n = n + 1")
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := j.read.QueryRowContext(t.Context(), "SELECT sum(n) FROM later").Scan(&n); err != nil || n != 2 {
			t.Errorf("%d, %v", n, err)
		}
		if _, version, err := markOf(t.Context(), j.read); err != nil || version != len(migrations)+2 {
			t.Errorf("schema %d, %v", version, err)
		}
		if found, err := j.Find(t.Context(), Query{}); err != nil || len(found) != 1 || found[0].State != Done {
			t.Errorf("%+v, %v", found, err)
		}
	}
	if _, err := Open(t.Context(), path, Options{Training: true}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("its schema is %d, this version knows %d", len(migrations)+2, len(migrations))) {
		t.Errorf("an older version opened it: %v", err)
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	path := closed(t)
	if _, err := openWith(t, path, "CREATE TABLE later (n)", "INSERT INTO nowhere VALUES (1)"); err == nil {
		t.Fatal("it was opened")
	}
	d := openDeskAt(t, path, "later")
	if _, err := Verify(t.Context(), path, nil); err != nil {
		t.Error(err)
	}
	if got := d.record(flows.IntentID("1")).State; got != Done {
		t.Error(got)
	}
}
