package signin

import (
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/form"
)

func page(t *testing.T, f *Flow) *form.Form {
	t.Helper()
	ask, ok := f.Page().Body.(*flows.Ask)
	if !ok {
		t.Fatal("the page has no fields")
	}
	return ask.Form
}

func TestSigningIn(t *testing.T) {
	for _, row := range []struct {
		name            string
		locations       []string
		typed           form.Values
		clerk, location string // empty: refused
	}{
		{"one location chooses itself", []string{"00-12345"}, form.Values{keyClerk: " 12345-SMITH "}, "12345-SMITH", "00-12345"},
		{"one of several is chosen", []string{"00-12345", "00-54321"}, form.Values{keyClerk: "12345-SMITH", keyLocation: "00-54321"}, "12345-SMITH", "00-54321"},
		{"none of several is chosen", []string{"00-12345", "00-54321"}, form.Values{keyClerk: "12345-SMITH"}, "", ""},
		{"a location that is not configured", []string{"00-12345", "00-54321"}, form.Values{keyClerk: "12345-SMITH", keyLocation: "99-99999"}, "", ""},
		{"a wrong location gives way to the only one", []string{"00-12345"}, form.Values{keyClerk: "12345-SMITH", keyLocation: "99-99999"}, "12345-SMITH", "00-12345"},
		{"no employee id", []string{"00-12345"}, nil, "", ""},
		{"spaces for an employee id", []string{"00-12345"}, form.Values{keyClerk: "   "}, "", ""},
		{"an employee id that cannot be sent", []string{"00-12345"}, form.Values{keyClerk: "ÉLODIE"}, "", ""},
		{"an employee id without an end", []string{"00-12345"}, form.Values{keyClerk: "123456789012345678901234567890123456789012345678901"}, "", ""},
		{"no location at all", nil, form.Values{keyClerk: "12345-SMITH"}, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := New(row.locations)
			for key, value := range row.typed {
				page(t, f).Enter(key, value)
			}
			move := f.Answer(flows.Answer{})
			if f.Clerk() != row.clerk || f.Location() != row.location {
				t.Errorf("signed in as %q at %q, want %q at %q", f.Clerk(), f.Location(), row.clerk, row.location)
			}
			if refused := row.clerk == ""; move.Refused != refused || move.Leave == refused {
				t.Errorf("the move is %+v", move)
			}
		})
	}
}

func TestTheLocationsAreOfferedAsConfigured(t *testing.T) {
	f := New([]string{"00-2", "00-1", "00-3"})
	var offered string
	for _, field := range page(t, f).Fields() {
		for _, option := range field.Options {
			offered += option.Code + " " + option.Label.In(api.French) + " "
		}
	}
	if offered != "00-2 00-2 00-1 00-1 00-3 00-3 " {
		t.Errorf("offers %s", offered)
	}
}

func TestWhatWasTypedStaysUntilItIsRight(t *testing.T) {
	f := New([]string{"00-1", "00-2"})
	page(t, f).Enter(keyClerk, "12345-SMITH")
	f.Answer(flows.Answer{})
	if page(t, f).Value(keyClerk) != "12345-SMITH" {
		t.Error("the employee id was lost")
	}
	fields := page(t, f).Fields()
	if page(t, f).Problem(fields[0]) != nil || page(t, f).Problem(fields[1]) == nil {
		t.Error("the missing location is not what is marked")
	}
}

func TestThereIsNothingAroundTheOnePage(t *testing.T) {
	f := New([]string{"00-1"})
	page(t, f).Enter(keyClerk, "12345-SMITH")
	if move := f.Answer(flows.Answer{Action: "unknown"}); move.Leave || f.Clerk() != "" {
		t.Error("an unknown key signs in")
	}
	if f.Back() || f.Dirty() || f.Speak(api.French) != nil || f.Stages() != nil || f.Summary() != nil || f.Reference() != "" {
		t.Error("there is a way back, something to lose, to ask for or to tell")
	}
	if f.Page().ID != "signin" || f.Title().Empty() {
		t.Error("the page has no name")
	}
}
