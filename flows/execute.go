package flows

// This file makes money calls: it records the intent, sends the call once, then records the outcome
// (docs/architecture.md rule 1).

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"countertop/api"
)

// Execute makes a money call: it records the intent, sends the call once and records the outcome. Every money call of
// every flow goes through here. Its errors:
//
//   - the call's own error, if nothing was executed or the kind is not Doubtful;
//   - an *InDoubtError, if it is not known whether the call was executed;
//   - a *RepeatedError or ErrNotRecorded: nothing was sent;
//   - ErrNotConcluded, together with a good result.
func Execute[T any](ctx context.Context, rec Recorder, in Intent, call func(context.Context) (T, error)) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever, Op: string(in.Kind), Ref: in.Flow, Err: err}
	}
	id, err := rec.Intend(ctx, in)
	if _, repeated := errors.AsType[*RepeatedError](err); repeated || errors.Is(err, ErrFrozen) {
		return none, fmt.Errorf("intending the %s: %w", in.Kind, err)
	}
	if err != nil {
		return none, fmt.Errorf("intending the %s: %w: %w", in.Kind, ErrNotRecorded, err)
	}
	result, err := call(ctx)
	outcome := outcomeOf(result, err)
	if another(ctx, rec, in, outcome) {
		err = &api.Error{Kind: api.KindServer, Executed: api.ExecutedUnknown, Claimed: true, Status: http.StatusOK, Op: string(in.Kind), Ref: in.Flow, Err: ErrAnothers}
		outcome = outcomeOf(none, err)
	}
	outcome = outcome.DecidedAs(in)
	if outcome.Result == ResultInDoubt && !in.Kind.Doubtful() {
		outcome = Outcome{Result: ResultNotDone, Code: CodeUnanswered, Source: FromAnswer}
	}
	// The outcome is recorded also when the clerk has cancelled meanwhile.
	concluded := rec.Conclude(context.WithoutCancel(ctx), id, outcome)
	switch {
	case err != nil && outcome.Result == ResultInDoubt:
		return none, &InDoubtError{Intent: id, Was: in, Reply: outcome.Reply, Err: errors.Join(err, concluded)}
	case err != nil:
		return none, errors.Join(err, concluded)
	case concluded != nil:
		return result, fmt.Errorf("concluding the %s: %w: %w", in.Kind, ErrNotConcluded, concluded)
	}
	return result, nil
}

// ErrAnothers says that the server's id is that of another intent's outcome: whatever has it is not the one in question.
var ErrAnothers = errors.New("the server's number is another call's")

// another reports whether a success names the id of another intent's outcome. It proves nothing then. A recorder that cannot tell will
// not take the outcome either.
func another(ctx context.Context, rec Recorder, in Intent, outcome Outcome) bool {
	if outcome.Result != ResultDone || !in.Kind.moves() {
		return false
	}
	known, err := Anothers(context.WithoutCancel(ctx), rec, in.Kind, outcome.ID)
	return err == nil && known
}

// Anothers reports whether an id of the server's, however it is written, is the outcome of an intent of a kind, or of one that is numbered
// with it.
func Anothers(ctx context.Context, rec concludes, kind IntentKind, id api.ID) (bool, error) {
	kinds := []IntentKind{kind}
	switch kind {
	case DepositIntent, PaymentIntent, TradeInIntent: // one endpoint makes them all
		kinds = []IntentKind{DepositIntent, PaymentIntent, TradeInIntent}
	}
	if id == "" {
		return false, nil
	}
	for _, k := range kinds {
		for _, written := range []api.ID{id, api.PlainID(id)} {
			if known, err := rec.Concluded(ctx, k, written); err != nil || known {
				return known, err
			}
		}
	}
	return false, nil
}

// concludes answers whether an id is the outcome of an intent (Recorder.Concluded).
type concludes interface {
	Concluded(context.Context, IntentKind, api.ID) (bool, error)
}

func outcomeOf(result any, err error) Outcome {
	if err == nil {
		return done(result)
	}
	outcome := Outcome{Result: ResultInDoubt, Code: FailureCode(err), Source: FromAnswer}
	failed, answered := errors.AsType[*api.Error](err)
	switch {
	case !answered:
	case failed.Executed != api.ExecutedUnknown:
		outcome.Result = ResultNotDone
	case failed.Claimed:
		outcome.Reply = ReplyClaim
	case failed.Answered:
		outcome.Reply = ReplyError
	}
	return outcome
}

// done returns the outcome that an answer shows.
func done(result any) Outcome {
	outcome := Outcome{Result: ResultDone, Source: FromAnswer}
	switch made := result.(type) {
	case api.Authorization:
		outcome.ID = made.ID
		if made.Capture != nil {
			outcome.CaptureID = made.Capture.ID
		}
	case api.Captured:
		outcome.ID, outcome.CaptureID = made.ID, made.ID
	case api.Release:
		outcome.ID = made.ID
	case api.Return:
		outcome.ID, outcome.CaptureID = made.ID, made.CaptureID
	case api.Transaction:
		outcome.ID = made.ID
	case api.Decision:
		outcome.ID, outcome.Decision = made.ApplicationID, string(made.Status)
	}
	return outcome
}
