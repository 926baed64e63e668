// Package paint exists so that a key shows on the screen at once: it runs a
// Bubble Tea model and paints right after each update, where Bubble Tea's own
// renderer waits for the next tick of its frame clock.
//
// A paint happens as soon as the last one is [gap] old; while input keeps
// coming faster than that, the model is asked for no view at all, and one timer
// paints the last state. An idle program is never woken.
//
// The stock renderer stays a flag away ([Options.Stock]), and is what runs on
// Windows, whose console the direct painter does not know.
//
// It paints what the console's view uses: the alternate screen, its text, the
// window's title, the mouse, the cursor. A view that asks for more, or a command
// that asks the terminal for something else than its background, ends the
// program with [ErrNotPainted], which names it.
package paint

import (
	"context"
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// ErrNoTerminal says that the output is not a terminal, so that there is no
// screen to paint on. The caller should answer in plain lines instead.
var ErrNoTerminal = errors.New("the output is not a terminal")

// ErrNotPainted says that the model asked for something that the direct painter
// does not know. It is a mistake in the program: teach the painter, or ask for less.
var ErrNotPainted = errors.New("the direct painter does not know this")

// stockFPS is the number of times a second that the stock renderer looks for a new view, its maximum.
const stockFPS = 120

// Options says where and how to paint. The zero value paints directly on the
// process's own terminal.
type Options struct {
	// Stock uses Bubble Tea's own renderer instead of the direct painter.
	Stock bool
	// In is the keyboard; nil means os.Stdin. When it is not a terminal, the
	// controlling terminal is opened instead.
	In *os.File
	// Out is the screen; nil means os.Stdout.
	Out *os.File
	// Environ is the environment, as KEY=value; nil means os.Environ().
	Environ []string
	// Profile overrides how many colours the terminal shows; nil detects it
	// from the environment (TERM, COLORTERM, NO_COLOR, …).
	Profile *colorprofile.Profile
}

// Run shows model until it quits or ctx ends, restores the terminal, and
// returns the last model. The error is nil after tea.Quit and SIGTERM. It wraps
// tea.ErrProgramKilled and the reason when ctx ended, when the model panicked
// (tea.ErrProgramPanic) or was interrupted (tea.ErrInterrupted); it is
// [ErrNoTerminal] when the output is no terminal.
func Run(ctx context.Context, model tea.Model, opts Options) (tea.Model, error) {
	if opts.In == nil {
		opts.In = os.Stdin
	}
	if opts.Out == nil {
		opts.Out = os.Stdout
	}
	if opts.Environ == nil {
		opts.Environ = os.Environ()
	}
	if !term.IsTerminal(opts.Out.Fd()) {
		return model, ErrNoTerminal
	}
	if !term.IsTerminal(opts.In.Fd()) {
		in, out, err := tea.OpenTTY()
		if err != nil {
			return model, fmt.Errorf("opening the keyboard: %w", err)
		}
		defer closeTTY(in, out)
		opts.In = in
	}
	if opts.Profile == nil {
		profile := colorprofile.Detect(opts.Out, opts.Environ)
		opts.Profile = &profile
	}
	if opts.Stock {
		return runStock(ctx, model, opts)
	}
	return runDirect(ctx, model, opts)
}

// closeTTY closes the terminal that was opened in place of the given input;
// on some systems both ends are one file.
func closeTTY(in, out *os.File) {
	_ = in.Close()
	if out != in {
		_ = out.Close()
	}
}

// runStock runs model as Bubble Tea comes.
func runStock(ctx context.Context, model tea.Model, opts Options) (tea.Model, error) {
	return tea.NewProgram(model,
		tea.WithContext(ctx),
		tea.WithInput(opts.In),
		tea.WithOutput(opts.Out),
		tea.WithEnvironment(opts.Environ),
		tea.WithColorProfile(*opts.Profile),
		tea.WithFPS(stockFPS),
	).Run()
}
