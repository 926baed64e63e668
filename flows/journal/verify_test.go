package journal

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"countertop/flows"
)

// without runs statements with the triggers out of the way, and puts them back.
func without(t *testing.T, path string, statements ...string) {
	t.Helper()
	var drops, makes []string
	for text := schema1 + schema2; ; {
		_, rest, found := strings.Cut(text, "CREATE TRIGGER ")
		if !found {
			break
		}
		body, after, _ := strings.Cut(rest, "END;")
		name, _, _ := strings.Cut(body, " ")
		drops, makes = append(drops, "DROP TRIGGER "+name), append(makes, "CREATE TRIGGER "+body+"END;")
		text = after
	}
	raw(t, path, append(append(drops, statements...), makes...)...)
}

// eightEntries is a journal with two sales done, one in doubt and one that has no outcome; it is closed.
func eightEntries(t *testing.T) string {
	t.Helper()
	d := openDesk(t, "one")
	d.conclude(d.intend(sale("A-1")), approved)
	doubt := d.intend(sale("A-2"))
	d.conclude(doubt, flows.Outcome{Result: flows.ResultInDoubt, Code: "GATEWAY_TIMEOUT"})
	if err := d.Asked(t.Context(), doubt, "authorizations: not there"); err != nil {
		t.Fatal(err)
	}
	d.conclude(d.intend(sale("A-3")), flows.Outcome{Result: flows.ResultNotDone, Code: "credit_exceeded"})
	d.intend(sale("A-4"))
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.path
}

func TestEveryChangeShows(t *testing.T) {
	for _, c := range []struct {
		name, do string
		seq      int64 // the first bad entry; 0: it is not one
	}{
		{"nothing", "SELECT 1", -1},
		{"an amount in an entry", "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '1234.50', '9234.50') AS BLOB) WHERE seq = 3", 3},
		{"one byte of an entry", "UPDATE entries SET body = body || x'0a' WHERE seq = 6", 6},
		{"an entry's hash", "UPDATE entries SET hash = randomblob(32) WHERE seq = 4", 4},
		{"an entry's intent", "UPDATE entries SET intent = 1 WHERE seq = 5", 5},
		{"an entry's number", "UPDATE entries SET seq = 80 WHERE seq = 8", 8},
		{"an entry left out", "DELETE FROM entries WHERE seq = 2", 2},
		{"the first entry left out", "DELETE FROM entries WHERE seq = 1", 1},
		{"two entries in each other's place", "UPDATE entries SET seq = -seq WHERE seq IN (2, 7); UPDATE entries SET seq = 9 + seq WHERE seq < 0", 2},
		{"the last entry cut off", "DELETE FROM entries WHERE seq = 8", 8},
		{"the last three cut off", "DELETE FROM entries WHERE seq > 5", 6},
		{"an entry added", "INSERT INTO entries SELECT 9, intent, body, hash FROM entries WHERE seq = 8", 9},
		{"the head moved back", "UPDATE head SET seq = 7, hash = (SELECT hash FROM entries WHERE seq = 7)", 8},
		{"the head's hash", "UPDATE head SET hash = randomblob(32)", 8},
		{"an intent's time", "UPDATE intents SET at = at + 1 WHERE seq = 1", 1},
		{"an intent's kind", "UPDATE intents SET kind = 'refund' WHERE seq = 1", 1},
		{"an intent's account", "UPDATE intents SET ending = '9999' WHERE seq = 3", 3},
		{"an intent's amount", "UPDATE intents SET amount = 1 WHERE seq = 3", 3},
		{"an intent's reference", "UPDATE intents SET reference = 'B-1' WHERE seq = 6", 6},
		{"an intent's location", "UPDATE intents SET location = 'x' WHERE seq = 6", 6},
		{"an intent's clerk", "UPDATE intents SET clerk = 'x' WHERE seq = 8", 8},
		{"an intent's console", "UPDATE intents SET console = 'x' WHERE seq = 8", 8},
		{"an intent's authorization", `UPDATE intents SET "authorization" = '1' WHERE seq = 1`, 2},
		{"a final state", "UPDATE intents SET state = 'not done' WHERE seq = 1", 2},
		{"an open state", "UPDATE intents SET state = 'needs person' WHERE seq = 3", 3},
		{"a doubt taken away", "UPDATE intents SET state = 'not done', ended = 1 WHERE seq = 3", 3},
		{"an intent's last outcome", "UPDATE intents SET outcome = 4 WHERE seq = 6", 7},
		{"an intent's lost answer", "UPDATE intents SET lost = 0 WHERE seq = 3", 3},
		{"an intent's end", "UPDATE intents SET ended = ended + 1 WHERE seq = 1", 2},
		{"an intent's result", "UPDATE intents SET result = '7009' WHERE seq = 1", 2},
		{"an intent unlisted", "DELETE FROM intents WHERE seq = 8", 8},
		{"an intent too many", "INSERT INTO intents SELECT 100, at, kind, ending, amount, reference, location, clerk, console, \"authorization\", state, outcome, lost, ended, result FROM intents WHERE seq = 1", 0},
		{"an index taken away", "DROP INDEX intents_open", 0},
		{"a table too many", "CREATE TABLE more (x)", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := eightEntries(t)
			without(t, path, c.do)
			head, err := Verify(t.Context(), path, nil)
			if c.seq < 0 {
				if err != nil || head.Seq != 8 {
					t.Errorf("%+v, %v", head, err)
				}
				return
			}
			var damage *DamageError
			if !errors.As(err, &damage) || !errors.Is(err, ErrDamaged) || damage.Seq != c.seq {
				t.Errorf("%v", err)
			}
			if c.seq > 0 && !strings.Contains(fmt.Sprint(err), fmt.Sprintf("entry %d", c.seq)) {
				t.Errorf("it is not named: %v", err)
			}
		})
	}
}

func TestATriggerTakenAwayShows(t *testing.T) {
	path := eightEntries(t)
	raw(t, path, "DROP TRIGGER entries_stay")
	if _, err := Verify(t.Context(), path, nil); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "entries_stay") {
		t.Error(err)
	}
}

func TestEntriesAreNeitherChangedNorDeletedNorPutInBetween(t *testing.T) {
	d := openDesk(t, "one")
	d.conclude(d.intend(sale("A-1")), approved)
	for _, statement := range []string{
		"UPDATE entries SET body = x'00'", "DELETE FROM entries WHERE seq = 2", "DELETE FROM intents",
		"INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 1", "INSERT INTO entries VALUES (40, 0, x'00', x'00')",
	} {
		if _, err := d.write.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s was taken", statement)
		}
	}
	if _, err := Verify(t.Context(), d.path, nil); err != nil {
		t.Error(err)
	}
}

func TestVerifyWritesNothing(t *testing.T) {
	path := eightEntries(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(t.Context(), path, nil); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(before) != string(after) {
		t.Errorf("the file is another, %v", err)
	}
	if _, err := Verify(t.Context(), path+".none", nil); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if _, err := os.Stat(path + ".none"); err == nil {
		t.Error("it made a file")
	}
}

func TestAJournalThatWasWrittenAnewDoesNotLeadThroughANotedHead(t *testing.T) {
	path := eightEntries(t)
	noted, err := Verify(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := openDeskAt(t, path, "later")
	d.intend(sale("A-5"))
	if err := Leads(t.Context(), path, noted); err != nil {
		t.Error(err)
	}
	other := eightEntries(t) // as honest, with other consoles' times
	raw(t, other, "UPDATE about SET opened = 1")
	changed := noted
	changed.Hash = strings.Repeat("0", 64)
	if err := Leads(t.Context(), other, changed); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	changed = noted
	changed.Seq = 100
	if err := Leads(t.Context(), other, changed); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}
