package journal

// This file opens and closes the journal. SQLite runs in WAL mode: a commit appends to the log beside the file, with
// one fsync (synchronous=FULL). The log is moved into the file outside of money calls (checkpoint.go).

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"countertop/api"
	"countertop/api/plainfile"
	"countertop/flows"
)

// Options say how to open a journal.
type Options struct {
	Now func() time.Time // nil means time.Now
	// Training marks a journal that records no real money. A file never changes its kind.
	Training bool
	// Console names this console among those that share the file. A name is never used again. If it is empty, a
	// random name is chosen, which every console but a test's should do.
	Console string
	// Busy is the time that a writer waits for other writers. 0 means 5 s.
	Busy time.Duration
	// ServerOffset returns by how much the server's clock is ahead of Now, and whether that is known. A nil function
	// means that it is not known.
	ServerOffset func() (time.Duration, bool)
	// Memory is the folder, away from the journal, in which the end of the chain is remembered. If it is empty,
	// nothing is remembered.
	Memory string
	// Group is the system's group, by name or number, whose users share the journal. If it is empty, only its owner
	// may use it.
	Group string

	steps []string // migrations; tests add further ones
}

const defaultBusy = 5 * time.Second

// Journal is an open journal. Several goroutines may use it, and several consoles may have the file open.
type Journal struct {
	path         string
	console      string
	training     bool
	now          func() time.Time
	serverOffset func() (time.Duration, bool)
	consoles     *consoles
	others       *watch
	reserve      reserve
	sharing      sharing
	held         held
	memory       *memory
	anew         bool  // the entries were hashed anew when the journal was opened
	knew         bool  // one of those entries was the remembered one
	inFile       int64 // the end of the chain in the file itself, when the journal was opened
	stands       stand // the end of the chain in the running transaction

	write *sql.DB // has one connection
	read  *sql.DB
	moves *sql.DB // has one connection, for checkpoints

	written chan struct{} // wakes the checkpointer after a commit
	ending  context.CancelFunc
	ended   chan struct{}

	doubts  atomic.Pointer[[]flows.Doubt]
	trouble atomic.Pointer[Trouble]
	loss    atomic.Pointer[Loss]

	mu         sync.Mutex
	end        stand // the end of the chain that this console knows
	closed     bool
	settling   bool                             // the console is closing and accepts no more intents
	beginning  int                              // the number of intents that are being recorded
	underWay   map[flows.IntentID]bool          // intents that this console has sent and not concluded
	accounts   map[flows.IntentID]api.ID        // whole account numbers of this console's open intents
	unrecorded map[flows.IntentID]flows.Outcome // outcomes that could not be written yet
	settled    chan struct{}                    // closed, and replaced, when nothing is under way any more
}

// Open opens the journal at path. It makes the file, and its folder, if there is none. It proves that the journal can
// be written. Its errors are *Trouble.
func Open(ctx context.Context, path string, o Options) (*Journal, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Busy == 0 {
		o.Busy = defaultBusy
	}
	if o.Console == "" {
		o.Console = rand.Text()
	}
	if o.steps == nil {
		o.steps = migrations
	}
	j := &Journal{
		path: path, console: o.Console, training: o.Training, now: o.Now, serverOffset: o.ServerOffset,
		memory:  rememberIn(o.Memory, path),
		written: make(chan struct{}, 1), ended: make(chan struct{}), settled: make(chan struct{}),
		underWay: map[flows.IntentID]bool{}, accounts: map[flows.IntentID]api.ID{}, unrecorded: map[flows.IntentID]flows.Outcome{},
	}
	if err := j.open(ctx, o); err != nil {
		err = foreign(path, err)
		return nil, trouble("opening the journal "+path, errors.Join(err, j.release()))
	}
	_ = j.keep() // if that fails, no call is sent, but the journal can be read
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	j.ending = cancel
	j.others = newWatch(j.consoles)
	go j.checkpoints(running)
	go j.others.run(running)
	return j, nil
}

func (j *Journal) open(ctx context.Context, o Options) (err error) {
	if j.sharing, err = shareWith(o.Group); err != nil {
		return err
	}
	j.reserve = reserveFile{j.path + ".reserve", j.sharing}
	if err := j.sharing.makeFolder(filepath.Dir(j.path)); err != nil {
		return err
	}
	// One console at a time: a new file is put into WAL mode and given its tables, and the locks of dead consoles are
	// removed.
	for _, ending := range []string{".opening", "-wal", "-shm"} {
		if err := plainfile.Check(j.path + ending); err != nil {
			return err
		}
	}
	door := flock.New(j.path+".opening", flock.SetPermissions(j.sharing.file()))
	if _, err := door.TryLockContext(ctx, 5*time.Millisecond); err != nil {
		return fmt.Errorf("waiting for another console to open it: %w", err)
	}
	defer func() { err = errors.Join(err, door.Unlock()) }()
	if err := j.sharing.openFile(door.Path()); err != nil {
		return err
	}
	if err := setAside(j.path, j.now()); err != nil {
		return err
	}
	if err := makeFile(j.path, j.sharing); err != nil {
		return err
	}
	if j.consoles, err = enter(ctx, j.path+".consoles", j.console, j.sharing); err != nil {
		return err
	}

	j.inFile, _ = endInFile(ctx, j.path)
	j.write = database(j.path, o.Busy, "_txlock=immediate", 1)
	j.moves = database(j.path, o.Busy, "", 1)
	j.read = database(j.path, o.Busy, "_pragma=query_only(1)", 4)
	if err := j.first(ctx, o.steps); err != nil {
		return err
	}
	unwiped := j.scrub(ctx) != nil // tried again at the next opening and the next checkpoint
	if err := j.held.hold(ctx, j.path, unwiped); err != nil {
		return err
	}
	j.consoles.clear()
	return j.reload(ctx)
}

// first runs the first transaction: it makes the tables, or checks those that are there, and writes to prove that the
// disk accepts it.
func (j *Journal) first(ctx context.Context, steps []string) error {
	tx, err := j.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	made, err := j.migrate(ctx, tx, steps)
	if err != nil {
		return err
	}
	if err := j.sound(ctx, tx); err != nil {
		return err
	}
	if err := walked(ctx, tx); err != nil {
		return err
	}
	if j.stands, err = j.standOf(ctx, tx); err != nil {
		return err
	}
	if err := j.notice(ctx, tx, made, traces(j.path)); err != nil {
		return err
	}
	if err := j.touch(ctx, tx); err != nil {
		return err
	}
	now, err := j.standOf(ctx, tx)
	if err != nil {
		return err
	}
	if err := errors.Join(tx.Commit(), j.readLoss(ctx, j.read)); err != nil {
		return err
	}
	j.knows(now)
	return j.remember(ctx)
}

// walked refuses a disk on which SQLite keeps no log beside the file. Mostly that is a network's.
func walked(ctx context.Context, tx *sql.Tx) error {
	var mode string
	if err := tx.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("%w: it keeps no log beside it, as disks of a network do not", ErrDisk)
	}
	return nil
}

// database returns a pool of connections to the file. The pragmas hold for each of them.
func database(path string, busy time.Duration, more string, connections int) *sql.DB {
	source := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()}
	source.RawQuery = fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(0)&%s",
		busy.Milliseconds(), more)
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		panic(err) // the driver is linked in, and Open opens no file yet
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// makeFile makes the file for those who share it, and makes its name durable in the folder. The log takes the mode
// from it.
func makeFile(path string, s sharing) error {
	file, err := plainfile.OpenFile(path, os.O_RDWR|os.O_CREATE, s.file())
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err = errors.Join(err, file.Close()); err == nil {
		err = s.openFile(path)
	}
	if err != nil {
		return err
	}
	if info.Size() > 0 {
		return nil
	}
	return syncFolder(filepath.Dir(path))
}

// soundTail is the number of last entries that are checked when a journal is opened. Verify checks all of them.
const soundTail = 32

// sound checks the journal's kind and the end of its chain.
func (j *Journal) sound(ctx context.Context, tx *sql.Tx) error {
	var training bool
	var seq int64
	var hash []byte
	if err := tx.QueryRowContext(ctx, "SELECT training FROM about").Scan(&training); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if training != j.training {
		return ErrMoney
	}
	if err := tx.QueryRowContext(ctx, "SELECT seq, hash FROM head").Scan(&seq, &hash); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	found, err := tx.QueryContext(ctx, "SELECT seq, intent, body, hash FROM entries WHERE seq > ? ORDER BY seq", seq-soundTail-1)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }()
	chain := chain{}
	for first := true; found.Next(); first = false {
		var e stored
		if err := found.Scan(&e.seq, &e.intent, &e.body, &e.hash); err != nil {
			return err
		}
		if first && e.seq > 1 {
			chain.seq, chain.hash = e.seq, e.hash
			continue
		}
		if _, err := chain.follow(e); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	if err := found.Err(); err != nil {
		return err
	}
	if err := chain.ends(seq, hash); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// Settle accepts no more intents, and waits until every call of this console has its outcome or ctx ends.
func (j *Journal) Settle(ctx context.Context) error {
	for {
		j.mu.Lock()
		j.settling = true
		count, settled := j.beginning+len(j.underWay), j.settled
		j.mu.Unlock()
		if count == 0 {
			return nil
		}
		select {
		case <-settled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// UnderWay returns the number of this console's calls that wait for their answer.
func (j *Journal) UnderWay() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.beginning + len(j.underWay)
}

// begin lets an intent be recorded. It refuses if the console is closing.
func (j *Journal) begin() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed || j.settling {
		return ErrClosed
	}
	j.beginning++
	return nil
}

// begun ends begin. The intent is now under way. An empty id means that it was not recorded.
func (j *Journal) begun(id flows.IntentID, account api.ID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.beginning--
	if id != "" {
		j.underWay[id] = true
	}
	if id != "" && account != "" {
		j.accounts[id] = account
	}
	j.tellSettled()
}

// tellSettled wakes those who wait in Settle, once nothing is under way. The caller holds the lock.
func (j *Journal) tellSettled() {
	if j.beginning+len(j.underWay) == 0 {
		close(j.settled)
		j.settled = make(chan struct{})
	}
}

// Trouble returns why no sale can be recorded: the last write failed, or entries are lost. It returns nil if sales can be recorded.
func (j *Journal) Trouble() error {
	if failed := j.trouble.Load(); failed != nil {
		return failed
	}
	if lost := j.lossTrouble(); lost != nil {
		return lost
	}
	return nil
}

// Training reports that the journal records no real money.
func (j *Journal) Training() bool { return j.training }

// Path returns the path of the file.
func (j *Journal) Path() string { return j.path }

// Close closes the file. What this console has under way is then in doubt, so call Settle first.
func (j *Journal) Close() error {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return nil
	}
	j.closed = true
	j.mu.Unlock()
	j.ending()
	<-j.ended
	return trouble("closing the journal", j.release())
}

// release closes everything that was opened. The console counts as alive until its connections are closed.
func (j *Journal) release() error {
	var err error
	for _, db := range j.connections() {
		err = errors.Join(err, db.Close())
	}
	if j.consoles != nil {
		err = errors.Join(err, j.consoles.leave())
	}
	return errors.Join(err, j.memory.close())
}
