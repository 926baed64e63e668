// Package signin asks, when a console starts, who stands at the counter and where it is.
package signin

import (
	"countertop/flows"
	"countertop/flows/form"
	"countertop/flows/lang"
	"countertop/flows/talk"
)

// Flow is a conversation of one page. After it, Clerk and Location return who signed in and where.
type Flow struct {
	talk.Talk

	locations       []string
	draft           *form.Draft
	clerk, location string
}

const (
	keyClerk    = "external_employee_id"
	keyLocation = "external_location_id"
	// clerkLength is the greatest length of an employee id (OWN; the contract names none).
	clerkLength = 50
)

// New returns a sign-in at one of the configured locations (external_location_ids).
func New(locations []string) *Flow {
	f := &Flow{locations: locations, draft: form.NewDraft(nil)}
	f.Way(talk.Step{At: "signin", Page: f.page, Answer: f.signedIn})
	return f
}

// Clerk returns the external_employee_id of the clerk who signed in. It is empty before that.
func (f *Flow) Clerk() string { return f.clerk }

// Location returns the chosen external_location_id. It is empty before the sign-in.
func (f *Flow) Location() string { return f.location }

// Title names the flow.
func (f *Flow) Title() lang.Text { return msgTitle }

func (f *Flow) page() flows.Page {
	return flows.Page{
		ID: "signin", Title: msgTitle, Intro: msgIntro,
		Body: &flows.Ask{Form: f.form()}, Forward: msgTitle,
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

func (f *Flow) signedIn(answer flows.Answer) flows.Move {
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

// Dirty returns false: leaving loses nothing.
func (f *Flow) Dirty() bool { return false }
