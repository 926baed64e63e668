package flows

// This file makes money calls: the intent first, the call once, its outcome after (docs/architecture.md rule 1).

import (
	"context"
	"errors"
	"fmt"

	"countertop/api"
)

// Execute makes a money call: the intent is recorded, the call made once, its outcome
// recorded. Every money call of every flow goes through here. Its errors are the call's
// own where nothing was executed or the kind is not Doubtful, an *InDoubtError where that is not known, a *RepeatedError or
// ErrNotRecorded (nothing was sent), or, together with a good result, ErrNotConcluded.
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
	outcome := outcomeOf(result, err).DecidedAs(in)
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

// done is the outcome of what was answered.
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
