// Package signin is the page a console starts with: who stands at the counter, and where it is.
package signin

import (
	"countertop/api"
	"countertop/api/private"
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Flow is a conversation of one page. Once it has ended, Clerk and Location say who signed in
// and where.
type Flow struct {
	private.Data

	locations       []string
	draft           *form.Draft
	clerk, location string
}

const (
	keyClerk    = "external_employee_id"
	keyLocation = "external_location_id"
	// clerkLength is the most characters an employee id is given here (OWN; the contract names none).
	clerkLength = 50
)

// New is a sign-in at one of the locations of the configuration (external_location_ids).
func New(locations []string) *Flow {
	return &Flow{locations: locations, draft: form.NewDraft(nil)}
}

// Clerk is the external_employee_id of who signed in; empty before.
func (f *Flow) Clerk() string { return f.clerk }

// Location is the external_location_id that was chosen; empty before.
func (f *Flow) Location() string { return f.location }

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

// Page asks for the clerk and the location.
func (f *Flow) Page() flows.Page {
	return flows.Page{
		ID: "signin", Title: msgTitle, Intro: msgIntro,
		Body: &flows.Ask{Form: f.form()}, Forward: msgForward,
	}
}

func (f *Flow) form() *form.Form {
	options := make([]form.Option, len(f.locations))
	for i, location := range f.locations {
		options[i] = form.Option{Code: location, Label: lang.Same(location)}
	}
	fields := []form.Field{
		form.Field{
			Key: keyClerk, Label: msgClerk, Hint: msgClerkHint, Required: true, MaxLength: clerkLength, Width: 24,
		}.With(form.ASCII()),
		{Key: keyLocation, Label: msgLocation, Kind: form.Choice, Required: true, Options: options, Width: 24},
	}
	return form.New(f.draft, func(form.Values) []form.Field { return fields })
}

// Answer signs in.
func (f *Flow) Answer(answer flows.Answer) flows.Move {
	if answer.Action != "" {
		return flows.Move{}
	}
	page := f.form()
	if form.Stops(page.Finish()) {
		return flows.Move{Refused: true}
	}
	values := page.Values()
	f.clerk, f.location = values[keyClerk], values[keyLocation]
	return flows.Move{Leave: true}
}

// Back is false: there is no page before.
func (f *Flow) Back() bool { return false }

// Stages are none: it is one page.
func (f *Flow) Stages() []flows.Stage { return nil }

// Summary is empty.
func (f *Flow) Summary() []flows.Line { return nil }

// Dirty is false: nothing is lost with it.
func (f *Flow) Dirty() bool { return false }

// Speak has nothing to ask the server for.
func (f *Flow) Speak(api.Language) *flows.Task { return nil }

// Reference is empty: nothing is sent.
func (f *Flow) Reference() api.ReferenceID { return "" }
