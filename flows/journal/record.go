// Package journal keeps, durably, what was asked of the API and what came of it: intents
// before they are sent, their outcomes after, what the server said when it was asked, and what a
// manager decided. Several consoles on one host share one file. It holds no personal data
// (docs/architecture.md rules 1 and 4).
package journal

import (
	"time"

	"countertop/api"
	"countertop/flows"
)

// State is where an intent is.
type State string

// The states.
const (
	UnderWay    State = "under way"    // a console that is alive is sending it
	InDoubt     State = "in doubt"     // the answer was lost, or the console ended before it came
	NeedsPerson State = "needs person" // in doubt, and no query could tell
	Unanswered  State = "unanswered"   // no answer came, and nothing is in doubt: a verification (flows.IntentKind.Doubtful)
	Done        State = "done"
	NotDone     State = "not done"
)

// Record is an intent with what came of it.
type Record struct {
	ID      flows.IntentID
	Intent  flows.Intent // Account is empty: the journal keeps the ending
	At      time.Time    // when it was intended, UTC
	State   State
	Outcome flows.Outcome
	Ended   time.Time // when the outcome was recorded, UTC; zero while there is none
}

// Query picks records. The zero value picks all, the newest first.
type Query struct {
	Kinds  []flows.IntentKind
	States []State
	// From and To bound At: From inclusive, To exclusive; zero is open.
	From, To time.Time
	// Clerk and Location are whole ids; Ending the account's last four digits.
	Clerk, Location, Ending string
	// Reference is a whole reference, or any part of one that is at least three characters.
	Reference string
	// Amount is an exact amount; nil takes all.
	Amount          *api.Money
	AuthorizationID api.ID // of the authorization itself, and of all that was done with it
	// Before continues a list: only records older than this one.
	Before flows.IntentID
	// Limit is how many at most; 0 is 100.
	Limit int
}

// Entry is one line of the journal, as the chain holds it: a step in the life of an intent, a
// sign-off of a day, or a word about the journal itself.
type Entry struct {
	Seq    int64
	At     time.Time // UTC
	Type   EntryType
	Intent flows.IntentID // empty for a sign-off
	// Outcome is that of an outcome entry.
	Outcome flows.Outcome
	// Text is what an asked entry or a sign-off says, in English, without personal data.
	Text string
	Hash string // of this entry and the one before, in hexadecimal digits
}

// EntryType says what an entry records.
type EntryType string

// The types of entries.
const (
	Intended  EntryType = "intent"
	Concluded EntryType = "outcome"
	Asked     EntryType = "asked"    // the server was asked, and did not tell
	SignedOff EntryType = "sign-off" // a manager closed a day
	Lost      EntryType = "lost"     // entries that were known of are not in it
	Accepted  EntryType = "accepted" // somebody lets sales go on without the lost entries
	Rebuilt   EntryType = "rebuilt"  // older entries were written anew, without what is not kept any more
)

// SignOff is a manager's word that a day is closed with what it has left in doubt.
type SignOff struct {
	Day      time.Time // the local day's beginning
	Location string
	Manager  string // external_employee_id
	Reason   string // empty where nothing was in doubt
	InDoubt  int    // what was in doubt
	Training bool
}

// Head is the end of a chain: what to write down, to know later that nothing before it was changed.
type Head struct {
	Seq  int64
	Hash string
	At   time.Time
}
