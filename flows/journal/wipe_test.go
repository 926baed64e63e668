package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countertop/flows"
)

// oldSales is the number of sales in an old journal of a test: enough for many pages.
const oldSales = 300

// oldJournal is a journal of schema 1 as that version left it, and all that must not be found after the step to schema 2:
// hashes of bodies, and the hashes of entries that hold them or follow them. The first two entries have none.
func oldJournal(t *testing.T) (path string, traces [][]byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "journal.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer func() { _ = db.Close() }()
	must := func(statement string, values ...any) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), statement, values...); err != nil {
			t.Fatal(err)
		}
	}
	must(schema1 + fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 1; INSERT INTO about (one, training, opened) VALUES (1, 1, 1); BEGIN", applicationID))
	hash, at := firstHash, time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	put := func(l line) {
		body := write(l)
		hash = chained(hash, body)
		must("INSERT INTO entries (seq, intent, body, hash) VALUES (?, ?, ?, ?)", l.seq, l.intent, body, hash)
		must("UPDATE head SET seq = ?, hash = ?", l.seq, hash)
		if l.seq > 2 {
			traces = append(traces, hash)
		}
	}
	for i := range int64(oldSales) {
		seq, in := 2*i+1, sale(fmt.Sprintf("A-%d", i))
		in.Ending, in.Account = in.AccountEnding(), ""
		intended := line{seq: seq, at: at, kind: Intended, intent: seq, console: "old", in: in}
		if i > 0 {
			digest := sha256.Sum256([]byte("the body of " + in.Reference))
			intended.bodyHash = hex.EncodeToString(digest[:])
			traces = append(traces, digest[:])
		}
		put(intended)
		must(`INSERT INTO intents (seq, at, kind, ending, amount, reference, location, clerk, console, "authorization", state, outcome, ended, result)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'old', '7001', 'done', ?, ?, '7001')`,
			seq, at.UnixNano(), in.Kind, in.Ending, int64(in.Amount), in.Reference, in.Location, in.Clerk, seq+1, at.UnixNano())
		put(line{seq: seq + 1, at: at, kind: Concluded, intent: seq, console: "old", out: approved})
	}
	must("COMMIT")
	for _, trace := range traces {
		traces = append(traces, []byte(hex.EncodeToString(trace)))
	}
	return path, traces
}

// found is the first of the traces that stands in a file of the folder, with its name; empty where none does.
func found(t *testing.T, folder string, traces [][]byte) string {
	t.Helper()
	said := ""
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || said != "" {
			return err
		}
		content, err := os.ReadFile(path) //nolint:gosec // the test's own folder
		for i, trace := range traces {
			if bytes.Contains(content, trace) {
				said = fmt.Sprintf("trace %d in %s", i, entry.Name())
				break
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func openTraining(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := Open(t.Context(), path, Options{Training: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// connected is another program that has the file open.
func connected(t *testing.T, path string) *sql.DB {
	t.Helper()
	db := database(path, time.Second, "", 1)
	t.Cleanup(func() { _ = db.Close() })
	if _, _, err := markOf(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestAnOldJournalIsWipedOfTheHashesOfBodies(t *testing.T) {
	for _, shared := range []bool{false, true} {
		t.Run(fmt.Sprintf("another console has it open: %t", shared), func(t *testing.T) {
			path, traces := oldJournal(t)
			if found(t, filepath.Dir(path), traces) == "" {
				t.Fatal("the old journal has no trace to be wiped")
			}
			before, err := Verify(t.Context(), path, nil)
			if err != nil || before.Seq != 2*oldSales {
				t.Fatalf("%+v, %v", before, err)
			}
			if shared {
				connected(t, path)
			}
			j := openTraining(t, path)
			if said := found(t, filepath.Dir(path), traces); said != "" {
				t.Error(said)
			}
			wiped(t, j)
		})
	}
}

// wiped checks that a journal is whole, says what was done with it, and goes on.
func wiped(t *testing.T, j *Journal) {
	t.Helper()
	head, err := Verify(t.Context(), j.Path(), nil)
	if err != nil || head.Seq != 2*oldSales+1 {
		t.Fatalf("%+v, %v", head, err)
	}
	entries, err := entriesOf(t.Context(), j.read, 0)
	if err != nil || len(entries) != 1 || entries[0].Type != Rebuilt || entries[0].Seq != 2*oldSales+1 || entries[0].At.IsZero() ||
		!strings.HasPrefix(entries[0].Text, "The hashes of 299 bodies were taken out. The entries 3 to 600 were hashed anew") {
		t.Errorf("%+v, %v", entries, err)
	}
	if offs, err := j.SignOffs(t.Context(), time.Time{}, time.Now()); err != nil || len(offs) != 0 {
		t.Errorf("sign-offs: %+v, %v", offs, err)
	}
	if records, err := j.Find(t.Context(), Query{Limit: 1000}); err != nil || len(records) != oldSales || records[0].State != Done {
		t.Errorf("%d records, %v", len(records), err)
	}
	if _, err := j.Intend(t.Context(), sale("B-1")); err != nil {
		t.Error(err)
	}
	if _, err := Verify(t.Context(), j.Path(), nil); err != nil {
		t.Error(err)
	}
}

// TestAWipeIsFinishedWhereItWasInterrupted: the step is one transaction; what comes after is made again until it is done.
func TestAWipeIsFinishedWhereItWasInterrupted(t *testing.T) {
	t.Run("before the step was committed", func(t *testing.T) {
		path, traces := oldJournal(t)
		j := &Journal{path: path, training: true, now: time.Now, write: connected(t, path)}
		tx, err := j.write.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(migrated(j.migrate(t.Context(), tx, migrations)), tx.Rollback()); err != nil {
			t.Fatal(err)
		}
		wiped(t, openTraining(t, path))
		if said := found(t, filepath.Dir(path), traces); said != "" {
			t.Error(said)
		}
	})
	t.Run("after it", func(t *testing.T) {
		path, traces := oldJournal(t)
		j := &Journal{path: path, training: true, now: time.Now, write: connected(t, path)}
		tx, err := j.write.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(migrated(j.migrate(t.Context(), tx, migrations)), tx.Commit()); err != nil {
			t.Fatal(err)
		}
		if found(t, filepath.Dir(path), traces) == "" {
			t.Fatal("there is nothing left to do")
		}
		wiped(t, openTraining(t, path))
		if said := found(t, filepath.Dir(path), traces); said != "" {
			t.Error(said)
		}
	})
	t.Run("while another program read the old pages", func(t *testing.T) {
		path, traces := oldJournal(t)
		reader, err := connected(t, path).BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := markOf(t.Context(), reader); err != nil {
			t.Fatal(err)
		}
		if err := reader.QueryRowContext(t.Context(), "SELECT seq FROM head").Scan(new(int)); err != nil {
			t.Fatal(err)
		}
		j, err := Open(t.Context(), path, Options{Training: true, Busy: 50 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = j.Close() }()
		if err := j.scrub(t.Context()); err == nil {
			t.Fatal("nobody held it up")
		}
		if err := reader.Rollback(); err != nil {
			t.Fatal(err)
		}
		wiped(t, openTraining(t, path))
		if said := found(t, filepath.Dir(path), traces); said != "" {
			t.Error(said)
		}
	})
}

func TestADamagedJournalIsNotHashedAnew(t *testing.T) {
	path, _ := oldJournal(t)
	raw(t, path, "DROP TRIGGER entries_stay", "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '1234.50', '9234.50') AS BLOB) WHERE seq = 5",
		"CREATE TRIGGER entries_stay BEFORE UPDATE ON entries\n\tBEGIN SELECT RAISE(ABORT, 'entries are not changed'); END")
	if _, err := Open(t.Context(), path, Options{Training: true}); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if _, version, err := markOf(t.Context(), connected(t, path)); err != nil || version != 1 {
		t.Errorf("schema %d, %v", version, err)
	}
}

// TestAnOlderConsoleDoesNotRecordHashesAgain neither where it is started later, nor where it has the file open.
func TestAnOlderConsoleDoesNotRecordHashesAgain(t *testing.T) {
	path, _ := oldJournal(t)
	older := connected(t, path)
	openTraining(t, path)
	if _, err := Open(t.Context(), path, Options{Training: true, steps: migrations[:1]}); !errors.Is(err, ErrNewer) {
		t.Errorf("an older console opened it: %v", err)
	}
	in := sale("B-1")
	in.Ending, in.Account = in.AccountEnding(), ""
	l := line{seq: 2*oldSales + 2, at: time.Now().UTC(), kind: Intended, intent: 2*oldSales + 2, console: "old", in: in, bodyHash: strings.Repeat("a", 64)}
	_, err := older.ExecContext(context.Background(), "INSERT INTO entries (seq, intent, body, hash) VALUES (?, ?, ?, x'00')", l.seq, l.intent, write(l))
	if err == nil || !strings.Contains(err.Error(), "the hash of a body is not kept") {
		t.Errorf("an older console recorded a hash: %v", err)
	}
	if _, err := encode(l); err == nil {
		t.Error("a hash was encoded")
	}
	l.kind, l.intent, l.in, l.bodyHash, l.out = Concluded, 1, flows.Intent{}, "", approved
	if _, err := older.ExecContext(context.Background(), "INSERT INTO entries (seq, intent, body, hash) VALUES (?, ?, ?, x'00')", l.seq, l.intent, write(l)); err != nil {
		t.Errorf("an older console could not record what came of its call: %v", err)
	}
}

func migrated(_ bool, err error) error { return err }
