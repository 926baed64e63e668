// Package flows is what a clerk does, without a screen. A flow is a conversation:
// it hands out pages, takes the clerk's answers, and goes on, back, or to a task that
// needs the network. It owns its draft and its reference id, starts no goroutine and
// knows nothing of terminals; consoles, plain prompts and tests are players of flows.
package flows

import (
	"context"

	"countertop/api"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// Flow is one conversation. All methods are called from one goroutine, the player's.
type Flow interface {
	// Title names the flow: "New application".
	Title() lang.Text
	// Page is where the conversation is now. It is cheap, and asked after every
	// change; its texts hold both languages.
	Page() Page
	// Answer takes what the clerk did on the page and says what happens next.
	Answer(Answer) Move
	// Back goes to the page before, losing nothing. It is false on the first page.
	Back() bool
	// Stages are the steps of the whole way, for a list beside the page.
	Stages() []Stage
	// Summary is what is known so far, for a list beside the page.
	Summary() []Line
	// Dirty is true while leaving would lose something that was typed.
	Dirty() bool
	// Speak says which language server texts should come in from now on. Texts that the
	// server has to be asked for again come with the task.
	Speak(api.Language) *Task
	// Reference is the flow's x-reference-id, for support.
	Reference() api.ReferenceID
}

// Leaver is a flow that says itself what leaving it now would mean; empty where that is only the loss of what was
// typed.
type Leaver interface{ Leaving() lang.Text }

// Learner is a flow that waits for what becomes of an intent in doubt. Learned is called when the
// console has found out; the task takes it over, and is nil where the flow waits for another.
type Learner interface {
	Learned(IntentID) *Task
}

// Answer is what the clerk did on a page.
type Answer struct {
	// Action is the ID of the page's action that was taken; empty is the page's own
	// way forward (Enter).
	Action string
	// Row is the row selected on a Choose or Review page.
	Row int
}

// Move is what happens after an answer. At most one member is set; with none the
// player shows the flow's Page, which may be the same with a notice or problems.
type Move struct {
	// Task is work to run; the page stays until it is done.
	Task *Task
	// Open starts another flow in place of this one ("purchase with this account").
	Open Flow
	// Show starts another flow above this one, from which the clerk comes back to the page ("one of this list").
	Show Flow
	// Read shows a text in full (a slip), from which the clerk comes back to the page.
	Read *Document
	// Save asks the player to write a document to a file of the clerk's, and to say where.
	Save *Document
	// Print asks the player to print a document on the store's printer.
	Print *Document
	// Leave ends the flow.
	Leave bool
	// Refused: the page has problems (Ask), or its end was not seen (Read).
	Refused bool
}

// Task is work that needs the network. The player runs Run away from its own goroutine
// and then calls what it returned, on its own, unless the task was cancelled and left: then
// nothing of it happens. Run returns also when ctx ends.
type Task struct {
	// Doing says what is going on: "Sending the application…".
	Doing lang.Text
	// Money marks a call that may move money: it is not cancelled by leaving a screen.
	Money bool
	// Acts marks a call that changes something on the server, but moves no money: leaving it
	// unanswered would leave open whether that was done.
	Acts bool
	Run  func(context.Context) (done func() Move)
}

// Page is one screenful of the conversation.
type Page struct {
	// ID is the page's stable name: "application.who".
	ID    string
	Title lang.Text
	// Intro is a sentence or two above the body.
	Intro lang.Text
	// Notice is what the clerk should know before anything else: an error, a warning.
	Notice *Notice
	Body   Body
	// Forward names the page's own way forward ("Continue", "Search"); empty where
	// there is none.
	Forward lang.Text
	// Actions are the other things to do on the page, each with a key.
	Actions []Action
}

// Body is what a page asks or shows: *Ask, *Read, *Choose, *Review, *Confirm or *Report.
type Body interface{ body() }

// Ask has fields to fill in.
type Ask struct {
	Form *form.Form
	// Focus is the key of the field to start at; empty is the first.
	Focus string
}

// Read has a text to read. The way forward is closed until its end was seen.
type Read struct {
	Heading lang.Text
	Text    lang.Text // paragraphs, divided by blank lines
	// Agreement is what going forward says ("The customer agrees…"); empty where it only
	// means having read.
	Agreement lang.Text
}

// Choose has rows of which one is chosen.
type Choose struct {
	Columns  []Column
	Rows     []Row
	Selected int
	// Empty is shown when there are no rows.
	Empty lang.Text
}

// Column is a column of a Choose table. Of those that do not fit, the ones with
// the highest Drop go first; 0 always stays.
type Column struct {
	Title lang.Text
	Right bool // numbers
	Drop  int
}

// Row is one row of a table.
type Row struct {
	Cells []lang.Text
	// Blocked says why the row cannot be chosen; empty where it can. It is
	// shown while the row is selected.
	Blocked lang.Text
	// Detail is shown beside or below the table while the row is selected.
	Detail []Line
}

// Review shows answers with their labels. A row leads back to where it was given.
type Review struct {
	Groups []Group
}

// Group is a part of a review or report with its heading.
type Group struct {
	Heading lang.Text
	Lines   []Line
}

// Confirm repeats what will happen and asks for a deliberate key.
type Confirm struct {
	Question lang.Text
	Groups   []Group
	// Money asks for the key that confirms money, which is never Enter.
	Money bool
}

// Report shows how something ended, or one thing in full.
type Report struct {
	Tone     Tone
	Headline lang.Text
	Text     lang.Text
	Groups   []Group
}

func (*Ask) body()     {}
func (*Read) body()    {}
func (*Choose) body()  {}
func (*Review) body()  {}
func (*Confirm) body() {}
func (*Report) body()  {}

// Tone says how something ended, in words, marks and colour.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Good
	Careful // a warning, a pending decision
	Bad
)

// Line is a labelled value: "Amount  $1,234.50". With an empty Label the value is a sentence of its own.
type Line struct {
	Label lang.Text
	Value lang.Text
	Tone  Tone
	// Emphasis marks what matters most of a group.
	Emphasis bool
}

// Notice says what happened, whether money moved, and what to do next, with what the server
// said and what support will ask for (docs/architecture.md rule 9).
type Notice struct {
	Tone  Tone
	What  lang.Text
	Money lang.Text
	Next  lang.Text
	// Server is the server's message verbatim; Code and Ref are for support.
	Server string
	Code   string
	Ref    api.ReferenceID
}

// Action is something to do on a page besides going forward.
type Action struct {
	ID    string
	Label lang.Text
	// Key is a single letter, taken where no text is typed; on an Ask page the player
	// takes it with Ctrl.
	Key rune
}

// Stage is a step of a flow's way.
type Stage struct {
	Title lang.Text
	State StageState
}

// StageState says where a stage is.
type StageState int

// The states of a stage.
const (
	Ahead StageState = iota
	Here
	Done
)

// Document is a text for a file, a reader or a printer: a slip.
type Document struct {
	Title    lang.Text
	FileName string // suggested, without a folder
	Text     lang.Text
}
