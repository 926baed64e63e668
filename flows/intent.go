package flows

// This file is the one narrow place that money calls pass through: each is an intent that is
// recorded before its first byte leaves, and an outcome after; an intent without an
// outcome is in doubt, and is never sent again (DESIGN rule 1).

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"countertop/api"
)

// IntentKind says which money call is meant.
type IntentKind string

// AuthorizationIntent is a purchase on an account.
const AuthorizationIntent IntentKind = "authorization"

// IntentID names an intent in its recorder.
type IntentID string

// Intent is what is about to be asked of the API with money in it. It holds no name, no
// PIN and no answer; the account's number is in it because an intent in doubt is resolved by
// asking the server for that account's authorizations.
type Intent struct {
	Kind           IntentKind
	Account        api.ID
	Amount         api.Money
	Reference      string // the merchant's order id
	Financing      api.Financing
	RequestID      string
	IdempotencyKey string
	Flow           api.ReferenceID // x-reference-id
	Location       string          // external_location_id
	Clerk          string          // external_employee_id
	Terminal       string
	Training       bool
}

// AccountEnding is what of the account's number may be shown: its last four digits.
func (in Intent) AccountEnding() string {
	number := string(in.Account)
	return number[max(0, len(number)-4):]
}

// Result says how an intent ended.
type Result int

// The results.
const (
	ResultInDoubt Result = iota // the answer was lost: it may have been executed
	ResultDone                  // executed
	ResultNotDone               // never sent, or refused: not executed
)

// Outcome is what came of an intent.
type Outcome struct {
	Result Result
	ID     api.ID // the server's, of what was done: an authorization's
	Code   string // the server's error code, where it refused
}

// Recorder keeps intents and their outcomes.
type Recorder interface {
	// Intend records an intent before it is sent. It refuses with an *InDoubtError that wraps
	// ErrFrozen what is the same as an intent without an outcome: the same kind,
	// account, reference and amount.
	Intend(context.Context, Intent) (IntentID, error)
	// Conclude records an outcome. One in doubt may be concluded again, once the server was
	// asked; any other is final.
	Conclude(context.Context, IntentID, Outcome) error
	// Concluded is true where the server's id is that of another intent's outcome: what the
	// server has under it is no answer to an intent in doubt.
	Concluded(api.ID) bool
}

// Doubt is an intent whose outcome is not known.
type Doubt struct {
	ID     IntentID
	Intent Intent
	Since  time.Time
}

var (
	// ErrFrozen says that the same was sent before and is in doubt: the caller asks the
	// server what became of it, and does not send.
	ErrFrozen = errors.New("the same is in doubt already")
	// ErrNotRecorded says that an intent could not be recorded: nothing was sent.
	ErrNotRecorded = errors.New("the intent was not recorded")
	// ErrNotConcluded comes with a good result whose outcome could not be recorded: the
	// caller goes on with the result; the recorder holds the intent in doubt until asked.
	ErrNotConcluded = errors.New("the outcome was not recorded")
	// ErrNoIntent says that there is no open intent of that id: it has its outcome.
	ErrNoIntent = errors.New("no open intent")
)

// InDoubtError says that it is not known whether money moved. The caller shows so, and
// asks the server; Intent is what to conclude then.
type InDoubtError struct {
	Intent IntentID
	Since  time.Time // when it was intended; zero where Execute has just made the call
	Was    Intent    // what was sent: where the same was frozen, the earlier one
	Err    error
}

func (e *InDoubtError) Error() string { return "in doubt: " + e.Err.Error() }

// Unwrap gives the cause: the lost answer, or ErrFrozen.
func (e *InDoubtError) Unwrap() error { return e.Err }

// Execute makes a money call: the intent is recorded, the call made once, its outcome
// recorded. Every money call of every flow goes through here. Its errors are the call's
// own where nothing was executed, an *InDoubtError where that is not known, ErrNotRecorded
// (nothing was sent), or, together with a good result, ErrNotConcluded.
func Execute[T any](ctx context.Context, rec Recorder, in Intent, call func(context.Context) (T, error)) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, &api.Error{Kind: api.KindCanceled, Executed: api.ExecutedNever, Op: string(in.Kind), Ref: in.Flow, Err: err}
	}
	id, err := rec.Intend(ctx, in)
	if errors.Is(err, ErrFrozen) {
		return none, fmt.Errorf("intending the %s: %w", in.Kind, err)
	}
	if err != nil {
		return none, fmt.Errorf("intending the %s: %w: %w", in.Kind, ErrNotRecorded, err)
	}
	result, err := call(ctx)
	outcome := outcomeOf(result, err)
	// The outcome is recorded also when the clerk has cancelled meanwhile.
	concluded := rec.Conclude(context.WithoutCancel(ctx), id, outcome)
	switch {
	case err != nil && outcome.Result == ResultInDoubt:
		return none, &InDoubtError{Intent: id, Was: in, Err: errors.Join(err, concluded)}
	case err != nil:
		return none, errors.Join(err, concluded)
	case concluded != nil:
		return result, fmt.Errorf("concluding the %s: %w: %w", in.Kind, ErrNotConcluded, concluded)
	}
	return result, nil
}

func outcomeOf(result any, err error) Outcome {
	if err == nil {
		return Outcome{Result: ResultDone, ID: idOf(result)}
	}
	outcome := Outcome{Result: ResultInDoubt, Code: FailureCode(err)}
	var failed *api.Error
	if errors.As(err, &failed) && failed.Executed != api.ExecutedUnknown {
		outcome.Result = ResultNotDone
	}
	return outcome
}

func idOf(result any) api.ID {
	switch done := result.(type) {
	case api.Authorization:
		return done.ID
	case *api.Authorization:
		return done.ID
	}
	return ""
}

// Intents is a Recorder that lives as long as the process: it keeps what is under way or in
// doubt, and of what has its outcome only the server's id. It may be used by several goroutines.
type Intents struct {
	now func() time.Time

	mu   sync.Mutex
	last int
	open map[IntentID]*openIntent
	done map[api.ID]bool // what concluded intents became
}

type openIntent struct {
	Doubt
	answerLost bool // false while the call is under way
}

// NewIntents is a recorder without intents.
func NewIntents(now func() time.Time) *Intents {
	return &Intents{now: now, open: map[IntentID]*openIntent{}, done: map[api.ID]bool{}}
}

// Intend keeps an intent, unless the same one is open.
func (r *Intents) Intend(_ context.Context, in Intent) (IntentID, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, open := range r.open {
		if sameSale(open.Intent, in) {
			return "", &InDoubtError{Intent: id, Since: open.Since, Was: open.Intent, Err: ErrFrozen}
		}
	}
	r.last++
	id := IntentID(fmt.Sprintf("intent-%06d", r.last))
	r.open[id] = &openIntent{Doubt: Doubt{ID: id, Intent: in, Since: r.now()}}
	return id, nil
}

// Conclude closes an intent, or marks it as in doubt.
func (r *Intents) Conclude(_ context.Context, id IntentID, outcome Outcome) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	open, ok := r.open[id]
	switch {
	case !ok:
		return fmt.Errorf("concluding %s: %w", id, ErrNoIntent)
	case outcome.Result == ResultInDoubt:
		open.answerLost = true
	default:
		delete(r.open, id)
		if outcome.Result == ResultDone && outcome.ID != "" {
			r.done[outcome.ID] = true
		}
	}
	return nil
}

// Concluded is true where an intent was concluded with the server's id.
func (r *Intents) Concluded(id api.ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done[id]
}

// InDoubt lists the intents whose answer was lost, the oldest first.
func (r *Intents) InDoubt() []Doubt {
	r.mu.Lock()
	defer r.mu.Unlock()
	var doubts []Doubt
	for _, open := range r.open {
		if open.answerLost {
			doubts = append(doubts, open.Doubt)
		}
	}
	slices.SortFunc(doubts, func(a, b Doubt) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return doubts
}

// sameSale is what may not be sent twice while the first one is in doubt.
func sameSale(a, b Intent) bool {
	return a.Kind == b.Kind && a.Account == b.Account && a.Amount == b.Amount &&
		strings.TrimSpace(a.Reference) == strings.TrimSpace(b.Reference)
}
