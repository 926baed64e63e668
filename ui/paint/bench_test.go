//go:build !windows

package paint

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// page is a full screen whose second row is typed into.
type page struct {
	typed int
	rows  []string // all but the second
	wild  bool     // every row changes with each key
}

func newPage(width, height int, wild bool) page {
	p := page{wild: wild}
	for y := range height - 1 {
		row := fmt.Sprintf("\x1b[38;5;75m%02d\x1b[m \x1b[1mlabel\x1b[m ", y)
		p.rows = append(p.rows, row+strings.Repeat("value ", (width-9)/6))
	}
	return p
}

func (p page) Init() tea.Cmd { return nil }

func (p page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		p.typed++
	}
	return p, nil
}

func (p page) View() tea.View {
	rows := append([]string{p.rows[0], strings.Repeat("x", p.typed%40)}, p.rows[1:]...)
	if p.wild {
		for y := range rows {
			rows[y] = fmt.Sprintf("%d%s", p.typed%10, rows[y])
		}
	}
	view := tea.NewView(strings.Join(rows, "\n"))
	view.AltScreen = true
	view.Cursor = tea.NewCursor(p.typed%40, 1)
	return view
}

// BenchmarkKey is one key: its update, its view and its paint.
func BenchmarkKey(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		for _, wild := range []bool{false, true} {
			name := fmt.Sprintf("%dx%d/one row changes", size[0], size[1])
			if wild {
				name = fmt.Sprintf("%dx%d/every row changes", size[0], size[1])
			}
			b.Run(name, func(b *testing.B) {
				clock := time.Unix(1, 0)
				d := &direct{
					surface: newPainter(io.Discard, quietEnviron, size[0], size[1], colorprofile.TrueColor),
					session: &visit{},
					now:     func() time.Time { clock = clock.Add(gap); return clock },
					wake:    func(time.Duration) { b.Fatal("a paint was put off") },
					inner:   newPage(size[0], size[1], wild),
				}
				d.Init()
				b.ReportAllocs()
				for b.Loop() {
					d.Update(tea.KeyPressMsg{Text: "x", Code: 'x'})
				}
			})
		}
	}
}

// BenchmarkFirstPaint is a painter's first frame.
func BenchmarkFirstPaint(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			view := newPage(size[0], size[1], false).View()
			b.ReportAllocs()
			for b.Loop() {
				p := newPainter(io.Discard, quietEnviron, size[0], size[1], colorprofile.TrueColor)
				if err := p.paint(view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
