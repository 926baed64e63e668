package items

// This file keeps what was entered of items, and what is only half typed, so that it can be gone on with later.

import (
	"fmt"
	"maps"

	"countertop/flows/form"
	"countertop/flows/talk"
)

const totalsForm = "item_totals"

// formOf names the form of the n-th product, counted from 1; typed names what was typed of it and not kept.
func formOf(n int, typed bool) string {
	if typed {
		return fmt.Sprintf("item_%d_typed", n)
	}
	return fmt.Sprintf("item_%d", n)
}

// Keep adds what was entered to a state.
func (e *Editor) Keep(s talk.State) {
	for i, en := range e.entries {
		s.Forms[formOf(i+1, false)] = maps.Clone(en.kept)
		if e.productHalfTyped(en) {
			s.Forms[formOf(i+1, true)] = talk.Typed(e.productForm(en))
		}
	}
	if len(e.totals.kept) > 0 {
		s.Forms[totalsForm] = maps.Clone(e.totals.kept)
	}
}

// Retype takes over what a state has of items. Its lists are closed.
func (e *Editor) Retype(s talk.State) {
	for n := 1; ; n++ {
		kept, had := s.Forms[formOf(n, false)]
		if !had {
			break
		}
		en := &entry{}
		if len(kept) > 0 {
			en.kept = maps.Clone(kept)
		}
		if typed, half := s.Forms[formOf(n, true)]; half {
			en.draft = form.NewDraft(typed)
		}
		e.entries = append(e.entries, en)
	}
	if totals := s.Forms[totalsForm]; len(totals) > 0 {
		e.totals.kept = maps.Clone(totals)
	}
}
