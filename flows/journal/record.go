// Package journal records durably what was asked of the API and what came of it: intents before they are sent, their
// outcomes after, what the server said when it was asked, and what a manager decided. Several consoles on one host
// share one file. It holds no personal data (docs/architecture.md rules 1 and 4).
package journal

import (
	"time"

	"countertop/api"
	"countertop/flows"
)

// State is the state of an intent.
type State string

// The states.
const (
	UnderWay    State = "under way"    // a live console is sending it
	InDoubt     State = "in doubt"     // the answer was lost, or the console ended before it came
	NeedsPerson State = "needs person" // in doubt, and no query of the server can show the outcome
	Unanswered  State = "unanswered"   // no answer came, but nothing is in doubt: a verification (flows.IntentKind.Doubtful)
	Done        State = "done"
	NotDone     State = "not done"
)

// Record is an intent with its outcome.
type Record struct {
	ID      flows.IntentID
	Intent  flows.Intent // Account is empty: the journal keeps only Ending
	At      time.Time    // when it was recorded, UTC
	State   State
	Outcome flows.Outcome
	Ended   time.Time // when its outcome was recorded, UTC; zero if there is none
}

// Query picks records, the newest first. The zero value picks all.
type Query struct {
	Kinds  []flows.IntentKind
	States []State
	// From and To bound At: From inclusive, To exclusive. A zero time is no bound.
	From, To time.Time
	// Clerk and Location are whole ids. Ending is the last four digits of an account number.
	Clerk, Location, Ending string
	// Reference is a whole reference, or a part of one with at least three characters.
	Reference string
	// Amount is an exact amount. nil picks every amount.
	Amount          *api.Money
	AuthorizationID api.ID // picks the authorization and everything that was done with it
	// Before picks only records older than this one, to continue a list.
	Before flows.IntentID
	// Limit is the greatest number of records. 0 means 100.
	Limit int
}

// Entry is one entry of the chain: a step in the life of an intent, a sign-off of a day, or a note about the journal
// itself.
type Entry struct {
	Seq    int64
	At     time.Time // UTC
	Type   EntryType
	Intent flows.IntentID // empty if the entry belongs to no intent
	// Outcome is filled in for an entry that records an outcome.
	Outcome flows.Outcome
	// Text is the text of an entry of type Asked or SignedOff, in English, without personal data.
	Text string
	Hash string // covers this entry and the hash before it; in hexadecimal digits
}

// EntryType says what an entry records.
type EntryType string

// The types of entries.
const (
	Intended  EntryType = "intent"
	Concluded EntryType = "outcome"
	Asked     EntryType = "asked"    // the server was asked, and its answer showed no outcome
	SignedOff EntryType = "sign-off" // a manager signed off a day
	Lost      EntryType = "lost"     // entries that had been recorded are missing
	Accepted  EntryType = "accepted" // somebody lets sales go on without the lost entries
	Rebuilt   EntryType = "rebuilt"  // older entries were written again without values that are no longer kept
)

// SignOff is a manager's decision that a day is closed, with what is still in doubt.
type SignOff struct {
	Day      time.Time // the beginning of the day in the store's zone
	Location string
	Manager  string // external_employee_id
	Reason   string // empty if nothing was in doubt
	InDoubt  int    // the number of intents in doubt
	Training bool
}

// Head is the end of a chain. A head that was written down proves later that no entry before it has changed.
type Head struct {
	Seq  int64
	Hash string
	At   time.Time
}
