package history

import (
	"testing"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/doubt"
	"countertop/flows/journal"
)

func TestWhatWasNotDoneSaysHowThatIsKnown(t *testing.T) {
	for want, o := range map[string]flows.Outcome{
		"not done, refused":   {Code: "insufficient_credit", Source: flows.FromAnswer},
		"not done, not there": {Code: doubt.CodeNotFound, Source: flows.FromServer},
		"not done, decided":   {Source: flows.FromPerson, By: "12345-BOSS"},
		"not done":            {Source: flows.FromServer, Code: "superseded"},
	} {
		if got := stateOf(journal.Record{State: journal.NotDone, Outcome: o}).In(api.English); got != want {
			t.Errorf("%+v is %q, want %q", o, got, want)
		}
	}
}
