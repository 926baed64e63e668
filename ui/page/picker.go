package page

import (
	"strings"

	"countertop/api"
	"countertop/flows/form"
	"countertop/ui/look"
)

// picker is a Choice or YesNo field that has the focus: letters find an option, the arrows
// move, and leaving the field takes the option that is marked. It works on each key by
// itself, without messages, so that a burst meets it as a clerk does.
type picker struct {
	options []form.Option
	speaks  api.Language
	folded  *look.FoldedList // labels and codes for finding, in the language they are shown in; nil before something is typed
	Typed   string
	found   []int // the options that match what is typed, best first within the list's order
	mark    int   // index into found; -1: nothing is marked
}

// newPicker starts on the option that the field has now; typed is text that found
// nothing when the field was left before.
func newPicker(field form.Field, value, typed string, language api.Language) *picker {
	p := &picker{options: optionsOf(field), speaks: language}
	p.found = make([]int, 0, len(p.options))
	p.find(typed)
	if typed == "" {
		p.mark = -1
		for i, option := range p.options {
			if option.Code == value && value != "" {
				p.mark = i
			}
		}
	}
	return p
}

// optionsOf are the options of a field; a YesNo field has two of its own.
func optionsOf(field form.Field) []form.Option {
	if field.Kind != form.YesNo {
		return field.Options
	}
	return []form.Option{
		{Code: form.Yes, Label: field.Display(form.Yes)},
		{Code: form.No, Label: field.Display(form.No)},
	}
}

// find narrows the options to those that match what is typed, and marks the best: a code or a
// label that is exactly that, then one that begins with it, then a word that does.
func (p *picker) find(typed string) {
	p.Typed, p.found, p.mark = typed, p.found[:0], -1
	if typed == "" {
		for i := range p.options {
			p.found = append(p.found, i)
		}
		return
	}
	if p.folded == nil {
		p.folded = look.FoldAll(p.options, p.speaks)
	}
	best, want := 0, look.Fold(strings.TrimSpace(typed))
	for i := range p.options {
		rank := p.folded.Option(i).Rank(want)
		if rank == 0 {
			continue
		}
		p.found = append(p.found, i)
		if rank > best {
			best, p.mark = rank, len(p.found)-1
		}
	}
}

// typeText adds to what is typed; a paste may hold line breaks and worse.
func (p *picker) typeText(text string) { p.find(p.Typed + look.OneLine(text)) }

// erase takes the last character back; with nothing typed it unmarks.
func (p *picker) erase() {
	if p.Typed == "" {
		p.mark = -1
		return
	}
	r := []rune(p.Typed)
	p.find(string(r[:len(r)-1]))
}

// clear forgets what was typed.
func (p *picker) clear() { p.find("") }

// move marks another option, stopping at both ends.
func (p *picker) move(by int) {
	if len(p.found) == 0 {
		return
	}
	if p.mark < 0 && by < 0 {
		p.mark = len(p.found)
	}
	p.mark = max(0, min(len(p.found)-1, p.mark+by))
}

// Chosen is the code of the marked option; ok is false where what is typed
// matches nothing.
func (p *picker) Chosen() (code string, ok bool) {
	if p.mark >= 0 {
		return p.options[p.found[p.mark]].Code, true
	}
	return "", p.Typed == ""
}
