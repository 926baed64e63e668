// Package printer hands a text to the store's printer: to the command that the store named, else to the
// system's own way of printing.
package printer

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"countertop/flows/lang"
)

// patience limits the time in which a command accepts a text (OWN): a spooler takes it at once.
const patience = 30 * time.Second

// ErrNone says that this machine has no command that prints.
var ErrNone = errors.New("no command that prints was found")

// Printer prints on the counter's printer.
type Printer struct {
	// Command reads a text, UTF-8 with lines ended by "\n", from its standard input and prints it; its first
	// word is a program. Empty is the system's own: lp or lpr, on Windows PowerShell's Out-Printer.
	Command []string
}

// Refused says why a command did not take a text, in the command's own words.
type Refused struct {
	Program string
	Said    string // the first line of what it said; empty where it said nothing
	Err     error
}

// Error says what was refused, by whom and why.
func (r *Refused) Error() string {
	if r.Said == "" {
		return fmt.Sprintf("%s: %v", r.Program, r.Err)
	}
	return fmt.Sprintf("%s: %v: %s", r.Program, r.Err, r.Said)
}

// Unwrap returns the command's own error.
func (r *Refused) Unwrap() error { return r.Err }

// Print hands a text over and returns when the command has taken it, which is before paper comes. The error is ErrNone
// or a *Refused.
func (p Printer) Print(ctx context.Context, text string) error {
	command := p.Command
	if len(command) == 0 {
		command = system(runtime.GOOS, exec.LookPath)
	}
	if len(command) == 0 {
		return ErrNone
	}
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	said := &beginning{}
	run := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // the command is the store's own choice
	run.Stdin = strings.NewReader(plain(text))
	run.Stdout, run.Stderr = nil, said
	run.WaitDelay = time.Second
	if err := run.Run(); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return &Refused{Program: command[0], Said: said.line(), Err: err}
	}
	return nil
}

// system is the command of an operating system; empty where it has none.
func system(os string, look func(string) (string, error)) []string {
	if os == "windows" {
		return []string{
			"powershell.exe", "-NoProfile", "-NonInteractive", "-Command",
			"[Console]::InputEncoding = [Text.Encoding]::UTF8; $input | Out-Printer",
		}
	}
	for _, program := range []string{"lp", "lpr"} {
		if _, err := look(program); err == nil {
			return []string{program}
		}
	}
	return nil
}

// plain writes the spaces that hold as spaces: printers of text know no others. What a printer would obey is taken out.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(lang.Legible(text))
}

// beginning keeps the beginning of what a command says.
type beginning struct{ text []byte }

const kept = 500 // bytes

func (b *beginning) Write(p []byte) (int, error) {
	if room := kept - len(b.text); room > 0 {
		b.text = append(b.text, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// line is the first line that says something, without what a terminal would take for commands.
func (b *beginning) line() string {
	for line := range strings.SplitSeq(strings.ToValidUTF8(string(b.text), "?"), "\n") {
		line = strings.TrimSpace(strings.Map(func(r rune) rune {
			if r < ' ' || r >= 0x7f && r < 0xa0 {
				return -1
			}
			return r
		}, line))
		if line != "" {
			return line
		}
	}
	return ""
}
