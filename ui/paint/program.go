//go:build !windows

package paint

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// program exists to hold together a Bubble Tea program without a renderer and
// everything that Bubble Tea then leaves to others: raw mode, the keyboard,
// the window's size, signals, and the terminal's return to what it was.
type program struct {
	// Dependencies
	tea     *tea.Program
	tty     *terminal
	painter *painter

	// State
	keys       *keyboard // nil before the first paint
	windowSize *tea.WindowSizeMsg
	profile    *colorprofile.Profile
	environ    bool // the program's own EnvMsg was seen
}

// runDirect runs model painted by the direct painter.
func runDirect(ctx context.Context, model tea.Model, opts Options) (tea.Model, error) {
	tty := &terminal{in: opts.In, out: opts.Out, environ: uv.Environ(opts.Environ)}
	width, height, err := tty.size()
	if err != nil {
		return model, err
	}
	if err := tty.raw(); err != nil {
		return model, err
	}
	p := &program{
		tty:        tty,
		painter:    newPainter(opts.Out, opts.Environ, width, height, *opts.Profile),
		windowSize: &tea.WindowSizeMsg{Width: width, Height: height},
		profile:    opts.Profile,
	}
	d := &direct{
		surface: p.painter,
		session: p,
		now:     time.Now,
		wake: func(after time.Duration) {
			time.AfterFunc(after, func() { p.tea.Send(paintMsg{}) })
		},
		inner:  model,
		opened: []tea.Msg{tea.EnvMsg(opts.Environ), tea.ColorProfileMsg{Profile: *opts.Profile}, *p.windowSize},
	}
	p.tea = tea.NewProgram(d,
		tea.WithContext(ctx),
		tea.WithoutRenderer(),
		tea.WithoutSignalHandler(),
		tea.WithFPS(1), // until begin stops the clock
		tea.WithInput(strings.NewReader("")),
		tea.WithOutput(opts.Out),
		tea.WithEnvironment(opts.Environ),
		tea.WithColorProfile(*opts.Profile),
		tea.WithWindowSize(width, height),
		tea.WithFilter(p.filter),
	)
	return p.run(d)
}

// run runs the program and always restores the terminal.
func (p *program) run(d *direct) (tea.Model, error) {
	defer p.abandon()
	stop := p.watchSignals()
	_, err := p.tea.Run()
	stop()
	if p.keys != nil {
		p.keys.close()
	}
	if d.err != nil {
		return d.inner, d.err
	}
	if err != nil {
		return d.inner, err
	}
	return d.inner, errors.Join(p.painter.close(), p.tty.restore())
}

// begin stops Bubble Tea's frame clock, which would wake an idle program, and
// starts the keyboard.
func (p *program) begin() error {
	// The program's input is at its end already, so that this lets go of
	// nothing else and returns at once.
	if err := p.tea.ReleaseTerminal(); err != nil {
		return err
	}
	keys, err := readKeys(p.tty.in, p.tty.environ.Getenv("TERM"), p.tea.Send)
	p.keys = keys
	return err
}

// resized tells the program the terminal's size, which may have changed.
func (p *program) resized() {
	go func() {
		width, height, err := p.tty.size()
		if err != nil {
			p.tea.Send(brokenMsg{err})
			return
		}
		p.tea.Send(resizedMsg{Width: width, Height: height})
	}()
}

// abandon restores the terminal for good.
func (p *program) abandon() {
	// There is nobody left to tell when this fails.
	_ = p.painter.close()
	_ = p.tty.restore()
}

// watchSignals turns signals into messages until stopped.
func (p *program) watchSignals() (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGWINCH)
	var ended sync.WaitGroup
	ended.Go(func() {
		for s := range signals {
			switch s {
			case syscall.SIGWINCH:
				p.resized()
			case syscall.SIGINT:
				p.tea.Send(tea.InterruptMsg{})
			default:
				p.tea.Send(tea.QuitMsg{})
			}
		}
	})
	return func() {
		signal.Stop(signals)
		close(signals)
		ended.Wait()
	}
}

// filter carries out what a message asks of the terminal before Bubble Tea
// sees it, and drops what the model knows already from before its first view.
func (p *program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if seq, ok := requested(msg); ok {
		if err := p.painter.write(seq); err != nil {
			return brokenMsg{err}
		}
		return doneMsg{msg}
	}
	if err := refused(msg); err != nil {
		return brokenMsg{err}
	}
	switch m := msg.(type) {
	case tea.EnvMsg:
		if !p.environ {
			p.environ = true
			return nil
		}
	case tea.WindowSizeMsg:
		if p.windowSize != nil && m == *p.windowSize {
			p.windowSize = nil
			return nil
		}
	case tea.ColorProfileMsg:
		if p.profile != nil && m.Profile == *p.profile {
			p.profile = nil
			return nil
		}
	}
	return msg
}
