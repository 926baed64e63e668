// Package ui is the console: it plays the flows in a terminal, full-screen. The shell (shell.go)
// owns everything on the screen; a player (player.go) plays one flow, with a body of ui/page for
// each of its pages. What comes from outside, ui/services brings as events (news.go).
package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"countertop/api"
	"countertop/ui/paint"
	"countertop/ui/services"
)

// Options are given to a console at its start; nothing of it has touched network or disk.
type Options struct {
	Version     string
	Environment string // embedded, training, mi, production, or the host of a base URL
	Training    bool   // everything but production
	Language    api.Language
	Locations   []string // external_location_ids
	Terminal    string
	Zone        *time.Location // the store's; nil: this computer's
	AskSIN      bool
	Managers    []string // employee ids that may decide; empty: any may be asked to
	Theme       string   // auto, dark, light, none
	Stock       bool     // Bubble Tea's own renderer
	Mouse       bool
	SlipFolder  string
	// PrintCommand prints what it reads from its standard input; empty is the system's own.
	PrintCommand []string
	// Longest limits the time of a money call; a console that closes waits for it.
	Longest time.Duration
	// Grace is the time for which something that the server does not have may still come to light; zero is
	// doubt.DefaultGrace.
	Grace time.Duration
	// Tell says something beside the screen, once it is gone; nil is nowhere.
	Tell io.Writer
	// Connect makes the connection. It is called after the first frame.
	Connect func(context.Context) (*services.Connection, error)
	// Env reads the environment; nil is os.Getenv.
	Env func(string) string
	// Later brings a message after a while, for what the console does by itself; nil is tea.Tick.
	Later func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	// NewID makes the x-reference-ids and request ids of flows; nil is api.NewReferenceID.
	NewID func() api.ReferenceID
}

func (o Options) env() func(string) string {
	if o.Env == nil {
		return os.Getenv
	}
	return o.Env
}

func (o Options) tell(line string) {
	if o.Tell != nil {
		_, _ = fmt.Fprintln(o.Tell, line) // a terminal that is gone hears nothing
	}
}

// later brings a message after a while.
func (o Options) later(after time.Duration, msg func(time.Time) tea.Msg) tea.Cmd {
	if o.Later != nil {
		return o.Later(after, msg)
	}
	return tea.Tick(after, msg)
}

func (o Options) newID() func() api.ReferenceID {
	if o.NewID == nil {
		return api.NewReferenceID
	}
	return o.NewID
}

// profile returns the colours that the terminal has, as far as the environment tells.
func (o Options) profile() colorprofile.Profile {
	env := o.env()
	profile := colorprofile.Env([]string{"TERM=" + env("TERM"), "COLORTERM=" + env("COLORTERM"), "NO_COLOR=" + env("NO_COLOR")})
	return o.limit(profile)
}

// limit takes colours away where the user asked for none.
func (o Options) limit(profile colorprofile.Profile) colorprofile.Profile {
	if o.env()("NO_COLOR") != "" && profile > colorprofile.ASCII {
		return colorprofile.ASCII
	}
	return profile
}

// Run shows the console until the clerk quits, the terminal goes away or ctx ends. It then
// waits for the answer to a money call that is under way.
func Run(ctx context.Context, o Options) error {
	shell := NewShell(o, time.Now)
	ctx, release := untilHangup(ctx)
	defer release()
	defer shell.close()
	_, err := paint.Run(ctx, shell, paint.Options{Stock: o.Stock})
	if err != nil && !errors.Is(context.Cause(ctx), errHangup) {
		return fmt.Errorf("running the console: %w", err)
	}
	return nil
}

var errHangup = errors.New("the terminal went away")

// untilHangup ends the context when the terminal goes away. Until it is released, neither that nor
// SIGTERM ends the process by itself, so that a console that is closing still gets its answer.
func untilHangup(ctx context.Context) (until context.Context, release func()) {
	until, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGTERM)
	go func() {
		for s := range signals {
			if s == syscall.SIGHUP {
				cancel(errHangup)
			}
		}
	}()
	return until, func() {
		signal.Stop(signals)
		close(signals)
		cancel(nil)
	}
}

// close ends what the shell started, once what came of its money calls is known.
func (m *Shell) close() {
	m.settle()
	m.services.Close()
}

// A console that is closing waits for settleTime for the answer to a money call, beyond the time
// that the call itself may take.
const settleTime = 10 * time.Second

// settle lets nothing more be sent, and waits until the money calls under way have their outcome in the
// journal: a call ends at its own deadline at the latest.
func (m *Shell) settle() {
	kept := m.services.Journal.Opened()
	if kept == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), m.options.Longest+settleTime)
	defer cancel()
	waited := kept.UnderWay() > 0
	if waited {
		m.options.tell(msgSettling.In(m.language))
	}
	err := kept.Settle(ctx)
	switch {
	case err != nil:
		m.options.tell(msgNotSettled.In(m.language))
	case waited:
		m.options.tell(msgSettled.In(m.language))
	}
}
