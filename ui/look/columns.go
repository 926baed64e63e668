package look

import "strings"

// Column is lines of one width.
type Column struct {
	Lines []string
	Width int
}

// Beside sets columns next to one another, with a rule between them.
func Beside(f Frame, columns ...Column) []string {
	rule := " " + f.Theme.Rule.Render(f.Theme.Glyphs.Vertical) + " "
	rows := make([]string, f.Height)
	var b strings.Builder
	for y := range rows {
		b.Reset()
		for i, c := range columns {
			if i > 0 {
				b.WriteString(rule)
			}
			line := ""
			if y < len(c.Lines) {
				line = c.Lines[y]
			}
			b.WriteString(Pad(line, c.Width))
		}
		rows[y] = b.String()
	}
	return rows
}
