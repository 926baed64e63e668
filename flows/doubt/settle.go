package doubt

// This file records what came of a doubt: as the server told, or as a person found out.

import (
	"context"
	"errors"
	"fmt"

	"countertop/api"
	"countertop/flows"
)

// conclude records the outcome. Where another console, or a person, was faster, theirs counts.
func (r *Resolver) conclude(ctx context.Context, d flows.Doubt, f Finding, outcome flows.Outcome) (*News, error) {
	ctx, outcome = context.WithoutCancel(ctx), outcome.DecidedAs(d.Intent)
	err := r.o.Ledger.Conclude(ctx, d.ID, outcome)
	if errors.Is(err, flows.ErrNoIntent) {
		outcome, err = r.o.Ledger.Outcome(ctx, d.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("recording what came of the %s in doubt: %w", d.Intent.Kind, err)
	}
	news := News{Doubt: d, Finding: f, Outcome: outcome, At: r.o.Now()}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !outcome.Result.Open() {
		delete(r.progress, d.ID)
		r.settled = append(r.settled, news)
		if watched(d, outcome) {
			r.watches = append(r.watches, watch{doubt: d, next: r.o.Now().Add(latePauses[0])})
		}
	}
	return &news, nil
}

// unlessAnothers refuses with flows.ErrAnothers an id that is the outcome of another intent, while the doubt is open.
func (r *Resolver) unlessAnothers(ctx context.Context, d flows.Doubt, id api.ID) error {
	known, err := flows.Anothers(ctx, r.o.Ledger, d.Intent.Kind, id)
	if err != nil || !known {
		return err
	}
	now, err := r.o.Ledger.Outcome(ctx, d.ID)
	if err != nil || !now.Result.Open() {
		return err
	}
	return fmt.Errorf("recording what came of the %s in doubt: %w", d.Intent.Kind, flows.ErrAnothers)
}

// Decide records what a person found out. The id is the server's, if the person knows it; flows.ErrAnothers if it is that of
// another intent's outcome.
func (r *Resolver) Decide(ctx context.Context, d flows.Doubt, done bool, id api.ID, by, reason string) (*News, error) {
	if done {
		if err := r.unlessAnothers(ctx, d, id); err != nil {
			return nil, err
		}
	}
	outcome := flows.Outcome{Result: flows.ResultNotDone, Source: flows.FromPerson, By: by, Reason: reason}
	if done {
		outcome.Result, outcome.ID = flows.ResultDone, id
	}
	return r.conclude(ctx, d, Finding{}, outcome)
}

// Take records that a purchase of the server's is the one in doubt, as a clerk said who can tell. Its error is as Decide's.
func (r *Resolver) Take(ctx context.Context, d flows.Doubt, made api.Authorization, by string) (*News, error) {
	if err := r.unlessAnothers(ctx, d, made.ID); err != nil {
		return nil, err
	}
	outcome := flows.Outcome{
		Result: flows.ResultDone, ID: made.ID, CaptureID: CaptureOf(made, d.Intent), Source: flows.FromPerson, By: by, Reason: "taken from the server's list",
	}
	return r.conclude(ctx, d, Finding{Verdict: Found, ID: made.ID, Authorization: &made, Said: msgFoundPurchase.With(string(made.ID))}, outcome)
}

// Opened records that an application in doubt opened an account, as a search for the customer
// showed to the clerk.
func (r *Resolver) Opened(ctx context.Context, d flows.Doubt, by string) (*News, error) {
	return r.conclude(ctx, d, Finding{Verdict: Found, Said: msgOpenedAccount}, flows.Outcome{
		Result: flows.ResultDone, Decision: string(api.Approved), Source: flows.FromServer, By: by,
	})
}

// Closed records that a search showed the account of a closing in doubt as closed.
func (r *Resolver) Closed(ctx context.Context, d flows.Doubt, by string) (*News, error) {
	return r.conclude(ctx, d, Finding{Verdict: Found, Said: msgIsClosed}, flows.Outcome{
		Result: flows.ResultDone, Source: flows.FromServer, By: by,
	})
}

// StillOpen looks up the account of a closing in doubt, which a search has shown. Only an account that is open is answered. It
// may yet be closed until the grace time is over; then it was not.
func (r *Resolver) StillOpen(ctx context.Context, d flows.Doubt, number api.ID, by string) (*News, error) {
	asked := r.o.Now()
	finding, err := r.lookUp(ctx, d, number)
	if err != nil {
		r.note(d, nil, err)
		return nil, nil
	}
	r.note(d, &finding, nil)
	outcome, over := r.outcome(d, finding, asked)
	if !over {
		return nil, r.o.Ledger.Asked(context.WithoutCancel(ctx), d.ID, finding.Said.In(api.English))
	}
	outcome.By = by
	return r.conclude(ctx, d, finding, outcome)
}
