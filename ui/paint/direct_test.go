//go:build !windows

package paint

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// paper is a surface that remembers what was painted.
type paper struct {
	painted []string
	width   int
	profile colorprofile.Profile
	err     error
}

func (p *paper) paint(v tea.View) error {
	p.painted = append(p.painted, v.Content)
	return p.err
}
func (p *paper) resize(width, _ int)                     { p.width = width }
func (p *paper) setProfile(profile colorprofile.Profile) { p.profile = profile }
func (p *paper) setMode(tea.ModeReportMsg)               {}

// visit is a session that remembers what was done to it.
type visit struct {
	begun, abandoned int
	err              error
}

func (v *visit) begin() error { v.begun++; return v.err }
func (v *visit) abandon()     { v.abandoned++ }

// typist is a model that shows what was typed.
type typist struct {
	text  string
	width int
	views *int
	panic string // panics when this is typed
	cmd   tea.Cmd
}

func (m typist) Init() tea.Cmd { return nil }

func (m typist) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width = msg.Width
	case tea.KeyPressMsg:
		if m.panic != "" && msg.Text == m.panic {
			panic("typed " + msg.Text)
		}
		m.text += msg.Text
	}
	return m, m.cmd
}

func (m typist) View() tea.View {
	*m.views++
	return tea.NewView(m.text)
}

// desk is a direct model with everything around it replaced.
type desk struct {
	*direct
	paper *paper
	visit *visit
	views int
	clock time.Time
	wakes []time.Duration
}

func newDesk() *desk {
	d := &desk{paper: &paper{}, visit: &visit{}, clock: time.Unix(1, 0)}
	d.direct = &direct{
		surface: d.paper, session: d.visit,
		now:    func() time.Time { return d.clock },
		wake:   func(after time.Duration) { d.wakes = append(d.wakes, after) },
		inner:  typist{views: &d.views},
		opened: []tea.Msg{tea.WindowSizeMsg{Width: 80, Height: 24}},
	}
	return d
}

func (d *desk) key(text string) tea.Cmd {
	_, cmd := d.Update(tea.KeyPressMsg{Text: text, Code: rune(text[0])})
	return cmd
}

func TestInitPaintsAModelThatKnowsItsTerminal(t *testing.T) {
	d := newDesk()
	d.Init()
	if len(d.paper.painted) != 1 || d.visit.begun != 1 {
		t.Errorf("painted %q, began %d times; want one paint and one beginning", d.paper.painted, d.visit.begun)
	}
	if width := d.inner.(typist).width; width != 80 {
		t.Errorf("the model was told a width of %d, want 80", width)
	}
}

func TestUpdatePaintsAtOnceAfterAPause(t *testing.T) {
	d := newDesk()
	d.Init()
	for _, text := range []string{"a", "b", "c"} {
		d.clock = d.clock.Add(gap)
		d.key(text)
	}
	if got := strings.Join(d.paper.painted, ","); got != ",a,ab,abc" {
		t.Errorf("painted %s", got)
	}
	if len(d.wakes) != 0 {
		t.Errorf("%d timers, want none", len(d.wakes))
	}
}

func TestABurstIsPaintedOnceWithoutAskingForViews(t *testing.T) {
	d := newDesk()
	d.Init()
	for range 300 {
		d.key("x")
	}
	if len(d.paper.painted) != 1 || d.views != 1 {
		t.Errorf("%d paints and %d views during the burst, want those of the start", len(d.paper.painted), d.views)
	}
	if len(d.wakes) != 1 || d.wakes[0] != gap {
		t.Fatalf("timers %v, want one of %v", d.wakes, gap)
	}
	d.clock = d.clock.Add(gap)
	d.Update(paintMsg{})
	if got, want := d.paper.painted[1], strings.Repeat("x", 300); got != want {
		t.Errorf("painted %q in the end", got)
	}
	d.Update(paintMsg{})
	if d.views != 2 {
		t.Errorf("%d views, want none when nothing changed", d.views)
	}
}

func TestALongBurstIsPaintedEveryGap(t *testing.T) {
	d := newDesk()
	d.Init()
	for range 40 {
		d.clock = d.clock.Add(gap / 4)
		d.key("x")
	}
	if got := len(d.paper.painted); got != 11 {
		t.Errorf("%d paints in ten gaps, want 10 and that of the start", got)
	}
}

func TestTheModelSeesWhatWasDoneForIt(t *testing.T) {
	d := newDesk()
	d.Init()
	d.Update(resizedMsg{Width: 100, Height: 30})
	if d.paper.width != 100 || d.inner.(typist).width != 100 {
		t.Errorf("width of the surface %d, of the model %d; want 100", d.paper.width, d.inner.(typist).width)
	}
	d.Update(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	if d.paper.profile != colorprofile.ANSI {
		t.Errorf("profile %v, want ANSI", d.paper.profile)
	}
	d.Update(doneMsg{tea.KeyPressMsg{Text: "k"}})
	if text := d.inner.(typist).text; text != "k" {
		t.Errorf("the model saw %q, want what was carried", text)
	}
}

func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	_, ok := cmd().(tea.QuitMsg)
	return ok
}

func TestABrokenTerminalEndsTheProgram(t *testing.T) {
	broken := errors.New("broken")
	for _, row := range []struct {
		name string
		do   func(d *desk) tea.Cmd
	}{
		{"it cannot be painted on", func(d *desk) tea.Cmd {
			d.paper.err = broken
			return d.Init()
		}},
		{"its keys cannot be read", func(d *desk) tea.Cmd {
			d.visit.err = broken
			return d.Init()
		}},
		{"it breaks later", func(d *desk) tea.Cmd {
			d.Init()
			_, cmd := d.Update(brokenMsg{broken})
			return cmd
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDesk()
			if cmd := row.do(d); !quits(cmd) || !errors.Is(d.err, broken) {
				t.Errorf("it goes on, with the error %v", d.err)
			}
		})
	}
}

func TestAPanicRestoresTheTerminalFirst(t *testing.T) {
	d := newDesk()
	d.inner = typist{views: &d.views, panic: "p"}
	d.Init()
	defer func() {
		if recover() == nil {
			t.Error("the panic was swallowed")
		}
		if d.visit.abandoned != 1 {
			t.Errorf("abandoned %d times, want 1", d.visit.abandoned)
		}
	}()
	d.key("p")
}

func TestAPanicInACommandRestoresTheTerminalFirst(t *testing.T) {
	bad := func() tea.Msg { panic("in a command") }
	good := func() tea.Msg { return "good" }
	for _, row := range []struct {
		name string
		cmd  tea.Cmd
		pick func(t *testing.T, msg tea.Msg) tea.Cmd // the bad one within what cmd returns
	}{
		{"a command", bad, nil},
		{"in a batch", tea.Batch(good, bad), func(t *testing.T, msg tea.Msg) tea.Cmd {
			batch, ok := msg.(tea.BatchMsg)
			if !ok || len(batch) != 2 || batch[0]() != "good" {
				t.Fatalf("not a batch of two: %#v", msg)
			}
			return batch[1]
		}},
		{"in a batch of batches", tea.Batch(good, tea.Batch(good, bad)), func(t *testing.T, msg tea.Msg) tea.Cmd {
			inner, ok := msg.(tea.BatchMsg)[1]().(tea.BatchMsg)
			if !ok || len(inner) != 2 {
				t.Fatal("no batch in the batch")
			}
			return inner[1]
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			abandoned := 0
			cmd := watched(row.cmd, func() { abandoned++ })
			if row.pick != nil {
				cmd = row.pick(t, cmd())
			}
			if abandoned != 0 {
				t.Fatal("abandoned before anything happened")
			}
			defer func() {
				if recover() == nil || abandoned != 1 {
					t.Errorf("abandoned %d times, want 1", abandoned)
				}
			}()
			cmd()
		})
	}
}
