package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// closed is the path of a journal with a sale in it that nobody has open.
func closed(t *testing.T) string {
	t.Helper()
	d := openDesk(t, "one")
	d.conclude(d.intend(sale("A-1")), approved)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.path
}

func overwrite(t *testing.T, path string, at int64, content []byte) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(content, at); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAJournalThatCannotBeUsedIsRefusedWhenItIsOpened(t *testing.T) {
	for _, c := range []struct {
		name   string
		breaks func(t *testing.T, path string)
		want   error
	}{
		{"a header that is none", func(t *testing.T, path string) { overwrite(t, path, 0, []byte("not a database")) }, ErrDamaged},
		{"a file of something else", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("a letter to the manager\n", 99)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, ErrDamaged},
		{"half of the file", func(t *testing.T, path string) {
			info, err := os.Stat(path)
			if err == nil {
				err = os.Truncate(path, info.Size()/2/4096*4096)
			}
			if err != nil {
				t.Fatal(err)
			}
		}, ErrDamaged},
		{"a torn page", func(t *testing.T, path string) { overwrite(t, path, 4096, make([]byte, 4096)) }, ErrDamaged},
		{"an entry changed behind its back", func(t *testing.T, path string) {
			without(t, path, "UPDATE entries SET body = x'00' WHERE seq = 2")
		}, ErrDamaged},
		{"its end cut off", func(t *testing.T, path string) { without(t, path, "DELETE FROM entries WHERE seq = 2") }, ErrDamaged},
		{"another program's database", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			raw(t, path, "CREATE TABLE letters (text)")
		}, ErrForeign},
		{"another program's database, with a number of its own", func(t *testing.T, path string) {
			raw(t, path, "PRAGMA application_id = 77")
		}, ErrForeign},
		{"a newer schema", func(t *testing.T, path string) { raw(t, path, "PRAGMA user_version = 99") }, ErrNewer},
		{"real money's journal", func(t *testing.T, path string) { raw(t, path, "UPDATE about SET training = 0") }, ErrMoney},
		{"a folder in its place", func(t *testing.T, path string) {
			if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
				t.Fatal(err)
			}
		}, ErrDisk},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := closed(t)
			c.breaks(t, path)
			j, err := Open(t.Context(), path, Options{Training: true})
			if !errors.Is(err, c.want) {
				t.Fatalf("%v", err)
			}
			if j != nil {
				t.Fatal("it was opened all the same")
			}
			locks, _ := filepath.Glob(filepath.Join(path+".consoles", "*"))
			if len(locks) != 0 {
				t.Errorf("left behind: %v", locks)
			}
			refusesToSend(t, NewOpening(func(context.Context) (*Journal, error) { return nil, err }), c.want)
		})
	}
}

// refusesToSend fails where a sale is sent, or the clerk is not told why it is not.
func refusesToSend(t *testing.T, rec flows.Recorder, want error) {
	t.Helper()
	sent := false
	_, err := flows.Execute(t.Context(), rec, sale("A-9"), func(context.Context) (api.Authorization, error) {
		sent = true
		return api.Authorization{}, nil
	})
	if sent || !errors.Is(err, flows.ErrNotRecorded) || !errors.Is(err, want) {
		t.Fatalf("sent %v, %v", sent, err)
	}
	notice := flows.Explain(err, lang.Text{}, true)
	for language, begin := range map[api.Language]string{api.English: "Nothing was sent: ", api.French: "Rien n'a été envoyé\u00a0: "} {
		said := notice.What.In(language)
		if !strings.HasPrefix(said, begin) || said != strings.TrimSpace(begin+sentences[want].cause.In(language)) {
			t.Errorf("%s", said)
		}
	}
	if notice.Money.In(api.English) != "No money moved." || notice.Next != sentences[want].next {
		t.Errorf("%+v", notice)
	}
}

func TestAFullDiskStopsMoneyCallsAndIsOverOnceThereIsSpace(t *testing.T) {
	d := openDesk(t, "one")
	id := d.intend(sale("A-1"))
	limit := func(pages string) {
		t.Helper()
		if _, err := d.write.ExecContext(t.Context(), "PRAGMA max_page_count = "+pages); err != nil {
			t.Fatal(err)
		}
	}
	limit("1") // no page more than there are
	var err error
	for n := 0; err == nil; n++ { // pages that are there take some
		_, err = d.Intend(t.Context(), sale(fmt.Sprintf("B%02d", n)))
	}
	if !errors.Is(err, ErrFull) || !errors.Is(d.Trouble(), ErrFull) {
		t.Fatalf("%v, trouble %v", err, d.Trouble())
	}
	refusesToSend(t, d, ErrFull)
	if d.UnderWay() < 1 {
		t.Error("nothing is under way")
	}

	// The answer to what was sent before comes now: it is kept until it can be recorded.
	d.reserve = reserveFile{path: filepath.Join(t.TempDir(), "none")}
	big := approved
	big.Reason = strings.Repeat("y", 5000)
	if err := d.Conclude(t.Context(), id, big); !errors.Is(err, ErrFull) {
		t.Fatal(err)
	}
	if got := d.record(id).State; got != InDoubt {
		t.Errorf("its outcome could not be recorded: %s", got)
	}
	if got := d.InDoubt(); len(got) != 1 || got[0].ID != id {
		t.Errorf("%v", got)
	}
	limit("100000")
	if err := d.Refresh(t.Context()); err != nil || d.Trouble() != nil {
		t.Fatalf("%v, trouble %v", err, d.Trouble())
	}
	if got := d.record(id); got.State != Done || got.Outcome.ID != "7001" || len(d.InDoubt()) != 0 {
		t.Errorf("%+v, in doubt %v", got, d.InDoubt())
	}
}

func TestALockThatStaysStopsMoneyCalls(t *testing.T) {
	path := closed(t)
	j, err := Open(t.Context(), path, Options{Training: true, Busy: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	other, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	refusesToSend(t, j, ErrBusy)
	if _, err := Open(t.Context(), path, Options{Training: true, Busy: 10 * time.Millisecond}); !errors.Is(err, ErrBusy) {
		t.Errorf("opening: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := j.Refresh(t.Context()); err != nil || j.Trouble() != nil {
		t.Errorf("%v, trouble %v", err, j.Trouble())
	}
	if _, err := j.Intend(t.Context(), sale("A-2")); err != nil {
		t.Error(err)
	}
}

func TestAPageThatBreaksWhileTheConsoleRunsStopsMoneyCalls(t *testing.T) {
	path := closed(t)
	j, err := Open(t.Context(), path, Options{Training: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	// A new connection reads the pages anew.
	j.write.SetMaxIdleConns(0)
	j.checkpoint(t.Context())
	overwrite(t, path, 4096, []byte(strings.Repeat("\xff", int(info.Size())-4096)))
	refusesToSend(t, j, ErrDamaged)
}

func TestAConsoleThatClosesSendsNothingMore(t *testing.T) {
	d := openDesk(t, "one")
	if err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	refusesToSend(t, d, ErrClosed)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	refusesToSend(t, d, ErrClosed)
}

func TestTrainingAndMoneyAreNotMixed(t *testing.T) {
	d := openDesk(t, "one")
	money := sale("A-1")
	money.Training = false
	if _, err := d.Intend(t.Context(), money); !errors.Is(err, ErrMoney) {
		t.Error(err)
	}
	if err := d.SignOff(t.Context(), SignOff{Day: time.Unix(0, 0), Manager: "M-1"}); !errors.Is(err, ErrMoney) {
		t.Error(err)
	}
}

func TestTheFilesAreTheirOwnersOnly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "state", "countertop")
	d := openDeskAt(t, filepath.Join(folder, "journal.db"), "one")
	d.intend(sale("A-1"))
	err := filepath.WalkDir(filepath.Dir(folder), func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %s", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestEveryTroubleHasItsWords(t *testing.T) {
	for kind, said := range sentences {
		failed := &Trouble{Doing: "doing", Kind: kind, Err: kind}
		for _, language := range []api.Language{api.English, api.French} {
			if !strings.Contains(failed.Warning().In(language), said.cause.In(language)) || said.next.In(language) == "" {
				t.Errorf("%v: %s", kind, failed.Warning().In(language))
			}
		}
	}
	if got := (&Trouble{Doing: "doing", Err: errors.New("odd")}).Warning(); got.Empty() {
		t.Error("an unknown trouble says nothing")
	}
}
