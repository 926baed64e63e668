package logfile_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"countertop/ui/logfile"
)

// consoleVariable makes this test's program a console that logs to the folder it names.
const consoleVariable = "COUNTERTOP_TEST_LOG"

// TestMain allows one goroutine: the library's, which sleeps until a file is full.
func TestMain(m *testing.M) {
	if folder := os.Getenv(consoleVariable); folder != "" {
		os.Exit(logs(folder))
	}
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"))
}

// records is the number of lines that each console of a test writes: more than one file holds.
const records = 6000

// logs is a console as a process of its own: it waits for a line, and writes its records.
func logs(folder string) int {
	file, err := logfile.Open(options(folder))
	if err != nil {
		fmt.Println(err) //nolint:forbidigo // the test that started this process reads it
		return 1
	}
	fmt.Println(file.Path()) //nolint:forbidigo // the test that started this process reads it
	bufio.NewScanner(os.Stdin).Scan()
	fill(file)
	if err := file.Close(); err != nil {
		return 1
	}
	return 0
}

func fill(file *logfile.File) {
	log := file.Logger(slog.LevelInfo)
	for n := range records {
		log.Info("request", "n", n, "of", os.Getpid(), "padding", strings.Repeat("x", 300))
	}
}

func options(folder string) logfile.Options {
	return logfile.Options{Path: filepath.Join(folder, "state", "console.log"), MaxSizeMB: 1, KeptFiles: 3, MaxAgeDays: 1}
}

func open(t *testing.T, o logfile.Options) *logfile.File {
	t.Helper()
	file, err := logfile.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file
}

func TestALogIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the rights of a file are kept elsewhere here")
	}
	o := options(t.TempDir())
	if err := os.MkdirAll(filepath.Dir(o.Path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.Path, []byte("{}\n"), 0o644); err != nil { // from before
		t.Fatal(err)
	}
	file := open(t, o)
	fill(file)
	entries, err := os.ReadDir(filepath.Dir(o.Path))
	if err != nil || len(entries) < 3 {
		t.Fatalf("%d files, %v: expected the log, a full one and the lock", len(entries), err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %04o", entry.Name(), info.Mode().Perm())
		}
	}
}

func TestConsolesOfOneMachineHaveAFileEach(t *testing.T) {
	o := options(t.TempDir())
	first, second := open(t, o), open(t, o)
	if first.Path() != o.Path || second.Path() == first.Path() || filepath.Base(second.Path()) != "console-2.log" {
		t.Errorf("they write %s and %s", first.Path(), second.Path())
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if third := open(t, o); third.Path() != o.Path {
		t.Errorf("after the first has closed, the next writes %s", third.Path())
	}
}

// TestConsolesThatLogAtOnceLoseNoLine runs three processes that fill several files each.
func TestConsolesThatLogAtOnceLoseNoLine(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	var consoles sync.WaitGroup
	begin := make(chan struct{})
	var paths sync.Map
	for range 3 {
		command := exec.CommandContext(t.Context(), program)
		command.Env = append(os.Environ(), consoleVariable+"="+folder)
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		said := bufio.NewScanner(out)
		said.Scan()
		paths.Store(said.Text(), true)
		consoles.Go(func() {
			<-begin
			_ = in.Close()
			if err := command.Wait(); err != nil {
				t.Errorf("%s ends with %v", said.Text(), err)
			}
		})
	}
	close(begin)
	consoles.Wait()
	paths.Range(func(path, _ any) bool {
		written := linesOf(t, path.(string))
		last := written[len(written)-1]
		if last.N != records-1 {
			t.Errorf("%s ends with record %d", path, last.N)
		}
		for i, line := range written {
			if line.Of != last.Of || line.N != records-len(written)+i {
				t.Fatalf("%s holds record %d of %d where %d of %d belongs", path, line.N, line.Of, records-len(written)+i, last.Of)
			}
		}
		return true
	})
	for n, name := range []string{"console.log", "console-2.log", "console-3.log"} {
		if _, ok := paths.Load(filepath.Join(folder, "state", name)); !ok {
			t.Errorf("console %d did not write %s", n+1, name)
		}
	}
}

type record struct{ N, Of int }

// linesOf reads a console's full files and the one that it wrote last, in their order.
func linesOf(t *testing.T, path string) []record {
	t.Helper()
	ext := filepath.Ext(path)
	full, err := filepath.Glob(strings.TrimSuffix(path, ext) + "-20*" + ext) // their names end in the time, and sort by it
	if err != nil || len(full) == 0 {
		t.Fatalf("%s was never full (%v)", path, err)
	}
	if len(full) > 3 {
		t.Errorf("%d full files are kept beside %s", len(full), path)
	}
	var all []record
	for _, name := range append(full, path) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) > 1<<20 {
			t.Errorf("%s has %d bytes", name, len(text))
		}
		for line := range bytes.Lines(text) {
			var r record
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatalf("%s: %v in %s", name, err, line)
			}
			all = append(all, r)
		}
	}
	return all
}

func TestALogThatCannotBeWrittenSaysSoOnce(t *testing.T) {
	folder := t.TempDir()
	inTheWay := filepath.Join(folder, "state")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := logfile.Open(options(folder)); err == nil {
		t.Error("a file where the folder belongs: it opens")
	}
	if err := logfile.Check(options(folder)); err == nil {
		t.Error("a file where the folder belongs: it can be written")
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	file := open(t, options(folder))
	if err := os.RemoveAll(inTheWay); err != nil {
		t.Skip("a folder in use can't be taken away here:", err)
	}
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	log := file.Logger(slog.LevelInfo)
	log.Info("request")
	select {
	case err := <-file.Failed():
		if err == nil {
			t.Error("it fails without a reason")
		}
	default:
		t.Error("nothing is told")
	}
	log.Info("request")
	select {
	case err := <-file.Failed():
		t.Errorf("it is told again: %v", err)
	default:
	}
}

func TestADiscardedLogTellsWhy(t *testing.T) {
	why := errors.New("why")
	file := logfile.Discard(why)
	file.Logger(slog.LevelDebug).Info("request")
	if got := <-file.Failed(); !errors.Is(got, why) || file.Path() != "" || file.Close() != nil {
		t.Errorf("told %v, path %q", got, file.Path())
	}
	select {
	case err := <-logfile.Discard(nil).Failed():
		t.Errorf("nothing failed, told %v", err)
	default:
	}
}

func TestNothingIsWrittenAfterTheEnd(t *testing.T) {
	file := open(t, options(t.TempDir()))
	log := file.Logger(slog.LevelWarn)
	log.Warn("before")
	log.Info("beneath the level")
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	log.Warn("after")
	text, err := os.ReadFile(file.Path())
	if err != nil || !bytes.Contains(text, []byte("before")) || bytes.Contains(text, []byte("beneath")) || bytes.Contains(text, []byte("after")) {
		t.Errorf("%v, it holds %s", err, text)
	}
}

func TestALogWithoutAFileIsNotOpened(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := logfile.Open(logfile.Options{}); !errors.Is(err, logfile.ErrNoFile) {
		t.Errorf("err %v", err)
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
