package application

// This file keeps an application as a value, and goes on with one that was kept.

import (
	"maps"

	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/talk"
)

// The kind and version of what is kept, and the names in it.
const (
	stateKind    = "application"
	stateVersion = 1

	choiceRequest = "request_id"
)

// State is the application as it can be kept. Secret answers (the security answer, the social insurance number) are typed again,
// and the texts of the server are read again. An application of which an answer was lost is not kept: the list of doubts has it.
func (f *Flow) State() (talk.State, bool) {
	s, ok := f.Keeps(stateKind, stateVersion)
	if !ok || f.lost || f.underWay {
		return s, false
	}
	for _, d := range f.pages() {
		if typed := talk.Typed(f.form(d.page)); len(typed) > 0 {
			s.Forms[string(d.page)] = typed
		}
	}
	s.Choose(map[string]string{choiceRequest: f.requestID})
	return s, true
}

// Restore goes on with an application that was kept, at the page where it was or before the first text that has to be read again.
// The task is nil: its lists are the console's, and the terms are asked for when they are shown.
func Restore(counter *flows.Counter, client Client, deps Deps, s talk.State) (*Flow, *flows.Task, error) {
	if err := s.Is(stateKind, stateVersion); err != nil {
		return nil, nil, err
	}
	f := New(counter, client, deps)
	f.Resume(s)
	if id := s.Choices[choiceRequest]; id != "" {
		f.requestID = id
	}
	values := maps.Clone(f.initial)
	for _, typed := range s.Forms {
		maps.Copy(values, typed)
	}
	f.draft = form.NewDraft(values)
	for _, d := range about {
		if f.At() != d.page || d.page == s.Step || d.reads || f.absent(d) {
			continue
		}
		if page := f.form(d.page); form.Stops(page.Finish()) {
			break
		}
		f.Next()
	}
	return f, nil, nil
}
