package journal

// This file stands in for a journal that could not be opened.

import (
	"context"

	"countertop/api"
	"countertop/flows"
)

// Refusing is a recorder that records nothing, and so lets nothing be sent: every call answers err, which
// is the *Trouble that Open gave.
func Refusing(err error) flows.Recorder { return refusing{trouble("using the journal", err)} }

type refusing struct{ err error }

func (r refusing) Intend(context.Context, flows.Intent) (flows.IntentID, error) { return "", r.err }

func (r refusing) Conclude(context.Context, flows.IntentID, flows.Outcome) error { return r.err }

func (r refusing) Concluded(context.Context, flows.IntentKind, api.ID) (bool, error) {
	return false, r.err
}

func (r refusing) Outcome(context.Context, flows.IntentID) (flows.Outcome, error) {
	return flows.Outcome{}, r.err
}

// Frozen is nothing: whatever is intended is refused.
func (r refusing) Frozen(flows.Intent) error { return nil }
