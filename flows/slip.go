package flows

// This file writes slips: what the customer takes home, or the clerk keeps, as plain
// text in both languages that any reader, file or printer takes.

import (
	"strings"
	"unicode/utf8"

	"countertop/api"
	"countertop/flows/lang"
	"countertop/flows/words"
)

// slipWidth is how many characters a line of a slip has at most, for narrow printers; a
// word longer than that stays whole.
const slipWidth = 60

var (
	msgTrainingSlip = lang.Of(
		"TRAINING - no real money moved",
		"FORMATION - aucune somme réelle n'a été débitée")
	msgSlipLine = words.Labelled
)

// Slip is what a slip says. Text is paragraphs divided by blank lines.
type Slip struct {
	Title    lang.Text
	FileName string // suggested, without a folder
	Training bool
	Groups   []Group
	Text     lang.Text
}

// Document writes the slip as a text of lines of at most 60 characters, without what a printer or a reader's eye would
// obey. A labelled value is on one line, whoever wrote it: it cannot begin another one. TRAINING stands first
// and last where no real money can have moved (docs/architecture.md rule 5).
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

// wrap breaks a text into lines of at most slipWidth characters at its spaces (no-break
// spaces hold), the lines after the first indented.
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

// SlipName is a file's name for a slip: what it is of, and the server's id, with nothing of the customer's. TRAINING
// stands first where no real money can have moved.
func SlipName(of string, id api.ID, training bool) string {
	name := of + "-" + FileName(string(id)) + ".txt"
	if training {
		return "TRAINING-" + name
	}
	return name
}
