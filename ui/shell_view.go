package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"countertop/flows/lang"
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
	f := frame{m.width - 2*margin, m.height - linesAbove - linesBelow, m.theme, m.language}
	lines := m.screenLines(f)
	var b strings.Builder
	b.Grow(m.width * m.height * 2)
	b.WriteString(m.titleBar())
	b.WriteString("\n\n")
	for y := range f.height {
		if y < len(lines) && lines[y] != "" {
			b.WriteString(strings.Repeat(" ", margin))
			b.WriteString(lines[y])
		}
		b.WriteByte('\n')
	}
	b.WriteString(m.news() + "\n" + m.helpLine() + "\n" + m.statusLine())
	v.Content = m.plain(b.String())
	v.Cursor = m.cursor()
	return v
}

// screenLines draws what is in front.
func (m *Shell) screenLines(f frame) []string {
	if m.help != nil {
		return m.help.view(f)
	}
	lines := m.top().view(f)
	if m.dialog != nil {
		for len(lines) < f.height {
			lines = append(lines, "")
		}
		lines = m.dialog.over(lines[:f.height], f)
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
	c := tea.NewCursor(at.x+margin, at.y+linesAbove)
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
	return t.Bar.Render(pad(fit(name, room, t.Glyphs.Ellipsis), room)+lesson) + style.Render(mark)
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
	return " " + m.theme.Careful.Render(fit(say.In(m.language), m.width-2, m.theme.Glyphs.Ellipsis))
}

// small is true for a window that no screen has room in.
func (m *Shell) small() bool { return m.width < leastWidth || m.height < leastHeight }

func (m *Shell) tooSmall() string {
	text := msgSize.With(leastWidth, leastHeight, m.width, m.height)
	if m.options.Training {
		text = lang.Join(" ", msgTraining, text)
	}
	lines := wrap(text.In(m.language), m.width)
	return m.plain(strings.Join(lines[:min(len(lines), m.height)], "\n"))
}

// windowTitle names the terminal's window.
func (m *Shell) windowTitle() string {
	title := msgProduct.In(m.language)
	if m.options.Training {
		title += " - " + msgTraining.In(m.language)
	}
	return title
}

// plain writes what is no ASCII as the ASCII that comes nearest, cell for cell, where the locale
// has no UTF-8: typographic signs, accents.
func (m *Shell) plain(s string) string {
	if m.utf8 {
		return s
	}
	return questionMarks(unaccented(asciiTypography.Replace(s)))
}

// questionMarks writes what is no ASCII as question marks, as many as it has cells.
func questionMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		cluster, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if s[0] < utf8.RuneSelf { // with a sign on it
			b.WriteByte(s[0])
			width--
		}
		b.WriteString(strings.Repeat("?", max(0, width)))
		s = s[len(cluster):]
	}
	return b.String()
}

var asciiTypography = strings.NewReplacer(
	"…", ".", "“", `"`, "”", `"`, "«", `"`, "»", `"`, "’", "'", "–", "-", "—", "-", "·", "-",
	"×", "x", "\u00a0", " ", "\u202f", " ", "•", "*", "œ", "o", "Œ", "O")
