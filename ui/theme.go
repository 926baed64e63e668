package ui

import "charm.land/lipgloss/v2"

// theme is how meaning looks. Screens name a meaning, never a colour; nothing is
// said by colour alone.
type theme struct {
	Text     lipgloss.Style // what is read
	Muted    lipgloss.Style // hints, what is optional, what is not here
	Label    lipgloss.Style // labels of fields and lines
	Strong   lipgloss.Style // what matters most of a group
	Heading  lipgloss.Style // page titles, group headings
	Accent   lipgloss.Style // where the clerk is: marker, current step
	Selected lipgloss.Style // the row under the cursor
	Input    lipgloss.Style // the field that is typed in
	Good     lipgloss.Style
	Careful  lipgloss.Style
	Bad      lipgloss.Style
	Bar      lipgloss.Style // title bar and status line
	Training lipgloss.Style // the word TRAINING
	Live     lipgloss.Style // the environment's name where money is real
	Rule     lipgloss.Style // lines and boxes
	Key      lipgloss.Style // a key's name in the help line
	Glyphs   glyphs
}

// glyphs are the characters the console draws with, in UTF-8 locales or ASCII.
type glyphs struct {
	Ellipsis, Dot, Marker, Check, Cross, Warn, Down, Up, Horizontal, Vertical, Radio, RadioOn string
	TopLeft, TopRight, BottomLeft, BottomRight                                                string
}
