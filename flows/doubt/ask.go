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
	whole, err := server.Authorization(ctx, call, d.Intent.AuthorizationID)
	if err != nil {
		return Finding{}, fmt.Errorf("asking for the authorization of the %s in doubt: %w", d.Intent.Kind, err)
	}
	switch d.Intent.Kind {
	case flows.CaptureIntent:
		return captured(whole, d.Intent, since, isKnown(flows.CaptureIntent))
	case flows.ReleaseIntent:
		return released(whole, d.Intent), nil
	}
	return returned(whole, d.Intent), nil
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
		return Finding{Verdict: Found, ID: made.ID, CaptureID: captureOf(made), Authorization: &made, Said: msgFoundPurchase.With(string(made.ID))}, nil
	case n == 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Said: msgMaybeOlder.With(named(found.candidates))}, nil
	case n > 1:
		return Finding{Verdict: Unsure, Candidates: found.candidates, Said: msgSeveral.With(n, named(found.candidates))}, nil
	case found.refused:
		return Finding{Said: msgOnlyRefused}, nil
	}
	return Finding{Said: msgNotThere}, nil
}

// captureOf is the id of the capture that was made together with a purchase: the server says that it was, or
// it is all of the purchase, at the very time of it. Any other was made later, and is another intent's; rather is
// none named than that one.
func captureOf(made api.Authorization) api.ID {
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

// captured looks for the capture in its authorization. What remains must agree with it.
func captured(whole api.Authorization, was flows.Intent, since time.Time, isKnown known) (Finding, error) {
	list := whole.Captures
	if whole.Capture != nil && len(list) == 0 {
		list = []api.Capture{*whole.Capture}
	}
	candidates, vague, err := capturesLike(list, was, since, isKnown)
	if err != nil {
		return Finding{}, err
	}
	rest := remains(whole.Remaining, whole.RemainingTold, was)
	switch {
	case len(candidates) == 1 && (!vague || rest == taken):
		id := candidates[0].ID
		return Finding{Verdict: Found, ID: id, CaptureID: id, Authorization: &whole, Said: msgFoundCapture.With(string(id))}, nil
	case len(candidates) > 0:
		return Finding{Verdict: Unsure, Authorization: &whole, Said: msgCapturesUnsure.With(len(candidates))}, nil
	case rest == taken && len(list) == 0: // a server that lists no captures
		return Finding{Verdict: Found, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(whole.Remaining))}, nil
	case rest == unchanged || rest == untold && len(list) > 0:
		return Finding{Authorization: &whole, Said: msgNotThere}, nil
	}
	return unsure(whole, was, whole.Remaining, rest), nil
}

// released tells a release by what remains of the authorization: releases are not listed.
func released(whole api.Authorization, was flows.Intent) Finding {
	return byRest(whole, was, whole.Remaining, whole.RemainingTold)
}

// returned tells a return by what remains of its capture: returns are not listed.
func returned(whole api.Authorization, was flows.Intent) Finding {
	list := whole.Captures
	if whole.Capture != nil {
		list = append([]api.Capture{*whole.Capture}, list...)
	}
	for _, c := range list {
		if c.ID == was.CaptureID {
			return byRest(whole, was, c.Remaining, c.RemainingTold)
		}
	}
	return Finding{Verdict: Unsure, Authorization: &whole, Said: msgNoSuchCapture.With(string(was.CaptureID))}
}

func byRest(whole api.Authorization, was flows.Intent, now api.Money, told bool) Finding {
	rest := remains(now, told, was)
	switch rest {
	case taken:
		return Finding{Verdict: Found, CaptureID: was.CaptureID, Authorization: &whole, Said: msgRemainsLess.With(lang.Money(now))}
	case unchanged:
		return Finding{Authorization: &whole, Said: msgNotThere}
	}
	return unsure(whole, was, now, rest)
}

func unsure(whole api.Authorization, was flows.Intent, now api.Money, rest rest) Finding {
	said := msgRemainsElse.With(lang.Money(was.Remaining), lang.Money(now))
	if rest == untold {
		said = msgRemainsUntold
	}
	return Finding{Verdict: Unsure, Authorization: &whole, Said: said}
}

// rest is what has become of what remained before the intent.
type rest int

const (
	untold    rest = iota // the server does not say, or did not before
	unchanged             // all is there still
	taken                 // just the intent's amount is gone
	changed               // something else happened meanwhile
)

func remains(now api.Money, told bool, was flows.Intent) rest {
	switch {
	case !told || was.Remaining == 0:
		return untold
	case now == was.Remaining:
		return unchanged
	case now == was.Remaining-was.Amount:
		return taken
	}
	return changed
}
