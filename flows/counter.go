package flows

import (
	"time"

	"countertop/api"
)

// Counter is what every flow knows of the place it is held at.
type Counter struct {
	Clerk    string // external_employee_id
	Location string // external_location_id
	Terminal string
	// Training is true where no real money can move; slips say so.
	Training bool
	// Language is the language when the flow starts.
	Language api.Language
	Lists    Lists
	// Now is the time in the store's zone: its location is the zone of every time and day that a clerk reads.
	Now func() time.Time
	// NewID makes ids: x-reference-ids and request ids.
	NewID func() api.ReferenceID
	// Managers are the employee ids that may decide what a clerk may not: empty where every
	// employee may be asked to.
	Managers []string
	// Setup is what the server has refused for good while the console runs; nil: nothing is remembered.
	Setup *Setup
	// AskSIN is true where the merchant is set up to ask for the social insurance number.
	AskSIN bool
}

// Zone is the store's time zone.
func (c *Counter) Zone() *time.Location { return c.Now().Location() }

// Lists gives the catalogue as it is known now, in both languages.
type Lists interface {
	// Catalogue is the newest catalogue in a language; nil while there is none.
	Catalogue(api.Language) *api.Catalogue
}
