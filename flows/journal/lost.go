package journal

// This file notices, when a journal is opened, that the one before it was removed, emptied or replaced by an older
// copy. No call is sent then until somebody who may decide it has accepted the loss. The acceptance is an entry.

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"time"
)

// Loss describes entries that are lost, as far as it is known.
type Loss struct {
	Noticed time.Time
	// Last is the last known entry. Its number is 0 if only the files beside the journal show that there was one.
	Last Head
	// Has is the end of the journal that was found instead. Its number is 0 if that journal was empty.
	Has Head
}

// Acceptance is the decision to send calls again without the lost entries.
type Acceptance struct {
	By       string // external_employee_id
	Reason   string
	Location string
}

var (
	errNobody = errors.New("an acceptance names who accepts, and why")
	// ErrNothingLost says that nothing is lost, or that somebody has accepted the loss already.
	ErrNothingLost = errors.New("nothing is lost")
)

// traces reports whether an earlier journal has left files beside path: the reserved space exists as soon as a
// journal was open.
func traces(path string) bool {
	info, err := os.Stat(path + ".reserve")
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// setAside renames the log of a journal that is gone. SQLite would delete the log, and it may hold the newest
// entries.
func setAside(path string, now time.Time) error {
	gone, err := absent(path)
	if err != nil || !gone {
		return err
	}
	log := path + "-wal"
	if info, err := os.Stat(log); err != nil || info.Size() == 0 {
		return nil //nolint:nilerr // there is none
	}
	if err := os.Rename(log, log+".lost-"+now.UTC().Format("20060102T150405")); err != nil {
		return err
	}
	return os.RemoveAll(path + "-shm") // the index belongs to that log
}

// notice looks for lost entries while the journal is opened, and records a loss. made says that the journal was made
// just now, old that an earlier one had been at its path.
func (j *Journal) notice(ctx context.Context, tx *sql.Tx, made, old bool) error {
	known, recalled := j.memory.recall()
	switch {
	case recalled && known.Seq > 0:
		leads, err := j.leads(ctx, tx, known.Head)
		if err == nil && leads && j.inFile > 0 && j.inFile < known.file {
			err = fmt.Errorf("%w: its file ends with entry %d, and ended with entry %d: an older copy lies under a newer log", ErrDamaged, j.inFile, known.file)
		}
		if err != nil || leads {
			return err
		}
		if told, err := told(ctx, tx, known); err != nil || told {
			return err
		}
	case !made || !old:
		return nil
	}
	has, err := headOf(ctx, tx)
	if err != nil {
		return err
	}
	l := line{kind: Lost, text: "Entries before this one are lost.", lost: Loss{Last: known.Head, Has: has}}
	if err := j.add(ctx, tx, &l); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE about SET lost = ?", l.seq)
	return err
}

// leads reports whether the journal contains the remembered entry, or contained it before its entries were hashed
// anew. In the second case the last entry is the one of that very step; a copy made at that moment may contain it
// too.
func (j *Journal) leads(ctx context.Context, tx *sql.Tx, known Head) (bool, error) {
	if j.anew {
		return j.knew || known.Seq == j.stands.seq, nil
	}
	return leadsThrough(ctx, tx, known)
}

// told reports whether a loss that is already recorded explains why the remembered entry is missing: another user of
// this computer may have noticed it first. Clocks do not show the order. The remembered entry is from before the loss
// if its chain did not contain the journal's last loss.
func told(ctx context.Context, from rows, known remembered) (bool, error) {
	losses, err := lossesOf(ctx, from)
	if err != nil || len(losses) == 0 {
		return false, err
	}
	for _, l := range losses {
		if l.lost.Last.Seq == known.Seq && l.lost.Last.Hash == known.Hash {
			return true, nil
		}
	}
	if known.loss.Seq == 0 {
		return true, nil
	}
	leads, err := leadsThrough(ctx, from, known.loss)
	return leads && known.loss.Seq != losses[len(losses)-1].seq, err
}

// leadsThrough reports whether the journal contains an entry with the remembered number and hash.
func leadsThrough(ctx context.Context, from rows, known Head) (bool, error) {
	var hash []byte
	err := from.QueryRowContext(ctx, "SELECT hash FROM entries WHERE seq = ?", known.Seq).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return hex.EncodeToString(hash) == known.Hash, err
}

// remember writes the chain's end to the second folder, unless a loss waits to be accepted.
func (j *Journal) remember(ctx context.Context) error {
	now, err := j.standOf(ctx, j.read)
	if err != nil || now.waits {
		return err
	}
	head, err := headOf(ctx, j.read)
	if err == nil {
		j.memory.remember(remembered{head, now.loss, j.held.end()})
	}
	return err
}

// lossesOf returns the entries that record a loss.
func lossesOf(ctx context.Context, from rows) ([]line, error) {
	entries, err := entriesOf(ctx, from, 0)
	if err != nil {
		return nil, err
	}
	var losses []line
	for _, e := range entries {
		if e.Type == Lost {
			losses = append(losses, e.line)
		}
	}
	return losses, nil
}

// Losses returns all losses, the oldest first, accepted or not.
func (j *Journal) Losses(ctx context.Context) ([]Loss, error) {
	found, err := lossesOf(ctx, j.read)
	if err != nil {
		return nil, trouble("reading what is lost", err)
	}
	losses := make([]Loss, len(found))
	for i, l := range found {
		losses[i] = l.lost
		losses[i].Noticed = l.at
	}
	return losses, nil
}

// Touches reports whether entries of a span of time may be among the lost ones.
func (l Loss) Touches(from, to time.Time) bool {
	return !from.After(l.Noticed) && (l.Has.Seq == 0 || to.After(l.Has.At))
}

// readLoss reads whether a loss waits to be accepted.
func (j *Journal) readLoss(ctx context.Context, from rows) error {
	var seq int64
	if err := from.QueryRowContext(ctx, "SELECT lost FROM about").Scan(&seq); err != nil {
		return err
	}
	if seq == 0 {
		j.loss.Store(nil)
		return nil
	}
	var body []byte
	if err := from.QueryRowContext(ctx, "SELECT body FROM entries WHERE seq = ?", seq).Scan(&body); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	l, err := decode(body)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	l.lost.Noticed = l.at
	j.loss.Store(&l.lost)
	return nil
}

// Loss returns the loss that waits to be accepted, or nil. It only reads memory.
func (j *Journal) Loss() *Loss { return j.loss.Load() }

// lossTrouble returns the trouble that keeps calls from being sent while a loss waits to be accepted, or nil.
func (j *Journal) lossTrouble() *Trouble {
	if j.Loss() == nil {
		return nil
	}
	return &Trouble{Doing: "opening the journal", Kind: ErrLost, Err: ErrLost}
}

// unlost refuses an intent while a loss waits to be accepted, whichever console has noticed the loss.
func (j *Journal) unlost(ctx context.Context, tx *sql.Tx) (answer, failed error) {
	if !j.stands.waits {
		j.loss.Store(nil)
		return nil, nil
	}
	if err := j.readLoss(ctx, tx); err != nil {
		return nil, err
	}
	return j.lossTrouble(), nil
}

// AcceptLoss records that somebody lets sales go on without the lost entries. It returns ErrNothingLost if no loss
// waits.
func (j *Journal) AcceptLoss(ctx context.Context, a Acceptance) error {
	if a.By == "" || a.Reason == "" {
		return errNobody
	}
	l := line{kind: Accepted, text: "Sales go on without the lost entries.", signOff: SignOff{Manager: a.By, Reason: a.Reason, Location: a.Location}}
	err := j.change(ctx, "accepting that entries are lost", func(tx *sql.Tx) (answer, failed error) {
		var seq int64
		if err := tx.QueryRowContext(ctx, "SELECT lost FROM about").Scan(&seq); err != nil {
			return nil, err
		}
		if seq == 0 {
			return ErrNothingLost, nil
		}
		if err := j.add(ctx, tx, &l); err != nil {
			return nil, err
		}
		_, err := tx.ExecContext(ctx, "UPDATE about SET lost = 0")
		return nil, err
	})
	if err != nil && !errors.Is(err, ErrNothingLost) {
		return err
	}
	if failed := j.readLoss(ctx, j.read); failed != nil {
		return trouble("accepting that entries are lost", failed)
	}
	_ = j.remember(ctx)
	return err
}
