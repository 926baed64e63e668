//go:build unix

package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"countertop/api"
)

// crew is a group of the test's, of which no user needs to know.
const crew = 54321

// sellAsUser sells something as a user of the group who takes everything from others that is made: journal, user, group.
func sellAsUser(args []string, out io.Writer) error {
	user, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	syscall.Umask(0o077)
	if err := errors.Join(syscall.Setgroups([]int{crew}), syscall.Setgid(nobody), syscall.Setuid(user)); err != nil {
		return err
	}
	j, err := Open(context.Background(), args[0], Options{Training: true, Group: args[2]})
	if err != nil {
		_, _ = fmt.Fprintln(out, errors.Is(err, ErrOthers), strings.Contains(err.Error(), "group under [journal]"), errors.Is(err, ErrGroup))
		return nil
	}
	id, err := j.Intend(context.Background(), sale("A-"+args[1]))
	if err == nil {
		err = j.Conclude(context.Background(), id, approved)
	}
	_, _ = fmt.Fprintln(out, "sold", err)
	_, err = io.Copy(io.Discard, os.Stdin) // the log stays as long as it lives
	return errors.Join(err, j.Close())
}

func TestUsersOfAGroupShareAJournal(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can be several users")
	}
	folder := filepath.Join(t.TempDir(), "shared", "training")
	path := filepath.Join(folder, "journal.db")
	for above := filepath.Dir(filepath.Dir(folder)); above != os.TempDir() && len(above) > 1; above = filepath.Dir(above) {
		if err := os.Chmod(above, 0o777); err != nil { //nolint:gosec // the others come through it
			t.Fatal(err)
		}
	}
	group := strconv.Itoa(crew)
	one := start(t, "user", path, "4001", group)
	if said := one.says(); said != "sold <nil>" {
		t.Fatal(said)
	}
	two := start(t, "user", path, "4002", group)
	if said := two.says(); said != "sold <nil>" {
		t.Error(said)
	}
	err := filepath.WalkDir(filepath.Dir(folder), func(name string, file fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := file.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o660)
		if file.IsDir() {
			want = 0o770 | fs.ModeSetgid
		}
		if info.Mode()&permissions != want || groupOfFile(info) != crew {
			t.Errorf("%s: %v of the group %d, want %v of %d", name, info.Mode(), groupOfFile(info), want, crew)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	one.ends()
	two.ends()
	if head, err := Verify(t.Context(), path, nil); err != nil || head.Seq != 4 {
		t.Errorf("%+v, %v", head, err)
	}
	for _, row := range []struct{ name, group, want string }{
		{"one who is of the group, and does not set it", "", "true true false"},
		{"a group that there is not", "no such group", "false false true"},
		{"a group that the user is not of", "1", "false false true"},
	} {
		p := start(t, "user", path, "4003", row.group)
		if said := p.says(); said != row.want {
			t.Errorf("%s: %s", row.name, said)
		}
		p.ends()
	}
}

func TestAnotherUsersJournalSaysHowToShareIt(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can be several users")
	}
	path := openDesk(t, "one").path
	for above := filepath.Dir(path); above != os.TempDir() && len(above) > 1; above = filepath.Dir(above) {
		if err := os.Chmod(above, 0o755); err != nil { //nolint:gosec // the other comes through it
			t.Fatal(err)
		}
	}
	p := start(t, "user", path, "4001", "")
	if said := p.says(); said != "true true false" {
		t.Error(said)
	}
	p.ends()
	for _, kind := range []error{ErrOthers, ErrGroup} {
		if what, next := (&Trouble{Kind: kind, Err: kind}).Sentence(); !strings.Contains(next.In(api.English), "[journal]") || what.In(api.French) == "" {
			t.Errorf("%v: %s", kind, next.In(api.English))
		}
	}
}
