package journal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"countertop/api"
	"countertop/api/sandbox"
	"countertop/flows"
)

// roleVariable makes the test's program a console of its own: what it does, as one of roles.
const roleVariable = "COUNTERTOP_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		do := roles[role]
		if do == nil {
			do = unixRoles[role]
		}
		if err := do(os.Args[1:], os.Stdout); err != nil {
			_, _ = fmt.Fprintln(os.Stdout, "failed:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// roles are the deeds of a console of its own, with its arguments: the journal's path first.
var roles = map[string]func(args []string, out io.Writer) error{
	"intend": intendAndWait, "race": raceForASale, "sell": sell, "send": sendSales,
}

func openAsConsole(path string) (*Journal, error) {
	return Open(context.Background(), path, Options{Training: true, Busy: time.Minute})
}

// intendAndWait begins a sale and then waits for an answer that does not come.
func intendAndWait(args []string, out io.Writer) error {
	j, err := openAsConsole(args[0])
	if err != nil {
		return err
	}
	id, err := j.Intend(context.Background(), sale(args[1]))
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, id)
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, j.Close())
}

// raceForASale begins a sale when a line comes in.
func raceForASale(args []string, out io.Writer) error {
	j, err := openAsConsole(args[0])
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, "ready")
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	_, err = j.Intend(context.Background(), sale(args[1]))
	switch {
	case errors.Is(err, flows.ErrFrozen):
		_, _ = fmt.Fprintln(out, "frozen")
	case err != nil:
		return err
	default:
		_, _ = fmt.Fprintln(out, "sent")
	}
	in.Scan() // it lives until a line comes in
	return j.Close()
}

// sell makes sales one after another, and says each step once it is recorded.
func sell(args []string, out io.Writer) error {
	j, err := openAsConsole(args[0])
	if err != nil {
		return err
	}
	count, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	for i := range count {
		id, err := j.Intend(context.Background(), sale(fmt.Sprint(args[1], "-", i)))
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintln(out, "intended", id)
		if err := j.Conclude(context.Background(), id, approved); err != nil {
			return err
		}
		_, _ = fmt.Fprintln(out, "concluded", id)
	}
	return j.Close()
}

// sendSales sends sales to the server at the second argument, and says when it begins and ends.
func sendSales(args []string, out io.Writer) error {
	ctx := context.Background()
	j, err := openAsConsole(args[0])
	if err != nil {
		return err
	}
	client, err := api.New(api.Options{BaseURL: args[1], ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret})
	if err != nil {
		return err
	}
	client.Start()
	defer client.Close()
	if err := client.Warm(ctx); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, "begins")
	for i := range salesToSend {
		in := sale(fmt.Sprint("A-", i))
		_, err := flows.Execute(ctx, j, in, func(ctx context.Context) (api.Authorization, error) {
			return client.Authorize(ctx, api.Call{Reference: in.Flow}, api.AuthorizationRequest{
				AccountNumber: in.Account, Reference: in.Reference, Financing: in.Financing, Amount: in.Amount, AutoCapture: true,
				VerificationCode: "1234", RequestID: in.RequestID, Location: in.Location, Clerk: in.Clerk, IdempotencyKey: in.IdempotencyKey,
			})
		})
		if flows.FailureCode(err) == "" {
			return fmt.Errorf("the server refuses what was not verified: %w", err)
		}
	}
	_, _ = fmt.Fprintln(out, "ends")
	return j.Close()
}

const salesToSend = 3

// process is a console that is a process of its own.
type process struct {
	t       *testing.T
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Scanner
}

func start(t *testing.T, role string, args ...string) *process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, command: exec.CommandContext(t.Context(), program, args...)}
	p.command.Env = append(os.Environ(), roleVariable+"="+role)
	p.command.Stderr = os.Stderr
	if p.in, err = p.command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.out = bufio.NewScanner(out)
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.command.Process.Kill() }) // it has ended where the test went well
	return p
}

// says is the next line.
func (p *process) says() string {
	p.t.Helper()
	if !p.out.Scan() {
		p.t.Fatalf("it said nothing more: %v", p.out.Err())
	}
	return p.out.Text()
}

func (p *process) told() {
	p.t.Helper()
	if _, err := io.WriteString(p.in, "go\n"); err != nil {
		p.t.Fatal(err)
	}
}

// killed ends it as a power cut does, and waits until it is gone.
func (p *process) killed() {
	p.t.Helper()
	if err := p.command.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.command.Wait() // says that it was killed
}

func (p *process) ends() {
	p.t.Helper()
	_ = p.in.Close()
	if err := p.command.Wait(); err != nil {
		p.t.Error(err)
	}
}

func TestWhatAKilledConsoleHadUnderWayIsInDoubt(t *testing.T) {
	d := openDesk(t, "survivor")
	other := start(t, "intend", d.path, "A-1")
	id := flows.IntentID(other.says())
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := d.record(id).State; got != UnderWay || len(d.InDoubt()) != 0 {
		t.Errorf("while it lives: %s, in doubt %v", got, d.InDoubt())
	}
	if _, err := d.Intend(t.Context(), sale("A-1")); !errors.Is(err, flows.ErrFrozen) {
		t.Errorf("while it lives: %v", err)
	}
	if err := d.Conclude(t.Context(), id, flows.Outcome{Result: flows.ResultNotDone}); !errors.Is(err, errUnderWay) {
		t.Errorf("not done, while it is being sent: %v", err)
	}
	other.killed()
	doubts, err := d.Doubts(t.Context())
	if err != nil || len(doubts) != 1 || doubts[0].ID != id || !doubts[0].Lost.IsZero() {
		t.Fatalf("%+v, %v", doubts, err)
	}
	if got := d.record(id).State; got != InDoubt {
		t.Errorf("after its end: %s", got)
	}
	if _, err := d.Intend(t.Context(), sale("A-1")); !errors.Is(err, flows.ErrFrozen) {
		t.Errorf("after its end: %v", err)
	}
	d.conclude(id, flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromServer})
	d.intend(sale("A-1"))
	if _, err := Verify(t.Context(), d.path, nil); err != nil {
		t.Error(err)
	}
}

// A console that is killed is missed at once, whether it was there before or came later, and nobody hears of one that lives.
func TestTheEndOfAnotherConsoleIsToldAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	earlier := start(t, "intend", path, "A-1")
	earlier.says()
	d := openDeskAt(t, path, "survivor")
	later := start(t, "intend", path, "A-2")
	later.says()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // it takes milliseconds
	defer cancel()
	told := func(what string, doubts int) {
		t.Helper()
		select {
		case <-d.Ended():
		case <-ctx.Done():
			t.Fatalf("nothing was told of %s", what)
		}
		if err := d.Refresh(t.Context()); err != nil || len(d.InDoubt()) != doubts {
			t.Fatalf("%s: in doubt %v, %v", what, d.InDoubt(), err)
		}
	}
	for range 3 {
		if err := d.Refresh(t.Context()); err != nil || len(d.InDoubt()) != 0 {
			t.Fatalf("while they live: %v, %v", d.InDoubt(), err)
		}
	}
	later.killed()
	told("the one that came later", 1)
	earlier.killed()
	told("the one that was there before", 2)
	third := start(t, "intend", path, "A-3")
	third.says()
	third.ends()
	told("one that was closed", 2+1)
	select {
	case <-d.Ended():
		t.Error("told of nobody's end")
	default:
	}
}

func TestAConsoleThatClosesLeavesNothingBehind(t *testing.T) {
	d := openDesk(t, "survivor")
	other := start(t, "intend", d.path, "A-1")
	other.says()
	other.ends()
	dead := start(t, "intend", d.path, "A-2")
	dead.says()
	dead.killed()
	openDeskAt(t, d.path, "third")
	files, err := filepath.Glob(filepath.Join(d.path+".consoles", "*"))
	if err != nil || len(files) != 2 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestOfSeveralConsolesOneSendsTheSameSale(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	var racers []*process
	for range 3 {
		racers = append(racers, start(t, "race", path, "A-1"))
	}
	for _, r := range racers {
		if line := r.says(); line != "ready" {
			t.Fatal(line)
		}
	}
	for _, r := range racers {
		r.told()
	}
	said := map[string]int{}
	for _, r := range racers {
		said[r.says()]++
	}
	if said["sent"] != 1 || said["frozen"] != 2 {
		t.Error(said)
	}
	for _, r := range racers {
		r.told()
		r.ends()
	}
}

func TestSeveralConsolesWriteOneChain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	const each = 25
	var sellers []*process
	for i := range 3 {
		sellers = append(sellers, start(t, "sell", path, fmt.Sprint("S", i), fmt.Sprint(each)))
	}
	for _, s := range sellers {
		for s.out.Scan() {
			if strings.HasPrefix(s.out.Text(), "failed") {
				t.Error(s.out.Text())
			}
		}
		s.ends()
	}
	head, err := Verify(t.Context(), path, nil)
	if err != nil || head.Seq != 3*each*2 {
		t.Errorf("%+v, %v", head, err)
	}
}

func TestWhatWasRecordedSurvivesAKillAtAnyMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal.db")
	want := map[flows.IntentID]bool{} // concluded or not
	for round := range 12 {
		s := start(t, "sell", path, fmt.Sprint("K", round), "1000")
		for range 1 + round*3 {
			step, id, ok := strings.Cut(s.says(), " ")
			if !ok {
				t.Fatalf("it said %q", step)
			}
			want[flows.IntentID(id)] = step == "concluded"
		}
		s.killed()
	}
	d := openDeskAt(t, path, "survivor")
	for id, concluded := range want {
		record := d.record(id)
		if concluded && record.State != Done || record.State == UnderWay {
			t.Errorf("%s: %s", id, record.State)
		}
	}
	if _, err := Verify(t.Context(), path, nil); err != nil {
		t.Error(err)
	}
}
