// Package flows holds what a clerk does, without a screen. A flow is a conversation: it hands out pages, takes the
// clerk's answers, and goes on, back, or to a task that needs the network. It owns its draft and its reference id,
// starts no goroutine and knows nothing of terminals. The full-screen console, plain prompts and tests play the same
// flows.
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
	// Page returns the current page. It is called after every change and must be cheap. The page's texts hold both
	// languages.
	Page() Page
	// Answer takes what the clerk did on the page and returns what happens next.
	Answer(Answer) Move
	// Back goes to the page before and keeps every value. It reports false on the first page.
	Back() bool
	// Stages returns the steps of the whole flow, for a list beside the page.
	Stages() []Stage
	// Summary returns what is known so far, for a list beside the page.
	Summary() []Line
	// Dirty reports whether leaving would lose something that was typed.
	Dirty() bool
	// Speak sets the language of the server's texts from now on. It returns a task if texts have to be fetched again,
	// else nil.
	Speak(api.Language) *Task
	// Reference returns the flow's x-reference-id, for support.
	Reference() api.ReferenceID
}

// Leaver is a flow that explains what leaving it means. Leaving returns an empty text if leaving only loses what was
// typed.
type Leaver interface{ Leaving() lang.Text }

// Learner is a flow that waits for the outcome of an intent in doubt. The console calls Learned when it has found the
// outcome. The task takes it over. It is nil if the flow waits for another intent.
type Learner interface {
	Learned(IntentID) *Task
}

// Answer holds what the clerk did on a page.
type Answer struct {
	// Action is the ID of the action that was taken. It is empty if the clerk went forward (Enter).
	Action string
	// Row is the row selected on a Choose or Review page.
	Row int
}

// Move says what happens after an answer. At most one member is set. If none is set, the player shows the flow's
// Page, which may be the same page with a notice or problems.
type Move struct {
	// Task is work to run; the page stays until it is done.
	Task *Task
	// Open starts another flow that replaces this one ("purchase with this account").
	Open Flow
	// Show starts another flow on top of this one. When it ends, the clerk is back on this page ("one of this list").
	Show Flow
	// Read shows a text in full, such as a slip. Afterwards the clerk is back on this page.
	Read *Document
	// Save asks the player to write a document to a file and to say where it is.
	Save *Document
	// Print asks the player to print a document on the store's printer.
	Print *Document
	// Leave ends the flow.
	Leave bool
	// Refused reports that the page has problems (Ask), or that the clerk has not seen its end (Read).
	Refused bool
}

// Task is work that needs the network. The player calls Run on another goroutine, and then calls the function that
// Run returned on its own goroutine. If the task was cancelled and left meanwhile, the player drops that function.
// Run returns when ctx ends.
type Task struct {
	// Doing describes the work: "Sending the application…".
	Doing lang.Text
	// Money marks a call that may move money. Leaving the screen does not cancel it.
	Money bool
	// Acts marks a call that changes something on the server but moves no money. Leaving it without an answer would
	// leave its outcome unknown.
	Acts bool
	Run  func(context.Context) (done func() Move)
}

// Page is one screen of the conversation.
type Page struct {
	// ID is the page's stable name: "application.who".
	ID    string
	Title lang.Text
	// Intro is a sentence or two above the body.
	Intro lang.Text
	// Notice is shown before anything else: an error or a warning.
	Notice *Notice
	Body   Body
	// Forward names what Enter does ("Continue", "Search"). It is empty if the page has no way forward.
	Forward lang.Text
	// Actions are the other things that the clerk can do on the page, each with a key.
	Actions []Action
}

// Body is the content of a page: *Ask, *Read, *Choose, *Review, *Confirm or *Report.
type Body interface{ body() }

// Ask has fields to fill in.
type Ask struct {
	Form *form.Form
	// Focus is the key of the field to start at. If it is empty, that is the first field.
	Focus string
}

// Read shows a text. The clerk can go forward once its end was seen.
type Read struct {
	Heading lang.Text
	Text    lang.Text // paragraphs, separated by blank lines
	// Agreement is the statement that the clerk makes by going forward ("The customer agrees…"). It is empty if going
	// forward only means that the text was read.
	Agreement lang.Text
}

// Choose shows rows, of which the clerk chooses one.
type Choose struct {
	Columns  []Column
	Rows     []Row
	Selected int
	// Empty is shown if there are no rows.
	Empty lang.Text
}

// Column is a column of a Choose table. If the columns do not fit, those with the highest Drop are left out first. A
// column with Drop 0 always stays.
type Column struct {
	Title lang.Text
	Right bool // for numbers
	Drop  int
}

// Row is one row of a table.
type Row struct {
	Cells []lang.Text
	// Blocked says why the row cannot be chosen. It is empty if it can. It is shown while the row is selected.
	Blocked lang.Text
	// Detail is shown beside or below the table while the row is selected.
	Detail []Line
}

// Review shows answers with their labels. Choosing a row leads back to the page of the answer.
type Review struct {
	Groups []Group
}

// Group is a part of a review or a report, with a heading.
type Group struct {
	Heading lang.Text
	Lines   []Line
}

// Confirm repeats what will happen and asks for a deliberate key.
type Confirm struct {
	Question lang.Text
	Groups   []Group
	// Money asks for the key that confirms money. It is never Enter.
	Money bool
}

// Report shows an outcome, or one thing in full.
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

// Tone is the mood of an outcome: it decides words, marks and colour.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Good
	Careful // a warning, or a pending decision
	Bad
)

// Line is a labelled value: "Amount $1,234.50". If Label is empty, the value is a sentence of its own.
type Line struct {
	Label lang.Text
	Value lang.Text
	Tone  Tone
	// Emphasis marks the most important line of a group.
	Emphasis bool
}

// Notice says what happened, whether money moved and what to do next. It carries the server's message and what
// support will ask for (docs/architecture.md rule 9).
type Notice struct {
	Tone  Tone
	What  lang.Text
	Money lang.Text
	Next  lang.Text
	// Server is the server's message, verbatim. Code and Ref are for support.
	Server string
	Code   string
	Ref    api.ReferenceID
}

// Action is something that the clerk can do on a page besides going forward.
type Action struct {
	ID    string
	Label lang.Text
	// Key is a single letter, for pages where no text is typed. On an Ask page the player gives the actions the
	// function keys from F5 on.
	Key rune
}

// Stage is one step of a flow, in the list of steps.
type Stage struct {
	Title lang.Text
	State StageState
}

// StageState says whether a stage is over, current or still ahead.
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
	FileName string // without a folder; a suggestion
	Text     lang.Text
}
