// Package doubt finds out what became of what was sent and not answered: by asking the server
// and never by sending again (DESIGN rule 1). Where no query could tell, a person
// decides.
package doubt

import (
	"context"
	"fmt"
	"strings"
	"time"

	"countertop/api"
	"countertop/flows"
	"countertop/flows/lang"
)

// Server is what can be asked about purchases and what was done with them (CONTRACT §7).
type Server interface {
	Authorization(context.Context, api.Call, api.ID) (api.Authorization, error)
	Authorizations(context.Context, api.Call, api.TransactionQuery) ([]api.Authorization, error)
	Captures(context.Context, api.Call, api.TransactionQuery) ([]api.Capture, error)
}

// Known answers whether the server's id is the outcome of another intent.
type Known interface {
	Concluded(context.Context, flows.IntentKind, api.ID) (bool, error)
}

// Verdict is what an answer of the server says of an intent in doubt.
type Verdict int

// The verdicts.
const (
	NotThere Verdict = iota // the server does not have it, so far
	Found                   // it was done
	Unsure                  // what the server has may be it, or another: a person decides
	Untold                  // no query tells
)

// Finding is what was found out.
type Finding struct {
	Verdict
	// ID is the server's of what was done, where it tells one; CaptureID the capture's.
	ID, CaptureID api.ID
	// Authorization is what the server has: the purchase itself, or that of the capture,
	// release or return.
	Authorization *api.Authorization
	// Candidates are the purchases that may be it, where the verdict is Unsure.
	Candidates []api.Authorization
	// Said says it to the clerk.
	Said lang.Text
}

// Ask asks the server once. Since is when it was intended, by the server's clock. The error is
// the server's, or that of known; nothing is known then.
func Ask(ctx context.Context, server Server, records Known, language api.Language, d flows.Doubt, since time.Time) (Finding, error) {
	call := api.Call{Reference: d.Intent.Flow, Language: language}
	isKnown := func(kind flows.IntentKind) known {
		return func(id api.ID) (bool, error) { return records.Concluded(ctx, kind, id) }
	}
	switch d.Intent.Kind {
	case flows.AuthorizationIntent:
		return askPurchase(ctx, server, call, d.Intent, since, isKnown(flows.AuthorizationIntent))
	case flows.CaptureIntent, flows.ReleaseIntent, flows.ReturnIntent:
	default:
		return Finding{Verdict: Untold, Said: untoldOf(d.Intent.Kind)}, nil
	}
	q := question{server: server, call: call, was: d.Intent, since: since, isKnown: isKnown(flows.CaptureIntent)}
	return q.ask(ctx)
}

// askPurchase asks for the account's purchases since the day before, as the time zone of the
// server's dates is not stated (CONTRACT §7). There is no last day: a server whose clock
// is ahead has it too.
func askPurchase(ctx context.Context, server Server, call api.Call, was flows.Intent, since time.Time, isKnown known) (Finding, error) {
	list, err := server.Authorizations(ctx, call, api.TransactionQuery{
		AccountNumber: was.Account,
		From:          since.UTC().AddDate(0, 0, -1).Format(time.DateOnly),
	})
	if err != nil {
		return Finding{}, fmt.Errorf("asking for the purchase in doubt: %w", err)
	}
	found, err := among(list, was, since, isKnown)
	if err != nil {
		return Finding{}, err
	}
	switch n := len(found.candidates); {
	case found.certain():
		made := found.candidates[0]
		return Finding{Verdict: Found, ID: made.ID, CaptureID: CaptureOf(made), Authorization: &made, Said: msgFoundPurchase.With(string(made.ID))}, nil
	case n == 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Said: msgMaybeOlder.With(named(found.candidates))}, nil
	case n > 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Said: msgSeveral.With(n, named(found.candidates))}, nil
	case found.refused:
		return Finding{Said: msgOnlyRefused}, nil
	}
	return Finding{Said: msgNotThere}, nil
}

// CaptureOf is the id of the capture that was made together with a purchase: the server says that it was, or
// it is all of the purchase, at the very time of it. Any other was made later, and is another intent's; rather is
// none named than that one.
func CaptureOf(made api.Authorization) api.ID {
	if made.Capture != nil {
		return made.Capture.ID
	}
	at, err := time.Parse(time.RFC3339, made.Date)
	if err != nil || len(made.Captures) != 1 { // a day cannot tell
		return ""
	}
	only := made.Captures[0]
	then, err := time.Parse(time.RFC3339, only.Date)
	if err != nil || !then.Equal(at) || only.Amount != made.Amount || !alike(strings.TrimSpace(only.Reference), strings.TrimSpace(made.Reference)) {
		return ""
	}
	return only.ID
}
