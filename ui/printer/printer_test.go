package printer

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asPrinter makes the test's own binary a printer: it does what its environment says.
const asPrinter = "COUNTERTOP_TEST_PRINTER"

func TestMain(m *testing.M) {
	switch os.Getenv(asPrinter) {
	case "":
		os.Exit(m.Run())
	case "refuse":
		_, _ = os.Stderr.WriteString("\n\x1b[31mno paper\x1b[0m\nsecond line\n")
		os.Exit(3)
	case "silent":
		os.Exit(4)
	case "wait":
		_, _ = os.Stdout.WriteString("x")
		_, _ = io.Copy(io.Discard, os.Stdin)
		select {}
	default:
		text, err := io.ReadAll(os.Stdin)
		if err != nil || os.WriteFile(os.Getenv(asPrinter), text, 0o600) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
}

func TestATextReachesTheCommandWhole(t *testing.T) {
	paper := filepath.Join(t.TempDir(), "paper")
	t.Setenv(asPrinter, paper)
	text := strings.Repeat("Montant\u00a0: 1\u202f234,50\u00a0$ à Montréal\n", 5000)
	if err := (Printer{Command: []string{os.Args[0]}}).Print(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	printed, err := os.ReadFile(paper)
	if want := strings.Repeat("Montant : 1 234,50 $ à Montréal\n", 5000); err != nil || string(printed) != want {
		t.Errorf("%d bytes on paper (%v), want %d", len(printed), err, len(want))
	}
}

func TestAPrinterIsToldNothingButText(t *testing.T) {
	paper := filepath.Join(t.TempDir(), "paper")
	t.Setenv(asPrinter, paper)
	// Were a text given as an argument, the test's own binary would fail for an unknown flag.
	text := "-test.nosuchflag $(touch x)\n\x1b%-12345X@PJL\x00\u202e\u2028Total\f"
	if err := (Printer{Command: []string{os.Args[0]}}).Print(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	printed, err := os.ReadFile(paper)
	if want := "-test.nosuchflag $(touch x)\n%-12345X@PJL\nTotal\n"; err != nil || string(printed) != want {
		t.Errorf("%q on paper (%v), want %q", printed, err, want)
	}
}

func TestARefusalIsInTheCommandsWords(t *testing.T) {
	for behaviour, said := range map[string]string{"refuse": "[31mno paper[0m", "silent": ""} {
		t.Setenv(asPrinter, behaviour)
		err := Printer{Command: []string{os.Args[0]}}.Print(t.Context(), "text")
		refused, ok := errors.AsType[*Refused](err)
		if !ok || refused.Said != said || !strings.Contains(err.Error(), "exit status") {
			t.Errorf("%s: %v, want a refusal that says %q", behaviour, err, said)
		}
	}
}

func TestACommandThatNeverEndsIsEnded(t *testing.T) {
	t.Setenv(asPrinter, "wait")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (Printer{Command: []string{os.Args[0]}}).Print(ctx, "text"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want the end of the context", err)
	}
}

func TestAProgramThatIsNotThereIsNamed(t *testing.T) {
	err := Printer{Command: []string{"no-such-printing-program"}}.Print(t.Context(), "text")
	if err == nil || !strings.Contains(err.Error(), "no-such-printing-program") {
		t.Errorf("%v, want the program's name", err)
	}
}

func TestTheSystemsOwnWay(t *testing.T) {
	has := func(programs ...string) func(string) (string, error) {
		return func(program string) (string, error) {
			if slices.Contains(programs, program) {
				return "/usr/bin/" + program, nil
			}
			return "", errors.New("not found")
		}
	}
	for _, x := range []struct {
		os   string
		has  []string
		want string
	}{
		{"linux", []string{"lpr", "lp"}, "lp"}, {"darwin", []string{"lpr"}, "lpr"}, {"linux", nil, ""}, {"windows", nil, "powershell.exe"},
	} {
		command := system(x.os, has(x.has...))
		if got := strings.Join(command[:min(1, len(command))], ""); got != x.want {
			t.Errorf("%s with %v prints by %q, want %q", x.os, x.has, got, x.want)
		}
	}
}
