// Package doubt finds out what became of what was sent and not answered: by asking the server
// and never by sending again (docs/architecture.md rule 1). Where no query could tell, a person
// decides.
package doubt

import (
	"context"
	"fmt"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// Server answers questions about purchases and what was done with them (docs/contract.md §7).
type Server interface {
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Known answers whether the server's id is the outcome of another intent.
type Known interface {
	Concluded(context.Context, flows.IntentKind, api.ID) (bool, error)
}

// Verdict is the server's answer about an intent in doubt, as it is judged.
type Verdict int

// The verdicts.
const (
	NotThere Verdict = iota // the server does not have it, so far
	Found                   // it was done
	Unsure                  // what the server has may be it, or another: a person decides
	Untold                  // no query tells
)

// Finding is the result of asking the server about a doubt.
type Finding struct {
	Verdict
	// ID is the server's of what was done, where it tells one; CaptureID the capture's.
	ID, CaptureID api.ID
	// Authorization is the server's: the purchase itself, or that of the capture,
	// release or return.
	Authorization *api.Authorization
	// Candidates are the purchases that may be it, where the verdict is Unsure.
	Candidates []api.Authorization
	// Shown is true where the verdict is Unsure and the server showed what may be it: that a later answer does not have it proves
	// nothing.
	Shown bool
	// Said says it to the clerk.
	Said lang.Text
}

// only is the purchase that was found, or the only one that may be it; empty where there are several.
func (f Finding) only() api.ID {
	if f.ID == "" && len(f.Candidates) == 1 {
		return f.Candidates[0].ID
	}
	return f.ID
}

// Clocks are the two clocks when the server is asked: this computer's, and how far the server's is ahead of it, where that is
// known.
type Clocks struct {
	Now    time.Time
	Offset time.Duration
	Known  bool
}

// Ask asks the server once about what its queries tell. The error is the server's, or that of the records; nothing is
// known then, but whether what could be read shows what may be it.
func Ask(ctx context.Context, server Server, records Known, language api.Language, d flows.Doubt, clocks Clocks) (Finding, error) {
	isKnown := func(kind flows.IntentKind) known {
		return func(id api.ID) (bool, error) { return records.Concluded(ctx, kind, id) }
	}
	q := question{
		server: server, call: api.Call{Reference: d.Intent.Flow, Language: language}, was: d.Intent, since: intended(d, clocks), from: firstDay(d, clocks),
		isPurchase: isKnown(flows.AuthorizationIntent), isCapture: isKnown(flows.CaptureIntent),
	}
	switch d.Intent.Kind {
	case flows.AuthorizationIntent:
		return q.purchase(ctx)
	case flows.CaptureIntent, flows.ReleaseIntent, flows.ReturnIntent:
		return q.aftersale(ctx)
	}
	return Finding{Verdict: Untold, Said: untoldOf(d.Intent.Kind)}, nil
}

// firstDay is the day before the intent by whichever clock, as the time zone of the server's dates is not stated
// (docs/contract.md §7). It is zero, all days, where nothing is known of the server's clock: this one may be days ahead.
func firstDay(d flows.Doubt, clocks Clocks) time.Time {
	if d.Intent.ServerAt.IsZero() && !clocks.Known {
		return time.Time{}
	}
	return firstMoment(d, clocks).UTC().AddDate(0, 0, -1)
}

// day writes a day for a query; empty for all days.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.DateOnly)
}

// firstMoment is the intent's time by the clock that shows the earliest.
func firstMoment(d flows.Doubt, clocks Clocks) time.Time {
	first := d.Since
	for _, at := range []time.Time{d.Since.Add(clocks.Offset), d.Intent.ServerAt} {
		if !at.IsZero() && at.Before(first) {
			first = at
		}
	}
	return first
}

// purchase asks for the account's purchases. There is no last day: a server whose clock is ahead has it too.
func (q question) purchase(ctx context.Context) (Finding, error) {
	list, err := q.server.Authorizations(ctx, q.call, api.TransactionQuery{AccountNumber: q.was.Account, From: day(q.from)})
	if err != nil {
		return Finding{Shown: q.shows(err)}, fmt.Errorf("asking for the purchase in doubt: %w", err)
	}
	found, err := q.among(ctx, list)
	if err != nil {
		return Finding{}, err
	}
	switch n := len(found.candidates); {
	case found.certain():
		made := found.proved[0]
		return Finding{Verdict: Found, ID: made.ID, CaptureID: CaptureOf(made, q.was), Authorization: &made, Said: msgFoundPurchase.With(string(made.ID))}, nil
	case n == 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Shown: true, Said: msgMaybeAnother.With(named(found.candidates))}, nil
	case n > 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Shown: true, Said: msgSeveral.With(n, named(found.candidates))}, nil
	case found.refused:
		return Finding{Said: msgOnlyRefused}, nil
	}
	return Finding{Said: msgNotThere}, nil
}

// CaptureOf is the id of the capture that was made together with a purchase: the server says that it was, or it is all of a
// purchase that is captured at once, or all of one at the very time of it. Any other was made later, and is another
// intent's: return no capture rather than the wrong one.
func CaptureOf(made api.Authorization, was flows.Intent) api.ID {
	if made.Capture != nil {
		return made.Capture.ID
	}
	if len(made.Captures) != 1 || made.Captures[0].Amount != made.Amount {
		return ""
	}
	only := made.Captures[0]
	if only.Reference != "" && made.Reference != "" && api.CompareReferences(only.Reference, made.Reference) != agrees {
		return ""
	}
	if was.AutoCapture {
		return only.ID
	}
	at, _, dated := api.Moment(made.Date)
	then, last, datedToo := api.Moment(only.Date)
	if !dated || !datedToo || !then.Equal(at) || last.Sub(then) > datesTell { // a day cannot tell
		return ""
	}
	return only.ID
}
