//go:build !windows

package paint

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// sheet exists to turn a view's text into cells while touching only the rows
// whose text changed; reading the text is most of the cost of a paint.
type sheet struct {
	cells  uv.ScreenBuffer
	method ansi.Method
	lines  []string // the text of the rows drawn
	spare  []string // room for the next rows
	apart  bool     // no row of lines carries its style into the next
	whole  bool     // the next draw must draw every row
}

// height returns the number of rows drawn.
func (s *sheet) height() int {
	if s.cells.RenderBuffer == nil {
		return 0
	}
	return s.cells.Height()
}

// draw puts a view's text on the sheet, of a terminal of width by height cells.
// It reports whether the sheet took another size, after which what the
// terminal shows is worth nothing.
func (s *sheet) draw(text string, width, height int) (resized bool) {
	lines, apart := s.split(text)
	if resized = s.fit(width, height); resized || s.whole || !apart || !s.apart {
		area := s.cells.Bounds()
		uv.NewStyledString(strings.Join(lines, "\n")).Draw(s.cells, area)
	} else {
		s.drawChanged(lines)
	}
	s.lines, s.spare, s.apart, s.whole = lines, s.lines[:0], apart, false
	return resized
}

// fit gives the sheet its size.
func (s *sheet) fit(width, height int) (resized bool) {
	if s.cells.RenderBuffer == nil {
		s.cells = uv.NewScreenBuffer(width, height)
		resized = true
	} else if s.cells.Bounds() != uv.Rect(0, 0, width, height) {
		s.cells.Touched = nil
		s.cells.Resize(width, height)
		resized = true
	}
	s.cells.Method = s.method
	return resized
}

// drawChanged draws the rows whose text is not the one drawn before.
func (s *sheet) drawChanged(lines []string) {
	width, height := s.cells.Width(), s.cells.Height()
	for y := range min(max(len(lines), len(s.lines)), height) {
		var was, is string
		if y < len(s.lines) {
			was = s.lines[y]
		}
		if y < len(lines) {
			is = lines[y]
		}
		if was != is {
			uv.NewStyledString(is).Draw(s.cells, uv.Rect(0, y, width, 1))
		}
	}
}

// split cuts text into rows, and says whether each row stands apart: whether
// it can be drawn without knowing the rows above.
func (s *sheet) split(text string) (lines []string, apart bool) {
	lines, apart = s.spare[:0], true
	for {
		line, rest, more := strings.Cut(text, "\n")
		lines = append(lines, line)
		apart = apart && standsApart(line)
		if !more {
			return lines, apart
		}
		text = rest
	}
}

// standsApart reports whether a row leaves no style behind: its escape sequences,
// if any, are all CSI and the last one resets the style.
func standsApart(line string) bool {
	last := strings.LastIndexByte(line, ansi.ESC)
	if last < 0 {
		return true
	}
	if !strings.HasPrefix(line[last:], ansi.ResetStyle) && !strings.HasPrefix(line[last:], "\x1b[0m") {
		return false
	}
	return strings.Count(line[:last], "\x1b") == strings.Count(line[:last], "\x1b[")
}
