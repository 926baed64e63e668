package training

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"countertop/api"
	"countertop/ui/cli"
	"countertop/ui/config"
	"countertop/ui/dumps"
	"countertop/ui/services"
)

// mainVariable makes this test's program the commands of the console.
const mainVariable = "COUNTERTOP_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(mainVariable) != "" {
		dumps.Forbid()
		os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Options{
			Version: version, Env: os.Getenv, Sandbox: Alone, FaultKinds: FaultKinds(), Vet: Vet, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		}))
	}
	os.Exit(m.Run())
}

// version is the version of the tests' console.
const version = "of-tests"

// connect makes what the console works with, as the program does.
func connect(ctx context.Context, c config.Config) (*services.Connection, error) {
	server, err := Reach(ctx, c, c.TrainingStatePath())
	if err != nil {
		return nil, err
	}
	return services.Connect(c, server, version)
}

// sandboxProcess is "countertop sandbox" as a process of its own.
type sandboxProcess struct {
	t       *testing.T
	command *exec.Cmd
	client  *api.Client
	call    api.Call
}

// runSandbox starts it and connects as its printed configuration says.
func runSandbox(t *testing.T, state string) *sandboxProcess {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program, "sandbox", "--addr", "127.0.0.1:0", "--state", state)
	command.Env = append(os.Environ(), mainVariable+"=1", config.SecretVariable+"=of-tests", "HOME="+t.TempDir())
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() }) // it has ended where the test went well
	var printed strings.Builder
	for lines := bufio.NewScanner(out); !strings.Contains(printed.String(), "locations = ") && lines.Scan(); {
		printed.WriteString(lines.Text() + "\n")
	}
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(printed.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(path, func(name string) string { return map[string]string{config.SecretVariable: "of-tests"}[name] })
	if err != nil {
		t.Fatalf("it prints\n%s\n%v", printed.String(), err)
	}
	client, err := api.New(api.Options{BaseURL: c.BaseURL(), ClientID: c.API.ClientID, Secret: "of-tests"})
	if err != nil {
		t.Fatal(err)
	}
	client.Start()
	t.Cleanup(client.Close)
	return &sandboxProcess{t, command, client, api.Call{Reference: "0123456789abcdef0123456789abcdef"}}
}

func (p *sandboxProcess) available() api.Money {
	p.t.Helper()
	account, err := p.client.Lookup(p.t.Context(), p.call, api.LookupQuery{AccountNumber: "100000016"})
	if err != nil {
		p.t.Fatal(err)
	}
	return account.AvailableCredit
}

// TestASandboxAloneKeepsItsState refunds, ends the server by each signal and starts it again.
func TestASandboxAloneKeepsItsState(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process can't be sent a signal here")
	}
	state := filepath.Join(t.TempDir(), "state")
	for n, end := range []os.Signal{syscall.SIGTERM, os.Interrupt, os.Kill} {
		p := runSandbox(t, state)
		before := p.available()
		if want := api.Money(50_00 + n*5_00); before != want {
			t.Errorf("after %d restarts %s are available, want %s", n, before, want)
		}
		if err := p.client.Refund(t.Context(), p.call, api.RefundRequest{
			AccountNumber: "100000016", Reference: "F", Amount: 5_00, Location: "00-12345", Clerk: "12345-TEST", IdempotencyKey: end.String(),
		}); err != nil {
			t.Fatal(err)
		}
		if err := p.command.Process.Signal(end); err != nil {
			t.Fatal(err)
		}
		if err := p.command.Wait(); (err == nil) != (end != os.Kill) {
			t.Errorf("after the signal %s it ends with %v", end, err)
		}
	}
	if left := runSandbox(t, state).available(); left != 65_00 {
		t.Errorf("%s are available in the end", left)
	}
}

// TestAFaultOfNoCallIsRefusedWhereverItIsWritten writes it on the command line and in a configuration.
func TestAFaultOfNoCallIsRefusedWhereverItIsWritten(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	state, file := filepath.Join(folder, "state"), filepath.Join(folder, "config.toml")
	if err := os.WriteFile(file, []byte("[training]\nfaults = [\"slow\", \"dropped_after path=nonsense\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		arguments []string
		says      string
	}{
		"on the command line":    {[]string{"sandbox", "--addr", "127.0.0.1:0", "--state", state, "--fault", "dropped_after path=nonsense"}, "nonsense"},
		"in a configuration":     {[]string{"sandbox", "--addr", "127.0.0.1:0", "--state", state, "--config", file}, "training.faults"},
		"in one that is checked": {[]string{"config", "check", "--config", file}, "training.faults"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // one that is accepted serves for ever
		defer cancel()
		command := exec.CommandContext(ctx, program, row.arguments...)
		command.Env = append(os.Environ(), mainVariable+"=1", "HOME="+folder)
		printed, err := command.CombinedOutput()
		said := strings.Join(strings.Fields(string(printed)), " ") // lines are broken to the width
		if err == nil || !strings.Contains(said, row.says) || !strings.Contains(said, `"nonsense" is the end of no call's path; expected one of oauth/token, i18n`) {
			t.Errorf("%s: %v, and it prints\n%s", name, err, printed)
		}
	}
	if _, err := os.Stat(state); !os.IsNotExist(err) {
		t.Errorf("a refused server left a state file (%v)", err)
	}
}
