package ui

// This file shows what the console knows of a lesson on the embedded training server: its time,
// and the faults that are armed.

import (
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"countertop/flows/lang"
	"countertop/flows/trainer"
)

// trainer works the embedded training server; nil where the console is connected to another, or to none.
func (m *Shell) trainer() trainer.Server {
	conn := m.services.Conn()
	if conn == nil || !m.options.Training {
		return nil
	}
	return conn.Trainer
}

// lessonText tells of the lesson in the title bar, as far as it fits: how many faults are armed, then
// how far the clock was moved on.
func (m *Shell) lessonText(room int) string {
	t := m.trainer()
	if t == nil {
		return ""
	}
	var texts []lang.Text
	if n := len(t.Armed()); n > 0 {
		texts = append(texts, msgArmedCount.With(n))
	}
	switch ahead := t.Ahead(); {
	case ahead >= 24*time.Hour:
		texts = append(texts, msgClockAhead.With(int(ahead/(24*time.Hour))))
	case ahead > 0:
		texts = append(texts, msgClockHours.With(int(ahead/time.Hour)))
	}
	for len(texts) > 0 {
		var shown []string
		for _, text := range texts {
			shown = append(shown, text.In(m.language))
		}
		if line := strings.Join(shown, " "+m.theme.Glyphs.Dot+" ") + " "; lipgloss.Width(line) <= room {
			return line
		}
		texts = texts[:len(texts)-1]
	}
	return ""
}
