package flows

import (
	"time"

	"countertop/api"
)

// Counter describes the place where the console stands: every flow reads it.
type Counter struct {
	Clerk    string // external_employee_id
	Location string // external_location_id
	Terminal string
	// Training reports that no real money can move. Slips say so.
	Training bool
	// Language is the language when the flow starts.
	Language api.Language
	Lists    Lists
	// Now returns the time in the store's zone. Every time and day that a clerk reads is in that zone.
	Now func() time.Time
	// NewID makes ids: x-reference-ids and request ids.
	NewID func() api.ReferenceID
	// Managers are the employee ids of those who may decide what a clerk may not. If it is empty, any employee id is
	// accepted.
	Managers []string
	// Setup remembers what the server has refused for good while the console runs. If it is nil, nothing is
	// remembered.
	Setup *Setup
	// AskSIN reports whether the merchant is set up to ask for the social insurance number.
	AskSIN bool
}

// Zone returns the store's time zone.
func (c *Counter) Zone() *time.Location { return c.Now().Location() }

// Lists gives the catalogue as far as it is known, in both languages.
type Lists interface {
	// Catalogue returns the newest catalogue in a language. It is nil if there is none yet.
	Catalogue(api.Language) *api.Catalogue
}
