package journal

// This file makes the tables, and brings an older journal to the current schema step by step.

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks a SQLite file as a journal of this console ("CTJ" and a byte).
const applicationID = 0x43544a01

// migrations lead from no tables to the newest schema: migrations[n] makes schema n+1 from schema n. SQLite keeps the
// number as user_version. A released migration is never changed.
var migrations = []string{schema1, schema2}

// schema1 makes three tables. entries is the journal, to which rows are only added. intents holds the current state
// of each intent, which follows from the entries. head is the last entry, and changes with each addition.
//
// Every index ends in the row, so that its filter reads the newest first without sorting. A filter without an index
// reads intents from its end: a million entries take some 60 ms, and each index would be written with every sale.
const schema1 = `
CREATE TABLE entries (
	seq    INTEGER PRIMARY KEY,
	intent INTEGER NOT NULL, -- the seq of the intent's first entry; 0 for a sign-off
	body   BLOB NOT NULL,    -- every field, as encode.go writes them
	hash   BLOB NOT NULL     -- SHA-256 of the hash before and the body
);
CREATE INDEX entries_by_intent ON entries (intent);
CREATE TABLE head (
	one  INTEGER PRIMARY KEY CHECK (one = 1),
	seq  INTEGER NOT NULL,
	hash BLOB NOT NULL
);
CREATE TABLE about (
	one      INTEGER PRIMARY KEY CHECK (one = 1),
	training INTEGER NOT NULL,
	opened   INTEGER NOT NULL -- times in nanoseconds since 1970, UTC
);
CREATE TABLE intents (
	seq             INTEGER PRIMARY KEY,
	at              INTEGER NOT NULL,
	kind            TEXT NOT NULL,
	ending          TEXT NOT NULL,
	amount          INTEGER NOT NULL, -- cents
	reference       TEXT NOT NULL,
	location        TEXT NOT NULL,
	clerk           TEXT NOT NULL,
	console         TEXT NOT NULL,
	"authorization" TEXT NOT NULL, -- what it is of, or for an authorization what it became
	state           TEXT NOT NULL, -- under way, in doubt, needs person, done, not done
	outcome         INTEGER NOT NULL DEFAULT 0, -- the seq of the last outcome's entry
	lost            INTEGER NOT NULL DEFAULT 0, -- when the answer was lost
	ended           INTEGER NOT NULL DEFAULT 0, -- when the final outcome came
	result          TEXT NOT NULL DEFAULT ''    -- the server's id of what was done
);
CREATE INDEX intents_by_time ON intents (at);
CREATE INDEX intents_by_ending ON intents (ending);
CREATE INDEX intents_by_clerk ON intents (clerk);
CREATE INDEX intents_by_authorization ON intents ("authorization") WHERE "authorization" <> '';
CREATE INDEX intents_by_result ON intents (result, kind) WHERE result <> '';
CREATE INDEX intents_open ON intents (seq) WHERE ended = 0;
CREATE TRIGGER entries_follow BEFORE INSERT ON entries WHEN NEW.seq <> (SELECT seq + 1 FROM head)
	BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
	BEGIN SELECT RAISE(ABORT, 'entries are not changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
	BEGIN SELECT RAISE(ABORT, 'entries are not deleted'); END;
CREATE TRIGGER intents_are_kept BEFORE DELETE ON intents
	BEGIN SELECT RAISE(ABORT, 'intents are not deleted'); END;
INSERT INTO head (one, seq, hash) VALUES (1, 0, zeroblob(32));
`

// schema2 refuses hashes of bodies, also from a console of schema 1 that has the file open. Such a hash gives away
// the account number and the PIN, since the rest of the body is known. This step wipes the hashes from older entries
// (wipe.go). wiped is 0 until no trace is left in the file and its log. lost is the number of the entry that records
// a loss, until somebody accepts the loss (lost.go).
const schema2 = `
ALTER TABLE about ADD COLUMN wiped INTEGER NOT NULL DEFAULT 1;
ALTER TABLE about ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER entries_hold_no_hash BEFORE INSERT ON entries
	WHEN NEW.intent = NEW.seq AND instr(NEW.body, x'0a626f64792d6861736820') > 0 -- a line that begins with "body-hash "
	BEGIN SELECT RAISE(ABORT, 'the hash of a body is not kept'); END;
`

// migrate brings the file to the newest schema, in one transaction. steps are the migrations; a test may add to them.
// made reports whether there were no tables.
func (j *Journal) migrate(ctx context.Context, tx *sql.Tx, steps []string) (made bool, err error) {
	id, version, err := markOf(ctx, tx)
	switch {
	case err != nil:
		return false, err
	case id != applicationID && (id != 0 || version != 0):
		return false, ErrForeign
	case version > len(steps):
		return false, fmt.Errorf("%w: its schema is %d, this version knows %d", ErrNewer, version, len(steps))
	}
	if version == 0 {
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return false, err
		}
		if tables > 0 {
			return false, ErrForeign
		}
	}
	for at := version; at < len(steps); at++ {
		if _, err := tx.ExecContext(ctx, steps[at]); err != nil {
			return false, fmt.Errorf("making schema %d: %w", at+1, err)
		}
	}
	if version == 0 {
		if _, err := tx.ExecContext(ctx, "INSERT INTO about (one, training, opened) VALUES (1, ?, ?)", j.training, j.now().UnixNano()); err != nil {
			return false, err
		}
	}
	if version == len(steps) {
		return false, nil
	}
	if version == 1 { // hashing is not possible in SQL
		if err := j.wipe(ctx, tx); err != nil {
			return false, fmt.Errorf("wiping the hashes of bodies: %w", err)
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
	return version == 0, err
}

// rows is the part that a transaction and a database have in common.
type rows interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// markOf reads the application id and the schema of the file.
func markOf(ctx context.Context, from rows) (id, version int, err error) {
	if err := from.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, 0, err
	}
	err = from.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return id, version, err
}
