package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"countertop/flows/lang"
	"countertop/ui/look"
)

// The smallest window the console is drawn in, and the lines around a screen: the title bar and a
// blank line above; the news, the keys and the status below.
const (
	leastWidth, leastHeight = 40, 12
	linesAbove, linesBelow  = 2, 3
	margin                  = 1
)

// View draws the whole console.
func (m *Shell) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = m.windowTitle()
	if m.options.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.width == 0 || m.height == 0 {
		return v
	}
	if m.small() {
		v.Content = m.tooSmall()
		return v
	}
	f := look.Frame{Width: m.width - 2*margin, Height: m.height - linesAbove - linesBelow, Theme: m.theme, Language: m.language}
	lines := m.screenLines(f)
	var b strings.Builder
	b.Grow(m.width * m.height * 2)
	b.WriteString(m.titleBar())
	b.WriteString("\n\n")
	for y := range f.Height {
		if y < len(lines) && lines[y] != "" {
			b.WriteString(strings.Repeat(" ", margin))
			b.WriteString(lines[y])
		}
		b.WriteByte('\n')
	}
	b.WriteString(m.news() + "\n" + m.helpLine() + "\n" + m.statusLine())
	v.Content = m.written(b.String())
	v.Cursor = m.cursor()
	return v
}

// screenLines draws what is in front.
func (m *Shell) screenLines(f look.Frame) []string {
	if m.help != nil {
		return m.help.view(f)
	}
	lines := m.top().view(f)
	if m.dialog != nil {
		for len(lines) < f.Height {
			lines = append(lines, "")
		}
		lines = m.dialog.over(lines[:f.Height], f)
	}
	return lines
}

// cursor is the terminal's cursor: in the field that is typed in, or hidden.
func (m *Shell) cursor() *tea.Cursor {
	p, ok := m.top().(*player)
	if !ok || m.help != nil || m.dialog != nil {
		return nil
	}
	at := p.caretAt()
	if at == nil {
		return nil
	}
	c := tea.NewCursor(at.X+margin, at.Y+linesAbove)
	c.Shape = tea.CursorBar
	c.Blink = false
	return c
}

// titleBar names the program, the flow and, as on every frame, TRAINING.
func (m *Shell) titleBar() string {
	t := m.theme
	name := " " + msgProduct.In(m.language)
	if title := m.top().title().In(m.language); title != "" {
		name += " " + t.Glyphs.Dot + " " + title
	}
	mark, style := " "+msgTraining.In(m.language)+" ", t.Training
	if !m.options.Training {
		mark, style = " "+msgLive.In(m.language)+" ", t.Live
	}
	room := m.width - lipgloss.Width(mark)
	lesson := m.lessonText(room - lipgloss.Width(name) - 1)
	room -= lipgloss.Width(lesson)
	return t.Bar.Render(look.Pad(look.Fit(name, room, t.Glyphs.Ellipsis), room)+lesson) + style.Render(mark)
}

// news is the line for what just happened: keys kept, a file saved.
func (m *Shell) news() string {
	say := m.say
	switch n := len(m.ahead); n {
	case 0:
	case 1:
		say = msgKeyKept
	default:
		say = msgKeysKept.With(n)
	}
	if say.Empty() {
		return ""
	}
	return " " + m.theme.Careful.Render(look.Fit(say.In(m.language), m.width-2, m.theme.Glyphs.Ellipsis))
}

// small is true for a window that no screen has room in.
func (m *Shell) small() bool { return m.width < leastWidth || m.height < leastHeight }

func (m *Shell) tooSmall() string {
	text := msgSize.With(leastWidth, leastHeight, m.width, m.height)
	if m.options.Training {
		text = lang.Join(" ", msgTraining, text)
	}
	lines := look.Wrap(text.In(m.language), m.width)
	return m.written(strings.Join(lines[:min(len(lines), m.height)], "\n"))
}

// windowTitle names the terminal's window.
func (m *Shell) windowTitle() string {
	title := msgProduct.In(m.language)
	if m.options.Training {
		title += " - " + msgTraining.In(m.language)
	}
	return title
}

// written returns a text as the terminal is sent it: ASCII where the locale has no UTF-8.
func (m *Shell) written(s string) string {
	if m.utf8 {
		return s
	}
	return look.ASCII(s)
}
