package flows

// This file is the one narrow place that money calls pass through: each is an intent that is
// recorded before its first byte leaves, and an outcome after; an intent without an
// outcome is in doubt, and is never sent again (docs/architecture.md rule 1).

import (
	"context"
	"errors"
	"strings"
	"time"

	"countertop/api"
)

// IntentKind says which money call is meant.
type IntentKind string

// The kinds of intents. Of an application and a verification no money moves, but whether they
// arrived matters as much.
const (
	AuthorizationIntent IntentKind = "authorization" // a purchase on an account
	CaptureIntent       IntentKind = "capture"
	ReleaseIntent       IntentKind = "release"
	ReturnIntent        IntentKind = "return"
	RefundIntent        IntentKind = "refund"
	DepositIntent       IntentKind = "deposit"
	PaymentIntent       IntentKind = "payment" // an in-store payment
	TradeInIntent       IntentKind = "trade-in"
	CloseIntent         IntentKind = "close" // of a Quebec account
	ApplicationIntent   IntentKind = "application"
	VerificationIntent  IntentKind = "verification"
)

// IntentKinds are all kinds, in the order of a sale's life.
func IntentKinds() []IntentKind {
	return []IntentKind{
		ApplicationIntent, VerificationIntent, AuthorizationIntent, CaptureIntent, ReleaseIntent, ReturnIntent,
		RefundIntent, DepositIntent, PaymentIntent, TradeInIntent, CloseIntent,
	}
}

// Queryable is true where the server can be asked what became of an intent of the kind; of the
// others only a person can find out (docs/contract.md §7: no query lists them).
func (k IntentKind) Queryable() bool {
	switch k {
	case AuthorizationIntent, CaptureIntent, ReleaseIntent, ReturnIntent, ApplicationIntent:
		return true
	}
	return false
}

// Doubtful reports whether an intent of the kind is in doubt while it has no outcome. A verification moves no money and
// opens no account: whoever got no answer asks again, under the same request id.
func (k IntentKind) Doubtful() bool { return k != VerificationIntent }

// CodeUnanswered is the outcome's code of what got no answer and is not Doubtful.
const CodeUnanswered = "unanswered"

// IntentID names an intent in its recorder.
type IntentID string

// Intent is what is about to be asked of the API. It holds no name, no PIN and no answer.
type Intent struct {
	Kind IntentKind
	// Account is the account's whole number, as far as this process knows it: a journal keeps
	// only Ending.
	Account api.ID
	Ending  string // the last four digits of the account's number
	Amount  api.Money
	// Reference is the merchant's order id.
	Reference string
	Financing api.Financing
	// AuthorizationID and CaptureID are what a capture, a release, a return or a refund is of.
	AuthorizationID api.ID
	CaptureID       api.ID
	// Remaining is what the server said remained just before: of the authorization for a capture
	// or release, of the capture for a return. What remains after tells whether it
	// was done. Zero where it was not asked for.
	Remaining      api.Money
	RequestID      string
	IdempotencyKey string
	Flow           api.ReferenceID // x-reference-id
	Location       string          // external_location_id
	Clerk          string          // external_employee_id
	Terminal       string
	Training       bool
	// AutoCapture is true for a purchase that is captured at once.
	AutoCapture bool
	// ServerAt is the server's time when it was intended, UTC; zero where the server's clock was not known then.
	ServerAt time.Time
	// By and Reason are a manager's, who decided that it be sent: external_employee_id, and why. Empty where no manager has to.
	By, Reason string
	// Known is the intent that this one repeats, where the clerk was told of it and means another
	// one. It is not kept.
	Known IntentID
}

// AccountEnding is what of the account's number may be shown: its last four digits.
func (in Intent) AccountEnding() string {
	if in.Ending != "" {
		return in.Ending
	}
	number := string(in.Account)
	return number[max(0, len(number)-4):]
}

// CompareAccount compares a number that the server wrote with the account: whole numbers where both are known, else the digits
// at the end.
func (in Intent) CompareAccount(told api.ID) api.Agreement {
	if in.Account != "" {
		return api.CompareNumbers(told, in.Account)
	}
	return api.CompareNumbers("*"+told, api.ID(in.Ending)) // as if it were masked: the ends are compared
}

// Freezes is true where other may not be sent while in has no outcome. That is whatever is of the same
// authorization, or has the same account and reference; beyond that a purchase freezes every purchase on its
// account, and every one under its reference, and what else has no authorization (a refund, a deposit) all of its
// kind on its account: a clerk who tries again may well write another reference or amount. Accounts are compared by
// their endings, references without regard to case: rather is one sale too many kept waiting than one sent twice.
// Applications and verifications freeze nothing.
func (in Intent) Freezes(other Intent) bool {
	sameAccount, sameReference := in.AccountEnding() == other.AccountEnding(), sameReference(in.Reference, other.Reference)
	switch {
	case !in.Kind.moves() || !other.Kind.moves():
		return false
	case in.AuthorizationID != "" && in.AuthorizationID == other.AuthorizationID, sameAccount && sameReference:
		return true
	case in.Kind != other.Kind || in.AuthorizationID != "" || other.AuthorizationID != "":
		return false
	}
	return sameAccount || sameReference && in.Kind == AuthorizationIntent
}

// sameReference is true for two references that a person would take for one.
func sameReference(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a != "" && strings.EqualFold(a, b)
}

// RepeatTime is for how long a call that was done is one that another may repeat by mistake (OWN).
const RepeatTime = 24 * time.Hour

// Repeats is true where in looks like was, which is done: a purchase or a refund on the same account under
// the same reference, or a deposit, payment or trade-in of the same amount on it, which have no reference. A
// clerk whose console ended before it showed the outcome may send it once more. What is done with a sale
// shows on the sale's page, and repeats nothing.
func (in Intent) Repeats(was Intent) bool {
	if in.Kind != was.Kind || in.AccountEnding() != was.AccountEnding() {
		return false
	}
	switch in.Kind {
	case AuthorizationIntent, RefundIntent:
		return in.CaptureID == was.CaptureID && sameReference(in.Reference, was.Reference)
	case DepositIntent, PaymentIntent, TradeInIntent:
		return in.Amount == was.Amount
	}
	return false
}

// moves is true where money moves, or an account is closed.
func (k IntentKind) moves() bool { return k != ApplicationIntent && k != VerificationIntent }

// Result says how an intent ended.
type Result int

// The results.
const (
	ResultInDoubt     Result = iota // the answer was lost: it may have been executed
	ResultDone                      // executed
	ResultNotDone                   // never sent, or refused: not executed
	ResultNeedsPerson               // in doubt, and nothing can be asked that would tell
)

// Open is true while it is not known what came of the intent.
func (r Result) Open() bool { return r == ResultInDoubt || r == ResultNeedsPerson }

// Reply says what came back of a call that is in doubt.
type Reply string

// The replies.
const (
	ReplyLost  Reply = ""      // none, or one that the server itself did not give
	ReplyError Reply = "error" // an error of the server's that proves nothing: it is done with the call
	ReplyClaim Reply = "claim" // a success that does not show what was asked for
	ReplySeen  Reply = "seen"  // whatever it was, the server has shown since what may be it
)

// Outcome is what came of an intent.
type Outcome struct {
	Result Result
	// Reply is what came back, where the result is in doubt.
	Reply Reply
	ID    api.ID // the server's, of what was done: an authorization's, a capture's, an application's
	// Code is the server's error code where it refused; of an application that was decided it is
	// empty.
	Code string
	// Decision is an application's: approved, pending or declined.
	Decision string
	// CaptureID is the capture's that was made together with an authorization.
	CaptureID api.ID
	// Source says how the outcome came to be known.
	Source Source
	// By and Reason are a manager's, where a person decided it, or what came of it: external_employee_id, and why.
	By, Reason string
}

// DecidedAs is the outcome with the manager who decided that it be sent, where it was done. What a person found out names that person.
func (o Outcome) DecidedAs(in Intent) Outcome {
	if o.Result == ResultDone && o.Source != FromPerson && in.By != "" {
		o.By, o.Reason = in.By, in.Reason
	}
	return o
}

// Source says how an outcome is known.
type Source string

// The sources.
const (
	FromAnswer Source = "answer"  // the call's own answer
	FromServer Source = "asked"   // the server was asked afterwards
	FromPerson Source = "manager" // a person found out, and decided
)

// Recorder keeps intents and their outcomes.
type Recorder interface {
	// Intend records an intent before it is sent, durably. It refuses with an *InDoubtError that
	// wraps ErrFrozen what an intent without an outcome freezes (Intent.Freezes), and with a
	// *RepeatedError what repeats an intent that was done not long ago (Intent.Repeats) and is not Known.
	Intend(context.Context, Intent) (IntentID, error)
	// Frozen is the *InDoubtError that Intend would refuse an intent with, as far as is known without asking
	// anybody, and nil where it would not: what must wait is better told before a customer has waited.
	Frozen(Intent) error
	// Conclude records an outcome. One that is open may be concluded again, once the server or
	// a person was asked; any other is final: ErrNoIntent.
	Conclude(context.Context, IntentID, Outcome) error
	// Concluded is true where the server's id is that of another intent's outcome of the kind:
	// what the server has under it is no answer to an intent in doubt.
	Concluded(context.Context, IntentKind, api.ID) (bool, error)
	// Outcome is what came of an intent so far: ResultInDoubt also while it is under way.
	// ErrNoIntent where there never was one.
	Outcome(context.Context, IntentID) (Outcome, error)
}

// Doubt is an intent whose outcome is not known.
type Doubt struct {
	ID     IntentID
	Intent Intent
	Since  time.Time // when it was intended
	// Lost is when the answer was lost; zero where the console ended before it could know.
	Lost time.Time
	// Reply is what came back of the call.
	Reply Reply
	// NeedsPerson is true where nothing can be asked of the server that would tell.
	NeedsPerson bool
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
	// ErrNoIntent says that there is no open intent of that id: it has its outcome, which the
	// caller asks for, or there never was one.
	ErrNoIntent = errors.New("no open intent")
)

// RepeatedError says that the same was done not long ago, and that nothing was sent. The caller tells the
// clerk, and sends it with Intent.Known where the clerk means another one.
type RepeatedError struct {
	Intent IntentID
	At     time.Time // when it was intended, UTC
	Was    Intent
	ID     api.ID // the server's, as far as it has one
}

func (e *RepeatedError) Error() string { return "the same was done not long ago" }

// InDoubtError says that it is not known whether money moved. The caller shows so, and
// asks the server; Intent is what to conclude then.
type InDoubtError struct {
	Intent IntentID
	Since  time.Time // when it was intended; zero where Execute has just made the call
	Was    Intent    // what was sent: where the same was frozen, the earlier one
	Reply  Reply     // what came back of it, where Execute has just made the call
	Err    error
}

func (e *InDoubtError) Error() string { return "in doubt: " + e.Err.Error() }

// Unwrap gives the cause: the lost answer, or ErrFrozen.
func (e *InDoubtError) Unwrap() error { return e.Err }

// FrozenBy is the first of the doubts that freezes an intent, as an *InDoubtError that wraps ErrFrozen; nil where none
// does.
func FrozenBy(doubts []Doubt, in Intent) error {
	for _, d := range doubts {
		if d.Intent.Freezes(in) {
			return &InDoubtError{Intent: d.ID, Since: d.Since, Was: d.Intent, Err: ErrFrozen}
		}
	}
	return nil
}
