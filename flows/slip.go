package flows

// This file writes slips for the customer or the clerk, as plain text in both languages that any reader, file or
// printer accepts.

import (
	"strings"
	"unicode/utf8"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// slipWidth is the most characters that a line of a slip has, for narrow printers. A longer word stays whole.
const slipWidth = 60

var (
	msgTrainingSlip = lang.Of(
		"TRAINING - no real money moved",
		"FORMATION - aucune somme réelle n'a été débitée")
	msgSlipLine = words.Labelled
)

// Slip is the content of a slip. Text holds paragraphs, separated by blank lines.
type Slip struct {
	Title    lang.Text
	FileName string // without a folder; a suggestion
	Training bool
	Groups   []Group
	Text     lang.Text
}

// Document writes the slip as a text with lines of at most 60 characters, without control characters. A labelled
// value stays on its own line, so that no value can pass for another line. TRAINING stands first and last if no real
// money can have moved (docs/architecture.md rule 5).
func (s Slip) Document() *Document {
	return &Document{
		Title:    s.Title,
		FileName: s.FileName,
		Text:     lang.Of(s.write(api.English), s.write(api.French)),
	}
}

func (s Slip) write(language api.Language) string {
	var lines []string
	paragraph := func(text string) {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrap(lang.Legible(text), 0)...)
	}
	if s.Training {
		paragraph(msgTrainingSlip.In(language))
	}
	title := lang.OneLine(s.Title.In(language))
	paragraph(title)
	lines = append(lines, strings.Repeat("=", min(slipWidth, utf8.RuneCountInString(title))))
	for _, group := range s.Groups {
		lines = append(lines, "")
		if !group.Heading.Empty() {
			lines = append(lines, wrap(strings.ToUpper(lang.OneLine(group.Heading.In(language))), 0)...)
		}
		for _, line := range group.Lines {
			lines = append(lines, slipLine(line, language)...)
		}
	}
	for text := range strings.SplitSeq(lang.Legible(s.Text.In(language)), "\n\n") {
		if text = strings.TrimSpace(text); text != "" {
			paragraph(text)
		}
	}
	if s.Training {
		paragraph(msgTrainingSlip.In(language))
	}
	return strings.Join(lines, "\n") + "\n"
}

func slipLine(line Line, language api.Language) []string {
	label, value := lang.OneLine(line.Label.In(language)), lang.OneLine(line.Value.In(language))
	if label == "" {
		return wrap(value, 0)
	}
	return wrap(msgSlipLine.With(label, value).In(language), 2)
}

// wrap breaks a text at its spaces into lines of at most slipWidth characters. It does not break at no-break spaces.
// It indents the lines after the first.
func wrap(text string, indent int) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' }) {
			switch {
			case line == "":
				line = word
			case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= slipWidth:
				line += " " + word
			default:
				lines = append(lines, line)
				line = strings.Repeat(" ", indent) + word
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// SlipName returns a file name for a slip, from its subject and the server's id, without anything about the customer.
// TRAINING stands first if no real money can have moved.
func SlipName(of string, id api.ID, training bool) string {
	name := of + "-" + FileName(string(id)) + ".txt"
	if training {
		return "TRAINING-" + name
	}
	return name
}
