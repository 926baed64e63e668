package flows

// This file defines what every money call passes through. An intent is recorded before the call's first byte leaves,
// and an outcome after. An intent without an outcome is in doubt, and is never sent again (docs/architecture.md rule
// 1).

import (
	"context"
	"errors"
	"strings"
	"time"

	"countertop/api"
)

// IntentKind names a money call.
type IntentKind string

// The kinds of intents. An application and a verification move no money, but whether they arrived matters as much.
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

// IntentKinds returns all kinds, in the order of a sale's life.
func IntentKinds() []IntentKind {
	return []IntentKind{
		ApplicationIntent, VerificationIntent, AuthorizationIntent, CaptureIntent, ReleaseIntent, ReturnIntent,
		RefundIntent, DepositIntent, PaymentIntent, TradeInIntent, CloseIntent,
	}
}

// Queryable reports whether a query of the server can show what became of an intent of this kind. For the other kinds
// a person has to find out: no query lists them (docs/contract.md §7).
func (k IntentKind) Queryable() bool {
	switch k {
	case AuthorizationIntent, CaptureIntent, ReleaseIntent, ReturnIntent, ApplicationIntent:
		return true
	}
	return false
}

// Doubtful reports whether an intent of this kind is in doubt while it has no outcome. A verification is not: it
// moves no money and opens no account, and without an answer the clerk asks again under the same request id.
func (k IntentKind) Doubtful() bool { return k != VerificationIntent }

// CodeUnanswered is the outcome's code for a call that got no answer and is not Doubtful.
const CodeUnanswered = "unanswered"

// IntentID identifies an intent within its recorder.
type IntentID string

// Intent describes a call before it is sent. It holds no name, no PIN and no security answer.
type Intent struct {
	Kind IntentKind
	// Account is the whole account number, if this process knows it. A journal keeps only Ending.
	Account api.ID
	Ending  string // the last four digits of the account's number
	Amount  api.Money
	// Reference is the merchant's order id.
	Reference string
	Financing api.Financing
	// AuthorizationID and CaptureID name the sale and the capture that a capture, a release, a return or a refund
	// belongs to.
	AuthorizationID api.ID
	CaptureID       api.ID
	// Remaining is the remainder that the server reported just before the call: of the authorization for a capture or
	// a release, of the capture for a return. The remainder after the call shows whether it was executed. Zero means
	// that the server was not asked.
	Remaining      api.Money
	RequestID      string
	IdempotencyKey string
	Flow           api.ReferenceID // x-reference-id
	Location       string          // external_location_id
	Clerk          string          // external_employee_id
	Terminal       string
	Training       bool
	// AutoCapture marks a purchase that is captured at once.
	AutoCapture bool
	// ServerAt is the server's time when the intent was recorded, in UTC. It is zero if the server's clock was not
	// known.
	ServerAt time.Time
	// By and Reason are the manager who decided to send the call (external_employee_id) and why. They are empty if no
	// manager has to decide.
	By, Reason string
	// Known is the earlier intent that this one repeats on purpose: the clerk saw it and wants another one. It is not
	// recorded.
	Known IntentID
}

// AccountEnding returns the part of the account number that may be shown: its last four digits.
func (in Intent) AccountEnding() string {
	if in.Ending != "" {
		return in.Ending
	}
	number := string(in.Account)
	return number[max(0, len(number)-4):]
}

// CompareAccount compares a number from the server with the account: the whole numbers if both are known, else the
// last digits.
func (in Intent) CompareAccount(told api.ID) api.Agreement {
	if in.Account != "" {
		return api.CompareNumbers(told, in.Account)
	}
	return api.CompareNumbers("*"+told, api.ID(in.Ending)) // the asterisk has only the ends compared, as for a masked number
}

// Freezes reports whether other must wait while in has no outcome.
//
// An intent freezes every call on the same authorization, and every call with the same account and reference. A
// purchase also freezes every purchase on its account and every purchase under its reference. A call without an
// authorization (a refund, a deposit) freezes every call of its kind on its account. This is wide because a clerk who
// tries again may write another reference or amount. Accounts are compared by their last digits and references
// without regard to case: it is better to hold back one sale too many than to send one twice. Applications and
// verifications freeze nothing.
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

// sameReference reports whether a person would take two references for the same.
func sameReference(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a != "" && strings.EqualFold(a, b)
}

// RepeatTime is the time after a call during which a second one like it may be a mistake (OWN).
const RepeatTime = 24 * time.Hour

// Repeats reports whether in looks like was, a call that was executed: a purchase or a refund on the same account
// under the same reference, or a deposit, payment or trade-in (which have no reference) of the same amount on the
// same account. A clerk whose console ended before it showed the outcome may send the call once more. A capture, a
// release or a return never counts: the sale's page shows what was done.
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

// moves reports whether a call of this kind moves money or closes an account.
func (k IntentKind) moves() bool { return k != ApplicationIntent && k != VerificationIntent }

// Result says how an intent ended.
type Result int

// The results.
const (
	ResultInDoubt     Result = iota // the answer was lost: the call may have been executed
	ResultDone                      // executed
	ResultNotDone                   // never sent, or refused
	ResultNeedsPerson               // in doubt, and no query can show the outcome
)

// Open reports whether the outcome is still unknown.
func (r Result) Open() bool { return r == ResultInDoubt || r == ResultNeedsPerson }

// Reply describes the answer to a call that is in doubt.
type Reply string

// The replies.
const (
	ReplyLost  Reply = ""      // no answer, or one that did not come from the server itself
	ReplyError Reply = "error" // an error from the server that proves nothing; the server has finished with the call
	ReplyClaim Reply = "claim" // a success that does not show what was requested
	ReplySeen  Reply = "seen"  // any answer, if the server has since shown something that may be this call
)

// Outcome is the result of an intent, as far as it is known.
type Outcome struct {
	Result Result
	// Reply describes the answer if the result is in doubt.
	Reply Reply
	ID    api.ID // the server's id for the result: of an authorization, a capture, an application …
	// Code is the server's error code if it refused. It is empty for an application that was decided.
	Code string
	// Decision is the decision on an application: approved, pending or declined.
	Decision string
	// CaptureID is the capture that was made together with an authorization.
	CaptureID api.ID
	// Source says who gave the outcome.
	Source Source
	// By and Reason are a manager who decided to send the call, or a person who found out the outcome
	// (external_employee_id), and why.
	By, Reason string
}

// DecidedAs adds the manager who decided to send the call to an outcome that was executed. An outcome that a person
// found out keeps that person.
func (o Outcome) DecidedAs(in Intent) Outcome {
	if o.Result == ResultDone && o.Source != FromPerson && in.By != "" {
		o.By, o.Reason = in.By, in.Reason
	}
	return o
}

// Source says where an outcome comes from.
type Source string

// The sources.
const (
	FromAnswer Source = "answer"  // the call's own answer
	FromServer Source = "asked"   // a later query of the server
	FromPerson Source = "manager" // a person who found out
)

// Recorder keeps intents and their outcomes.
type Recorder interface {
	// Intend records an intent durably, before it is sent. It refuses with an *InDoubtError that wraps ErrFrozen if
	// an intent without an outcome freezes this one (Intent.Freezes), and with a *RepeatedError if this one repeats a
	// recent intent (Intent.Repeats) that is not Known.
	Intend(context.Context, Intent) (IntentID, error)
	// Frozen returns the *InDoubtError with which Intend would refuse an intent, or nil. It answers from memory, so
	// that a clerk hears of it before the customer has waited.
	Frozen(Intent) error
	// Conclude records an outcome. An open outcome may be concluded again, after the server or a person was asked.
	// For an intent with a final outcome, or an unknown one, it returns ErrNoIntent.
	Conclude(context.Context, IntentID, Outcome) error
	// Concluded reports whether another intent of the kind already has the server's id in its outcome. If so, that id
	// answers no intent in doubt.
	Concluded(context.Context, IntentKind, api.ID) (bool, error)
	// Outcome returns the outcome of an intent so far: ResultInDoubt also while the call is under way. It returns
	// ErrNoIntent for an unknown intent.
	Outcome(context.Context, IntentID) (Outcome, error)
}

// Doubt is an intent whose outcome is unknown.
type Doubt struct {
	ID     IntentID
	Intent Intent
	Since  time.Time // when it was recorded
	// Lost is the time at which the answer was lost. It is zero if the console ended before it could know.
	Lost time.Time
	// Reply describes the answer to the call.
	Reply Reply
	// NeedsPerson reports that no query of the server can show the outcome.
	NeedsPerson bool
}

var (
	// ErrFrozen says that the same call was sent before and is in doubt. The caller sends nothing and asks the server
	// about the earlier call.
	ErrFrozen = errors.New("the same is in doubt already")
	// ErrNotRecorded says that the intent could not be recorded. Nothing was sent.
	ErrNotRecorded = errors.New("the intent was not recorded")
	// ErrNotConcluded comes with a good result whose outcome could not be recorded. The caller goes on with the
	// result. The recorder keeps the intent in doubt until the server is asked.
	ErrNotConcluded = errors.New("the outcome was not recorded")
	// ErrNoIntent says that no open intent has this id: either it has its final outcome, which the caller reads with
	// Outcome, or it never existed.
	ErrNoIntent = errors.New("no open intent")
)

// RepeatedError says that the same call was executed recently and that nothing was sent. The caller shows it to the
// clerk. If the clerk wants another one, the caller sends it with Intent.Known.
type RepeatedError struct {
	Intent IntentID
	At     time.Time // when it was recorded, UTC
	Was    Intent
	ID     api.ID // the server's id, if it gave one
}

func (e *RepeatedError) Error() string { return "the same was done not long ago" }

// InDoubtError says that it is not known whether money moved. The caller shows that, asks the server, and concludes
// Intent.
type InDoubtError struct {
	Intent IntentID
	Since  time.Time // when it was recorded; zero if Execute has just sent the call
	Was    Intent    // the call; if it was frozen, the earlier call that froze it
	Reply  Reply     // describes the answer, if Execute has just sent the call
	Err    error
}

func (e *InDoubtError) Error() string { return "in doubt: " + e.Err.Error() }

// Unwrap returns the cause: the lost answer, or ErrFrozen.
func (e *InDoubtError) Unwrap() error { return e.Err }

// FrozenBy returns the first doubt that freezes an intent, as an *InDoubtError that wraps ErrFrozen. It returns nil
// if none does.
func FrozenBy(doubts []Doubt, in Intent) error {
	for _, d := range doubts {
		if d.Intent.Freezes(in) {
			return &InDoubtError{Intent: d.ID, Since: d.Since, Was: d.Intent, Err: ErrFrozen}
		}
	}
	return nil
}
